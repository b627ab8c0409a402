//! Writes the page of a company, from top to bottom into one string.

use super::day::Day;
use super::history::{Activity, HeadInOffice, Told};
use super::rows::{self, ACTIVE, Common, Company, IN_LIQUIDATION, Proceeding, SUSPENDED};
use super::words;
use anyhow::Result;
use memchr::memchr3;
use rusqlite::Connection;

/// Companies with the same head, or at the same address, that a page shows.
const RELATED: i64 = 10;

/// Name, state and what the state means.
pub fn head(html: &mut String, company: &Company<'_>) {
    html.push_str("<div class=\"entry-head\"><h1>");
    escape(html, company.title());
    html.push_str("</h1><p class=\"cluster\">");
    let (tag, sentence) = words::standing(company.standing);
    html.push_str(tag);
    html.push_str("<span>");
    let ended = company.excluded_on.filter(|_| !company.exists());
    match (ended, company.registered_on) {
        (Some(day), _) => dated(html, "Не работает с ", day, ""),
        (None, Some(day)) => dated(html, sentence, day, ""),
        (None, None) => html.push_str("Дата не указана"),
    }
    html.push_str("</span>");
    if company.synthetic {
        html.push_str(words::SYNTHETIC);
    }
    html.push_str("</p></div><div class=\"split\"><div>");
}

/// The notice of the liquidation, or of the end of the activity, that is under way.
pub fn notice(html: &mut String, proceeding: &Proceeding<'_>, today: Day) {
    html.push_str(match proceeding.is_legal_entity {
        true => "<div class=\"inset amber\"><h2>Организация ликвидируется</h2>",
        false => "<div class=\"inset amber\"><h2>Предприниматель прекращает деятельность</h2>",
    });
    dated(html, "<p>Уведомление опубликовано ", proceeding.published_on, " ");
    if today <= proceeding.claims_until {
        dated(html, "Кредиторы могут предъявить требования до ", proceeding.claims_until, "</p>");
        html.push_str("<p>Куда обращаться: ");
        let claims = proceeding.claims.iter().filter(|part| !part.is_empty());
        for (index, part) in claims.enumerate() {
            html.push_str(if index > 0 { ", " } else { "" });
            escape(html, part);
        }
        html.push_str("</p>");
    } else {
        dated(html, "Срок для требований кредиторов истёк ", proceeding.claims_until, "</p>");
    }
    html.push_str("<p class=\"no-print\"><a href=\"/register/notices\">Все уведомления о ликвидации</a></p></div>");
}

/// What the register says of it today.
pub fn facts(html: &mut String, number: &str, company: &Company<'_>, told: &Told<'_>, office: Option<&str>) {
    html.push_str("<dl class=\"summary\">");
    fact(html, "УНП", |html| {
        html.push_str("<span class=\"unp\">");
        for three in [0..3, 3..6, 6..9].map(|three| number.get(three).unwrap_or_default()) {
            for text in ["<span>", three, "</span>"] {
                html.push_str(text);
            }
        }
        html.push_str("</span>");
    });
    let kind = if company.is_legal_entity {
        "Юридическое лицо"
    } else {
        "Индивидуальный предприниматель"
    };
    fact(html, "Кто это", |html| html.push_str(kind));
    let names = [
        ("Полное наименование", company.is_legal_entity.then_some(company.name)),
        ("Сокращённое наименование", company.short_name),
        ("Фирменное наименование", company.brand),
        ("По-белорусски", company.name_be),
        ("Сокращённо по-белорусски", company.short_name_be),
    ];
    for (title, name) in names {
        said(html, title, name);
    }
    for (title, day) in [("Дата регистрации", company.registered_on), ("Дата исключения", company.excluded_on)]
    {
        if let Some(day) = day {
            fact(html, title, |html| day.write_in_words(html));
        }
    }
    said(html, "Регистрирующий орган", office);
    fact(html, "Местонахождение", |html| match company.address {
        _ if !company.is_legal_entity => {
            html.push_str("Адрес индивидуального предпринимателя — его личные данные, поэтому здесь его нет.")
        }
        Some(address) => unbroken(html, address),
        None => html.push_str("В регистре не указано"),
    });
    if let Some(head) = &told.head {
        fact(html, "Руководитель", |html| head_line(html, head, head.until));
    }
    said(html, "Основной вид деятельности", company.activity);
    if !told.other_activities.is_empty() {
        fact(html, "Другие виды деятельности", |html| {
            for (index, other) in told.other_activities.iter().enumerate() {
                html.push_str(if index > 0 { "; " } else { "" });
                activity(html, other);
            }
        });
    }
    for (title, contact) in ["Телефон", "Электронная почта", "Сайт"].into_iter().zip(&told.contacts)
    {
        said(html, title, contact.as_deref());
    }
    html.push_str("</dl>");
}

