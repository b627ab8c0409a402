//! DCAT-AP 3.0.1: one graph, written as Turtle, JSON-LD (with its context) or RDF/XML.

use crate::files::Format;
use crate::passport::{LICENCE_URL, Period, Published, Theme};
use chrono::NaiveDateTime;
use oxrdf::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use portal::lang::{Lang, Names3};
use std::io;

const DCT: &str = "http://purl.org/dc/terms/";
const DCAT: &str = "http://www.w3.org/ns/dcat#";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const VCARD: &str = "http://www.w3.org/2006/vcard/ns#";
const SPDX: &str = "http://spdx.org/rdf/terms#";
const HYDRA: &str = "http://www.w3.org/ns/hydra/core#";
const ADMS: &str = "http://www.w3.org/ns/adms#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const DCATAP: &str = "http://data.europa.eu/r5r/";
const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

const PREFIXES: [(&str, &str); 11] = [
    ("dct", DCT),
    ("dcat", DCAT),
    ("foaf", FOAF),
    ("vcard", VCARD),
    ("spdx", SPDX),
    ("hydra", HYDRA),
    ("adms", ADMS),
    ("xsd", XSD),
    ("rdfs", RDFS),
    ("dcatap", DCATAP),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
];

/// How a graph is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Turtle,
    JsonLd,
    RdfXml,
}

impl Syntax {
    pub const ALL: [Syntax; 3] = [Syntax::Turtle, Syntax::JsonLd, Syntax::RdfXml];

    pub fn suffix(self) -> &'static str {
        match self {
            Syntax::Turtle => "ttl",
            Syntax::JsonLd => "jsonld",
            Syntax::RdfXml => "rdf",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Syntax::Turtle => "text/turtle",
            Syntax::JsonLd => "application/ld+json",
            Syntax::RdfXml => "application/rdf+xml",
        }
    }
}

/// One page of the catalogue.
pub struct CataloguePage<'a> {
    /// The portal's address, without a slash at the end.
    pub base: &'a str,
    pub title: &'a Names3,
    pub about: &'a Names3,
    pub publisher: &'a Names3,
    pub issued: NaiveDateTime,
    pub modified: NaiveDateTime,
    pub sets: &'a [Published],
    /// How many sets there are on all pages.
    pub total: usize,
    pub page: usize,
    pub pages: usize,
    pub per_page: usize,
    pub syntax: Syntax,
}

/// A graph under way.
pub struct Graph {
    quads: Vec<Quad>,
    /// `spdx:checksumValue` is `xsd:hexBinary` as the shapes demand; udata reads plain text alone.
    plain_checksums: bool,
}

impl Graph {
    pub fn new(plain_checksums: bool) -> Graph {
        Graph { quads: Vec::new(), plain_checksums }
    }

    fn add(&mut self, subject: &str, predicate: &str, object: impl Into<Term>) {
        let subject = NamedOrBlankNode::from(node(subject));
        self.quads.push(Quad::new(subject, node(predicate), object, GraphName::DefaultGraph));
    }

    fn class(&mut self, subject: &str, class: &str) {
        self.add(subject, RDF_TYPE, node(class));
    }

    fn link(&mut self, subject: &str, predicate: &str, object: &str) {
        self.add(subject, predicate, node(object));
    }

