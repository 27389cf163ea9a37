//! Push messages, as they are posted.

use bytes::Bytes;
use countersign::webhook::{PushError, Receiver, Signer, Verified};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

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

/// The HMAC-SHA-1 of a text in lower-case hex, which these vendors sign pushes by.
pub fn hmac_sha1_hex(secret: &str, text: &str) -> String {
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes()).unwrap();
    base16ct::lower::encode_string(&mac.chain_update(text).finalize().into_bytes())
}
