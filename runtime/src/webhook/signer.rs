//! The signing half, for whoever pushes: a stand-in for the vendor, and tests.
//!
//! The verifying half is `receiver`; the two share no code.

use std::fmt;

use bytes::Bytes;
use http::uri::InvalidUri;
use http::{HeaderValue, Method, Request, Uri, header};
use serde::Serialize;

use super::{PushForm, PushSigning};
use crate::auth::{Credentials, Secret, hmac_sha1_hex};
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::RetryClass;
use crate::param::query;
use crate::transport::{Body, Transport, TransportError, TransportFailure};
use crate::value::write_json;

/// Makes signed forms. Made by [`PushForm::signer`].
#[derive(Clone)]
pub struct Signer {
    form: PushForm,
    secret: Secret,
}

impl Signer {
    pub(super) fn new(form: PushForm, credentials: &Credentials) -> Self {
        Self { form, secret: credentials.secret().clone() }
    }

    /// The signature of a form with these fields, in upper-case hex. A field of the signature's name is left out; a
    /// message that is not among them is signed as an empty one.
    pub fn signature(&self, fields: &[(&str, &str)]) -> String {
        let message = fields.iter().find(|(name, _)| *name == self.form.message).map_or("", |(_, value)| value);
        let mut signed = Vec::new();
        match self.form.signing {
            PushSigning::EveryField => {
                let travelling = fields.iter().filter(|(name, _)| *name != self.form.signature);
                // Java sorts strings by UTF-16 code unit, so they are sorted in that form.
                let mut texts: Vec<Vec<u16>> =
                    travelling.map(|(name, value)| name.encode_utf16().chain(value.encode_utf16()).collect()).collect();
                texts.sort_unstable();
                texts.iter().for_each(|text| signed.extend_from_slice(String::from_utf16_lossy(text).as_bytes()));
            }
            PushSigning::MessageValue => signed.extend_from_slice(message.as_bytes()),
            PushSigning::MessagePair => {
                signed.extend_from_slice(self.form.message.as_bytes());
                signed.push(b'=');
                signed.extend_from_slice(message.as_bytes());
            }
        }
        hmac_sha1_hex(&self.secret, &signed).to_uppercase()
    }

    /// The body of a signed form with nothing but this message and its signature.
    pub fn body(&self, message: &str) -> Bytes {
        self.body_of(&[(self.form.message, message)])
    }

    /// The body of a signed form with these fields, the message among them; the signature is added at the end.
    pub fn body_of(&self, fields: &[(&str, &str)]) -> Bytes {
        let signature = self.signature(fields);
        let travelling = fields.iter().copied().filter(|(name, _)| *name != self.form.signature);
        let mut body = Vec::new();
        for (name, value) in travelling.chain([(self.form.signature, signature.as_str())]) {
            let separator = (!body.is_empty()).then_some(b'&');
            query::write_pair(&mut body, separator, name, value.as_bytes());
        }
        body.into()
    }

    /// The POST that pushes this message to `url`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] when `url` is no `http` or `https` address.
    pub fn request(&self, url: &str, message: &str) -> Result<Request<Bytes>, Error> {
        // The address itself stays out of the error: it may hold a password.
        let refuse =
            || Error::new(ErrorKind::Configuration, "pushing a message: the address must begin with http(s)://");
        let uri: Uri = url.parse().map_err(|error: InvalidUri| refuse().with_source(error))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(refuse());
        }
        let mut request = Request::new(self.body(message));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let form = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
        request.headers_mut().insert(header::CONTENT_TYPE, form);
        Ok(request)
    }

    /// Pushes this message to `url` as JSON, once, and gives what the receiver answered, whatever its status.
    ///
    /// # Errors
    /// As [`request`](Self::request); [`ErrorKind::InvalidParameter`] when the message cannot be written as JSON;
    /// [`ErrorKind::Connect`], [`ErrorKind::Timeout`] or [`ErrorKind::TooLarge`] when there is no answer.
    pub async fn post(&self, transport: &impl Transport, url: &str, message: &impl Serialize) -> Result<Answer, Error> {
        let mut json = Vec::new();
        write_json(&mut json, message).map_err(|error| {
            Error::new(ErrorKind::InvalidParameter, format!("the message {error}")).with_source(error)
        })?;
        let mut request = self.request(url, &String::from_utf8_lossy(&json))?;
        // Receivers expect a message more than once: it may travel on a connection that was idle.
        request.extensions_mut().insert(RetryClass::Safe);
        let answer = async {
            let (parts, body) = transport.send(request.map(Body::from)).await?.into_parts();
            Ok(Answer::from(http::Response::from_parts(parts, body.into_bytes(usize::MAX).await?)))
        };
        answer.await.map_err(|error: TransportError| {
            let kind = match error.failure() {
                TransportFailure::Configuration => ErrorKind::Configuration,
                TransportFailure::NotSent | TransportFailure::Interrupted => ErrorKind::Connect,
                TransportFailure::TimedOut => ErrorKind::Timeout,
                TransportFailure::TooLarge => ErrorKind::TooLarge,
                TransportFailure::Altered | TransportFailure::Redirected => ErrorKind::Altered,
                TransportFailure::Unreadable => ErrorKind::Decode,
            };
            Error::new(kind, "no answer to a pushed message").with_source(error)
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("form", &self.form).finish_non_exhaustive()
    }
}
