//! Writes the history: day by day what happened, the newest first.

use super::history::{Fact, What};
use super::html::{activity, dated, escape, head_line, unbroken};
use super::words;
use portal::event_kind::is_of_exclusion;

pub fn write(html: &mut String, history: &[Fact<'_>], more: bool, number: &str) {
    html.push_str("<h2 id=\"history\">Что менялось</h2>");
    if history.is_empty() {
        html.push_str("<p>Изменений в регистре нет.</p>");
        return;
    }
    html.push_str("<ol class=\"timeline\">");
    for facts in history.chunk_by(|a, b| a.on == b.on && a.on.is_some()) {
        day(html, facts);
    }
    html.push_str("</ol>");
    if more {
        html.push_str(
            "<p>Показаны последние изменения. Все остальные есть в выписке из регистра. <a href=\"/extracts?unp=",
        );
        html.push_str(number);
        html.push_str("\">Получить выписку из регистра</a></p>");
    }
}

/// Everything of one day.
fn day(html: &mut String, facts: &[Fact<'_>]) {
    // Where an event tells of the registration, the base record's own line would say it again; of the exclusion that tells
    // more.
    let has_event = facts.iter().any(|fact| matches!(fact.what, What::Event { .. }));
    let is_excluded = facts.iter().any(|fact| matches!(fact.what, What::Excluded { .. }));
    let told = facts.iter().filter(|fact| match &fact.what {
        What::Registered { .. } => !has_event,
        What::Event { code, title, cancelled_on: None, .. } => !(is_excluded && is_of_exclusion(*code, title)),
        _ => true,
    });
    for (index, fact) in told.enumerate() {
        if index == 0 {
            html.push_str(match fact.what {
                What::Registered { .. } => "<li class=\"green\">",
                What::Excluded { .. } | What::Event { .. } => "<li class=\"neutral\">",
                _ => "<li class=\"blue\">",
            });
            match fact.on {
                Some(day) => {
                    html.push_str("<time datetime=\"");
                    day.write_for_programs(html);
                    dated(html, "\">", day, "</time>");
                }
                None => html.push_str("<span class=\"when\">Дата не указана</span>"),
            }
        }
        html.push_str("<h3>");
        escape(html, title(fact));
        html.push_str(if index == 0 { "</h3><div>" } else { "</h3>" });
        lines(html, &fact.what);
        notes(html, fact);
    }
    html.push_str("</div></li>");
}

fn title<'a>(fact: &'a Fact<'_>) -> &'a str {
    let either = |first, later| if fact.first { first } else { later };
    match &fact.what {
        What::Registered { .. } => "Внесён в регистр",
        What::Excluded { .. } => "Исключён из регистра",
        What::Event { code, title, .. } => code.and_then(words::event).unwrap_or(title),
        What::Name { .. } => either("Наименование", "Новое наименование"),
        What::Address(_) => either("Местонахождение", "Новое местонахождение"),
        What::Head(_) => either("Руководитель", "Новый руководитель"),
        What::Activity(_) => either("Вид деятельности", "Новый вид деятельности"),
    }
}

/// What it says.
fn lines(html: &mut String, what: &What<'_>) {
    if matches!(what, What::Registered { .. } | What::Excluded { .. } | What::Event { .. }) {
        return;
    }
    html.push_str("<p>");
    match what {
        What::Name { full, belarusian } => {
            escape(html, full);
            if let Some(belarusian) = belarusian {
                html.push_str("<br>");
                escape(html, belarusian);
            }
        }
        What::Address(line) => unbroken(html, line),
        What::Head(head) => head_line(html, head, head.until),
        What::Activity(words) => activity(html, words),
        What::Registered { .. } | What::Excluded { .. } | What::Event { .. } => {}
    }
    html.push_str("</p>");
}

/// What is said about it.
fn notes(html: &mut String, fact: &Fact<'_>) {
    const NOTE: &str = "<p class=\"soft\">";
    let said = match &fact.what {
        What::Registered { by } => [by, &None],
        What::Excluded { by, way } => [way, by],
        What::Event { note, by, .. } => [note, by],
        _ => [&None, &None],
    };
    for text in said.into_iter().flatten() {
        html.push_str(NOTE);
        escape(html, text);
        html.push_str("</p>");
    }
    if let What::Event { cancelled_on: Some(day), .. } = fact.what {
        html.push_str(NOTE);
        dated(html, "Отменено ", day, "</p>");
    }
    if let Some(day) = fact.until {
        html.push_str(NOTE);
        dated(html, "Запись действовала до ", day, "</p>");
    }
    if fact.filed_here {
        html.push_str("<p class=\"soft\">Документы поданы через этот портал</p>");
    }
}

#[cfg(test)]
mod tests {
    use super::super::day::Day;
    use super::*;

    #[test]
    fn a_day_tells_its_event_first_and_the_registration_once() {
        let fact = |what, first| Fact { on: Day::read("2020-04-03"), until: None, what, first, filed_here: false };
        let mut history = [
            fact(
                What::Event {
                    code: Some(990_002),
                    title: "Регистрация".into(),
                    note: None,
                    by: Some("Исполком".into()),
                    cancelled_on: None,
                },
                false,
            ),
            fact(What::Registered { by: None }, false),
            fact(What::Name { full: "А & Б".into(), belarusian: Some("А".into()) }, true),
        ];
        history[2].until = Day::read("2021-05-06");
        let mut html = String::new();
        write(&mut html, &history, false, "790123453");
        assert_eq!(
            html,
            "<h2 id=\"history\">Что менялось</h2><ol class=\"timeline\"><li class=\"neutral\">\
             <time datetime=\"2020-04-03\">3 апреля 2020\u{a0}г.</time><h3>Государственная регистрация</h3><div>\
             <p class=\"soft\">Исполком</p><h3>Наименование</h3><p>А &amp; Б<br>А</p>\
             <p class=\"soft\">Запись действовала до 6 мая 2021\u{a0}г.</p></div></li></ol>"
        );
    }

    #[test]
    fn what_has_no_date_stands_alone() {
        let fact = || Fact {
            on: None,
            until: None,
            what: What::Activity([None, Some("1".into())]),
            first: true,
            filed_here: false,
        };
        let mut html = String::new();
        write(&mut html, &[fact(), fact()], true, "790123453");
        assert_eq!(html.matches("<li class=\"blue\"><span class=\"when\">Дата не указана</span>").count(), 2, "{html}");
        assert!(html.ends_with("<a href=\"/extracts?unp=790123453\">Получить выписку из регистра</a></p>"), "{html}");
    }
}
