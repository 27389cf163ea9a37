//! Splits a JSON object into its members without parsing their values.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Returns the members of a JSON object in their order, which some rules sign.
// For the tools: its types are serde_json's.
#[doc(hidden)]
pub fn json_members(body: &[u8]) -> serde_json::Result<Vec<(Cow<'_, str>, &RawValue)>> {
    serde_json::from_slice::<Members<'_>>(body).map(|Members(members)| members)
}

struct Members<'r>(Vec<(Cow<'r, str>, &'r RawValue)>);

impl<'de: 'r, 'r> Deserialize<'de> for Members<'r> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members: Vec<(Cow<'de, str>, &'de RawValue)> = Vec::new();
        let mut names = BTreeSet::new();
        while let Some((name, value)) = map.next_entry::<Cow<'de, str>, _>()? {
            // One reader would take the first, another the last: then what is verified is not what is read.
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("duplicate member `{name}`")));
            }
            members.push((name, value));
        }
        Ok(Members(members))
    }
}
