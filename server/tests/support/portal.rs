//! The real portal on a loopback port, with a fresh database, a few companies and people, and a
//! clock that tests move.

use super::client::Client;
use super::database::{TestDatabase, fresh};
use akno::clock::Clock;
use akno::config::Config;
use akno::failure::Failure;
use akno::register::wire::{Feed, Origin, read};
use akno::register::{projection, seed};
use akno::serve;
use akno::state::AppState;
use akno::store::accounts::{self, Account, Role};
use akno::store::mandates::{self, MandateRow};
use akno::store::{AnyConn, Db, entries, new_id};
use chrono::NaiveDate;
use portal::mandate::Scope;
use portal::proceeding::Body;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::OnceLock;
use tokio::sync::watch;

/// An active limited company in the Shklov district; Elena heads it.
pub const COMPANY: i64 = 791397355;
/// An active private unitary enterprise; Elena may file for it.
pub const PRIVATE: i64 = 700000018;
/// Excluded from the register; Elena headed it.
pub const EXCLUDED: i64 = 700123455;
/// A sole proprietor: Oleg himself.
pub const PROPRIETOR: i64 = 790123453;

/// Offices of the three clerks: Shklov district, Leninsky district of Mogilev, Pervomaisky district of
/// Bobruisk.
pub fn offices() -> [i32; 3] {
    let code = |kind: portal::offices::OfficeKind, name: &str| {
        let all = portal::offices::mogilev();
        all.iter()
            .find(|o| o.kind == kind && o.name.en.contains(name))
            .unwrap_or_else(|| panic!("no office {name}"))
            .code
    };
    use portal::offices::OfficeKind::{CityDistrict, District};
    [code(District, "Shklov"), code(CityDistrict, "Leninsky"), code(CityDistrict, "Pervomaisky")]
}

/// The password of everybody in tests.
pub const PASSWORD: &str = "flax-window-counter-41";

/// A running portal; it stops and its files go when this is dropped.
pub struct Portal {
    pub address: SocketAddr,
    pub state: AppState,
    pub clock: Clock,
    pub database: TestDatabase,
    pub var_dir: PathBuf,
    stop: watch::Sender<bool>,
}

impl Portal {
    pub async fn start() -> Portal {
        Portal::with(|_| {}).await
    }

    /// With settings changed before the start.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Portal {
        Portal::with_demo(change, false).await
    }

    pub async fn with_demo(change: impl FnOnce(&mut Config), demo: bool) -> Portal {
        let clock = Clock::default();
        let (db, database) = peopled(&clock).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let var_dir = std::env::temp_dir().join(format!("akno-var-{}", new_id()));
        let mut config = Config::load(None).unwrap();
        config.database_url = database.url().to_owned();
        config.public_url = format!("http://{address}");
        config.var_dir = var_dir.clone();
        change(&mut config);
        let state = serve::state(config, db, clock.clone(), demo).await.unwrap();
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(serve::serve(state.clone(), listener, stopped));
        Portal { address, state, clock, database, var_dir, stop }
    }

    /// A browser without cookies.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// A browser in which somebody has signed in by the form: `elena`, `oleg`, `clerk0`, `clerk1`, `clerk2`, `supervisor`,
    /// `tax`, `fund`, `customs`, `archive`.
    pub async fn signed_in(&self, who: &str) -> Client {
        sign_in(self.client(), who).await
    }

    /// Waits until no job waits.
    pub async fn work_done(&self) {
        for _ in 0..600 {
            let (waiting, _) =
                self.state.db.read(|conn| akno::store::jobs::counts(conn).map_err(Failure::from)).await.unwrap();
            if waiting == 0 {
                return;
            }
            self.state.work.notify_one();
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("jobs still wait after 30 seconds");
    }

    /// Reads from the database.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut AnyConn) -> diesel::QueryResult<T> + Send + 'static,
    ) -> T {
        self.state.db.read(move |conn| query(conn).map_err(Failure::from)).await.unwrap()
    }
}

