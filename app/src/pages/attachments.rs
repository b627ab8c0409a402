//! The papers that go with an application: choosing files, what became of each, what is attached. The same
//! page for the applicant's side and for a clerk who adds scans of what came on paper.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Details, ErrorSummary, FieldError, FileField, Inset, Notification, NotificationKind, Tag, Tone,
};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::attachment::{ACCEPTED, FileKind, LARGEST, LARGEST_TOGETHER, MOST, Refusal, Scan, Shown};

/// One attached file.
#[derive(Clone, Debug)]
pub struct FileLine {
    pub id: String,
    pub name: String,
    pub kind: Option<FileKind>,
    /// In bytes.
    pub size: u64,
    pub scan: Scan,
    /// SHA-256, hexadecimal.
    pub digest: String,
    /// Minsk time.
    pub at: NaiveDateTime,
    /// When its content was removed, having been kept long enough.
    pub erased_on: Option<NaiveDate>,
    /// Where it can be read.
    pub href: String,
}

/// What became of a file that was sent.
#[derive(Clone, Debug)]
pub enum Sent {
    Attached(String),
    Renamed {
        given: String,
        name: String,
        kind: Option<FileKind>,
    },
    Before {
        given: String,
        name: String,
    },
    Refused {
        given: String,
        why: Refusal,
    },
    /// Nothing was chosen.
    Nothing,
}

#[derive(Clone)]
pub struct AttachmentsView {
    pub tr: Tr,
    /// The page of the application, or of the case.
    pub back: String,
    pub caption: String,
    /// A clerk's page.
    pub office: bool,
    /// What usually goes with it: parts of the keys `paper-…`.
    pub papers: Vec<&'static str>,
    pub files: Vec<FileLine>,
    pub may_add: bool,
    /// What became of what was sent just now.
    pub sent: Vec<Sent>,
    /// Files are looked through for viruses.
    pub scanned: bool,
}

pub fn page(view: AttachmentsView) -> impl IntoView {
    let tr = view.tr;
    let faults: Vec<String> = view.sent.iter().filter_map(|sent| fault(tr, sent)).collect();
    let errors = faults.iter().map(|text| FieldError::new("files", text.clone())).collect::<Vec<_>>();
    let news: Vec<_> =
        view.sent.iter().filter_map(|sent| news(tr, sent)).map(|text| view! { <li>{text}</li> }).collect();
    let news = (!news.is_empty()).then(|| {
        view! {
            <Notification kind=NotificationKind::Success title=tr.t("attachments-done")>
                <ul>{news}</ul>
            </Notification>
        }
    });
    let title = tr.t(if view.office { "attachments-title-office" } else { "attachments-title" });
    let papers: Vec<_> = view.papers.iter().map(|paper| view! { <li>{tr.t(&format!("paper-{paper}"))}</li> }).collect();
    let papers = (!view.office && !papers.is_empty()).then(|| {
        view! {
            <h2>{tr.t("attachments-usual")}</h2>
            <ul>{papers}</ul>
        }
    });
    let lede = tr.t(if view.office { "attachments-lede-office" } else { "attachments-lede" });
    let form = match view.may_add {
        true => form(&view, faults).into_any(),
        false => view! { <Inset tone=Tone::Amber>{tr.t("attachments-closed")}</Inset> }.into_any(),
    };
    view! {
        <div class="two-thirds stack">
            <ErrorSummary title=tr.t("error-summary-title") errors />
            {news}
            <div class="page-head">
                <p class="caption">{view.caption.clone()}</p>
                <h1>{title}</h1>
            </div>
            <p class="lede">{lede}</p>
            {papers}
            <div id="attached" class="stack">
                <h2>{tr.t("attachments-attached")}</h2>
                {attached(&view)}
            </div>
            {form}
            {(view.may_add && !view.office).then(|| view! { <ul class="files sending" id="sending"></ul> })}
            <p><a href=view.back.clone()>{tr.t(if view.office { "return-back-to-case" } else { "attachments-back" })}</a></p>
        </div>
    }
}

