//! Editing the words of a letter. One form, three buttons: what it would look like, the same as a PDF, and saving.

use super::{Desk, sheet};
use crate::access::{AdministrationReader, Administrator, SetupReader, Supervisor};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::administration::{setup, why};
use crate::http::applications::documents::named_pdf;
use crate::http::visit::{Page, Visit};
use crate::office::administration;
use crate::office::letters::preview::{behind, preview};
use crate::office::letters::{LONGEST, Outcome, Template, Wanted, save};
use crate::office::wording::own;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::letter_versions::{self as store, Told, VersionRow};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::letters::edit::{EditView, VersionLine, page};
use app::pages::letters::kind;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;
use portal::code::grouped;
use portal::lang::Lang;
use portal::letters::{Fault, Texts, check, chosen, field, fields};
use std::collections::HashMap;

type Pairs = Vec<(String, String)>;

pub async fn show_office(
    State(state): State<AppState>,
    reader: SetupReader,
    (Path(kind), Query(query)): (Path<String>, Query<Pairs>),
    visit: Visit,
) -> Result<Response, Failure> {
    let desk = Desk::office(&reader);
    setup::looked(&state, &reader, setup::WORDS).await?;
    respond(&state, &visit, desk, desk.template(&kind, &query)?, None).await
}

pub async fn show_portal(
    State(state): State<AppState>,
    reader: AdministrationReader,
    (Path(kind), Query(query)): (Path<String>, Query<Pairs>),
    visit: Visit,
) -> Result<Response, Failure> {
    let desk = Desk::portal(&reader);
    respond(&state, &visit, desk, desk.template(&kind, &query)?, None).await
}

pub async fn save_office(
    State(state): State<AppState>,
    supervisor: Supervisor,
    (Path(kind), Query(query)): (Path<String>, Query<Pairs>),
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let desk = Desk::office(&SetupReader::of(&supervisor));
    let template = desk.template(&kind, &query)?;
    match Sent::read(&visit, template, &pairs).act(&state, &visit, desk).await? {
        Act::Answer(response) => Ok(response),
        Act::Save(sent, wanted) => {
            let outcome = save(&state, supervisor, (template.kind, template.procedure), wanted).await?;
            sent.saved(&state, &visit, desk, outcome).await
        }
    }
}

pub async fn save_portal(
    State(state): State<AppState>,
    (reader, by): (AdministrationReader, Administrator),
    (Path(kind), Query(query)): (Path<String>, Query<Pairs>),
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let desk = Desk::portal(&reader);
    let template = desk.template(&kind, &query)?;
    match Sent::read(&visit, template, &pairs).act(&state, &visit, desk).await? {
        Act::Answer(response) => Ok(response),
        Act::Save(sent, wanted) => {
            let of = (template.kind, template.procedure);
            let outcome = administration::letters::save(&state, by, of, wanted, None).await?;
            sent.saved(&state, &visit, desk, outcome).await
        }
    }
}

/// A form as it was sent.
struct Sent {
    template: Template,
    typed: Answers,
    texts: Texts,
    why: Words,
    faults: Faults,
    since: Vec<Told>,
    lang: Lang,
    /// The page shows the letter.
    shows: bool,
}

/// What is to be done with a form.
enum Act {
    Answer(Response),
    Save(Box<Sent>, Wanted),
}

impl Sent {
    fn read(visit: &Visit, template: Template, pairs: &[(String, String)]) -> Sent {
        let tr = visit.tr;
        let mut typed = Answers::default();
        let known = |name: &str| {
            ["seen", "why", "preview_lang", "do"].contains(&name) || fields().any(|(p, l)| field(p, l) == name)
        };
        for (name, value) in pairs.iter().filter(|(name, _)| known(name)) {
            typed.set(name, value);
        }
        let (mut texts, mut faults) = (Texts::default(), Faults::default());
        for (part, lang) in fields() {
            let name = field(part, lang);
            match Words::read(typed.get(name), LONGEST) {
                Err(long) => {
                    faults.add(name, tr.ta("wording-too-long", &[("longest", i64::from(long.longest).into())]));
                }
                Ok(words) => {
                    texts.set(part, lang, words.as_str());
                    if let Err(fault) = check(template.kind, template.procedure, words.as_str()) {
                        faults.add(name, fault_words(tr, template, fault));
                    }
                }
            }
        }
        let lang = Lang::from_tag(typed.get("preview_lang")).unwrap_or(tr.lang());
        Sent { template, typed, texts, why: Words::default(), faults, since: Vec::new(), lang, shows: false }
    }

