//! The checks of a case in sentences: the rules re-run on what was filed, who filed, how the company
//! stands, what the register says of the address.

use super::case_file::CaseFile;
use crate::clock::minsk;
use crate::http::urls::encode;
use crate::office::phone;
use crate::store::case_file::Similar;
use app::l10n::Tr;
use app::pages::office::checks::{Act, CheckView, Finding};
use app::pages::office::words;
use portal::address::Address;
use portal::answers::Answers;
use portal::application::Channel;
use portal::barred::{Barred, named};
use portal::company::Standing;
use portal::lang::Names3;
use portal::problem::Problem;
use portal::procedures::{CoOwner, Confirms, Consent, Ownership, Procedure, Whose, is_of_register, ownership};

/// Other companies at an address that are named.
const NAMED: usize = 3;

/// The checks of an open case, the gravest first.
pub fn checks(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let mut checks = answers(tr, file);
    checks.push(filer(tr, file));
    if file.row.unp.is_some() {
        checks.push(standing(tr, file));
    }
    checks.extend(fee(tr, file));
    checks.extend(super::proceeding_checks::checks(tr, file));
    checks.extend(liquidation(tr, file));
    checks.extend(similar(tr, file));
    checks.extend(barred(tr, file));
    checks.extend(address(tr, file));
    checks.extend(places(tr, file));
    checks.extend(names(tr, file));
    checks.extend(founders(tr, file));
    checks.extend(owners(tr, file));
    checks.sort_by_key(|check| match check.finding {
        Finding::Stops => 0,
        Finding::Look => 1,
        Finding::Agrees => 2,
    });
    checks
}

fn answers(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let asked = file.asked();
    let found = file.row.procedure().check(&asked, &file.circumstances);
    let mut checks: Vec<CheckView> = found
        .iter()
        .map(|problem| {
            let finding = if problem.stops() { Finding::Stops } else { Finding::Look };
            CheckView::new(finding, in_words(tr, problem)).act(act(problem))
        })
        .collect();
    if !found.iter().any(Problem::stops) {
        checks.push(CheckView::new(Finding::Agrees, tr.t("finding-answers")).act(Act::Registration));
    }
    if let Some(days) = file
        .circumstances
        .filer_term
        .as_ref()
        .map(|term| term.days)
        .filter(|_| !found.iter().any(|problem| problem.code == "date-late"))
    {
        let days = tr.ta("working-days", &[("days", i64::from(days).into())]);
        checks.push(
            CheckView::new(Finding::Agrees, tr.ta("finding-in-time", &[("term", days.into())])).act(Act::Registration),
        );
    }
    checks
}

/// What the form tells its filer and, where the register has changed since, what the office can do.
pub fn in_words(tr: Tr, problem: &Problem) -> String {
    let told = tr.problem(problem);
    if is_of_register(problem) { format!("{told} {}", tr.t("finding-return-for-date")) } else { told }
}

fn act(problem: &Problem) -> Act {
    match problem.field.as_ref() {
        _ if is_of_register(problem) => Act::Register,
        "premises" | "consent" => Act::Housing,
        owner if owner.starts_with("owner_") => Act::Housing,
        _ => Act::Registration,
    }
}

fn filer(tr: Tr, file: &CaseFile) -> CheckView {
    let Some(filing) = file.filings.last() else {
        return CheckView::new(Finding::Look, tr.t("finding-filer-unknown"));
    };
    let name = file.name(filing.filed_by.as_ref()).unwrap_or_default();
    let on_line = Channel::from_code(&filing.channel) == Some(Channel::Online);
    let check = match (on_line, file.right_since) {
        (true, _) if file.row.procedure().founds().is_some() => {
            CheckView::new(Finding::Agrees, tr.ta("finding-filer-founder", &[("name", name.into())]))
        }
        (true, Some(since)) => {
            let values = [("name", name.into()), ("date", tr.date(since).into())];
            CheckView::new(Finding::Agrees, tr.ta("finding-filer", &values))
        }
        (true, None) => CheckView::new(Finding::Stops, tr.ta("finding-filer-without-right", &[("name", name.into())])),
        (false, _) => {
            // The last round came on paper: a correction was received at the counter too.
            let received = phone::receiving(&file.events);
            let clerk = file.name(received.and_then(|event| event.actor.as_ref())).unwrap_or_default();
            let on = received.map_or(filing.filed_on, |event| minsk(event.at).date());
            let values = [("name", clerk.into()), ("date", tr.date(on).into())];
            let key = if phone::is_by_phone(&file.events) { "finding-phone-confirmed" } else { "finding-paper-signed" };
            CheckView::new(Finding::Agrees, tr.ta(key, &values))
        }
    };
    check.act(Act::Registration)
}

