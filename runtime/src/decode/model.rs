//! The common half of `#[model]`: what its expansion would otherwise repeat for every struct.
//!
//! The macro writes one table of fields and one loop. [`FieldReader`] and [`FieldWriter`] do the rest: find the field
//! of a name, keep the path of an error, fill in what is absent, record what is unknown.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::DecodeError;
use super::finite::check_finite;
use super::json_text::stands_for_number;
use super::serde::{self as by_serde, BySerde, is_null};
use super::{Decode, MAX_ITEMS, Serde, decoding, drift, from_json, path};
use crate::operation::ModelInfo;

/// A struct that is an object on the wire. `#[model]` implements it and [`Decode`], from which
/// [`ParamValue`](crate::ParamValue) follows.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a model", note = "put `#[model]` on its definition")]
pub trait Model: Decode {
    /// Returns the metadata of the fields.
    ///
    /// ```
    /// use countersign::{Model as _, model};
    ///
    /// /// A book.
    /// #[model]
    /// pub struct Book {
    ///     /// Its title.
    ///     pub title: String,
    /// }
    ///
    /// assert_eq!(Book::info().fields()[0].docs(), "Its title.");
    /// ```
    fn info() -> &'static ModelInfo;

    /// Reads the members of one object.
    ///
    /// # Errors
    /// A member is missing or of the wrong kind.
    fn read<'de, A: MapAccess<'de>>(fields: &mut FieldReader<A>) -> Result<Self, A::Error>;

    /// Writes the members of one object.
    ///
    /// # Errors
    /// The serializer failed.
    fn write<S: SerializeMap>(&self, fields: &mut FieldWriter<S>) -> Result<(), S::Error>;

    /// Reads a model from a JSON string, such as a canned answer in a test or a stored file. It is read as leniently as
    /// an answer.
    ///
    /// ```
    /// use countersign::{Model as _, model};
    ///
    /// #[model]
    /// pub struct Offer {
    ///     pub offer_id: u64,
    ///     pub tags: Vec<String>,
    /// }
    ///
    /// let offer = Offer::from_json(r#"{"offerId": "7"}"#)?;
    /// assert_eq!(offer, Offer { offer_id: 7, ..Offer::default() });
    /// let error = Offer::from_json(r#"{"offerId": 7, "tags": [[]]}"#).unwrap_err();
    /// assert_eq!(error.path(), "tags[0]");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// It is not JSON, or a value is missing or of the wrong kind.
    fn from_json(text: &str) -> Result<Self, DecodeError> {
        let (read, _) = decoding(MAX_ITEMS, || from_json::<Self>(text));
        read.map_err(|error| DecodeError::new(Self::info().name(), path::take(), error))
    }
}

/// Implements `Deserialize` for every model.
pub fn read_model<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // As a struct rather than as a map, so that an empty object written as a list is accepted, too.
    deserializer.deserialize_struct("", &[], ModelVisitor(PhantomData))
}

/// Implements `Serialize` for every model.
pub fn write_model<T: Model, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut fields = FieldWriter { map: serializer.serialize_map(None)?, info: T::info() };
    model.write(&mut fields)?;
    fields.map.end()
}

struct ModelVisitor<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for ModelVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::info().name())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(&mut FieldReader { map, info: T::info(), expected: 0, current: 0 })
    }

    /// Languages that do not distinguish an empty object from an empty list write `[]` for both.
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<T, A::Error> {
        let nothing = no_members(items, &self)?;
        self.visit_map(nothing)
    }
}

/// Accepts an object that is written as an empty list.
pub(super) fn no_members<'de, A: SeqAccess<'de>, V: Visitor<'de>>(
    mut items: A,
    expected: &V,
) -> Result<impl MapAccess<'de, Error = A::Error> + use<'de, A, V>, A::Error> {
    if items.next_element::<IgnoredAny>()?.is_some() {
        return Err(A::Error::invalid_type(Unexpected::Seq, expected));
    }
    drift::note_odd_form();
    Ok(MapDeserializer::new(std::iter::empty::<(&str, &str)>()))
}

/// Walks the members of an object, for a model's `read`.
#[derive(Debug)]
pub struct FieldReader<A> {
    map: A,
    info: &'static ModelInfo,
    /// The field most likely to come next: objects keep their order from answer to answer.
    expected: usize,
    current: usize,
}

