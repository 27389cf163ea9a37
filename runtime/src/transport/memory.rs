//! A transport without a network: a function answers.

use super::{AnsweredBy, Body, Seal, Sending, Transport, TransportError};

type Answering = dyn Fn(http::Request<Body>) -> Result<http::Response<Body>, TransportError> + Send + Sync;

/// Answers requests with a function, for tests and for a stand-in within the same process.
pub struct MemoryTransport {
    answer: Box<Answering>,
}

impl MemoryTransport {
    /// Creates a transport that answers with what `answer` returns.
    ///
    /// ```
    /// use countersign::transport::MemoryTransport;
    ///
    /// let transport = MemoryTransport::new(|request| http::Response::new(request.uri().path().to_owned().into()));
    /// # drop(transport);
    /// ```
    pub fn new(answer: impl Fn(http::Request<Body>) -> http::Response<Body> + Send + Sync + 'static) -> Self {
        Self::failing(move |request| Ok(answer(request)))
    }

    /// Creates a transport whose function can also fail.
    ///
    /// ```
    /// use countersign::transport::{MemoryTransport, TransportError, TransportFailure};
    ///
    /// let transport = MemoryTransport::failing(|_| Err(TransportError::new(TransportFailure::TimedOut, "no answer")));
    /// # drop(transport);
    /// ```
    pub fn failing(
        answer: impl Fn(http::Request<Body>) -> Result<http::Response<Body>, TransportError> + Send + Sync + 'static,
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
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
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
