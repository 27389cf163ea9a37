//! Schemes: signing as an expression.
//!
//! A scheme defines which string is authenticated, with what, and where the results are sent. The string is a [`Text`]:
//! an expression over a request, composed of the functions of this module.
//!
//! ```
//! use countersign::Credentials;
//! use countersign::scheme::{Fresh, Request, Scheme, TimeFormat, key_id, lines, method, path_and_query, body, time};
//! use countersign::scheme::{secret, signature};
//!
//! let text = lines((time(TimeFormat::UnixSeconds), method(), path_and_query(), body()));
//! let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
//!     .header("x-key", key_id())
//!     .header("x-time", time(TimeFormat::UnixSeconds))
//!     .header("x-signature", signature())
//!     .build()?;
//!
//! let credentials = Credentials::new("reader", "sesame")?;
//! let request = Request::new("GET", "https://books.example/books?title=Faust")?;
//! let signed = scheme.sign(request, &credentials, &Fresh::now())?;
//!
//! let now = std::time::SystemTime::now();
//! let verified = scheme.verify(&signed.request, |claim| (claim.key_id() == Some("reader")).then_some(credentials), now)?;
//! assert_eq!(verified.credentials.key_id(), "reader");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Parts
//!
//! | parts | what they are |
//! |---|---|
//! | [`method`], [`path`], [`raw_query`], [`path_and_query`], [`host`], [`host_name`], [`port`], [`origin`], [`body`] | the request as it is sent |
//! | [`header`], [`parameter`], [`json_member`], [`operation_constant`] | one value of it |
//! | [`parameters`], [`query_pairs`], [`form_pairs`], [`json_members`], [`json_members_of`], [`headers`], [`headers_starting`], [`signed_headers`], [`no_pairs`] | many values: [`Pairs`], which are selected, sorted, encoded and written |
//! | [`key_id`], [`secret`], [`credential`], [`identifier`], [`derived`] | the credentials |
//! | [`time`], [`time_before`], [`time_after`], [`lifetime`], [`nonce`], [`nonce_of`], [`uuid`] | what is new for each request |
//! | [`signature`], [`fields`], [`json_object`], [`any_of`] | what is sent |
//! | `+`, [`join`], [`lines`] | texts in a row |
//! | the methods of [`Text`] | digests, MACs and signatures, encodings, pieces of a text, conditions |
//! | the methods of [`SchemeBuilder`] | headers, parameters and fields that are sent; how long a request is valid |
//! | [`Text::by_hand`] | anything else, as a [`Part`] |
//!
//! Import the functions where a scheme is defined, not everywhere: `let body = …` would shadow [`body`].
//!
//! The [`gallery`] has the expressions of many vendors.
//!
//! The signer and the verifier share the expression but no code that runs. [`Scheme::sign`] and [`Scheme::verify`] work
//! on a bare [`Request`], without an endpoint or a client.

mod ambiguous;
mod asymmetric;
mod auth;
mod built_in;
mod by_hand;
mod check;
mod choices;
mod code;
mod covers;
mod definition;
mod describe;
mod encoded;
mod error;
mod fields;
mod into_text;
mod json_path;
mod kept;
#[cfg(feature = "asymmetric")]
mod key_text;
mod nonces;
mod pairs;
#[cfg(feature = "asymmetric")]
mod public_key;
mod request;
mod shape;
mod sign;
mod sources;
mod steps;
mod text;
mod verify;

#[doc = include_str!("gallery.md")]
pub mod gallery {}

pub use self::by_hand::Part;
pub use self::choices::{Hash, Order, TimeFormat};
pub use self::definition::{Place, Scheme, SchemeBuilder};
pub use self::error::{Problem, Refused, RefusedKind, SchemeError, SignError, Warning, WarningKind};
pub use self::fields::Fields;
pub use self::into_text::{IntoText, IntoTexts};
pub use self::nonces::{Nonces, NoncesInMemory};
pub use self::pairs::{IntoPairs, Pairs};
pub use self::request::Request;
pub(crate) use self::sign::random_uuid;
pub use self::sign::{Fresh, SignedRequest};
pub use self::sources::{
    any_of, body, credential, derived, fields, form_pairs, header, headers, headers_starting, host, host_name,
    identifier, join, json_member, json_members, json_members_of, json_object, key_id, lifetime, lines, method,
    no_pairs, nonce, nonce_of, operation_constant, origin, parameter, parameters, path, path_and_query, port,
    query_pairs, raw_query, secret, signature, signed_headers, time, time_after, time_before, uuid,
};
pub use self::text::Text;
pub use self::verify::{Claim, Verified};
