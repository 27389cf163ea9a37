//! A message as JSON: the data of a topic, with or without an envelope.

use std::ops::Deref;

use serde::de::value::MapDeserializer;
use serde::de::{Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};

use super::{Data, Event};
use crate::decode::{Decode, Model, deserialized, json_text, prepend, reason};
use crate::operation::Schema;
use crate::param::json_members;
use crate::value::OpenEnum;

/// The members of a message's envelope other than the data.
///
/// It is a model that a vendor's crate declares. Every field must be optional: a bare message has none of them.
///
/// ```
/// use countersign::webhook::Header;
/// use countersign::{Model as _, model, open_enum};
///
/// /// What a message is about.
/// #[open_enum]
/// pub enum Topic {
///     /// A parcel left.
///     Sent,
/// }
///
/// /// The envelope.
/// #[model]
/// pub struct Envelope {
///     /// What the message is about.
///     pub topic: Option<Topic>,
///     /// When it was pushed.
///     pub pushed_at: Option<u64>,
/// }
///
/// impl Header for Envelope {
///     type Topic = Topic;
///     const TOPIC: &'static str = "topic";
///     const DATA: &'static str = "data";
///
///     fn topic(&self) -> Option<&Topic> {
///         self.topic.as_ref()
///     }
/// }
///
/// let header = Envelope::from_json(r#"{"topic": "sent", "pushedAt": 1528942782}"#)?;
/// assert_eq!(header.topic(), Some(&Topic::Sent));
/// # Ok::<(), countersign::Error>(())
/// ```
pub trait Header: Model {
    /// The topics of messages.
    type Topic: OpenEnum;

    /// The name of the envelope's member with the topic.
    const TOPIC: &'static str;

    /// The name of the envelope's member with the data, which is not a field of the header.
    const DATA: &'static str;

    /// Returns the topic, if the envelope names it.
    fn topic(&self) -> Option<&Self::Topic>;
}

/// A message: the header of its envelope, and an event. It dereferences to the header.
///
/// Messages are read in two forms. An object with both the topic's and the data's member is an envelope. Any other
/// object is the bare data: then the header is empty, and the event is identified by the names of the data's members. A
/// message is serialized in the form in which it was read. The fields of this type are private, so that none of them
/// hides a field of the header.
///
/// ```
/// use countersign::webhook::Message;
///
/// let message = Message::new("parcel.sent", 7);
/// assert_eq!((*message.header(), *message.event()), ("parcel.sent", 7));
/// assert_eq!(message.into_parts(), ("parcel.sent", 7));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Message<H, E> {
    header: H,
    event: E,
}

impl<H, E> Message<H, E> {
    /// Creates a message, for example to push it.
    pub const fn new(header: H, event: E) -> Self {
        Self { header, event }
    }

    /// Returns the header of the envelope.
    pub const fn header(&self) -> &H {
        &self.header
    }

    /// Returns the event.
    pub const fn event(&self) -> &E {
        &self.event
    }

    /// Returns the header and the event.
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
        // The topic may follow the data, so all of it is kept until both are there; as text, to keep every digit.
        let json = json_text(deserializer)?;
        let refuse = |error: serde_json::Error| D::Error::custom(reason(&error));
        let members = json_members(json.as_bytes()).map_err(refuse)?;
        let member = |name: &str| members.iter().find(|(each, _)| each == name).map(|(_, json)| json.get());
        let enveloped = member(H::TOPIC).and(member(H::DATA));
        let around = members.iter().filter(|(name, _)| enveloped.is_some() && name != H::DATA);
        let around = MapDeserializer::new(around.map(|(name, json)| (name.as_ref(), *json)));
        let header = H::decode(around).map_err(refuse)?;
        let data = Data::new(enveloped.unwrap_or(&json));
        let event = match header.topic() {
            Some(topic) => E::of_topic(topic, data),
            None => E::of_members(data),
        };
        let event = event.map_err(|error| {
            if enveloped.is_some() {
                prepend(H::DATA.into());
            }
            D::Error::custom(error)
        })?;
        Ok(Self { header, event })
    }
}

deserialized!([H: Header, E: Event<Topic = H::Topic>] Message<H, E>);

impl<H: Header, E: Event<Topic = H::Topic>> Serialize for Message<H, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let header = serde_json::to_string(&self.header).map_err(S::Error::custom)?;
        let around = json_members(header.as_bytes()).map_err(S::Error::custom)?;
        if around.is_empty() {
            return self.event.serialize(serializer);
        }
        let mut message = serializer.serialize_map(Some(around.len() + 1))?;
        for (name, json) in around {
            message.serialize_entry(&name, json)?;
        }
        message.serialize_entry(H::DATA, &self.event)?;
        message.end()
    }
}
