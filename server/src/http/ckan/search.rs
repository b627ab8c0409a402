//! `package_search`: words, filters, sort, facets.

use super::Refusal;
use super::packages::package;
use super::parameters::Parameters;
use super::query::{Asked, MOST_VALUES};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::data_sets::{self as store};
use opendata::Published;
use portal::fold::fold;
use portal::lang::Lang;
use serde_json::{Map, Value, json};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Characters of `q`.
const LONGEST: usize = 1_000;

const KNOWN: [&str; 17] = [
    "q",
    "fq",
    "fq_list",
    "sort",
    "rows",
    "start",
    "facet",
    "facet.field",
    "facet.limit",
    "facet.mincount",
    "include_drafts",
    "include_private",
    "include_deleted",
    "use_default_schema",
    "defType",
    "qf",
    "fl",
];

/// All sets with what a search looks at.
pub(super) async fn all(state: &AppState) -> Result<Vec<Published>, Failure> {
    state
        .db
        .read(|conn| {
            let rows = store::all(conn)?;
            Ok::<_, Failure>(store::published_of(conn, &rows)?)
        })
        .await
}

pub(super) async fn answer(state: &AppState, parameters: &Parameters) -> Result<Value, Refusal> {
    if let Some(name) = parameters.names().find(|name| !KNOWN.contains(name)) {
        return Err(Refusal::Search(format!("Invalid search parameters: ['{name}']")));
    }
    let rows = parameters.number("rows", 10, 1000)?;
    let start = parameters.number("start", 0, usize::MAX)?;
    let sort = parameters.text("sort").filter(|sort| !sort.trim().is_empty());
    let sort = sort.unwrap_or_else(|| "score desc, metadata_modified desc".to_owned());
    let words = query(&parameters.text("q").unwrap_or_default())?;
    let mut filters = Vec::new();
    for text in parameters.list("fq").into_iter().chain(parameters.list("fq_list")) {
        let asked = Asked::read(&text)?;
        if !asked.is_of_fields() {
            return Err(Refusal::Search(format!("Search Query is invalid: {text:?}")));
        }
        filters.push(asked);
    }
    if filters.iter().map(Asked::values).sum::<usize>() > MOST_VALUES {
        return Err(Refusal::Search(format!("Search Query has more than {MOST_VALUES} values")));
    }
    let mut found: Vec<Published> =
        all(state).await?.into_iter().filter(|set| matches(set, &words, &filters)).collect();
    order(&mut found, &sort)?;
    let (facets, search_facets) = facets(parameters, &found)?;
    let base = &state.config.public_url;
    let results: Vec<Value> = found.iter().skip(start).take(rows).map(|set| package(set, base)).collect();
    Ok(json!({
        "count": found.len(),
        "results": results,
        "sort": sort,
        "facets": facets,
        "search_facets": search_facets,
    }))
}

/// Words and `field:value` of `q`; `*:*` is everything. What asks for fields in a way that is not understood is
/// refused: looked for as words it would be nowhere, as if there were no such sets.
fn query(text: &str) -> Result<Asked, Refusal> {
    if text.chars().count() > LONGEST {
        return Err(Refusal::Search(format!("Search Query is longer than {LONGEST} characters")));
    }
    if matches!(text.trim(), "" | "*:*" | "*") {
        return Ok(Asked::All(Vec::new()));
    }
    match Asked::read(text) {
        Ok(asked) if asked.is_of_fields() => Ok(asked),
        Err(refusal) if names_a_field(text) => Err(refusal),
        _ => {
            let words = fold(text);
            let words = words.split(' ').filter(|word| !word.is_empty());
            Ok(Asked::All(words.map(|word| Asked::Word(word.to_owned())).collect()))
        }
    }
}

/// Whether a text has `field:` with something right behind it.
fn names_a_field(text: &str) -> bool {
    let field = |before: &str| before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    let mut parts = text.split_whitespace().filter_map(|part| part.split_once(':'));
    parts.any(|(before, behind)| field(before) && !behind.is_empty())
}

fn matches(set: &Published, words: &Asked, filters: &[Asked]) -> bool {
    let passport = &set.passport;
    // Reckoned once for all that is asked of the set.
    let (text, own_id, owner_id): (OnceCell<String>, OnceCell<String>, OnceCell<String>) = Default::default();
    let told = || {
        let names = [&passport.title, &passport.about, &passport.owner.name].into_iter().chain(&passport.keywords);
        let words: Vec<&str> = names.flat_map(|name| Lang::ALL.map(|lang| name.get(lang))).collect();
        fold(&format!("{} {}", passport.id, words.join(" ")))
    };
    let there = |field: Option<&str>, value: &str| match field {
        None => text.get_or_init(told).contains(value),
        // Every set was made some time.
        Some("*" | "metadata_modified" | "metadata_created") if value == "*" => true,
        Some(field) if value == "*" => !values(set, field).is_empty(),
        Some("id") if own_id.get_or_init(|| super::packages::id("package", &passport.id)) == value => true,
        // An organisation is named by its id too.
        Some("owner_org") if owner_id.get_or_init(|| id_of_owner(set)) == value => true,
        Some(field) => values(set, field).iter().any(|held| held == value),
    };
    words.holds(&there) && filters.iter().all(|asked| asked.holds(&there))
}