fn fact(html: &mut String, title: &str, value: impl FnOnce(&mut String)) {
    for text in ["<div><dt>", title, "</dt><dd>"] {
        html.push_str(text);
    }
    value(html);
    html.push_str("</dd></div>");
}

fn said(html: &mut String, title: &str, value: Option<&str>) {
    if let Some(value) = value {
        fact(html, title, |html| escape(html, value));
    }
}

/// Who may act today.
pub fn acting(html: &mut String, company: &Company<'_>, head: Option<&HeadInOffice<'_>>, today: Day) {
    let place = company.in_heads_place();
    let acts = |head: &&HeadInOffice<'_>| {
        let post = head.post.as_deref().unwrap_or_default();
        head.until.is_none_or(|until| today <= until) && place.is_none_or(|place| place.is_of_post(post))
    };
    let Some(head) = head.filter(acts) else {
        html.push_str(place.map_or("", words::unnamed));
        return;
    };
    html.push_str(words::ACTING);
    head_line(html, head, None);
    html.push_str(if place.is_some() { words::ACTING_IN_HEADS_PLACE } else { words::ACTING_AS });
    for (word, day) in [("с ", head.since), (if head.since.is_some() { " по " } else { "по " }, head.until)] {
        if let Some(day) = day {
            dated(html, word, day, "");
        }
    }
    html.push_str(words::ACTING_END);
}

/// `Новикова Алеся Александровна, директор, полномочия до 31 декабря 2026 г.`
pub fn head_line(html: &mut String, head: &HeadInOffice<'_>, until: Option<Day>) {
    escape(html, &head.name);
    if let Some(post) = &head.post {
        html.push_str(", ");
        let mut letters = post.chars();
        // An abbreviation stays as it is.
        match (letters.next(), letters.clone().next()) {
            (Some(first), Some(second)) if second.is_lowercase() => {
                html.extend(first.to_lowercase());
                escape(html, letters.as_str());
            }
            _ => escape(html, post),
        }
    }
    if let Some(day) = until {
        dated(html, ", полномочия до ", day, "");
    }
}

/// Code and title of an activity, where the record has both.
pub fn activity(html: &mut String, words: &Activity<'_>) {
    for (index, word) in words.iter().flatten().enumerate() {
        html.push_str(if index > 0 { " " } else { "" });
        escape(html, word);
    }
}

/// Other legal entities with the same head or at the same address.
pub fn related(html: &mut String, conn: &Connection, company: &Company<'_>) -> Result<()> {
    let lists = [
        (Common::Head, company.head, "<h3>Руководит человек с таким же именем</h3><ul>"),
        (Common::Address, company.address, "<h3>По тому же адресу</h3><ul>"),
    ];
    let mut begun = false;
    for (common, value, title) in lists {
        let (Some(value), mut many) = (value, 0) else { continue };
        rows::beside(conn, common, value, company.unp, RELATED + 1, |unp, name, standing| {
            if many == 0 {
                html.push_str(if begun { "" } else { words::RELATED });
                html.push_str(title);
                begun = true;
            }
            many += 1;
            if many <= RELATED {
                for text in ["<li><a href=\"/register/", &unp.to_string(), "\">"] {
                    html.push_str(text);
                }
                escape(html, name);
                for text in ["</a> ", words::standing(standing).0, "</li>"] {
                    html.push_str(text);
                }
            }
        })?;
        if many > 0 {
            html.push_str("</ul>");
        }
        if many > RELATED {
            html.push_str(words::RELATED_MORE);
        }
    }
    if begun {
        html.push_str(words::RELATED_END);
    }
    Ok(())
}

/// What can be done, to the end of the main part.
pub fn actions(html: &mut String, number: &str, company: &Company<'_>) {
    html.push_str("</div>");
    html.push_str(words::ACTIONS);
    let may_move = company.is_legal_entity && matches!(company.standing, ACTIVE | IN_LIQUIDATION | SUSPENDED);
    html.push_str(if may_move { words::MOVE } else { words::NO_MOVE });
    for (index, part) in words::ACTIONS_REST.into_iter().enumerate() {
        html.push_str(if index > 0 { number } else { "" });
        html.push_str(part);
    }
    html.push_str("</div>");
}

/// A date written out, between two texts of the page.
pub fn dated(html: &mut String, before: &str, day: Day, after: &str) {
    html.push_str(before);
    day.write_in_words(html);
    html.push_str(after);
}

