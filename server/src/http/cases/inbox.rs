//! The office's inbox.

use super::deadline::{Standing, deadline};
use super::walk::Place;
use crate::access::Clerk;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::urls::encode;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::case_lists::{CaseListRow, ChoicesRow};
use crate::store::inbox::{self as store, Band, Bands, CaseLine, Count, Key, Order, PassedLine, Search, Wanted};
use crate::store::{AnyConn, bills, case_file, case_lists, messages};
use app::pages::office::inbox::{FilterView, InboxRow, InboxView, KeptList, Part, Shown, SortView, page};
use app::pages::office::words;
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use portal::application::{Channel, Status};
use portal::fold::search_key;
use portal::procedures::Procedure;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Cases on a page.
const PAGE: i64 = 50;

/// Working days after today that are still "soon".
const SOON: u32 = 2;

pub async fn list(
    State(state): State<AppState>,
    clerk: Clerk,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    if pairs.is_empty()
        && let Some(query) = first_list(&state, &clerk).await?
    {
        return Ok(Redirect::to(&format!("/office?{query}")).into_response());
    }
    let me = clerk.signed_in.account.id.clone();
    let asked = Asked::read(&pairs, clerk.is_supervisor());
    let question = Question::of(&state, &asked, clerk.office, &me);
    let loaded = state.db.read(move |conn: &mut AnyConn| load(conn, &question)).await?;
    let keys = loaded.choices.keys;
    let view =
        InboxView { supervisor: clerk.is_supervisor(), ..view(&state, &visit, &asked, loaded, clerk.office, &me) };
    let title = visit.tr.t("inbox-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).keys(keys);
    Ok(visit.page(head, move || page(view)).await)
}

/// The list that the clerk wants first, as a query; none where that is another's that is shared no more.
async fn first_list(state: &AppState, clerk: &Clerk) -> Result<Option<String>, Failure> {
    let (me, office) = (clerk.signed_in.account.id.clone(), clerk.office);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(id) = case_lists::choices(conn, &me)?.and_then(|choices| choices.first_list) else { return Ok(None) };
        let found = case_lists::find(conn, &id)?;
        Ok(found.filter(|list| list.office == office && (list.shared || list.account_id == me)))
    };
    Ok(state.db.read(load).await?.map(|list| list.query))
}

/// What the inbox asks the database.
pub struct Question {
    pub office: i32,
    pub me: String,
    pub part: Option<Part>,
    pub wanted: Wanted,
    pub order: Order,
    /// From 1.
    pub page: i64,
}

impl Question {
    fn of(state: &AppState, asked: &Asked, office: i32, me: &str) -> Question {
        let (wanted, order) = asked.wanted(office, me, bands(state));
        Question { office, me: me.to_owned(), part: asked.part, wanted, order, page: asked.page }
    }
}

/// What parts the bands of deadlines today.
pub fn bands(state: &AppState) -> Bands {
    let today = state.clock.today();
    Bands { today, soon: state.calendar.reckon(today, SOON, &[]).due.unwrap_or(today) }
}

/// Everything that the inbox shows: the same number of queries however many cases there are.
pub fn load(conn: &mut AnyConn, question: &Question) -> Result<Loaded, Failure> {
    let (office, me) = (question.office, question.me.as_str());
    let counts = store::counts(conn, office, question.wanted.bands)?;
    let passed_count = store::count_passed(conn, office)?;
    let lists = case_lists::seen_by(conn, me, office)?;
    let choices = Choices::of(case_lists::choices(conn, me)?);
    let mut loaded = Loaded { counts, passed_count, lists, choices, ..Loaded::default() };
    let mut people: Vec<String> = loaded.counts.iter().filter_map(|count| count.clerk.clone()).collect();
    if question.part == Some(Part::Passed) {
        loaded.found = passed_count;
        loaded.page = within(question.page, passed_count);
        loaded.passed = store::passed(conn, office, PAGE, (loaded.page - 1) * PAGE)?;
    } else {
        loaded.found = store::count(conn, &question.wanted)?;
        loaded.page = within(question.page, loaded.found);
        let cases = store::cases(conn, &question.wanted, question.order, PAGE, (loaded.page - 1) * PAGE)?;
        let ids: Vec<String> =
            cases.iter().filter(|c| c.status == Status::Returned.code()).map(|c| c.id.clone()).collect();
        loaded.returned = store::returned_at(conn, &ids)?;
        let waiting = cases.iter().filter(|c| c.due_on.is_none() && c.decided_at.is_none());
        loaded.unpaid = bills::unpaid(conn, waiting.map(|c| c.id.clone()).collect())?;
        let all: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
        loaded.unread = messages::unread(conn, &all, me, false)?;
        people.extend(cases.iter().map(|case| case.started_by.clone()));
        loaded.cases = cases;
    }
    people.sort();
    people.dedup();
    loaded.names = case_file::names(conn, people)?;
    Ok(loaded)
}