/// Whether the fee is paid.
fn fee(tr: Tr, file: &CaseFile) -> Option<CheckView> {
    let bill = file.bill.as_ref()?;
    let sum = tr.money(bill.row.amount());
    let check = match &bill.payment {
        Some(payment) => {
            let values = [
                ("sum", sum.into()),
                ("date", tr.date(payment.paid_on).into()),
                ("document", payment.document.clone().into()),
            ];
            CheckView::new(Finding::Agrees, tr.ta("finding-fee-paid", &values))
        }
        None => {
            let mut check = CheckView::new(Finding::Stops, tr.t("finding-fee-unpaid"));
            check.more = vec![(tr.t("payment-mark"), format!("/office/cases/{}/payment", file.row.id))];
            check
        }
    };
    Some(check.act(Act::Registration))
}

fn standing(tr: Tr, file: &CaseFile) -> CheckView {
    let subject = &file.circumstances.subject;
    if let Err(why) = file.row.procedure().rules().eligible(subject) {
        return CheckView::new(Finding::Stops, words::ineligible(tr, why.0)).act(Act::Registration);
    }
    let words = tr.t(&format!("standing-{}", subject.standing.code()));
    let finding = if subject.standing == Standing::Active { Finding::Agrees } else { Finding::Look };
    CheckView::new(finding, tr.ta("finding-standing", &[("standing", words.into())])).act(Act::Register)
}

/// What each founder confirmed by their own sign-in; who signed on paper, the clerk saw.
fn founders(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    if !on_line(file) {
        return Vec::new();
    }
    let signers = file.signers.iter().filter(|signer| signer.who.confirms == Confirms::Everything);
    signers
        .map(|signer| {
            let name = ("name", signer.who.name.clone().into());
            match signer.confirmed_at {
                Some(at) => {
                    let values = [name, ("moment", tr.moment(minsk(at)).into())];
                    CheckView::new(Finding::Agrees, tr.ta("finding-founder-confirmed", &values))
                }
                None => CheckView::new(Finding::Stops, tr.ta("finding-founder-unconfirmed", &[name])),
            }
            .act(Act::Registration)
        })
        .collect()
}

fn on_line(file: &CaseFile) -> bool {
    file.filings.last().is_some_and(|filing| Channel::from_code(&filing.channel) == Some(Channel::Online))
}

/// What the owners of a dwelling consented to, and what is to be compared with paper.
fn owners(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let look = |key: &str| CheckView::new(Finding::Look, tr.t(key)).act(Act::Housing);
    match ownership(&file.asked()) {
        Ownership::NoDwelling => Vec::new(),
        Ownership::Sole => vec![look("finding-owner-sole")],
        Ownership::Written => vec![look("finding-dwelling")],
        Ownership::Others(owners) => owners.iter().map(|owner| owner_check(tr, file, owner)).collect(),
    }
}

