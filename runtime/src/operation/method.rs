//! How an operation is requested: the method, and what is in the body.

use std::fmt;

/// The HTTP method of an operation.
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
    /// Returns the method in upper case, as on the wire.
    ///
    /// ```
    /// use countersign::operation::Method;
    ///
    /// assert_eq!(Method::Delete.as_str(), "DELETE");
    /// ```
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

/// How the parameters in the body are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// A JSON object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// One parameter is the whole body: see [`Operation::whole_body`](super::Operation::whole_body).
    Whole,
}

impl Body {
    /// Returns the value of `#[endpoint(body = …)]`, or `whole` if a parameter is the whole body.
    ///
    /// ```
    /// use countersign::operation::Body;
    ///
    /// assert_eq!(Body::Multipart.as_str(), "multipart");
    /// ```
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
