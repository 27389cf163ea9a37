//! A client for programs that are not asynchronous: the same methods, which block until the answer has arrived.
//!
//! [`Client`] drives the asynchronous client's own futures on the calling thread; a background thread does the I/O. It
//! may be called from any thread. Inside an asynchronous runtime it blocks that runtime's thread.
//!
//! ```
//! use countersign::scheme::Scheme;
//! use countersign::{Credentials, Envelope, endpoint};
//!
//! /// Tells the time.
//! #[endpoint(GET, "/time", response = String)]
//! pub struct TellTime {}
//!
//! countersign::api! {
//!     /// Client of a clock.
//!     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
//!     operations { time: TellTime; }
//! }
//!
//! # let transport = countersign::transport::MemoryTransport::new(|_| http::Response::new("\"noon\"".into()));
//! let client = Clock::builder()
//! #   .transport(transport)
//!     .credentials(Credentials::new("visitor", "sesame")?)
//!     .build_blocking()?;
//! let time = client.tell_time().send()?;
//! assert_eq!(*time, "noon");
//! # Ok::<(), countersign::Error>(())
//! ```
//!
//! A struct holds such a client as `Clock<countersign::blocking::Client>`.

mod pages;
mod runtime;

use std::fmt;
use std::future::{Future, IntoFuture as _};
use std::sync::Arc;

pub use self::pages::{Items, Iter, Pages};
use self::runtime::Runtime;
use crate::client::{self, Api, Call, ClientBuilder};
use crate::decode::Decode;
use crate::endpoint::{Caller, DynEndpoint, Endpoint};
use crate::envelope::{Answer, Reply};
use crate::error::Error;
use crate::page::{self, PageItems, Pager, Paginated};
use crate::value::Redirect;

/// A client for any API whose calls block. Clones share it; dropping the last clone ends its background thread.
///
/// The blocking client of an API declared with `api!` is built by
/// [`ClientBuilder::build_blocking`](crate::ClientBuilder::build_blocking).
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// Creates a blocking client that calls like this one: it shares its transport, limits and retry budget.
    ///
    /// Connections are not shared: those of a blocking client belong to its own background thread.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use countersign::blocking;
    ///
    /// let blocking = blocking::Client::new(client.clone())?;
    /// assert_eq!(blocking.call(Titles { page: 2 })?[0], "Ulysses");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the background thread cannot be started.
    pub fn new(client: client::Client) -> Result<Self, Error> {
        Ok(Self { client, runtime: Arc::new(Runtime::start()?) })
    }

    /// Calls an operation and waits for the answer.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::transport::MemoryTransport;
    /// use countersign::{Client, Envelope, blocking, endpoint};
    ///
    /// /// Returns the titles of all books.
    /// #[endpoint(GET, "/titles", response = Vec<String>)]
    /// pub struct Titles {}
    ///
    /// let client = Client::builder("https://books.example", Scheme::none(), Envelope::none())
    ///     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust"]"#.into())))
    ///     .build()?;
    /// let titles = blocking::Client::new(client)?.call(Titles {})?;
    /// assert_eq!(titles[0], "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every [`ErrorKind`](crate::ErrorKind).
    pub fn call<E: Endpoint>(&self, request: E) -> Result<Reply<E::Response>, Error> {
        self.call_with(request, |call| call)
    }

    /// Calls an operation with settings for this call alone: `client.call_with(request, |call| call.deadline(SECOND))`.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use std::time::Duration;
    /// use countersign::blocking;
    ///
    /// let client = blocking::Client::new(client)?;
    /// let titles = client.call_with(Titles { page: 1 }, |call| call.deadline(Duration::from_secs(2)))?;
    /// assert_eq!(titles.len(), 2);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every [`ErrorKind`](crate::ErrorKind).
    pub fn call_with<E: Endpoint>(
        &self,
        request: E,
        settings: impl FnOnce(Call<E::Response>) -> Call<E::Response>,
    ) -> Result<Reply<E::Response>, Error> {
        self.wait(settings(self.client.call(request)))?
    }

    /// Calls an operation whose type is only known at run time. The response is JSON.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use std::sync::Arc;
    /// use countersign::{DynEndpoint, blocking};
    ///
    /// let request: Arc<dyn DynEndpoint> = Arc::new(Titles { page: 1 });
    /// let titles = blocking::Client::new(client)?.call_dyn(request)?;
    /// assert_eq!(titles[0], "Faust");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every [`ErrorKind`](crate::ErrorKind).
    pub fn call_dyn(&self, request: impl Into<Arc<dyn DynEndpoint>>) -> Result<Reply<serde_json::Value>, Error> {
        self.wait(self.client.call_dyn(request))?
    }

    /// Fetches what a redirect points to, as [`Client::fetch`](crate::Client::fetch) does.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope};
    /// # let transport = MemoryTransport::new(|_| http::Response::new("PK".into()));
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use countersign::blocking;
    /// use countersign::value::Redirect;
    ///
    /// let archive = Redirect::to("https://files.example/books.zip");
    /// let answer = blocking::Client::new(client)?.fetch(&archive)?;
    /// assert_eq!(answer.body, "PK");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// The target is refused, or does not answer with success.
    pub fn fetch(&self, redirect: &Redirect) -> Result<Answer, Error> {
        self.wait(self.client.fetch(redirect).into_future())?
    }

    /// Returns an iterator over the pages of an operation.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use countersign::blocking;
    ///
    /// let client = blocking::Client::new(client)?;
    /// let mut lengths = Vec::new();
    /// for page in client.pages(Titles { page: 1 }) {
    ///     lengths.push(page?.len());
    /// }
    /// assert_eq!(lengths, [2, 1]);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn pages<E: Paginated>(&self, request: E) -> Pages<E::Response>
    where
        E::Response: PageItems<Item: Decode> + Send,
    {
        Pages::new(self.clone(), page::Pages::new(self.client.clone(), request))
    }

    /// Returns an iterator over the items of all pages of an operation.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Envelope, endpoint};
    /// # /// Returns a page of titles.
    /// # #[endpoint(GET, "/titles", response = Vec<String>, pages(page = page))]
    /// # pub struct Titles {
    /// #     /// The page, from 1.
    /// #     #[param(default = 1)]
    /// #     pub page: u32,
    /// # }
    /// # let transport = MemoryTransport::new(|request| {
    /// #     let titles = match request.uri().query() {
    /// #         Some("page=1") => r#"["Faust", "Emma"]"#,
    /// #         Some("page=2") => r#"["Ulysses"]"#,
    /// #         _ => "[]",
    /// #     };
    /// #     http::Response::new(titles.into())
    /// # });
    /// # let builder = Client::builder("https://books.example", Scheme::none(), Envelope::none());
    /// # let client = builder.transport(transport).build()?;
    /// use countersign::blocking;
    ///
    /// let client = blocking::Client::new(client)?;
    /// let titles = client.items(Titles { page: 1 }).collect::<Result<Vec<String>, _>>()?;
    /// assert_eq!(titles, ["Faust", "Emma", "Ulysses"]);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn items<E: Paginated, T: Decode>(&self, request: E) -> Items<E::Response, T>
    where
        E::Response: PageItems<Item = T> + Send,
    {
        self.pages(request).items()
    }

    /// Waits for a future of the asynchronous client.
    fn wait<F: Future<Output: Send> + Send>(&self, future: F) -> Result<F::Output, Error> {
        self.runtime.wait(future)
    }
}

