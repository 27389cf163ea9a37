//! What values look like on the wire: kinds, objects and their fields, enumerations and their values.

use std::fmt;

use super::{Deprecation, Notation, Pattern};

/// What a value looks like on the wire.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Schema {
    /// Any JSON value.
    Any,
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number that may have a fraction.
    Number,
    /// An exact decimal, usually written as text.
    Decimal,
    /// An identifier: digits, written as text or number.
    Id,
    /// `true` or `false`.
    Boolean,
    /// Bytes as base64 text.
    Base64,
    /// A point in time, written like this.
    Timestamp(Notation),
    /// A day of the calendar, written like this.
    Date(Pattern),
    /// A file of a multipart form.
    File,
    /// Nothing at all: whatever an answer contains is passed over.
    Nothing,
    /// A redirect: the URL that an answer points to.
    Redirect,
    /// Text as it is, without quotes, where it is a whole body or a whole answer.
    Text,
    /// Bytes as they are: a whole body or a whole answer.
    Bytes,
    /// One of a list of texts or numbers that may grow.
    Enum(&'static EnumInfo),
    /// An object with known fields; a function, so that objects can contain each other.
    Object(fn() -> &'static ModelInfo),
    /// An object with exactly one member, of one of these names.
    SingleMember(&'static EnumInfo, &'static Schema),
    /// A list.
    List(&'static Schema),
    /// An object with unknown names and values of one kind.
    Map(&'static Schema),
}

impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::String => f.write_str("string"),
            Self::Integer => f.write_str("integer"),
            Self::Number => f.write_str("number"),
            Self::Decimal => f.write_str("decimal"),
            Self::Id => f.write_str("id"),
            Self::Boolean => f.write_str("boolean"),
            Self::Base64 => f.write_str("base64"),
            Self::Timestamp(_) => f.write_str("timestamp"),
            Self::Date(_) => f.write_str("date"),
            Self::File => f.write_str("file"),
            Self::Nothing => f.write_str("nothing"),
            Self::Redirect => f.write_str("redirect"),
            Self::Text => f.write_str("text"),
            Self::Bytes => f.write_str("bytes"),
            Self::SingleMember(name, value) => write!(f, "{{{}: {value}}}", name.name),
            Self::Enum(info) => f.write_str(info.name),
            Self::Object(info) => f.write_str(info().name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(item) => write!(f, "{{string: {item}}}"),
        }
    }
}

metadata! {
    /// An open enumeration: what is known of its values.
    #[derive(Clone, Copy, Debug)]
    pub struct EnumInfo {
        /// Returns the name of the Rust type.
        name: &'static str,
        /// Returns the known values in declared order.
        values: &'static [EnumValue],
    } with {
        /// Returns its meaning: the documentation comment of the enum.
        docs: &'static str = "", with_docs,
        /// Returns whether the values are numbers on the wire.
        integer: bool = false, with_integer,
    }
}

metadata! {
    /// One known value of an open enumeration.
    #[derive(Clone, Copy, Debug)]
    pub struct EnumValue {
        /// Returns the name of the Rust variant.
        name: &'static str,
        /// Returns the text on the wire.
        wire: &'static str,
    } with {
        /// Returns its meaning: the documentation comment of the variant.
        docs: &'static str = "", with_docs,
    }
}

metadata! {
    /// An object of the wire: its fields.
    #[derive(Clone, Copy, Debug)]
    pub struct ModelInfo {
        /// Returns the name of the Rust type, without its parameters.
        name: &'static str,
        /// Returns the fields in declared order.
        fields: &'static [FieldInfo],
    } with {
        /// Returns its meaning: the documentation comment of the struct.
        docs: &'static str = "", with_docs,
    }
}

metadata! {
    /// One field of an object of the wire.
    #[derive(Clone, Copy, Debug)]
    pub struct FieldInfo {
        /// Returns the name of the Rust field.
        name: &'static str,
        /// Returns the name on the wire.
        wire_name: &'static str,
        /// Returns what its value looks like.
        schema: Schema,
    } with {
        /// Returns whether the object is refused without it.
        required: bool = true, with_required,
        /// Returns whether `null` is a value of its own.
        nullable: bool = false, with_nullable,
        /// Returns whether a string of digits is written as a JSON number.
        number: bool = false, with_number,
        /// Returns its meaning: the documentation comment of the field.
        docs: &'static str = "", with_docs,
        /// Returns why it should no longer be used, where it should not.
        deprecated: Option<Deprecation> = None, with_deprecated,
    }
}