fn id_of_owner(set: &Published) -> String {
    super::packages::id("organization", &set.passport.owner.slug())
}

/// The values of a field that filters and facets look at.
fn values(set: &Published, field: &str) -> Vec<String> {
    let passport = &set.passport;
    match field {
        "organization" | "owner_org" => vec![passport.owner.slug()],
        "groups" => vec![passport.theme.code().to_owned()],
        "tags" => passport.keywords.iter().map(|word| word.get(Lang::Ru).to_owned()).collect(),
        "res_format" => set.files.iter().map(|file| file.format.label().to_uppercase()).collect(),
        "license_id" => vec![passport.licence.code().to_owned()],
        "name" | "id" => vec![passport.id.clone()],
        "title" => vec![passport.title.get(Lang::Ru).to_owned()],
        "frequency" => vec![passport.period.code().to_owned()],
        "type" | "dataset_type" => vec!["dataset".to_owned()],
        "state" => vec!["active".to_owned()],
        "private" => vec!["false".to_owned()],
        _ => Vec::new(),
    }
}

/// Always ends with the name, so that pages are stable.
fn order(found: &mut [Published], sort: &str) -> Result<(), Refusal> {
    let mut keys = Vec::new();
    for part in sort.split(',') {
        let mut words = part.split_whitespace();
        let field = words.next().unwrap_or("");
        let last = match words.next().map(str::to_ascii_lowercase).as_deref() {
            None | Some("asc") => false,
            Some("desc") => true,
            _ => {
                return Err(Refusal::Search(format!(
                    "Can't determine a Sort Order (asc or desc) in sort spec '{sort}'"
                )));
            }
        };
        if !["score", "metadata_modified", "metadata_created", "name", "id", "title", "title_string", "views_recent"]
            .contains(&field)
        {
            return Err(Refusal::Search(format!("sort param can't be parsed: '{sort}'")));
        }
        keys.push((field.to_owned(), last));
    }
    found.sort_by(|a, b| {
        for (field, last) in &keys {
            let order = match field.as_str() {
                "metadata_modified" => a.made_at.cmp(&b.made_at),
                "metadata_created" => a.created_at.cmp(&b.created_at),
                "name" => a.passport.id.cmp(&b.passport.id),
                "id" => {
                    super::packages::id("package", &a.passport.id).cmp(&super::packages::id("package", &b.passport.id))
                }
                "title" | "title_string" => a.passport.title.ru.cmp(&b.passport.title.ru),
                _ => std::cmp::Ordering::Equal,
            };
            let order = if *last { order.reverse() } else { order };
            if order.is_ne() {
                return order;
            }
        }
        a.passport.id.cmp(&b.passport.id)
    });
    Ok(())
}

fn facets(parameters: &Parameters, found: &[Published]) -> Result<(Value, Value), Refusal> {
    let limit = match parameters.text("facet.limit").as_deref() {
        None => 50,
        Some(text) if text.starts_with('-') => usize::MAX,
        Some(_) => parameters.number("facet.limit", 50, usize::MAX)?,
    };
    let least = parameters.number("facet.mincount", 1, usize::MAX)?.max(1);
    let (mut plain, mut rich) = (Map::new(), Map::new());
    let wanted = if parameters.flag("facet", true) { parameters.list("facet.field") } else { Vec::new() };
    for field in wanted.into_iter().take(20) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for set in found {
            for value in values(set, &field) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts.truncate(limit);
        let mut items: Vec<(String, Value)> = counts
            .iter()
            .map(|(name, count)| {
                let display = display(&field, name, found);
                (display.clone(), json!({ "name": name, "display_name": display, "count": count }))
            })
            .collect();
        items.sort_by(|a, b| b.0.cmp(&a.0));
        let items: Vec<Value> = items.into_iter().map(|(_, item)| item).collect();
        let counted: Map<String, Value> = counts.into_iter().map(|(name, count)| (name, Value::from(count))).collect();
        plain.insert(field.clone(), counted.into());
        rich.insert(field.clone(), json!({ "title": field, "items": items }));
    }
    Ok((plain.into(), rich.into()))
}

fn display(field: &str, name: &str, found: &[Published]) -> String {
    match field {
        "groups" => app::l10n::Tr(Lang::Ru).t(&format!("data-theme-{name}")),
        "organization" => {
            let owner = found.iter().map(|set| &set.passport.owner).find(|owner| owner.slug() == name);
            owner.map_or_else(|| name.to_owned(), |owner| owner.name.get(Lang::Ru).to_owned())
        }
        _ => name.to_owned(),
    }
}
