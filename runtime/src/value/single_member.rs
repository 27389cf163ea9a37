//! An object with exactly one member, such as `{"price":"asc"}`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ParamValue, ValueError, ValueWriter, read_json};
use crate::decode::{Decode, deserialized, one_member};
use crate::operation::Schema;
use crate::value::OpenEnum;

/// An object with exactly one member, of which both the name and the value are data: `{"price":"asc"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_structs, reason = "one member is a name and a value")]
pub struct SingleMember<K, V> {
    /// The name of the member.
    pub name: K,
    /// Its value.
    pub value: V,
}

impl<K, V> SingleMember<K, V> {
    /// Creates the object `{name: value}`.
    ///
    /// ```
    /// use countersign::value::SingleMember;
    ///
    /// let sort = SingleMember::new("price".to_owned(), "asc".to_owned());
    /// assert_eq!(sort.name, "price");
    /// ```
    #[must_use]
    pub const fn new(name: K, value: V) -> Self {
        Self { name, value }
    }
}

impl<K: OpenEnum, V: Decode> Serialize for SingleMember<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_key(self.name.as_str())?;
        map.serialize_value(&self.value)?;
        map.end()
    }
}

deserialized!([K: OpenEnum, V: Decode] SingleMember<K, V>);

impl<K: OpenEnum, V: Decode> Decode for SingleMember<K, V> {
    const SCHEMA: Schema = Schema::SingleMember(K::INFO, &V::SCHEMA);

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MemberVisitor(PhantomData))
    }
}

struct MemberVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K: OpenEnum, V: Decode> Visitor<'de> for MemberVisitor<K, V> {
    type Value = SingleMember<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one member")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        let (name, value) = one_member(members)?;
        Ok(SingleMember { name: super::open_enum::enum_from_str(&name), value })
    }
}

impl<K: OpenEnum, V: Decode> ParamValue for SingleMember<K, V> {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.json(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        read_json(text)
    }
}

impl<K: OpenEnum, V: Decode> FromStr for SingleMember<K, V> {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        read_json(text)
    }
}
