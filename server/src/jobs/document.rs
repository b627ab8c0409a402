//! Typesetting: the receipt after a filing, the letter with a decision, what a decision orders, and the form for paper.

use super::{approval_sheet, certificate_sheet};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::signing;
use crate::office::bill_sheet;
use crate::office::circumstances::areas;
use crate::office::decision_letter::{self, Told, What};
use crate::office::rights::{self, Under};
use crate::office::{name_approvals, phone, registrations, term};
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, FilingRow};
use crate::store::attachments::{self, Attached};
use crate::store::bills::{self, BillRow};
use crate::store::companies::CompanyRow;
use crate::store::documents::{self as store, DocumentRow};
use crate::store::letter_versions::{self, VersionRow};
use crate::store::mendings::{self, MendingRow};
use crate::store::name_approvals::{self as approvals, NameApprovalRow};
use crate::store::registrations::{self as certificates, CertificateRow};
use crate::store::signatures::{self, SignatureRow};
use crate::store::{AnyConn, accounts, parties};
use app::l10n::Tr;
use app::pages::application::signing::words;
use app::pages::application::summary::{label, value_text};
use app::pages::register::spaced;
use chrono::{NaiveDate, NaiveDateTime};
use documents::{Block, Document, Language, Qr};
use portal::code::grouped;
use portal::lang::Lang;
use portal::letters::Texts;
use portal::procedures::SummaryRow;
use sha2::{Digest, Sha256};

/// Typesets an ordered document and keeps its bytes; one that is typeset already stays as it is.
pub async fn run(state: &AppState, id: &str) -> Result<(), String> {
    let Some(material) = load(state, id).await.map_err(|e| e.to_string())? else {
        return Ok(());
    };
    let document = ordered(state, &material);
    let typeset = tokio::task::spawn_blocking(move || documents::typeset(&document)).await;
    let bytes = typeset.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?;
    let digest = crate::random::hex(&Sha256::digest(&bytes));
    let (id, now) = (material.document.id, state.clock.now());
    let keep = move |conn: &mut AnyConn| store::keep(conn, &id, bytes, &digest, now).map_err(Failure::from);
    state.db.write(keep).await.map_err(|e| e.to_string())
}

/// The document of its kind.
fn ordered(state: &AppState, material: &Material) -> Document {
    let kind = material.document.kind.as_str();
    match (&material.approval, &material.certificate, &material.told, &material.bill) {
        (Some(approval), ..) if kind == name_approvals::CERTIFICATE => {
            approval_sheet::sheet(state, &material.document, approval, material.document.created_at)
        }
        (_, Some(certificate), ..) if kind == registrations::CERTIFICATE => {
            let by = material.registered_by;
            certificate_sheet::sheet(state, &material.document, certificate, &material.company, by)
        }
        (_, _, Some(told), _) => decision_letter::sheet(state, material, told),
        (_, _, None, Some(bill)) if kind == "bill" => bill_sheet::sheet(state, material, bill),
        _ => receipt(state, material),
    }
}

/// What a document about a filing is made from.
pub struct Material {
    pub document: DocumentRow,
    pub row: ApplicationRow,
    pub filing: FilingRow,
    pub company: CompanyRow,
    pub filer: Option<String>,
    /// What was attached to the filing.
    pub attached: Vec<Attached>,
    /// When whoever came to the counter confirmed it on their own phone.
    pub by_phone: Option<NaiveDateTime>,
    /// Who signed what was filed, how and when.
    pub signed: Vec<(SignatureRow, String)>,
    pub under: Option<Under>,
    /// What the office said; of a letter with a decision.
    pub told: Option<Told>,
    /// The words of the letter, the most particular template first.
    pub texts: Vec<Texts>,
    /// How the case stood when the office said it, of a letter.
    pub standing: Standing,
    pub bill: Option<BillRow>,
    /// The name that was approved.
    pub approval: Option<NameApprovalRow>,
    pub certificate: Option<CertificateRow>,
    /// The office that registered the company.
    pub registered_by: Option<i32>,
    /// Typing errors in the filing that the office had mended by then.
    pub mended: Vec<MendingRow>,
}

impl Material {
    pub fn tr(&self) -> Tr {
        Tr(Lang::from_tag(&self.document.lang).unwrap_or(Lang::Ru))
    }

    /// The answers of the filing in words: of a receipt as they were filed, of what the office said as they stood then.
    pub fn answers(&self, state: &AppState) -> Vec<(String, String)> {
        let tr = self.tr();
        let asked = mendings::answers(&self.filing, &self.mended);
        let summary = self.row.procedure().rules().summary(&asked);
        answers(tr, &summary, &area_names(state, tr.lang()))
    }

