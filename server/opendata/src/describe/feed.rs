//! Atom: what was published last.

use crate::passport::Published;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use chrono::NaiveDateTime;
use portal::lang::Lang;

/// A feed of sets, the newest first; `path` is its own address below `base`, `page` that of people. One without any was
/// never updated: it says the same whenever it is asked for.
pub fn feed(title: &str, sets: &[Published], (base, path, page): (&str, &str, &str), lang: Lang) -> String {
    let entries: Vec<Entry> = sets.iter().map(|set| entry(set, base, lang)).collect();
    let updated = sets.iter().map(|set| set.made_at).max().unwrap_or_default();
    let feed = Feed {
        title: Text::plain(title),
        id: format!("{base}{path}"),
        updated: moment(updated),
        authors: vec![Person { name: title.to_owned(), ..Person::default() }],
        generator: Some(Generator { value: "Akno".to_owned(), ..Generator::default() }),
        links: vec![
            link("self", &format!("{base}{path}"), "application/atom+xml"),
            link("alternate", &format!("{base}{page}"), "text/html"),
        ],
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(set: &Published, base: &str, lang: Lang) -> Entry {
    let passport = &set.passport;
    let page = format!("{base}/data/{}", passport.id);
    let mut links = vec![link("alternate", &page, "text/html")];
    links.extend(set.files.iter().map(|file| {
        let mut one = link("enclosure", &format!("{base}{}", set.version_path(file.format)), file.format.media_type());
        one.length = Some(file.size.to_string());
        one
    }));
    Entry {
        title: Text::plain(passport.title.get(lang)),
        id: format!("{page}#version-{}", set.version),
        updated: moment(set.made_at),
        authors: vec![Person { name: passport.owner.name.get(lang).to_owned(), ..Person::default() }],
        categories: vec![Category { term: passport.theme.code().to_owned(), ..Category::default() }],
        links,
        summary: Some(Text::plain(passport.about.get(lang))),
        content: None::<Content>,
        ..Entry::default()
    }
}

fn link(rel: &str, href: &str, kind: &str) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}

fn moment(at: NaiveDateTime) -> FixedDateTime {
    at.and_utc().fixed_offset()
}
