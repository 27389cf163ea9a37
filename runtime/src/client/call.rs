//! One call: what `.send()`, `call(…)` and `call_dyn(…)` return.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use serde::Serialize;

use super::Client;
use super::exchange::Options;
use crate::auth::Credentials;
use crate::decode::Decode;
use crate::endpoint::{DynEndpoint, Endpoint};
use crate::envelope::{Answer, Envelope, Reply};
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::param::Changes;
use crate::prepare::Prepared;
use crate::retry::RetryPolicy;

/// A call. It is sent when it is awaited, and its answer is read as `T`.
///
/// A call is a future that owns its request and a clone of its client, so it can be awaited in place, joined with
/// others, or moved into a task:
///
/// ```
/// # use countersign::scheme::Scheme;
/// # use countersign::{Client, Credentials, Envelope, endpoint, transport::MemoryTransport};
/// # /// Tells the time.
/// # #[endpoint(GET, "/time", response = String)]
/// # pub struct TellTime {}
/// # let transport = MemoryTransport::new(|_| http::Response::new("\"noon\"".into()));
/// # let client = Client::builder("https://clock.example", Scheme::bearer(), Envelope::none())
/// #     .transport(transport)
/// #     .credentials(Credentials::new("visitor", "sesame")?)
/// #     .build()?;
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let in_a_task = tokio::spawn(client.call(TellTime {}));
/// assert_eq!(*client.call(TellTime {}).await?, "noon");
/// assert_eq!(*in_a_task.await??, "noon");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Dropping the future ends the client's part: no further attempts or waits follow. It does not take back what was
/// sent. If the future of an operation with retry class `never`, such as an order, is dropped while its request is in
/// flight, **the vendor may have carried it out**, and no error reports the reference to look it up by. Keep that
/// reference before calling, and prefer [`deadline`](Self::deadline), which ends in an error, to dropping the future
/// (`select!`, `tokio::time::timeout`, a server handler whose client disconnected), or run such calls in a task of
/// their own. Dropped calls are reported to `tracing` and counted by the feature `metrics`, each with its operation.
#[must_use = "a call is sent when it is awaited: add `.await`"]
pub struct Call<T> {
    operation: &'static Operation,
    /// What will be sent; taken by the first poll.
    new: Option<New<T>>,
    sending: Option<Sending<T>>,
}

struct New<T> {
    client: Client,
    request: Arc<dyn DynEndpoint>,
    read: Read<T>,
    options: Options,
}

type Read<T> = fn(&dyn DynEndpoint, &Envelope, &Answer) -> Answered<T>;
type Sending<T> = Pin<Box<dyn Future<Output = Answered<T>> + Send>>;
type Answered<T> = Result<Reply<T>, Error>;

/// Nothing inside is ever pinned: the future in flight is behind its own pointer.
impl<T> Unpin for Call<T> {}

impl<T> Call<T> {
    fn new(client: Client, request: Arc<dyn DynEndpoint>, read: Read<T>) -> Self {
        let operation = request.operation();
        let new = New { client, request, read, options: Options::default() };
        Self { operation, new: Some(new), sending: None }
    }

