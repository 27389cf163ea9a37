//! What the transports over an HTTP client have in common: clients for each runtime, the collected body, and which
//! answers cannot be read.

use std::error::Error as StdError;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use tokio::runtime::Handle;

use super::{TransportError, TransportFailure};
#[cfg(not(feature = "__tls"))]
use crate::address::BaseUrl;
use crate::address::is_loopback;
#[cfg(not(feature = "__tls"))]
use crate::error::{Error, ErrorKind};
use crate::per_runtime::PerRuntime;

/// What is sent as `user-agent`, unless the caller sets another.
pub(super) const USER_AGENT: &str = concat!("countersign/", env!("CARGO_PKG_VERSION"));

/// How long connecting, and an attempt in all, may take, and how long an answer may be, unless the builder changes it.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);
pub(super) const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The clients of each runtime, because connections belong to the runtime that they were opened on.
pub(super) struct Clients<T>(Mutex<PerRuntime<T>>);

impl<T: Clone> Clients<T> {
    pub(super) fn new() -> Self {
        Self(Mutex::default())
    }

    /// Returns the client of the current runtime, which is created by the first call on it.
    pub(super) fn get(&self, create: impl FnOnce() -> Result<T, TransportError>) -> Result<T, TransportError> {
        let runtime = Handle::try_current().map_err(|error| {
            let message = "the HTTP client needs a tokio runtime around the call: await it inside of one \
                           (`#[tokio::main]`, `Runtime::block_on`), or make the client with `build_blocking()`";
            TransportError::new(TransportFailure::Configuration, message).with_source(error)
        })?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = all.get(&runtime) {
            return Ok(client);
        }
        if !has_drivers() {
            let message = "the tokio runtime around the call has no timers or no sockets: build it with `enable_all()`";
            return Err(TransportError::new(TransportFailure::Configuration, message));
        }
        let client = create()?;
        all.put(&runtime, client.clone());
        Ok(client)
    }
}

/// Returns whether the current runtime has timers and sockets. tokio reports this only by a panic in the middle of a
/// call.
fn has_drivers() -> bool {
    let probe = || {
        drop(tokio::time::sleep(Duration::ZERO));
        let socket = std::net::UdpSocket::bind((std::net::Ipv4Addr::LOCALHOST, 0));
        // A machine that does not allow such a socket cannot be probed this way.
        if let Ok(socket) = socket.and_then(|socket| socket.set_nonblocking(true).map(|()| socket)) {
            let _ = tokio::net::UdpSocket::from_std(socket);
        }
    };
    std::panic::catch_unwind(probe).is_ok()
}

/// A body in chunks, up to a limit. Usually there is one chunk, which is not copied.
pub(super) struct Chunks {
    first: Bytes,
    all: BytesMut,
    max_bytes: usize,
}

impl Chunks {
    pub(super) fn new(max_bytes: usize) -> Self {
        Self { first: Bytes::new(), all: BytesMut::new(), max_bytes }
    }

    /// Appends a chunk, unless the body is then longer than allowed.
    pub(super) fn push(&mut self, chunk: Bytes) -> Result<(), TransportError> {
        let before = self.first.len() + self.all.len();
        if before + chunk.len() > self.max_bytes {
            let message = format!("the answer is longer than the {} bytes allowed", self.max_bytes);
            return Err(TransportError::new(TransportFailure::TooLarge, message));
        }
        if before == 0 {
            self.first = chunk;
            return Ok(());
        }
        if self.all.is_empty() {
            self.all = BytesMut::from(std::mem::take(&mut self.first));
        }
        self.all.extend_from_slice(&chunk);
        Ok(())
    }

    /// Takes out what there is.
    pub(super) fn join(&mut self) -> Bytes {
        if self.all.is_empty() { std::mem::take(&mut self.first) } else { std::mem::take(&mut self.all).freeze() }
    }
}

/// Returns whether a request is plain `http` to this machine: a proxy of the environment would take it elsewhere.
pub(super) fn is_plain_loopback(uri: &http::Uri) -> bool {
    uri.scheme() == Some(&http::uri::Scheme::HTTP) && uri.host().is_some_and(is_loopback)
}

/// Refuses `https`, which cannot be sent.
#[cfg(not(feature = "__tls"))]
pub(super) fn refuse_https(base_url: &BaseUrl) -> Result<(), Error> {
    if *base_url.scheme() == http::uri::Scheme::HTTP {
        return Ok(());
    }
    let message = "the base URL begins with `https`, and countersign was built without TLS: enable its feature \
                   `tls-aws-lc` or `tls-ring`";
    Err(Error::new(ErrorKind::Configuration, message))
}

/// The error of a request that no connection could be opened for.
pub(super) fn no_connection(server: &str, source: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    TransportError::new(TransportFailure::NotSent, format!("no connection to {server}")).with_source(source)
}

pub(super) fn timed_out() -> TransportError {
    TransportError::new(TransportFailure::TimedOut, "no answer in time")
}

/// The error of an exchange that broke off, or whose answer cannot be read. `of_body` says that a compressed body was
/// being unpacked.
pub(super) fn broken(error: impl StdError + Send + Sync + 'static, of_body: bool) -> TransportError {
    let (failure, message) = match unreadable(&error, of_body) {
        Some(message) => (TransportFailure::Unreadable, message),
        None => (TransportFailure::Interrupted, "the connection broke before the answer was complete"),
    };
    TransportError::new(failure, message).with_source(error)
}

/// Returns what is wrong with an answer that arrived but cannot be read, or `None` if it did not arrive.
fn unreadable(error: &(dyn StdError + 'static), of_body: bool) -> Option<&'static str> {
    let mut is_of_http = false;
    let mut cause = Some(error);
    while let Some(each) = cause {
        if let Some(of_http) = each.downcast_ref::<hyper::Error>() {
            is_of_http = true;
            if of_http.is_parse() {
                return Some("the answer is not HTTP: its head cannot be read");
            }
        }
        match each.downcast_ref::<io::Error>().map(io::Error::kind) {
            Some(io::ErrorKind::InvalidInput) if is_of_http => return Some("the body of the answer is not HTTP"),
            // The rest of a compressed body may have been lost in transit.
            Some(kind) if of_body && !is_of_http && kind != io::ErrorKind::UnexpectedEof => {
                return Some("the answer is not compressed as its `content-encoding` announces");
            }
            _ => {}
        }
        cause = each.source();
    }
    None
}
