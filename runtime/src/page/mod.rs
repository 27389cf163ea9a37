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
    pub fn pages<E: Paginated>(&self, request: E) -> Pages<E::Response>
    where
        E::Response: PageItems<Item: Decode>,
    {
        Pages::new(self.clone(), request)
    }

    /// Returns the pages of an operation whose type is only known at run time, starting with the page that the request
    /// asks for. Each response is JSON.
    pub fn pages_dyn(&self, request: Arc<dyn DynEndpoint>) -> Pages<Value> {
        Pages::of_json(self.clone(), request)
    }

    /// Returns the items of all pages of an operation, starting with the page that the request asks for.
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
