//! The actions: each by its name in CKAN.

use super::packages::{group, id, licence, organization, package, resource, resource_id, tag};
use super::parameters::Parameters;
use super::{Refusal, datastore, search};
use crate::state::AppState;
use chrono::NaiveDateTime;
use opendata::{Published, Theme};
use portal::lang::{Lang, Names3};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ACTIONS: [&str; 18] = [
    "site_read",
    "status_show",
    "help_show",
    "package_list",
    "package_search",
    "package_show",
    "resource_show",
    "current_package_list_with_resources",
    "organization_list",
    "organization_show",
    "group_list",
    "group_show",
    "tag_list",
    "tag_show",
    "license_list",
    "datastore_search",
    "datastore_info",
    "organization_list_for_user",
];

pub(super) async fn answer(state: &AppState, name: &str, with: &Parameters) -> Result<Value, Refusal> {
    if !ACTIONS.contains(&name) {
        return Err(Refusal::Bad(format!("Action name not known: {name}")));
    }
    let base = &state.config.public_url;
    Ok(match name {
        // Gone in 2.12; older clients still ask.
        "site_read" => true.into(),
        "status_show" => status(state),
        "help_show" => help(with)?,
        "license_list" => json!(opendata::Licence::ALL.map(licence)),
        "organization_list_for_user" => json!([]),
        "package_search" => search::answer(state, with).await?,
        "datastore_search" => datastore::search(state, with).await?,
        "datastore_info" => datastore::info(state, with).await?,
        "package_list" => {
            let names: Vec<String> = search::all(state).await?.into_iter().map(|set| set.passport.id).collect();
            paged(names, with)?.into()
        }
        "current_package_list_with_resources" => {
            let mut sets = search::all(state).await?;
            sets.sort_by(|a, b| b.made_at.cmp(&a.made_at).then_with(|| a.passport.id.cmp(&b.passport.id)));
            let all: Vec<Value> = sets.iter().map(|set| package(set, base)).collect();
            let (offset, limit) = (with.number("offset", 0, usize::MAX)?, with.number("limit", 10, 1000)?);
            all.into_iter().skip(offset).take(limit).collect()
        }
        "package_show" => package(&one(state, &named(with, &["id", "name_or_id"], "name_or_id")?).await?, base),
        "resource_show" => {
            let wanted = named(with, &["id"], "id")?;
            let sets = search::all(state).await?;
            let found = sets.iter().find_map(|set| {
                let place = set.files.iter().position(|file| resource_id(&set.passport.id, file.format) == wanted)?;
                Some(resource(set, place, base))
            });
            found.ok_or_else(not_found)?
        }
        "organization_list" => organizations(state, with).await?,
        "organization_show" => organization_show(state, with).await?,
        "group_list" => group_list(state, with).await?,
        "group_show" => {
            let wanted = named(with, &["id"], "id")?;
            let theme =
                Theme::ALL.into_iter().find(|theme| theme.code() == wanted || id("group", theme.code()) == wanted);
            let theme = theme.ok_or_else(not_found)?;
            let count = search::all(state).await?.iter().filter(|set| set.passport.theme == theme).count();
            counted(group(theme.code()), count)
        }
        "tag_list" => {
            let sets = search::all(state).await?;
            let words: BTreeSet<&str> = sets.iter().flat_map(tags_of).collect();
            let asked = with.text("query").or_else(|| with.text("q")).unwrap_or_default().to_lowercase();
            let words = words.into_iter().filter(|word| word.to_lowercase().contains(&asked));
            if with.flag("all_fields", false) { words.map(tag).collect() } else { words.map(Value::from).collect() }
        }
        _ => {
            let wanted = named(with, &["id"], "id")?;
            let sets = search::all(state).await?;
            let word = sets.iter().flat_map(tags_of).find(|word| *word == wanted || id("tag", word) == wanted);
            tag(word.ok_or_else(not_found)?)
        }
    })
}

fn tags_of(set: &Published) -> impl Iterator<Item = &str> {
    set.passport.keywords.iter().map(|word| word.get(Lang::Ru))
}

fn status(state: &AppState) -> Value {
    let tr = app::l10n::Tr(Lang::Ru);
    json!({
        "site_title": tr.t("data-feed-title"),
        "site_description": tr.t("data-about"),
        "site_url": state.config.public_url,
        "error_emails_to": null,
        "locale_default": "ru",
        "extensions": ["datastore", "dcat"],
        "ckan_version": "2.12.0",
    })
}

