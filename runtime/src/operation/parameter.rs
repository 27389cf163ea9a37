//! The metadata of a parameter: where it travels, how it is written, and which rules it must satisfy.

use super::{Deprecation, Schema};

metadata! {
    /// One parameter of an operation.
    ///
    /// ```
    /// use countersign::operation::{Deprecation, Limits, Parameter, Place, Presence, Schema, Style};
    ///
    /// const TAGS: Parameter = Parameter::new("tags", "tagList", Schema::List(&Schema::String))
    ///     .with_place(Place::Query)
    ///     .with_presence(Presence::List)
    ///     .with_style(Style::Joined(","))
    ///     .with_limits(Limits::NONE.with_max_items(Some(5)))
    ///     .with_docs("Tags of the book.");
    /// assert_eq!((TAGS.name(), TAGS.wire_name(), TAGS.docs()), ("tags", "tagList", "Tags of the book."));
    /// assert_eq!((TAGS.place(), TAGS.presence(), TAGS.style()), (Place::Query, Presence::List, Style::Joined(",")));
    /// assert_eq!((TAGS.schema().to_string().as_str(), TAGS.limits().max_items()), ("[string]", Some(5)));
    ///
    /// const PAGE: Parameter = Parameter::new("page", "page", Schema::INTEGER)
    ///     .with_presence(Presence::Default)
    ///     .with_default(Some(|| String::from("1")))
    ///     .with_deprecated(Some(Deprecation::new().with_note("use `cursor`")));
    /// assert_eq!(PAGE.default().map(|text| text()).as_deref(), Some("1"));
    /// assert!(PAGE.deprecated().is_some());
    ///
    /// const ARCHIVE: Parameter = Parameter::new("archive", "", Schema::Bytes)
    ///     .with_place(Place::Body)
    ///     .with_content_type(Some("application/zip"));
    /// assert_eq!(ARCHIVE.content_type(), Some("application/zip"));
    ///
    /// const OWN_NUMBER: Parameter = Parameter::new("own_number", "outId", Schema::String).with_reference(true);
    /// assert!(OWN_NUMBER.reference());
    /// ```
    #[derive(Clone, Copy, Debug)]
    pub struct Parameter {
        /// Returns the name of the Rust field.
        name: &'static str,
        /// Returns the name on the wire.
        wire_name: &'static str,
        /// Returns the schema of its value; for a list, the schema of the list.
        schema: Schema,
    } with {
        /// Returns where it travels.
        place: Place = Place::Query, with_place,
        /// Returns whether it may be left out of a request.
        presence: Presence = Presence::Required, with_presence,
        /// Returns a function that returns the default, which builders set and servers assume.
        default: Option<fn() -> String> = None, with_default,
        /// Returns how the value is written.
        style: Style = Style::Plain, with_style,
        /// Returns the limits that a value must satisfy before it is sent.
        limits: Limits = Limits::NONE, with_limits,
        /// Returns its meaning: the doc comment of the field.
        docs: &'static str = "", with_docs,
        /// Returns whether it is the caller's own reference, by which the outcome of a call can be looked up.
        reference: bool = false, with_reference,
        /// Returns the declared media type of a parameter that is the whole body; see [`media_type`](Self::media_type).
        content_type: Option<&'static str> = None, with_content_type,
        /// Returns the deprecation, if it should no longer be sent.
        deprecated: Option<Deprecation> = None, with_deprecated,
    } within {
        plain_name: bool = false,
        rank: Option<u8> = None,
    }
}

metadata! {
    /// A constant: a name and a value that every request of an operation carries, such as `method` = `item.get`.
    ///
    /// ```
    /// use countersign::operation::{Constant, Place};
    ///
    /// const VERSION: Constant = Constant::new("version", "2").with_place(Place::Body).with_literal(true);
    /// assert_eq!((VERSION.name(), VERSION.value()), ("version", "2"));
    /// // In a JSON body: `{"version":2}`, not `{"version":"2"}`.
    /// assert!(VERSION.literal() && VERSION.place() == Place::Body);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Constant {
        /// Returns the name on the wire.
        name: &'static str,
        /// Returns the value as it is sent.
        value: &'static str,
    } with {
        /// Returns where it travels: the query, a header or the body.
        place: Place = Place::Query, with_place,
        /// Returns whether it is a number or a boolean, which is not quoted in a JSON body.
        literal: bool = false, with_literal,
    }
}

impl Parameter {
    /// The parameter with another schema.
    pub(crate) const fn with_schema(self, schema: Schema) -> Self {
        Self { schema, ..self }
    }

    /// Returns whether the wire name is known to need no encoding in a query or a form.
    #[inline]
    pub(crate) const fn plain_name(&self) -> bool {
        self.plain_name
    }

    /// Returns how many wire names of the operation sort before this one, if that is known.
    #[inline]
    pub(crate) const fn rank(&self) -> Option<u8> {
        self.rank
    }

    /// Sets the rank in place: copying all fields would take the compiler longer.
    pub(crate) const fn set_rank(&mut self, rank: u8) {
        self.rank = Some(rank);
    }