/// How a clerk wants the inbox.
#[derive(Clone, Debug)]
pub struct Choices {
    pub columns: Vec<Shown>,
    pub first_list: Option<String>,
    pub keys: bool,
}

impl Default for Choices {
    fn default() -> Choices {
        Choices { columns: Shown::USUAL.into(), first_list: None, keys: true }
    }
}

impl Choices {
    pub fn of(row: Option<ChoicesRow>) -> Choices {
        let Some(row) = row else { return Choices::default() };
        let columns = row.shown.split(',').filter_map(Shown::from_code).collect();
        Choices { columns, first_list: row.first_list, keys: row.keys }
    }
}

/// A page that the list has: the last one where the address asks for more.
fn within(page: i64, cases: i64) -> i64 {
    page.min((cases + PAGE - 1) / PAGE).max(1)
}

/// What the address asks for.
pub struct Asked {
    /// `None` while all parts are searched.
    pub part: Option<Part>,
    parts: Vec<Part>,
    query: String,
    channels: Vec<String>,
    clerks: Vec<String>,
    procedures: Vec<String>,
    due: Vec<Band>,
    /// Where it is not the part's own.
    sort: Option<Order>,
    /// From 1.
    page: i64,
}

impl Asked {
    pub fn read(pairs: &[(String, String)], supervisor: bool) -> Asked {
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
            procedures: all("procedure").filter(|slug| Procedure::from_slug(slug).is_some()).take(50).collect(),
            due: all("due").filter_map(|code| Band::from_code(&code)).take(Band::ALL.len()).collect(),
            sort: all("sort").next().and_then(|sort| order(&sort)),
            page: all("page").next().and_then(|page| page.parse().ok()).unwrap_or(1i64).clamp(1, 100_000),
            query,
        }
    }

    /// The same of what stands behind `/office?`; nothing where it cannot be read.
    pub fn of_query(query: &str, supervisor: bool) -> Option<Asked> {
        let uri = format!("/?{query}").parse().ok()?;
        let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).ok()?;
        Some(Asked::read(&pairs, supervisor))
    }

    pub fn wanted(&self, office: i32, me: &str, bands: Bands) -> (Wanted, Order) {
        let wanted = Wanted { office, bands, ..Wanted::default() };
        let Some(part) = self.part else {
            return (Wanted { search: search(&self.query), ..wanted }, self.sort.unwrap_or(Order::BY_DUE));
        };
        let (statuses, usual) = match part {
            Part::Queue => (vec![Status::Filed], Order::BY_DUE),
            Part::Mine | Part::Held => (vec![Status::InReview], Order::BY_DUE),
            Part::Due => (vec![Status::Filed, Status::InReview], Order::BY_DUE),
            Part::Returned => (vec![Status::Returned, Status::Filed, Status::InReview], Order::OLDEST),
            Part::Decided | Part::Passed => {
                (vec![Status::Accepted, Status::Refused, Status::Withdrawn], Order::NEWEST_DECISION)
            }
        };
        let near = [Band::Overdue, Band::Soon];
        let due = match (part, self.due.is_empty()) {
            (Part::Due, true) => near.into(),
            (Part::Due, false) => near.into_iter().filter(|band| self.due.contains(band)).collect(),
            _ => self.due.clone(),
        };
        let wanted = Wanted {
            statuses,
            clerks: if part == Part::Mine { vec![me.to_owned()] } else { self.clerks.clone() },
            channels: self.channels.clone(),
            procedures: self.procedures.clone(),
            // Of the two near bands neither was asked for: a filter from elsewhere filters nothing here.
            due: if part == Part::Due && due.is_empty() { near.into() } else { due },
            waiting: part == Part::Returned,
            ..wanted
        };
        (wanted, self.sort.unwrap_or(usual))
    }

    /// Whether something can be done with many of its cases at once.
    pub fn choosable(&self) -> bool {
        !matches!(self.part, Some(Part::Returned | Part::Decided | Part::Passed))
    }

    /// What stands behind `/office?` for this list, without sort and page.
    fn unsorted(&self) -> String {
        let mut query = match self.part {
            Some(part) => format!("tab={}", part.code()),
            None => format!("q={}", encode(&self.query)),
        };
        let due: Vec<String> = self.due.iter().map(|band| band.code().to_owned()).collect();
        let filters =
            [("channel", &self.channels), ("clerk", &self.clerks), ("procedure", &self.procedures), ("due", &due)];
        for (name, values) in filters {
            for value in values {
                query.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        query
    }

    /// What stands behind `/office?` for this list, without the page.
    pub fn query(&self) -> String {
        let unsorted = self.unsorted();
        match self.sort {
            Some(order) => {
                format!("{unsorted}&sort={}{}", if order.descending { "-" } else { "" }, key_code(order.key))
            }
            None => unsorted,
        }
    }
}

/// The word of a sort in the address.
fn key_code(key: Key) -> &'static str {
    match key {
        Key::Due => "due",
        Key::Filed => "filed",
        Key::Company => "company",
        Key::Decided => "decided",
    }
}

