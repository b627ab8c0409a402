//! The demo's people: two entrepreneurs with companies of the invented register, clerks in three
//! offices, a supervisor, one of the region, one person for each body that confirms before an exclusion, an administrator of the
//! portal and an auditor.

pub mod data_draft;
mod heads;
mod offices;

use self::heads::Named;
use crate::accounts::passwords;
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::accounts::{self, Account, Role};
use crate::store::demo::{Wanted, office_or_first};
use crate::store::mandates::{self, MandateRow};
use crate::store::{AnyConn, Db, jobs, new_id};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use portal::company::{Kind, Standing};
use portal::lang::Lang;
use portal::mandate::Scope;
use portal::offices::REGION_CODE;
use portal::proceeding::Body;

/// The one password of the demo's accounts, printed at start. They exist only in a demo database, and
/// `--demo` listens on loopback.
pub const PASSWORD: &str = "akno-pakaz-2026";

/// Codes of the three offices with a clerk: administration of the Leninsky district of Mogilev, of the
/// Pervomaisky district of Bobruisk, Shklov district executive committee.
const LENINSKY: i32 = 7211;
const PERVOMAISKY: i32 = 7222;
const SHKLOV: i32 = 7121;

/// Somebody of the demo; the key is part of the locale keys `demo-account-…`, which say who it is.
#[derive(Clone, Copy, Debug)]
pub struct DemoAccount {
    pub key: &'static str,
    pub email: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub office: Option<i32>,
}

/// The accounts, in the order of the sign-in page's buttons.
pub const ACCOUNTS: &[DemoAccount] = &[
    entrepreneur("elena", "elena@akno.example", "Елена Ковалёва"),
    entrepreneur("viktor", "viktor@akno.example", "Виктор Шиманский"),
    staff("irina", "irina@akno.example", "Ирина Лапицкая", Role::Clerk, LENINSKY),
    staff("sergei", "sergei@akno.example", "Сергей Бондаренко", Role::Clerk, PERVOMAISKY),
    staff("natalya", "natalya@akno.example", "Наталья Дубовик", Role::Clerk, SHKLOV),
    staff("andrei", "andrei@akno.example", "Андрей Малашкевич", Role::Supervisor, LENINSKY),
    staff("lyudmila", "lyudmila@akno.example", "Людмила Ярош", Role::Regional, REGION_CODE),
    staff("tamara", "tamara@akno.example", "Тамара Жук", Role::Editor, SHKLOV),
    staff("roman", "roman@akno.example", "Роман Сечко", Role::Editor, SHKLOV),
    portal("galina", "galina@akno.example", "Галина Астапенко", Role::Administrator),
    portal("yakov", "yakov@akno.example", "Яков Шевчук", Role::Auditor),
    body("marina", "marina@akno.example", "Марина Ковзик", Body::Tax),
    body("pavel", "pavel@akno.example", "Павел Гринкевич", Body::SocialFund),
    body("olga", "olga@akno.example", "Ольга Стельмах", Body::Customs),
    body("igor", "igor@akno.example", "Игорь Лось", Body::Archive),
];

const fn entrepreneur(key: &'static str, email: &'static str, name: &'static str) -> DemoAccount {
    DemoAccount { key, email, name, role: Role::Entrepreneur, office: None }
}

const fn body(key: &'static str, email: &'static str, name: &'static str, body: Body) -> DemoAccount {
    DemoAccount { key, email, name, role: Role::Of(body), office: None }
}

/// Of the portal as a whole.
const fn portal(key: &'static str, email: &'static str, name: &'static str, role: Role) -> DemoAccount {
    DemoAccount { key, email, name, role, office: None }
}

const fn staff(key: &'static str, email: &'static str, name: &'static str, role: Role, office: i32) -> DemoAccount {
    DemoAccount { key, email, name, role, office: Some(office) }
}

/// The accounts and their password, for the terminal.
pub fn accounts_in_words() -> String {
    let line = |account: &DemoAccount| format!("  {:<22} {}, {}", account.email, account.role.code(), account.name);
    let lines: Vec<String> = ACCOUNTS.iter().map(line).collect();
    format!("Demo accounts, password {PASSWORD}:\n{}", lines.join("\n"))
}

/// The companies that the demo's entrepreneurs act for: UNPs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoCompanies {
    pub elena: Vec<i64>,
    pub viktor: Vec<i64>,
}

impl DemoCompanies {
    /// The first of each kind by name, so that the same register gives the same companies: active
    /// ones of the offices that have a clerk, a private unitary enterprise among them, one in
    /// liquidation, a sole proprietor.
    pub fn pick(conn: &mut AnyConn) -> Result<DemoCompanies, Failure> {
        let mut taken = Vec::new();
        let mut first = |conn: &mut AnyConn, wanted: Wanted| -> Result<Option<i64>, Failure> {
            let found = wanted.first(conn, &taken)?;
            taken.extend(found);
            Ok(found)
        };
        let active = |office: i32, form: &'static str| Wanted { form, office: Some(office), ..Wanted::default() };
        let gone = Wanted { standing: Standing::InLiquidation, ..Wanted::default() };
        let excluded = Wanted { standing: Standing::Excluded, ..Wanted::default() };
        let alone = |office: Option<i32>| Wanted { kind: Kind::SoleProprietor, form: "", office, ..Wanted::default() };
        let elena = [
            first(conn, active(LENINSKY, "Общество с ограниченной ответственностью%"))?,
            first(conn, active(SHKLOV, "Частное%унитарное предприятие%"))?,
            first(conn, active(PERVOMAISKY, "Общество с ограниченной ответственностью%"))?,
            match first(conn, excluded)? {
                Some(found) => Some(found),
                None => first(conn, gone)?,
            },
        ];
        let viktor = [
            match first(conn, alone(Some(LENINSKY)))? {
                Some(found) => Some(found),
                None => first(conn, alone(None))?,
            },
            first(conn, active(SHKLOV, "Общество с ограниченной ответственностью%"))?,
            first(conn, active(LENINSKY, "Частное%унитарное предприятие%"))?,
        ];
        Ok(DemoCompanies {
            elena: elena.into_iter().flatten().collect(),
            viktor: viktor.into_iter().flatten().collect(),
        })
    }
}

