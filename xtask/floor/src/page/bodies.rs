//! The records of the log by the fields that the page tells, their texts borrowed where they hold no escapes.

use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A text as it stands in the body: of a `Cow` in an `Option` serde makes a copy.
#[derive(Deserialize)]
pub struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Text<'a> {
    /// As it stands.
    pub fn whole(self) -> Cow<'a, str> {
        self.0
    }
}

pub type Words<'a> = Option<Text<'a>>;

/// A text without the blanks around it, where that leaves something.
pub fn filled<'a>(words: Words<'a>) -> Option<Cow<'a, str>> {
    let text = match words?.0 {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() < text.len() => Cow::Owned(text.trim().to_owned()),
        whole => whole,
    };
    (!text.is_empty()).then_some(text)
}

#[derive(Deserialize)]
pub struct Base<'a> {
    #[serde(borrow, rename = "nsi00212CRT")]
    pub registered_by: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00212")]
    pub kept_by: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00212LKV")]
    pub excluded_by: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00228")]
    pub way: Option<Way<'a>>,
}

#[derive(Deserialize)]
pub struct Way<'a> {
    #[serde(borrow)]
    pub vnslkvp: Words<'a>,
}

/// A registering body.
#[derive(Deserialize)]
pub struct Body<'a> {
    pub nkuz: Option<i64>,
    #[serde(borrow)]
    pub vnuzp: Words<'a>,
}

#[derive(Deserialize)]
pub struct Names<'a> {
    #[serde(borrow)]
    pub vnaim: Words<'a>,
    #[serde(borrow)]
    pub vn: Words<'a>,
    #[serde(borrow)]
    pub vfn: Words<'a>,
    #[serde(borrow)]
    pub vnaimb: Words<'a>,
    #[serde(borrow)]
    pub vnb: Words<'a>,
}

#[derive(Deserialize)]
pub struct Person<'a> {
    #[serde(borrow)]
    pub vfio: Words<'a>,
    #[serde(borrow)]
    pub vfiob: Words<'a>,
}

#[derive(Deserialize)]
pub struct Activity<'a> {
    #[serde(borrow)]
    pub nsi00114: Option<Classified<'a>>,
}

#[derive(Deserialize)]
pub struct Classified<'a> {
    #[serde(borrow)]
    pub vkvdn: Words<'a>,
    #[serde(borrow)]
    pub vnvdnp: Words<'a>,
}

#[derive(Deserialize)]
pub struct Head<'a> {
    dto: Option<IgnoredAny>,
    #[serde(borrow)]
    cact: Words<'a>,
    #[serde(borrow)]
    pub vfio: Text<'a>,
    #[serde(borrow)]
    pub vpost: Words<'a>,
    #[serde(borrow)]
    pub dsrok: Words<'a>,
}

impl Head<'_> {
    pub fn is_in_office(&self) -> bool {
        self.cact.as_ref().map_or(self.dto.is_none(), |mark| mark.0 == "+")
    }
}

#[derive(Deserialize)]
pub struct Event<'a> {
    #[serde(borrow, rename = "nsi00223")]
    pub kind: Option<EventKind<'a>>,
    #[serde(borrow, rename = "nsi00212")]
    pub kept_by: Option<Body<'a>>,
    #[serde(borrow, rename = "nsi00212R")]
    pub decided_by: Option<Body<'a>>,
    #[serde(borrow)]
    pub vprim: Words<'a>,
}

#[derive(Deserialize)]
pub struct EventKind<'a> {
    pub nkop: Option<i64>,
    #[serde(borrow)]
    pub vnop: Words<'a>,
}

#[derive(Deserialize)]
pub struct Address<'a> {
    nindex: Option<i64>,
    #[serde(borrow)]
    vregion: Words<'a>,
    #[serde(borrow)]
    vdistrict: Words<'a>,
    #[serde(borrow)]
    nsi00239: Option<SettlementKind<'a>>,
    #[serde(borrow)]
    vnp: Words<'a>,
    #[serde(borrow)]
    nsi00226: Option<StreetKind<'a>>,
    #[serde(borrow)]
    vulitsa: Words<'a>,
    #[serde(borrow)]
    vdom: Words<'a>,
    #[serde(borrow)]
    vkorp: Words<'a>,
    #[serde(borrow)]
    nsi00227: Option<RoomKind<'a>>,
    #[serde(borrow)]
    vpom: Words<'a>,
    #[serde(borrow)]
    pub vtels: Words<'a>,
    #[serde(borrow)]
    pub vemail: Words<'a>,
    #[serde(borrow)]
    pub vsite: Words<'a>,
}

#[derive(Deserialize)]
struct SettlementKind<'a> {
    #[serde(borrow)]
    vntnpk: Words<'a>,
}

#[derive(Deserialize)]
struct StreetKind<'a> {
    #[serde(borrow)]
    vntulk: Words<'a>,
}

#[derive(Deserialize)]
struct RoomKind<'a> {
    #[serde(borrow)]
    vntpomk: Words<'a>,
}

impl Address<'_> {
    /// On one line, from the large to the small; empty where the register has nothing.
    pub fn line(self) -> String {
        let mut line = String::with_capacity(160);
        let mut part = |before: Option<Cow<'_, str>>, name: Option<Cow<'_, str>>, after: &str| {
            let Some(name) = name else { return };
            for text in [if line.is_empty() { "" } else { ", " }, before.as_deref().unwrap_or_default()] {
                line.push_str(text);
            }
            if before.is_some() {
                line.push(' ');
            }
            line.push_str(&name);
            if !after.is_empty() && !name.contains(after) {
                line.push(' ');
                line.push_str(after);
            }
        };
        part(None, self.nindex.map(|index| Cow::Owned(format!("{index:06}"))), "");
        part(None, filled(self.vregion), "обл.");
        part(None, filled(self.vdistrict), "р-н");
        part(self.nsi00239.and_then(|kind| filled(kind.vntnpk)), filled(self.vnp), "");
        part(self.nsi00226.and_then(|kind| filled(kind.vntulk)), filled(self.vulitsa), "");
        part(None, filled(self.vdom), "");
        part(Some(Cow::Borrowed("корп.")), filled(self.vkorp), "");
        part(self.nsi00227.and_then(|kind| filled(kind.vntpomk)), filled(self.vpom), "");
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_on_one_line_without_gaps() {
        let line = |json: &str| serde_json::from_str::<Address>(json).unwrap().line();
        let whole = r#"{"nindex":13410,"vregion":"Могилёвская","vdistrict":"Горецкий р-н","nsi00239":{"vntnpk":"г."},
            "vnp":" Горки ","nsi00226":{"vntulk":"ул."},"vulitsa":"Мира","vdom":"7","vkorp":"2","vpom":"\"12\""}"#;
        assert_eq!(line(whole), "013410, Могилёвская обл., Горецкий р-н, г. Горки, ул. Мира, 7, корп. 2, \"12\"");
        assert_eq!(line(r#"{"nsi00227":{"vntpomk":"каб."},"vpom":"12","nsi00239":{"vntnpk":"г."}}"#), "каб. 12");
        assert_eq!(line("{}"), "");
    }

    #[test]
    fn a_text_is_trimmed_and_borrowed_where_it_can_be() {
        let read = |json: &'static str| filled(serde_json::from_str(json).unwrap());
        assert!(matches!(read(r#"" Котов ""#), Some(Cow::Borrowed("Котов"))));
        assert_eq!(read(r#"" \"Котов\" ""#).as_deref(), Some("\"Котов\""));
        assert_eq!((read(r#""  ""#), read("null")), (None, None));
    }
}
