//! The client as a tower service.

use std::task::{Context, Poll};

use tower_service::Service;

use super::{Call, Client};
use crate::endpoint::Endpoint;
use crate::envelope::Reply;
use crate::error::Error;

/// Takes the request of any operation and returns its reply. Retries, limits and the deadline apply inside.
impl<E: Endpoint> Service<E> for Client {
    type Error = Error;
    type Future = Call<E::Response>;
    type Response = Reply<E::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: E) -> Self::Future {
        Client::call(self, request)
    }
}