fn owner_check(tr: Tr, file: &CaseFile, owner: &CoOwner) -> CheckView {
    let name = ("name", owner.name.clone().into());
    let check = match &owner.consent {
        Consent::Paper(signed) => {
            let values = [name, ("date", signed.map(|day| tr.date(day)).unwrap_or_default().into())];
            CheckView::new(Finding::Look, tr.ta("finding-owner-paper", &values))
        }
        // The paper of the application itself bears the signature.
        Consent::Portal(_) if !on_line(file) => {
            CheckView::new(Finding::Look, tr.ta("finding-owner-signs-paper", &[name]))
        }
        Consent::Portal(email) => {
            let signer = file.signers.iter().find(|signer| signer.who.email == *email);
            match signer.and_then(|signer| signer.confirmed_at) {
                Some(at) => {
                    let values = [name, ("moment", tr.moment(minsk(at)).into())];
                    CheckView::new(Finding::Agrees, tr.ta("finding-owner-consented", &values))
                }
                None => CheckView::new(Finding::Stops, tr.ta("finding-owner-unconsented", &[name])),
            }
        }
    };
    check.act(Act::Housing)
}

/// Whether another company is called alike, with each of them to look at.
fn names(tr: Tr, file: &CaseFile) -> Option<CheckView> {
    let asked = file.asked();
    if !matches!(file.row.procedure(), Procedure::ChangeOfName | Procedure::NameApproval)
        || asked.get("full_name").is_empty()
    {
        return None;
    }
    let alike = &file.circumstances.names.alike;
    if alike.is_empty() {
        return Some(CheckView::new(Finding::Agrees, tr.t("finding-name-free")).act(Act::Register));
    }
    let mut check = CheckView::new(Finding::Look, tr.t("finding-name-alike")).act(Act::Register);
    check.more = alike
        .iter()
        .map(|other| match other.whose {
            Whose::Company(unp) => (format!("{} ({unp})", other.name), format!("/register/{unp}")),
            Whose::Founder(until) => {
                let values = [("name", other.name.clone().into()), ("date", tr.date(until).into())];
                (tr.ta("finding-name-kept", &values), format!("/register?q={}", encode(&other.name)))
            }
            Whose::Applied => {
                let values = [("name", other.name.clone().into())];
                (tr.ta("finding-name-applied", &values), format!("/register?q={}", encode(&other.name)))
            }
        })
        .collect();
    Some(check)
}

fn address(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let Some(asked) = file.asked_address.as_ref().map(Address::one_line) else { return Vec::new() };
    let mut checks = Vec::new();
    let now = file.circumstances.subject.address.as_ref().map(Address::one_line);
    if now.as_deref() == Some(asked.as_str()) {
        checks.push(CheckView::new(Finding::Look, tr.t("finding-same-address")).act(Act::Register));
    }
    checks.push(neighbours(tr, file));
    checks
}

/// Whether the company is being wound up: asked of each procedure, expected of the stages of that itself.
fn liquidation(tr: Tr, file: &CaseFile) -> Option<CheckView> {
    file.row.unp?;
    let check = match &file.circumstances.subject.proceeding {
        None => CheckView::new(Finding::Agrees, tr.t("finding-liquidation-none")),
        Some(open) => {
            let finding = match file.row.procedure() {
                Procedure::LiquidationStage => Finding::Agrees,
                _ => Finding::Look,
            };
            let values = [("date", tr.date(open.due_on).into())];
            let mut check = CheckView::new(finding, tr.ta("finding-liquidation-open", &values));
            check.more = vec![(tr.t("finding-liquidation-see"), format!("/register/{}", file.company.unp))];
            check
        }
    };
    Some(check.act(Act::Registration))
}

