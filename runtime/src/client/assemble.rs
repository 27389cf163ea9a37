//! Turns the settings of a builder into a client: validates them and sets up the default transport.
//!
//! Users call it through `build`; the settings themselves are in `builder.rs`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::builder::ClientBuilder;
use super::drift::Ledger;
use super::{Client, Keys, Shared};
use crate::address::{PathTemplate, Segment};
use crate::auth::{Auth, Credentials, Schemes};
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
use crate::transport::HyperTransport as UsualTransport;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport as UsualTransport;
use crate::transport::{Guarded, Transport};

impl<C> ClientBuilder<C> {
    /// Builds the client.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Client, Envelope, ErrorKind};
    ///
    /// let builder = Client::builder("https://books.example", Scheme::bearer(), Envelope::none());
    /// let error = builder.build().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Credentials);
    /// assert_eq!(error.to_string(), "no credentials are set: pass key and secret with `.credentials(…)`");
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Credentials`] if the API needs credentials and none are set. [`ErrorKind::Configuration`] if the
    /// base URL is refused, a path is set for an operation that does not exist, or the HTTP client cannot be set up.
    pub fn build(self) -> Result<C, Error>
    where
        C: From<Client>,
    {
        self.assemble().map(Into::into)
    }

    pub(crate) fn assemble(self) -> Result<Client, Error> {
        let hosts = self.hosts()?;
        let headers = self.headers.of_client(self.operations, &self.schemes)?;
        self.check_paths()?;
        self.check_schemes()?;
        let credentials = match (self.credentials, &self.source) {
            (None, None) if all_need_credentials(self.operations, &self.schemes) => {
                let message = "no credentials are set: pass key and secret with `.credentials(…)`";
                return Err(Error::new(ErrorKind::Credentials, message));
            }
            (None, None) => Some(Credentials::none()),
            (credentials, _) => credentials,
        };
        let transport = match (self.transport, self.timeout) {
            (Some(transport), None) => transport,
            (Some(_), Some(_)) => return Err(conflict("a timeout and a transport: set it on the transport")),
            (None, timeout) => usual_transport(timeout)?,
        };
        hosts.check(&*transport, self.operations)?;
        let bare: Arc<dyn Transport> = transport.into();
        let mut transport: Box<dyn Transport> = Box::new(bare.clone());
        if !self.around.is_empty() {
            // Below everything that could alter a request.
            transport = Box::new(Guarded(transport));
        }
        let transport = self.around.into_iter().rev().fold(transport, |inner, wrap| wrap(inner.into()));
        let shared = Shared {
            hosts,
            keys: Keys::new(credentials, self.source),
            schemes: self.schemes,
            envelope: self.max_items.map_or(self.envelope, |items| self.envelope.with_max_items(items)),
            transport,
            bare,
            clock: self.clock,
            timer: self.timer,
            random: self.random,
            retry: self.retry.of_client(),
            deadline: self.deadline,
            limiters: self.limiters,
            limit_wait: self.limit_wait,
            headers,
            drift: Ledger::new(self.denies_drift),
            paths: self.paths,
        };
        Ok(Client { shared: Arc::new(shared) })
    }

    fn check_schemes(&self) -> Result<(), Error> {
        if let Some(name) = self.unknown_scheme {
            return Err(conflict(format!("the scheme `{name}`, which its API does not have")));
        }
        self.operations.iter().try_for_each(|operation| self.schemes.check(operation))
    }

    fn check_paths(&self) -> Result<(), Error> {
        if let ([], [(operation, _), ..]) = (self.operations, self.paths.as_slice()) {
            let name = operation.name();
            return Err(conflict(format!(
                "a path for `{name}`, but was built without `api!` and has no list of operations: change the path in the definition"
            )));
        }
        for (operation, path) in &self.paths {
            let name = operation.name();
            if !self.operations.iter().any(|known| known.name() == name) {
                return Err(conflict(format!("a path for `{name}`, which is not an operation of this API")));
            }
            let template = PathTemplate::parse(path).map_err(|error| Error::from(error).with_operation(operation))?;
            if placeholders(template) != placeholders(operation.path()) {
                return Err(conflict(format!(
                    "the path `{path}` for `{name}`: its placeholders must be those of `{}`",
                    operation.path()
                )));
            }
        }
        Ok(())
    }
}

/// Returns whether every operation needs credentials.
fn all_need_credentials(operations: &[&Operation], schemes: &Schemes) -> bool {
    let needs = |operation: &&Operation| schemes.of(operation).is_ok_and(Auth::needs_credentials);
    operations.iter().chain(operations.is_empty().then_some(&&Operation::ANY)).all(needs)
}

fn placeholders(path: PathTemplate<'_>) -> Vec<(bool, &str)> {
    let named = |segment| match segment {
        Segment::Literal(_) => None,
        Segment::Placeholder(name) => Some((false, name)),
        Segment::CatchAll(name) => Some((true, name)),
    };
    let mut names: Vec<_> = path.segments().filter_map(named).collect();
    names.sort_unstable();
    names
}

pub(super) fn conflict(what: impl fmt::Display) -> Error {
    Error::new(ErrorKind::Configuration, format!("the client was given {what}"))
}

#[cfg(feature = "__http")]
fn usual_transport(timeout: Option<Duration>) -> Result<Box<dyn Transport>, Error> {
    let builder = UsualTransport::builder();
    let builder = match timeout {
        Some(timeout) => builder.timeout(timeout),
        None => builder,
    };
    Ok(Box::new(builder.build()?))
}

#[cfg(not(feature = "__http"))]
fn usual_transport(_: Option<Duration>) -> Result<Box<dyn Transport>, Error> {
    Err(conflict(
        "no transport, and countersign was built without the features `reqwest` and `hyper`: pass one with \
         `.transport(…)`",
    ))
}