impl Caller for &Client {
    type Outcome<E: Endpoint> = Result<Reply<E::Response>, Error>;

    fn call<E: Endpoint>(self, request: E) -> Result<Reply<E::Response>, Error> {
        Client::call(self, request)
    }
}

impl<E: Paginated> Pager<E> for &Client
where
    E::Response: PageItems<Item: Decode> + Send,
{
    type Items = Items<E::Response, <E::Response as PageItems>::Item>;
    type Pages = Pages<E::Response>;

    fn pages(self, request: E) -> Pages<E::Response> {
        Client::pages(self, request)
    }

    fn items(self, request: E) -> Self::Items {
        Client::items(self, request)
    }
}

impl<C: Api> ClientBuilder<C> {
    /// Builds a client for programs that are not asynchronous: the same methods, which block until the answer has
    /// arrived.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::transport::MemoryTransport;
    /// use countersign::{Envelope, endpoint};
    ///
    /// /// Returns the time.
    /// #[endpoint(GET, "/time", response = String)]
    /// pub struct TellTime {}
    ///
    /// countersign::api! {
    ///     /// The client of a clock.
    ///     pub struct Clock { base_url: "https://clock.example", auth: Scheme::none(), envelope: Envelope::none() }
    ///     operations { time: TellTime; }
    /// }
    ///
    /// # let transport = MemoryTransport::new(|_| http::Response::new("\"noon\"".into()));
    /// let client = Clock::builder().transport(transport).build_blocking()?;
    /// assert_eq!(*client.tell_time().send()?, "noon");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`build`](Self::build), and [`ErrorKind::Configuration`](crate::ErrorKind::Configuration)
    /// if the background thread cannot be started.
    pub fn build_blocking(self) -> Result<C::With<Client>, Error> {
        Client::new(self.assemble()?).map(Into::into)
    }
}

impl AsRef<client::Client> for Client {
    fn as_ref(&self) -> &client::Client {
        &self.client
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking::Client").field(&self.client).finish()
    }
}
