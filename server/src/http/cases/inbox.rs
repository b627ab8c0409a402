//! The office's inbox.

use super::deadline::{Standing, deadline};
use crate::access::Clerk;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::inbox::{self as store, CaseLine, Count, Order, PassedLine, Search, Wanted};
use crate::store::{AnyConn, bills, case_file, messages};
use app::pages::office::inbox::{FilterView, InboxRow, InboxView, Part, page};
use app::pages::office::words;
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::Response;
use portal::application::{Channel, Status};
use portal::fold::search_key;
use portal::procedures::Procedure;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Cases on a page.
const PAGE: i64 = 50;

pub async fn list(
    State(state): State<AppState>,
    clerk: Clerk,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let asked = Asked::read(&pairs, clerk.signed_in.account.role() == Role::Supervisor);
    let me = clerk.signed_in.account.id.clone();
    let (wanted, order) = asked.wanted(clerk.office, &me);
    let (office, part, asked_page) = (clerk.office, asked.part, asked.page);
    let reader = me.clone();
    let load = move |conn: &mut AnyConn| -> Result<Loaded, Failure> {
        let counts = store::counts(conn, office)?;
        let clerks = case_file::names(conn, counts.iter().filter_map(|count| count.clerk.clone()).collect())?;
        let passed_count = store::count_passed(conn, office)?;
        if part == Some(Part::Passed) {
            let page = within(asked_page, passed_count);
            let passed = store::passed(conn, office, PAGE, (page - 1) * PAGE)?;
            return Ok(Loaded { counts, clerks, passed_count, found: passed_count, page, passed, ..Loaded::default() });
        }
        let found = store::count(conn, &wanted)?;
        let page = within(asked_page, found);
        let cases = store::cases(conn, &wanted, order, PAGE, (page - 1) * PAGE)?;
        let ids: Vec<String> =
            cases.iter().filter(|c| c.status == Status::Returned.code()).map(|c| c.id.clone()).collect();
        let returned = store::returned_at(conn, &ids)?;
        let waiting = cases.iter().filter(|c| c.due_on.is_none() && c.decided_at.is_none());
        let unpaid = bills::unpaid(conn, waiting.map(|c| c.id.clone()).collect())?;
        let all: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
        let unread = messages::unread(conn, &all, &reader, false)?;
        let passed = Vec::new();
        Ok(Loaded { counts, clerks, passed_count, found, page, cases, returned, unpaid, unread, passed })
    };
    let loaded = state.db.read(load).await?;
    let view = view(&state, &visit, &asked, loaded, clerk.office, &me);
    let title = visit.tr.t("inbox-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]);
    Ok(visit.page(head, move || page(view)).await)
}

/// A page that the list has: the last one where the address asks for more.
fn within(page: i64, cases: i64) -> i64 {
    page.min((cases + PAGE - 1) / PAGE).max(1)
}

/// What the address asks for.
struct Asked {
    /// `None` while all parts are searched.
    part: Option<Part>,
    parts: Vec<Part>,
    query: String,
    channels: Vec<String>,
    clerks: Vec<String>,
    /// From 1.
    page: i64,
}

impl Asked {
    fn read(pairs: &[(String, String)], supervisor: bool) -> Asked {
        let all =
            |name: &'static str| pairs.iter().filter(move |(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.clone());
        let parts: Vec<Part> = Part::ALL.into_iter().filter(|part| supervisor || *part != Part::Held).collect();
        let query: String = all("q").next().unwrap_or_default().trim().chars().take(100).collect();
        let part = all("tab").next().and_then(|tab| Part::from_code(&tab)).filter(|part| parts.contains(part));
        Asked {
            part: query.is_empty().then(|| part.unwrap_or(Part::Queue)),
            parts,
            channels: all("channel").filter(|code| Channel::from_code(code).is_some()).collect(),
            clerks: all("clerk").filter(|id| id.len() <= 64 && !id.contains(char::is_control)).take(50).collect(),
            page: all("page").next().and_then(|page| page.parse().ok()).unwrap_or(1i64).clamp(1, 100_000),
            query,
        }
    }

    fn wanted(&self, office: i32, me: &str) -> (Wanted, Order) {
        let Some(part) = self.part else {
            return (Wanted { office, search: search(&self.query), ..Wanted::default() }, Order::ByDue);
        };
        let (statuses, order) = match part {
            Part::Queue => (vec![Status::Filed], Order::ByDue),
            Part::Mine | Part::Held => (vec![Status::InReview], Order::ByDue),
            Part::Returned => (vec![Status::Returned], Order::Oldest),
            Part::Decided | Part::Passed => {
                (vec![Status::Accepted, Status::Refused, Status::Withdrawn], Order::NewestDecision)
            }
        };
        let clerks = if part == Part::Mine { vec![me.to_owned()] } else { self.clerks.clone() };
        (Wanted { office, statuses, clerks, channels: self.channels.clone(), search: None }, order)
    }

    /// The address of another page of the list, without the number at its end.
    fn page_href(&self) -> String {
        let mut href = match self.part {
            Some(part) => format!("/office?tab={}", part.code()),
            None => format!("/office?q={}", encode(&self.query)),
        };
        for (name, values) in [("channel", &self.channels), ("clerk", &self.clerks)] {
            for value in values {
                href.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        href + "&page="
    }
}

/// A number of a case or a payer, or a part of a name. What has no letter and no digit finds nothing.
fn search(typed: &str) -> Option<Search> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')).collect();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Search::Digits(digits));
    }
    Some(Search::Name(search_key(typed)))
}

#[derive(Default)]
struct Loaded {
    counts: Vec<Count>,
    /// Names by account.
    clerks: HashMap<String, String>,
    passed_count: i64,
    found: i64,
    page: i64,
    cases: Vec<CaseLine>,
    returned: HashMap<String, chrono::NaiveDateTime>,
    /// Cases that wait for their fee.
    unpaid: HashSet<String>,
    /// Messages of the applicant's side that the clerk has not seen, by case.
    unread: HashMap<String, i64>,
    passed: Vec<PassedLine>,
}

fn view(state: &AppState, visit: &Visit, asked: &Asked, loaded: Loaded, office: i32, me: &str) -> InboxView {
    let tr = visit.tr;
    let in_part = |part: Part, count: &Count| -> bool {
        match part {
            Part::Queue => count.status == Status::Filed.code(),
            Part::Mine => count.status == Status::InReview.code() && count.clerk.as_deref() == Some(me),
            Part::Held => count.status == Status::InReview.code(),
            Part::Returned => count.status == Status::Returned.code(),
            Part::Decided => Status::from_code(&count.status).is_some_and(Status::is_decided),
            Part::Passed => false,
        }
    };
    let cases_in = |part: Part| -> i64 {
        match part {
            Part::Passed => loaded.passed_count,
            _ => loaded.counts.iter().filter(|count| in_part(part, count)).map(|count| count.cases).sum(),
        }
    };
    let here: Vec<&Count> =
        asked.part.iter().flat_map(|part| loaded.counts.iter().filter(|count| in_part(*part, count))).collect();
    let rows = match asked.part {
        Some(Part::Passed) => loaded.passed.iter().map(|line| passed_row(state, visit, line)).collect(),
        _ => loaded
            .cases
            .iter()
            .map(|line| {
                let returned = loaded.returned.get(&line.id).copied();
                let unread = loaded.unread.get(&line.id).copied().unwrap_or_default();
                InboxRow { unread, ..case_row(state, visit, line, returned, loaded.unpaid.contains(&line.id)) }
            })
            .collect(),
    };
    InboxView {
        tr,
        office: state.offices.name(office, tr.lang()),
        part: asked.part,
        parts: asked.parts.iter().map(|part| (*part, cases_in(*part))).collect(),
        query: asked.query.clone(),
        channels: channel_filters(visit, asked, &here),
        clerks: if asked.part == Some(Part::Mine) { Vec::new() } else { clerk_filters(asked, &here, &loaded.clerks) },
        rows,
        found: loaded.found,
        page: usize::try_from(loaded.page).unwrap_or(1),
        pages: usize::try_from((loaded.found + PAGE - 1) / PAGE).unwrap_or(1),
        page_href: asked.page_href(),
    }
}

fn channel_filters(visit: &Visit, asked: &Asked, here: &[&Count]) -> Vec<FilterView> {
    [Channel::Online, Channel::InPerson, Channel::ByPost]
        .into_iter()
        .map(|channel| FilterView {
            value: channel.code().to_owned(),
            text: words::channel(visit.tr, channel),
            count: here.iter().filter(|c| c.channel.as_deref() == Some(channel.code())).map(|c| c.cases).sum(),
            checked: asked.channels.iter().any(|code| code == channel.code()),
        })
        .filter(|filter| filter.count > 0 || filter.checked)
        .collect()
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
        href: format!("/office/cases/{}", line.id),
        deadline: deadline(state, &standing),
        number: line.number.clone().unwrap_or_default(),
        company: line.title().to_owned(),
        unp: line.unp,
        procedure: visit.tr.t(&format!("procedure-{}", procedure.slug())),
        filed_on: line.filed_on.unwrap_or_default(),
        channel: line.channel.as_deref().and_then(Channel::from_code).unwrap_or(Channel::Online),
        clerk: line.clerk.clone(),
        corrected: line.round > 1 && !status.is_decided(),
        unread: 0,
        passed: None,
    }
}

