//! What was read of a list of cases, as the page shows it.

use super::super::deadline::{Standing, deadline};
use super::super::news;
use super::super::walk::Place;
use super::asked::{Asked, key_code};
use super::{Loaded, PAGE};
use crate::clock::minsk;
use crate::http::urls::encode;
use crate::http::visit::Visit;
use crate::state::AppState;
use crate::store::inbox::{Band, Bands, COUNTED, CaseLine, Count, PassedLine};
use app::l10n::Tr;
use app::pages::office::inbox::{FilterView, InboxRow, InboxView, KeptList, Part, SortView};
use app::pages::office::words;
use portal::application::{Channel, Status};
use portal::collation::sort_by_name;
use portal::procedures::Procedure;
use std::collections::{BTreeMap, HashMap};

fn in_part(part: Part, count: &Count, me: &str) -> bool {
    let near = [Band::Overdue.code(), Band::Soon.code()].contains(&count.band.as_str());
    match part {
        Part::Queue => count.status == Status::Filed.code(),
        Part::Mine => count.status == Status::InReview.code() && count.clerk.as_deref() == Some(me),
        Part::Held => count.status == Status::InReview.code(),
        Part::Due => near,
        Part::Returned => count.status == Status::Returned.code() || count.band == Band::Waiting.code(),
        Part::Decided => Status::from_code(&count.status).is_some_and(Status::is_decided),
        Part::Confirm | Part::Passed => false,
    }
}

pub(super) fn view(state: &AppState, visit: &Visit, asked: &Asked, loaded: Loaded, office: i32, me: &str) -> InboxView {
    let tr = visit.tr;
    let cases_in = |part: Part| -> i64 {
        match part {
            Part::Decided => loaded.decided_count,
            Part::Passed => loaded.passed_count,
            Part::Confirm => loaded.to_confirm,
            _ => loaded.counts.iter().filter(|count| in_part(part, count, me)).map(|count| count.cases).sum(),
        }
    };
    let here: Vec<&Count> =
        asked.part.iter().flat_map(|part| loaded.counts.iter().filter(|count| in_part(*part, count, me))).collect();
    let query = asked.query();
    let first = (loaded.page - 1) * PAGE;
    let rows = match asked.part {
        Some(Part::Passed) => loaded.passed.iter().map(|line| passed_row(state, visit, line)).collect(),
        _ => loaded
            .cases
            .iter()
            .zip(first..)
            .map(|(line, at)| {
                let returned = loaded.returned.get(&line.id).copied();
                let row = case_row(state, visit, line, returned, loaded.unpaid.contains(&line.id));
                InboxRow {
                    href: Place { query: query.clone(), at }.href(&line.id),
                    revision: line.revision,
                    prepared: loaded.prepared.contains(&line.id),
                    unread: loaded.unread.get(&line.id).copied().unwrap_or_default(),
                    // Who came to the counter has no account there: the case is for whom it names.
                    applicant: match line.filer() {
                        Some(account) => loaded.names.get(account).cloned().unwrap_or_default(),
                        None => line.title().to_owned(),
                    },
                    ..row
                }
            })
            .collect(),
    };
    let lists = loaded.lists.iter().map(|list| KeptList {
        name: list.name.clone(),
        href: format!("/office?{}", list.query),
        current: list.query == query,
    });
    let own_order = asked.part == Some(Part::Passed);
    let now = asked.wanted(office, me, Bands::default()).1;
    InboxView {
        tr,
        office: state.offices.name(office, tr.lang()),
        part: asked.part,
        // An office that wants no second person has no part for it.
        parts: asked
            .parts
            .iter()
            .map(|part| (*part, cases_in(*part)))
            .filter(|(part, cases)| *part != Part::Confirm || *cases > 0 || asked.part == Some(Part::Confirm))
            .map(|(part, cases)| match asked.part {
                Some(shown) if shown == part => (part, cases.to_string()),
                _ if part == Part::Decided && cases > COUNTED => (part, format!("{COUNTED}+")),
                _ => (part, cases.to_string()),
            })
            .collect(),
        query: asked.query.clone(),
        channels: channel_filters(visit, asked, &here),
        clerks: if asked.part == Some(Part::Mine) { Vec::new() } else { clerk_filters(asked, &here, &loaded.names) },
        procedures: procedure_filters(visit, asked, &here),
        due: due_filters(visit, asked, &here),
        columns: loaded.choices.columns.clone(),
        sort: (!own_order).then(|| SortView {
            key: key_code(now.key),
            descending: now.descending,
            href: format!("/office?{}", asked.unsorted()),
        }),
        lists: lists.collect(),
        supervisor: false,
        choosable: asked.choosable().then(|| query.clone()),
        unchosen: false,
        keep_href: (!own_order).then(|| format!("/office/lists?of={}", encode(&query))),
        rows,
        found: loaded.found,
        cut: loaded.cut,
        page: usize::try_from(loaded.page).unwrap_or(1),
        pages: usize::try_from((loaded.found + PAGE - 1) / PAGE).unwrap_or(1),
        here: format!("/office?{query}&page={}", loaded.page),
        news: (!own_order).then(|| format!("{}?{query}&page={}", news::PATH, loaded.page)),
        page_href: format!("/office?{query}&page="),
    }
}

