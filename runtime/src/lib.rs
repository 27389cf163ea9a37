//! Declare signed HTTP APIs: one definition of an endpoint gives a typed, signed request, a client, the server side that
//! verifies the same signature, and metadata.
//!
//! One side signs, the other countersigns. Start with [`endpoint`] for a request, [`model`] for a response and [`api!`]
//! for the table of contents.

pub mod auth;
pub mod builder;
mod client;
pub mod decode;
mod endpoint;
mod envelope;
mod error;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod operation;
pub mod param;
mod prepare;
pub mod transport;
pub mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use countersign_macros::{api, endpoint, model, open_enum};

pub use crate::auth::{Auth, Credentials, JsonSigning, Md5Sorted, Secret, SigningTrace};
pub use crate::client::{Api, Call, Client, ClientBuilder};
pub use crate::decode::{Decode, Model};
pub use crate::endpoint::{Build, Caller, DynEndpoint, Endpoint};
pub use crate::envelope::{Answer, Envelope, KnownText, Reply};
pub use crate::error::{Error, ErrorKind};
pub use crate::param::ParamValue;
pub use crate::prepare::{BaseUrl, Preparation, Prepared};
pub use crate::value::{OpenEnum, UnknownValue};
