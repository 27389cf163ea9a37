//! Answers of a vendor as a client sees them: through an in-memory transport, and over HTTP from the running stand-in.

use api_1688::stand_in::{self, StandIn};
use api_1688::{Client, KeywordSearch};
use bytes::Bytes;
use countersign::retry::RetryPolicy;
use countersign::transport::MemoryTransport;
use countersign::{Endpoint, Error, ErrorKind, Reply};
use countersign_server::stand_in::Served;
use http::{HeaderName, Response, StatusCode};

use crate::requests::keyword_search;

/// An answer to be given.
#[derive(Clone, Debug)]
pub struct Given {
    status: u16,
    header: Option<(HeaderName, &'static str)>,
    body: Bytes,
}

/// An answer of this status and body.
#[must_use]
pub fn given(status: u16, body: impl Into<Bytes>) -> Given {
    Given { status, header: None, body: body.into() }
}

impl Given {
    /// The same answer with a header.
    #[must_use]
    pub fn with_header(self, name: HeaderName, value: &'static str) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    /// What a client reads from it, in memory and over HTTP.
    pub async fn read<E: Endpoint + Clone>(&self, request: &E) -> [Result<Reply<E::Response>, Error>; 2] {
        let Self { status, header, body } = self.clone();
        let in_memory = MemoryTransport::new(move |_| {
            let mut answer = Response::new(body.clone().into());
            *answer.status_mut() = StatusCode::from_u16(status).unwrap();
            answer.headers_mut().extend(header.clone().map(|(name, value)| (name, value.parse().unwrap())));
            answer
        });
        let in_memory =
            Client::builder().credentials(stand_in::credentials().unwrap()).transport(in_memory).build().unwrap();

        let stand_in = StandIn::start().await.unwrap();
        let mut served = Served::raw(self.status, self.body.clone());
        if let Some((name, value)) = &self.header {
            served = served.with_header(name.clone(), value);
        }
        stand_in.service().script(E::OPERATION, served);
        let over_http = stand_in.client().unwrap();
        let replies = [
            in_memory.call(request.clone()).retry(RetryPolicy::none()).await,
            over_http.call(request.clone()).retry(RetryPolicy::none()).await,
        ];
        stand_in.shutdown().await.unwrap();
        replies
    }

    /// The error of a search, both ways. What all errors of answers have in common is checked here.
    pub async fn fails(&self, kind: ErrorKind) -> [Error; 2] {
        self.fails_for(&keyword_search(), kind).await
    }

    /// Like [`fails`](Self::fails), for an operation other than a search.
    pub async fn fails_for<E: Endpoint + Clone>(&self, request: &E, kind: ErrorKind) -> [Error; 2]
    where
        E::Response: std::fmt::Debug,
    {
        let errors = self.read(request).await.map(|read| read.map(Reply::into_value).unwrap_err());
        for error in &errors {
            assert_eq!(error.kind(), kind, "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(self.status), "{error}");
            assert_eq!(error.body(), Some(&self.body), "{error}");
            assert_eq!(
                error.operation().map(countersign::operation::Operation::name),
                Some(E::OPERATION.name()),
                "{error}"
            );
            let shown = error.to_string();
            assert!(shown.starts_with(E::OPERATION.name()), "{shown}");
            assert!(shown.contains(&format!("HTTP {}", self.status)), "{shown}");
            assert!(!shown.contains('\n'), "{shown}");
        }
        errors
    }

    /// The result of a search, both ways.
    pub async fn succeeds(&self) -> [<KeywordSearch as Endpoint>::Response; 2] {
        self.read(&keyword_search()).await.map(|read| read.unwrap().into_value())
    }
}
