//! Croissant 1.0 (MLCommons): a set as programs for machine learning load it.

use crate::files::Format;
use crate::passport::Published;
use crate::schema::Kind;
use portal::lang::Lang;
use serde_json::{Value, json};

/// The JSON-LD of the version's CSV, with its hash and its columns.
pub fn croissant(published: &Published, base: &str, lang: Lang) -> Value {
    let passport = &published.passport;
    let file = published.file(Format::Csv);
    let csv = published.file_name(Format::Csv);
    let address = format!("{base}{}", published.version_path(Format::Csv));
    let fields = passport.schema.fields.iter().map(|field| {
        let kind = match field.kind {
            Kind::Text => "sc:Text",
            Kind::Integer => "sc:Integer",
            Kind::Number => "sc:Float",
            Kind::Boolean => "sc:Boolean",
            Kind::Date => "sc:Date",
        };
        json!({
            "@type": "cr:Field",
            "@id": format!("rows/{}", field.name),
            "name": field.name,
            "description": field.title.get(lang),
            "dataType": kind,
            "source": { "fileObject": { "@id": csv }, "extract": { "column": field.name } },
        })
    });
    let key = passport.schema.key.iter().map(|name| json!({ "@id": format!("rows/{name}") }));
    json!({
        "@context": context(),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "@id": format!("{base}/data/{}", passport.id),
        "name": passport.id,
        "alternateName": passport.title.get(lang),
        "description": passport.about.get(lang),
        "url": format!("{base}/data/{}", passport.id),
        "license": published.passport.licence.url(),
        "inLanguage": passport.languages,
        "keywords": passport.keywords.iter().map(|word| word.get(lang)).collect::<Vec<_>>(),
        "creator": { "@type": "sc:Organization", "name": passport.owner.name.get(lang), "email": passport.contact },
        "publisher": { "@type": "sc:Organization", "name": passport.owner.name.get(lang) },
        "datePublished": published.created_at.date().to_string(),
        "dateModified": published.made_at.date().to_string(),
        "version": format!("{}.0.0", published.version),
        "citeAs": format!("{}. {}. {base}/data/{}/{}/", passport.owner.name.get(lang), passport.title.get(lang), passport.id, published.version),
        "isLiveDataset": false,
        "distribution": [{
            "@type": "cr:FileObject",
            "@id": csv,
            "name": csv,
            "contentUrl": address,
            "contentSize": format!("{} B", file.map_or(0, |file| file.size)),
            "encodingFormat": Format::Csv.media_type(),
            "sha256": file.map(|file| file.sha256.as_str()).unwrap_or_default(),
        }],
        "recordSet": [{
            "@type": "cr:RecordSet",
            "@id": "rows",
            "name": "rows",
            "key": key.collect::<Vec<_>>(),
            "field": fields.collect::<Vec<_>>(),
        }],
    })
}

/// The context that Croissant 1.0 § "Namespaces" asks for, inline.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": { "@id": "cr:data", "@type": "@json" },
        "dataType": { "@id": "cr:dataType", "@type": "@vocab" },
        "dct": "http://purl.org/dc/terms/",
        "examples": { "@id": "cr:examples", "@type": "@json" },
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}
