//! Answers in pages: reading all of them, one after another, as streams.
//!
//! Start with `.pages()` and `.items()` of a builder or a client; `blocking` wraps the same streams as iterators.
//! Reading ends at an empty page, never at the number of pages that an answer reports, because vendors miscount.
//!
//! ```
//! use countersign::transport::MemoryTransport;
//! use countersign::scheme::Scheme;
//! use countersign::{Client, Credentials, Envelope, endpoint, model};
//!
//! /// Lists books.
//! #[endpoint(GET, "/books", response = Shelf, pages(page = page))]
//! pub struct ListBooks {
//!     /// Page, from 1.
//!     #[param(default = 1)]
//!     pub page: u32,
//! }
//!
//! /// One page of books.
//! #[model]
//! pub struct Shelf {
//!     /// The titles.
//!     #[field(name = "books")]
//!     pub items: Vec<String>,
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! # let library = MemoryTransport::new(|request| http::Response::new(match request.uri().query() {
//! #     Some(query) if query.contains("page=1") => r#"{"books":["Faust","Emma"]}"#.into(),
//! #     Some(query) if query.contains("page=2") => r#"{"books":["Ulysses"]}"#.into(),
//! #     _ => r#"{"books":[]}"#.into(),
//! # }));
//! let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
//! #   .transport(library)
//!     .credentials(Credentials::new("reader", "sesame")?)
//!     .build()?;
//! let mut titles = client.pages(ListBooks { page: 1 }).max_pages(100).prefetch().items();
//! let mut read = Vec::new();
//! while let Some(title) = titles.next().await {
//!     match title {
//!         Ok(title) => read.push(title),
//!         // All items before the error were returned; `from_page(titles.next_page())` resumes here.
//!         Err(error) => return Err(error),
//!     }
//! }
//! assert_eq!(read, ["Faust", "Emma", "Ulysses"]);
//! # Ok::<(), countersign::Error>(()) })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod items;
mod link;
mod pages;
mod position;
mod seen;

use std::sync::Arc;

use serde_json::Value;

pub use self::items::Items;
pub use self::pages::Pages;
pub use self::position::Position;
use crate::client::Client;
use crate::decode::Decode;
use crate::endpoint::{DynEndpoint, Endpoint};

impl Client {
    /// Returns the pages of an operation, starting with the page that the request asks for.
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
    /// let mut pages = client.pages(Titles { page: 2 });
    /// let first = pages.next().await.transpose()?.expect("there is a page");
    /// assert_eq!(*first, ["Ulysses"]);
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pages<E: Paginated>(&self, request: E) -> Pages<E::Response>
    where
        E::Response: PageItems<Item: Decode>,
    {
        Pages::new(self.clone(), request)
    }

    /// Returns the pages of an operation whose type is only known at run time, starting with the page that the request
    /// asks for. Each response is JSON.
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
    /// use countersign::DynEndpoint;
    ///
    /// let request: Arc<dyn DynEndpoint> = Arc::new(Titles { page: 1 });
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let page = client.pages_dyn(request).next().await.transpose()?.expect("there is a page");
    /// assert_eq!(page[1], "Emma");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pages_dyn(&self, request: Arc<dyn DynEndpoint>) -> Pages<Value> {
        Pages::of_json(self.clone(), request)
    }

    /// Returns the items of all pages of an operation, starting with the page that the request asks for.
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
    /// let mut titles = client.items(Titles { page: 2 });
    /// assert_eq!(titles.next().await.transpose()?.as_deref(), Some("Ulysses"));
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn items<E: Paginated, T: Decode>(&self, request: E) -> Items<E::Response, T>
    where
        E::Response: PageItems<Item = T>,
    {
        self.pages(request).items()
    }
}

/// An operation that returns one page at a time, as its [`Pagination`](crate::operation::Pagination) defines.
/// `#[endpoint(…, pages(…))]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no pages",
    note = "name what turns its pages, such as `#[endpoint(…, pages(page = field))]`"
)]
pub trait Paginated: Endpoint + Clone {}

/// A response that is one page of items. `#[model]` implements it for structs with a field `items: Vec<_>`.
///
/// By hand, for a page whose items are in an object:
///
/// ```
/// use countersign::page::PageItems;
/// use countersign::{Model as _, model};
///
/// /// A page of books.
/// #[model]
/// pub struct Shelf {
///     /// The books.
///     pub books: Titles,
/// }
///
/// /// The titles of books.
/// #[model]
/// pub struct Titles {
///     /// The titles.
///     pub title: Vec<String>,
/// }
///
/// impl PageItems for Shelf {
///     type Item = String;
///
///     fn items(&self) -> &[String] {
///         &self.books.title
///     }
///
///     fn into_items(self) -> Vec<String> {
///         self.books.title
///     }
/// }
///
/// let shelf = Shelf::from_json(r#"{"books": {"title": ["Faust", "Emma"]}}"#)?;
/// assert_eq!(shelf.items().len(), 2);
/// assert_eq!(shelf.into_items(), ["Faust", "Emma"]);
/// # Ok::<(), countersign::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no list of items to page through",
    note = "give the `#[model]` a field `items: Vec<_>`, without an `Option`: a list that is missing is empty \
            (`#[field(name = \"…\")]` says what the vendor calls it), or implement `PageItems` by hand"
)]
pub trait PageItems {
    /// The type of the items.
    type Item;

    /// Returns the items of this page.
    fn items(&self) -> &[Self::Item];

    /// Converts the page into its items.
    fn into_items(self) -> Vec<Self::Item>;
}

#[diagnostic::do_not_recommend]
impl<T> PageItems for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}

/// A client that reads pages of the operation `E`. The methods `pages` and `items` of a builder pass the request to it.
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
/// use countersign::page::Pager;
///
/// /// Reads all titles, from whatever page on.
/// fn titles<P: Pager<Titles>>(client: P) -> P::Items {
///     client.items(Titles { page: 1 })
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// assert_eq!(titles(&client).next().await.transpose()?.as_deref(), Some("Faust"));
/// assert_eq!(Pager::pages(&client, Titles { page: 2 }).next_page().as_str(), Some("2"));
/// # Ok::<(), countersign::Error>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` reads no pages of `{E}`",
    note = "start the builder from a client (`client.operation_name()`), or pass the request to `client.pages(…)`"
)]
pub trait Pager<E> {
    /// The stream or iterator of pages.
    type Pages;
    /// The stream or iterator of items.
    type Items;

    /// Returns the pages, starting with the page that the request asks for.
    fn pages(self, request: E) -> Self::Pages;

    /// Returns the items of all pages, starting with the page that the request asks for.
    fn items(self, request: E) -> Self::Items;
}

impl<E: Paginated> Pager<E> for &Client
where
    E::Response: PageItems<Item: Decode>,
{
    type Items = Items<E::Response, <E::Response as PageItems>::Item>;
    type Pages = Pages<E::Response>;

    fn pages(self, request: E) -> Pages<E::Response> {
        Pages::new(self.clone(), request)
    }

    fn items(self, request: E) -> Self::Items {
        Pages::new(self.clone(), request).items()
    }
}
