//! Declare signed HTTP APIs, and call, receive and test them.
//!
//! A declaration is a struct per request and a struct per answer. From it come a typed builder that does not compile
//! without its required parameters, a signed request with a trace of its signature, an asynchronous and a blocking
//! client, the server side that verifies the same signature, and constant metadata. One side signs, the other
//! countersigns.
//!
//! ```
//! use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
//! use countersign::{Credentials, Envelope, endpoint, model};
//!
//! /// Looks for books.
//! #[endpoint(GET, "/books", response = Vec<Book>)]
//! pub struct FindBooks {
//!     /// A word of the title.
//!     pub title: String,
//!     /// The maximum number of books.
//!     #[param(default = 10, range = 1..=100)]
//!     pub limit: u32,
//! }
//!
//! /// A book.
//! #[model]
//! pub struct Book {
//!     /// Its title.
//!     pub title: String,
//!     /// The year of its first edition.
//!     pub year: Option<i32>,
//! }
//!
//! countersign::api! {
//!     /// The client of a bookshop.
//!     pub struct Books {
//!         base_url: "https://books.example",
//!         auth: Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
//!             .parameter("appKey", key_id())
//!             .parameter("sign", signature())
//!             .build(),
//!         envelope: Envelope::none(),
//!     }
//!     operations { books: FindBooks; }
//! }
//!
//! let client = Books::new(Credentials::new("reader", "sesame")?)?;
//! # async {
//! let books = client.find_books().title("Faust").send().await?;
//! println!("{} books, the first of {:?}", books.len(), books[0].year);
//! # Ok::<(), countersign::Error>(()) };
//!
//! // What is signed, without sending anything:
//! let prepared = client.prepare(&FindBooks::builder().title("Faust").build())?;
//! assert_eq!(prepared.trace.signed(), b"appKey=reader&limit=10&title=Faust");
//! # Ok::<(), countersign::Error>(())
//! ```
//!
//! # Where to read on
//!
//! | to | read |
//! |---|---|
//! | declare an API | [`guide::declare`], [`endpoint`](macro@endpoint), [`model`](macro@model), [`open_enum`](macro@open_enum), [`api!`] |
//! | call it | [`guide::call`], [`Call`], [`Reply`], [`Error`], [`page`], [`blocking`] |
//! | sign it | [`guide::sign`], [`scheme`], and the [gallery](scheme::gallery) of vendors |
//! | receive push messages | [`guide::receive`], [`webhook`] |
//! | test code that calls it | the guide `test` and the module `testing` (feature `testing`) |
//! | run it in production | [`guide::production`], [`ClientBuilder`], [`retry`], [`limit`] |
//! | find out why a signature is refused | [`guide::why_is_my_signature_refused`] |
//! | upgrade | [`guide::upgrade`] |
//!
//! The crate `countersign-server` serves a declaration over HTTP; the crate `countersign-tools` turns it into a command
//! line, an OpenAPI document, and tools that find signing rules.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `reqwest` | yes | the HTTP client that is used unless another transport is set |
//! | `hyper` | | another HTTP client, which costs less per call; with both, `reqwest` is used unless it is set |
//! | `tls-aws-lc` | yes | TLS for them, by aws-lc-rs |
//! | `tls-ring` | | TLS for them, by ring; with both, aws-lc-rs is used |
//! | `asymmetric` | | signatures by private keys: RSA, ECDSA, Ed25519 |
//! | `tower` | | tower layers around the transport, and the client as a tower service |
//! | `metrics` | | counts and durations of calls, for the recorder of the crate `metrics` |
//! | `redis` | | a rate limit that many machines share |
//! | `testing` | | mocks of APIs, for unit tests |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
pub mod auth;
pub mod blocking;
pub mod builder;
mod client;
#[doc(hidden)]
pub mod clip;
pub mod decode;
pub mod doctor;
mod endpoint;
mod envelope;
mod error;
pub mod guide;
pub mod limit;
#[cfg(feature = "metrics")]
pub mod metrics;
pub mod operation;
pub mod page;
pub mod param;
#[cfg(any(feature = "__http", feature = "redis"))]
mod per_runtime;
mod prepare;
#[doc(hidden)]
pub mod printable;
mod proof;
pub mod retry;
pub mod scheme;
mod secret;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timer;
mod trace;
pub mod transport;
pub mod value;
pub mod webhook;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

