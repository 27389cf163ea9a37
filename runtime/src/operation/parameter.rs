//! What is known of one parameter: where it travels, how it is written, what it must satisfy.

use super::{Deprecation, Schema};

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Name of the Rust field.
    pub name: &'static str,
    /// Name on the wire.
    pub wire_name: &'static str,
    /// Where it travels.
    pub place: Place,
    /// What its value looks like; of a list, what the list looks like.
    pub schema: Schema,
    /// Whether a request is complete without it.
    pub presence: Presence,
    /// The text of the value a builder starts with and a server assumes.
    pub default: Option<fn() -> String>,
    /// How the value is written.
    pub style: Style,
    /// What a value must satisfy before it is sent.
    pub limits: Limits,
    /// Meaning: the documentation comment of the field.
    pub docs: &'static str,
    /// The caller's own reference, by which the outcome of a lost call can be looked up.
    pub reference: bool,
    /// Why it should no longer be sent, where it should not.
    pub deprecated: Option<Deprecation>,
}

impl Parameter {
    /// A required text in the query; `..Parameter::BASE` fills what a definition does not say.
    pub const BASE: Self = Self {
        name: "",
        wire_name: "",
        place: Place::Query,
        schema: Schema::String,
        presence: Presence::Required,
        default: None,
        style: Style::Plain,
        limits: Limits::NONE,
        docs: "",
        reference: false,
        deprecated: None,
    };

    /// Returns whether this is the parameter that travels in that place under that name. Other places may have another one
    /// of the same name.
    pub fn travels_as(&self, place: Place, wire_name: &str) -> bool {
        self.place == place && self.wire_name == wire_name
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the query string.
    Query,
    /// In the path, at the placeholder of its name.
    Path,
    /// In a header of its wire name.
    Header,
    /// In the body, as the operation's [`Body`](super::Body) says.
    Body,
}

impl Place {
    /// The name `#[param(in = …)]` uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// Whether a request is complete without a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Must be there.
    Required,
    /// Has a default: the builder starts with it, a server assumes it where it is absent.
    Default,
    /// May be absent.
    Optional,
    /// A list, absent when it is empty.
    List,
}

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// As the type writes itself; a list in query or form repeats the name.
    Plain,
    /// A list as one text with this separator between its items.
    Joined(&'static str),
    /// A nested value as JSON text.
    JsonText,
    /// A text of digits as a JSON number.
    Number,
}

/// What a value must satisfy before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Smallest number allowed.
    pub minimum: Option<i64>,
    /// Largest number allowed.
    pub maximum: Option<i64>,
    /// Longest text allowed in characters; of bytes, the most bytes.
    pub max_len: Option<usize>,
    /// Shortest list allowed; a list that needs an item is a required parameter.
    pub min_items: Option<usize>,
    /// Longest list allowed.
    pub max_items: Option<usize>,
}

impl Limits {
    /// No limit at all.
    pub const NONE: Self = Self { minimum: None, maximum: None, max_len: None, min_items: None, max_items: None };
}