fn form(view: &AttachmentsView, faults: Vec<String>) -> impl IntoView + use<> {
    let tr = view.tr;
    let error = (!faults.is_empty()).then(|| faults.join(" "));
    let limits = [
        ("each", size(tr, LARGEST).into()),
        ("most", i64::try_from(MOST).unwrap_or(i64::MAX).into()),
        ("together", size(tr, LARGEST_TOGETHER).into()),
    ];
    // For the script, where there is one: a clerk at the counter has a good line.
    let uploads = (!view.office).then(|| format!("{}/uploads", view.back));
    let words = (!view.office).then(|| {
        let said = ["waiting", "sending", "broken", "failed", "retry", "done"]
            .map(|word| (word, tr.t(&format!("attachments-{word}"))));
        serde_json::to_string(&std::collections::BTreeMap::from(said)).unwrap_or_default()
    });
    let unscanned = (!view.scanned).then(|| view! { <p class="soft small">{tr.t("attachments-unscanned")}</p> });
    view! {
        <form
            method="post"
            action=format!("{}/attachments", view.back)
            enctype="multipart/form-data"
            class="stack no-print"
            id="attachments-form"
            data-uploads=uploads
            data-words=words
        >
            <FileField
                label=tr.t("attachments-choose")
                name="files"
                accept=ACCEPTED
                multiple=true
                hint=tr.ta("attachments-choose-hint", &limits)
                error=error
            />
            {unscanned}
            <div class="actions"><Button text=tr.t("attachments-add") kind=ButtonKind::Primary /></div>
        </form>
    }
}

/// What is attached, each with a way to take it off.
fn attached(view: &AttachmentsView) -> AnyView {
    let tr = view.tr;
    if view.files.is_empty() {
        return view! { <p class="soft">{tr.t("attachments-none")}</p> }.into_any();
    }
    let together: u64 = view.files.iter().map(|file| file.size).sum();
    let sum = tr.ta(
        "attachments-together",
        &[
            ("count", i64::try_from(view.files.len()).unwrap_or(i64::MAX).into()),
            ("most", i64::try_from(MOST).unwrap_or(i64::MAX).into()),
            ("size", size(tr, together).into()),
            ("largest", size(tr, LARGEST_TOGETHER).into()),
        ],
    );
    let lines: Vec<_> = view
        .files
        .iter()
        .map(|file| {
            let remove = (view.may_add && !view.office).then(|| {
                let action = format!("{}/attachments/{}/removal", view.back, file.id);
                view! {
                    <form method="post" action=action class="no-print">
                        <Button text=tr.t("attachments-remove") kind=ButtonKind::Plain context=file.name.clone() />
                    </form>
                }
            });
            view! { <li>{line(tr, file)} {remove}</li> }
        })
        .collect();
    view! {
        <ul class="files">{lines}</ul>
        <p class="soft small">{sum}</p>
    }
    .into_any()
}

/// The attachments as a part of another page; nothing where there are none.
pub fn section(tr: Tr, files: &[FileLine]) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let lines: Vec<_> = files.iter().map(|file| view! { <li>{line(tr, file)}</li> }).collect();
    Some(
        view! {
            <h2>{tr.t("attachments-title")}</h2>
            <ul class="files">{lines}</ul>
        }
        .into_any(),
    )
}

/// The same for the clerk: pictures can be looked at on the spot.
pub fn with_previews(tr: Tr, files: &[FileLine]) -> AnyView {
    let lines: Vec<_> = files.iter().map(|file| view! { <li>{line(tr, file)} {preview(tr, file)}</li> }).collect();
    view! { <ul class="files">{lines}</ul> }.into_any()
}

fn preview(tr: Tr, file: &FileLine) -> Option<AnyView> {
    if file.erased_on.is_some() {
        return None;
    }
    match file.kind?.shown() {
        _ if file.scan == Scan::Infected => return None,
        Shown::Picture => {}
        Shown::Text => {
            let href = format!("{}/text", file.href);
            return Some(view! { <p class="no-print"><a href=href>{tr.t("attachments-text")}</a></p> }.into_any());
        }
        Shown::Viewer => return None,
        Shown::Saved => return Some(view! { <p class="soft small">{tr.t("attachments-saved-only")}</p> }.into_any()),
    }
    let (href, alt) = (file.href.clone(), file.name.clone());
    Some(
        view! {
            <Details summary=tr.t("attachments-look")>
                <img class="preview" src=href alt=alt loading="lazy" />
            </Details>
        }
        .into_any(),
    )
}

