//! Parameters on the wire: written by the client side, read back by the server side.
//!
//! [`Encoder`] turns the fields of a request into components of a draft, and [`Received`] turns an incoming request
//! back into the fields. Both follow the same table, [`Operation::parameters`](crate::operation::Operation), so that
//! `parse(prepare(x)) == x`. Nothing here signs or does I/O.

pub(crate) mod body;
mod changes;
mod draft;
mod encoder;
mod error;
mod fields;
pub(crate) mod known;
mod members;
mod multipart;
pub(crate) mod query;
mod reading;
mod received;
pub(crate) mod table;
mod together;
mod whole;

pub use self::changes::Changes;
pub(crate) use self::changes::Turned;
pub(crate) use self::draft::{Beside, Digest, Draft, Form, Hidden, Known, Name, SignedString};
pub use self::draft::{Component, Origin};
pub use self::encoder::{EncodeField, Encoder};
pub use self::error::ParameterError;
pub use self::fields::{ReadField, ReadFields};
#[doc(hidden)]
pub use self::members::json_members;
#[doc(hidden)]
pub use self::multipart::{Part, read as read_multipart};
#[doc(hidden)]
pub use self::query::read_pairs;
pub(crate) use self::received::is_object;
pub use self::received::{Received, ReceivedParameter, ReceivedValue};
pub(crate) use self::together::check_together;
pub use self::whole::WholeBody;
pub use crate::value::{Number, ParamValue, ValueError, ValueWriter};
