//! What is known of one parameter: where it travels, how it is written, what it must satisfy.

use super::{Deprecation, Schema};

metadata! {
    /// One parameter of an operation.
    #[derive(Clone, Copy, Debug)]
    pub struct Parameter {
        /// Returns the name of the Rust field.
        name: &'static str,
        /// Returns the name on the wire.
        wire_name: &'static str,
        /// Returns what its value looks like; of a list, what the list looks like.
        schema: Schema,
    } with {
        /// Returns where it travels.
        place: Place = Place::Query, with_place,
        /// Returns whether a request is complete without it.
        presence: Presence = Presence::Required, with_presence,
        /// Returns what writes the value that a builder starts with and a server assumes.
        default: Option<fn() -> String> = None, with_default,
        /// Returns how the value is written.
        style: Style = Style::Plain, with_style,
        /// Returns what a value must satisfy before it is sent.
        limits: Limits = Limits::NONE, with_limits,
        /// Returns its meaning: the documentation comment of the field.
        docs: &'static str = "", with_docs,
        /// Returns whether it is the caller's own reference, by which the outcome of a lost call can be looked up.
        reference: bool = false, with_reference,
        /// Returns the media type of a parameter that is the whole body, where the definition names one; see
        /// [`media_type`](Self::media_type).
        content_type: Option<&'static str> = None, with_content_type,
        /// Returns why it should no longer be sent, where it should not.
        deprecated: Option<Deprecation> = None, with_deprecated,
    }
}

metadata! {
    /// A name and a value that every request of an operation carries, such as `method` = `item.get`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Constant {
        /// Returns the name on the wire.
        name: &'static str,
        /// Returns the value as it travels.
        value: &'static str,
    } with {
        /// Returns where it travels: the query, a header or the body.
        place: Place = Place::Query, with_place,
        /// Returns whether it is a number or a boolean, which has no quotes in a JSON body.
        literal: bool = false, with_literal,
    }
}

impl Parameter {
    /// What a request names that no operation declares.
    pub(crate) const UNKNOWN: Self = Self::new("", "", Schema::String);

    /// Returns the media type of a parameter that is the whole body: the one of its definition, or that of text, bytes or
    /// JSON by its schema.
    pub fn media_type(&self) -> &'static str {
        self.content_type.unwrap_or(match self.schema {
            Schema::String | Schema::Text => "text/plain; charset=utf-8",
            Schema::Bytes => "application/octet-stream",
            _ => "application/json",
        })
    }

    /// Returns whether this is the parameter that travels in that place under that name. Other places may have another one
    /// of the same name.
    pub fn travels_as(&self, place: Place, wire_name: &str) -> bool {
        self.place == place
            && match self.style {
                Style::Brackets => self.key_in(wire_name).is_some(),
                Style::Entries => false,
                _ => self.wire_name == wire_name,
            }
    }

    /// The key of a map's entry, which stands in brackets.
    pub(crate) fn key_in<'n>(&self, name: &'n str) -> Option<&'n str> {
        let key = name.strip_prefix(self.wire_name)?.strip_prefix('[')?.strip_suffix(']')?;
        (!key.is_empty() && !key.contains(['[', ']'])).then_some(key)
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
#[non_exhaustive]
pub enum Presence {
    /// Must be there.
    Required,
    /// Has a default: the builder starts with it, a server assumes it where it is absent.
    Default,
    /// May be absent.
    Optional,
    /// A list, absent when it is empty.
    List,
    /// May be absent, or `null`, which is not the same.
    Nullable,
}

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// As the type writes itself; a list in query or form repeats the name.
    Plain,
    /// A list as one text with this separator between its items.
    Joined(&'static str),
    /// A nested value as JSON text.
    JsonText,
    /// A text of digits as a JSON number.
    Number,
    /// A map, each entry a parameter of its own name.
    Entries,
    /// A map, each entry a parameter with its name in brackets: `filter[state]=open`.
    Brackets,
}

metadata! {
    /// What a value must satisfy before it is sent.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Limits {} with {
        /// Returns the smallest number allowed.
        minimum: Option<i64> = None, with_minimum,
        /// Returns the largest number allowed.
        maximum: Option<i64> = None, with_maximum,
        /// Returns the longest text allowed, in characters; of bytes, the most bytes.
        max_len: Option<usize> = None, with_max_len,
        /// Returns the shortest list allowed; a list that needs an item is a required parameter.
        min_items: Option<usize> = None, with_min_items,
        /// Returns the longest list allowed.
        max_items: Option<usize> = None, with_max_items,
    }
}

impl Limits {
    /// No limit at all.
    pub const NONE: Self = Self::new();
}
