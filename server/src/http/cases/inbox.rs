//! The office's inbox.

mod asked;
mod decided;
mod view;

pub use asked::Asked;
pub use decided::DecidedCounts;

use crate::access::Clerk;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::state::AppState;
use crate::store::case_lists::{CaseListRow, ChoicesRow};
use crate::store::inbox::{self as store, Bands, CaseLine, Count, Order, PassedLine, Wanted};
use crate::store::{AnyConn, bills, case_file, case_lists, messages, second_person};
use app::pages::office::inbox::{InboxView, Part, Shown, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use portal::application::Status;
use std::collections::{HashMap, HashSet};
use view::view;

/// Cases on a page.
const PAGE: i64 = 50;

/// Behind `/office?` where the button over chosen cases was pressed with none of them ticked.
pub const UNCHOSEN: &str = "chosen=none";

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
    let known = state.decided.of(clerk.office);
    let loaded = state.db.read(move |conn: &mut AnyConn| load(conn, &question, known)).await?;
    if asked.part == Some(Part::Decided) {
        state.decided.keep(clerk.office, &loaded.counts);
    }
    let keys = loaded.choices.keys;
    let view =
        InboxView { supervisor: clerk.is_supervisor(), ..view(&state, &visit, &asked, loaded, clerk.office, &me) };
    let unchosen = view.is_choosable() && pairs.iter().any(|(name, value)| format!("{name}={value}") == UNCHOSEN);
    let view = InboxView { unchosen, ..view };
    let title = visit.tr.t("inbox-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).with_script("news.js").keys(keys);
    // Nothing is wrong with what was asked for: the list is shown.
    let head = head.failed(unchosen).status(StatusCode::OK);
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

/// The cases of a page of a list: how many at most, and how many stand before.
pub fn page_of(page: i64) -> (i64, i64) {
    (PAGE, (page - 1) * PAGE)
}

/// What parts the bands of deadlines today.
pub fn bands(state: &AppState) -> Bands {
    let today = state.clock.today();
    Bands { today, soon: state.calendar.reckon(today, SOON, &[]).due.unwrap_or(today) }
}

/// Everything that the inbox shows: the same number of queries however many cases there are.
/// `known` is what [`DecidedCounts`] holds of the office.
pub fn load(conn: &mut AnyConn, question: &Question, known: Option<Vec<Count>>) -> Result<Loaded, Failure> {
    let (office, me) = (question.office, question.me.as_str());
    let mut counts = store::counts_open(conn, office, question.wanted.bands)?;
    // Only their own part has filters for them.
    let decided_count = match question.part {
        Some(Part::Decided) => {
            let decided = known.map_or_else(|| store::counts_decided(conn, office), Ok)?;
            let all = decided.iter().map(|count| count.cases).sum();
            counts.extend(decided);
            all
        }
        _ => store::count_decided(conn, office)?,
    };
    let passed_count = store::count_passed(conn, office)?;
    let to_confirm = second_person::count_for(conn, office, me)?;
    let lists = case_lists::seen_by(conn, me, office)?;
    let choices = Choices::of(case_lists::choices(conn, me)?);
    let mut loaded = Loaded { counts, decided_count, passed_count, to_confirm, lists, choices, ..Loaded::default() };
    let mut people: Vec<String> = loaded.counts.iter().filter_map(|count| count.clerk.clone()).collect();
    if question.part == Some(Part::Passed) {
        loaded.found = passed_count;
        loaded.page = within(question.page, passed_count);
        loaded.passed = store::passed(conn, office, PAGE, (loaded.page - 1) * PAGE)?;
    } else {
        let list = store::List::of(conn, &question.wanted)?;
        loaded.cut = list.is_cut();
        let page = |found| page_of(within(question.page, found));
        let (found, shown) = list.counted(conn, question.order, page)?;
        (loaded.found, loaded.page) = (found, within(question.page, found));
        let cases = store::lines(conn, &shown)?;
        let ids: Vec<String> =
            cases.iter().filter(|c| c.status == Status::Returned.code()).map(|c| c.id.clone()).collect();
        loaded.returned = store::returned_at(conn, &ids)?;
        let waiting = cases.iter().filter(|c| c.due_on.is_none() && c.decided_at.is_none());
        loaded.unpaid = bills::unpaid(conn, waiting.map(|c| c.id.clone()).collect())?;
        let all: Vec<String> = cases.iter().map(|case| case.id.clone()).collect();
        loaded.unread = messages::unread(conn, &all, me, false)?;
        loaded.prepared = second_person::waiting(conn, &all)?;
        people.extend(cases.iter().filter_map(|case| case.filer().cloned()));
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

/// What the inbox shows, as it was read.
#[derive(Default)]
pub struct Loaded {
    counts: Vec<Count>,
    /// Names by account.
    names: HashMap<String, String>,
    /// All of them in their own part, elsewhere one more than [`store::COUNTED`] at most.
    decided_count: i64,
    passed_count: i64,
    /// Cases whose decision somebody else prepared.
    to_confirm: i64,
    /// Of those shown, the ones with a prepared decision.
    prepared: HashSet<String>,
    pub found: i64,
    /// The search says so little that only undecided cases were looked at.
    cut: bool,
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