fn order(code: &str) -> Option<Order> {
    let (descending, code) = code.strip_prefix('-').map_or((false, code), |code| (true, code));
    let key = [Key::Due, Key::Filed, Key::Company, Key::Decided].into_iter().find(|key| key_code(*key) == code)?;
    Some(Order { key, descending })
}

/// A number of a case or a payer, or a part of a name. What has no letter and no digit finds nothing.
fn search(typed: &str) -> Option<Search> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—')).collect();
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Search::Digits(digits));
    }
    Some(Search::Name(search_key(typed)))
}

/// What the inbox shows, as it was read.
#[derive(Default)]
pub struct Loaded {
    counts: Vec<Count>,
    /// Names by account.
    names: HashMap<String, String>,
    passed_count: i64,
    pub found: i64,
    page: i64,
    pub cases: Vec<CaseLine>,
    returned: HashMap<String, chrono::NaiveDateTime>,
    /// Cases that wait for their fee.
    unpaid: HashSet<String>,
    /// Messages of the applicant's side that the clerk has not seen, by case.
    unread: HashMap<String, i64>,
    passed: Vec<PassedLine>,
    lists: Vec<CaseListRow>,
    choices: Choices,
}

fn in_part(part: Part, count: &Count, me: &str) -> bool {
    let near = [Band::Overdue.code(), Band::Soon.code()].contains(&count.band.as_str());
    match part {
        Part::Queue => count.status == Status::Filed.code(),
        Part::Mine => count.status == Status::InReview.code() && count.clerk.as_deref() == Some(me),
        Part::Held => count.status == Status::InReview.code(),
        Part::Due => near,
        Part::Returned => count.status == Status::Returned.code() || count.band == Band::Waiting.code(),
        Part::Decided => Status::from_code(&count.status).is_some_and(Status::is_decided),
        Part::Passed => false,
    }
}

fn view(state: &AppState, visit: &Visit, asked: &Asked, loaded: Loaded, office: i32, me: &str) -> InboxView {
    let tr = visit.tr;
    let cases_in = |part: Part| -> i64 {
        match part {
            Part::Passed => loaded.passed_count,
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
                    unread: loaded.unread.get(&line.id).copied().unwrap_or_default(),
                    applicant: loaded.names.get(&line.started_by).cloned().unwrap_or_default(),
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
        parts: asked.parts.iter().map(|part| (*part, cases_in(*part))).collect(),
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
        keep_href: (!own_order).then(|| format!("/office/lists?of={}", encode(&query))),
        rows,
        found: loaded.found,
        page: usize::try_from(loaded.page).unwrap_or(1),
        pages: usize::try_from((loaded.found + PAGE - 1) / PAGE).unwrap_or(1),
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
    all.sort_by(|one, other| one.1.cmp(&other.1));
    filters(here, all.into_iter(), |count| &count.procedure)
}

fn due_filters(visit: &Visit, asked: &Asked, here: &[&Count]) -> Vec<FilterView> {
    let all = Band::ALL.into_iter().map(|band| {
        let text = match band {
            Band::Overdue => visit.tr.t("inbox-band-overdue"),
            Band::Soon => visit.tr.t("inbox-band-soon"),
            Band::Later => visit.tr.t("inbox-band-later"),
            Band::Waiting => visit.tr.t("inbox-band-waiting"),
        };
        (band.code().to_owned(), text, asked.due.contains(&band))
    });
    filters(here, all, |count| &count.band)
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

    #[test]
    fn an_address_is_written_as_it_was_read() {
        let query = "tab=due&channel=by_post&clerk=a%26b&procedure=liquidation&due=overdue&sort=-company";
        assert_eq!(Asked::of_query(query, false).unwrap().query(), query);
        let query = "q=%D0%BB%D1%91%D0%BD";
        assert_eq!(Asked::of_query(query, false).unwrap().query(), query);
        let hostile = "tab=%3Cb%3E&due=x&sort=drop&procedure=%00&page=7&x=y";
        assert_eq!(Asked::of_query(hostile, false).unwrap().query(), "tab=queue");
    }
}