/// Name, kind, size, and how it stands with viruses. What is infected cannot be opened.
fn line(tr: Tr, file: &FileLine) -> AnyView {
    if let Some(day) = file.erased_on {
        let gone = tr.ta("attachment-erased", &[("date", tr.date(day).into())]);
        let (name, digest) = (file.name.clone(), format!("SHA-256 {}", file.digest));
        return view! {
            <div class="cluster file">
                <span class="file-name">{name}</span>
                <span class="soft small">{gone}</span>
                <code class="small">{digest}</code>
            </div>
        }
        .into_any();
    }
    let saved = file.kind.is_none_or(|kind| matches!(kind.shown(), Shown::Saved | Shown::Text));
    let kind = file.kind.map_or("", FileKind::label);
    let detail = format!("{kind}, {}", size(tr, file.size));
    let name = match file.scan {
        Scan::Infected => view! { <s>{file.name.clone()}</s> }.into_any(),
        _ => {
            let (href, name) = (file.href.clone(), file.name.clone());
            view! { <a href=href download=saved.then_some("")>{name}</a> }.into_any()
        }
    };
    let scan = match file.scan {
        Scan::Clean => None,
        Scan::None => Some(Tone::Neutral),
        Scan::Waiting => Some(Tone::Amber),
        Scan::Infected => Some(Tone::Red),
    };
    let scan = scan.map(|tone| view! { <Tag text=tr.t(&format!("attachment-scan-{}", file.scan.code())) tone=tone /> });
    view! { <div class="cluster file"><span class="file-name">{name}</span> <span class="soft small nowrap">{detail}</span> {scan}</div> }.into_any()
}

/// The text of a document, for whoever has no program for it at hand.
#[derive(Clone)]
pub struct TextView {
    pub tr: Tr,
    pub back: String,
    /// The file itself.
    pub href: String,
    pub name: String,
    /// `None` where no text could be taken out.
    pub paragraphs: Option<Vec<String>>,
    pub cut: bool,
}

pub fn text_page(view: TextView) -> impl IntoView {
    let tr = view.tr;
    let paragraphs: Vec<_> = view.paragraphs.iter().flatten().map(|text| view! { <p>{text.clone()}</p> }).collect();
    let none = paragraphs.is_empty().then(|| view! { <p>{tr.t("attachments-text-none")}</p> });
    let cut = view.cut.then(|| view! { <Inset tone=Tone::Amber>{tr.t("attachments-text-cut")}</Inset> });
    view! {
        <div class="two-thirds stack">
            <h1 class="file-name">{view.name.clone()}</h1>
            <p class="soft">{tr.t("attachments-text-what")}</p>
            <p class="no-print"><a href=view.href.clone() download="">{tr.t("attachments-save")}</a></p>
            <section class="document">{none} {paragraphs}</section>
            {cut}
            <p><a href=view.back.clone()>{tr.t("return-back-to-case")}</a></p>
        </div>
    }
}

/// Whether a file that was sent is attached now, and the sentence about it.
pub fn told(tr: Tr, sent: &Sent) -> (bool, String) {
    match fault(tr, sent) {
        Some(fault) => (false, fault),
        None => (true, news(tr, sent).unwrap_or_default()),
    }
}

fn fault(tr: Tr, sent: &Sent) -> Option<String> {
    match sent {
        Sent::Refused { given, why } => {
            let values = [
                ("name", given.clone().into()),
                ("each", size(tr, LARGEST).into()),
                ("most", i64::try_from(MOST).unwrap_or(i64::MAX).into()),
                ("together", size(tr, LARGEST_TOGETHER).into()),
            ];
            Some(tr.ta(&format!("attachment-refused-{}", why.code()), &values))
        }
        Sent::Nothing => Some(tr.t("attachments-choose-missing")),
        _ => None,
    }
}

fn news(tr: Tr, sent: &Sent) -> Option<String> {
    match sent {
        Sent::Attached(name) => Some(name.clone()),
        Sent::Renamed { given, name, kind } => Some(tr.ta(
            "attachment-renamed",
            &[
                ("given", given.clone().into()),
                ("name", name.clone().into()),
                ("kind", kind.map_or("", FileKind::label).into()),
            ],
        )),
        Sent::Before { given, name } => {
            Some(tr.ta("attachment-before", &[("given", given.clone().into()), ("name", name.clone().into())]))
        }
        Sent::Refused { .. } | Sent::Nothing => None,
    }
}

