//! Who of the office is away.

use crate::access::{AbsencesReader, Clerk, EndableAbsence};
use crate::failure::Failure;
use crate::http::administration::setup;
use crate::http::visit::{Page, Visit};
use crate::office::absences::{self, LONGEST, Outcome, Wanted};
use crate::state::AppState;
use crate::store::{AnyConn, absences as store, hands};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::office::absences::{AbsenceView, AbsencesView, page};
use app::ui::Crumb;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::answers::Answers;

pub async fn list(State(state): State<AppState>, reader: AbsencesReader, visit: Visit) -> Result<Response, Failure> {
    setup::looked_at_absences(&state, &reader).await?;
    respond(&state, &visit, &reader, Answers::default(), Faults::default()).await
}

const FIELDS: [&str; 8] =
    ["account", "first_day", "first_month", "first_year", "last_day", "last_month", "last_year", "substitute"];

pub async fn create(
    State(state): State<AppState>,
    clerk: Clerk,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| FIELDS.contains(&name.as_str())) {
        typed.set(name, value);
    }
    let tr = visit.tr;
    let wanted = match read(&state, tr, &clerk, &typed) {
        Ok(wanted) => wanted,
        Err(faults) => return respond(&state, &visit, &AbsencesReader::of(clerk), typed, faults).await,
    };
    let fault = match absences::note(&state, clerk.clone(), wanted).await? {
        Outcome::Noted => return Ok(Redirect::to("/office/absences").into_response()),
        Outcome::Overlaps => ("first", tr.t("absences-overlaps")),
        Outcome::SubstituteAway => ("substitute", tr.t("absences-substitute-away")),
    };
    let mut faults = Faults::default();
    faults.add(fault.0, fault.1);
    respond(&state, &visit, &AbsencesReader::of(clerk), typed, faults).await
}

pub async fn end(State(state): State<AppState>, absence: EndableAbsence) -> Result<Redirect, Failure> {
    absences::end(&state, absence).await?;
    Ok(Redirect::to("/office/absences"))
}

fn read(state: &AppState, tr: Tr, clerk: &Clerk, typed: &Answers) -> Result<Wanted, Faults> {
    let mut faults = Faults::default();
    let account = match (clerk.is_supervisor(), typed.get("account")) {
        (true, "") => {
            faults.add("account", tr.t("absences-who-missing"));
            String::new()
        }
        (_, "") => clerk.signed_in.account.id.clone(),
        (_, id) => id.to_owned(),
    };
    let date = |name: &str| -> Option<NaiveDate> {
        let [day, month, year] =
            ["day", "month", "year"].map(|part| typed.get(&format!("{name}_{part}")).trim().parse::<u32>().ok());
        let year = year.filter(|year| (2000..=2200).contains(year))?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month?, day?)
    };
    let (first, last) = (date("first"), date("last"));
    for (name, day) in [("first", first), ("last", last)] {
        if day.is_none() {
            let field = tr.t(&format!("absences-{name}"));
            faults.add(name, tr.ta("absences-date-wrong", &[("field", field.into())]));
        }
    }
    if !account.is_empty() && typed.get("substitute") == account {
        faults.add("substitute", tr.t("absences-substitute-self"));
    }
    let Some((first, last)) = first.zip(last) else { return Err(faults) };
    if last < first {
        faults.add("last", tr.t("absences-order"));
    } else if last < state.clock.today() {
        faults.add("last", tr.t("absences-past"));
    } else if (last - first).num_days() > LONGEST {
        faults.add("last", tr.t("absences-long"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let substitute = Some(typed.get("substitute").to_owned()).filter(|id| !id.is_empty());
    // No id holds a NUL, and PostgreSQL refuses to look for one.
    if account.contains('\0') || substitute.as_ref().is_some_and(|id| id.contains('\0')) {
        return Err(Faults::page(tr.t("absences-who-missing")));
    }
    Ok(Wanted { account, first, last, substitute })
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    reader: &AbsencesReader,
    typed: Answers,
    faults: Faults,
) -> Result<Response, Failure> {
    let clerk = &reader.clerk;
    let (office, today, tr) = (clerk.office, state.clock.today(), visit.tr);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        Ok((hands::colleagues(conn, office)?, store::of_office(conn, office, today)?))
    };
    let (colleagues, rows) = state.db.read(load).await?;
    let name = |id: &str| colleagues.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let people: Vec<(String, String)> =
        colleagues.iter().map(|person| (person.id.clone(), person.name.clone())).collect();
    let own = &clerk.signed_in.account.id;
    let failed = !faults.is_empty();
    let view = AbsencesView {
        tr,
        office: state.offices.name(office, tr.lang()),
        absences: rows
            .iter()
            .map(|row| AbsenceView {
                id: row.id.clone(),
                name: name(&row.account_id).unwrap_or_default(),
                first: row.first_day,
                last: row.last_day,
                substitute: row.substitute.as_deref().and_then(name),
                endable: EndableAbsence::may(clerk, row),
            })
            .collect(),
        // Whoever notes only their own absence stands in for it in no case.
        substitutes: people.iter().filter(|(id, _)| clerk.is_supervisor() || id != own).cloned().collect(),
        chooses: clerk.is_supervisor(),
        people: people.into_iter().filter(|(id, _)| clerk.is_supervisor() || id == own).collect(),
        typed,
        faults,
        writes: !reader.audited,
    };
    let title = tr.t("absences-title");
    let mut crumbs = match reader.audited {
        true => setup::crumbs(tr, office),
        false => vec![Crumb::new(tr.t("nav-office"), "/office")],
    };
    crumbs.push(Crumb::here(&title));
    let head = Page::titled(&title).crumbs(crumbs).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}
