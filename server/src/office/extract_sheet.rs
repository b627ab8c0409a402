//! The extract as a document.

use crate::clock::minsk;
use crate::jobs::document::language;
use crate::register::authorised;
use crate::register::extracted::{Extracted, Facts, Head, Other};
use crate::state::AppState;
use crate::store::extracts::ExtractRow;
use app::l10n::Tr;
use app::pages::register::company::{ParticipantsView, in_heads_place, in_rows};
use app::pages::register::spaced;
use chrono::NaiveDate;
use documents::{Block, Document, Qr};
use portal::code::grouped;
use portal::company::{Kind, Standing};
use portal::lang::Lang;
use portal::procedures::Participant;

/// Everything an extract says, in the reader's language; the register's words stay as they are, but for the registering
/// bodies' names.
pub fn sheet(state: &AppState, row: &ExtractRow, found: &Extracted) -> Document {
    let tr = Tr(Lang::from_tag(&row.lang).unwrap_or(Lang::Ru));
    let verify = format!("{}/verify/{}", state.config.public_url, row.verify_code);
    let made = [("day", tr.date(row.on_day).into()), ("moment", tr.moment(minsk(row.made_at)).into())];
    let head = ["extract-pdf-date", "extract-pdf-what-happened", "extract-pdf-about"].map(|key| tr.t(key));
    let rows = in_rows(tr, &found.history).into_iter().map(Vec::from).collect();
    let mut blocks = vec![
        Block::Paragraph(tr.ta("extract-pdf-made", &made)),
        Block::Heading(tr.ta("extract-pdf-facts", &[("day", tr.date(row.on_day).into())])),
        Block::Facts(facts(state, tr, row.unp, row.on_day, &found.facts)),
    ];
    if found.company.kind() == Kind::SoleProprietor {
        blocks.push(Block::Note(tr.t(if row.personal { "extract-pdf-personal" } else { "extract-pdf-no-address" })));
    }
    blocks.push(Block::Heading(tr.t("company-history")));
    blocks.push(match found.history.is_empty() {
        true => Block::Paragraph(tr.t("company-history-none")),
        false => Block::Table { caption: tr.t("extract-pdf-history"), head: head.into(), rows },
    });
    blocks.push(Block::Paragraph(tr.t("extract-pdf-words")));
    Document {
        lang: language(tr.lang()),
        title: tr.t("extract-pdf-title"),
        issuer: tr.t("pdf-issuer"),
        reference: Some(grouped(&row.number)),
        reference_label: Some(tr.t("extract-number")),
        created: row.made_at.and_utc(),
        blocks,
        qr: Some(Qr {
            url: verify.clone(),
            caption: tr.t("extract-pdf-verify"),
            code: None,
            alt: tr.t("pdf-verify-alt"),
        }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: found.company.synthetic.then(|| tr.t("pdf-demo")),
    }
}

/// Who takes part: organisations by name, of natural persons how many.
fn participants(tr: Tr, facts: &Facts) -> Option<String> {
    let (organisations, persons) = facts.participants.clone()?;
    let organisation = |(name, share)| Participant { organisation: true, name, unp: None, share };
    let organisations = organisations.into_iter().map(organisation).collect();
    Some(ParticipantsView { organisations, persons }.lines(tr).join("\n"))
}

/// Who else may act on the day, a line each.
fn others(tr: Tr, facts: &Facts, on: NaiveDate) -> Vec<String> {
    let holding = facts.others.iter().filter(|other| authorised::holds(other.until, on));
    holding.filter_map(Other::view).map(|other| other.line_with_days(tr)).collect()
}

fn facts(state: &AppState, tr: Tr, unp: i64, on: NaiveDate, facts: &Facts) -> Vec<(String, String)> {
    let kind = Kind::from_code(&facts.kind).unwrap_or(Kind::LegalEntity);
    let is_entity = kind == Kind::LegalEntity;
    let standing = Standing::from_wire(facts.standing).unwrap_or(Standing::Active);
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let name = if is_entity { "company-full-name" } else { "extract-person" };
    let head = facts.head.as_ref().map(Head::view);
    let instead = in_heads_place(tr, standing, head.as_ref(), on).filter(|_| is_entity);
    // What the head granted does not hold where somebody acts in the head's place.
    let others = if instead.is_some() { Vec::new() } else { others(tr, facts, on) };
    let address = match (is_entity, &facts.address) {
        (true, None) => Some(tr.t("company-address-unknown")),
        (_, address) => address.clone(),
    };
    let rows = [
        ("company-unp", Some(spaced(&unp.to_string()))),
        ("company-kind", Some(tr.t(if is_entity { "kind-legal-entity" } else { "kind-sole-proprietor" }))),
        (name, text(&facts.name)),
        ("company-short-name", facts.short_name.clone()),
        ("company-brand", facts.brand.clone()),
        ("company-name-be", facts.name_be.clone()),
        ("company-short-name-be", facts.short_name_be.clone()),
        ("extract-standing", Some(tr.t(&format!("standing-{}", standing.code())))),
        ("company-registered-on", facts.registered_on.map(|day| tr.date(day))),
        ("company-excluded-on", facts.excluded_on.map(|day| tr.date(day))),
        ("company-office", facts.office.map(|code| state.offices.name(code, tr.lang()))),
        ("company-address", address),
        ("company-head", head.map(|head| head.line(tr))),
        ("acting-title", instead),
        ("company-authorised", text(&others.join("\n"))),
        ("company-charter", facts.charter.map(|edition| tr.ta("charter-edition", &[("edition", edition.into())]))),
        ("company-participants", participants(tr, facts)),
        ("company-activity", facts.activity.clone()),
        ("company-other-activities", text(&facts.other_activities.join("; "))),
        ("company-phone", text(&facts.phone)),
        ("company-email", text(&facts.email)),
        ("company-site", text(&facts.website)),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((tr.t(key), value?))).collect()
}
