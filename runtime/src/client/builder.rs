//! How a client is put together.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::{Client, Shared};
use crate::auth::{Auth, Credentials};
use crate::blocking;
use crate::envelope::Envelope;
use crate::error::{Error, ErrorKind};
use crate::limit::Limiter;
use crate::operation::Operation;
use crate::prepare::BaseUrl;
use crate::retry::RetryPolicy;
use crate::timer::{SystemTimer, Timer};
use crate::transport::Transport;
use crate::value::Timestamp;

/// An API as its table of contents declares it: `api!` implements it for its client.
pub trait Api: From<Client> {
    /// The same client for programs that are not asynchronous.
    type Blocking: From<blocking::Client>;

    /// Where the vendor answers.
    const BASE_URL: &'static str;
    /// Every operation.
    const OPERATIONS: &'static [&'static Operation];

    /// The signing rule.
    fn auth() -> Arc<dyn Auth>;

    /// The envelope of the answers.
    fn envelope() -> Envelope;
}

/// Puts a client together. Everything but the credentials has a default.
#[must_use = "`build` makes the client"]
pub struct ClientBuilder<C> {
    base_url: String,
    credentials: Option<Credentials>,
    auth: Arc<dyn Auth>,
    envelope: Envelope,
    transport: Option<Box<dyn Transport>>,
    timeout: Option<Duration>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    timer: Box<dyn Timer>,
    random: Box<dyn Fn() -> f64 + Send + Sync>,
    retry: RetryPolicy,
    deadline: Duration,
    limiters: Vec<Box<dyn Limiter>>,
    limit_wait: Option<Duration>,
    paths: Vec<(String, String)>,
    operations: &'static [&'static Operation],
    client: PhantomData<fn() -> C>,
}

impl<C: Api> ClientBuilder<C> {
    /// A builder with the defaults of the API.
    #[expect(clippy::new_without_default, reason = "a builder is started from its client")]
    pub fn new() -> Self {
        Self::with(C::BASE_URL.to_owned(), C::auth(), C::envelope(), C::OPERATIONS)
    }

    /// The client for programs that are not asynchronous: the same methods, which return when the answer is there.
    ///
    /// # Errors
    /// As [`build`](Self::build), and when the system gives no thread.
    pub fn build_blocking(self) -> Result<C::Blocking, Error> {
        blocking::Client::new(self.assemble()?).map(Into::into)
    }
}

impl<C> ClientBuilder<C> {
    fn with(
        base_url: String,
        auth: Arc<dyn Auth>,
        envelope: Envelope,
        operations: &'static [&'static Operation],
    ) -> Self {
        Self {
            base_url,
            credentials: None,
            auth,
            envelope,
            transport: None,
            timeout: None,
            clock: Box::new(Timestamp::now),
            timer: Box::new(SystemTimer::new()),
            random: Box::new(random),
            retry: RetryPolicy::default(),
            deadline: Duration::from_secs(60),
            limiters: Vec::new(),
            limit_wait: None,
            paths: Vec::new(),
            operations,
            client: PhantomData,
        }
    }

    /// Key and secret.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Another base URL than the API's: `https`, or `http` to a loopback address.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Another signing rule, or the API's with other settings.
    pub fn auth(mut self, auth: impl Auth) -> Self {
        self.auth = Arc::new(auth);
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

    /// How failed attempts are repeated; [`RetryPolicy::default`] unless told. Of a single call, see
    /// [`Call::retry`](crate::Call::retry).
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Limits how many attempts are made in a time; nothing is limited unless told. Of several limiters each must have a
    /// place. Pass an `Arc` to share one with other clients.
    pub fn limiter(mut self, limiter: impl Limiter) -> Self {
        self.limiters.push(Box::new(limiter));
        self
    }

    /// How long a call may wait for its place in the limits; as long as its deadline allows unless told. Zero fails at
    /// once, with [`ErrorKind::RateLimited`]. Of a single call, see [`Call::limit_wait`](crate::Call::limit_wait).
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

    /// Another path for one operation, for definitions whose path is a guess.
    pub fn path(mut self, operation: impl Into<String>, path: impl Into<String>) -> Self {
        self.paths.push((operation.into(), path.into()));
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] without credentials; [`ErrorKind::Configuration`] for a base URL that is refused, a
    /// path of an operation that does not exist, or an HTTP client that cannot be set up.
    pub fn build(self) -> Result<C, Error>
    where
        C: From<Client>,
    {
        self.assemble().map(Into::into)
    }

    fn assemble(self) -> Result<Client, Error> {
        let base_url = BaseUrl::new(&self.base_url)?;
        self.check_paths()?;
        let credentials = self.credentials.ok_or_else(|| {
            Error::new(ErrorKind::Credentials, "there are no credentials: pass key and secret with `.credentials(…)`")
        })?;
        let transport = match (self.transport, self.timeout) {
            (Some(transport), None) => transport,
            (Some(_), Some(_)) => return Err(conflict("a timeout beside a transport: set it on the transport")),
            (None, timeout) => usual_transport(timeout)?,
        };
        let shared = Shared {
            base_url,
            credentials,
            auth: self.auth,
            envelope: self.envelope,
            transport,
            clock: self.clock,
            timer: self.timer,
            random: self.random,
            retry: self.retry,
            deadline: self.deadline,
            limiters: self.limiters,
            limit_wait: self.limit_wait,
            paths: self.paths,
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn check_paths(&self) -> Result<(), Error> {
        for (name, path) in &self.paths {
            let operation = self
                .operations
                .iter()
                .find(|operation| operation.name == name)
                .ok_or_else(|| conflict(format!("a path for `{name}`, which is no operation of this API")))?;
            if !path.starts_with('/') {
                return Err(conflict(format!("the path `{path}` for `{name}`: it must begin with `/`")));
            }
            if placeholders(path) != placeholders(operation.path) {
                return Err(conflict(format!(
                    "the path `{path}` for `{name}`: its placeholders must be those of {}",
                    operation.path
                )));
            }
        }
        Ok(())
    }
}

/// The seeds of the standard library's maps are random enough to spread callers.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish();
    // 53 bits are what a fraction holds exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

fn placeholders(path: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

fn conflict(what: impl fmt::Display) -> Error {
    Error::new(ErrorKind::Configuration, format!("the client was given {what}"))
}

#[cfg(feature = "reqwest")]
fn usual_transport(timeout: Option<Duration>) -> Result<Box<dyn Transport>, Error> {
    let builder = crate::transport::ReqwestTransport::builder();
    let builder = match timeout {
        Some(timeout) => builder.timeout(timeout),
        None => builder,
    };
    Ok(Box::new(builder.build()?))
}

#[cfg(not(feature = "reqwest"))]
fn usual_transport(_: Option<Duration>) -> Result<Box<dyn Transport>, Error> {
    Err(conflict(
        "no transport, and countersign was built without the feature `reqwest`: pass one with `.transport(…)`",
    ))
}

/// Operations that belong to no table of contents: a client for [`Client::call`] alone.
impl Client {
    /// A client of an API that has no table of contents.
    pub fn builder(base_url: impl Into<String>, auth: impl Auth, envelope: Envelope) -> ClientBuilder<Self> {
        ClientBuilder::with(base_url.into(), Arc::new(auth), envelope, &[])
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base_url)
            .field("credentials", &self.credentials)
            .field("auth", &self.auth)
            .finish_non_exhaustive()
    }
}
