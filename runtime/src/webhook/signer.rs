//! The signing half, for the pushing side: a stand-in for the vendor, and tests.

use std::fmt;

use bytes::Bytes;
use http::Request;
use http::uri::InvalidUri;
use serde::Serialize;

use super::Pushes;
use crate::auth::Credentials;
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::RetryClass;
use crate::scheme::{self, Fresh};
use crate::transport::{Body, Transport, TransportError};
use crate::value::write_json;

/// Creates signed pushes. Created by [`Pushes::signer`].
#[derive(Clone)]
pub struct Signer {
    pushes: Pushes,
    credentials: Credentials,
}

impl Signer {
    pub(super) fn new(pushes: Pushes, credentials: Credentials) -> Self {
        Self { pushes, credentials }
    }

    /// Returns the POST that pushes this message to `url`, signed now.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let signer = Pushes::in_body(scheme)?.signer(&Credentials::of_secret("sesame")?);
    /// let request = signer.request("https://shop.example/hooks", r#"{"parcel": 7}"#)?;
    /// assert_eq!((request.method().as_str(), &request.body()[..]), ("POST", &br#"{"parcel": 7}"#[..]));
    /// assert_eq!(request.headers()["x-signature"].len(), 64);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if `url` is not an `http` or `https` URL; [`ErrorKind::InvalidParameter`] if the
    /// scheme cannot sign the message.
    pub fn request(&self, url: &str, message: &str) -> Result<Request<Bytes>, Error> {
        self.request_with(url, message, &[])
    }

    /// Returns the POST that pushes this message to `url` with other fields, if the message is in a form.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, form_pairs, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let text = form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    /// # let scheme = Scheme::new(text).form("sign", signature()).build()?;
    /// let signer = Pushes::in_field("message", scheme)?.signer(&Credentials::of_secret("sesame")?);
    /// let request = signer.request_with("https://shop.example/hooks", "7", &[("shop", "berlin")])?;
    /// assert!(request.body().starts_with(b"message=7&shop=berlin&sign="));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`request`](Self::request), and [`ErrorKind::InvalidParameter`] if the message is the body,
    /// which leaves no room for fields.
    pub fn request_with(&self, url: &str, message: &str, fields: &[(&str, &str)]) -> Result<Request<Bytes>, Error> {
        // The URL stays out of the error: it may contain a password.
        let refuse =
            || Error::new(ErrorKind::Configuration, "pushing a message: the URL must begin with http:// or https://");
        let uri: http::Uri = url.parse().map_err(|error: InvalidUri| refuse().with_source(error))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(refuse());
        }
        let request = scheme::Request::new("POST", url).map_err(|error| refuse().with_source(error))?;
        let request = match (&self.pushes.field, fields) {
            (Some(field), _) => request.form([(&**field, message)].into_iter().chain(fields.iter().copied())),
            (None, []) => request.json(message),
            (None, _) => {
                let message = "pushing a message: it is the whole body, so no other fields can be sent";
                return Err(Error::new(ErrorKind::InvalidParameter, message));
            }
        };
        let signed = self.pushes.scheme.sign(request, &self.credentials, &Fresh::now());
        signed.and_then(|signed| signed.request.to_http()).map_err(|error| {
            Error::new(ErrorKind::InvalidParameter, "pushing a message: it cannot be signed").with_source(error)
        })
    }

    /// Pushes this message to `url` as JSON, once, and returns the receiver's answer, whatever its status.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// use serde_json::json;
    ///
    /// // Any transport; this one answers in place of the receiver.
    /// let transport = MemoryTransport::new(|_| http::Response::new("success".into()));
    /// let signer = Pushes::in_body(scheme)?.signer(&Credentials::of_secret("sesame")?);
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let answer = signer.post(&transport, "https://shop.example/hooks", &json!({ "parcel": 7 })).await?;
    /// assert_eq!(answer.body, "success");
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`request`](Self::request); [`ErrorKind::InvalidParameter`] if the message cannot be
    /// serialized as JSON; [`ErrorKind::Connect`], [`ErrorKind::Timeout`] or [`ErrorKind::TooLarge`] if there is no
    /// answer.
    pub async fn post(&self, transport: &impl Transport, url: &str, message: &impl Serialize) -> Result<Answer, Error> {
        let mut json = Vec::new();
        write_json(&mut json, message).map_err(|error| {
            Error::new(ErrorKind::InvalidParameter, format!("the message {error}")).with_source(error)
        })?;
        let mut request = self.request(url, &String::from_utf8_lossy(&json))?;
        // Receivers must cope with repeated messages, so this may travel on a connection that was idle.
        request.extensions_mut().insert(RetryClass::Safe);
        let answer = async {
            let (parts, body) = transport.send(request.map(Body::from)).await?.into_parts();
            Ok(Answer::from(http::Response::from_parts(parts, body.into_bytes(usize::MAX).await?)))
        };
        answer.await.map_err(|error: TransportError| {
            Error::new(error.failure().kind(), "no answer to a pushed message").with_source(error)
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("pushes", &self.pushes).finish_non_exhaustive()
    }
}
