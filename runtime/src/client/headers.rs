//! Headers set on a client or on a single call, beyond those of the operation and the signing scheme.
//!
//! `assemble.rs` checks them once against all operations; `prepare.rs` checks them again for each request.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::Schemes;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::prepare::{of_auth, of_operation};
use crate::printable::Printable;
use crate::transport::is_of_http;

/// Headers as they were passed. Names and values are checked later.
#[derive(Clone, Default)]
pub(super) struct Headers(Vec<(String, Vec<u8>)>);

impl Headers {
    pub(super) fn push(&mut self, name: &str, value: &[u8]) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// Merges the headers of a call into those of its client. If a name is set twice, the last value wins.
    pub(super) fn over(&self, defaults: &HeaderMap) -> Result<Option<HeaderMap>, Error> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let mut all = defaults.clone();
        for (name, value) in &self.0 {
            let (name, value) =
                read(name, value).map_err(|message| Error::new(ErrorKind::InvalidParameter, message))?;
            all.insert(name, value);
        }
        Ok(Some(all))
    }

    /// Returns the headers of a client. None of them may belong to its operations or schemes.
    pub(super) fn of_client(&self, operations: &[&'static Operation], schemes: &Schemes) -> Result<HeaderMap, Error> {
        let refused = |message: String| Error::new(ErrorKind::Configuration, message);
        let all = self.over(&HeaderMap::new()).map_err(|error| refused(error.to_string()))?.unwrap_or_default();
        let of_schemes = |name| schemes.iter().find_map(|(_, scheme)| of_auth(name, scheme, &Operation::ANY));
        let owner = |name| of_schemes(name).or_else(|| operations.iter().find_map(|each| of_operation(name, each)));
        all.keys().find_map(owner).map_or(Ok(all), |message| Err(refused(message)))
    }
}

/// Parses a header. The value stays out of the message: it may be a secret.
fn read(name: &str, value: &[u8]) -> Result<(HeaderName, HeaderValue), String> {
    let shown = Printable(name);
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(format!("`{shown}` is not a header name: expected letters, digits and `-`, such as `x-shop`"));
    };
    if is_of_http(&header) {
        return Err(format!("the header `{shown}` belongs to HTTP itself and is set by the client: remove it"));
    }
    let is_visible = value.iter().all(|byte| (b' '..=b'~').contains(byte)) && value.trim_ascii().len() == value.len();
    match HeaderValue::from_bytes(value) {
        Ok(value) if is_visible => Ok((header, value)),
        _ => Err(format!("the value of the header `{shown}` must be visible ASCII without blanks around it")),
    }
}
