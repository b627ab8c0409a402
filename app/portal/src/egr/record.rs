//! How a record is read field by field and written back whole.
//!
//! `record!` declares a record once; reading, writing and the names of the fields follow from that
//! declaration. It is not serde's derive, because three things are wanted together that the derive
//! cannot give: any letter case in the keys, errors that name the field, unknown fields kept.

use super::date::WireDate;
use super::error::{Problem, WireError};
use serde::Serialize;
use serde_json::{Map, Value};

/// One object of the wire format.
pub trait Record: Sized + Serialize {
    /// The fields known by name, in the order in which they are written.
    const FIELDS: &'static [&'static str];

    /// Reads a record from a JSON object; keys may be in any letter case.
    fn from_map(map: Map<String, Value>) -> Result<Self, WireError>;

    /// Reads a record from any JSON value; an error names the field.
    fn from_value(value: Value) -> Result<Self, WireError> {
        match value {
            Value::Object(map) => Self::from_map(map),
            other => Err(wrong_type("an object", &other).into()),
        }
    }
}

/// A record that belongs to one company and holds for a time.
pub trait Entry: Record {
    /// UNP of the company.
    fn ngrn(&self) -> i64;
    /// First day on which the entry holds.
    fn valid_from(&self) -> Option<WireDate>;
    /// Day from which it no longer holds; nothing while it does.
    fn valid_to(&self) -> Option<WireDate>;
}

/// Declares a record: `field: Type` or, where the wire name is no Rust name, `field as "wire": Type`.
macro_rules! record {
    (
        $(#[$doc:meta])*
        pub struct $name:ident {
            $( $(#[$field_doc:meta])* $field:ident $(as $wire:literal)? : $kind:ty, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[$field_doc])* pub $field: $kind, )*
            /// Fields not named above, as they came; written back after the others.
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::egr::record::Record for $name {
            const FIELDS: &'static [&'static str] =
                &[$( $crate::egr::record::wire_name!($field $(as $wire)?), )*];

            fn from_map(
                map: serde_json::Map<String, serde_json::Value>,
            ) -> Result<Self, $crate::egr::error::WireError> {
                let mut source = $crate::egr::record::Source(map);
                Ok(Self {
                    $( $field: source.take($crate::egr::record::wire_name!($field $(as $wire)?))?, )*
                    extra: source.rest(Self::FIELDS)?,
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                use $crate::egr::record::Field;
                let mut map = serializer.serialize_map(None)?;
                $(
                    if !self.$field.is_absent() {
                        let name = $crate::egr::record::wire_name!($field $(as $wire)?);
                        map.serialize_entry(name, &self.$field)?;
                    }
                )*
                for (name, value) in self.extra.iter().filter(|(_, value)| !value.is_null()) {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                $crate::egr::record::Record::from_value(value).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(super) use record;

macro_rules! wire_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $wire:literal) => {
        $wire
    };
}
pub(super) use wire_name;

/// The object being read; each field is taken out of it once.
pub(super) struct Source(pub Map<String, Value>);

impl Source {
    pub fn take<T: Field>(&mut self, name: &str) -> Result<T, WireError> {
        match self.remove(name) {
            None | Some(Value::Null) => T::absent().map_err(|problem| WireError::at(name, problem)),
            Some(value) => T::read(value).map_err(|error| error.within(name)),
        }
    }

    fn remove(&mut self, name: &str) -> Option<Value> {
        if let Some(value) = self.0.remove(name) {
            return Some(value);
        }
        let spelled = self.0.keys().find(|key| key.eq_ignore_ascii_case(name))?.clone();
        self.0.remove(&spelled)
    }

    /// What is left is unknown; nulls say nothing, and a known name left over was given twice.
    pub fn rest(mut self, known: &[&str]) -> Result<Map<String, Value>, WireError> {
        self.0.retain(|_, value| !value.is_null());
        match known.iter().find(|name| self.0.keys().any(|key| key.eq_ignore_ascii_case(name))) {
            Some(name) => Err(WireError::at(name, Problem::GivenTwice)),
            None => Ok(self.0),
        }
    }
}

/// A place in a record: one that must be filled, or one that may be empty.
pub(super) trait Field: Sized {
    fn absent() -> Result<Self, Problem>;
    fn read(value: Value) -> Result<Self, WireError>;
    fn is_absent(&self) -> bool;
}

impl Field for i64 {
    fn absent() -> Result<Self, Problem> {
        Err(Problem::Missing)
    }

    fn read(value: Value) -> Result<Self, WireError> {
        Ok(<Self as Scalar>::read(value)?.ok_or(Problem::Missing)?)
    }

    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Scalar> Field for Option<T> {
    fn absent() -> Result<Self, Problem> {
        Ok(None)
    }

    fn read(value: Value) -> Result<Self, WireError> {
        T::read(value)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// What a field can hold. Blank text where a number or a date belongs reads as nothing.
pub(super) trait Scalar: Sized {
    fn read(value: Value) -> Result<Option<Self>, WireError>;
}

impl<T: Record> Scalar for T {
    fn read(value: Value) -> Result<Option<Self>, WireError> {
        T::from_value(value).map(Some)
    }
}

impl Scalar for i64 {
    fn read(value: Value) -> Result<Option<Self>, WireError> {
        /// Up to here a JSON number that was written with a fraction part is exact.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match &value {
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Ok(Some(whole)),
                (None, Some(float)) if float.fract() != 0.0 => {
                    let found = "a fraction";
                    Err(Problem::WrongType { expected: "a whole number", found }.into())
                }
                (None, Some(float)) if float.abs() <= EXACT => Ok(Some(float as Self)),
                _ => Err(Problem::OutOfRange.into()),
            },
            Value::String(text) => match text.trim() {
                "" => Ok(None),
                digits if is_whole_number(digits) => Ok(Some(digits.parse().map_err(|_| Problem::OutOfRange)?)),
                _ => Err(wrong_type("a whole number", &value).into()),
            },
            _ => Err(wrong_type("a whole number", &value).into()),
        }
    }
}

impl Scalar for String {
    fn read(value: Value) -> Result<Option<Self>, WireError> {
        match value {
            Value::String(text) if text.contains('\0') => Err(Problem::NulCharacter.into()),
            Value::String(text) => Ok(Some(text)),
            Value::Number(number) => Ok(Some(number.to_string())),
            other => Err(wrong_type("text", &other).into()),
        }
    }
}

impl Scalar for WireDate {
    fn read(value: Value) -> Result<Option<Self>, WireError> {
        match &value {
            Value::String(text) if text.trim().is_empty() => Ok(None),
            Value::String(text) => Ok(Some(Self::parse(text)?)),
            Value::Number(number) => {
                let milliseconds = number.as_i64().ok_or(Problem::OutOfRange)?;
                Ok(Some(Self::from_epoch_milliseconds(milliseconds)?))
            }
            _ => Err(wrong_type("a date", &value).into()),
        }
    }
}

fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn wrong_type(expected: &'static str, value: &Value) -> Problem {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Problem::WrongType { expected, found }
}
