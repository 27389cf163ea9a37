//! The vectors of signing schemes, each with its scheme from the gallery, signed.

#[path = "../../examples/schemes/gallery.rs"]
mod gallery;

use std::time::SystemTime;

use countersign::Credentials;
use countersign::scheme::{Refused, Request, Scheme, SignedRequest};

use self::gallery::vector::Vector;

/// A vector, its scheme, and the signed request.
pub struct Case {
    vector: Vector,
    /// The scheme of the gallery.
    pub scheme: Scheme,
    /// The vector's request, signed.
    pub signed: SignedRequest,
    /// The signer's credentials.
    pub sender: Credentials,
    /// The receiver's credentials.
    pub receiver: Credentials,
}

impl Case {
    /// All vectors.
    ///
    /// # Panics
    /// A vector has no scheme, or cannot be signed by it.
    #[must_use]
    pub fn all() -> Vec<Self> {
        Vector::all().unwrap().into_iter().map(Self::of).collect()
    }

    fn of(vector: Vector) -> Self {
        let scheme = gallery::scheme_of(&vector).unwrap().unwrap();
        let request = vector.request(&scheme).unwrap();
        let sender = vector.credentials(&scheme).unwrap();
        let signed = scheme.sign(request, &sender, &vector.fresh()).unwrap();
        let receiver = vector.receiver(&scheme).unwrap();
        Self { vector, scheme, signed, sender, receiver }
    }

    /// The vector of a vendor.
    ///
    /// # Panics
    /// There is none.
    #[must_use]
    pub fn named(vendor: &str) -> Self {
        Self::all().into_iter().find(|case| case.vendor() == vendor).unwrap()
    }

    /// The vendor.
    #[must_use]
    pub fn vendor(&self) -> &str {
        self.vector.vendor()
    }

    /// A text of the vector; empty if it has none.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.vector.text(name).unwrap_or_default()
    }

    /// The signature of the vector, as it is sent.
    #[must_use]
    pub fn signature(&self) -> &str {
        self.vector.signature()
    }

    /// The time of the request.
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.vector.time()
    }

    /// The vector's request before it is signed.
    ///
    /// # Panics
    /// It cannot be made.
    #[must_use]
    pub fn unsigned(&self) -> Request {
        self.vector.request(&self.scheme).unwrap()
    }

    /// The request as a receiver gets it, after it was written to the wire and read.
    ///
    /// # Panics
    /// It cannot be written.
    #[must_use]
    pub fn arrived(&self) -> Request {
        if self.signed.request.body_fields().next().is_some() {
            // Another function writes and reads its body.
            return self.signed.request.clone();
        }
        self.received(&self.signed.request.to_http().unwrap())
    }

    /// A request as a receiver of this vendor gets it.
    ///
    /// # Panics
    /// It cannot be received.
    #[must_use]
    pub fn received(&self, http: &http::Request<bytes::Bytes>) -> Request {
        let sent = self.signed.request.to_http().unwrap();
        Request::received(http, &format!("https://{}", sent.uri().authority().unwrap())).unwrap()
    }

    /// Verifies a request as its receiver, at the time of the request.
    ///
    /// # Errors
    /// It is refused.
    pub fn verify(&self, request: &Request) -> Result<(), Refused> {
        self.verify_at(request, self.time())
    }

    /// Verifies a request as its receiver, at another time.
    ///
    /// # Errors
    /// It is refused.
    pub fn verify_at(&self, request: &Request, now: SystemTime) -> Result<(), Refused> {
        self.scheme.verify(request, |_| [self.receiver.clone()], now).map(drop)
    }
}
