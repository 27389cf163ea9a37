//! A message as JSON: the data of a topic, with or without an envelope around it.

use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Data, Event};
use crate::decode::{Decode, Model, prepend};
use crate::operation::Schema;
use crate::value::OpenEnum;

/// What a message's envelope says besides the data.
///
/// A model that a vendor's crate declares. Every field must be optional: a bare message has none of them.
pub trait Header: Model {
    /// What messages are about.
    type Topic: OpenEnum;

    /// Name of the envelope's member with the topic.
    const TOPIC: &'static str;

    /// Name of the envelope's member with the data; no field of the header.
    const DATA: &'static str;

    /// The topic, where the envelope says it.
    fn topic(&self) -> Option<&Self::Topic>;
}

/// A message: what its envelope says, and what happened. Dereferences to the header.
///
/// Two forms are read. An object that has both the topic's and the data's member is an envelope. Any other object is the
/// data itself (the bare form): then the header is empty, and the event is told by the names of the data's members. A
/// message is written in the form it was read in. The fields of a message are private, so that none of them hides a field of the
/// header.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<H, E> {
    header: H,
    event: E,
}

impl<H, E> Message<H, E> {
    /// Makes a message, for example to push it.
    #[must_use]
    pub const fn new(header: H, event: E) -> Self {
        Self { header, event }
    }

    /// Returns what the envelope says besides the data.
    #[must_use]
    pub const fn header(&self) -> &H {
        &self.header
    }

    /// Returns what happened.
    #[must_use]
    pub const fn event(&self) -> &E {
        &self.event
    }

    /// Returns the header and what happened.
    #[must_use]
    pub fn into_parts(self) -> (H, E) {
        (self.header, self.event)
    }
}

impl<H, E> Deref for Message<H, E> {
    type Target = H;

    fn deref(&self) -> &H {
        &self.header
    }
}

impl<H: Header, E: Event<Topic = H::Topic>> Decode for Message<H, E> {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The topic may follow the data, so all of it is kept until both are there.
        let mut members = Map::deserialize(deserializer)?;
        let enveloped = members.contains_key(H::TOPIC) && members.contains_key(H::DATA);
        let data = if enveloped {
            members.remove(H::DATA).unwrap_or_default()
        } else {
            Value::Object(std::mem::take(&mut members))
        };
        let header = H::decode(Value::Object(members)).map_err(D::Error::custom)?;
        let data = Data::new(data);
        let event = match header.topic() {
            Some(topic) => E::of_topic(topic, data),
            None => E::of_members(data),
        };
        let event = event.map_err(|error| {
            if enveloped {
                prepend(H::DATA.into());
            }
            D::Error::custom(error)
        })?;
        Ok(Self { header, event })
    }
}

impl<'de, H: Header, E: Event<Topic = H::Topic>> Deserialize<'de> for Message<H, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<H: Header, E: Event<Topic = H::Topic>> Serialize for Message<H, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serde_json::to_value(&self.header).map_err(S::Error::custom)? {
            Value::Object(mut envelope) if !envelope.is_empty() => {
                let data = serde_json::to_value(&self.event).map_err(S::Error::custom)?;
                envelope.insert(H::DATA.to_owned(), data);
                envelope.serialize(serializer)
            }
            _ => self.event.serialize(serializer),
        }
    }
}