    async fn act(mut self, state: &AppState, visit: &Visit, desk: Desk) -> Result<Act, Failure> {
        let tr = visit.tr;
        let (shows, prints) = (self.typed.get("do") == "preview", self.typed.get("do") == "pdf");
        if prints && self.faults.is_empty() {
            let found = preview(state, self.template, self.texts, self.lang).await?;
            let typeset = tokio::task::spawn_blocking(move || documents::typeset(&found.document)).await;
            let bytes = typeset.map_err(|e| Failure::Internal(e.to_string()))?;
            let bytes = bytes.map_err(|e| Failure::Internal(e.to_string()))?;
            let name = format!("akno-{}-{}.pdf", self.template.kind.code, self.lang.tag());
            return Ok(Act::Answer(named_pdf(bytes, &name)));
        }
        if !shows && !prints {
            self.why = why(tr, &self.typed, "why", &mut self.faults);
        }
        if shows || !self.faults.is_empty() {
            self.shows = shows && self.faults.is_empty();
            let template = self.template;
            return respond(state, visit, desk, template, Some(self)).await.map(Act::Answer);
        }
        let seen = self.typed.get("seen").parse().unwrap_or_default();
        let wanted = Wanted { texts: self.texts.clone(), seen, why: self.why.clone(), puts_back: None };
        Ok(Act::Save(Box::new(self), wanted))
    }

    async fn saved(
        mut self: Box<Sent>,
        state: &AppState,
        visit: &Visit,
        desk: Desk,
        outcome: Outcome,
    ) -> Result<Response, Failure> {
        let template = self.template;
        match outcome {
            Outcome::Saved => Ok(Redirect::to(&desk.href(template)).into_response()),
            Outcome::Since(since) => {
                self.faults = Faults::page(visit.tr.t("wording-changed"));
                self.since = since;
                respond(state, visit, desk, template, Some(*self)).await
            }
        }
    }
}

fn fault_words(tr: Tr, template: Template, fault: Fault) -> String {
    match fault {
        Fault::Unknown(name) => {
            let places = template.kind.places(template.procedure).map(|place| format!("{{{place}}}"));
            let all = places.collect::<Vec<_>>().join(", ");
            tr.ta("wording-unknown-place", &[("name", name.into()), ("places", all.into())])
        }
        Fault::Unclosed(text) => tr.ta("wording-unclosed-place", &[("text", text.into())]),
        Fault::Unopened => tr.t("wording-unopened-place"),
    }
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    desk: Desk,
    template: Template,
    sent: Option<Sent>,
) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let (office, kind, procedure) = template.key();
        let versions = store::of_template(conn, office, kind, procedure)?;
        let ids: Vec<String> = versions.iter().map(|(row, _)| row.id.clone()).collect();
        let letters = store::letters(conn, &ids)?;
        Ok((versions, letters, behind(conn, template)?))
    };
    let (versions, letters, others) = state.db.read(load).await?;
    let tr = visit.tr;
    let others: Vec<Texts> = others.iter().map(VersionRow::texts).collect();
    let behind = fields().map(|(part, lang)| {
        let text = chosen(&others, part, lang).map(str::to_owned);
        (part, lang, text.unwrap_or_else(|| own(Tr(lang), template.kind.code, part)))
    });
    let latest = versions.first().map(|(row, _)| (row.number, row.texts())).unwrap_or_default();
    let sent = sent.unwrap_or_else(|| {
        let mut typed = Answers::default();
        for (part, lang) in fields() {
            typed.set(field(part, lang), latest.1.get(part, lang).unwrap_or_default());
        }
        let (faults, why) = (Faults::default(), Words::default());
        let texts = latest.1.clone();
        Sent { template, typed, texts, why, faults, since: Vec::new(), lang: tr.lang(), shows: false }
    });
    // Whoever looks at a letter still has before them what they had; only what was overtaken goes on from the newest.
    let seen = match sent.shows || (!sent.faults.is_empty() && sent.since.is_empty()) {
        true => sent.typed.get("seen").parse().unwrap_or(latest.0),
        false => latest.0,
    };
    let shown = match sent.shows {
        true => {
            let found = preview(state, template, sent.texts.clone(), sent.lang).await?;
            Some((sheet::view(tr, sent.lang, found.document), found.case.as_deref().map(grouped)))
        }
        false => None,
    };
    let lines = |told: &[Told]| told.iter().map(|told| line(desk, template, &letters, told)).collect();
    let failed = !sent.faults.is_empty();
    let view = EditView {
        tr,
        of: desk.of(state, visit),
        kind: kind(tr, template.kind.code),
        procedure: template.procedure.map(|procedure| tr.t(&format!("procedure-{}", procedure.slug()))),
        href: desk.href(template),
        places: template.kind.places(template.procedure).collect(),
        behind: behind.collect(),
        versions: lines(&versions),
        seen,
        writes: desk.writes,
        typed: sent.typed,
        faults: sent.faults,
        since: lines(&sent.since),
        preview: shown,
        preview_lang: sent.lang,
    };
    let title = kind(tr, template.kind.code);
    let between = [(tr.t("wording-title"), desk.list())];
    let mut visit = visit.clone();
    visit.path = desk.href(template);
    let head = Page::titled(&title).crumbs(desk.crumbs(&visit, &between, &title)).failed(failed);
    Ok(visit.page(head, move || page(view)).await)
}

/// A version in a list.
pub(super) fn line(desk: Desk, template: Template, letters: &HashMap<String, i64>, (row, by): &Told) -> VersionLine {
    VersionLine {
        number: row.number,
        href: desk.version_href(template, row.number),
        at: minsk(row.made_at),
        by: by.clone(),
        why: row.why.clone(),
        letters: letters.get(&row.id).copied().unwrap_or_default(),
    }
}
