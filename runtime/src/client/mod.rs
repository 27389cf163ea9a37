//! The asynchronous client: prepare, wait for a permit, send, read, repeat.
//!
//! [`Client`] works for every API; `api!` wraps it in a type with one method per operation. It holds the transport, the
//! schemes, the limiters and the sources of time and randomness as values.

mod assemble;
mod builder;
mod call;
mod drift;
mod exchange;
mod fetch;
mod headers;
mod hosts;
mod idempotency;
mod keys;
mod outcome;
mod redirect;
#[cfg(feature = "tower")]
mod service;
mod spans;
mod unreadable;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::HeaderMap;

pub use self::builder::{Api, ClientBuilder};
pub use self::call::Call;
use self::drift::Ledger;
pub use self::drift::{DriftFinding, DriftReport};
use self::exchange::Options;
pub use self::fetch::Fetch;
use self::hosts::Hosts;
pub(crate) use self::keys::Keys;
use crate::address::{BaseUrl, PathTemplate};
use crate::auth::{Auth, Credentials, Schemes, SigningTrace};
use crate::doctor::Refused;
use crate::endpoint::{Caller, DynEndpoint, Endpoint};
use crate::envelope::{Answer, Envelope};
use crate::error::Error;
use crate::limit::Limiter;
use crate::operation::Operation;
use crate::param::{Changes, Draft, Encoder};
use crate::prepare::{Preparation, Prepared};
use crate::retry::RetryPolicy;
use crate::timer::Timer;
use crate::transport::Transport;
use crate::value::Timestamp;

