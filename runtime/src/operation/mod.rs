//! What is known of an operation without sending it: constant metadata.
//!
//! `#[endpoint]`, `#[model]` and `#[open_enum]` fill these tables at compile time; the encoder and the parser are
//! driven by them, and the stand-in, the OpenAPI document and the command line read them. Nothing here does I/O or
//! allocates.

/// Constant data that keeps growing: private fields, each with a getter, and the first of them the arguments of `new`. What
/// `new` does not take has a default and a constant setter.
macro_rules! metadata {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$doc:meta])* $field:ident: $type:ty,)*
        } with {
            $($(#[$optional_doc:meta])* $optional:ident: $optional_type:ty = $default:expr, $setter:ident,)*
        }
    ) => {
        $(#[$about])*
        pub struct $name {
            $($field: $type,)*
            $($optional: $optional_type,)*
        }

        impl $name {
            /// Returns the metadata of these, and the defaults of everything else.
            pub const fn new($($field: $type),*) -> Self {
                Self { $($field,)* $($optional: $default,)* }
            }

            $($(#[$doc])* pub const fn $field(&self) -> $type {
                self.$field
            })*

            $($(#[$optional_doc])* pub const fn $optional(&self) -> $optional_type {
                self.$optional
            }

            #[doc = concat!("Sets what [`", stringify!($optional), "`](Self::", stringify!($optional), ") returns.")]
            pub const fn $setter(self, $optional: $optional_type) -> Self {
                Self { $optional, ..self }
            })*
        }
    };
}

mod data_path;
mod deprecation;
mod notation;
mod parameter;
mod schema;

use std::fmt;

pub use self::data_path::DataPath;
pub use self::deprecation::Deprecation;
pub use self::notation::{Notation, Pattern};
pub use self::parameter::{Constant, Limits, Parameter, Place, Presence, Style};
pub use self::schema::{EnumInfo, EnumValue, FieldInfo, ModelInfo, Schema};
pub use crate::address::{PathTemplate, Segment};

metadata! {
    /// Everything that the definition of an operation contains, as a constant.
    ///
    /// `#[endpoint]` writes one. By hand, it is a request that must not be repeated, and whose answer is any JSON, until a
    /// setter says more:
    ///
    /// ```
    /// use countersign::operation::{Method, Operation, Parameter, PathTemplate, RetryClass, Schema};
    ///
    /// const PING: &Operation = &Operation::new("ping", Method::Get, PathTemplate::new("/ping"))
    ///     .with_parameters(&[Parameter::new("word", "word", Schema::String)])
    ///     .with_retry(RetryClass::Safe);
    /// assert_eq!(PING.parameters().len(), 1);
    /// ```
    #[derive(Clone, Copy)]
    pub struct Operation {
        /// Returns the name in `snake_case`, unique within its API.
        name: &'static str,
        /// Returns the HTTP method.
        method: Method,
        /// Returns the path from the base URL, with `{placeholders}`.
        path: PathTemplate<'static>,
    } with {
        /// Returns what the operation is for: the documentation comment of its struct.
        docs: &'static str = "", with_docs,
        /// Returns the page of the vendor that describes it.
        docs_url: Option<&'static str> = None, with_docs_url,
        /// Returns the name of the scheme that authenticates requests: one of the API's, or `none`. `None` is the API's first.
        auth: Option<&'static str> = None, with_auth,
        /// Returns how parameters of the body travel.
        body: Body = Body::None, with_body,
        /// Returns the parameters in declared order.
        parameters: &'static [Parameter] = &[], with_parameters,
        /// Returns what every request carries: signed, and never set by a caller.
        constants: &'static [Constant] = &[], with_constants,
        /// Returns what the payload of the answer decodes to.
        response: Schema = Schema::Any, with_response,
        /// Returns the statuses that are an answer without a value, so that the response is absent.
        empty: &'static [u16] = &[], with_empty,
        /// Returns the statuses of a success, besides every other one from 200 to 299.
        status: &'static [u16] = &[], with_status,
        /// Returns what the body of a failure decodes to, as [`Error::detail`](crate::Error::detail) reads it.
        error: Schema = Schema::Any, with_error,
        /// Returns where the response is in the envelope's payload: names of members on the wire.
        data: DataPath = DataPath::HERE, with_data,
        /// Returns whether a call may be repeated when its outcome is unknown.
        retry: RetryClass = RetryClass::Never, with_retry,
        /// Returns the field by which the server recognises a repetition, so that the call may be repeated with the same value.
        /// Where it is optional, the client fills it.
        idempotency: Option<&'static str> = None, with_idempotency,
        /// Returns whether tools ask a person before they call it, where it must not be repeated; see
        /// [`needs_confirmation`](Self::needs_confirmation).
        confirm: bool = true, with_confirm,
        /// Returns how the next page is asked for, where the answer is one of several.
        pagination: Option<Pagination> = None, with_pagination,
        /// Returns groups of optional parameters, by field name, of which exactly one must be set.
        require_one_of: &'static [&'static [&'static str]] = &[], with_require_one_of,
        /// Returns pairs of days that may not lie too far apart.
        spans: &'static [DaySpan] = &[], with_spans,
        /// Returns where the payload of a success can still report a failure; `None` where it cannot, or where its report
        /// is not to be believed.
        failure: Option<PayloadFailure> = None, with_failure,
        /// Returns what in an answer proves that a call was carried out: paths of field names of the response, any of
        /// which suffices. A proof holds when it is `true`, a number other than zero or text that is not empty, in a list
        /// when one entry has it. Where there is none, the answer's success is all there is.
        ///
        /// For an operation that must not be repeated, an answer of success without its proof leaves the outcome unknown.
        proof: &'static [DataPath] = &[], with_proof,
        /// Returns how sure the definition is.
        source: Source = Source::Vendor, with_source,
        /// Returns why it should no longer be called, where it should not.
        deprecated: Option<Deprecation> = None, with_deprecated,
    }
}

impl Operation {
    /// No operation of an API: what an answer is read as that no operation declares, any JSON.
    pub const ANY: Self = Self::new("", Method::Get, PathTemplate::new("/"));

    /// Returns whether a constant tells the two apart: one that both have, in one place, with different values.
    pub(crate) const fn is_told_from(&self, other: &Self) -> bool {
        let mut ours = self.constants;
        while let [constant, rest @ ..] = ours {
            let mut theirs = other.constants;
            while let [each, rest @ ..] = theirs {
                let same_place = constant.place() as u8 == each.place() as u8;
                if same_place && same(constant.name(), each.name()) && !same(constant.value(), each.value()) {
                    return true;
                }
                theirs = rest;
            }
            ours = rest;
        }
        false
    }

    /// Where a parameter travels that is not declared: in the body, or in the query where there is none, or where one field
    /// is all of it.
    pub(crate) fn usual_place(&self) -> Place {
        if matches!(self.body, Body::None | Body::Whole) { Place::Query } else { Place::Body }
    }

    /// The parameter with this field name.
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name() == name)
    }

    /// Returns the parameter that is the whole body, if there is one.
    pub fn whole_body(&self) -> Option<&'static Parameter> {
        let is_whole = self.body == Body::Whole;
        self.parameters.iter().find(|parameter| is_whole && parameter.place() == Place::Body)
    }

    /// Whether a tool must ask a person before it calls the operation: it must not be repeated, and its definition does not
    /// take that back with `confirm = false`.
    pub fn needs_confirmation(&self) -> bool {
        self.confirm && (self.retry == RetryClass::Never || self.idempotency.is_some())
    }

    /// The parameter by which the caller can look up what became of a call, if the definition marks one.
    pub fn reference(&self) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.reference())
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({} {} {})", self.name, self.method, self.path)
    }
}

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`: parameters travel in the query.
    Get,
    /// `HEAD`: parameters travel in the query, and the answer has no body.
    Head,
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
            Self::Head => "HEAD",
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
            Method::Head => Self::HEAD,
            Method::Delete => Self::DELETE,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
        }
    }
}

/// How the parameters of the body travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Body {
    /// There is no body.
    None,
    /// One JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// One parameter is the whole body: see [`Operation::whole_body`].
    Whole,
}

impl Body {
    /// The name `#[endpoint(body = …)]` uses, `none` where there is no body, `whole` where a parameter is all of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Whole => "whole",
        }
    }
}

