//! A mock of an API, for tests of code that calls it.
//!
//! [`Mock`] is a transport: pass it to the builder of a client, and everything else works as usual, including signing.
//! The guide [`test`](crate::guide::test) has a complete example.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use serde_json::Value;

use crate::address::{AddressError, BaseUrl};
use crate::client::Api;
use crate::decode::{Decode, to_untyped};
use crate::endpoint::Endpoint;
use crate::envelope::Envelope;
use crate::operation::{Operation, Schema};
use crate::param::Received;
use crate::timer::{SystemTimer, Timer as _};
use crate::transport::{Body, MemoryTransport, Sending, Transport, TransportError, TransportFailure};
use crate::value::Timestamp;

/// A mock that answers calls of an API and records the requests. Clones share it.
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::testing::{Mock, Reaction};
/// use countersign::transport::TransportFailure;
/// use countersign::{Credentials, Envelope, ErrorKind, endpoint};
///
/// /// Returns a book.
/// #[endpoint(GET, "/books/{isbn}", response = String)]
/// pub struct GetBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = u64)]
/// pub struct OrderBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// countersign::api! {
///     /// The client of a bookshop.
///     pub struct Books { base_url: "https://books.example", auth: Scheme::bearer(), envelope: Envelope::none() }
///     operations { books: GetBook, OrderBook; }
/// }
///
/// let mock = Mock::of::<Books>()?;
/// mock.answer::<GetBook>(&String::from("Faust")).react::<OrderBook>(Reaction::fail(TransportFailure::TimedOut));
/// let client = Books::builder().credentials(Credentials::of_secret("token")?).transport(mock.clone()).build()?;
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// assert_eq!(*client.get_book().isbn("7").send().await?, "Faust");
/// let error = client.order_book().isbn("7").send().await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
/// assert_eq!(mock.requests::<OrderBook>(), [OrderBook::builder().isbn("7").build()]);
/// # Ok::<(), countersign::Error>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Mock {
    base_path: Arc<str>,
    /// Hosts that operations declare beside the API's own.
    others: Arc<[Authority]>,
    envelope: Envelope,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: Vec<(&'static Operation, Reaction)>,
    requests: Vec<Request<Bytes>>,
}

/// What a [`Mock`] does with a call.
///
/// ```
/// use countersign::testing::Reaction;
/// use http::StatusCode;
///
/// let first_page = Reaction::response(&vec![1, 2]).with_header("link", "</books?page=2>; rel=\"next\"");
/// let created = Reaction::response(&3).with_status(StatusCode::CREATED);
/// let unchanged = Reaction::answer(StatusCode::NOT_MODIFIED, "").with_header("etag", "\"9055\"");
/// # let _ = (first_page, created, unchanged);
/// ```
#[derive(Clone, Debug)]
pub struct Reaction {
    content: Content,
    status: Option<StatusCode>,
    headers: HeaderMap,
    delay: Duration,
}

#[derive(Clone, Debug)]
enum Content {
    /// A response as JSON; bytes are a list of numbers.
    Response(Value),
    Raw(Bytes),
    Failure(TransportFailure, String),
}

impl Reaction {
    fn new(content: Content) -> Self {
        Self { content, status: None, headers: HeaderMap::new(), delay: Duration::ZERO }
    }

    /// Answers with a typed response, in the form that the operation declares: in its envelope, as text, as bytes, as a
    /// redirect, or without a body.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::testing::{Mock, Reaction};
    /// use countersign::{Client, Envelope, endpoint};
    /// use http::StatusCode;
    ///
    /// /// Creates a shelf.
    /// #[endpoint(POST, "/shelves", response = u64)]
    /// pub struct CreateShelf {}
    ///
    /// let mock = Mock::new("https://books.example", Envelope::none())?;
    /// mock.react::<CreateShelf>(Reaction::response(&7_u64).with_status(StatusCode::CREATED));
    /// let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// let client: Client = builder.transport(mock).build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let shelf = client.call(CreateShelf {}).await?;
    /// assert_eq!((*shelf, shelf.status()), (7, StatusCode::CREATED));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn response<R: Decode>(response: &R) -> Self {
        // A response that cannot be written shows as an answer that cannot be read.
        let value = match (R::SCHEMA, response.to_raw()) {
            (Schema::Bytes, Some(bytes)) => bytes.to_vec().into(),
            _ => to_untyped(response).unwrap_or_default(),
        };
        Self::new(Content::Response(value))
    }

    /// Answers with this status and body.
    ///
    /// ```
    /// use countersign::testing::Reaction;
    /// use http::StatusCode;
    ///
    /// let reaction = Reaction::answer(StatusCode::NOT_FOUND, "no such book");
    /// # drop(reaction);
    /// ```
    pub fn answer(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self::new(Content::Raw(body.into())).with_status(status)
    }

    /// Fails without an answer.
    ///
    /// ```
    /// use countersign::testing::Reaction;
    /// use countersign::transport::TransportFailure;
    ///
    /// let reaction = Reaction::fail(TransportFailure::TimedOut);
    /// # drop(reaction);
    /// ```
    pub fn fail(failure: TransportFailure) -> Self {
        Self::new(Content::Failure(failure, "the mock fails".to_owned()))
    }

    /// Sets the status. Defaults to the one that the operation declares.
    ///
    /// ```
    /// use countersign::testing::Reaction;
    /// use http::StatusCode;
    ///
    /// let accepted = Reaction::response(&7_u64).with_status(StatusCode::ACCEPTED);
    /// # assert!(format!("{accepted:?}").contains("202"));
    /// ```
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Adds a header, which may be repeated. With one that cannot be sent, the call fails.
    ///
    /// ```
    /// use countersign::testing::Reaction;
    ///
    /// let page = Reaction::response(&vec!["Faust".to_owned()]).with_header("link", "</titles?page=2>; rel=\"next\"");
    /// # assert!(format!("{page:?}").contains("link"));
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref(), value.as_ref());
        match (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.append(name, value)),
            _ => {
                let message = format!("this mock cannot answer with the header {name:?} and the value {value:?}");
                self.content = Content::Failure(TransportFailure::Configuration, message);
            }
        }
        self
    }

    /// Waits before answering or failing.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::testing::Reaction;
    /// use http::StatusCode;
    ///
    /// let reaction = Reaction::answer(StatusCode::OK, "{}").after(Duration::from_millis(20));
    /// # drop(reaction);
    /// ```
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    fn write(self, operation: &Operation, envelope: &Envelope) -> Result<Response<Body>, TransportError> {
        let mut answer = match self.content {
            Content::Response(response) => envelope.answer(operation, &response, Timestamp::now(), "mock"),
            Content::Raw(body) => Response::new(body),
            Content::Failure(failure, message) => return Err(TransportError::new(failure, message)),
        };
        if let Some(status) = self.status {
            *answer.status_mut() = status;
        }
        answer.headers_mut().extend(self.headers);
        Ok(answer.map(Body::from))
    }
}