/// A client for any API. Clones share it.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    hosts: Hosts,
    pub(crate) keys: Keys,
    pub(crate) schemes: Schemes,
    pub(crate) envelope: Envelope,
    pub(crate) transport: Box<dyn Transport>,
    /// The transport without middleware and layers.
    bare: Arc<dyn Transport>,
    pub(crate) clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    timer: Box<dyn Timer>,
    random: Box<dyn Fn() -> f64 + Send + Sync>,
    retry: RetryPolicy,
    /// How long a call may take in all.
    deadline: Duration,
    limiters: Vec<Box<dyn Limiter>>,
    /// How long a call may wait for the limiters; `None` for as long as the deadline allows.
    limit_wait: Option<Duration>,
    drift: Ledger,
    /// Headers of every request.
    headers: HeaderMap,
    /// Operations whose path is overridden, with that path.
    paths: Vec<(&'static Operation, String)>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { hosts, keys, schemes, .. } = &*self.shared;
        f.debug_struct("Client")
            .field("base_url", &hosts.main().as_str())
            .field("credentials", &keys.current().ok())
            .field("schemes", schemes)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Calls an operation. The request is sent when the returned call is awaited.
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
    /// let titles = client.call(request).await?;
    /// assert_eq!(titles[1], "Emma");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn call<E: Endpoint>(&self, request: E) -> Call<E::Response> {
        Call::typed(self.clone(), request)
    }

    /// Encodes and signs a request without sending it.
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
    /// let prepared = client.prepare(&request)?;
    /// assert_eq!(prepared.request.uri(), "https://books.example/titles");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidParameter`](crate::ErrorKind::InvalidParameter) if a parameter violates its definition, and
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) if the operation's scheme needs credentials and there
    /// are none.
    pub fn prepare(&self, request: &dyn DynEndpoint) -> Result<Prepared, Error> {
        let headers = &self.shared.headers;
        match self.shared.keys.fixed() {
            Some(credentials) => self.prepare_with(None, (headers, Changes::NONE), credentials, request),
            None => self.prepare_with(None, (headers, Changes::NONE), &*self.current(request.operation())?, request),
        }
    }

    /// Encodes a request and signs it by another scheme than its operation's.
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
    /// let prepared = client.prepare_by(&Scheme::api_key_in_query("key")?, &request)?;
    /// assert_eq!(prepared.request.uri().query(), Some("key=token"));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`prepare`](Self::prepare).
    pub fn prepare_by(&self, auth: &dyn Auth, request: &dyn DynEndpoint) -> Result<Prepared, Error> {
        self.prepare_with(Some(auth), (&self.shared.headers, Changes::NONE), &*self.shared.keys.current()?, request)
    }

    /// Returns the present credentials, or empty ones if the scheme of the operation needs none.
    fn current(&self, operation: &Operation) -> Result<Arc<Credentials>, Error> {
        let none =
            || (!self.shared.schemes.of(operation).ok()?.needs_credentials()).then(|| Credentials::none().into());
        self.shared.keys.current().or_else(|error| none().ok_or(error))
    }

    /// Prepares a request as a call with these options does.
    fn prepare_call(&self, request: &dyn DynEndpoint, options: &Options) -> Result<Prepared, Error> {
        let (filled, _) = idempotency::key(self, request, options);
        let options = filled.as_deref().unwrap_or(options);
        let own = options.headers.over(&self.shared.headers)?;
        let headers = own.as_ref().unwrap_or(&self.shared.headers);
        let credentials = options.credentials.clone().map_or_else(|| self.current(request.operation()), Ok)?;
        self.prepare_with(None, (headers, &options.changes), &credentials, request)
    }

    fn prepare_with(
        &self,
        auth: Option<&dyn Auth>,
        (headers, changes): (&HeaderMap, &Changes),
        credentials: &Credentials,
        request: &dyn DynEndpoint,
    ) -> Result<Prepared, Error> {
        let Shared { hosts, clock, paths, schemes, .. } = &*self.shared;
        let auth = auth.map_or_else(|| schemes.usable(request.operation(), credentials), Ok)?;
        let name = request.operation().name();
        let path =
            paths.iter().find(|(operation, _)| operation.name() == name).map(|(_, path)| PathTemplate::checked(path));
        let base_url = &*hosts.of(request.operation())?;
        Preparation { base_url, auth, credentials, clock: &**clock, path, headers, changes }.prepare(request)
    }

    /// Returns what answers to this client and its clones have contained so far that is not declared.
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
    /// client.call(request).await?;
    /// assert!(client.drift().is_empty());
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn drift(&self) -> DriftReport {
        self.shared.drift.report()
    }

    /// Calls an operation whose type is only known at run time. The response is JSON.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Client, Credentials, Envelope, endpoint, transport::MemoryTransport};
    /// use countersign::DynEndpoint;
    ///
    /// # /// Tells the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # let transport = MemoryTransport::new(|_| http::Response::new("\"noon\"".into()));
    /// # let client = Client::builder("https://clock.example", Scheme::bearer(), Envelope::none())
    /// #     .transport(transport)
    /// #     .credentials(Credentials::new("visitor", "sesame")?)
    /// #     .build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let request: Box<dyn DynEndpoint> = Box::new(TellTime {});
    /// let in_a_task = tokio::spawn(client.call_dyn(request));
    /// assert_eq!(*in_a_task.await??, "noon");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every [`ErrorKind`](crate::ErrorKind).
    pub fn call_dyn(&self, request: impl Into<Arc<dyn DynEndpoint>>) -> Call<serde_json::Value> {
        Call::untyped(self.clone(), request.into())
    }
}

