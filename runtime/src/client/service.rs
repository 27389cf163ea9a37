//! The client as a service of tower.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tower_service::Service;

use super::Client;
use crate::endpoint::Endpoint;
use crate::envelope::Reply;
use crate::error::Error;

type Answering<R> = Pin<Box<dyn Future<Output = Result<Reply<R>, Error>> + Send>>;

/// Any operation's request goes in, its reply comes out; retries, limits and the deadline are inside.
impl<E: Endpoint> Service<E> for Client {
    type Error = Error;
    type Future = Answering<E::Response>;
    type Response = Reply<E::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: E) -> Self::Future {
        let client = self.clone();
        Box::pin(async move { Client::call(&client, request).await })
    }
}
