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
///
/// By hand, without the macro:
///
/// ```
/// use countersign::operation::{Method, Operation, Parameter, PathTemplate, Place, Presence, RetryClass, Schema};
/// use countersign::param::{Encoder, ParameterError, Received};
/// use countersign::{Decode, Endpoint};
/// use http::Request;
///
/// /// Lists the books of a shelf.
/// #[derive(Debug, PartialEq)]
/// struct ListBooks {
///     shelf: String,
///     limit: Option<u32>,
/// }
///
/// impl Endpoint for ListBooks {
///     type Response = Vec<String>;
///
///     const OPERATION: &'static Operation =
///         &Operation::new("list_books", Method::Get, PathTemplate::new("/shelves/{shelf}/books"))
///             .with_parameters(&[
///                 Parameter::new("shelf", "shelf", Schema::String).with_place(Place::Path),
///                 Parameter::new("limit", "limit", Schema::INTEGER).with_presence(Presence::Optional),
///             ])
///             .with_response(<Vec<String> as Decode>::SCHEMA)
///             .with_retry(RetryClass::Safe);
///
///     fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
///         to.required(0, &self.shelf)?;
///         to.optional(1, &self.limit)
///     }
///
///     fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
///         Ok(Self { shelf: from.required(0)?, limit: from.optional(1)? })
///     }
/// }
///
/// let request = Request::get("/shelves/poetry/books?limit=7").body(Default::default())?;
/// let received = Received::new(ListBooks::OPERATION, &request)?;
/// assert_eq!(ListBooks::parse(&received)?, ListBooks { shelf: String::from("poetry"), limit: Some(7) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
///
/// ```
/// use countersign::{Build, endpoint};
///
/// /// Returns a book.
/// #[endpoint(GET, "/books/{isbn}", response = String)]
/// pub struct GetBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// // `GetBook::builder()` is the same, bound to nothing that could send it.
/// let request = GetBook::builder_via(()).isbn("9783150000014").build();
/// assert_eq!(request.isbn, "9783150000014");
/// ```
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
///
/// A function that needs no more than this works with both clients, and with a double in tests:
///
/// ```
/// use countersign::{Caller, Endpoint, endpoint};
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// /// Answers nothing, and prints what it would have sent.
/// struct DryRun;
///
/// impl Caller for DryRun {
///     type Outcome<E: Endpoint> = String;
///
///     fn call<E: Endpoint>(self, _: E) -> String {
///         format!("{} {}", E::OPERATION.method(), E::OPERATION.path())
///     }
/// }
///
/// assert_eq!(DryRun.call(TellTime {}), "GET /time");
/// ```
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
///
/// ```
/// use countersign::{Answer, DynEndpoint, Envelope, endpoint};
/// use http::StatusCode;
///
/// /// Returns the time.
/// #[derive(Eq)]
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// let request: Box<dyn DynEndpoint> = Box::new(TellTime {});
/// assert_eq!(request.operation().name(), "tell_time");
/// let reply = request.read(&Envelope::none(), &Answer::new(StatusCode::OK, "\"noon\""))?;
/// assert_eq!(*reply, "noon");
/// assert!(request.into_any().is::<TellTime>());
/// # Ok::<(), countersign::Error>(())
/// ```
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
    /// ```
    /// use countersign::param::Received;
    /// use countersign::{Entry, endpoint};
    /// use http::Request;
    ///
    /// /// Returns a book.
    /// #[endpoint(GET, "/books/{isbn}", response = String)]
    /// pub struct GetBook {
    ///     /// The ISBN.
    ///     pub isbn: String,
    /// }
    ///
    /// let entry = Entry::of::<GetBook>();
    /// let request = Request::get("/books/9783150000014").body(Default::default())?;
    /// let parsed = entry.parse(&Received::new(entry.operation(), &request)?)?;
    /// let book = parsed.into_any().downcast::<GetBook>().expect("the entry's own type");
    /// assert_eq!(book.isbn, "9783150000014");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
