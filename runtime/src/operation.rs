//! What is known of an operation without sending it: constant metadata.
//!
//! `#[endpoint]`, `#[model]` and `#[open_enum]` fill these tables at compile time; the encoder and the parser are
//! driven by them, and the gateway, the OpenAPI document and the command line read them. Nothing here does I/O or
//! allocates.

use std::fmt;

use crate::endpoint::DynEndpoint;
use crate::param::{ParameterError, Received};

/// Everything the definition of an operation says, as a constant.
///
/// `#[endpoint]` writes one; [`Operation::BASE`] is the starting point of a hand-written one.
#[derive(Clone, Copy)]
pub struct Operation {
    /// Name in `snake_case`, unique within its API.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path from the base URL, with `{placeholders}`.
    pub path: &'static str,
    /// What the operation is for: the documentation comment of its struct.
    pub docs: &'static str,
    /// Page of the vendor that describes it.
    pub docs_url: Option<&'static str>,
    /// How parameters of the body travel.
    pub body: Body,
    /// Parameters in declared order.
    pub parameters: &'static [Parameter],
    /// What the payload of the answer decodes to.
    pub response: Schema,
    /// Members to step through inside the envelope's payload before the response is reached, joined by dots.
    pub data: Option<&'static str>,
    /// Whether a call may be repeated when its outcome is unknown.
    pub retry: RetryClass,
    /// The parameter that turns pages.
    pub pagination: Option<Pagination>,
    /// Groups of optional parameters, by field name, of which exactly one must be set.
    pub require_one_of: &'static [&'static [&'static str]],
    /// How sure the definition is.
    pub source: Source,
    /// Reads a received request as this operation; the entry of the server side and of tools that only hold metadata.
    pub parse: fn(&Received<'_>) -> Result<Box<dyn DynEndpoint>, ParameterError>,
}

impl Operation {
    /// A GET without parameters whose answer is any JSON; `..Operation::BASE` fills what a definition does not say.
    pub const BASE: Self = Self {
        name: "",
        method: Method::Get,
        path: "/",
        docs: "",
        docs_url: None,
        body: Body::None,
        parameters: &[],
        response: Schema::Any,
        data: None,
        retry: RetryClass::Never,
        pagination: None,
        require_one_of: &[],
        source: Source::Vendor,
        parse: |_| Err(ParameterError::not_parsable()),
    };

    /// The parameter with this field name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The parameter by which the caller can look up what became of a call, if the definition marks one.
    #[must_use]
    pub fn reference(&self) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.reference)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({} {} {})", self.name, self.method, self.path)
    }
}

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
    };
}

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`: parameters travel in the query.
    Get,
    /// `DELETE`: parameters travel in the query.
    Delete,
    /// `POST`: parameters travel in the body.
    Post,
    /// `PUT`: parameters travel in the body.
    Put,
    /// `PATCH`: parameters travel in the body.
    Patch,
}

impl Method {
    /// The method in the capitals of the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Delete => "DELETE",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Delete => Self::DELETE,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
        }
    }
}

/// How the parameters of the body travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// There is no body.
    None,
    /// One JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
}

impl Body {
    /// The name `#[endpoint(body = …)]` uses, `none` where there is no body.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
        }
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
    /// In the body, as the operation's [`Body`] says.
    Body,
}

impl Place {
    /// The name `#[param(in = …)]` uses.
    #[must_use]
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

/// Whether a call may be repeated when its outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// Repeating it changes nothing.
    Safe,
    /// Repeating it could do it twice.
    Never,
}

impl RetryClass {
    /// The name `#[endpoint(retry = …)]` uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Never => "never",
        }
    }
}

/// How sure a definition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The vendor's own page.
    Vendor,
    /// The API that the vendor forwards.
    Upstream,
    /// Concluded from other facts; no page says so.
    Inferred,
}

impl Source {
    /// The name `#[endpoint(source = …)]` uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Upstream => "upstream",
            Self::Inferred => "inferred",
        }
    }
}

/// The parameters that turn pages, by field name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Number of the page.
    pub page: &'static str,
    /// Items on a page, where the operation takes it.
    pub page_size: Option<&'static str>,
}

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
}

impl FieldInfo {
    /// A required text; `..FieldInfo::BASE` fills what a definition does not say.
    pub const BASE: Self =
        Self { name: "", wire_name: "", schema: Schema::String, required: true, number: false, docs: "" };
}
