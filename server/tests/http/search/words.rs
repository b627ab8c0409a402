//! The words by which a company is found: spellings, typos, parts of names, and none that are personal.

use super::{Entity, OOO, add, append, found, portal, search};
use crate::support::client::encode;
use crate::support::database::count;
use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::register::{search_words, wire};
use akno::store::company_pieces::Pieces;
use akno::store::company_search;
use diesel::connection::SimpleConnection;
use serde_json::json;

#[tokio::test]
async fn a_company_is_found_in_either_alphabet_by_all_that_is_public_of_it() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for (typed, name) in [
        ("Mogilevselmash", "Могилёвсельмаш"),
        ("могилевсел", "Могилёвсельмаш"),
        ("OAO Mogilyovselmash", "Могилёвсельмаш"),
        ("belaya khutora", "Белая Хутора"),
        ("hutora", "Белая Хутора"),
        ("shchedry yug", "Щедрый Юг"),
        ("Комфорт", "Comfort Plus"),
        ("Zialiony Luh", "Зялёны Луг"),
        ("зялены луг", "Зялёны Луг"),
        // The head, the address, the activity.
        ("Ким Ольга", "Comfort Plus"),
        ("tsvirko", "Белая Хутора"),
        ("бобруйск ямницкая 7", "Comfort Plus"),
        ("68200", "Comfort Plus"),
        ("луг ёлкин", "Зялёны Луг"),
    ] {
        let names = found(&mut anyone, typed).await;
        assert_eq!(names, [name], "{typed}");
    }
    assert_eq!(found(&mut anyone, "Жук Пётр").await, ["Могилёвсельмаш", "Щедрый Юг"]);
    let heads = search(&mut anyone, &format!("q={}", encode("жук"))).await;
    assert!(heads.text_of(".results").contains("Head: Жук Пётр Ильич"), "{}", heads.text_of(".results"));
}

#[tokio::test]
async fn an_address_finds_who_is_there_as_it_is_written_or_said() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let known = found(&mut anyone, "ямницкая").await;
    assert_eq!(known, ["Comfort Plus"]);
    let page = anyone.get("/register/100582333").await;
    assert!(page.text_of("main").contains("Ямницкая"), "{}", page.text_of("main"));
    for typed in [
        "ул. Ямницкая",
        "улица Ямницкая",
        "вуліца Ямницкая",
        "г. Бобруйск, ул. Ямницкая, 7",
        "Г. Бобруйск, УЛ. ЯМНИЦКАЯ, Д. 7",
        "ул.Ямницкая, д. 7",
        "Могилёвская обл., г. Бобруйск, ул. Ямницкая, 7",
    ] {
        assert_eq!(found(&mut anyone, typed).await, known, "{typed}");
    }
}

