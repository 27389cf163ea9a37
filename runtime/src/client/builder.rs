//! How a client is put together.

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

/// An API as its table of contents declares it: `api!` implements it for its client.
pub trait Api: From<Client> {
    /// The client whose calls are carried by something else, such as [`blocking::Client`](crate::blocking::Client).
    type With<Via>: From<Via>;

    /// Where the vendor answers.
    const BASE_URL: &'static str;
    /// Every operation.
    const OPERATIONS: &'static [&'static Operation];
    /// Every operation, with what reads its requests and answers.
    const ENTRIES: &'static [Entry];

    /// What the bodies of failures decode to, where an operation does not say it.
    const ERROR: Schema = Schema::Any;

    /// The schemes that requests are authenticated by.
    fn auth() -> Schemes;

    /// The envelope of the answers.
    fn envelope() -> Envelope;
}

/// Puts something around a transport.
type Wrapping = dyn FnOnce(Arc<dyn Transport>) -> Box<dyn Transport> + Send + Sync;

/// Puts a client together. Everything but the credentials has a default.
#[must_use = "`build` makes the client"]
pub struct ClientBuilder<C> {
    pub(super) base_url: String,
    pub(super) credentials: Option<Credentials>,
    pub(super) source: Option<Box<dyn CredentialSource>>,
    pub(super) schemes: Schemes,
    /// The first name for which a scheme was given in vain.
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
    /// Hosts that may be called unencrypted.
    pub(super) unencrypted: Vec<String>,
    pub(super) paths: Vec<(&'static Operation, String)>,
    pub(super) operations: &'static [&'static Operation],
    client: PhantomData<fn() -> C>,
}

impl<C: Api> ClientBuilder<C> {
    /// A builder with the defaults of the API.
    #[expect(clippy::new_without_default, reason = "a builder is started from its client")]
    pub fn new() -> Self {
        Self::with(C::BASE_URL.to_owned(), C::auth(), C::envelope(), C::OPERATIONS)
    }
}

