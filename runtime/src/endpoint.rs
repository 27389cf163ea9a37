//! The traits of request types.
//!
//! `#[endpoint]` implements [`Endpoint`] and [`Build`]; both can be implemented by hand. The client, the stand-in and
//! the tools use requests only through these traits.

use std::any::Any;
use std::fmt;

use crate::decode::{Decode, reason, to_untyped};
use crate::envelope::{Answer, Envelope, Reply};
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::param::{Encoder, ParameterError, Received};

/// A request, whose fields are the parameters of one operation.
///
/// [`parse`](Self::parse) reads back what [`encode`](Self::encode) writes, so that both sides of the wire share one
/// definition.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "does not implement `Endpoint`",
    note = "put `#[endpoint(METHOD, \"/path\")]` on its definition"
)]
pub trait Endpoint: Send + Sync + Sized + 'static {
    /// The type that the payload of the answer decodes to.
    type Response: Decode + Send + 'static;

    /// The metadata of the operation.
    const OPERATION: &'static Operation;

    /// Passes the fields to the encoder, in the order of the operation's parameters.
    ///
    /// # Errors
    /// A value may not be sent. The error names the parameter, the rule and the value.
    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError>;

    /// Reads the fields from a received request, without the rules over several of them. Hand-written endpoints
    /// implement this method; [`parse`](Self::parse) calls it.
    ///
    /// # Errors
    /// A parameter is missing or violates its definition.
    fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError>;

    /// Reads a received request. Servers and tools read it the same way, whether or not they know the type.
    ///
    /// # Errors
    /// A parameter is missing or violates its definition, or several violate a rule of the operation, such as
    /// [`require_one_of`](crate::operation::Operation::require_one_of).
    fn parse(from: &Received<'_>) -> Result<Self, ParameterError> {
        from.check_together()?;
        Self::read_fields(from)
    }
}

/// An operation that has a builder.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "is not annotated with `#[endpoint]`",
    note = "put `#[endpoint(METHOD, \"/path\")]` on its definition"
)]
pub trait Build: Endpoint {
    /// The builder type. `Via` is what sends the request, or `()`.
    type Builder<Via>;

    /// Returns an empty builder that is bound to `via`.
    fn builder_via<Via>(via: Via) -> Self::Builder<Via>;
}

/// A sender of requests. The method `send` of a builder passes the request to it.
#[diagnostic::on_unimplemented(
    message = "this builder is not bound to a client",
    label = "cannot send",
    note = "start it from a client (`client.operation_name()`), or `.build()` the request and pass it to `client.call(…)`"
)]
pub trait Caller {
    /// The result of sending: for the asynchronous client, something to `.await`.
    type Outcome<E: Endpoint>;

    /// Sends one request.
    fn call<E: Endpoint>(self, request: E) -> Self::Outcome<E>;
}

/// A request whose type is only known at run time, as the stand-in and the tools use it.
pub trait DynEndpoint: Send + Sync {
    /// Returns the metadata of the operation.
    fn operation(&self) -> &'static Operation;

    /// Reads an answer to this request, and returns the response as JSON. Defaults to any JSON.
    ///
    /// # Errors
    /// The answer is a failure or cannot be read.
    fn read(&self, envelope: &Envelope, answer: &Answer) -> Result<Reply<serde_json::Value>, Error> {
        envelope.read(self.operation(), answer)
    }

    /// Encodes the request; see [`Endpoint::encode`].
    ///
    /// # Errors
    /// A value may not be sent.
    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError>;

    /// Returns the request itself, for downcasting.
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send>;
}

impl<E: Endpoint> DynEndpoint for E {
    fn operation(&self) -> &'static Operation {
        E::OPERATION
    }

    fn read(&self, envelope: &Envelope, answer: &Answer) -> Result<Reply<serde_json::Value>, Error> {
        read_dyn::<E>(envelope, answer)
    }

    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        Endpoint::encode(self, to)
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

/// An operation together with the functions that read its requests and its answers.
///
/// Servers, command lines and other programs that know operations only at run time work with entries.
/// [`Api::ENTRIES`](crate::Api::ENTRIES) lists those of an API. The [`Operation`] itself is plain data.
///
/// ```
/// use countersign::{Answer, Entry, Envelope, endpoint};
/// use http::StatusCode;
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct Time {}
///
/// const TIME: Entry = Entry::of::<Time>();
/// let answer = Answer::new(StatusCode::OK, r#""10:19""#);
/// assert_eq!(TIME.operation().name(), "time");
/// assert_eq!(*TIME.read(&Envelope::none(), &answer)?, "10:19");
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Entry {
    operation: &'static Operation,
    parse: fn(&Received<'_>) -> Result<Box<dyn DynEndpoint>, ParameterError>,
    read: fn(&Envelope, &Answer) -> Result<Reply<serde_json::Value>, Error>,
}

impl Entry {
    /// Returns the entry of an endpoint.
    pub const fn of<E: Endpoint>() -> Self {
        Self { operation: E::OPERATION, parse: parse_dyn::<E>, read: read_dyn::<E> }
    }

    /// Returns the metadata of the operation.
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Reads a received request as the operation's request type.
    ///
    /// # Errors
    /// A parameter is missing or violates its definition.
    pub fn parse(&self, from: &Received<'_>) -> Result<Box<dyn DynEndpoint>, ParameterError> {
        (self.parse)(from)
    }

    /// Reads an answer as the operation's response, and returns it as JSON.
    ///
    /// ```
    /// # use countersign::{Answer, Entry, Envelope, endpoint, model};
    /// # use http::StatusCode;
    /// # /// A book.
    /// # #[model]
    /// # pub struct Book {
    /// #     /// Its title.
    /// #     pub title: String,
    /// # }
    /// # /// Returns a book.
    /// # #[endpoint(GET, "/book", response = Book)]
    /// # pub struct GetBook {}
    /// let answer = Answer::new(StatusCode::OK, r#"{"title": "Faust"}"#);
    /// let reply = Entry::of::<GetBook>().read(&Envelope::none(), &answer)?;
    /// assert_eq!(reply["title"], "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// The answer is a failure or cannot be read.
    pub fn read(&self, envelope: &Envelope, answer: &Answer) -> Result<Reply<serde_json::Value>, Error> {
        (self.read)(envelope, answer)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry").field(&self.operation).finish()
    }
}

fn parse_dyn<E: Endpoint>(from: &Received<'_>) -> Result<Box<dyn DynEndpoint>, ParameterError> {
    E::parse(from).map(|request| Box::new(request) as Box<dyn DynEndpoint>)
}

fn read_dyn<E: Endpoint>(envelope: &Envelope, answer: &Answer) -> Result<Reply<serde_json::Value>, Error> {
    let reply = envelope.read::<E::Response>(E::OPERATION, answer)?;
    let untyped = to_untyped(&*reply).map_err(|cause| {
        let message = format!("the response cannot be shown as untyped JSON: {}", reason(&cause));
        let error = Error::new(ErrorKind::Decode, message).with_operation(E::OPERATION);
        error.with_source(cause).with_answer(answer.status, &answer.headers, &answer.body)
    })?;
    Ok(reply.map(|_| untyped))
}