/// Whether a call may be repeated when its outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
#[non_exhaustive]
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

metadata! {
    /// How the pages of an operation follow each other. Parameters are named by their fields; paths lead through the fields of
    /// the response.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Pagination {
        /// Returns what asks for the next page.
        turn: Turn,
    } with {
        /// Returns the number of the page that a request without a number asks for.
        first: u64 = 1, with_first,
        /// Returns the field of the number of items on a page, where the operation takes it.
        page_size: Option<&'static str> = None, with_page_size,
        /// Returns where the answer reports whether there are more pages.
        has_more: Option<DataPath> = None, with_has_more,
        /// Returns whether a page of fewer items than were asked for is the last one. An empty page always is.
        ends_short: bool = false, with_ends_short,
    }
}

/// What asks for the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Turn {
    /// This field is the page's number: one more.
    Page(&'static str),
    /// This field is the number of items to skip: as many more as the page has.
    Offset(&'static str),
    /// This field is a cursor, which the answer has here; there is none on the last page.
    Cursor(&'static str, DataPath),
    /// This field is a cursor: what the last item has here.
    LastItem(&'static str, DataPath),
    /// This field is a cursor: one more than the whole number that the last item has here.
    AfterLastItem(&'static str, DataPath),
    /// The URL in the header `Link` (RFC 8288) with the relation `next`.
    Link,
    /// The URL that the answer has here.
    NextUrl(DataPath),
}

impl Turn {
    /// Returns the field that is set to ask for the next page; `None` where a URL is followed.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::Page(field)
            | Self::Offset(field)
            | Self::Cursor(field, _)
            | Self::LastItem(field, _)
            | Self::AfterLastItem(field, _) => Some(field),
            Self::Link | Self::NextUrl(_) => None,
        }
    }
}

metadata! {
    /// A first and a last day, by field name, and how far apart they may be.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct DaySpan {
        /// Returns the field of the first day.
        from: &'static str,
        /// Returns the field of the last day, which must not be before the first.
        until: &'static str,
        /// Returns how many months of the calendar the last day may be after the first at most.
        months: u32,
    } with {}
}

metadata! {
    /// The members of a payload, where the response sits, by which it reports a failure although the envelope reports
    /// success: the code is a code, and `success` is `false`, or absent beside a code that does not mean success in the
    /// envelope either. Beside a [`proof`](Operation::proof), they are not a failure.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct PayloadFailure {
        /// Returns the wire name of the boolean.
        success: &'static str,
        /// Returns the wire name of the code.
        code: &'static str,
    } with {
        /// Returns the wire name of the message.
        message: Option<&'static str> = None, with_message,
    }
}

/// Whether two texts are one, while compiling.
#[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
pub(crate) const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    // Names of one API differ at the end more often than at the start.
    let mut end = one.len();
    while end > 0 {
        end -= 1;
        if one[end] != other[end] {
            return false;
        }
    }
    true
}
