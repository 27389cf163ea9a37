//! Push messages, as they are posted.

use bytes::Bytes;
use countersign::webhook::{PushError, Receiver, Signer, Verified};

/// A POST with this body, as handed over by servers.
pub fn posted(body: impl AsRef<[u8]>) -> http::Request<Bytes> {
    http::Request::post("/messages").body(Bytes::copy_from_slice(body.as_ref())).unwrap()
}

/// Verifies this body of a POST.
pub fn verify(receiver: &Receiver, body: impl AsRef<[u8]>) -> Result<Verified, PushError> {
    receiver.verify(&posted(body))
}

/// The body of a push of this message.
pub fn body(signer: &Signer, message: &str) -> Bytes {
    signer.request("https://receiver.example/messages", message).unwrap().into_body()
}
