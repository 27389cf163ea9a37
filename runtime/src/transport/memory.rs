//! A transport without a network: a function answers.

use bytes::Bytes;

use super::{Seal, Sending, Transport, TransportError};

type Answering = dyn Fn(http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + Sync;

/// Answers requests from a function, for tests and for a gateway in the same process.
pub struct MemoryTransport {
    answer: Box<Answering>,
}

impl MemoryTransport {
    /// A transport that answers with what `answer` gives.
    #[must_use]
    pub fn new(answer: impl Fn(http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync + 'static) -> Self {
        Self::failing(move |request| Ok(answer(request)))
    }

    /// A transport that can also fail.
    #[must_use]
    pub fn failing(
        answer: impl Fn(http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + Sync + 'static,
    ) -> Self {
        Self { answer: Box::new(answer) }
    }
}

impl std::fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryTransport")
    }
}

impl Transport for MemoryTransport {
    fn send(&self, request: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(async move {
            if let Some(seal) = request.extensions().get::<Seal>() {
                seal.check(request.method(), &request.uri().to_string(), request.headers(), request.body())?;
            }
            (self.answer)(request)
        })
    }
}
