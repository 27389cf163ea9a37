//! What is known of an operation without sending it: constant metadata.
//!
//! `#[endpoint]`, `#[model]` and `#[open_enum]` fill these tables at compile time; the encoder and the parser are
//! driven by them, and the stand-in, the OpenAPI document and the command line read them. Nothing here does I/O or
//! allocates.

mod data_path;
mod deprecation;
mod parameter;
mod schema;

use std::fmt;

pub use self::data_path::DataPath;
pub use self::deprecation::Deprecation;
pub use self::parameter::{Limits, Parameter, Place, Presence, Style};
pub use self::schema::{EnumInfo, EnumValue, FieldInfo, ModelInfo, Schema};
pub use crate::address::{PathTemplate, Segment};

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
    pub path: PathTemplate<'static>,
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
    /// Where the response is in the envelope's payload: names of members on the wire.
    pub data: DataPath,
    /// Whether a call may be repeated when its outcome is unknown.
    pub retry: RetryClass,
    /// Whether tools ask a person before they call it, where it must not be repeated: [`Operation::needs_confirmation`].
    pub confirm: bool,
    /// The parameter that turns pages.
    pub pagination: Option<Pagination>,
    /// Groups of optional parameters, by field name, of which exactly one must be set.
    pub require_one_of: &'static [&'static [&'static str]],
    /// Pairs of days that may not lie too far apart.
    pub spans: &'static [DaySpan],
    /// Where the payload of a success can still say no; `None` where it cannot, or where what it says is not to be
    /// believed.
    pub failure: Option<PayloadFailure>,
    /// What in an answer proves that a call was carried out: paths of field names of the response, any of which
    /// suffices. A proof holds when it is `true`, a number other than zero or text that is not empty, in a list
    /// when one entry has it. Where there is none, the answer's success is all there is.
    ///
    /// Of an operation that must not be repeated, an answer of success without its proof leaves the outcome unknown.
    pub proof: &'static [DataPath],
    /// How sure the definition is.
    pub source: Source,
    /// Why it should no longer be called, where it should not.
    pub deprecated: Option<Deprecation>,
}

impl Operation {
    /// A GET without parameters whose answer is any JSON; `..Operation::BASE` fills what a definition does not say.
    pub const BASE: Self = Self {
        name: "",
        method: Method::Get,
        path: PathTemplate::new("/"),
        docs: "",
        docs_url: None,
        body: Body::None,
        parameters: &[],
        response: Schema::Any,
        data: DataPath::HERE,
        retry: RetryClass::Never,
        confirm: true,
        pagination: None,
        require_one_of: &[],
        spans: &[],
        failure: None,
        proof: &[],
        source: Source::Vendor,
        deprecated: None,
    };

    /// The parameter with this field name.
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Whether a tool must ask a person before it calls the operation: it must not be repeated, and its definition does not
    /// take that back with `confirm = false`.
    pub fn needs_confirmation(&self) -> bool {
        self.confirm && self.retry == RetryClass::Never
    }

    /// The parameter by which the caller can look up what became of a call, if the definition marks one.
    pub fn reference(&self) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.reference)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({} {} {})", self.name, self.method, self.path)
    }
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
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
        }
    }
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

/// A first and a last day, by field name, and how far apart they may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub from: &'static str,
    /// The last day; not before the first.
    pub until: &'static str,
    /// The last day may be this many months of the calendar after the first at most.
    pub months: u32,
}

/// The members of a payload, where the response sits, by which it says no although the envelope says yes: the code is
/// one, and `success` is `false`, or absent beside a code that means no success in the envelope either. Beside a
/// [`proof`](Operation::proof), they do not make a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadFailure {
    /// Wire name of the boolean.
    pub success: &'static str,
    /// Wire name of the code.
    pub code: &'static str,
    /// Wire name of the text.
    pub message: Option<&'static str>,
}