    /// Overrides the client's retry policy for this call. Anything that `policy` does not set is taken from the
    /// client's policy; in particular, retries draw on the client's budget.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// use countersign::retry::RetryPolicy;
    ///
    /// let titles = client.call(request).retry(RetryPolicy::none()).await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.set(|client, options| options.retry = Some(policy.or(client.retry_policy())));
        self
    }

    /// Limits how long this call may take in all, including attempts and waits. Defaults to the client's
    /// [`deadline`](crate::ClientBuilder::deadline).
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let titles = client.call(request).deadline(Duration::from_secs(2)).await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.set(|_, options| options.deadline = Some(deadline));
        self
    }

    /// Limits how long this call may wait for a permit from the rate limiter. Defaults to the client's
    /// [`limit_wait`](crate::ClientBuilder::limit_wait). With zero, a call without a permit fails at once.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let titles = client.call(request).limit_wait(Duration::from_millis(100)).await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.set(|_, options| options.limit_wait = Some(wait));
        self
    }

    /// Adds a header to this call. It is signed if the scheme signs headers, and replaces a default header of the
    /// client with the same name. A header that belongs to the operation, the scheme or HTTP itself is refused before
    /// anything is sent, with [`ErrorKind::InvalidParameter`].
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let titles = client.call(request).header("accept-language", "de").await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.set(|_, options| options.headers.push(name.as_ref(), value.as_ref()));
        self
    }

    /// Adds a parameter that the operation does not declare. It travels in the body, or in the query if the operation
    /// has no body, and is signed like a declared one. It replaces an earlier one of the same name. A parameter that
    /// the operation or the scheme already has is refused before anything is sent, with
    /// [`ErrorKind::InvalidParameter`].
    ///
    /// In a query or a form, a list repeats the name, and an object is written as JSON.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let titles = client.call(request).parameter("author", "Goethe").parameter("years", [1808, 1832]).await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parameter(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.set(|_, options| options.changes = std::mem::take(&mut options.changes).parameter(name, value));
        self
    }

    /// Leaves out a declared parameter, named by its field or its name on the wire, whether it is set or not. A name
    /// that the operation does not declare, a constant and a part of the path are refused before anything is sent, with
    /// [`ErrorKind::InvalidParameter`].
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let titles = client.call(request).without("language").await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn without(mut self, name: impl Into<String>) -> Self {
        self.set(|_, options| options.changes = std::mem::take(&mut options.changes).without(name));
        self
    }

    /// Signs this call with these credentials instead of the client's, so that one client can serve many tenants. They
    /// are never refreshed.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # let request = Titles { language: None };
    /// let tenant = Credentials::of_secret("token of another shop")?;
    /// let titles = client.call(request).credentials(tenant).await?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.set(|_, options| options.credentials = Some(Arc::new(credentials)));
        self
    }

    /// Encodes and signs the request of this call, with everything that was set here, without sending it.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct Time {}
    /// # let client: Client = Client::builder("https://clock.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("sesame-of-the-visitor")?)
    /// #     .build()?;
    /// let prepared = client.call(Time {}).parameter("zone", "UTC").prepare()?;
    /// assert_eq!(prepared.request.uri(), "https://clock.example/time?zone=UTC");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Client::prepare`]; or the call was sent before.
    pub fn prepare(&self) -> Result<Prepared, Error> {
        let sent = || Error::new(ErrorKind::InvalidParameter, "the call was sent before, and its request is gone");
        let New { client, request, options, .. } = self.new.as_ref().ok_or_else(sent)?;
        client.prepare_call(&**request, options)
    }

    pub(crate) fn changed(mut self, changes: Changes) -> Self {
        self.set(|_, options| options.changes = changes);
        self
    }

    /// Changes a setting. After the first poll, it has no effect.
    fn set(&mut self, change: impl FnOnce(&Client, &mut Options)) {
        if let Some(New { client, options, .. }) = &mut self.new {
            change(client, options);
        }
    }
}

impl<T: Decode> Call<T> {
    pub(super) fn typed<E: Endpoint<Response = T>>(client: Client, request: E) -> Self {
        Self::new(client, Arc::new(request), |_, envelope, answer| envelope.read(E::OPERATION, answer))
    }
}

impl Call<serde_json::Value> {
    pub(super) fn untyped(client: Client, request: Arc<dyn DynEndpoint>) -> Self {
        Self::new(client, request, |request, envelope, answer| request.read(envelope, answer))
    }
}

impl<T: Send + 'static> Future for Call<T> {
    type Output = Result<Reply<T>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Some(new) = this.new.take() {
            this.sending = Some(Box::pin(new.send()));
        }
        match &mut this.sending {
            Some(sending) => sending.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

impl<T: Send> New<T> {
    #[expect(clippy::manual_async_fn, reason = "it would keep `self` twice, as its argument and as its variable")]
    fn send(self) -> impl Future<Output = Answered<T>> {
        async move {
            let Self { client, request, read, options } = &self;
            let mut reply = None;
            let mut read = |envelope: &Envelope, answer: &Answer| {
                let read = read(&**request, envelope, answer)?;
                let drift = read.drift().to_vec();
                reply = Some(read);
                Ok(drift)
            };
            client.exchange(&**request, options, &mut read).await?;
            // A call that succeeded has read its answer, so this error is never seen.
            reply.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer was not read"))
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", self.operation.name())
    }
}
