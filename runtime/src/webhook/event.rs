//! Events: an enum over the kinds of data that messages carry.

use std::fmt;

use serde::Serialize;

use crate::decode::{Decode, from_json, reason};
use crate::operation::Schema;
use crate::param::json_members;
use crate::printable::Printable;
use crate::value::OpenEnum;

/// An event, in one of the shapes that messages have. [`events!`](crate::events) implements it.
///
/// By hand, for events without topics of their own: see [`events!`](crate::events) for what it generates.
///
/// ```
/// use countersign::webhook::{Data, DataError, Event, Kind};
/// use countersign::{model, open_enum};
/// use countersign::Decode as _;
/// use serde::Serialize;
///
/// /// What a message is about.
/// #[open_enum]
/// pub enum Topic {
///     /// A parcel left.
///     Sent,
/// }
///
/// /// A parcel.
/// #[model]
/// pub struct Parcel {
///     /// Number on its label.
///     pub number: u32,
/// }
///
/// /// What happened.
/// #[derive(Debug, PartialEq, Serialize)]
/// #[serde(untagged)]
/// pub enum ParcelEvent {
///     /// A parcel moved.
///     Moved(Parcel),
///     /// Anything else.
///     Other(serde_json::Value),
/// }
///
/// impl Event for ParcelEvent {
///     type Topic = Topic;
///
///     const KINDS: &'static [Kind] = &[Kind::new("Moved", &["Sent"], Parcel::SCHEMA)];
///
///     fn of_topic(topic: &Topic, data: Data) -> Result<Self, DataError> {
///         match topic {
///             Topic::Sent => data.read().map(Self::Moved),
///             _ => data.read().map(Self::Other),
///         }
///     }
///
///     fn of_members(data: Data) -> Result<Self, DataError> {
///         if data.has(&["number"]) { data.read().map(Self::Moved) } else { data.read().map(Self::Other) }
///     }
/// }
///
/// let moved = &ParcelEvent::KINDS[0];
/// assert_eq!((moved.name(), moved.topics(), moved.schema().to_string().as_str()), ("Moved", &["Sent"][..], "Parcel"));
/// ```
pub trait Event: Sized + Serialize {
    /// The topics of messages.
    type Topic: OpenEnum;

    /// The kinds of data, for tools. Defaults to none.
    const KINDS: &'static [Kind] = &[];

    /// Reads the data of a message of this topic.
    ///
    /// # Errors
    /// The data does not have the shape of the topic.
    fn of_topic(topic: &Self::Topic, data: Data) -> Result<Self, DataError>;

    /// Reads the data of a message whose topic is unknown, by the names of its members.
    ///
    /// # Errors
    /// The data has the members of a shape, but they cannot be read.
    fn of_members(data: Data) -> Result<Self, DataError>;
}

/// A kind of data that messages carry: what is known of it without a message.
///
/// ```
/// use countersign::operation::Schema;
/// use countersign::webhook::Kind;
///
/// const MOVED: Kind = Kind::new("Moved", &["Sent", "Arrived"], Schema::INTEGER);
/// assert_eq!((MOVED.name(), MOVED.topics()), ("Moved", &["Sent", "Arrived"][..]));
/// assert_eq!(MOVED.schema().to_string(), "integer");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    name: &'static str,
    topics: &'static [&'static str],
    schema: Schema,
}

impl Kind {
    /// Returns the kind of this name, with the variants of the topics that carry it and what it looks like.
    pub const fn new(name: &'static str, topics: &'static [&'static str], schema: Schema) -> Self {
        Self { name, topics, schema }
    }

    /// Returns the name of the variant of the event.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the names of the variants of the topics.
    pub const fn topics(&self) -> &'static [&'static str] {
        self.topics
    }

    /// Returns what the data looks like.
    pub const fn schema(&self) -> Schema {
        self.schema
    }
}

/// The data of a message before it is decoded: its JSON as it arrived.
///
/// In the `of_members` of an [`Event`]:
///
/// ```
/// use countersign::webhook::{Data, DataError};
///
/// /// Reads the number of a parcel, if the data is about one.
/// fn parcel(data: Data) -> Result<Option<u64>, DataError> {
///     if !data.has(&["parcel"]) {
///         return Ok(None);
///     }
///     let value: serde_json::Value = data.read()?;
///     Ok(value["parcel"].as_u64())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data(String);

