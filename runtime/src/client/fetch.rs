//! Fetching what a redirect points to: not a call of the API, and so without its credentials, headers and layers.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use bytes::Bytes;
use http::uri::Scheme;
use http::{HeaderValue, Request, Uri, header};

use super::exchange::{Bounds, pass};
use super::{Client, outcome, redirect};
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::{Method, Operation, PathTemplate, RetryClass};
use crate::printable::url_without_secrets;
use crate::value::Redirect;

/// What is fetched is not an operation of the API; it is safe.
const FETCH: &Operation = &Operation::new("fetch", Method::Get, PathTemplate::new("/")).with_retry(RetryClass::Safe);

/// The call that [`Client::fetch`] returns. It is sent when it is awaited, and returns the answer of the redirect's
/// target.
#[must_use = "nothing is fetched until it is awaited: add `.await`"]
pub struct Fetch {
    client: Client,
    target: String,
    max_bytes: usize,
}

impl Client {
    /// Fetches the target of a redirect. The request is a `GET` with the client's user agent, and nothing else of the
    /// API: no credentials, no signature, no headers, and no middleware or layers. It is sent once, by the client's
    /// transport and within its deadline. Further redirects are followed, five at most.
    ///
    /// Only `https` is allowed, or `http` if the API itself is called by `http`, as a stand-in is.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// use countersign::value::Redirect;
    ///
    /// /// Returns where the archive is.
    /// #[endpoint(GET, "/archive", response = Redirect)]
    /// pub struct Archive {}
    ///
    /// # let transport = MemoryTransport::new(|request| match request.uri().host() {
    /// #     Some("books.example") => http::Response::builder().status(302)
    /// #         .header("location", "https://files.example/books.zip?token=x").body("".into()).unwrap(),
    /// #     _ => { assert!(request.headers().get("authorization").is_none()); http::Response::new("PK".into()) }
    /// # });
    /// # let client: Client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .transport(transport)
    /// #     .credentials(Credentials::of_secret("sesame-of-the-reader")?)
    /// #     .build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let archive = client.call(Archive {}).await?;
    /// let answer = client.fetch(&archive).max_bytes(100 * 1024 * 1024).await?;
    /// assert_eq!(answer.body, "PK");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// For a client of `api!`, use `client.as_ref().fetch(…)`.
    pub fn fetch(&self, redirect: &Redirect) -> Fetch {
        Fetch { client: self.clone(), target: redirect.target().to_owned(), max_bytes: usize::MAX }
    }

    /// A URL that may be fetched.
    fn fetchable(&self, url: &str) -> Result<Uri, Error> {
        let url = url.split('#').next().unwrap_or_default();
        let is_plain = *self.base_url().scheme() == Scheme::HTTP;
        let problem = match url.parse::<Uri>() {
            Ok(uri) if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) => "contains a user",
            Ok(uri) if uri.host().is_some_and(|host| !host.is_empty()) => match uri.scheme_str() {
                Some("https") => return Ok(uri),
                Some("http") if is_plain => return Ok(uri),
                Some("http") => "is not encrypted: only `https` is fetched",
                _ => "has another scheme than `https`, which alone is fetched",
            },
            _ => "is not a URL with a host",
        };
        Err(Error::new(
            ErrorKind::Http,
            format!("the redirect points to `{}`, which {problem}", url_without_secrets(url)),
        ))
    }
}

impl Fetch {
    /// Limits the bytes of the answer. Defaults to the limit of the transport.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, ErrorKind};
    /// # let transport = MemoryTransport::new(|_| http::Response::new("a large archive".into()));
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client: Client = builder.transport(transport).build()?;
    /// use countersign::value::Redirect;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let archive = Redirect::to("https://files.example/books.zip");
    /// let error = client.fetch(&archive).max_bytes(10).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::TooLarge);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes, ..self }
    }

    async fn send(self) -> Result<Answer, Error> {
        let Self { client, mut target, max_bytes } = self;
        let deadline = client.shared.deadline;
        let start = client.shared.timer.elapsed();
        for _ in 0..=redirect::MOST {
            let mut request = Request::new(Bytes::new());
            *request.uri_mut() = client.fetchable(&target)?;
            if let Some(agent) = client.shared.headers.get(header::USER_AGENT) {
                request.headers_mut().insert(header::USER_AGENT, HeaderValue::clone(agent));
            }
            let remaining = deadline.saturating_sub(client.shared.timer.elapsed().saturating_sub(start));
            let bounds = Bounds { remaining, deadline, max_bytes };
            let (sending, seal) = pass(&*client.shared.bare, FETCH.retry(), request);
            let answer = client.send(sending, &seal, bounds).await;
            let answer = answer.map_err(|error| outcome::unanswered(FETCH, None, error))?;
            match redirect::target_of(&answer) {
                Some(next) => target = next,
                None if answer.status.is_success() => return Ok(answer),
                None => {
                    let message = format!("`{}` answered {}", url_without_secrets(&target), answer.status);
                    let hint =
                        "the address of a redirect may be good for a minute only: make the call again for a new one";
                    let error = Error::new(ErrorKind::Http, message).with_hint(Some(hint));
                    return Err(error.with_answer(answer.status, &answer.headers, &answer.body));
                }
            }
        }
        let message = format!(
            "the server redirects more than {} times, last to `{}`",
            redirect::MOST,
            url_without_secrets(&target)
        );
        Err(Error::new(ErrorKind::Http, message))
    }
}

impl IntoFuture for Fetch {
    type IntoFuture = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;
    type Output = Result<Answer, Error>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// The URL may contain a token.
impl fmt::Debug for Fetch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fetch({})", url_without_secrets(&self.target))
    }
}
