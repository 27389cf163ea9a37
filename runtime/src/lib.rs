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
//! | `hyper` | | another HTTP client, of fewer packages and settings; with both, `reqwest` is used unless it is set |
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
mod const_text;
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
///
/// Several schemes by name, of which operations pick one, and the type of the bodies of failures. Without an envelope,
/// the body is the payload:
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::{Credentials, endpoint, model};
///
/// /// What went wrong.
/// #[model]
/// pub struct Problem {
///     /// In words.
///     pub message: String,
/// }
///
/// /// Returns the titles of all books, to anyone.
/// #[endpoint(GET, "/titles", response = Vec<String>, auth = public)]
/// pub struct Titles {}
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = u64)]
/// pub struct OrderBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// countersign::api! {
///     /// The client of a bookshop.
///     pub struct Books {
///         base_url: "https://books.example/v1",
///         auth: { token: Scheme::bearer(), public: Scheme::none() },
///         error: Problem,
///         crate: ::countersign,
///     }
///     operations { catalogue: Titles; order: OrderBook; }
/// }
///
/// let client = Books::new(Credentials::of_secret("token")?)?;
/// let prepared = client.prepare(&Titles::builder().build())?;
/// assert!(!prepared.request.headers().contains_key("authorization"));
/// let prepared = client.prepare(&OrderBook::builder().isbn("9783150000014").build())?;
/// assert_eq!(prepared.request.headers()["authorization"], "Bearer token");
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
///
/// Where parameters travel, and how they are written:
///
/// ```
/// use std::collections::BTreeMap;
/// use std::net::IpAddr;
/// use countersign::operation::{Place, Style};
/// use countersign::{Endpoint, endpoint, model};
///
/// /// A gift card.
/// #[model(builder)]
/// pub struct Card {
///     /// What is written on it.
///     pub text: String,
/// }
///
/// /// Orders a book.
/// #[endpoint(POST, "/shops/{shop}/orders", response = u64, body = json, constant("version" = 2, in = header))]
/// pub struct OrderBook {
///     /// The shop.
///     pub shop: String,
///     /// The ISBN.
///     #[param(name = "ISBN")]
///     pub isbn: String,
///     /// A tag of the caller's own.
///     #[param(name = "x-tag", in = header)]
///     pub tag: Option<String>,
///     /// The customer's number, which the vendor wants without quotes.
///     #[param(number)]
///     pub customer: String,
///     /// The card, as JSON inside of a string.
///     #[param(json)]
///     pub card: Option<Card>,
///     /// `?option[wrap]=yes`
///     #[param(in = query, brackets)]
///     pub option: BTreeMap<String, String>,
///     /// The customer's address, of a type that is not Countersign's.
///     #[param(display)]
///     pub address: IpAddr,
/// }
///
/// let parameter = |name| OrderBook::OPERATION.parameter(name).expect("it is declared");
/// assert_eq!((parameter("shop").place(), parameter("tag").place()), (Place::Path, Place::Header));
/// assert_eq!((parameter("isbn").wire_name(), parameter("isbn").place()), ("ISBN", Place::Body));
/// assert_eq!((parameter("customer").style(), parameter("card").style()), (Style::Number, Style::JsonText));
/// assert_eq!((parameter("option").place(), parameter("option").style()), (Place::Query, Style::Brackets));
/// ```
///
/// A field that is the whole body, and its media type:
///
/// ```
/// use bytes::Bytes;
/// use countersign::{Endpoint, endpoint};
///
/// /// Uploads the scans of a book.
/// #[endpoint(PUT, "/books/{isbn}/scans", response = (), base = "https://uploads.books.example")]
/// pub struct UploadScans {
///     /// The ISBN.
///     pub isbn: String,
///     /// The archive.
///     #[param(body, content_type = "application/zip")]
///     pub archive: Bytes,
/// }
///
/// let body = UploadScans::OPERATION.whole_body().expect("one field is the body");
/// assert_eq!((body.name(), body.media_type()), ("archive", "application/zip"));
/// ```
///
/// Limits of values, and rules over several of them, which are checked before anything is sent:
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::value::Date;
/// use countersign::{Client, Envelope, endpoint};
///
/// /// Returns the number of books sold.
/// #[endpoint(
///     GET, "/sales", response = u64,
///     require_one_of(isbn, title), span(from = first, until = last, months = 3)
/// )]
/// pub struct CountSales {
///     /// The ISBN.
///     #[param(max_len = 13)]
///     pub isbn: Option<String>,
///     /// The title.
///     pub title: Option<String>,
///     /// The first day.
///     pub first: Date,
///     /// The last day.
///     pub last: Date,
///     /// Shops; all if there are none.
///     #[param(max_items = 10)]
///     pub shops: Vec<String>,
///     /// The least number of books per order.
///     #[param(range = 1..=50)]
///     pub at_least: Option<u32>,
/// }
///
/// let client: Client = Client::builder("https://books.example", Scheme::none(), Envelope::none()).build()?;
/// let (first, last): (Date, Date) = ("2024-01-01".parse()?, "2024-06-30".parse()?);
/// let request = CountSales::builder().isbn("9783150000014").first(first).last(last).build();
/// assert!(client.prepare(&request).is_err());
/// let request = CountSales::builder().first(first).last(first).at_least(2_u32).build();
/// assert!(client.prepare(&request).is_err());
/// let request = CountSales::builder().title("Faust").first(first).last(first).build();
/// assert!(client.prepare(&request).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What an answer looks like: where the response is in the payload, which statuses are a success or an absent value,
/// and what the body of a failure is:
///
/// ```
/// use countersign::{Answer, Entry, Envelope, endpoint, model};
/// use http::StatusCode;
///
/// /// A book.
/// #[model]
/// pub struct Book {
///     /// Its title.
///     pub title: String,
/// }
///
/// /// What went wrong.
/// #[model]
/// pub struct Problem {
///     /// In words.
///     pub message: String,
/// }
///
/// /// Returns a book, if there is one.
/// #[endpoint(
///     GET, "/books/{isbn}", response = Option<Book>, data = "result",
///     status = [200, 203], empty = [404], error = Problem, redirects = same_host
/// )]
/// pub struct GetBook {
///     /// The ISBN.
///     pub isbn: String,
/// }
///
/// let read = |status, body| Entry::of::<GetBook>().read(&Envelope::none(), &Answer::new(status, body));
/// assert_eq!(read(StatusCode::OK, r#"{"result": {"title": "Faust"}}"#)?["title"], "Faust");
/// assert!(read(StatusCode::NOT_FOUND, "")?.is_null());
/// let error = read(StatusCode::FORBIDDEN, r#"{"message": "closed on Sundays"}"#).unwrap_err();
/// assert_eq!(error.detail::<Problem>()?.message, "closed on Sundays");
///
/// /// Returns a book. The vendor publishes no example of an answer.
/// #[endpoint(GET, "/book", response = Book, wrappers("data", "result"), nearby)]
/// pub struct AnyBook {}
///
/// let answer = Answer::new(StatusCode::OK, r#"{"data": {"result": {"title": "Faust"}}}"#);
/// assert_eq!(Entry::of::<AnyBook>().read(&Envelope::none(), &answer)?["title"], "Faust");
/// # Ok::<(), countersign::Error>(())
/// ```
///
/// What makes a call that must not happen twice safe: the caller's reference, a proof that the call was carried out,
/// and the members by which a success reports a failure:
///
/// ```
/// use countersign::{Answer, Entry, Envelope, ErrorKind, endpoint, model};
/// use http::StatusCode;
///
/// /// An accepted order.
/// #[model]
/// pub struct Order {
///     /// Its number.
///     #[field(default)]
///     pub order_id: u64,
/// }
///
/// /// Orders a book.
/// #[endpoint(
///     POST, "/orders", response = Order, retry = never, proof(order_id),
///     failure(success = "accepted", code = "errorCode", message = "errorMessage"),
///     docs = "https://books.example/docs/orders", source = vendor
/// )]
/// pub struct OrderBook {
///     /// The ISBN.
///     pub isbn: String,
///     /// The customer's own number of the order, by which it can be looked up.
///     #[param(reference)]
///     pub own_number: String,
/// }
///
/// let read = |body| Entry::of::<OrderBook>().read(&Envelope::none(), &Answer::new(StatusCode::OK, body));
/// assert!(read(r#"{"orderId": 7}"#).is_ok());
/// let error = read(r#"{"accepted": false, "errorCode": "SOLD_OUT", "errorMessage": "sold out"}"#).unwrap_err();
/// assert_eq!((error.kind(), error.upstream_code()), (ErrorKind::Business, Some("SOLD_OUT")));
///
/// /// Pays for an order. A repetition with the same key is recognised.
/// #[endpoint(POST, "/payments", response = (), retry = idempotent(key))]
/// pub struct Pay {
///     /// The order.
///     pub order_id: u64,
///     /// A random UUID unless it is set.
///     pub key: Option<String>,
/// }
///
/// /// Counts a view. Nobody has to be asked before.
/// #[endpoint(POST, "/views", response = (), confirm = false, proof = none)]
/// pub struct CountView {
///     /// The ISBN.
///     pub isbn: String,
/// }
/// # Ok::<(), countersign::Error>(())
/// ```
///
/// How pages are turned: by number, offset, a cursor in the answer or in the last item, or a URL:
///
/// ```
/// use countersign::operation::Turn;
/// use countersign::{Endpoint, endpoint, model};
///
/// /// A page of books.
/// #[model(rename_all = "snake_case")]
/// pub struct Shelf {
///     /// The books.
///     #[field(name = "books")]
///     pub items: Vec<Book>,
///     /// Whether there are more.
///     pub has_more: Option<bool>,
///     /// Where the next page begins.
///     pub next: Option<String>,
/// }
///
/// /// A book.
/// #[model]
/// pub struct Book {
///     /// Its number.
///     pub id: u64,
/// }
///
/// /// By number, from 0, to the first page that is not full.
/// #[endpoint(
///     GET, "/by-number", response = Shelf,
///     pages(page = page, first = 0, page_size = limit, end = short_page, has_more = has_more)
/// )]
/// pub struct ByNumber {
///     /// The page, from 0.
///     #[param(default = 0)]
///     pub page: u32,
///     /// The number of books per page.
///     #[param(default = 20)]
///     pub limit: u32,
/// }
///
/// /// By the number of books before the page.
/// #[endpoint(GET, "/by-offset", response = Shelf, pages(offset = skip))]
/// pub struct ByOffset {
///     /// How many books to skip.
///     #[param(default = 0)]
///     pub skip: u32,
/// }
///
/// /// By a cursor in the answer.
/// #[endpoint(GET, "/by-cursor", response = Shelf, pages(cursor = after, next = next))]
/// pub struct ByCursor {
///     /// The cursor.
///     pub after: Option<String>,
/// }
///
/// /// By the number of the last book, plus one.
/// #[endpoint(GET, "/by-id", response = Shelf, pages(cursor = from_id, last = id, inclusive))]
/// pub struct ById {
///     /// The first book.
///     pub from_id: Option<u64>,
/// }
///
/// /// By the header `Link`.
/// #[endpoint(GET, "/by-link", response = Vec<Book>, pages(link))]
/// pub struct ByLink {}
///
/// /// By a URL in the answer.
/// #[endpoint(GET, "/by-url", response = Shelf, pages(next_url = next))]
/// pub struct ByUrl {}
///
/// assert_eq!(ByNumber::OPERATION.pagination().map(|pages| pages.turn()), Some(Turn::Page("page")));
/// assert_eq!(ByLink::OPERATION.pagination().map(|pages| pages.turn()), Some(Turn::Link));
/// ```
///
/// Names, warnings, and structs that do not grow:
///
/// ```
/// use countersign::{Endpoint, endpoint};
///
/// /// Looks for books.
/// #[endpoint(
///     GET, "/v1//books", name = "search", response = Vec<String>,
///     rename_all = "kebab-case", allow(W006), exhaustive, crate = ::countersign
/// )]
/// pub struct FindBooks {
///     /// Words of the title.
///     pub title_words: String,
/// }
///
/// // `exhaustive`: all fields can be named.
/// let request = FindBooks { title_words: String::from("Faust") };
/// assert_eq!(FindBooks::OPERATION.name(), "search");
/// assert_eq!(FindBooks::OPERATION.parameters()[0].wire_name(), "title-words");
/// # drop(request);
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
///
/// The keys of the struct and of its fields:
///
/// ```
/// use countersign::{Model, model};
///
/// /// A line of an order.
/// #[model(rename_all = "snake_case", alias_all = "camelCase", builder)]
/// pub struct Line {
///     /// The book, which the vendor calls by two names.
///     #[field(name = "isbn_13", alias("isbn", "ean"))]
///     pub isbn: String,
///     /// How many.
///     #[field(default = 1)]
///     pub quantity: u32,
///     /// Words on the gift card.
///     #[field(default)]
///     pub words: Vec<String>,
///     /// The customer's number, a number on the wire.
///     #[field(number)]
///     pub customer_id: String,
///     /// The price in cents, a string on the wire.
///     #[field(text)]
///     pub unit_price: u64,
///     /// Width and height, read by serde.
///     #[field(serde)]
///     pub size: Option<(u32, u32)>,
/// }
///
/// /// A point in a warehouse, which will never have a third coordinate.
/// #[model(exhaustive, crate = ::countersign)]
/// pub struct Point {
///     /// The aisle.
///     pub x: u32,
///     /// The shelf.
///     pub y: u32,
/// }
///
/// let line = Line::from_json(r#"{"ean": "9783150000014", "customerId": 7, "unitPrice": "480", "size": [96, 148]}"#)?;
/// assert_eq!((line.quantity, line.unit_price, line.size), (1, 480, Some((96, 148))));
///
/// let line = Line::builder().isbn("9783150000014").customer_id("7").unit_price(480_u64).quantity(2_u32).build();
/// let json = serde_json::to_value(&line)?;
/// assert_eq!(json["isbn_13"], "9783150000014");
/// assert_eq!((json["customer_id"].as_u64(), json["unit_price"].as_str()), (Some(7), Some("480")));
/// assert_eq!(Point::from_json(r#"{"x": 3, "y": 14}"#)?, Point { x: 3, y: 14 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
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
///
/// Values that are numbers, and names in another case:
///
/// ```
/// use countersign::open_enum;
///
/// /// How good a book is.
/// #[open_enum]
/// pub enum Stars {
///     /// Poor.
///     #[wire(1)]
///     One,
///     /// Good.
///     #[wire(2)]
///     Two,
/// }
///
/// /// The state of an order.
/// #[open_enum(rename_all = "SCREAMING_SNAKE_CASE", exhaustive)]
/// pub enum State {
///     /// It has been paid.
///     Paid,
///     /// It is on its way.
///     InTransit,
/// }
///
/// assert_eq!(serde_json::to_string(&Stars::Two)?, "2");
/// assert_eq!("IN_TRANSIT".parse::<State>().ok(), Some(State::InTransit));
/// # Ok::<(), serde_json::Error>(())
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