    fn text(&mut self, subject: &str, predicate: &str, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(text));
    }

    fn typed(&mut self, subject: &str, predicate: &str, text: &str, datatype: &str) {
        self.add(subject, predicate, Literal::new_typed_literal(text, node(datatype)));
    }

    fn names(&mut self, subject: &str, predicate: &str, names: &Names3) {
        for lang in Lang::ALL {
            // The three tags are well-formed.
            let text = Literal::new_language_tagged_literal_unchecked(names.get(lang), lang.tag());
            self.add(subject, predicate, text);
        }
    }

    fn moment(&mut self, subject: &str, predicate: &str, at: NaiveDateTime) {
        let text = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.typed(subject, predicate, &text, &format!("{XSD}dateTime"));
    }

    /// A set with its files, its owner and whom to ask.
    pub fn set(&mut self, published: &Published, base: &str) {
        let passport = &published.passport;
        let set = format!("{base}/data/{}#set", passport.id);
        self.class(&set, &format!("{DCAT}Dataset"));
        self.names(&set, &format!("{DCT}title"), &passport.title);
        self.names(&set, &format!("{DCT}description"), &passport.about);
        self.text(&set, &format!("{DCT}identifier"), &passport.id);
        for word in &passport.keywords {
            self.names(&set, &format!("{DCAT}keyword"), word);
        }
        let theme = match passport.theme {
            Theme::Econ => "ECON",
            Theme::Gove => "GOVE",
            Theme::Soci => "SOCI",
            Theme::Regi => "REGI",
        };
        self.link(&set, &format!("{DCAT}theme"), &format!("{AUTHORITY}data-theme/{theme}"));
        self.class(&format!("{AUTHORITY}data-theme/{theme}"), "http://www.w3.org/2004/02/skos/core#Concept");
        let period = match passport.period {
            Period::Daily => "DAILY",
            Period::Monthly => "MONTHLY",
            Period::Quarterly => "QUARTERLY",
            Period::Yearly => "ANNUAL",
            Period::Once => "NEVER",
        };
        let frequency = format!("{AUTHORITY}frequency/{period}");
        self.link(&set, &format!("{DCT}accrualPeriodicity"), &frequency);
        self.class(&frequency, &format!("{DCT}Frequency"));
        for language in &passport.languages {
            let code = match language.as_str() {
                "be" => "BEL",
                "ru" => "RUS",
                _ => "ENG",
            };
            self.language(&set, code);
        }
        self.moment(&set, &format!("{DCT}issued"), published.created_at);
        self.moment(&set, &format!("{DCT}modified"), published.made_at);
        self.text(&set, &format!("{DCAT}version"), &published.version.to_string());
        self.link(&set, &format!("{DCAT}landingPage"), &format!("{base}/data/{}", passport.id));
        self.class(&format!("{base}/data/{}", passport.id), &format!("{FOAF}Document"));
        let public = format!("{AUTHORITY}access-right/PUBLIC");
        self.link(&set, &format!("{DCT}accessRights"), &public);
        self.class(&public, &format!("{DCT}RightsStatement"));
        self.temporal(&set, published);
        self.spatial(&set, published, base);
        let owner = self.agent(&passport.owner.slug(), &passport.owner.name, base);
        self.link(&set, &format!("{DCT}publisher"), &owner);
        let contact = format!("{base}/data/{}#contact", passport.id);
        self.class(&contact, &format!("{VCARD}Kind"));
        self.class(&contact, &format!("{VCARD}Organization"));
        self.names(&contact, &format!("{VCARD}fn"), &passport.officer);
        self.link(&contact, &format!("{VCARD}hasEmail"), &format!("mailto:{}", passport.contact));
        self.link(&set, &format!("{DCAT}contactPoint"), &contact);
        for file in &published.files {
            let distribution = self.distribution(published, file.format, file.size, &file.sha256, base);
            self.link(&set, &format!("{DCAT}distribution"), &distribution);
        }
    }

    fn temporal(&mut self, set: &str, published: &Published) {
        let (from, until) = published.passport.covers;
        let time = set.replace("#set", "#time");
        self.class(&time, &format!("{DCT}PeriodOfTime"));
        self.typed(&time, &format!("{DCAT}startDate"), &from.to_string(), &format!("{XSD}date"));
        self.typed(&time, &format!("{DCAT}endDate"), &until.to_string(), &format!("{XSD}date"));
        self.link(set, &format!("{DCT}temporal"), &time);
    }

    fn spatial(&mut self, set: &str, published: &Published, base: &str) {
        let area = format!("{base}/areas/{}", published.passport.owner.slug());
        self.class(&area, &format!("{DCT}Location"));
        self.names(&area, "http://www.w3.org/2004/02/skos/core#prefLabel", &published.passport.area);
        self.link(set, &format!("{DCT}spatial"), &area);
    }

    fn distribution(&mut self, published: &Published, format: Format, size: u64, sha256: &str, base: &str) -> String {
        let id = &published.passport.id;
        let one = format!("{base}/data/{id}#{}", format.code());
        let address = format!("{base}{}", published.latest_path(format));
        self.class(&one, &format!("{DCAT}Distribution"));
        self.text(&one, &format!("{DCT}title"), format.label());
        self.names(&one, &format!("{DCT}description"), &published.passport.about);
        self.link(&one, &format!("{DCAT}accessURL"), &address);
        self.link(&one, &format!("{DCAT}downloadURL"), &address);
        self.class(&address, &format!("{RDFS}Resource"));
        let licence = published.passport.licence.url();
        self.link(&one, &format!("{DCT}license"), licence);
        self.class(licence, &format!("{DCT}LicenseDocument"));
        let iana = format!("https://www.iana.org/assignments/media-types/{}", format.media_type());
        // NDJSON's media type is in use and not registered.
        if format != Format::Ndjson {
            self.link(&one, &format!("{DCAT}mediaType"), &iana);
            self.class(&iana, &format!("{DCT}MediaType"));
        }
        let kind = match format {
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Ndjson => "NDJSON",
            Format::Xlsx => "XLSX",
            Format::Ods => "ODS",
            Format::Parquet => "PARQUET",
        };
        let kind = format!("{AUTHORITY}file-type/{kind}");
        self.link(&one, &format!("{DCT}format"), &kind);
        self.class(&kind, &format!("{DCT}MediaTypeOrExtent"));
        let availability = "http://publications.europa.eu/resource/authority/planned-availability/STABLE";
        self.link(&one, &format!("{DCATAP}availability"), availability);
        self.class(availability, "http://www.w3.org/2004/02/skos/core#Concept");
        self.typed(&one, &format!("{DCAT}byteSize"), &size.to_string(), &format!("{XSD}nonNegativeInteger"));
        self.moment(&one, &format!("{DCT}modified"), published.made_at);
        let sum = format!("{one}-sha256");
        self.class(&sum, &format!("{SPDX}Checksum"));
        self.link(&sum, &format!("{SPDX}algorithm"), &format!("{SPDX}checksumAlgorithm_sha256"));
        self.class(&format!("{SPDX}checksumAlgorithm_sha256"), &format!("{SPDX}ChecksumAlgorithm"));
        if self.plain_checksums {
            self.text(&sum, &format!("{SPDX}checksumValue"), sha256);
        } else {
            self.typed(&sum, &format!("{SPDX}checksumValue"), sha256, &format!("{XSD}hexBinary"));
        }
        self.link(&one, &format!("{SPDX}checksum"), &sum);
        one
    }

    fn agent(&mut self, slug: &str, name: &Names3, base: &str) -> String {
        let agent = format!("{base}/agents/{slug}");
        self.class(&agent, &format!("{FOAF}Agent"));
        self.class(&agent, &format!("{FOAF}Organization"));
        self.names(&agent, &format!("{FOAF}name"), name);
        agent
    }

    fn language(&mut self, subject: &str, code: &str) {
        let language = format!("{AUTHORITY}language/{code}");
        self.link(subject, &format!("{DCT}language"), &language);
        self.class(&language, &format!("{DCT}LinguisticSystem"));
    }

    /// The catalogue and the sets of one page, with the way to the others.
    pub fn catalogue(&mut self, page: &CataloguePage<'_>) {
        let base = page.base;
        let catalogue = format!("{base}/catalog");
        self.class(&catalogue, &format!("{DCAT}Catalog"));
        self.names(&catalogue, &format!("{DCT}title"), page.title);
        self.names(&catalogue, &format!("{DCT}description"), page.about);
        let publisher = self.agent("register", page.publisher, base);
        self.link(&catalogue, &format!("{DCT}publisher"), &publisher);
        self.link(&catalogue, &format!("{FOAF}homepage"), &format!("{base}/data"));
        self.class(&format!("{base}/data"), &format!("{FOAF}Document"));
        self.link(&catalogue, &format!("{DCT}license"), LICENCE_URL);
        self.class(LICENCE_URL, &format!("{DCT}LicenseDocument"));
        self.moment(&catalogue, &format!("{DCT}issued"), page.issued);
        self.moment(&catalogue, &format!("{DCT}modified"), page.modified);
        for code in ["BEL", "RUS", "ENG"] {
            self.language(&catalogue, code);
        }
        let themes = format!("{AUTHORITY}data-theme");
        self.link(&catalogue, &format!("{DCAT}themeTaxonomy"), &themes);
        self.class(&themes, "http://www.w3.org/2004/02/skos/core#ConceptScheme");
        for set in page.sets {
            self.link(&catalogue, &format!("{DCAT}dataset"), &format!("{base}/data/{}#set", set.passport.id));
            self.set(set, base);
        }
        let address = |number: usize| format!("{base}/catalog.{}?page={number}", page.syntax.suffix());
        let this = address(page.page);
        self.class(&this, &format!("{HYDRA}PagedCollection"));
        self.class(&this, &format!("{HYDRA}PartialCollectionView"));
        let number = |n: usize| n.to_string();
        self.typed(&this, &format!("{HYDRA}totalItems"), &number(page.total), &format!("{XSD}integer"));
        self.typed(&this, &format!("{HYDRA}itemsPerPage"), &number(page.per_page), &format!("{XSD}integer"));
        for (name, old, target) in [
            ("first", "firstPage", Some(1)),
            ("last", "lastPage", Some(page.pages)),
            ("next", "nextPage", (page.page < page.pages).then_some(page.page + 1)),
            ("previous", "previousPage", (page.page > 1).then(|| page.page - 1)),
        ] {
            let Some(target) = target else { continue };
            self.link(&this, &format!("{HYDRA}{name}"), &address(target));
            // Older harvesters know these alone, as text.
            self.text(&this, &format!("{HYDRA}{old}"), &address(target));
        }
    }

    /// The graph as text; each statement once.
    pub fn write(mut self, syntax: Syntax) -> io::Result<Vec<u8>> {
        let mut seen = std::collections::HashSet::new();
        self.quads.retain(|quad| seen.insert(quad.clone()));
        // What is said of one thing stands together.
        self.quads.sort_by_key(|quad| quad.subject.to_string());
        match syntax {
            Syntax::Turtle => {
                let mut writer = oxttl::TurtleSerializer::new();
                for (name, address) in PREFIXES {
                    writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
                }
                let mut writer = writer.for_writer(Vec::new());
                for quad in &self.quads {
                    writer.serialize_triple(oxrdf::TripleRef::from(quad.as_ref()))?;
                }
                writer.finish()
            }
            Syntax::RdfXml => {
                let mut writer = oxrdfxml::RdfXmlSerializer::new();
                for (name, address) in PREFIXES {
                    writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
                }
                let mut writer = writer.for_writer(Vec::new());
                for quad in &self.quads {
                    writer.serialize_triple(oxrdf::TripleRef::from(quad.as_ref()))?;
                }
                writer.finish()
            }
            Syntax::JsonLd => {
                let mut writer = oxjsonld::JsonLdSerializer::new();
                for (name, address) in PREFIXES {
                    writer = writer.with_prefix(name, address).map_err(io::Error::other)?;
                }
                let mut writer = writer.for_writer(Vec::new());
                for quad in &self.quads {
                    writer.serialize_quad(quad.as_ref())?;
                }
                writer.finish()
            }
        }
    }
}

/// Addresses here are made of the portal's own and of slugs; one that is none becomes `urn:invalid`
/// rather than a broken graph.
fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap_or_else(|_| NamedNodeRef::new_unchecked("urn:invalid").into_owned())
}