fn help(with: &Parameters) -> Result<Value, Refusal> {
    let name = named(with, &["name"], "name")?;
    if !ACTIONS.contains(&name.as_str()) {
        return Err(Refusal::NotFound(format!("Action name not known: {name}")));
    }
    Ok(format!("{name}: as in CKAN 2.12, reading only. See docs/open-data.md.").into())
}

fn paged(names: Vec<String>, with: &Parameters) -> Result<Vec<String>, Refusal> {
    let (offset, limit) = (with.number("offset", 0, usize::MAX)?, with.number("limit", usize::MAX, usize::MAX)?);
    Ok(names.into_iter().skip(offset).take(limit).collect())
}

fn named(with: &Parameters, names: &[&str], told: &str) -> Result<String, Refusal> {
    let found = names.iter().find_map(|name| with.text(name)).filter(|text| !text.is_empty());
    found.ok_or_else(|| Refusal::Invalid(vec![(told.to_owned(), "Missing value".to_owned())]))
}

fn not_found() -> Refusal {
    Refusal::NotFound("Not found".to_owned())
}

/// A set by its name or its id.
async fn one(state: &AppState, wanted: &str) -> Result<Published, Refusal> {
    let all = search::all(state).await?;
    let found = all.into_iter().find(|set| set.passport.id == wanted || id("package", &set.passport.id) == wanted);
    found.ok_or_else(not_found)
}

/// The owners of sets: by slug the name, since when, and how many sets.
async fn owners(state: &AppState) -> Result<BTreeMap<String, (Names3, NaiveDateTime, usize)>, Refusal> {
    let mut owners: BTreeMap<String, (Names3, NaiveDateTime, usize)> = BTreeMap::new();
    for set in search::all(state).await? {
        let owner = set.passport.owner;
        let one = owners.entry(owner.slug()).or_insert((owner.name, set.created_at, 0));
        one.1 = one.1.min(set.created_at);
        one.2 += 1;
    }
    Ok(owners)
}

async fn organizations(state: &AppState, with: &Parameters) -> Result<Value, Refusal> {
    let all_fields = with.flag("all_fields", false);
    let mut all: Vec<_> = owners(state).await?.into_iter().collect();
    all.sort_by(|a, b| a.1.0.ru.cmp(&b.1.0.ru).then_with(|| a.0.cmp(&b.0)));
    let asked = with.list("organizations");
    if !asked.is_empty() {
        all.retain(|(slug, _)| asked.contains(slug));
    }
    let most = if all_fields { 25 } else { 1000 };
    let (offset, limit) = (with.number("offset", 0, usize::MAX)?, with.number("limit", most, most)?);
    let page = all.into_iter().skip(offset).take(limit);
    Ok(match all_fields {
        false => page.map(|(slug, _)| Value::from(slug)).collect(),
        true => page.map(|(slug, (name, since, count))| counted(organization(&slug, &name, since), count)).collect(),
    })
}

/// Without users: CKAN shows them unless told otherwise.
async fn organization_show(state: &AppState, with: &Parameters) -> Result<Value, Refusal> {
    let wanted = named(with, &["id"], "id")?;
    let mut all = owners(state).await?.into_iter();
    let found = all.find(|(slug, _)| *slug == wanted || id("organization", slug) == wanted);
    let (slug, (name, since, count)) = found.ok_or_else(not_found)?;
    Ok(counted(organization(&slug, &name, since), count))
}

async fn group_list(state: &AppState, with: &Parameters) -> Result<Value, Refusal> {
    let sets = search::all(state).await?;
    let groups = Theme::ALL.into_iter().map(|theme| {
        let count = sets.iter().filter(|set| set.passport.theme == theme).count();
        if with.flag("all_fields", false) { counted(group(theme.code()), count) } else { theme.code().into() }
    });
    Ok(groups.collect())
}

fn counted(mut one: Value, count: usize) -> Value {
    if let Some(one) = one.as_object_mut() {
        let title = one.get("title").cloned().unwrap_or_default();
        one.insert("display_name".to_owned(), title);
        one.insert("package_count".to_owned(), count.into());
        one.insert("num_followers".to_owned(), 0.into());
        one.insert("extras".to_owned(), json!([]));
        one.insert("groups".to_owned(), json!([]));
    }
    one
}
