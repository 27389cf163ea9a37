//! Pages and items as iterators.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::Client;
use crate::error::Error;
use crate::page::{self, PageItems, Position};

/// An iterator over the pages of an operation. It ends as [`page::Pages`] does.
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
/// let mut pages = client.pages(Titles { page: 1 }).from_page(1).max_pages(1).prefetch();
/// assert_eq!(*pages.next().expect("there is a page")?, ["Faust", "Emma"]);
/// assert!(pages.next().is_none());
/// assert_eq!(pages.next_page().as_str(), Some("2"));
///
/// // Later, perhaps in another run of the program:
/// let rest: Vec<String> = client.pages(Titles { page: 1 }).from_page("2").items().collect::<Result<_, _>>()?;
/// assert_eq!(rest, ["Ulysses"]);
/// # Ok::<(), countersign::Error>(())
/// ```
pub type Pages<R> = Iter<page::Pages<R>>;

/// An iterator over the items of all pages of an operation. It ends as [`page::Items`] does.
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
/// let mut titles = client.items(Titles { page: 1 }).max_items(2);
/// let read = titles.by_ref().collect::<Result<Vec<String>, _>>()?;
/// assert_eq!(read, ["Faust", "Emma"]);
/// assert_eq!(titles.next_page().as_str(), Some("2"));
/// # Ok::<(), countersign::Error>(())
/// ```
pub type Items<R, T> = Iter<page::Items<R, T>>;

/// An iterator over a stream of calls, which waits for each of them.
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
/// let mut pages = client.pages(Titles { page: 1 }).from_page(1).max_pages(5).prefetch();
/// assert_eq!(pages.next().transpose()?.map(|page| page.len()), Some(2));
/// assert_eq!(pages.next_page().as_str(), Some("2"));
/// let titles = pages.items().max_items(1).collect::<Result<Vec<String>, _>>()?;
/// assert_eq!(titles, ["Ulysses"]);
/// # Ok::<(), countersign::Error>(())
/// ```
#[must_use = "an iterator does nothing unless it is consumed"]
pub struct Iter<S> {
    client: Client,
    stream: S,
}

impl<S> Iter<S> {
    pub(super) fn new(client: Client, stream: S) -> Self {
        Self { client, stream }
    }
}

impl<R> Pages<R> {
    /// Starts at this page. See [`page::Pages::from_page`].
    pub fn from_page(self, page: impl Into<Position>) -> Self {
        Self { stream: self.stream.from_page(page), ..self }
    }

    /// Limits the number of pages. See [`page::Pages::max_pages`].
    pub fn max_pages(self, pages: u64) -> Self {
        Self { stream: self.stream.max_pages(pages), ..self }
    }

    /// Requests the next page ahead of time. See [`page::Pages::prefetch`].
    pub fn prefetch(self) -> Self {
        Self { stream: self.stream.prefetch(), ..self }
    }

    /// Returns where the next page begins. See [`page::Pages::next_page`].
    pub fn next_page(&self) -> Position {
        self.stream.next_page()
    }

    /// Returns an iterator over the items of all pages.
    pub fn items<T>(self) -> Items<R, T>
    where
        R: PageItems<Item = T>,
    {
        Iter::new(self.client, self.stream.items())
    }
}

impl<R, T> Items<R, T> {
    /// Limits the number of items. See [`page::Items::max_items`].
    pub fn max_items(self, items: u64) -> Self {
        Self { stream: self.stream.max_items(items), ..self }
    }

    /// Returns where the next page begins. See [`page::Items::next_page`].
    pub fn next_page(&self) -> Position {
        self.stream.next_page()
    }
}

impl<S: Stream<Item = Result<T, Error>> + Unpin + Send, T: Send> Iterator for Iter<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = poll_fn(|context| Pin::new(&mut self.stream).poll_next(context));
        self.client.wait(next).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<S: fmt::Debug> fmt::Debug for Iter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stream.fmt(f)
    }
}
