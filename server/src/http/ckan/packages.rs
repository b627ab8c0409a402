//! Sets, files and owners in CKAN's words.

use chrono::NaiveDateTime;
use opendata::Licence;
use opendata::{Format, Published};
use portal::lang::{Lang, Names3};
use serde_json::{Value, json};

/// The language of titles: CKAN knows one; the others stand among the extras.
const MAIN: Lang = Lang::Ru;

/// Microseconds, no zone.
pub(super) fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string()
}

/// Identifiers that stay: UUIDs made of names.
pub(super) fn id(kind: &str, name: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(format!("akno {kind} {name}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

pub(super) fn package(set: &Published, base: &str) -> Value {
    let passport = &set.passport;
    let resources: Vec<Value> = set.files.iter().enumerate().map(|(place, _)| resource(set, place, base)).collect();
    let tags: Vec<Value> = passport.keywords.iter().map(|word| tag(word.get(MAIN))).collect();
    let owner = organization(&passport.owner.slug(), &passport.owner.name, set.created_at);
    let (from, until) = passport.covers;
    let mut extras = vec![
        ("frequency", passport.period.code().to_owned()),
        ("temporal_start", from.to_string()),
        ("temporal_end", until.to_string()),
        ("spatial_text", passport.area.get(MAIN).to_owned()),
        ("language", passport.languages.join(",")),
        ("theme", passport.theme.code().to_owned()),
        ("synthetic", passport.synthetic.to_string()),
    ];
    for lang in [Lang::Be, Lang::En] {
        extras.push((if lang == Lang::Be { "title_be" } else { "title_en" }, passport.title.get(lang).to_owned()));
    }
    let extras: Vec<Value> = extras.into_iter().map(|(key, value)| json!({ "key": key, "value": value })).collect();
    let notes = match &passport.note {
        Some(note) => format!("{}\n\n{}", passport.about.get(MAIN), note.get(MAIN)),
        None => passport.about.get(MAIN).to_owned(),
    };
    json!({
        "id": id("package", &passport.id),
        "name": passport.id,
        "title": passport.title.get(MAIN),
        "notes": notes,
        "url": format!("{base}/data/{}", passport.id),
        "version": set.version.to_string(),
        "type": "dataset",
        "state": "active",
        "private": false,
        "isopen": true,
        "license_id": passport.licence.code(),
        "license_title": passport.licence.title(),
        "license_url": passport.licence.url(),
        "author": passport.owner.name.get(MAIN),
        "author_email": passport.contact,
        "maintainer": passport.officer.get(MAIN),
        "maintainer_email": passport.contact,
        "owner_org": owner["id"],
        "organization": owner,
        "creator_user_id": null,
        "metadata_created": moment(set.created_at),
        "metadata_modified": moment(set.made_at),
        "num_resources": resources.len(),
        "num_tags": tags.len(),
        "tags": tags,
        "groups": [group(passport.theme.code())],
        "extras": extras,
        "relationships_as_subject": [],
        "relationships_as_object": [],
        "resources": resources,
    })
}

pub(super) fn resource_id(set: &str, format: Format) -> String {
    id("resource", &format!("{set}.{}", format.code()))
}

pub(super) fn resource(set: &Published, place: usize, base: &str) -> Value {
    let file = &set.files[place];
    let id = &set.passport.id;
    json!({
        "id": resource_id(id, file.format),
        "package_id": self::id("package", id),
        "position": place,
        "name": set.file_name(file.format),
        "description": set.passport.about.get(MAIN),
        "format": file.format.label().to_uppercase(),
        "mimetype": file.format.media_type(),
        "mimetype_inner": null,
        "url": format!("{base}{}", set.latest_path(file.format)),
        "url_type": null,
        "resource_type": "file",
        "size": file.size,
        "hash": format!("sha256:{}", file.sha256),
        "created": moment(set.created_at),
        "last_modified": moment(set.made_at),
        "metadata_modified": moment(set.made_at),
        "state": "active",
        "cache_url": null,
        "cache_last_updated": null,
        "datastore_active": file.format == Format::Csv,
    })
}

pub(super) fn tag(name: &str) -> Value {
    json!({ "id": id("tag", name), "name": name, "display_name": name, "state": "active", "vocabulary_id": null })
}

/// A theme as CKAN's group.
pub(super) fn group(theme: &str) -> Value {
    let title = app::l10n::Tr(MAIN).t(&format!("data-theme-{theme}"));
    json!({ "id": id("group", theme), "name": theme, "title": title, "display_name": title, "description": "", "image_display_url": "" })
}

pub(super) fn organization(slug: &str, name: &Names3, created: NaiveDateTime) -> Value {
    json!({
        "id": id("organization", slug),
        "name": slug,
        "title": name.get(MAIN),
        "type": "organization",
        "description": "",
        "image_url": "",
        "created": moment(created),
        "is_organization": true,
        "approval_status": "approved",
        "state": "active",
    })
}

pub(super) fn licence(licence: Licence) -> Value {
    json!({
        "id": licence.code(),
        "title": licence.title(),
        "url": licence.url(),
        "status": "active",
        "family": "",
        "maintainer": "Creative Commons",
        "od_conformance": "approved",
        "osd_conformance": "not reviewed",
        "domain_content": true,
        "domain_data": true,
        "domain_software": false,
        "is_generic": false,
    })
}
