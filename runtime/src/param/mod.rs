//! Parameters on the wire: written by the client's side, read back by the server's.
//!
//! [`Encoder`] turns the fields of a request into components of a draft, [`Received`] turns an incoming request back
//! into the fields. Both follow the same table, [`Operation::parameters`](crate::operation::Operation), so that
//! `parse(prepare(x)) == x`. Nothing here signs and nothing does I/O.

pub(crate) mod body;
mod draft;
mod encoder;
mod error;
mod fields;
mod finite;
mod members;
mod multipart;
pub(crate) mod query;
mod reading;
mod received;
mod together;
mod value;

pub use self::draft::{Component, Origin};
pub(crate) use self::draft::{Draft, Form};
pub use self::encoder::{EncodeField, Encoder};
pub use self::error::{ParameterError, ValueError};
pub use self::fields::{ReadField, ReadFields};
pub(crate) use self::finite::check_finite;
pub(crate) use self::members::json_members;
pub(crate) use self::multipart::{Part, read as read_multipart};
pub use self::received::{Received, ReceivedParameter, ReceivedValue};
pub(crate) use self::together::check_together;
pub use self::value::{Number, ParamValue, ValueWriter};
pub(crate) use self::value::{read_json, write_json};
