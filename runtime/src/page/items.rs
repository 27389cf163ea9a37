//! The items of all pages of an operation.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{PageItems, Pages, Position};
use crate::error::Error;

/// The items of all pages: a stream, and [`next`](Self::next) for programs without stream utilities.
///
/// All items of the pages before an error are returned before the error, which ends the stream.
#[must_use = "a stream does nothing unless it is read: call `next`"]
pub struct Items<R, T> {
    pages: Pages<R>,
    page: vec::IntoIter<T>,
    /// How many more items to return.
    left: Option<u64>,
    /// Takes the items out of a page. Kept here for the same reason as in `Pages`.
    into_items: fn(R) -> Vec<T>,
}

/// Nothing inside is ever pinned.
impl<R, T> Unpin for Items<R, T> {}

impl<R, T> Items<R, T> {
    pub(super) fn new(pages: Pages<R>) -> Self
    where
        R: PageItems<Item = T>,
    {
        Self { pages, page: Vec::new().into_iter(), left: None, into_items: PageItems::into_items }
    }

    /// Limits the number of items. No page is requested after the last of them.
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
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut titles = client.items(Titles { page: 1 }).max_items(1);
    /// assert_eq!(titles.next().await.transpose()?.as_deref(), Some("Faust"));
    /// assert!(titles.next().await.is_none());
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn max_items(self, items: u64) -> Self {
        Self { left: Some(items), ..self }
    }

    /// Returns the next item, or `None` at the end.
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
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut titles = client.items(Titles { page: 1 });
    /// let mut count = 0;
    /// while let Some(title) = titles.next().await {
    ///     println!("{}", title?);
    ///     count += 1;
    /// }
    /// assert_eq!(count, 3);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns where the first page begins of which no item was returned.
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
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let mut titles = client.items(Titles { page: 1 });
    /// titles.next().await.transpose()?;
    /// // "Emma" is on page 1 as well, of which an item was returned.
    /// assert_eq!(titles.next_page().as_str(), Some("2"));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_page(&self) -> Position {
        self.pages.next_page()
    }
}

impl<R, T> Stream for Items<R, T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = this.page.next() {
                this.left = this.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = (this.into_items)(page.into_value()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R, T> fmt::Debug for Items<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items of {:?}", self.pages)
    }
}
