//! The search of the register: spellings, typos, filters, order, budget, plans.

mod filters;
mod programs;
mod time;
mod words;

use crate::support::client::{Answer, Client, encode};
use crate::support::portal::{Portal, append};
use akno::register::wire;
use serde_json::{Value, json};

async fn search(client: &mut Client, query: &str) -> Answer {
    client.get(&format!("/register?lang=en&{query}")).await
}

/// The companies found, in their order.
async fn found(client: &mut Client, typed: &str) -> Vec<String> {
    let answer = search(client, &format!("q={}", encode(typed))).await;
    assert_eq!(answer.status, 200, "{typed}");
    answer.all(".results h2")
}

/// A legal entity: number, state, day of registration, full name, brand, street, activity, head.
struct Entity(i64, i64, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const OOO: &str = "Общество с ограниченной ответственностью";
const OAO: &str = "Открытое акционерное общество";

/// A register of five more companies.
async fn portal() -> Portal {
    let portal = Portal::start().await;
    let day = "2019-04-02";
    add(
        &portal,
        vec![
            Entity(600032395, 1, day, OAO, "Могилёвсельмаш", "Лазаренко", "28300", "Жук Пётр Ильич"),
            Entity(390185783, 1, "2020-05-05", OOO, "Белая Хутора", "Лазаренко", "62010", "Цвирко Анна Львовна"),
            Entity(491038130, 2, "2021-01-10", OOO, "Щедрый Юг", "Первомайская", "47110", "Жук Пётр Ильич"),
            Entity(100582333, 1, "2022-02-02", OOO, "Comfort Plus", "Ямницкая", "68200", "Ким Ольга Юрьевна"),
            Entity(193879557, 3, "2023-03-03", OOO, "Зялёны Луг", "Мира", "01110", "Ёлкин Фома Фомич"),
        ],
    )
    .await;
    portal
}

async fn add(portal: &Portal, entities: Vec<Entity>) {
    let records = entities.into_iter().flat_map(|Entity(unp, standing, day, form, brand, street, activity, head)| {
        let name = format!("{form} \"{brand}\"");
        let activity = json!({"vkvdn": activity, "vnvdnp": "Вид деятельности", "nsi00114": 1});
        let row = |mut fields: Value| {
            let own = json!({"ngrn": unp, "dfrom": day, "cact": "+"});
            fields.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
            fields
        };
        [
            (wire::Feed::Base, row(json!({"nsi00219": {"nksost": standing}, "nsi00211": {"nkvob": 1}}))),
            (wire::Feed::Names, row(json!({"vnaim": name, "vn": brand, "vfn": brand}))),
            (
                wire::Feed::Address,
                row(json!({"vregion": "Могилёвская", "vnp": "Бобруйск", "vulitsa": street, "vdom": "7", "vtels": "+375 29 111-22-33"})),
            ),
            (wire::Feed::Activity, row(json!({"nsi00114": activity}))),
            (wire::Feed::Head, row(json!({"vfio": head}))),
        ]
    });
    append(portal, records.collect()).await;
}