    pub(crate) const fn with_plain_name(self, plain_name: bool) -> Self {
        Self { plain_name, ..self }
    }

    /// A placeholder for a name that no operation declares.
    pub(crate) const UNKNOWN: Self = Self::new("", "", Schema::String);

    /// Returns the media type of a parameter that is the whole body: the declared one, or that of text, bytes or JSON
    /// according to its schema.
    ///
    /// ```
    /// use countersign::operation::{Parameter, Schema};
    ///
    /// assert_eq!(Parameter::new("picture", "", Schema::Bytes).media_type(), "application/octet-stream");
    /// assert_eq!(Parameter::new("book", "", Schema::Any).media_type(), "application/json");
    /// ```
    pub fn media_type(&self) -> &'static str {
        self.content_type.unwrap_or(match self.schema {
            Schema::String | Schema::Text => "text/plain; charset=utf-8",
            Schema::Bytes => "application/octet-stream",
            _ => "application/json",
        })
    }

    /// Returns whether this is the parameter with that name in that place. Other places may have another one of the
    /// same name.
    ///
    /// ```
    /// use countersign::operation::{Parameter, Place, Schema, Style};
    ///
    /// const FILTER: Parameter =
    ///     Parameter::new("filter", "filter", Schema::Map(&Schema::String)).with_style(Style::Brackets);
    /// assert!(FILTER.travels_as(Place::Query, "filter[language]"));
    /// assert!(!FILTER.travels_as(Place::Query, "filter"));
    /// ```
    pub fn travels_as(&self, place: Place, wire_name: &str) -> bool {
        self.place == place
            && match self.style {
                Style::Brackets => self.key_in(wire_name).is_some(),
                Style::Entries => false,
                _ => self.wire_name == wire_name,
            }
    }

    /// Returns the key of a map entry, which is in brackets.
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
    /// In the path, in place of its placeholder.
    Path,
    /// In the header with its name on the wire.
    Header,
    /// In the body, encoded according to the operation's [`Body`](super::Body).
    Body,
}

impl Place {
    /// Returns the value of `#[param(in = …)]`.
    ///
    /// ```
    /// use countersign::operation::Place;
    ///
    /// assert_eq!(Place::Header.as_str(), "header");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Path => "path",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// Whether a parameter may be left out of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Presence {
    /// Required.
    Required,
    /// Has a default, which the builder sets and a server assumes if it is absent.
    Default,
    /// Optional.
    Optional,
    /// A list, absent when it is empty.
    List,
    /// Optional, and may also be `null`, which has a different meaning.
    Nullable,
}

/// How the value of a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// As the type writes itself. A list in query or form repeats the name.
    Plain,
    /// A list as one string, with this separator between its items.
    Joined(&'static str),
    /// A nested value as a JSON string.
    JsonText,
    /// A string of digits as a JSON number.
    Number,
    /// A map, of which each entry is a parameter.
    Entries,
    /// A map, of which each entry is a parameter with its key in brackets: `filter[state]=open`.
    Brackets,
}

metadata! {
    /// The limits that a value must satisfy before it is sent.
    ///
    /// ```
    /// use countersign::operation::Limits;
    ///
    /// const PER_PAGE: Limits = Limits::new().with_minimum(Some(1)).with_maximum(Some(50));
    /// assert_eq!((PER_PAGE.minimum(), PER_PAGE.maximum()), (Some(1), Some(50)));
    ///
    /// const TAGS: Limits = Limits::new().with_min_items(Some(1)).with_max_items(Some(5)).with_max_len(Some(20));
    /// assert_eq!((TAGS.min_items(), TAGS.max_items(), TAGS.max_len()), (Some(1), Some(5), Some(20)));
    /// ```
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Limits {} with {
        /// Returns the smallest number allowed.
        minimum: Option<i64> = None, with_minimum,
        /// Returns the largest number allowed.
        maximum: Option<i64> = None, with_maximum,
        /// Returns the maximum length of text in characters, and of bytes in bytes.
        max_len: Option<usize> = None, with_max_len,
        /// Returns the minimum length of a list. A list that needs an item is a required parameter.
        min_items: Option<usize> = None, with_min_items,
        /// Returns the maximum length of a list.
        max_items: Option<usize> = None, with_max_items,
    }
}

impl Limits {
    /// No limits.
    pub const NONE: Self = Self::new();
}

metadata! {
    /// A first and a last day, by field name, and how far apart they may be.
    ///
    /// ```
    /// use countersign::operation::DaySpan;
    ///
    /// const QUARTER: DaySpan = DaySpan::new("first_day", "last_day", 3);
    /// assert_eq!((QUARTER.from(), QUARTER.until(), QUARTER.months()), ("first_day", "last_day", 3));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DaySpan {
        /// Returns the field of the first day.
        from: &'static str,
        /// Returns the field of the last day, which must not be before the first.
        until: &'static str,
        /// Returns how many calendar months the last day may be after the first.
        months: u32,
    } with {}
}
