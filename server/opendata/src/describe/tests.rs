//! Descriptions read back by the readers of their languages.

use super::*;
use crate::files::Format;
use crate::passport::{Owner, Passport, Period, Published, PublishedFile, Theme};
use crate::schema::{Field, Kind, Schema};
use chrono::NaiveDate;
use portal::lang::{Lang, Names3};

const BASE: &str = "https://akno.example";

fn published() -> Published {
    let names = Names3::new("Назвы </script>", "Имена & \"кавычки\"", "Names\nof companies");
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let at = day.and_hms_micro_opt(10, 0, 0, 5).unwrap();
    let field = Field {
        name: "unp".into(),
        kind: Kind::Integer,
        title: names.clone(),
        unit: None,
        required: true,
        about: None,
        limits: crate::schema::Limits::default(),
    };
    Published {
        passport: Passport {
            id: "names".into(),
            title: names.clone(),
            about: names.clone(),
            note: None,
            theme: Theme::Econ,
            keywords: vec![names.clone()],
            owner: Owner { code: Some(7101), name: names.clone() },
            officer: names.clone(),
            contact: "a@akno.example".into(),
            period: Period::Daily,
            covers: (day, day),
            next_on: None,
            area: names,
            languages: vec!["ru".into(), "be".into()],
            licence: crate::passport::Licence::default(),
            synthetic: true,
            schema: Schema { fields: vec![field], key: vec!["unp".into()] },
        },
        version: 3,
        rows: 2,
        created_at: at,
        made_at: at,
        files: Format::ALL.map(|format| PublishedFile { format, size: 5, sha256: "00ff".into() }).into(),
    }
}

fn graph(plain: bool, syntax: Syntax) -> String {
    let (set, names) = (published(), published().passport.title);
    let mut graph = Graph::new(plain);
    graph.catalogue(&CataloguePage {
        base: BASE,
        title: &names,
        about: &names,
        publisher: &names,
        issued: set.created_at,
        modified: set.made_at,
        sets: std::slice::from_ref(&set),
        total: 250,
        page: 2,
        pages: 3,
        per_page: 100,
        syntax,
    });
    String::from_utf8(graph.write(syntax).unwrap()).unwrap()
}

#[test]
fn the_three_syntaxes_say_the_same() {
    let turtle = graph(false, Syntax::Turtle);
    let xml = graph(false, Syntax::RdfXml);
    let linked = graph(false, Syntax::JsonLd);
    let mut from_turtle: Vec<String> =
        oxttl::TurtleParser::new().for_slice(&turtle).map(|triple| triple.unwrap().to_string()).collect();
    let mut from_xml: Vec<String> =
        oxrdfxml::RdfXmlParser::new().for_slice(xml.as_bytes()).map(|triple| triple.unwrap().to_string()).collect();
    let mut from_linked: Vec<String> = oxjsonld::JsonLdParser::new()
        .for_slice(linked.as_bytes())
        .map(|quad| oxrdf::Triple::from(quad.unwrap()).to_string())
        .collect();
    // Addresses of pages differ by their suffix.
    for all in [&mut from_turtle, &mut from_xml, &mut from_linked] {
        for one in all.iter_mut() {
            *one = one.replace("catalog.rdf", "catalog.ttl").replace("catalog.jsonld", "catalog.ttl");
        }
        all.sort();
    }
    assert!(from_turtle.len() > 100);
    assert_eq!(from_turtle, from_xml);
    assert_eq!(from_turtle, from_linked);
}

#[test]
fn a_page_leads_to_its_neighbours_and_checksums_are_as_asked() {
    let page = graph(false, Syntax::Turtle);
    for needed in ["hydra:PagedCollection", "page=1>", "page=3>", "hexBinary", "dcat:Dataset", "spdx:checksumValue"] {
        assert!(page.contains(needed), "{needed}: {page}");
    }
    assert!(!graph(true, Syntax::Turtle).contains("hexBinary"));
}

#[test]
fn what_stands_in_a_page_ends_no_element() {
    let text = schema_org(&published(), BASE, Lang::Be);
    assert!(!text.contains('<'), "{text}");
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["name"], "Назвы </script>");
}

#[test]
fn packages_and_feeds_name_every_file() {
    let package = datapackage(&published(), BASE, Lang::Ru);
    assert_eq!(package["resources"].as_array().unwrap().len(), Format::ALL.len());
    assert_eq!(package["resources"][0]["path"], "https://akno.example/data/names/3/names.csv");
    assert_eq!(csvw(&published(), BASE)["tableSchema"]["primaryKey"][0], "unp");
    let meta = String::from_utf8(meta_csv(&published(), BASE, Lang::En)).unwrap();
    assert!(meta.starts_with("property,value\nidentifier,names\n"), "{meta}");
    let text = feed("Набор", &[published()], (BASE, "/data/feed.atom", "/data"), Lang::En);
    let read: atom_syndication::Feed = text.parse().unwrap();
    assert_eq!((read.entries().len(), read.entries()[0].links().len()), (1, 1 + Format::ALL.len()));
}

#[test]
fn a_feed_without_sets_has_a_moment_of_its_own() {
    let text = feed("Набор", &[], (BASE, "/data/feed.atom", "/data"), Lang::En);
    let read: atom_syndication::Feed = text.parse().unwrap();
    assert_eq!((read.entries().len(), read.updated().timestamp()), (0, 0), "{text}");
}