impl<'de, A: MapAccess<'de>> FieldReader<A> {
    /// Returns the index of the next member that the model knows. For an unknown member, the index is past the last
    /// field.
    ///
    /// # Errors
    /// The JSON is malformed.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "an iterator cannot lend its values; the loop reads the same")]
    pub fn next(&mut self) -> Result<Option<usize>, A::Error> {
        let seed = NameSeed { info: self.info, expected: self.expected };
        let Some(index) = self.map.next_key_seed(seed)? else { return Ok(None) };
        self.current = index;
        if index < self.info.fields().len() {
            self.expected = index + 1;
        }
        Ok(Some(index))
    }

    /// Returns the value of the member that [`next`](Self::next) found.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    #[inline]
    pub fn value<T: Decode>(&mut self) -> Result<T, A::Error> {
        let value = self.map.next_value_seed(ValueSeed(PhantomData)).map_err(|error| self.located(error))?;
        if drift::is_odd() {
            self.record_odd_form();
        }
        Ok(value)
    }

    /// Returns the value like [`value_or_null`](Self::value_or_null), for a field that may have been read under another
    /// name: an absent value does not replace the one before.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    pub fn value_beside<T: Decode>(&mut self, before: Option<T>) -> Result<Option<T>, A::Error> {
        let value = self.value_or_null::<T>()?;
        Ok(if value.as_ref().is_none_or(T::is_absent) { before.or(value) } else { value })
    }

    /// Returns the value like [`value_beside`](Self::value_beside), for a type that is read by serde.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    pub fn by_serde_beside<T: BySerde>(&mut self, before: Option<T>) -> Result<Option<T>, A::Error> {
        Ok(self.value_beside(before.map(Serde::from))?.map(Serde::into_inner))
    }

    /// Returns the value like [`value`](Self::value), where `null` is read as absent.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    #[inline]
    pub fn value_or_null<T: Decode>(&mut self) -> Result<Option<T>, A::Error> {
        self.value()
    }

    /// Returns the value like [`value`](Self::value), for a type that is read by serde.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    pub fn by_serde<T: BySerde>(&mut self) -> Result<T, A::Error> {
        self.value::<Serde<T>>().map(Serde::into_inner)
    }

    /// Returns the value like [`by_serde`](Self::by_serde), where `null` is read as absent.
    ///
    /// # Errors
    /// The value cannot be read as `T`.
    pub fn by_serde_or_null<T: BySerde>(&mut self) -> Result<Option<T>, A::Error> {
        Ok(self.value::<Option<Serde<T>>>()?.map(Serde::into_inner))
    }

    /// Returns the field like [`finish`](Self::finish), for a type that is read by serde.
    ///
    /// # Errors
    /// The field is required and missing.
    pub fn finish_by_serde<T: BySerde>(&self, index: usize, value: Option<T>) -> Result<T, A::Error> {
        self.finish(index, value.map(Serde::from)).map(Serde::into_inner)
    }

    /// Skips a member that the model does not know.
    ///
    /// # Errors
    /// The JSON is malformed.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(drop)
    }

    /// Returns the field at `index`, or its substitute if the object does not have it.
    ///
    /// # Errors
    /// The field is required and missing.
    #[inline]
    pub fn finish<T: Decode>(&self, index: usize, value: Option<T>) -> Result<T, A::Error> {
        match value {
            Some(value) => Ok(value),
            None => T::absent().ok_or_else(|| self.missing(index)),
        }
    }

    /// Returns the field at `index`, or its default if the object does not have it or it is `null`.
    ///
    /// # Errors
    /// None; the signature matches that of [`finish`](Self::finish).
    #[inline]
    pub fn finish_or<T>(&self, _index: usize, value: Option<T>, default: impl FnOnce() -> T) -> Result<T, A::Error> {
        Ok(value.unwrap_or_else(default))
    }

    #[cold]
    fn located(&self, error: A::Error) -> A::Error {
        if let Some(field) = self.info.fields().get(self.current) {
            path::prepend(field.wire_name().into());
        }
        error
    }

    #[cold]
    fn record_odd_form(&self) {
        if let Some(field) = self.info.fields().get(self.current) {
            drift::record_odd_form(self.info.name(), field.wire_name());
        }
    }

    #[cold]
    fn missing(&self, index: usize) -> A::Error {
        match self.info.fields().get(index) {
            Some(field) => A::Error::missing_field(field.wire_name()),
            None => A::Error::custom("a field that the model does not have was asked for"),
        }
    }
}