impl<C> ClientBuilder<C> {
    fn with(base_url: String, schemes: Schemes, envelope: Envelope, operations: &'static [&'static Operation]) -> Self {
        Self {
            base_url,
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

    /// Sets key id, secret and named parts. A client whose operations need none is built without.
    ///
    /// Where a client is built without credentials although some of its operations need them, calling these is an error before
    /// anything is sent.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Fetches credentials from this source: before the first call, a minute before they expire, and once after an answer
    /// with status 401. After a 401, a call that may be repeated is repeated; any other ends with an error that the caller
    /// may repeat. Until the first fetch, the credentials that [`credentials`](Self::credentials) set are used.
    pub fn credential_source(mut self, source: impl CredentialSource) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Another base URL than the API's: `https`, or `http` to a loopback address.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Allows `http` to this host, for a base URL that is neither `https` nor a loopback address. Whoever is on the way can
    /// read what is sent, and send it again for as long as its signature holds.
    ///
    /// The host is named without scheme and port. One that no request goes to unencrypted is refused when the client is
    /// built, so that the permission does not outlive its reason.
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

    /// Sends this header with every request, signed where the scheme signs headers. Of several of one name, the last one
    /// counts; to replace it for a single call, see [`Call::header`](crate::Call::header).
    ///
    /// A header that an operation, the scheme or HTTP itself owns is refused when the client is built. One that a rule adds
    /// without [saying so](Auth::describe) is refused when a request is prepared.
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

    /// Sets the `user-agent` of every request. Defaults to what the transport sends: `countersign/` and its version over
    /// reqwest.
    pub fn user_agent(self, value: impl AsRef<str>) -> Self {
        self.header("user-agent", value.as_ref())
    }

    /// Replaces the scheme of the operations that pick none, by another one or by the API's with other settings.
    pub fn auth(mut self, auth: impl Auth) -> Self {
        self.schemes = self.schemes.with_default(Arc::new(auth));
        self
    }

    /// Replaces the scheme of the operations that pick it by this name. A client without `api!` has no names yet, and gets it
    /// added; for any other, a name that its API does not have is refused when the client is built.
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

    /// Another envelope.
    pub fn envelope(mut self, envelope: Envelope) -> Self {
        self.envelope = envelope;
        self
    }

    /// What carries the requests, instead of the usual HTTP client.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Puts a closure around the transport, usual or given: it sees each attempt and its answer. The first one given is
    /// the outermost.
    ///
    /// A closure may add headers, such as `traceparent`. Everything that was signed must stay as it is, or the call ends
    /// with [`ErrorKind::Altered`](crate::ErrorKind::Altered): see [`Seal::check`](crate::transport::Seal::check).
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

    /// Puts a layer of tower around the transport, usual or given. The first one given is the outermost, also among
    /// [middleware](Self::middleware).
    ///
    /// The rules of middleware hold for layers, too. Layers that follow redirects are found out, and so are those that
    /// repeat a request that must not be repeated; what else is sent again is for the client's retry policy to say.
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

    /// How long one attempt may take with the usual HTTP client; 30 s unless told. A transport of your own has its own
    /// limits, and giving both is refused.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long a call may take in all, attempts and waits included; 60 s unless told. Of a single call, see
    /// [`Call::deadline`](crate::Call::deadline).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets how failed attempts are repeated. Defaults to [`RetryPolicy::default`]. To override it for a single call, see
    /// [`Call::retry`](crate::Call::retry).
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Limits how many attempts are made in a time; nothing is limited unless told. Of several limiters each must have a
    /// place; they are asked in the order given, and a place in one is used when a later one has none. Pass an `Arc` to
    /// share one with other clients.
    pub fn limiter(mut self, limiter: impl Limiter) -> Self {
        self.limiters.push(Box::new(limiter));
        self
    }

    /// How long a call may wait for its places in the limits, over all limiters and attempts; as long as its deadline
    /// allows unless told. Zero fails at once, with [`ErrorKind::RateLimited`](crate::ErrorKind::RateLimited). Of a single
    /// call, see [`Call::limit_wait`](crate::Call::limit_wait).
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.limit_wait = Some(wait);
        self
    }

    /// What waits are measured and waited with; the system's timer unless told.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Box::new(timer);
        self
    }

    /// Where the randomness of waits comes from: numbers from 0 to 1, without 1. It needs no cryptographic quality.
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Box::new(random);
        self
    }

    /// Where the date and time of a call come from; the system's clock unless told.
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// How many elements the lists and maps of one answer may have together, so that a small answer cannot fill the
    /// memory. An answer with more fails with [`ErrorKind::Decode`](crate::ErrorKind::Decode) and the path of the list.
    /// Defaults to 100,000.
    pub fn max_items(mut self, items: usize) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Makes a call fail, with [`ErrorKind::Drift`](crate::ErrorKind::Drift), whose answer holds a field or a value that
    /// its definition does not know. For tests: a vendor adds such things without notice, and an operation that fails
    /// here was carried out.
    pub fn deny_drift(mut self) -> Self {
        self.denies_drift = true;
        self
    }

    /// Another path for one operation of the API, for definitions whose path is a guess. A client that was made without
    /// `api!` knows no operations: write the path into the definition there.
    pub fn path(mut self, operation: &'static Operation, path: impl Into<String>) -> Self {
        self.paths.push((operation, path.into()));
        self
    }
}

/// Operations that belong to no table of contents: a client for [`Client::call`] alone.
impl Client {
    /// A client of an API that has no table of contents.
    pub fn builder(base_url: impl Into<String>, auth: impl Auth, envelope: Envelope) -> ClientBuilder<Self> {
        ClientBuilder::with(base_url.into(), Schemes::new(Arc::new(auth)), envelope, &[])
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &url_without_secrets(&self.base_url))
            .field("credentials", &self.credentials)
            .field("schemes", &self.schemes)
            .finish_non_exhaustive()
    }
}

/// The seeds of the standard library's maps are random enough to spread callers.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    // 53 bits are what a fraction holds exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
