//! One call: what `.send()` and `call(…)` give.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::Client;
use super::exchange::Options;
use crate::endpoint::Endpoint;
use crate::envelope::{Answer, Envelope, Reply};
use crate::error::{Error, ErrorKind};
use crate::retry::RetryPolicy;

/// A call that is sent when it is awaited.
///
/// Dropping its future ends the client's part: nothing is repeated or waited for afterwards. It does not take back what
/// was sent. If the future of an operation with retry class `never`, such as an order, is dropped while its request is
/// on the way, **the vendor may have carried it out**, and no error reports the reference to look it up by. Keep that
/// reference before calling, prefer [`deadline`](Self::deadline), which ends in an error, to dropping the future
/// (`select!`, `tokio::time::timeout`, a server's handler whose client went away), or run such calls in a task of their
/// own. Dropped calls are reported to `tracing` and counted by the feature `metrics`, each with its operation.
#[must_use = "a call is sent when it is awaited: add `.await`"]
pub struct Call<'c, E> {
    client: &'c Client,
    request: E,
    options: Options,
}

impl<'c, E: Endpoint> Call<'c, E> {
    pub(super) fn new(client: &'c Client, request: E) -> Self {
        Self { client, request, options: Options::default() }
    }

    /// Repeats this call by another policy than the client's. What `policy` does not set stays as the client's policy
    /// says; in particular, retries are paid from the client's budget.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy.or(self.client.retry_policy()));
        self
    }

    /// How long this call may take in all, attempts and waits included, instead of the client's
    /// [`deadline`](crate::ClientBuilder::deadline).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// How long this call may wait for its place in the client's rate limit, instead of the client's
    /// [`limit_wait`](crate::ClientBuilder::limit_wait); zero fails at once.
    pub fn limit_wait(mut self, wait: Duration) -> Self {
        self.options.limit_wait = Some(wait);
        self
    }

    async fn reply(self) -> Result<Reply<E::Response>, Error> {
        let Self { client, request, options } = self;
        let mut reply = None;
        let mut read = |envelope: &Envelope, answer: &Answer| {
            let read = envelope.read::<E::Response>(E::OPERATION, answer)?;
            let drift = read.drift().to_vec();
            reply = Some(read);
            Ok(drift)
        };
        client.exchange(&request, &options, &mut read).await?;
        reply.ok_or_else(unread)
    }
}

/// A call that succeeded has read its answer, so this is never seen.
pub(super) fn unread() -> Error {
    Error::new(ErrorKind::Decode, "the answer was not read")
}

impl<E: Endpoint> fmt::Debug for Call<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({})", E::OPERATION.name)
    }
}

impl<'c, E: Endpoint> IntoFuture for Call<'c, E> {
    type Output = Result<Reply<E::Response>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.reply())
    }
}