struct NameSeed {
    info: &'static ModelInfo,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let fields = self.info.fields();
        if fields.get(self.expected).is_some_and(|field| field.wire_name() == name) {
            return Ok(self.expected);
        }
        let alias = || fields.iter().position(|field| field.aliases().contains(&name));
        match fields.iter().position(|field| field.wire_name() == name).or_else(alias) {
            Some(index) => Ok(index),
            None if stands_for_number(name) => Err(E::custom("expected an object, found a number")),
            None => {
                drift::record_field(self.info.name(), name);
                Ok(fields.len())
            }
        }
    }
}

struct ValueSeed<T>(PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for ValueSeed<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// Writes the members of an object, for a model's `write`.
#[derive(Debug)]
pub struct FieldWriter<S> {
    map: S,
    info: &'static ModelInfo,
}

impl<S: SerializeMap> FieldWriter<S> {
    /// Writes the field at `index`, unless it is absent.
    ///
    /// # Errors
    /// The serializer failed.
    pub fn put<T: Decode>(&mut self, index: usize, value: &T) -> Result<(), S::Error> {
        let Some(field) = self.info.fields().get(index) else { return Ok(()) };
        if value.is_absent() {
            return Ok(());
        }
        if field.number() {
            return self
                .map
                .serialize_entry(field.wire_name(), &as_numbers(&Written(value)).map_err(S::Error::custom)?);
        }
        if field.text() {
            return self.map.serialize_entry(field.wire_name(), &as_text(value).map_err(S::Error::custom)?);
        }
        self.map.serialize_entry(field.wire_name(), &Written(value))
    }
}

/// The value with every number in it as text.
fn as_text<T: Decode>(value: &T) -> Result<Value, serde_json::Error> {
    fn text(value: Value) -> Value {
        match value {
            Value::Number(number) => Value::String(number.to_string()),
            Value::Array(items) => items.into_iter().map(text).collect(),
            other => other,
        }
    }
    check_finite(&Written(value))?;
    serde_json::to_value(Written(value)).map(text)
}

impl<S: SerializeMap> FieldWriter<S> {
    /// Writes the field at `index` by serde, unless it is `null`.
    ///
    /// # Errors
    /// The serializer failed.
    pub fn put_by_serde<T: BySerde>(&mut self, index: usize, value: &T) -> Result<(), S::Error> {
        let Some(field) = self.info.fields().get(index) else { return Ok(()) };
        if is_null(value) {
            return Ok(());
        }
        self.map.serialize_entry(field.wire_name(), &by_serde::Written(value))
    }
}

/// Carries [`Decode::write_json`] through serde's own entry points.
pub(crate) struct Written<'v, T: ?Sized>(pub(crate) &'v T);

impl<T: Decode> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_json(serializer)
    }
}

impl<T: Decode> Serialize for Written<'_, [T]> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Written))
    }
}

/// Converts every string in a value that is a number to that number, digit for digit. Other strings are kept.
///
/// # Errors
/// It cannot be written as JSON.
pub(crate) fn as_numbers<T: Serialize>(value: &T) -> Result<Numbers<'static>, serde_json::Error> {
    // Untyped JSON would have `null` for them.
    check_finite(value)?;
    Ok(Numbers(Cow::Owned(serde_json::to_value(value)?)))
}

/// See [`as_numbers`].
pub(crate) struct Numbers<'v>(Cow<'v, Value>);

impl Numbers<'_> {
    /// Returns the first string that is not a number.
    pub(crate) fn other(&self) -> Option<&str> {
        fn other(value: &Value) -> Option<&str> {
            match value {
                Value::String(text) if !is_number(text) => Some(text),
                Value::Array(items) => items.iter().find_map(other),
                _ => None,
            }
        }
        other(&self.0)
    }
}

fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

impl Serialize for Numbers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.0 {
            // A number of serde_json would be a float if the string has many digits.
            Value::String(text) if is_number(text) => match RawValue::from_string(text.clone()) {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Value::Array(items) => serializer.collect_seq(items.iter().map(|item| Numbers(Cow::Borrowed(item)))),
            other => other.serialize(serializer),
        }
    }
}
