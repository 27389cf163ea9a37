//! The signing half of `Md5Sorted`: sorted pairs, secret last, MD5 in upper-case hex.
//!
//! The verifying half is `md5_sorted_verify`, written independently: it shares no code with this one, so that a
//! mistake in one is found by the other.

use std::cmp::Ordering;

use md5::{Digest as _, Md5};

use super::signing::{Signing, is_text};
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
        let clock = || Timestamp::from_millisecond(0);
        let mut signing = Signing::new(&mut draft, &clock);
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

/// Writes the canonical string and gives the digits of the signature.
fn digits(request: &mut Signing<'_>, secret: &Secret, select: impl Fn(&Component) -> bool) -> [u8; 32] {
    let mut usual = [SortKey::default(); USUAL_COMPONENTS];
    let mut unusual = Vec::new();
    let components = &request.draft.components;
    let keys = match usual.get_mut(..components.len()) {
        Some(keys) => keys,
        None => {
            unusual.resize(components.len(), SortKey::default());
            &mut unusual
        }
    };
    let mut count = 0;
    for (index, component) in components.iter().enumerate().filter(|(_, each)| is_text(each) && select(each)) {
        if let Some(key) = keys.get_mut(count) {
            *key = SortKey::new(index, &component.name);
            count += 1;
        }
    }
    let keys = keys.get_mut(..count).unwrap_or_default();
    sort(keys, components);
    request.canonical(|string| {
        string.pairs(b'&', keys.iter().map(|key| key.index));
        string.literal("secret=");
        string.secret();
    });
    let digest = Md5::new().chain_update(request.signed()).chain_update(secret.expose()).finalize();
    let mut digits = [0; 32];
    // Sixteen bytes always fill thirty-two digits.
    let _ = base16ct::upper::encode(&digest, &mut digits);
    digits
}

/// So many components are sorted without an allocation.
const USUAL_COMPONENTS: usize = 16;

/// A component's place, and the first bytes of its name: they tell most names apart without looking at them.
#[derive(Clone, Copy, Default)]
struct SortKey {
    prefix: u64,
    index: usize,
}

impl SortKey {
    fn new(index: usize, name: &str) -> Self {
        let prefix = match name.as_bytes().first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            // Fewer than eight bytes, so there is always a byte to shift by.
            None => name.bytes().fold(0, |prefix, byte| prefix << 8 | u64::from(byte)) << (64 - 8 * name.len()).min(63),
        };
        Self { prefix, index }
    }
}

/// Sorts by name as Java does; components of one name keep their order.
fn sort(keys: &mut [SortKey], components: &[Component]) {
    let name = |key: &SortKey| components.get(key.index).map_or("", |component| &*component.name);
    let ascii = |key: &SortKey| key.prefix & 0x8080_8080_8080_8080 == 0;
    keys.sort_unstable_by(|one, other| {
        let order = if one.prefix != other.prefix && ascii(one) && ascii(other) {
            one.prefix.cmp(&other.prefix)
        } else {
            java_order(name(one), name(other))
        };
        order.then(one.index.cmp(&other.index))
    });
}

/// The order of `String.compareTo`: by UTF-16 code unit, which differs from Rust's order beyond U+D7FF.
fn java_order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}