/// Enters records of the wire into the register, as an import does.
pub async fn append(portal: &Portal, records: Vec<(Feed, Value)>) {
    let now = portal.clock.now();
    let origin = Origin { source: "test".into(), application_id: None, recorded_at: now };
    let written = portal.state.db.write(move |conn| {
        let mut all = Vec::new();
        for (feed, record) in records {
            all.extend(read(feed, record, &origin).map_err(Failure::Internal)?);
        }
        let changed = entries::append_all(conn, all)?.changed;
        projection::refresh_all(conn, &changed, now, &mut Default::default())?;
        Ok::<_, Failure>(())
    });
    written.await.unwrap();
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        let _ = std::fs::remove_dir_all(&self.var_dir);
    }
}

/// Signs in by the form.
pub async fn sign_in(mut client: Client, who: &str) -> Client {
    let answer = client.post("/sign-in", &[("email", &email(who)), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{who} signs in: {}", answer.body);
    client
}

pub fn email(who: &str) -> String {
    format!("{who}@akno.example")
}

/// A database with the reference data, a few companies and people.
pub async fn peopled(clock: &Clock) -> (Db, TestDatabase) {
    let (db, database) = fresh().await;
    seed::reference_data(&db).await.unwrap();
    people_and_companies(&db, clock).await;
    (db, database)
}

/// A hash of [`PASSWORD`] made with small parameters: tests hash by the hundred, and the parameters stand in the hash.
fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        use argon2::password_hash::PasswordHasher;
        let params = argon2::Params::new(64, 1, 1, None).unwrap();
        let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
        argon.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
    })
    .clone()
}

async fn people_and_companies(db: &Db, clock: &Clock) {
    let now = clock.now();
    let hash = password_hash();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let origin = Origin { source: "test".into(), application_id: None, recorded_at: now };
        for (feed, record) in records() {
            let read = read(feed, record, &origin).map_err(Failure::Internal)?;
            entries::append_all(conn, read)?;
        }
        for unp in [COMPANY, PRIVATE, EXCLUDED, PROPRIETOR] {
            projection::refresh(conn, unp, now)?;
        }
        let [shklov, leninsky, pervomaisky] = offices();
        let people = [
            ("elena", "Елена Ковалёва", Role::Entrepreneur, None),
            ("oleg", "Олег Шыманскі", Role::Entrepreneur, None),
            ("clerk0", "Ирина Быкова", Role::Clerk, Some(shklov)),
            ("clerk1", "Павел Цвирко", Role::Clerk, Some(leninsky)),
            ("clerk2", "Нина Рудакова", Role::Clerk, Some(pervomaisky)),
            ("supervisor", "Алла Дрозд", Role::Supervisor, Some(shklov)),
            ("regional", "Людмила Ярош", Role::Regional, Some(portal::offices::REGION_CODE)),
            ("colleague", "Вера Гайко", Role::Clerk, Some(shklov)),
            ("editor", "Тамара Жук", Role::Editor, Some(shklov)),
            ("editor2", "Роман Сечко", Role::Editor, Some(shklov)),
            ("editor3", "Анна Мороз", Role::Editor, Some(leninsky)),
            ("tax", "Марина Ковзик", Role::Of(Body::Tax), None),
            ("fund", "Павел Гринкевич", Role::Of(Body::SocialFund), None),
            ("customs", "Ольга Стельмах", Role::Of(Body::Customs), Some(shklov)),
            ("archive", "Игорь Лось", Role::Of(Body::Archive), None),
            ("admin", "Галина Астапенко", Role::Administrator, None),
            ("admin2", "Юрий Зенько", Role::Administrator, None),
            ("auditor", "Яков Шевчук", Role::Auditor, None),
        ];
        for (who, name, role, office) in people {
            accounts::add(
                conn,
                &Account {
                    id: who.to_owned(),
                    email: email(who),
                    name: name.to_owned(),
                    password_hash: hash.clone(),
                    role: role.code().to_owned(),
                    office,
                    lang: "ru".to_owned(),
                    email_confirmed_at: Some(now),
                    disabled_at: None,
                    created_at: now,
                },
            )?;
        }
        let rights = [
            ("elena", COMPANY, Scope::Head),
            ("elena", PRIVATE, Scope::File),
            ("elena", EXCLUDED, Scope::Head),
            ("oleg", PROPRIETOR, Scope::Head),
        ];
        for (who, unp, scope) in rights {
            mandates::add(
                conn,
                &MandateRow {
                    id: new_id(),
                    account_id: who.to_owned(),
                    unp,
                    scope: scope.code().to_owned(),
                    valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
                    valid_to: None,
                    granted_by: None,
                    revoked_at: None,
                    created_at: now,
                    authorised: None,
                },
            )?;
        }
        Ok(())
    };
    db.write(write).await.unwrap();
}

