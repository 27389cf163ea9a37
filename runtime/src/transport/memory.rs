//! A transport without a network: a function answers.

use bytes::Bytes;

use super::{AnsweredBy, Seal, Sending, Transport, TransportError};

type Answering = dyn Fn(http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + Sync;

/// Answers requests from a function, for tests and for a stand-in in the same process.
pub struct MemoryTransport {
    answer: Box<Answering>,
}

impl MemoryTransport {
    /// A transport that answers with what `answer` gives.
    pub fn new(answer: impl Fn(http::Request<Bytes>) -> http::Response<Bytes> + Send + Sync + 'static) -> Self {
        Self::failing(move |request| Ok(answer(request)))
    }

    /// A transport that can also fail.
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
            let seal = request.extensions().get::<Seal>().cloned();
            if let Some(seal) = &seal {
                seal.check_request(&request)?;
            }
            let url = request.uri().clone();
            let mut answer = (self.answer)(request)?;
            if let Some(seal) = &seal {
                seal.set_left(true);
            }
            answer.extensions_mut().insert(AnsweredBy(url));
            Ok(answer)
        })
    }
}