#[tokio::test]
async fn a_place_is_found_by_its_belarusian_name() {
    let portal = portal().await;
    let mut anyone = portal.client();
    // The sample of the register, which knows its spellings, is taken after the first search.
    let in_russian = [found(&mut anyone, "Бобруйск").await, found(&mut anyone, "ул. Ямницкая").await];
    assert_eq!((in_russian[0].len(), in_russian[1].len()), (5, 1));
    for (typed, there) in [("Бабруйск", 0), ("вул. Ямніцкая", 1), ("Бабруйск Ямніцкая", 1)]
    {
        for attempt in 0.. {
            let names = found(&mut anyone, typed).await;
            if names == in_russian[there] {
                break;
            }
            assert!(attempt < 100, "{typed}: {names:?}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test]
async fn a_letter_typed_again_and_again_finds_nobody() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for noise in ["ммммм", "ыыыыzz", &"щ".repeat(200)] {
        assert_eq!(found(&mut anyone, noise).await, [""; 0], "{noise}");
    }
}

#[tokio::test]
async fn a_typo_or_two_is_forgiven_and_told() {
    let portal = portal().await;
    let mut anyone = portal.client();
    for typed in ["Могилевселмаж", "могилвесельмаш", "Mogilefselmas", "магилевсельмашь"]
    {
        let answer = search(&mut anyone, &format!("q={}", encode(typed))).await;
        assert_eq!(answer.all(".results h2"), ["Могилёвсельмаш"], "{typed}: {}", answer.text_of("main"));
        assert!(answer.text_of("main").contains("These are close"), "{typed}");
    }
    let right = search(&mut anyone, &format!("q={}", encode("могилёвсельмаш"))).await;
    assert!(!right.text_of("main").contains("These are close"));
    assert_eq!(found(&mut anyone, "совсемдругоеслово").await, [""; 0]);
}

#[tokio::test]
async fn a_sole_proprietors_address_finds_nobody() {
    let portal = portal().await;
    let mut anyone = portal.client();
    assert_eq!(found(&mut anyone, "Шиманский").await, ["Шиманский Олег Петрович"]);
    for personal in ["Тайная", "Taynaya", "Шиманский Тайная", "Шиманский Шклов", "213010 Шиманский", "5-55-55"]
    {
        assert_eq!(found(&mut anyone, personal).await, [""; 0], "{personal}");
    }
    let words = format!("SELECT count(*) AS count FROM companies WHERE unp = {PROPRIETOR} AND address IS NULL");
    assert_eq!(portal.read(move |conn| Ok(count(conn, &words))).await, 1);
}

#[tokio::test]
async fn what_changes_is_found_by_its_new_words_alone() {
    let portal = portal().await;
    let mut anyone = portal.client();
    let renamed = json!({"ngrn": COMPANY, "dfrom": "2026-01-01", "cact": "+", "vnaim": "ООО \"Новинка\"", "vn": "ООО \"Новинка\"", "vfn": "Новинка"});
    let closed = json!({"ngrn": COMPANY, "dfrom": "2015-09-14", "dto": "2026-01-01", "cact": "-", "vnaim": "ООО \"Ёлка-Ўсход\""});
    append(&portal, vec![(wire::Feed::Names, closed), (wire::Feed::Names, renamed)]).await;
    assert_eq!(found(&mut anyone, "novinka").await, ["ООО \"Новинка\""]);
    assert_eq!(found(&mut anyone, "yolka").await, [""; 0]);
}

#[tokio::test]
async fn companies_that_were_there_before_get_their_words() {
    let portal = portal().await;
    // What the portal goes through by itself when it starts is done first.
    while search_words::fill(&portal.state.db).await.unwrap() > 0 {}
    portal
        .state
        .db
        .write(|conn| {
            conn.batch_execute("DELETE FROM company_words")?;
            conn.batch_execute("UPDATE word_fills SET position = 0, finished = false")?;
            Ok::<_, Failure>(())
        })
        .await
        .unwrap();
    let mut anyone = portal.client();
    assert_eq!(found(&mut anyone, "tsvirko").await, [""; 0]);
    assert_eq!(search_words::fill(&portal.state.db).await.unwrap(), 9);
    assert_eq!(found(&mut anyone, "tsvirko").await, ["Белая Хутора"]);
    assert_eq!(search_words::fill(&portal.state.db).await.unwrap(), 0);
}

#[tokio::test]
async fn the_index_of_parts_of_names_knows_cyrillic_letters() {
    let portal = Portal::start().await;
    assert!(portal.read(company_search::knows_letters).await);
}

#[tokio::test]
async fn part_of_a_name_is_found_by_its_rarest_pieces_as_by_all() {
    let portal = portal().await;
    // All pieces of "мкомком" stand in "домком", but not together: that is why the names are looked at.
    add(&portal, vec![Entity(791397355, 1, "2020-01-01", OOO, "Домком Комфорт", "Мира", "62010", "Ким Олег Ильич")])
        .await;
    let (mut few, mut many) = (Pieces::default(), Pieces::default());
    for name in ["могилевсельмаш", "белая хутора", "щедрыи юг", "comfort plus", "зялены луг"]
    {
        few.add(name);
        (0..9).for_each(|_| many.add(name));
    }
    for words in [&["сельмаш"][..], &["луг"], &["дрыи"], &["ялен", "лу"], &["хутор", "бел"], &["мкомком"], &["нигде"]]
    {
        let found = |pieces: Option<&Pieces>| {
            let pieces = pieces.cloned();
            portal
                .state
                .db
                .read(move |conn| Ok::<_, Failure>(company_search::containing(conn, words, pieces.as_ref())?))
        };
        let all = found(None).await.unwrap();
        for pieces in [&Pieces::default(), &few, &many] {
            assert_eq!(found(Some(pieces)).await.unwrap(), all, "{words:?}");
        }
        assert_eq!(all.len(), usize::from(!["мкомком", "нигде"].contains(&words[0])), "{words:?}");
    }
}