/// Records of the four companies in the wire format.
fn records() -> Vec<(Feed, Value)> {
    let shklov = offices()[0];
    let date = |day: &str| format!("{day}T21:00:00.000+00:00");
    let base = |unp: i64, kind: i64, standing: i64, name: &str| {
        json!({
            "ngrn": unp, "dfrom": date("2015-09-14"),
            "nsi00219": { "nksost": standing, "vnsostk": name, "nsi00219": 33512 },
            "nsi00211": { "nkvob": kind, "vnvobp": "", "nsi00211": 1 },
            "nsi00212CRT": { "nkuz": shklov, "vnuzp": "Шкловский районный исполнительный комитет", "nsi00212": 1 },
            "nsi00212": { "nkuz": shklov, "vnuzp": "Шкловский районный исполнительный комитет", "nsi00212": 1 },
        })
    };
    let names = |unp: i64, full: &str, short: &str, brand: &str| json!({ "ngrn": unp, "dfrom": date("2015-09-14"), "cact": "+", "vnaim": full, "vn": short, "vfn": brand });
    let address = |unp: i64, street: &str, house: &str| {
        json!({
            "ngrn": unp, "dfrom": date("2015-09-14"), "cact": "+",
            "nsi00201": { "nkstran": 112, "vnstranp": "Республика Беларусь", "nsi00201": 4881 },
            "nindex": 213010, "vregion": "Могилёвская", "vdistrict": "Шкловский",
            "nsi00239": { "nktnp": 1, "vntnpk": "г.", "nsi00239": 50607 }, "vnp": "Шклов",
            "nsi00226": { "nktul": 1, "vntulk": "ул.", "nsi00226": 33295 }, "vulitsa": street, "vdom": house,
            "nsi00227": { "nktpom": 4, "vntpomk": "каб.", "nsi00227": 33302 }, "vpom": "3",
            "vtels": "+375 2239 5-55-55",
        })
    };
    vec![
        (Feed::Base, base(COMPANY, 1, 1, "Действующий")),
        (
            Feed::Names,
            names(
                COMPANY,
                "Общество с ограниченной ответственностью \"Ёлка-Ўсход\"",
                "ООО \"Ёлка-Ўсход\"",
                "Ёлка-Ўсход",
            ),
        ),
        (Feed::Address, address(COMPANY, "Ленинская", "10")),
        (
            Feed::Activity,
            json!({
                "ngrn": COMPANY, "dfrom": date("2015-09-14"), "cact": "+",
                "nsi00114": { "vkvdn": "62010", "vnvdnp": "Деятельность в области компьютерного программирования", "nsi00114": 1 },
            }),
        ),
        (Feed::Base, base(PRIVATE, 1, 1, "Действующий")),
        (
            Feed::Names,
            names(
                PRIVATE,
                "Частное унитарное предприятие \"Синий лён\"",
                "Частное предприятие \"Синий лён\"",
                "Синий лён",
            ),
        ),
        (Feed::Address, address(PRIVATE, "Советская", "4")),
        (Feed::Base, base(EXCLUDED, 1, 2, "Исключен из ЕГР")),
        (Feed::Names, names(EXCLUDED, "Открытое акционерное общество \"Вчера\"", "ОАО \"Вчера\"", "Вчера")),
        (Feed::Base, base(PROPRIETOR, 2, 1, "Действующий")),
        (
            Feed::Person,
            json!({ "ngrn": PROPRIETOR, "dfrom": date("2015-09-14"), "cact": "+", "vfio": "Шиманский Олег Петрович", "vfiob": "Шыманскі Алег Пятровіч" }),
        ),
        (Feed::Address, address(PROPRIETOR, "Тайная", "1")),
    ]
}
