//! The settings of a client.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use super::headers::Headers;
use crate::auth::{Auth, CredentialSource, Credentials, Schemes};
use crate::endpoint::Entry;
use crate::envelope::Envelope;
use crate::limit::Limiter;
use crate::operation::{Operation, Schema};
use crate::printable::url_without_secrets;
use crate::retry::RetryPolicy;
use crate::timer::{SystemTimer, Timer};
use crate::transport::{Body, Middleware, Next, Transport, TransportError};
#[cfg(feature = "tower")]
use crate::transport::{ServiceTransport, TransportService};
use crate::value::Timestamp;

/// An API, as declared with `api!`, which implements this trait for the client that it generates.
///
/// `api!` implements it. Programs that know an API only as a type parameter use it:
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::{Api, Client, Envelope, endpoint};
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// countersign::api! {
///     /// The client of a clock.
///     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
///     operations { time: TellTime; }
/// }
///
/// fn summary<A: Api>() -> String {
///     let (scheme, is_wrapped) = (A::auth(), A::envelope().names().is_some());
///     format!("{}: {} schemes, wrapped: {is_wrapped}", A::BASE_URL, scheme.iter().count())
/// }
/// assert_eq!(summary::<Clock>(), "https://clock.example: 1 schemes, wrapped: false");
/// ```
pub trait Api: From<Client> {
    /// The same client over another carrier of calls, such as [`blocking::Client`](crate::blocking::Client).
    type With<Via>: From<Via>;

    /// The base URL that the API declares.
    const BASE_URL: &'static str;
    /// All operations of the API.
    const OPERATIONS: &'static [&'static Operation];
    /// All operations, together with the functions that read their requests and answers.
    const ENTRIES: &'static [Entry];

    /// The type that the bodies of failures decode to, unless an operation declares its own.
    const ERROR: Schema = Schema::Any;

    /// Returns the schemes that authenticate requests.
    fn auth() -> Schemes;

    /// Returns the envelope that answers are wrapped in.
    fn envelope() -> Envelope;
}

/// A function that wraps a transport.
type Wrapping = dyn FnOnce(Arc<dyn Transport>) -> Box<dyn Transport> + Send + Sync;

/// Configures and builds a client. Every setting but the credentials has a default.
#[must_use = "call `build` to create the client"]
pub struct ClientBuilder<C> {
    /// What the API declares.
    pub(super) base_url: String,
    pub(super) replaced: Option<String>,
    /// Base URLs that operations declare, and where they are called instead.
    pub(super) others: Vec<(String, String)>,
    pub(super) credentials: Option<Credentials>,
    pub(super) source: Option<Box<dyn CredentialSource>>,
    pub(super) schemes: Schemes,
    /// The first scheme that was set under a name unknown to the API.
    pub(super) unknown_scheme: Option<&'static str>,
    pub(super) envelope: Envelope,
    pub(super) transport: Option<Box<dyn Transport>>,
    pub(super) around: Vec<Box<Wrapping>>,
    pub(super) timeout: Option<Duration>,
    pub(super) clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    pub(super) timer: Box<dyn Timer>,
    pub(super) random: Box<dyn Fn() -> f64 + Send + Sync>,
    pub(super) retry: RetryPolicy,
    pub(super) deadline: Duration,
    pub(super) limiters: Vec<Box<dyn Limiter>>,
    pub(super) limit_wait: Option<Duration>,
    pub(super) max_items: Option<usize>,
    pub(super) denies_drift: bool,
    pub(super) headers: Headers,
    /// Hosts that may be called without TLS.
    pub(super) unencrypted: Vec<String>,
    pub(super) paths: Vec<(&'static Operation, String)>,
    pub(super) operations: &'static [&'static Operation],
    client: PhantomData<fn() -> C>,
}

