//! The certificate of registration, or its duplicate. A sole proprietor's residence is not on it.

use super::document::language;
use crate::state::AppState;
use crate::store::companies::CompanyRow;
use crate::store::documents::DocumentRow;
use crate::store::registrations::CertificateRow;
use app::l10n::Tr;
use app::pages::register::spaced;
use documents::{Block, Document, Qr};
use portal::code::grouped;
use portal::company::Kind;
use portal::lang::Lang;

/// What the certificate says: the company as the register has it now.
pub fn sheet(
    state: &AppState,
    document: &DocumentRow,
    certificate: &CertificateRow,
    company: &CompanyRow,
    registered_by: Option<i32>,
) -> Document {
    let tr = Tr(Lang::from_tag(&document.lang).unwrap_or(Lang::Ru));
    let verify = format!("{}/verify/{}", state.config.public_url, document.verify_code);
    let person = company.kind() == Kind::SoleProprietor;
    let name = if person { "field-applicant-name" } else { "field-full-name" };
    let mut facts = vec![(tr.t(name), company.name.clone())];
    let mut also = |key: &str, text: &Option<String>| {
        facts.extend(text.clone().filter(|text| !text.is_empty()).map(|text| (tr.t(key), text)));
    };
    if person {
        also("field-applicant-name-be", &company.name_be);
    } else {
        also("field-short-name", &company.short_name);
        also("field-full-name-be", &company.name_be);
        also("field-short-name-be", &company.short_name_be);
    }
    facts.push((tr.t("unp"), spaced(&company.unp.to_string())));
    facts.extend(company.registered_on.map(|day| (tr.t("certificate-registered-on"), tr.date(day))));
    facts.extend(registered_by.map(|office| (tr.t("certificate-by"), state.offices.name(office, tr.lang()))));
    facts.push((tr.t("certificate-issued-on"), tr.date(certificate.issued_on)));
    let what = if person { "certificate-what-person" } else { "certificate-what-entity" };
    let mut blocks = vec![Block::Paragraph(tr.t(what)), Block::Facts(facts)];
    if certificate.duplicate {
        blocks.push(Block::Paragraph(tr.t("certificate-is-duplicate")));
    }
    Document {
        lang: language(tr.lang()),
        title: tr.t(if certificate.duplicate { "certificate-duplicate-title" } else { "certificate-title" }),
        issuer: tr.t("pdf-issuer"),
        reference: Some(grouped(&certificate.number)),
        reference_label: Some(tr.t("certificate-number")),
        created: document.created_at.and_utc(),
        blocks,
        qr: Some(Qr { url: verify.clone(), caption: tr.t("pdf-verify"), code: None, alt: tr.t("pdf-verify-alt") }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: (company.synthetic || state.demo).then(|| tr.t("pdf-demo")),
    }
}
