//! The sentences of the page in Russian, and the pieces of HTML that come again and again.

use super::rows::{BANKRUPT, IN_LIQUIDATION, SUSPENDED};
use portal::company::InHeadsPlace;

/// A sign of the portal's design.
macro_rules! sign {
    ($path:literal) => {
        concat!(
            "<svg class=\"icon\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" fill=\"none\" stroke=\"currentColor\" ",
            "stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\"",
            "><path d=\"",
            $path,
            "\"></path></svg>"
        )
    };
}

/// A status in a word or two; colour never carries it alone.
macro_rules! tag {
    (green $words:literal) => {
        concat!("<strong class=\"tag green\">", sign!("M4 10.5l4 4 8-9"), $words, "</strong>")
    };
    (amber $words:literal) => {
        concat!("<strong class=\"tag amber\">", sign!("M10 2.5L18.5 17h-17zM10 8v4M10 14.2v.6"), $words, "</strong>")
    };
    (neutral $words:literal) => {
        concat!("<strong class=\"tag neutral\">", $words, "</strong>")
    };
}

pub const SYNTHETIC: &str = tag!(amber "Вымышленные сведения");

/// The tag of a state, and the sentence that a date ends.
pub fn standing(code: i64) -> (&'static str, &'static str) {
    match code {
        2 => (tag!(neutral "Исключён из ЕГР"), "Больше не работает. Был зарегистрирован "),
        IN_LIQUIDATION => (tag!(amber "В процессе ликвидации"), "Закрывается. Зарегистрирован "),
        BANKRUPT => (
            tag!(amber "В процедуре банкротства"),
            "От его имени действует антикризисный управляющий. Зарегистрирован ",
        ),
        5 => (tag!(neutral "Прекращён при реорганизации"), "Больше не существует. Был зарегистрирован "),
        6 => (tag!(neutral "Передан в другой регистрирующий орган"), "Сведения ведёт другой орган. Зарегистрирован "),
        7 => (tag!(neutral "Передан в другой территориальный орган"), "Сведения ведёт другой орган. Зарегистрирован "),
        8 => (tag!(neutral "Прекращён в прежней форме"), "Больше не существует в прежней форме. Был зарегистрирован "),
        9 => (tag!(neutral "Внесён по ошибке"), "Такого субъекта нет. Запись от "),
        SUSPENDED => (tag!(amber "Деятельность приостановлена"), "Сейчас не работает. Зарегистрирован "),
        11 => (tag!(neutral "Утратил правоспособность"), "Больше не может действовать. Был зарегистрирован "),
        12 => (tag!(neutral "Регистрация аннулирована"), "Регистрация не имеет силы. Запись от "),
        13 => (tag!(neutral "Зарегистрирован дважды"), "Действует другая запись. Эта — от "),
        // Active, as which the portal takes a code that it does not know.
        _ => (tag!(green "Действует"), "Работает с "),
    }
}

/// The kinds of events that the portal has its own words for; others keep the register's.
pub fn event(code: i64) -> Option<&'static str> {
    Some(match code {
        21700 => "Уведомление о назначении или замене руководителя",
        990_001 => "Уведомление об изменении местонахождения",
        990_002 => "Государственная регистрация",
        990_003 => "Изменение наименования или фамилии",
        990_004 => "Изменение вида деятельности",
        990_005 => "Решение о ликвидации или прекращении деятельности",
        990_006 => "Возбуждено дело о банкротстве",
        990_007 => "Деятельность приостановлена",
        990_008 => "Исключение из регистра",
        990_009 => "Утрата правоспособности",
        990_010 => "Регистрация аннулирована",
        990_011 => "Прекращение при реорганизации",
        990_012 => "Зарегистрированы изменения в устав",
        990_013 => "Исправлена ошибка",
        990_014 => "Уведомление о полномочиях иного лица",
        990_021 => "Утверждён промежуточный ликвидационный баланс",
        990_022 => "Срок ликвидации или прекращения деятельности продлён",
        990_023 => "Ликвидатор заменён",
        990_024 => "Решение о ликвидации или прекращении деятельности отменено",
        _ => return None,
    })
}

