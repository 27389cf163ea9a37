//! Declare signed HTTP APIs: one definition of an endpoint gives a typed, signed request, a client, the server side that
//! verifies the same signature, and metadata. One side signs, the other countersigns.
//!
//! ```
//! use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
//! use countersign::{Client, Credentials, Envelope, endpoint, model};
//!
//! /// Looks for books.
//! #[endpoint(GET, "/books", response = Vec<Book>)]
//! pub struct FindBooks {
//!     /// A word of the title.
//!     pub title: String,
//!     /// The most books to return.
//!     #[param(default = 10, range = 1..=100)]
//!     pub limit: u32,
//! }
//!
//! /// A book.
//! #[model]
//! pub struct Book {
//!     /// Its title.
//!     pub title: String,
//!     /// Year of its first edition.
//!     pub year: Option<i32>,
//! }
//!
//! let text = parameters().sorted().pairs("=", "&");
//! let rule = Scheme::new(text.hmac_sha256(secret()).hex()).parameter("appKey", key_id()).parameter("sign", signature());
//! let client = Client::builder("https://books.example", rule.build(), Envelope::default())
//!     .credentials(Credentials::new("reader", "sesame")?)
//!     .build()?;
//! let request = FindBooks::builder().title("Faust").build();
//!
//! let prepared = client.prepare(&request)?;
//! assert_eq!(prepared.request.uri().path(), "/books");
//! assert_eq!(prepared.trace.signed(), b"appKey=reader&limit=10&title=Faust");
//! # async { let books = client.call(request).await?; println!("{} books", books.len()); Ok::<(), countersign::Error>(()) };
//! # Ok::<(), countersign::Error>(())
//! ```
//!
//! `client.call(request).await?` sends it. A whole API gets a client with one method per operation from [`api!`]; the
//! receiving side over HTTP is the crate `countersign-server`, and what reads the metadata (command line, OpenAPI document,
//! solver, doctor) is the crate `countersign-tools`.

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
pub mod limit;
#[cfg(feature = "metrics")]
pub mod metrics;
pub mod operation;
pub mod page;
pub mod param;
#[cfg(any(feature = "redis", feature = "reqwest"))]
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

#[doc = include_str!("why_is_my_signature_refused.md")]
pub mod why_is_my_signature_refused {}

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use countersign_macros::{api, endpoint, model, open_enum};

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
