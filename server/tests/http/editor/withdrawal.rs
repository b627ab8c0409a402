//! A set is withdrawn, and nothing of it is left.

use super::{TABLE, begin, published, row, set, upload};
use crate::support::portal::Portal;
use akno::failure::Failure;
use akno::store::data_drafts::{self, DataDraftRow};

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_set_is_gone_with_a_page_that_says_why() {
    let portal = Portal::start().await;
    let (mut editor, ..) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let path = format!("/office/data/sets/{id}/withdrawal");
    assert_eq!(editor.post(&path, &[]).await.status, 422, "a reason is wanted");
    let unknown = [("reason", "replaced"), ("successor", "nothing-here")];
    assert_eq!(editor.post(&path, &unknown).await.status, 422);
    let file = portal.read({
        let id = id.clone();
        move |conn| akno::store::data_tombstones::files_of(conn, &id)
    });
    let files = file.await;
    assert_eq!(files.len(), 6);
    let described = portal.client().get(&format!("/api/3/action/package_show?id={id}")).await.body;
    let described: serde_json::Value = serde_json::from_str(&described).unwrap();
    let resources = described["result"]["resources"].as_array().unwrap().iter();
    let tables: Vec<String> = resources
        .filter(|resource| resource["datastore_active"] == true)
        .map(|table| format!("/datastore/dump/{}", table["id"].as_str().unwrap()))
        .collect();
    assert_eq!(tables.len(), 1);
    assert_eq!(portal.client().get(&tables[0]).await.status, 200);
    let answer = editor.post(&path, &[("reason", "personal"), ("words", "Был <адрес>")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(editor.post(&path, &[("reason", "mistake")]).await.status, 404, "it is gone");
    portal.work_done().await;
    let mut anyone = portal.client();
    for address in [
        format!("/data/{id}"),
        format!("/data/{id}.ttl"),
        format!("/data/{id}/latest/{id}.csv"),
        format!("/data/{id}/1/{id}.parquet"),
        format!("/data/{id}/datapackage.json"),
        format!("/api/v1/data/{id}/rows"),
        format!("/datastore/dump/{id}-csv"),
        tables[0].clone(),
    ] {
        assert_eq!(anyone.get(&address).await.status, 410, "{address}");
    }
    assert_eq!(anyone.get("/datastore/dump/nothing-csv").await.status, 404);
    let page = anyone.get(&format!("/data/{id}?lang=ru")).await;
    assert!(page.body.contains("личные данные") && page.body.contains("Был &lt;адрес&gt;"), "{}", page.body);
    let rows = anyone.get(&format!("/api/v1/data/{id}/rows")).await;
    assert_eq!(rows.header("content-type"), Some("application/problem+json"));
    assert!(!anyone.get("/data").await.body.contains(&id));
    assert!(!anyone.get("/sitemap.xml").await.body.contains(&id));
    let store = akno::publishing::storehouse::Storehouse::of(&portal.var_dir);
    assert!(files.iter().all(|file| !store.path(file).exists()), "the files are deleted");
    // The name is never given again.
    let form = editor.get("/office/data/new").await.attribute("input[name=id]", "value").unwrap();
    let taken = editor.post("/office/data/new", &[("id", &form), ("name", "places")]).await;
    assert_eq!(taken.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_leaves_nothing_of_the_rows_with_the_drafts() {
    let portal = Portal::start().await;
    let (mut editor, _, first) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let uploads = portal.var_dir.join("data/uploads");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0, "what is published is no upload any more");
    let begun = editor.post(&format!("/office/data/sets/{id}/version"), &[]).await;
    let next = begun.location().to_owned();
    upload(&mut editor, &next, TABLE.replace("Двор", "Сад").as_bytes()).await;
    let other = begin(&mut editor, "yards").await;
    upload(&mut editor, &other, TABLE.as_bytes()).await;
    for draft in [&first, &next, &other] {
        assert!(row(&portal, draft).await.analysis.unwrap().contains("Площадка у школы"), "{draft}");
    }
    let file = row(&portal, &next).await.upload.unwrap();
    assert!(uploads.join(&file).exists());
    let answer = editor.post(&format!("/office/data/sets/{id}/withdrawal"), &[("reason", "personal")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    portal.work_done().await;
    for draft in [&first, &next] {
        let kept = row(&portal, draft).await;
        assert_eq!((kept.analysis, kept.plan, kept.upload), (None, None, None), "{draft}");
        assert_eq!(kept.upload_name, "", "{draft}: a file's name may be a person's");
        let page = editor.get(draft).await;
        assert_eq!(page.status, 200, "{draft}");
        assert!(!page.body.contains("Площадка у школы"), "{}", page.body);
    }
    assert!(!uploads.join(&file).exists(), "the upload is deleted");
    let other = row(&portal, &other).await;
    assert!(other.analysis.is_some() && uploads.join(other.upload.unwrap()).exists(), "another set keeps its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_set_gets_no_version_whoever_was_faster() {
    let portal = Portal::start().await;
    let (mut editor, mut second, draft) = published(&portal, "places", TABLE).await;
    let id = set("places");
    let before = row(&portal, &draft).await;
    let whose = id.clone();
    let files = portal.read(move |conn| akno::store::data_tombstones::files_of(conn, &whose)).await;
    let withdrawal = format!("/office/data/sets/{id}/withdrawal");
    assert_eq!(editor.post(&withdrawal, &[("reason", "personal")]).await.status, 303);
    portal.work_done().await;
    // A draft that was approved in the very moment.
    let reading = opendata::doctor::read(TABLE.as_bytes()).unwrap();
    let upload = akno::publishing::drafts::keep_upload(&portal.state, reading).await.unwrap();
    let late = DataDraftRow {
        id: "late".to_owned(),
        status: "approved".to_owned(),
        revision: 1,
        upload: Some(upload),
        number: None,
        ..before
    };
    let add = move |conn: &mut akno::store::AnyConn| Ok::<_, Failure>(data_drafts::add(conn, &late)?);
    assert!(portal.state.db.write(add).await.unwrap());
    assert!(akno::publishing::drafts::publish(&portal.state, "late:1").await.is_err());
    for address in [format!("/data/{id}"), format!("/data/{id}/latest/{id}.csv")] {
        assert_eq!(portal.client().get(&address).await.status, 410, "{address}");
    }
    let store = akno::publishing::storehouse::Storehouse::of(&portal.var_dir);
    assert!(files.iter().all(|file| !store.path(file).exists()), "its files do not come back");
    // A version that is begun beside the withdrawal is given up with the set, or not begun.
    for name in ["fields", "yards", "courts"] {
        published(&portal, name, TABLE).await;
        let id = set(name);
        let (version, withdrawal) =
            (format!("/office/data/sets/{id}/version"), format!("/office/data/sets/{id}/withdrawal"));
        let (begun, gone) = tokio::join!(editor.post(&version, &[]), second.post(&withdrawal, &[("reason", "ended")]));
        assert!(matches!(begun.status, 303 | 404), "{name}: {}", begun.status);
        assert_eq!(gone.status, 303, "{name}: {}", gone.body);
        let open = portal.read(move |conn| data_drafts::open_of(conn, &id)).await;
        assert_eq!(open, None, "{name}");
    }
}