impl<C: Api> ClientBuilder<C> {
    /// Returns a builder with the defaults of the API.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Api, ClientBuilder, Credentials, Envelope, Error, endpoint};
    ///
    /// /// Returns the time.
    /// #[endpoint(GET, "/time", response = String)]
    /// pub struct TellTime {}
    ///
    /// countersign::api! {
    ///     /// The client of a clock.
    ///     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    ///     operations { time: TellTime; }
    /// }
    ///
    /// // `Clock::builder()` is the same.
    /// let client = ClientBuilder::<Clock>::new().credentials(Credentials::of_secret("token")?).build()?;
    /// assert_eq!(client.as_ref().base_url().as_str(), "https://clock.example");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[expect(clippy::new_without_default, reason = "a builder is started from its client")]
    pub fn new() -> Self {
        Self::with(C::BASE_URL.to_owned(), C::auth(), C::envelope(), C::OPERATIONS)
    }
}

impl<C> ClientBuilder<C> {
    fn with(base_url: String, schemes: Schemes, envelope: Envelope, operations: &'static [&'static Operation]) -> Self {
        Self {
            base_url,
            replaced: None,
            others: Vec::new(),
            credentials: None,
            source: None,
            schemes,
            unknown_scheme: None,
            envelope,
            transport: None,
            around: Vec::new(),
            timeout: None,
            clock: Box::new(Timestamp::now),
            timer: Box::new(SystemTimer::new()),
            random: Box::new(random),
            retry: RetryPolicy::default(),
            deadline: Duration::from_secs(60),
            limiters: Vec::new(),
            limit_wait: None,
            max_items: None,
            denies_drift: false,
            headers: Headers::default(),
            unencrypted: Vec::new(),
            paths: Vec::new(),
            operations,
            client: PhantomData,
        }
    }

    /// Sets the credentials: key id, secret and named parts.
    ///
    /// They may be left out if some operation of the API needs none. Calling an operation that needs credentials is
    /// then an error before anything is sent.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Client, Credentials, Envelope};
    ///
    /// let client = Client::builder("https://books.example", Scheme::basic(), Envelope::none())
    ///     .credentials(Credentials::new("reader", "sesame")?)
    ///     .build()?;
    /// assert_eq!(client.credentials()?.key_id(), "reader");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Fetches credentials from a source instead of using fixed ones.
    ///
    /// The source is asked before the first call, one minute before the credentials expire, and once after an answer
    /// with status 401. After a 401, the client repeats a call that may be repeated; any other call ends with an error
    /// for which [`Error::is_retryable`](crate::Error::is_retryable) returns `true`, and the next call fetches. If the
    /// source returns the same credentials again, a 401 within a minute is an error like any other. Until the first
    /// fetch, the credentials set with [`credentials`](Self::credentials) are used.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::auth::{CredentialSource, Fetched, Fetching};
    ///
    /// struct Vault;
    ///
    /// impl CredentialSource for Vault {
    ///     fn fetch(&self) -> Fetching<'_> {
    ///         Box::pin(async { Ok(Fetched::new(Credentials::of_secret("token")?)) })
    ///     }
    /// }
    ///
    /// let client = builder.credential_source(Vault).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn credential_source(mut self, source: impl CredentialSource) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Sets the base URL: `https`, or `http` to a loopback address. Defaults to the base URL that the API declares.
    ///
    /// Operations that declare another host (`base = "https://…"`) are then not called there, so that the credentials
    /// of a test do not reach the vendor: pass [`base_url_of`](Self::base_url_of), too.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.base_url("http://127.0.0.1:8080/sandbox").build()?;
    /// assert_eq!(client.base_url().path(), "/sandbox");
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.replaced = Some(base_url.into());
        self
    }

    /// Replaces the base URL of another host of the API, which is named as its operations declare it.
    ///
    /// ```
    /// # use countersign::{Credentials, Envelope, endpoint, scheme::Scheme};
    /// /// Stores a file.
    /// #[endpoint(PUT, "/files", base = "https://uploads.books.example")]
    /// pub struct StoreFile {}
    ///
    /// countersign::api! {
    ///     /// Client of a bookshop.
    ///     pub struct Books { base_url: "https://books.example", auth: Scheme::bearer() }
    ///     operations { files: StoreFile; }
    /// }
    ///
    /// let client = Books::builder()
    ///     .base_url("https://test.books.example")
    ///     .base_url_of("https://uploads.books.example", "https://uploads.test.books.example")
    ///     .credentials(Credentials::new("reader", "sesame")?)
    ///     .build()?;
    /// let prepared = client.prepare(&StoreFile::builder().build())?;
    /// assert_eq!(prepared.request.uri(), "https://uploads.test.books.example/files");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn base_url_of(mut self, declared: impl Into<String>, base_url: impl Into<String>) -> Self {
        self.others.push((declared.into(), base_url.into()));
        self
    }

    /// Allows `http` to this host, which is otherwise refused unless the host is a loopback address. Anyone on the
    /// network path can read what is sent, and replay it for as long as its signature is valid.
    ///
    /// The host is named without scheme and port. Naming a host that no request reaches without TLS is an error when
    /// the client is built, so that the permission does not outlive its reason.
    ///
    /// ```
    /// # use countersign::{Client, Credentials, Envelope, scheme::Scheme};
    /// let client = Client::builder("http://books.internal:8080", Scheme::bearer(), Envelope::default())
    ///     .allow_unencrypted("books.internal")
    ///     .credentials(Credentials::new("reader", "sesame")?)
    ///     .build()?;
    /// # let _ = client;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn allow_unencrypted(mut self, host: impl Into<String>) -> Self {
        self.unencrypted.push(host.into());
        self
    }

    /// Adds a header to every request. It is signed if the scheme signs headers. If a name is set twice, the last value
    /// wins. To override it for a single call, see [`Call::header`](crate::Call::header).
    ///
    /// A header that belongs to an operation, to the scheme or to HTTP itself is refused when the client is built. A
    /// header that a scheme adds without [declaring it](Auth::describe) is refused when a request is prepared.
    ///
    /// ```
    /// # use countersign::{Client, Credentials, Envelope, scheme::Scheme};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::default());
    /// # let builder = builder.credentials(Credentials::new("reader", "sesame")?);
    /// let client = builder.user_agent("bookshop/2.1").header("accept-language", "de").build()?;
    /// # let _ = client;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.headers.push(name.as_ref(), value.as_ref());
        self
    }

    /// Sets the `user-agent` header of every request. Defaults to the transport's own, which is `countersign/` and the
    /// version for reqwest and hyper.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.user_agent("bookshop/2.1").build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn user_agent(self, value: impl AsRef<str>) -> Self {
        self.header("user-agent", value.as_ref())
    }

    /// Replaces the default scheme, which authenticates every operation that does not name one.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.auth(Scheme::api_key_in_header("x-api-key")?).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn auth(mut self, auth: impl Auth) -> Self {
        self.schemes = self.schemes.with_default(Arc::new(auth));
        self
    }

    /// Replaces the scheme of this name, for the operations that pick it.
    ///
    /// For a client built without `api!`, the scheme is added. For any other client, a name that its API does not
    /// declare is an error when the client is built.
    ///
    /// ```
    /// # use countersign::{Client, Credentials, Envelope, scheme::Scheme};
    /// let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    ///     .scheme("librarian", Scheme::basic())
    ///     .credentials(Credentials::new("reader", "sesame")?)
    ///     .build()?;
    /// # let _ = client;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn scheme(mut self, name: &'static str, auth: impl Auth) -> Self {
        let is_known = self.operations.is_empty() || self.schemes.iter().any(|(known, _)| known == Some(name));
        self.unknown_scheme = self.unknown_scheme.or((!is_known).then_some(name));
        self.schemes = self.schemes.with(name, Arc::new(auth));
        self
    }

    /// Replaces the API's envelope.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.envelope(Envelope::default().with_data("result")).build()?;
    /// assert_eq!(client.envelope().names().map(|names| names.data), Some("result"));
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn envelope(mut self, envelope: Envelope) -> Self {
        self.envelope = envelope;
        self
    }

    /// Replaces the default HTTP client with another transport.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::transport::MemoryTransport;
    ///
    /// let client = builder.transport(MemoryTransport::new(|_| http::Response::default())).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Wraps the transport in a closure that sees each attempt and its answer. The first closure added is the
    /// outermost.
    ///
    /// A closure may add headers, such as `traceparent`. It must not change anything that was signed, or the call fails
    /// with [`ErrorKind::Altered`](crate::ErrorKind::Altered). See [`Seal::check`](crate::transport::Seal::check).
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Envelope};
    /// # fn build() -> countersign::ClientBuilder<Client> {
    /// Client::builder("https://books.example", Scheme::bearer(), Envelope::default())
    ///     .middleware(|request, next| async move {
    ///         let path = request.uri().path().to_owned();
    ///         let answer = next.send(request).await?;
    ///         println!("{path}: {}", answer.status());
    ///         Ok(answer)
    ///     })
    /// # }
    /// ```
    pub fn middleware<F, Answering>(mut self, around: F) -> Self
    where
        F: Fn(http::Request<Body>, Next) -> Answering + Send + Sync + 'static,
        Answering: Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'static,
    {
        self.around.push(Box::new(|inner| Box::new(Middleware::new(around, inner))));
        self
    }

    /// Wraps the transport in a tower layer. The first one added is the outermost, in one order with
    /// [middleware](Self::middleware).
    ///
    /// The rules of middleware apply to layers as well. A layer that follows redirects is detected, and so is one that
    /// repeats a request that must not be repeated. Retries are the business of the client's retry policy.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::scheme::Scheme;
    /// use countersign::{Client, Credentials, Envelope};
    /// use tower::ServiceBuilder;
    /// use tower::limit::ConcurrencyLimitLayer;
    ///
    /// // Layers around the transport …
    /// let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::default())
    ///     .credentials(Credentials::new("reader", "sesame")?)
    ///     .layer(ConcurrencyLimitLayer::new(8))
    ///     .build()?;
    /// // … and layers around the whole client, which is a service of every operation's request.
    /// let service = ServiceBuilder::new().timeout(Duration::from_secs(10)).service(client);
    /// # let _ = service;
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[cfg(feature = "tower")]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: tower_layer::Layer<TransportService> + Send + Sync + 'static,
        ServiceTransport<L::Service>: Transport,
    {
        self.around
            .push(Box::new(move |inner| Box::new(ServiceTransport::new(layer.layer(TransportService::new(inner))))));
        self
    }

    /// Limits how long a single attempt may take with the default HTTP client. Defaults to 30 s. A custom transport has
    /// limits of its own, so setting both is an error when the client is built.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.timeout(Duration::from_secs(5)).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits how long a call may take in all, including attempts and waits. Defaults to 60 s. To override it for a
    /// single call, see [`Call::deadline`](crate::Call::deadline).
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.deadline(Duration::from_secs(20)).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets how failed attempts are repeated. Defaults to [`RetryPolicy::default`]. To override it for a single call,
    /// see [`Call::retry`](crate::Call::retry).
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::retry::RetryPolicy;
    ///
    /// let client = builder.retry(RetryPolicy::default().max_attempts(5)).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Adds a rate limiter. By default, nothing is limited.
    ///
    /// Every attempt needs a permit from each limiter. They are asked in the order in which they were added, and a
    /// permit taken from one is spent even if a later limiter has none. Pass an `Arc` to share a limiter with other
    /// clients.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::limit::{MonthlyQuota, Rate, RateLimiter};
    ///
    /// let client = builder
    ///     .limiter(RateLimiter::new(Rate::per_second(10).burst(20)))
    ///     .limiter(MonthlyQuota::new(100_000))
    ///     .build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn limiter(mut self, limiter: impl Limiter) -> Self {
        self.limiters.push(Box::new(limiter));
        self
    }

    /// Limits how long a call may wait for permits from the rate limiters, over all limiters and attempts. Defaults to
    /// the deadline. With zero, a call without a permit fails at once with
    /// [`ErrorKind::RateLimited`](crate::ErrorKind::RateLimited). To override it for a single call, see
    /// [`Call::limit_wait`](crate::Call::limit_wait).
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.limit_wait(Duration::ZERO).build()?; // fails rather than waits
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.limit_wait = Some(wait);
        self
    }

    /// Sets the timer that measures and performs waits. Defaults to the system's timer.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::timer::{Timer, Waiting};
    ///
    /// /// Waits without time passing.
    /// struct Impatient;
    ///
    /// impl Timer for Impatient {
    ///     fn elapsed(&self) -> Duration {
    ///         Duration::ZERO
    ///     }
    ///
    ///     fn wait(&self, _: Duration) -> Waiting {
    ///         Box::pin(std::future::ready(()))
    ///     }
    /// }
    ///
    /// let client = builder.timer(Impatient).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Box::new(timer);
        self
    }

    /// Sets the source of randomness for waits, which returns numbers from 0 up to but excluding 1. It need not be
    /// cryptographically secure.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.random(|| 0.5).build()?; // for a test with known waits
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Box::new(random);
        self
    }

    /// Sets the source of the current date and time. Defaults to the system's clock.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// use countersign::value::Timestamp;
    ///
    /// let client = builder.clock(|| Timestamp::from_millisecond(1_700_000_000_000)).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Limits how many elements the lists and maps of one answer may have together, so that a small answer cannot
    /// exhaust memory. Defaults to 100,000. An answer with more fails with
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) and the path of the list.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.max_items(1_000_000).build()?;
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Makes a call fail with [`ErrorKind::Drift`](crate::ErrorKind::Drift) if its answer contains a field or a value
    /// that its definition does not know.
    ///
    /// This setting is for tests: vendors add such things without notice, and an operation that fails this way has been
    /// carried out.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope};
    /// # let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// # let builder = builder.credentials(Credentials::of_secret("token")?);
    /// let client = builder.deny_drift().build()?; // in a test against the real API
    /// # drop(client);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn deny_drift(mut self) -> Self {
        self.denies_drift = true;
        self
    }

    /// Overrides the path of one operation of the API, for definitions whose path is a guess. A client built without
    /// `api!` has no list of operations: change the path in the definition instead.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Endpoint, Envelope, endpoint};
    ///
    /// /// Returns the titles of all books.
    /// #[endpoint(GET, "/titles", response = Vec<String>, source = inferred)]
    /// pub struct Titles {}
    ///
    /// countersign::api! {
    ///     /// The client of a bookshop.
    ///     pub struct Books { base_url: "https://books.example", auth: Scheme::none(), envelope: Envelope::none() }
    ///     operations { books: Titles; }
    /// }
    ///
    /// let client = Books::builder().path(Titles::OPERATION, "/v2/titles").build()?;
    /// assert_eq!(client.prepare(&Titles {})?.request.uri().path(), "/v2/titles");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn path(mut self, operation: &'static Operation, path: impl Into<String>) -> Self {
        self.paths.push((operation, path.into()));
        self
    }
}

/// Clients without a table of operations, which only use [`Client::call`].
impl Client {
    /// Returns a builder for a client of an API that is not declared with `api!`.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Client, Envelope};
    ///
    /// let client = Client::builder("https://books.example", Scheme::none(), Envelope::none()).build()?;
    /// assert_eq!(client.base_url().as_str(), "https://books.example");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn builder(base_url: impl Into<String>, auth: impl Auth, envelope: Envelope) -> ClientBuilder<Self> {
        ClientBuilder::with(base_url.into(), Schemes::new(Arc::new(auth)), envelope, &[])
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &url_without_secrets(self.replaced.as_ref().unwrap_or(&self.base_url)))
            .field("credentials", &self.credentials)
            .field("schemes", &self.schemes)
            .finish_non_exhaustive()
    }
}

/// Returns a random number. The seeds of the standard library's maps are random enough to spread callers.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    // A double holds 53 bits exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
