//! What values look like on the wire: kinds, objects and their fields, enumerations and their values.

use std::fmt;

use super::Deprecation;

/// What a value looks like on the wire.
#[derive(Clone, Copy)]
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
    /// A point in time.
    Timestamp,
    /// A day of the calendar.
    Date,
    /// A file of a multipart form.
    File,
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
            Self::Timestamp => f.write_str("timestamp"),
            Self::Date => f.write_str("date"),
            Self::File => f.write_str("file"),
            Self::SingleMember(name, value) => write!(f, "{{{}: {value}}}", name.name),
            Self::Enum(info) => f.write_str(info.name),
            Self::Object(info) => f.write_str(info().name),
            Self::List(item) => write!(f, "[{item}]"),
            Self::Map(item) => write!(f, "{{string: {item}}}"),
        }
    }
}

/// An open enumeration: what is known of its values.
#[derive(Clone, Copy, Debug)]
pub struct EnumInfo {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Meaning: the documentation comment of the enum.
    pub docs: &'static str,
    /// The values are numbers on the wire.
    pub integer: bool,
    /// Known values in declared order.
    pub values: &'static [EnumValue],
}

/// One known value of an open enumeration.
#[derive(Clone, Copy, Debug)]
pub struct EnumValue {
    /// Name of the Rust variant.
    pub name: &'static str,
    /// Text on the wire.
    pub wire: &'static str,
    /// Meaning: the documentation comment of the variant.
    pub docs: &'static str,
}

/// An object of the wire: its fields.
#[derive(Clone, Copy, Debug)]
pub struct ModelInfo {
    /// Name of the Rust type, without its parameters.
    pub name: &'static str,
    /// Meaning: the documentation comment of the struct.
    pub docs: &'static str,
    /// Fields in declared order.
    pub fields: &'static [FieldInfo],
}

/// One field of an object of the wire.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// Name of the Rust field.
    pub name: &'static str,
    /// Name on the wire.
    pub wire_name: &'static str,
    /// What its value looks like.
    pub schema: Schema,
    /// The object is refused without it.
    pub required: bool,
    /// A text of digits is written as a JSON number.
    pub number: bool,
    /// Meaning: the documentation comment of the field.
    pub docs: &'static str,
    /// Why it should no longer be used, where it should not.
    pub deprecated: Option<Deprecation>,
}

impl FieldInfo {
    /// A required text; `..FieldInfo::BASE` fills what a definition does not say.
    pub const BASE: Self = Self {
        name: "",
        wire_name: "",
        schema: Schema::String,
        required: true,
        number: false,
        docs: "",
        deprecated: None,
    };
}