/// Whether the same is asked for in another open application, with each of them to look at.
fn similar(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    if file.similar.is_empty() {
        return vec![CheckView::new(Finding::Agrees, tr.t("finding-similar-none")).act(Act::Procedures)];
    }
    let asked = file.asked();
    let one = |(other, office): &(Similar, Option<Names3>)| {
        let answers: Answers = serde_json::from_str(&other.answers).unwrap_or_default();
        // Whoever types at a counter is not who asks.
        let same_person = !file.typed_at_counter && other.started_by == file.row.started_by;
        let key = match (answers == asked, same_person) {
            (true, true) => "finding-similar-same",
            (true, false) => "finding-similar-same-others",
            (false, true) => "finding-similar-other",
            (false, false) => "finding-similar-others",
        };
        let number = words::number(other.number.as_deref().unwrap_or_default());
        let on = other.filed_on.map(|day| tr.date(day)).unwrap_or_default();
        let mut sentence = tr.ta(key, &[("number", number.clone().into()), ("date", on.into())]);
        let mut more = Vec::new();
        match office {
            Some(office) => {
                sentence = format!(
                    "{sentence} {}",
                    tr.ta("finding-similar-where", &[("office", office.get(tr.lang()).to_owned().into())])
                )
            }
            None => more.push((number, format!("/office/cases/{}", other.id))),
        }
        let mut check = CheckView::new(Finding::Look, sentence).act(Act::Procedures);
        check.more = more;
        check
    };
    file.similar.iter().map(one).collect()
}

/// Whether anybody who is to lead or found is on the list of those barred from it.
fn barred(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    if named(&file.asked()).is_empty() {
        return Vec::new();
    }
    let found = &file.circumstances.barred;
    if found.is_empty() {
        return vec![CheckView::new(Finding::Agrees, tr.t("finding-barred-none")).act(Act::Registration)];
    }
    let one = |person: &Barred| {
        let mut who = person.name.clone();
        if let Some(born) = person.born_on {
            who = format!("{who}, {}", tr.ta("finding-barred-born", &[("date", tr.date(born).into())]));
        }
        let until = match person.until {
            Some(until) => tr.ta("finding-barred-until", &[("date", tr.date(until).into())]),
            None => tr.t("finding-barred-for-good"),
        };
        let values = [("who", who.into()), ("until", until.into()), ("act", person.act.clone().into())];
        let (finding, key) = match person.exact {
            true => (Finding::Stops, "finding-barred-exact"),
            false => (Finding::Look, "finding-barred-alike"),
        };
        CheckView::new(finding, tr.ta(key, &values)).act(Act::Registration)
    };
    found.iter().map(one).collect()
}

/// Whether the address asked for exists, and what the premises are.
fn places(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let Some((known, address)) = file.place.zip(file.asked_address.as_ref()) else { return Vec::new() };
    let values = [("settlement", address.settlement.clone().into()), ("street", address.street.clone().into())];
    let (finding, key) = match (known.settlement, address.street.is_empty(), known.street) {
        (false, ..) => (Finding::Look, "finding-settlement-unknown"),
        (true, true, _) => (Finding::Agrees, "finding-settlement-known"),
        (true, false, false) => (Finding::Look, "finding-street-unknown"),
        // Others have their address in the very house.
        (true, false, true) if !file.neighbours.is_empty() => (Finding::Agrees, "finding-house-known"),
        (true, false, true) => (Finding::Agrees, "finding-street-known"),
    };
    let mut checks = vec![CheckView::new(finding, tr.ta(key, &values)).act(Act::Register)];
    match file.asked().get("premises") {
        "non_residential" => {
            checks.push(CheckView::new(Finding::Agrees, tr.t("finding-premises-non-residential")).act(Act::Housing))
        }
        "dwelling" => checks.push(CheckView::new(Finding::Look, tr.t("finding-premises-dwelling")).act(Act::Housing)),
        _ => {}
    }
    checks
}

fn neighbours(tr: Tr, file: &CaseFile) -> CheckView {
    if file.neighbours.is_empty() {
        return CheckView::new(Finding::Agrees, tr.t("finding-address-free")).act(Act::Register);
    }
    let sentence =
        if file.neighbours.len() > NAMED { tr.t("finding-address-used-by-many") } else { tr.t("finding-address-used") };
    let mut check = CheckView::new(Finding::Look, sentence).act(Act::Register);
    let named = file.neighbours.iter().take(NAMED);
    check.more = named.map(|(unp, name)| (format!("{name} ({unp})"), format!("/register/{unp}"))).collect();
    check
}
