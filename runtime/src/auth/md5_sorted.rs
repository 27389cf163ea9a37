//! The signing half of `Md5Sorted`: sorted pairs, secret last, MD5 in upper-case hex.
//!
//! The verifying half is `md5_sorted_verify`, written independently: it shares no code with this one, so that a
//! mistake in one is found by the other.

use std::cmp::Ordering;

use md5::{Digest as _, Md5};

use super::signing::Signing;
use super::{Auth, Credentials, Refusal, Secret, md5_sorted_verify};
use crate::operation::{Body, Operation, Place};
use crate::param::{Component, Draft, Origin, ParameterError, Received};
use crate::value::Timestamp;

/// Signs by the rule: drop `sign`, drop what is absent, sort by name as Java sorts strings, join as
/// `name=value&…secret=SECRET` over the raw values in UTF-8, MD5, upper-case hex.
///
/// An empty text that is sent is signed as `name=&`. `appKey` is signed like any parameter. A JSON body carries
/// `requestTime` (milliseconds, as text) besides; [`JsonSigning`] says what of it is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Md5Sorted {
    pub(super) json: JsonSigning,
    pub(super) sends_secret: bool,
}

/// Which members of a JSON body are signed. The vendor does not publish it: both are readings of its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonSigning {
    /// `appKey` and `requestTime` only (inferred: they are the fields of the vendor's request base class).
    #[default]
    Simplified,
    /// Every member at the top level, nested values as exactly the JSON text that is sent (observed in another client;
    /// not known whether the vendor accepts it).
    WholeBody,
}

impl Md5Sorted {
    /// The rule with another reading of how JSON bodies are signed.
    #[must_use]
    pub const fn with_json(self, json: JsonSigning) -> Self {
        Self { json, ..self }
    }

    /// The vendor's debugging mode: sends `appSecret` itself **instead of** a signature. Whoever sees such a request has
    /// the secret; never use it in production.
    #[must_use]
    pub const fn debug_by_sending_the_secret(self) -> Self {
        Self { sends_secret: true, ..self }
    }

    /// The signature of arbitrary pairs, for checking vectors and foreign requests. A pair named `sign` is dropped.
    #[must_use]
    pub fn signature<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>, secret: &Secret) -> String {
        const PAIRS: &Operation = &Operation::BASE;
        let mut draft = Draft::new(PAIRS);
        for (name, value) in pairs {
            draft.add(name.to_owned().into(), Place::Query, value, Origin::Field);
        }
        let mut signing = Signing::new(&mut draft, Timestamp::from_millisecond(0));
        let digits = digits(&mut signing, secret, |component| component.name != "sign");
        String::from_utf8_lossy(&digits).into_owned()
    }
}

impl Auth for Md5Sorted {
    fn name(&self) -> &'static str {
        "md5-sorted"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), ParameterError> {
        let json = request.operation().body == Body::Json;
        request.add("appKey", credentials.app_key(), Origin::Auth)?;
        if json {
            let time = request.now().as_millisecond().to_string();
            request.add("requestTime", &time, Origin::Clock)?;
        }
        if self.sends_secret {
            request.add_secret("appSecret", credentials.secret());
            return Ok(());
        }
        let everything = !json || self.json == JsonSigning::WholeBody;
        let digits = digits(request, credentials.secret(), |component| {
            component.name != "sign" && (everything || component.origin != Origin::Field)
        });
        request.add("sign", std::str::from_utf8(&digits).unwrap_or_default(), Origin::Auth)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        md5_sorted_verify::verify(*self, request, credentials)
    }
}

/// Sorts the components, writes the canonical string and gives the digits of the signature.
fn digits(request: &mut Signing<'_>, secret: &Secret, select: impl Fn(&Component) -> bool) -> [u8; 32] {
    // Sorting what travels, not a list of references to it, costs no allocation; the order on the wire is free.
    request.draft.components.sort_unstable_by(|one, other| {
        java_order(&one.name, &other.name).then(one.value.start.cmp(&other.value.start))
    });
    request.canonical(|string| {
        string.pairs(b'&', select);
        string.literal("secret=");
        string.secret();
    });
    let digest = Md5::new().chain_update(request.signed()).chain_update(secret.expose()).finalize();
    let mut digits = [0; 32];
    // Sixteen bytes always fill thirty-two digits.
    let _ = base16ct::upper::encode(&digest, &mut digits);
    digits
}

/// The order of `String.compareTo`: by UTF-16 code unit, which differs from Rust's order beyond U+D7FF.
fn java_order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}
