//! How a client is put together.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::{Client, Shared};
use crate::auth::{Auth, Credentials};
use crate::envelope::Envelope;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::prepare::BaseUrl;
use crate::transport::Transport;
use crate::value::Timestamp;

/// An API as its table of contents declares it: `api!` implements it for its client.
pub trait Api: From<Client> {
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
    paths: Vec<(String, String)>,
    operations: &'static [&'static Operation],
    client: PhantomData<fn() -> C>,
}

impl<C: Api> ClientBuilder<C> {
    /// A builder with the defaults of the API.
    #[expect(clippy::new_without_default, reason = "a builder is started from its client")]
    pub fn new() -> Self {
        Self {
            base_url: C::BASE_URL.to_owned(),
            credentials: None,
            auth: C::auth(),
            envelope: C::envelope(),
            transport: None,
            timeout: None,
            clock: Box::new(Timestamp::now),
            paths: Vec::new(),
            operations: C::OPERATIONS,
            client: PhantomData,
        }
    }
}

impl<C: From<Client>> ClientBuilder<C> {
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

    /// How long a call may take in all with the usual HTTP client; 30 s unless told. A transport of your own has its own
    /// limits, and giving both is refused.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Where the time of a call comes from; the system's clock unless told.
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
    pub fn build(self) -> Result<C, Error> {
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
            paths: self.paths,
        };
        Ok(Client { shared: Arc::new(shared) }.into())
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
        ClientBuilder {
            base_url: base_url.into(),
            credentials: None,
            auth: Arc::new(auth),
            envelope,
            transport: None,
            timeout: None,
            clock: Box::new(Timestamp::now),
            paths: Vec::new(),
            operations: &[],
            client: PhantomData,
        }
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