fn passed_row(state: &AppState, visit: &Visit, line: &PassedLine) -> InboxRow {
    let body: serde_json::Value = serde_json::from_str(&line.body).unwrap_or_default();
    let to = body["to"].as_i64().and_then(|code| i32::try_from(code).ok());
    let to = to.map(|code| state.offices.name(code, visit.lang())).unwrap_or_default();
    InboxRow {
        href: line.unp.map_or_else(|| "/register".to_owned(), |unp| format!("/register/{unp}")),
        deadline: app::pages::office::deadline::Deadline::Unset,
        number: line.number.clone().unwrap_or_default(),
        company: line.title().to_owned(),
        unp: line.unp,
        procedure: visit.tr.t(&format!("procedure-{}", line.procedure)),
        filed_on: line.filed_on.unwrap_or_default(),
        channel: line.channel.as_deref().and_then(Channel::from_code).unwrap_or(Channel::Online),
        clerk: None,
        corrected: false,
        unread: 0,
        passed: Some((to, minsk(line.at).date())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        assert_eq!(search("4821-0937 1234"), Some(Search::Digits("482109371234".into())));
        assert_eq!(search("790 123 453"), Some(Search::Digits("790123453".into())));
        assert_eq!(search("ООО «Ёлка»"), Some(Search::Name("ооо елка".into())));
        assert_eq!(search("Завод 7"), Some(Search::Name("завод 7".into())));
    }

    #[test]
    fn marks_alone_find_nothing_rather_than_everything() {
        assert_eq!(search("%%__"), Some(Search::Name(String::new())));
    }

    #[test]
    fn the_address_is_read_whatever_it_says() {
        let pairs =
            |text: &[(&str, &str)]| text.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>();
        let asked = Asked::read(&pairs(&[("tab", "held"), ("tab", "x"), ("page", "-7"), ("channel", "<b>")]), false);
        assert_eq!((asked.part, asked.page, asked.channels.len()), (Some(Part::Queue), 1, 0));
        let asked = Asked::read(&pairs(&[("tab", "held"), ("page", "99999999999999999999")]), true);
        assert_eq!((asked.part, asked.page), (Some(Part::Held), 1));
    }
}