pub const ACTING: &str = "<h2 id=\"acting\">Кто может действовать</h2><table class=\"cards-table\"><caption>\
    <span class=\"vh\">Кто может действовать</span></caption><thead><tr><th scope=\"col\">Кто</th>\
    <th scope=\"col\">В каком качестве</th><th scope=\"col\">С какого и по какой день</th></tr>\
    </thead><tbody><tr><th scope=\"row\">";
pub const ACTING_AS: &str =
    "</th><td data-label=\"В каком качестве\">Руководитель</td><td data-label=\"С какого и по какой день\">";
pub const ACTING_IN_HEADS_PLACE: &str =
    "</th><td data-label=\"В каком качестве\">Вместо руководителя</td><td data-label=\"С какого и по какой день\">";
pub const ACTING_END: &str = "</td></tr></tbody></table>";

/// What stands in the place of the table where the register does not name who acts in the head's place.
pub fn unnamed(place: InHeadsPlace) -> &'static str {
    match place {
        InHeadsPlace::Liquidator => UNNAMED_LIQUIDATOR,
        InHeadsPlace::Administrator => UNNAMED_ADMINISTRATOR,
    }
}
const UNNAMED_LIQUIDATOR: &str = "<h2 id=\"acting\">Кто может действовать</h2><p>Организация ликвидируется: вместо \
    руководителя от её имени действует ликвидатор или ликвидационная комиссия. Кто это, в регистре не указано.</p>";
const UNNAMED_ADMINISTRATOR: &str = "<h2 id=\"acting\">Кто может действовать</h2><p>Организация в процедуре \
    банкротства: вместо руководителя от её имени действует антикризисный управляющий. Кто это, в регистре не \
    указано.</p>";

pub const RELATED: &str = "<section aria-labelledby=\"related\"><h2 id=\"related\">Связанные организации</h2>";
pub const RELATED_MORE: &str =
    "<p class=\"soft\">Есть и другие: поищите в регистре по имени руководителя или по адресу.</p>";
pub const RELATED_END: &str = "<p class=\"soft\">Люди с одним именем могут быть разными людьми, а по одному адресу \
    может быть много офисов.</p></section>";

pub const ACTIONS: &str = "<aside aria-labelledby=\"company-actions\" class=\"stack no-print\">\
    <h2 id=\"company-actions\">Что можно сделать</h2>";
pub const MOVE: &str = "<p>Организация переехала? Её руководитель или представитель может сообщить об этом здесь.</p>\
    <p><a href=\"/services/change-of-location\" class=\"btn btn-secondary\">\
    <span>Сообщить о новом адресе</span></a></p>";
pub const NO_MOVE: &str = "<p>Об изменении адреса этого субъекта здесь не сообщить. Что ещё можно подать за него, \
    показано среди услуг.</p>";
/// What can be done for any company; the number stands between.
pub const ACTIONS_REST: [&str; 5] = [
    "<p><a href=\"/extracts?unp=",
    "\">Получить выписку из регистра</a></p><p><a href=\"/services\">Все услуги</a></p><p><a href=\"/register/",
    "/alert\">Сообщить, когда что\u{2011}то изменится</a></p><form method=\"get\" action=\"/register/",
    "\" novalidate class=\"stack\"><div class=\"field\"><label for=\"as_of\">Как было на дату</label>\
     <p id=\"as_of-hint\" class=\"hint\">Например: 31.12.2020</p><input id=\"as_of\" name=\"as_of\" type=\"text\" \
     value=\"\" aria-describedby=\"as_of-hint\" class=\"input w-10\"></div><button type=\"submit\" \
     class=\"btn btn-secondary\"><span>Показать на эту дату</span></button></form><p><a href=\"/register/",
    "/feed.atom\" type=\"application/atom+xml\">Изменения лентой (Atom)</a></p></aside>",
];