/// Adds the demo's people once its register is there.
pub async fn seed(db: &Db, clock: &Clock) -> Result<(), Failure> {
    let (now, today) = (clock.now(), clock.today());
    let add = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let companies = DemoCompanies::pick(conn)?;
        seed_accounts(conn, now, today, companies)?;
        offices::describe(conn, today, now)?;
        Ok(jobs::add_open_data(conn, jobs::DEMO_OPEN_DATA, now)?)
    };
    db.write(add).await
}

/// Adds the demo's accounts and rights; those that are there stay as they are. Needs the offices.
pub fn seed_accounts(
    conn: &mut AnyConn,
    now: NaiveDateTime,
    today: NaiveDate,
    companies: DemoCompanies,
) -> Result<(), Failure> {
    let password_hash = passwords::hash_now(PASSWORD)?;
    for demo in ACCOUNTS {
        if accounts::by_email(conn, demo.email)?.is_some() {
            continue;
        }
        let office = match demo.office {
            Some(code) => office_or_first(conn, code)?,
            None => None,
        };
        let account = Account {
            id: new_id(),
            email: demo.email.to_owned(),
            name: demo.name.to_owned(),
            password_hash: password_hash.clone(),
            role: demo.role.code().to_owned(),
            office,
            lang: Lang::Ru.tag().to_owned(),
            email_confirmed_at: Some(now),
            disabled_at: None,
            created_at: now,
        };
        accounts::add(conn, &account)?;
        let unps: &[i64] = match demo.key {
            "elena" => &companies.elena,
            "viktor" => &companies.viktor,
            _ => &[],
        };
        for unp in unps {
            let mandate = head_of(&account, *unp, today, now);
            if let Some(named) = named(demo.key) {
                heads::name(conn, *unp, named, mandate.valid_from, now)?;
            }
            mandates::add(conn, &mandate)?;
        }
    }
    Ok(())
}

/// How the register names an entrepreneur of the demo.
fn named(key: &str) -> Option<Named> {
    match key {
        "elena" => Some(Named {
            ru: "Ковалёва Елена Викторовна", be: "Кавалёва Алена Віктараўна"
        }),
        "viktor" => Some(Named {
            ru: "Шиманский Виктор Андреевич", be: "Шыманскі Віктар Андрэевіч"
        }),
        _ => None,
    }
}

fn head_of(account: &Account, unp: i64, today: NaiveDate, now: NaiveDateTime) -> MandateRow {
    MandateRow {
        id: new_id(),
        account_id: account.id.clone(),
        unp,
        scope: Scope::Head.code().to_owned(),
        valid_from: today - Duration::days(400),
        valid_to: None,
        granted_by: None,
        revoked_at: None,
        created_at: now,
        authorised: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::l10n::Tr;

    #[test]
    fn everybody_of_the_demo_is_introduced_in_each_language() {
        for account in ACCOUNTS {
            for lang in Lang::ALL {
                assert!(Tr(lang).has(&format!("demo-account-{}", account.key)), "{}", account.key);
            }
        }
    }

    #[test]
    fn the_register_names_the_entrepreneurs_as_their_accounts_do() {
        for account in ACCOUNTS {
            let named = named(account.key);
            assert_eq!(named.is_some(), account.role == Role::Entrepreneur, "{}", account.key);
            for part in named.into_iter().flat_map(|_| account.name.split(' ')) {
                assert!(named.is_some_and(|named| named.ru.contains(part)), "{part}");
            }
        }
    }

    #[test]
    fn the_offices_of_the_demo_register_companies() {
        // Who supervises the region belongs to an office that registers nobody.
        let clerks = ACCOUNTS.iter().filter(|account| account.role != Role::Regional);
        for code in clerks.filter_map(|account| account.office) {
            let office = portal::offices::by_code(code).unwrap();
            assert!(office.kind.registers(), "{}", office.name.ru);
        }
        let names: Vec<&str> =
            [LENINSKY, PERVOMAISKY, SHKLOV].map(|code| portal::offices::by_code(code).unwrap().name.ru.as_str()).into();
        assert!(names[0].contains("Ленинского") && names[0].contains("Могил"), "{names:?}");
        assert!(names[1].contains("Первомайского") && names[1].contains("Бобруйск"), "{names:?}");
        assert!(names[2].contains("Шкловский"), "{names:?}");
    }

    #[test]
    fn the_demos_password_is_one_the_portal_takes() {
        for account in ACCOUNTS {
            assert_eq!(passwords::fault(PASSWORD, account.email, account.name), None);
        }
    }
}