    /// The registering body that answers.
    pub fn office(&self, state: &AppState) -> Option<String> {
        // Where the case is by now: it may have been passed on.
        let code = self.row.office.or_else(|| state.competent(self.row.procedure(), &self.filing.answers(), None));
        code.map(|code| state.offices.name(code, self.tr().lang()))
    }
}

/// How a case stood when a letter about it was decided on, whatever came since.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The last day of the office's term; nothing while the clock stands still, or where none is set.
    pub deadline: Option<NaiveDate>,
    /// Working days of the term that were left.
    pub left: Option<u32>,
    /// When the decision was made that was overtaken, of a case that was opened again.
    pub decided: Option<NaiveDateTime>,
}

impl Standing {
    fn read(
        conn: &mut AnyConn,
        state: &AppState,
        (row, document): (&ApplicationRow, &DocumentRow),
        told: &Told,
    ) -> Result<Standing, Failure> {
        let mut events = applications::events(conn, &row.id)?;
        events.retain(|event| event.at <= document.created_at);
        let term = term::reckon(state, row, &events);
        let decided = match &told.what {
            What::Reopened(_) => applications::decisions(conn, &row.id)?
                .into_iter()
                .find(|decision| decision.turn + 1 == document.turn)
                .map(|decision| decision.decided_at),
            What::Decided(_) | What::Returned(_) => None,
        };
        Ok(Standing { deadline: term.as_ref().and_then(|term| term.due), left: term.map(|term| term.left()), decided })
    }
}

async fn load(state: &AppState, id: &str) -> Result<Option<Material>, Failure> {
    let (id, inner) = (id.to_owned(), state.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(document) = store::find(conn, &id)?.filter(|d| d.bytes.is_none()) else { return Ok(None) };
        read(conn, &inner, document).map(Some)
    };
    state.db.read(load).await
}

/// Reads what a document is made from.
pub fn read(conn: &mut AnyConn, state: &AppState, document: DocumentRow) -> Result<Material, Failure> {
    let row = applications::find(conn, &document.application_id)?.ok_or(Failure::NotFound)?;
    let filings = applications::filings(conn, &row.id)?;
    let before = filings.iter().rfind(|f| f.round < document.round).map(|f| f.filed_at);
    let filing = filings.into_iter().find(|f| f.round == document.round).ok_or(Failure::NotFound)?;
    let company = parties::of(conn, &row)?.ok_or(Failure::NotFound)?;
    let filer = match &filing.filed_by {
        Some(id) => accounts::by_id(conn, id)?.map(|a| a.name),
        None => None,
    };
    let approval = approvals::of_application(conn, &row.id)?;
    let certificate = certificates::certificate(conn, &row.id)?;
    let registered_by = match &certificate {
        Some(_) => registrations::registered_by(conn, company.unp)?,
        None => None,
    };
    let told = decision_letter::told(conn, &document)?;
    let texts = letter_versions::of_letter(conn, &document.id)?.iter().map(VersionRow::texts).collect();
    let standing = match &told {
        Some(told) => Standing::read(conn, state, (&row, &document), told)?,
        None => Standing::default(),
    };
    let bill = bills::made_out_by(conn, &row.id, document.created_at)?.map(|bill| bill.row);
    let under = rights::under(conn, filing.mandate.as_ref())?;
    let attached = attachments::filed(conn, &row.id, document.round)?;
    let by_phone = match filing.filed_by {
        None => phone::confirmed_in(conn, &filing, before)?,
        Some(_) => None,
    };
    let signed = signatures::of_round(conn, &row.id, filing.round)?;
    let mut mended = mendings::of_application(conn, &row.id)?;
    mended.retain(|one| one.round == filing.round && one.mended_at <= document.created_at);
    Ok(Material {
        document,
        row,
        filing,
        company,
        filer,
        attached,
        by_phone,
        signed,
        under,
        told,
        texts,
        standing,
        bill,
        approval,
        certificate,
        registered_by,
        mended,
    })
}

