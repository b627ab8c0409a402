//! schema.org's `Dataset` as JSON-LD, for the page of a set.

use crate::passport::Published;
use portal::lang::Lang;
use serde_json::json;

/// JSON to stand in a `script` element: every `<` is escaped.
pub fn schema_org(published: &Published, base: &str, lang: Lang) -> String {
    let passport = &published.passport;
    let url = format!("{base}/data/{}", passport.id);
    let downloads = published.files.iter().map(|file| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": file.format.media_type(),
            "contentUrl": format!("{base}{}", published.latest_path(file.format)),
            "contentSize": format!("{} B", file.size),
            "sha256": file.sha256,
        })
    });
    let columns = passport.schema.fields.iter().map(|field| {
        json!({ "@type": "PropertyValue", "name": field.name, "description": field.title.get(lang), "unitText": field.unit })
    });
    let (from, until) = passport.covers;
    let described = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": url,
        "url": url,
        "identifier": passport.id,
        "name": passport.title.get(lang),
        "description": passport.about.get(lang),
        "inLanguage": passport.languages,
        "keywords": passport.keywords.iter().map(|word| word.get(lang)).collect::<Vec<_>>(),
        "license": published.passport.licence.url(),
        "isAccessibleForFree": true,
        "creator": { "@type": "GovernmentOrganization", "name": passport.owner.name.get(lang) },
        "includedInDataCatalog": { "@type": "DataCatalog", "url": format!("{base}/data") },
        "dateCreated": published.created_at.date().to_string(),
        "dateModified": published.made_at.date().to_string(),
        "version": published.version.to_string(),
        "temporalCoverage": format!("{from}/{until}"),
        "spatialCoverage": passport.area.get(lang),
        "distribution": downloads.collect::<Vec<_>>(),
        "variableMeasured": columns.collect::<Vec<_>>(),
    });
    described.to_string().replace('<', "\\u003c")
}