/// The filters of a kind with their counts; those that leave nothing are left out, unless they are on.
fn filters(
    here: &[&Count],
    all: impl Iterator<Item = (String, String, bool)>,
    of: impl Fn(&Count) -> &str,
) -> Vec<FilterView> {
    all.map(|(value, text, checked)| FilterView {
        count: here.iter().filter(|count| of(count) == value).map(|count| count.cases).sum(),
        value,
        text,
        checked,
    })
    .filter(|filter| filter.count > 0 || filter.checked)
    .collect()
}

fn procedure_filters(visit: &Visit, asked: &Asked, here: &[&Count]) -> Vec<FilterView> {
    let mut all: Vec<(String, String, bool)> = Procedure::ALL
        .into_iter()
        .map(|procedure| {
            let slug = procedure.slug().to_owned();
            let text = visit.tr.t(&format!("procedure-{slug}"));
            let checked = asked.procedures.contains(&slug);
            (slug, text, checked)
        })
        .collect();
    sort_by_name(visit.lang(), &mut all, |(_, title, _)| title);
    filters(here, all.into_iter(), |count| &count.procedure)
}

fn due_filters(visit: &Visit, asked: &Asked, here: &[&Count]) -> Vec<FilterView> {
    let all = Band::ALL
        .into_iter()
        .map(|band| (band.code().to_owned(), band_words(visit.tr, band), asked.due.contains(&band)));
    filters(here, all, |count| &count.band)
}

/// A band of deadlines in words.
pub(super) fn band_words(tr: Tr, band: Band) -> String {
    match band {
        Band::Overdue => tr.t("inbox-band-overdue"),
        Band::Soon => tr.t("inbox-band-soon"),
        Band::Later => tr.t("inbox-band-later"),
        Band::Waiting => tr.t("inbox-band-waiting"),
    }
}

fn channel_filters(visit: &Visit, asked: &Asked, here: &[&Count]) -> Vec<FilterView> {
    let all = [Channel::Online, Channel::InPerson, Channel::ByPost].into_iter().map(|channel| {
        let code = channel.code().to_owned();
        let checked = asked.channels.contains(&code);
        (code, words::channel(visit.tr, channel), checked)
    });
    filters(here, all, |count| count.channel.as_deref().unwrap_or_default())
}

fn clerk_filters(asked: &Asked, here: &[&Count], names: &HashMap<String, String>) -> Vec<FilterView> {
    let mut clerks: BTreeMap<(String, String), i64> = BTreeMap::new();
    for count in here {
        if let Some((id, name)) = count.clerk.as_ref().and_then(|id| names.get_key_value(id)) {
            *clerks.entry((name.clone(), id.clone())).or_default() += count.cases;
        }
    }
    let filter = |((text, value), count)| FilterView { checked: asked.clerks.contains(&value), value, text, count };
    clerks.into_iter().map(filter).collect()
}

fn case_row(
    state: &AppState,
    visit: &Visit,
    line: &CaseLine,
    returned_at: Option<chrono::NaiveDateTime>,
    unpaid: bool,
) -> InboxRow {
    let procedure = Procedure::from_slug(&line.procedure).unwrap_or(Procedure::ChangeOfLocation);
    let status = Status::from_code(&line.status).unwrap_or(Status::Filed);
    let standing = Standing {
        procedure,
        status,
        channel: line.channel.as_deref().and_then(Channel::from_code),
        filed_on: line.filed_on,
        due_on: line.due_on,
        returned_at,
        decided_at: line.decided_at,
        unpaid,
    };
    InboxRow {
        id: line.id.clone(),
        href: format!("/office/cases/{}", line.id),
        deadline: deadline(state, &standing),
        number: line.number.clone().unwrap_or_default(),
        company: line.title().to_owned(),
        unp: line.unp,
        procedure: visit.tr.t(&format!("procedure-{}", procedure.slug())),
        filed_on: line.filed_on.unwrap_or_default(),
        channel: line.channel.as_deref().and_then(Channel::from_code).unwrap_or(Channel::Online),
        clerk: line.clerk.clone(),
        applicant: String::new(),
        status,
        corrected: line.round > 1 && !status.is_decided(),
        unread: 0,
        prepared: false,
        revision: 0,
        passed: None,
    }
}

fn passed_row(state: &AppState, visit: &Visit, line: &PassedLine) -> InboxRow {
    let body: serde_json::Value = serde_json::from_str(&line.body).unwrap_or_default();
    let to = body["to"].as_i64().and_then(|code| i32::try_from(code).ok());
    let to = to.map(|code| state.offices.name(code, visit.lang())).unwrap_or_default();
    InboxRow {
        id: String::new(),
        href: line.unp.map_or_else(|| "/register".to_owned(), |unp| format!("/register/{unp}")),
        deadline: app::pages::office::deadline::Deadline::Unset,
        number: line.number.clone().unwrap_or_default(),
        company: line.title().to_owned(),
        unp: line.unp,
        procedure: visit.tr.t(&format!("procedure-{}", line.procedure)),
        filed_on: line.filed_on.unwrap_or_default(),
        channel: line.channel.as_deref().and_then(Channel::from_code).unwrap_or(Channel::Online),
        clerk: None,
        applicant: String::new(),
        status: Status::Filed,
        corrected: false,
        unread: 0,
        prepared: false,
        revision: 0,
        passed: Some((to, minsk(line.at).date())),
    }
}