/// A size in words: kilobytes up to one megabyte, then tenths of megabytes where they tell.
pub fn size(tr: Tr, bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    if bytes < MB {
        let kilobytes = i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX);
        return tr.ta("size-kilobytes", &[("size", kilobytes.into())]);
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MB);
    let mark = tr.t("size-mark");
    let text = match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}{mark}{tenth}", tenths / 10),
    };
    tr.ta("size-megabytes", &[("size", text.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::answers::Answers;
    use portal::lang::Lang;
    use portal::procedures::Procedure;

    fn file(name: &str, scan: Scan) -> FileLine {
        FileLine {
            id: "1".into(),
            name: name.into(),
            kind: Some(FileKind::Jpeg),
            size: 1_300_000,
            scan,
            digest: "aa".into(),
            at: NaiveDateTime::default(),
            erased_on: None,
            href: "/applications/1/attachments/1".into(),
        }
    }

    fn rendered(files: Vec<FileLine>, sent: Vec<Sent>) -> String {
        let view = AttachmentsView {
            tr: Tr(Lang::Ru),
            back: "/applications/1".into(),
            caption: String::new(),
            office: false,
            papers: vec!["premises"],
            files,
            may_add: true,
            sent,
            scanned: false,
        };
        Owner::new().with(|| page(view).into_view().to_html())
    }

    #[test]
    fn every_paper_refusal_and_scan_has_a_sentence() {
        let mut answers = vec![Answers::default()];
        for (field, value) in [
            ("premises", "dwelling"),
            ("person_name", "x"),
            ("stage", "interim"),
            ("stage", "final"),
            ("stage", "bankruptcy"),
        ] {
            let mut some = Answers::default();
            some.set(field, value);
            answers.push(some);
        }
        for lang in Lang::ALL {
            for paper in Procedure::ALL.iter().flat_map(|p| answers.iter().flat_map(|a| p.rules().papers(a))) {
                assert!(Tr(lang).has(&format!("paper-{paper}")), "{paper} in {}", lang.tag());
            }
            for refusal in Refusal::ALL {
                assert!(Tr(lang).has(&format!("attachment-refused-{}", refusal.code())), "{refusal:?}");
            }
            for scan in Scan::ALL.into_iter().filter(|scan| *scan != Scan::Clean) {
                assert!(Tr(lang).has(&format!("attachment-scan-{}", scan.code())), "{scan:?}");
            }
        }
    }

    #[test]
    fn names_stay_text() {
        let hostile = "</a><script>alert(1)</script>.jpg";
        let refused = Sent::Refused { given: hostile.into(), why: Refusal::Macros };
        let html = rendered(vec![file(hostile, Scan::None)], vec![refused, Sent::Attached(hostile.into())]);
        assert!(!html.contains("<script>"), "{html}");
        let previews = Owner::new().with(|| with_previews(Tr(Lang::Ru), &[file(hostile, Scan::None)]).to_html());
        assert!(!previews.contains("<script>") && previews.contains("<img"), "{previews}");
    }

    #[test]
    fn what_is_infected_cannot_be_opened() {
        assert!(rendered(vec![file("a.jpg", Scan::Waiting)], Vec::new()).contains("/attachments/1\""));
        let html = rendered(vec![file("a.jpg", Scan::Infected)], Vec::new());
        assert!(!html.contains("href=\"/applications/1/attachments/1\""), "{html}");
        let previews = Owner::new().with(|| with_previews(Tr(Lang::Ru), &[file("a.jpg", Scan::Infected)]).to_html());
        assert!(!previews.contains("<img"), "{previews}");
    }

    #[test]
    fn sizes_are_said_in_words() {
        let tr = Tr(Lang::Ru);
        assert_eq!(size(tr, 1), "1 КБ");
        assert_eq!(size(tr, 25 * 1024 * 1024), "25 МБ");
        assert_eq!(size(tr, 1_300_000), "1,3 МБ");
    }
}