fn receipt(state: &AppState, material: &Material) -> Document {
    let tr = material.tr();
    let (row, filing) = (&material.row, &material.filing);
    let verify = format!("{}/verify/{}", state.config.public_url, material.document.verify_code);
    let mut facts = company_facts(tr, &material.company);
    facts.push((tr.t("pdf-filed"), tr.moment(minsk(filing.filed_at))));
    let filer = material.filer.clone().map(|name| match &material.under {
        Some(under) => under.words(tr, &name),
        None => name,
    });
    facts.extend(filer.map(|name| (tr.t("applicant"), name)));
    facts.extend(material.office(state).map(|name| (tr.t("pdf-office"), name)));
    facts.extend(match &material.bill {
        // What is told of it does not change when it is paid.
        Some(bill) => {
            let values = [("sum", tr.money(bill.amount()).into()), ("bill", grouped(&bill.number).into())];
            Some((tr.t("guide-fee"), tr.ta("pdf-receipt-fee", &values)))
        }
        None => row.due_on.map(|due| (tr.t("pdf-due"), tr.date(due))),
    });
    let signed: Vec<String> = material.signed.iter().map(|one| words(tr, &signing::line(one))).collect();
    facts.extend((!signed.is_empty()).then(|| (tr.t("signature-who"), signed.join("\n"))));
    facts.extend(
        material
            .by_phone
            .map(|at| (tr.t("phone-receipt-who"), tr.ta("phone-receipt", &[("moment", tr.moment(minsk(at)).into())]))),
    );
    facts.push((tr.t("pdf-digest"), filing.digest.clone()));
    Document {
        lang: language(tr.lang()),
        title: tr.t("pdf-receipt-title"),
        issuer: tr.t("pdf-issuer"),
        reference: row.number.as_deref().map(grouped),
        reference_label: Some(tr.t("receipt-number")),
        created: filing.filed_at.and_utc(),
        blocks: vec![
            Block::Paragraph(tr.ta("pdf-receipt-what", &[("slug", row.procedure.clone().into())])),
            Block::Facts(facts),
            Block::Heading(tr.t(&format!("document-{}-new", row.procedure))),
            Block::Facts(material.answers(state)),
        ]
        .into_iter()
        .chain(attached(tr, &material.attached))
        .chain([
            Block::Heading(tr.t("receipt-next")),
            Block::Steps(vec![tr.t("receipt-if-returned"), tr.t(&format!("receipt-{}-then", row.procedure))]),
        ])
        .collect(),
        qr: Some(Qr { url: verify.clone(), caption: tr.t("pdf-verify"), code: None, alt: tr.t("pdf-verify-alt") }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: (material.company.synthetic || state.demo).then(|| tr.t("pdf-demo")),
    }
}

/// What was attached, each with the hash by which it can be told; nothing where nothing was.
fn attached(tr: Tr, attached: &[Attached]) -> Vec<Block> {
    if attached.is_empty() {
        return Vec::new();
    }
    let line = |one: &Attached| (one.row.name.clone(), format!("SHA-256 {}", one.row.digest));
    vec![Block::Heading(tr.t("attachments-title")), Block::Facts(attached.iter().map(line).collect())]
}

/// The notification to sign by hand, with the code by which a clerk opens the draft.
pub fn paper_form(
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    code: &str,
    tr: Tr,
    areas: &[(i32, String)],
) -> Document {
    let summary = row.procedure().rules().summary(&row.answers());
    let office = state.competent(row.procedure(), &row.answers(), company.office);
    let office = office.map(|code| state.offices.name(code, tr.lang()));
    let moment = tr.moment(minsk(row.updated_at));
    Document {
        lang: language(tr.lang()),
        title: tr.t(&format!("document-{}-title", row.procedure)),
        issuer: office.map(|office| tr.ta("document-to", &[("office", office.into())])).unwrap_or_default(),
        reference: None,
        reference_label: None,
        created: row.updated_at.and_utc(),
        blocks: vec![
            Block::Facts(company_facts(tr, company)),
            Block::Heading(tr.t(&format!("document-{}-new", row.procedure))),
            Block::Facts(answers(tr, &summary, areas)),
            Block::Paragraph(tr.t("pdf-paper-statement")),
            Block::Signature(vec![tr.t("pdf-sign-name"), tr.t("pdf-sign-signature"), tr.t("pdf-sign-date")]),
        ],
        qr: Some(Qr {
            url: format!("{}/office/counter/{code}", state.config.public_url),
            caption: tr.t("pdf-paper-qr"),
            code: Some(grouped(code)),
            alt: tr.t("pdf-paper-alt"),
        }),
        footer: tr.ta("pdf-paper-footer", &[("moment", moment.into())]),
        page_label: tr.t("pdf-page"),
        mark: Some(tr.t("pdf-paper-mark")),
    }
}

/// The company under its name and number.
pub fn company_facts(tr: Tr, company: &CompanyRow) -> Vec<(String, String)> {
    let mut facts = vec![(tr.t("field-company"), company.name.clone())];
    // One in the making has no number yet.
    facts.extend((company.unp != 0).then(|| (tr.t("unp"), spaced(&company.unp.to_string()))));
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn answers(tr: Tr, summary: &[SummaryRow], areas: &[(i32, String)]) -> Vec<(String, String)> {
    summary.iter().map(|row| (label(tr, row.field), value_text(tr, &row.value, areas))).collect()
}

fn area_names(state: &AppState, lang: Lang) -> Vec<(i32, String)> {
    areas(state).map(|o| (o.code, o.area().get(lang).to_owned())).collect()
}

/// The language of a document.
pub fn language(lang: Lang) -> Language {
    match lang {
        Lang::Be => Language::Be,
        Lang::Ru => Language::Ru,
        Lang::En => Language::En,
    }
}
