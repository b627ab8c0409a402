//! `datapackage.json` (Frictionless, both versions), CSVW and the passport as `meta.csv`.

use crate::files::Format;
use crate::passport::Published;
use crate::schema::{Field, Kind};
use portal::lang::{Lang, Names3};
use serde_json::{Value, json};

/// Data Package: version 2 with `$schema`, and `profile` for readers of version 1.
pub fn datapackage(published: &Published, base: &str, lang: Lang) -> Value {
    let passport = &published.passport;
    let fields = passport.schema.fields.iter().map(|field| {
        let mut one = json!({
            "name": field.name,
            "type": field.kind.frictionless(),
            "title": field.title.get(lang),
            "unit": field.unit,
            "constraints": constraints(field),
        });
        if let (Some(about), Some(map)) = (&field.about, one.as_object_mut()) {
            map.insert("description".to_owned(), about.get(lang).into());
        }
        one
    });
    let schema = json!({
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": fields.collect::<Vec<_>>(),
        "fieldsMatch": ["exact"],
        "missingValues": [""],
        "primaryKey": passport.schema.key,
    });
    let mut resources = Vec::new();
    for file in &published.files {
        let table = matches!(file.format, Format::Csv | Format::Json | Format::Ndjson | Format::Xlsx | Format::Ods);
        let mut one = json!({
            "name": format!("{}-{}", passport.id, file.format.code()),
            "path": format!("{base}{}", published.version_path(file.format)),
            "format": file.format.code(),
            "mediatype": file.format.media_type(),
            "encoding": "utf-8",
            "bytes": file.size,
            "hash": format!("sha256:{}", file.sha256),
        });
        if let (true, Some(map)) = (table, one.as_object_mut()) {
            map.insert("type".to_owned(), "table".into());
            map.insert("profile".to_owned(), "tabular-data-resource".into());
            map.insert("schema".to_owned(), schema.clone());
        }
        resources.push(one);
    }
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": passport.id,
        "id": format!("{base}/data/{}", passport.id),
        "title": passport.title.get(lang),
        "description": passport.about.get(lang),
        "homepage": format!("{base}/data/{}", passport.id),
        "version": format!("{}.0.0", published.version),
        "created": published.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "keywords": passport.keywords.iter().map(|word| word.get(lang)).collect::<Vec<_>>(),
        "licenses": [{ "name": passport.licence.code(), "title": passport.licence.title(), "path": passport.licence.url() }],
        "contributors": [{ "title": passport.owner.name.get(lang), "email": passport.contact, "roles": ["publisher"], "role": "publisher" }],
        "resources": resources,
    })
}

/// What values a column may have, in the words of Table Schema.
fn constraints(field: &Field) -> Value {
    let mut all = serde_json::Map::new();
    let limits = &field.limits;
    if field.required {
        all.insert("required".to_owned(), true.into());
    }
    if !limits.categories.is_empty() {
        all.insert("enum".to_owned(), limits.categories.clone().into());
    }
    for (name, limit) in [("minimum", limits.least), ("maximum", limits.most)] {
        if let Some(limit) = limit {
            all.insert(name.to_owned(), limit.into());
        }
    }
    Value::Object(all)
}

/// CSV on the Web: metadata of the newest CSV.
pub fn csvw(published: &Published, base: &str) -> Value {
    let passport = &published.passport;
    json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": format!("{base}{}", published.latest_path(Format::Csv)),
        "dc:title": by_language(&passport.title),
        "dc:description": by_language(&passport.about),
        "dc:license": { "@id": passport.licence.url() },
        "dc:modified": { "@value": published.made_at.date().to_string(), "@type": "xsd:date" },
        "dialect": { "delimiter": ",", "encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"] },
        "tableSchema": {
            "columns": passport.schema.fields.iter().map(csvw_column).collect::<Vec<_>>(),
            "primaryKey": passport.schema.key,
        },
    })
}

fn csvw_column(field: &Field) -> Value {
    let datatype = match field.kind {
        Kind::Text => json!("string"),
        Kind::Integer => json!("integer"),
        Kind::Number => json!("number"),
        Kind::Boolean => json!({ "base": "boolean", "format": "true|false" }),
        Kind::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
    };
    json!({
        "name": field.name,
        "titles": field.name,
        "dc:description": by_language(&field.title),
        "datatype": datatype,
        "required": field.required,
        "null": "",
    })
}

fn by_language(names: &Names3) -> Value {
    Value::Array(Lang::ALL.map(|lang| json!({ "@value": names.get(lang), "@language": lang.tag() })).to_vec())
}

/// The passport as two columns, in the manner of the recommendations on open data.
pub fn meta_csv(published: &Published, base: &str, lang: Lang) -> Vec<u8> {
    let passport = &published.passport;
    let (from, until) = passport.covers;
    let next = passport.next_on.map(|day| day.to_string()).unwrap_or_default();
    let mut rows = vec![
        ("identifier", passport.id.clone()),
        ("title", passport.title.get(lang).to_owned()),
        ("description", passport.about.get(lang).to_owned()),
        ("creator", passport.owner.name.get(lang).to_owned()),
        ("publishername", passport.officer.get(lang).to_owned()),
        ("publishermbox", passport.contact.clone()),
        ("format", "csv".to_owned()),
        ("created", published.created_at.date().to_string()),
        ("modified", published.made_at.date().to_string()),
        ("valid", next),
        ("periodicity", passport.period.code().to_owned()),
        ("temporal", format!("{from}/{until}")),
        ("spatial", passport.area.get(lang).to_owned()),
        ("language", passport.languages.join(" ")),
        ("license", passport.licence.url().to_owned()),
        ("synthetic", passport.synthetic.to_string()),
        ("subject", passport.keywords.iter().map(|word| word.get(lang)).collect::<Vec<_>>().join(", ")),
    ];
    for file in &published.files {
        rows.push(("data", format!("{base}{}", published.version_path(file.format))));
        rows.push(("sha256", file.sha256.clone()));
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    let head = std::iter::once(("property", "value".to_owned()));
    for (name, value) in head.chain(rows) {
        // Writing into memory does not fail.
        let _ = csv.write_record([name, &value]);
    }
    csv.into_inner().unwrap_or_default()
}