impl Client {
    /// Returns the base URL that calls are made to, but for operations that declare another host.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// assert_eq!(client.base_url().as_str(), "https://books.example");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn base_url(&self) -> &BaseUrl {
        self.shared.hosts.main()
    }

    /// Returns the base URL that an operation is called at.
    pub(crate) fn base_url_of(&self, operation: &'static Operation) -> Result<Cow<'_, BaseUrl>, Error> {
        self.shared.hosts.of(operation)
    }

    /// Returns the schemes that authenticate requests.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// use countersign::Endpoint;
    ///
    /// let scheme = client.schemes().of(Titles::OPERATION)?;
    /// assert!(scheme.needs_credentials());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn schemes(&self) -> &Schemes {
        &self.shared.schemes
    }

    /// Returns the envelope that answers are wrapped in.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// assert!(client.envelope().names().is_none());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn envelope(&self) -> &Envelope {
        &self.shared.envelope
    }

    /// Returns the credentials that requests are signed with.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// assert_eq!(client.credentials()?.secret().expose(), "token");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) if the source of credentials has not been asked yet.
    pub fn credentials(&self) -> Result<Arc<Credentials>, Error> {
        self.shared.keys.current()
    }

    /// Asks the source of credentials, unless the present ones are still valid and were not refused, so that
    /// [`prepare`](Self::prepare) can sign. Calls do this by themselves.
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
    /// client.fetch_credentials().await?;
    /// let prepared = client.prepare(&request)?;
    /// # drop(prepared);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`](crate::ErrorKind::Credentials) if the source fails.
    pub async fn fetch_credentials(&self) -> Result<(), Error> {
        self.shared.keys.get(self.now()).await.map(drop)
    }

    /// Returns the time of the client's clock.
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(u64::try_from((self.shared.clock)().as_millisecond()).unwrap_or_default())
    }

    /// Collects what [`doctor::examine`](crate::doctor::examine) examines, with this client's scheme, credentials and
    /// clock.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// use bytes::Bytes;
    /// use countersign::{Answer, doctor};
    /// use http::{Request, StatusCode};
    ///
    /// let credentials = client.credentials()?;
    /// let prepared = client.prepare(&Titles { language: None })?;
    /// let answer = Answer::new(StatusCode::UNAUTHORIZED, "invalid signature");
    /// let refused = client.refused(&credentials, &prepared.trace, &prepared.request, &answer);
    /// assert!(!doctor::examine(&refused).is_empty());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn refused<'r>(
        &'r self,
        credentials: &'r Credentials,
        trace: &'r SigningTrace,
        request: &'r http::Request<Bytes>,
        answer: &'r Answer,
    ) -> Refused<'r> {
        let Shared { schemes, clock, .. } = &*self.shared;
        Refused { trace, request, auth: schemes.signed(trace.operation()), credentials, answer, now: clock() }
    }

    /// Completes the error of a failed answer with what it means for the operation that was called: its outcome, and
    /// whether the call may be made again.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// use countersign::{Answer, Endpoint, Entry, Outcome};
    /// use http::StatusCode;
    ///
    /// let prepared = client.prepare(&Titles { language: None })?;
    /// let answer = Answer::new(StatusCode::BAD_GATEWAY, "");
    /// let error = Entry::of::<Titles>().read(client.envelope(), &answer).unwrap_err();
    /// let error = client.judged(error, prepared.trace);
    /// assert_eq!(error.operation().map(|operation| operation.name()), Some("titles"));
    /// assert!(error.is_retryable());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn judged(&self, error: Error, trace: SigningTrace) -> Error {
        let Shared { envelope, clock, .. } = &*self.shared;
        outcome::failed(trace.operation(), envelope, error, trace, &**clock)
    }

    /// Returns what is sent for a field; `None` if nothing is.
    pub(crate) fn sent(&self, request: &dyn DynEndpoint, field: &str) -> Option<String> {
        let mut draft = Draft::new(request.operation());
        request.encode(&mut Encoder::new(&mut draft)).ok()?;
        let parameter = request.operation().parameter(field)?;
        let component = draft.components.iter().find(|component| draft.is_of(component, parameter))?;
        Some(String::from_utf8_lossy(draft.value(component)).into_owned())
    }

    /// Returns the policy of calls without a policy of their own.
    fn retry_policy(&self) -> &RetryPolicy {
        &self.shared.retry
    }
}

impl AsRef<Client> for Client {
    fn as_ref(&self) -> &Client {
        self
    }
}

impl Caller for &Client {
    type Outcome<E: Endpoint> = Call<E::Response>;

    fn call<E: Endpoint>(self, request: E) -> Call<E::Response> {
        Call::typed(self.clone(), request)
    }
}