/// Declares the client of an API: its settings, and its operations in groups.
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::{Credentials, Envelope, endpoint};
///
/// /// Returns the titles of all books.
/// #[endpoint(GET, "/titles", response = Vec<String>)]
/// pub struct Titles {}
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = String)]
/// pub struct OrderBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// countersign::api! {
///     /// The client of a bookshop.
///     pub struct Books {
///         base_url: "https://books.example",
///         auth: Scheme::bearer(),
///         envelope: Envelope::none(),
///     }
///     operations {
///         catalogue: Titles;
///         order: OrderBook;
///     }
/// }
///
/// let client = Books::new(Credentials::of_secret("token")?)?;
/// let call = client.order_book().isbn("3-15-000001-9").send(); // sent by `.await`
/// # drop(call);
/// assert_eq!(Books::OPERATIONS.len(), 2);
/// # Ok::<(), countersign::Error>(())
/// ```
pub use countersign_macros::api;
/// Declares an operation: the struct below the attribute becomes its request.
///
/// ```
/// use countersign::{Endpoint, endpoint};
///
/// /// Looks for books.
/// #[endpoint(GET, "/shops/{shop}/books", response = Vec<String>, rename_all = "snake_case")]
/// pub struct FindBooks {
///     /// The shop.
///     pub shop: String,
///     /// Words of the title.
///     #[param(join = ",", min_items = 1)]
///     pub title_words: Vec<String>,
///     /// The first page is 1.
///     #[param(default = 1, range = 1..)]
///     pub page: u32,
/// }
///
/// let request = FindBooks::builder().shop("berlin").title_words(["Faust"]).build();
/// assert_eq!(request.page, 1);
/// assert_eq!(FindBooks::OPERATION.name(), "find_books");
/// ```
pub use countersign_macros::endpoint;
/// Declares an object in answers or requests.
///
/// ```
/// use countersign::{Model, model};
///
/// /// A page of books.
/// #[model]
/// pub struct Page<T> {
///     /// How many there are in all.
///     pub total_records: u64,
///     /// Those on this page.
///     #[field(name = "data", default)]
///     pub items: Vec<T>,
/// }
///
/// let page = Page::<String>::from_json(r#"{"totalRecords": "2", "data": ["Faust", "Emma"]}"#)?;
/// assert_eq!((page.total_records, page.items.len()), (2, 2));
/// # Ok::<(), countersign::DecodeError>(())
/// ```
pub use countersign_macros::model;
/// Declares an enum that the vendor may extend: an unknown value is kept as it was received.
///
/// ```
/// use countersign::open_enum;
///
/// /// A language.
/// #[open_enum]
/// pub enum Language {
///     /// English.
///     #[wire("en")]
///     English,
///     /// Japanese.
///     #[wire("ja")]
///     Japanese,
/// }
///
/// assert_eq!(Language::English.as_str(), "en");
/// let unknown: Language = "eo".parse()?;
/// assert_eq!(unknown.as_str(), "eo");
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub use countersign_macros::open_enum;

pub use crate::address::{AddressError, BaseUrl};
pub use crate::auth::{Auth, Credentials, Secret, SigningTrace};
pub use crate::client::{Api, Call, Client, ClientBuilder, DriftFinding, DriftReport, Fetch};
pub use crate::decode::{Decode, DecodeError, Model};
pub use crate::endpoint::{Build, Caller, DynEndpoint, Endpoint, Entry};
pub use crate::envelope::{Answer, Envelope, EnvelopeNames, KnownFailure, Reply};
pub use crate::error::{Error, ErrorKind, Outcome};
pub use crate::param::{Changes, ParamValue};
pub use crate::prepare::{Preparation, Prepared};
pub use crate::proof::Proves;
pub use crate::transport::Body;
pub use crate::value::{OpenEnum, UnknownValue};
