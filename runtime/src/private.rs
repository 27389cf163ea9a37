//! What generated code needs; nothing else may use it, and it can change at any time.

use crate::decode::Decode;
use crate::endpoint::Endpoint;
use crate::operation::{Operation, Schema};
use crate::param::{Number, ParamValue, ValueWriter};

pub use serde;
pub use serde_json::Value;

pub use self::shared::*;

/// Thin public doors to functions that are private elsewhere.
mod shared {
    use serde::{Deserializer, Serializer};

    use crate::decode::Model;
    use crate::endpoint::{DynEndpoint, Endpoint};
    use crate::param::{ParameterError, Received, ValueError, ValueWriter};
    use crate::value::OpenEnum;

    /// `Operation::parse` of an endpoint.
    pub fn parse_dyn<E: Endpoint>(from: &Received<'_>) -> Result<Box<dyn DynEndpoint>, ParameterError> {
        crate::endpoint::parse_dyn::<E>(from)
    }

    /// `Deserialize` of a model.
    pub fn read_model<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        crate::decode::read_model(deserializer)
    }

    /// `Serialize` of a model.
    pub fn write_model<T: Model, S: Serializer>(model: &T, serializer: S) -> Result<S::Ok, S::Error> {
        crate::decode::write_model(model, serializer)
    }

    /// `Deserialize` and `Decode` of an open enumeration.
    pub fn read_enum<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        crate::value::read_enum(deserializer)
    }

    /// `Decode::decode_optional` of an open enumeration.
    pub fn read_enum_or_none<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        crate::value::read_enum_or_none(deserializer)
    }

    /// `Serialize` of an open enumeration.
    pub fn write_enum<T: OpenEnum, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        crate::value::write_enum(value, serializer)
    }

    /// `ParamValue::write` of an open enumeration.
    pub fn write_enum_text<T: OpenEnum>(value: &T, to: &mut ValueWriter<'_>) {
        crate::value::write_enum_text(value, to);
    }

    /// Reads an id from a number or a digit text.
    pub fn read_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        crate::value::read_id(deserializer)
    }

    /// Like `read_id`; `null` and an empty text are no id.
    pub fn read_id_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
        crate::value::read_id_or_none(deserializer)
    }

    /// Reads an id from text.
    pub fn parse_id(text: &str) -> Result<u64, ValueError> {
        crate::value::parse_id(text)
    }

    /// `FromStr` of an open enumeration.
    #[must_use]
    pub fn enum_from_str<T: OpenEnum>(text: &str) -> T {
        crate::value::enum_from_str(text)
    }
}

/// `Operation::response` of an endpoint; names the endpoint, not the response, so that a response that cannot be read is
/// reported once.
#[must_use]
pub const fn response_schema<E: Endpoint>() -> Schema {
    <E::Response as Decode>::SCHEMA
}

/// The text of a default value.
pub fn text_of<T: ParamValue>(value: &T) -> String {
    let mut bytes = Vec::new();
    value.write(&mut ValueWriter::new(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Fails to compile for a type that has no range.
pub const fn assert_number<T: Number>() {}

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
/// Fails to compile when two operations of one API share a name, or a method and a path.
pub const fn check_operations(operations: &[&Operation]) {
    let mut first = 0;
    while first < operations.len() {
        let mut second = first + 1;
        while second < operations.len() {
            let (one, other) = (operations[first], operations[second]);
            assert!(!same(one.name, other.name), "two operations of this API have the same name");
            assert!(
                one.method as u8 != other.method as u8 || !same(one.path, other.path),
                "two operations of this API have the same method and path"
            );
            second += 1;
        }
        first += 1;
    }
}

#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    // Names of one API differ at the end more often than at the start.
    let mut end = one.len();
    while end > 0 {
        end -= 1;
        if one[end] != other[end] {
            return false;
        }
    }
    true
}
