//! JSON: a list of objects, an object that holds one, or an object a line. Names that come late are
//! columns like the others.

use super::sheet::{Reading, Sheet};
use super::{MOST_COLUMNS, Refusal};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::HashMap;
use std::fmt;

pub(super) fn looks_like(text: &str) -> bool {
    let mut marks = text.trim_start().chars().filter(|c| !c.is_whitespace());
    matches!((marks.next(), marks.next()), (Some('['), Some('{' | ']')) | (Some('{'), Some('"' | '}')))
}

pub(super) fn read(text: &str) -> Result<Reading, Refusal> {
    let text = text.trim_start();
    let mut table = Table::default();
    let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let first = lines.next().map_or("", |(line, _)| line);
    let more = lines.next().is_some();
    if text.starts_with('{') && more && serde_json::from_str::<IgnoredAny>(first).is_ok() {
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            table.number = number - 1;
            table.take(line, |table, json| Row(table).deserialize(json))?;
        }
    } else {
        table.take(text, |table, json| Whole(table).deserialize(json))?;
    }
    table.finish()
}

#[derive(Default)]
struct Table {
    names: Vec<String>,
    places: HashMap<String, usize>,
    /// The row that was read last.
    number: u64,
    sheet: Sheet,
    refusal: Option<Refusal>,
}

type Json<'a> = serde_json::Deserializer<serde_json::de::StrRead<'a>>;

impl Table {
    fn take<'a>(
        &mut self,
        text: &'a str,
        read: impl FnOnce(&mut Table, &mut Json<'a>) -> Result<(), serde_json::Error>,
    ) -> Result<(), Refusal> {
        let mut json = serde_json::Deserializer::from_str(text);
        let read = read(self, &mut json).and_then(|()| json.end());
        read.map_err(|error| match error.is_data() {
            true => self.refusal.take().unwrap_or(Refusal::Broken),
            false => Refusal::Broken,
        })
    }

    fn refuse<E: Error>(&mut self, why: Refusal) -> E {
        self.refusal = Some(why);
        E::custom("refused")
    }

    fn place<E: Error>(&mut self, name: String) -> Result<usize, E> {
        if let Some(place) = self.places.get(&name) {
            return Ok(*place);
        }
        if self.names.len() == MOST_COLUMNS {
            return Err(self.refuse(Refusal::TooManyColumns));
        }
        self.names.push(name.clone());
        self.places.insert(name, self.names.len() - 1);
        Ok(self.names.len() - 1)
    }

    fn row<E: Error>(&mut self, cells: &[String]) -> Result<(), E> {
        // The head is known at the end; until then it only has to be there.
        if !self.sheet.has_head() {
            self.sheet.set_head(Vec::new()).map_err(|why| self.refuse(why))?;
        }
        self.sheet.row(self.number, cells).map_err(|why| self.refuse(why))
    }

    fn finish(mut self) -> Result<Reading, Refusal> {
        if !self.sheet.has_head() {
            return Err(Refusal::NoRows);
        }
        self.sheet.set_head(self.names)?;
        self.sheet.finish()
    }
}

/// The whole of a file.
struct Whole<'t>(&'t mut Table);

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Row(&mut *self.0))?.is_some() {}
        Ok(())
    }

    /// What programs wrap their lists in: the list counts, what stands beside it does not.
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while object.next_key::<IgnoredAny>()?.is_some() {
            object.next_value_seed(Inner(&mut *self.0))?;
        }
        Ok(())
    }
}

/// A member of the object around a list.
struct Inner<'t>(&'t mut Table);

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        if self.0.sheet.has_head() {
            let mut list = list;
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        Whole(self.0).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// One object.
struct Row<'t>(&'t mut Table);

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        self.0.number += 1;
        let row = self.0.number;
        self.0.refusal = Some(Refusal::NotRows { row });
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let table = self.0;
        table.refusal = None;
        let mut cells: Vec<String> = vec![String::new(); table.names.len()];
        while let Some(name) = object.next_key::<String>()? {
            let place = table.place(name.clone())?;
            cells.resize(table.names.len(), String::new());
            table.refusal = Some(Refusal::Nested { row: table.number, column: name });
            cells[place] = object.next_value_seed(Scalar)?;
            table.refusal = None;
        }
        table.row(&cells)
    }
}

/// A value of a cell, as text.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<String, D::Error> {
        json.deserialize_any(self)
    }
}

impl Visitor<'_> for Scalar {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }
}