impl Mock {
    /// Creates a mock of an API declared with `api!`.
    ///
    /// # Errors
    /// The base URL of the API is invalid.
    pub fn of<A: Api>() -> Result<Self, AddressError> {
        let main = BaseUrl::new(A::BASE_URL)?;
        let bases = A::OPERATIONS.iter().filter_map(|operation| BaseUrl::new(operation.base()?).ok());
        let others = bases.map(|base| base.authority().clone()).filter(|other| other != main.authority()).collect();
        Ok(Self { others, ..Self::new(A::BASE_URL, A::envelope())? })
    }

    /// Creates a mock of an API at this base URL, whose answers have this envelope.
    ///
    /// ```
    /// use countersign::Envelope;
    /// use countersign::testing::Mock;
    ///
    /// let mock = Mock::new("https://books.example", Envelope::none())?;
    /// # drop(mock);
    /// # Ok::<(), countersign::AddressError>(())
    /// ```
    ///
    /// # Errors
    /// The base URL is invalid.
    pub fn new(base_url: &str, envelope: Envelope) -> Result<Self, AddressError> {
        let base_path = BaseUrl::new(base_url)?.path().into();
        Ok(Self { base_path, others: Arc::new([]), envelope, state: Arc::default() })
    }

    /// Sets the response to calls of an operation, in the form that the operation declares. It replaces an earlier
    /// reaction.
    pub fn answer<E: Endpoint>(&self, response: &E::Response) -> &Self {
        self.react::<E>(Reaction::response(response))
    }

    /// Sets the reaction to calls of an operation. It replaces an earlier one.
    pub fn react<E: Endpoint>(&self, reaction: Reaction) -> &Self {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.answers.retain(|(operation, _)| operation.name() != E::OPERATION.name());
        state.answers.push((E::OPERATION, reaction));
        drop(state);
        self
    }

    /// Returns the requests of an operation so far, including each attempt of a call, as the server would read them.
    pub fn requests<E: Endpoint>(&self) -> Vec<E> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |request| E::parse(&self.received(E::OPERATION, request)?).ok();
        state.requests.iter().filter_map(read).collect()
    }

    /// Returns a request of this operation; `None` for another one.
    fn received<'r>(&self, operation: &'static Operation, request: &'r Request<Bytes>) -> Option<Received<'r>> {
        let asked = request.uri().authority();
        let other = operation.base().and_then(|base| BaseUrl::new(base).ok());
        let (is_host, base_path) = match &other {
            Some(base) => (asked == Some(base.authority()), base.path()),
            None => (!self.others.iter().any(|other| asked == Some(other)), &*self.base_path),
        };
        let is_asked = is_host && request.method().as_str() == operation.method().as_str();
        is_asked.then(|| Received::under(base_path, operation, request).ok()).flatten()
    }

    fn reaction(&self, request: Request<Bytes>) -> (&'static Operation, Reaction) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let found = state.answers.iter().find(|(operation, _)| self.received(operation, &request).is_some());
        let unknown = || Reaction::answer(StatusCode::NOT_IMPLEMENTED, "this mock has no answer for the operation");
        let (operation, reaction) = found.cloned().unwrap_or_else(|| (&Operation::ANY, unknown()));
        state.requests.push(request);
        (operation, reaction)
    }
}

impl Transport for Mock {
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.into_bytes(usize::MAX).await?;
            let (operation, reaction) = self.reaction(Request::from_parts(parts.clone(), bytes.clone()));
            if !reaction.delay.is_zero() {
                SystemTimer::new().wait(reaction.delay).await;
            }
            let envelope = self.envelope;
            let answering = MemoryTransport::failing(move |_| reaction.clone().write(operation, &envelope));
            answering.send(Request::from_parts(parts, Body::from(bytes))).await
        })
    }
}

/// Prints the requested paths, but no values: they may be secrets.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let paths: Vec<_> = state.requests.iter().map(|request| request.uri().path()).collect();
        f.debug_struct("Mock").field("asked", &paths).finish_non_exhaustive()
    }
}