impl Data {
    pub(super) fn new(json: &str) -> Self {
        Self(json.to_owned())
    }

    /// Returns whether it is an object with all of these members.
    pub fn has(&self, members: &[&str]) -> bool {
        let there = json_members(self.0.as_bytes()).unwrap_or_default();
        members.iter().all(|member| there.iter().any(|(name, _)| name == member))
    }

    /// Decodes it, as a model or as [`serde_json::Value`].
    ///
    /// # Errors
    /// It cannot be decoded as `T`.
    pub fn read<T: Decode>(self) -> Result<T, DataError> {
        from_json(&self.0).map_err(|error| DataError(reason(&error)))
    }
}

/// The reason why the data of a message could not be read.
#[derive(Debug)]
pub struct DataError(String);

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Printable(&self.0.to_string()))
    }
}

impl std::error::Error for DataError {}

/// Declares an [`Event`](crate::webhook::Event): which topics carry which data.
///
/// Each line has a variant with the model of its data, the topics that it belongs to, and the members that identify the
/// data if a message does not name its topic; the first line that fits is used. Every topic must be in exactly one
/// line, which the compiler checks. A variant `Unknown` is added, which keeps the JSON of an unknown topic.
///
/// ```
/// use countersign::scheme::{Scheme, body, secret, signature};
/// use countersign::webhook::{Header, Message, Pushes};
/// use countersign::{Credentials, events, model, open_enum};
///
/// /// What a message is about.
/// #[open_enum]
/// pub enum Topic {
///     /// A parcel left.
///     Sent,
///     /// A parcel arrived.
///     Arrived,
/// }
///
/// /// A parcel.
/// #[model]
/// pub struct Parcel {
///     /// Number on its label.
///     pub number: u32,
/// }
///
/// /// The envelope.
/// #[model]
/// pub struct Envelope {
///     /// What it is about.
///     pub topic: Option<Topic>,
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
/// events! {
///     /// What happened.
///     pub enum ParcelEvent by Topic {
///         /// A parcel moved.
///         Moved(Parcel): Sent | Arrived, "number";
///     }
/// }
///
/// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
/// let pushes = Pushes::in_body(scheme)?;
/// let credentials = Credentials::new("reader", "sesame")?;
/// for text in [r#"{"topic": "sent", "data": {"number": 7}}"#, r#"{"number": 7}"#] {
///     let request = pushes.signer(&credentials).request("https://shop.example/hooks", text)?;
///     let verified = pushes.receiver(&credentials).verify(&request)?;
///     let message = verified.decode::<Message<Envelope, ParcelEvent>>()?;
///     assert_eq!(message.event(), &ParcelEvent::Moved(Parcel { number: 7 }));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! events {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $event:ident by $topic:ident {
            $($(#[$line:meta])* $variant:ident($data:ty): $($of:ident)|+, $($member:literal),+;)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq,
        )]
        #[non_exhaustive]
        $visibility enum $event {
            $($(#[$line])* $variant($data),)+
            /// The data of an unknown topic, or of an unknown shape, as it was received.
            Unknown($crate::__private::Value),
        }

        impl $crate::webhook::Event for $event {
            type Topic = $topic;

            const KINDS: &'static [$crate::webhook::Kind] = &[$($crate::webhook::Kind::new(
                ::core::stringify!($variant),
                &[$(::core::stringify!($of)),+],
                <$data as $crate::Decode>::SCHEMA,
            )),+];

            fn of_topic(
                topic: &$topic,
                data: $crate::webhook::Data,
            ) -> ::core::result::Result<Self, $crate::webhook::DataError> {
                match topic {
                    $($($topic::$of)|+ => data.read().map(Self::$variant),)+
                    $topic::Unknown(_) => data.read().map(Self::Unknown),
                }
            }

            fn of_members(
                data: $crate::webhook::Data,
            ) -> ::core::result::Result<Self, $crate::webhook::DataError> {
                $(if data.has(&[$($member),+]) {
                    return data.read().map(Self::$variant);
                })+
                data.read().map(Self::Unknown)
            }
        }

        impl $crate::__private::serde::Serialize for $event {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(data) => $crate::__private::serde::Serialize::serialize(data, serializer),)+
                    Self::Unknown(data) => $crate::__private::serde::Serialize::serialize(data, serializer),
                }
            }
        }
    };
}
