//! Finds numbers that JSON cannot represent: not-a-number and infinity, which `serde_json` writes as `null`.
//!
//! It is a serializer without output. It records the path of what it refuses, as reading does.

use std::fmt::Display;

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Error;

use super::prepend;

/// Refuses a value that contains a number that is not finite, and records the path of the number.
///
/// # Errors
/// Such a number was found.
pub(crate) fn check_finite(value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(Finite)
}

struct Finite;

/// The elements of a list.
struct Elements {
    index: usize,
}

/// The members of an object.
struct Members {
    name: String,
}

impl Elements {
    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        value.serialize(Finite).inspect_err(|_| prepend(self.index.into()))?;
        self.index += 1;
        Ok(())
    }
}

fn member(name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(Finite).inspect_err(|_| prepend(name.into()))
}

fn finite(number: f64) -> Result<(), Error> {
    if number.is_finite() { Ok(()) } else { Err(Error::custom(number)) }
}

/// Types that contain no floating-point numbers.
macro_rules! accepted {
    ($($method:ident($($value:ty),*);)+) => {$(
        fn $method(self, $(_: $value),*) -> Result<(), Error> {
            Ok(())
        }
    )+};
}

/// Lists and objects.
macro_rules! container {
    ($($method:ident($($value:ty),*) -> $kind:ident = $start:expr;)+) => {$(
        fn $method(self, $(_: $value),*) -> Result<$kind, Error> {
            Ok($start)
        }
    )+};
}

impl Serializer for Finite {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Elements;
    type SerializeTupleVariant = Elements;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    accepted! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    container! {
        serialize_seq(Option<usize>) -> Elements = Elements { index: 0 };
        serialize_tuple(usize) -> Elements = Elements { index: 0 };
        serialize_tuple_struct(&'static str, usize) -> Elements = Elements { index: 0 };
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Elements = Elements { index: 0 };
        serialize_map(Option<usize>) -> Members = Members { name: String::new() };
        serialize_struct(&'static str, usize) -> Members = Members { name: String::new() };
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Members = Members { name: String::new() };
    }

    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        finite(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        finite(number)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        member(variant, value)
    }

    fn collect_str<T: Display + ?Sized>(self, _: &T) -> Result<(), Error> {
        Ok(())
    }
}

macro_rules! elements {
    ($($list:ident::$method:ident),+) => {$(
        impl $list for Elements {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )+};
}

elements!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! members {
    ($($object:ident),+) => {$(
        impl $object for Members {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                member(name, value)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )+};
}

members!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Members {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        // Only for the path; the serializer refuses keys that are not strings.
        self.name =
            serde_json::to_value(name).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        member(&self.name, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