/// Appends text so that it stays text.
pub fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Appends an address whose parts stay whole: no-break spaces between an abbreviation and its name, no break within one.
pub fn unbroken(html: &mut String, line: &str) {
    let mut former = "";
    for (at, word) in line.split(' ').enumerate() {
        if at > 0 {
            html.push(if stands_before(former) || stands_after(word) { '\u{a0}' } else { ' ' });
        }
        match word.find(['-', '/']) {
            Some(at) if stands_before(word.trim_end_matches(',')) || stands_after(word) => {
                html.push_str(&word[..=at]);
                html.push('\u{2060}');
                html.push_str(&word[at + 1..]);
            }
            _ => escape(html, word),
        }
        former = word;
    }
}

/// What stands before the name it belongs to.
#[rustfmt::skip]
fn stands_before(word: &str) -> bool {
    matches!(
        word,
        "г." | "г.п." | "аг." | "д." | "п." | "х." | "ул." | "пр-т" | "пр-д" | "пер." | "б-р" | "пл." | "ш."
            | "тракт" | "туп." | "корп." | "каб." | "оф." | "пом." | "комн." | "кв." | "№"
    )
}

/// What stands after the name it belongs to.
fn stands_after(word: &str) -> bool {
    matches!(word.trim_end_matches(','), "обл." | "р-н" | "с/с")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut html = String::new();
        write(&mut html);
        html
    }

    #[test]
    fn text_stays_text() {
        let text = written(|html| escape(html, "ООО \"Рога & копыта\" <b>'"));
        assert_eq!(text, "ООО \"Рога &amp; копыта\" &lt;b&gt;'");
    }

    #[test]
    fn the_parts_of_an_address_stay_whole() {
        let line = "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. 1 Мая, 10, каб. 3";
        let whole =
            "213010, Могилёвская\u{a0}обл., Шкловский\u{a0}р-\u{2060}н, г.\u{a0}Шклов, ул.\u{a0}1 Мая, 10, каб.\u{a0}3";
        assert_eq!(written(|html| unbroken(html, line)), whole);
        assert_eq!(written(|html| unbroken(html, "пр-т, б-р 5-р")), "пр-\u{2060}т, б-\u{2060}р\u{a0}5-р");
        assert_eq!(written(|html| unbroken(html, "<a  b> ")), "&lt;a  b&gt; ");
    }

    #[test]
    fn a_head_is_told_with_the_post_within_a_line() {
        let line = |post: &str, until| {
            let head = HeadInOffice {
                name: "Котов <Глеб>".into(),
                post: Some(post.into()),
                since: None,
                until: Day::read("2026-12-31"),
            };
            written(|html| head_line(html, &head, until))
        };
        assert_eq!(line("Директор", None), "Котов &lt;Глеб&gt;, директор");
        let until = line("ИО директора", Day::read("2026-12-31"));
        assert_eq!(until, "Котов &lt;Глеб&gt;, ИО директора, полномочия до 31 декабря 2026\u{a0}г.");
    }

    #[test]
    fn of_a_bankrupt_company_a_sentence_stands_for_the_head() {
        let mut company = company();
        let head = HeadInOffice {
            name: "Котов Глеб".into(), post: Some("Директор".into()), since: None, until: None
        };
        let today = Day::read("2026-12-01").unwrap();
        assert!(written(|html| acting(html, &company, Some(&head), today)).contains("Котов"));
        company.standing = rows::BANKRUPT;
        let text = written(|html| acting(html, &company, Some(&head), today));
        assert!(text.contains("антикризисный управляющий") && !text.contains("Котов"), "{text}");
        company.is_legal_entity = false;
        assert_eq!(written(|html| acting(html, &company, None, today)), "");
    }

    fn company() -> Company<'static> {
        Company {
            unp: 791_397_355,
            is_legal_entity: true,
            standing: ACTIVE,
            registered_on: None,
            excluded_on: None,
            office: None,
            name: "А",
            short_name: None,
            brand: None,
            name_be: None,
            short_name_be: None,
            address: None,
            activity: None,
            head: None,
            synthetic: false,
        }
    }

    #[test]
    fn a_notice_says_where_to_turn_while_it_is_not_too_late() {
        let day = |text| Day::read(text).unwrap();
        let proceeding = Proceeding {
            is_legal_entity: false,
            published_on: day("2026-10-01"),
            claims_until: day("2026-12-01"),
            claims: ["г. Быхов, <1>", "", "a@b.example"],
        };
        let in_time = written(|html| notice(html, &proceeding, day("2026-12-01")));
        assert!(
            in_time.contains("требования до 1 декабря 2026\u{a0}г.</p><p>Куда обращаться: г. Быхов, &lt;1&gt;, a@b")
        );
        let late = written(|html| notice(html, &proceeding, day("2026-12-02")));
        assert!(late.contains("истёк 1 декабря 2026\u{a0}г.</p><p class=\"no-print\">"), "{late}");
    }
}
