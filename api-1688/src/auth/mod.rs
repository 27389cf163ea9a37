//! The signing rule of the API, [`Md5Sorted`]: sorted pairs, secret last, MD5 in upper-case hex.
//!
//! This is the signing half. The verifying half is `verify`, written independently: it shares no code with this one, so
//! that a mistake in one is found by the other.

mod verify;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use countersign::auth::{AddsParameters, Auth, Credentials, Refusal, Secret, Signing};
use countersign::operation::{Body, Operation};
use countersign::param::{Origin, ParameterError, Received};
use md5::{Digest as _, Md5};

/// Signs by the rule: drop `sign`, drop what is absent, sort by name as Java sorts strings, join as
/// `name=value&…secret=SECRET` over the raw values in UTF-8, MD5, upper-case hex.
///
/// An empty text that is sent is signed as `name=&`. `appKey` is signed like any parameter. A JSON body carries
/// `requestTime` (milliseconds, as text) besides; [`JsonSigning`] says what of it is signed.
///
/// The rule is ambiguous: nothing but `&` and `=` stands between values, so that `a=1&b=2` is signed alike as two
/// parameters and as one with the value `1&b=2`. Only values or names that contain them can be confused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Md5Sorted {
    json: JsonSigning,
    sends_secret: bool,
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

impl AddsParameters for Md5Sorted {
    const NAMES: &'static [&'static str] = &["appKey", "requestTime", "sign", "appSecret"];
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
        let digits = Signing::of_pairs(pairs, |signing| digits(signing, secret, |name, _| name != "sign"));
        String::from_utf8_lossy(&digits).into_owned()
    }

    /// The same signature, computed by the verifying half, which shares no code with the signing one: for comparing the
    /// two, and both with another program.
    #[must_use]
    pub fn expected_signature<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>, secret: &Secret) -> String {
        verify::expected_sign(pairs.into_iter(), secret.expose())
    }
}

impl Auth for Md5Sorted {
    fn name(&self) -> &'static str {
        "md5-sorted"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), ParameterError> {
        let json = request.operation().body() == Body::Json;
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
        let digits = digits(request, credentials.secret(), |name, origin| {
            name != "sign" && (everything || origin != Origin::Field)
        });
        request.add("sign", std::str::from_utf8(&digits).unwrap_or_default(), Origin::Signature)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        verify::verify(*self, request, credentials)
    }

    fn other_readings(&self, operation: &Operation) -> Vec<(String, Arc<dyn Auth>)> {
        if operation.body() != Body::Json || self.sends_secret {
            return Vec::new();
        }
        let other = match self.json {
            JsonSigning::Simplified => JsonSigning::WholeBody,
            JsonSigning::WholeBody => JsonSigning::Simplified,
        };
        let name = format!("Md5Sorted::default().with_json(JsonSigning::{other:?})");
        vec![(name, Arc::new(self.with_json(other)))]
    }
}

/// Writes the canonical string and gives the digits of the signature.
fn digits(request: &mut Signing<'_>, secret: &Secret, select: impl Fn(&str, Origin) -> bool) -> [u8; 32] {
    let mut usual = [SortKey::default(); USUAL_PARAMETERS];
    let mut unusual = Vec::new();
    let count = request.texts().count();
    let keys = match usual.get_mut(..count) {
        Some(keys) => keys,
        None => {
            unusual.resize(count, SortKey::default());
            &mut unusual
        }
    };
    let mut count = 0;
    let selected = request.texts().filter(|(_, name, origin)| select(name, *origin));
    for (key, (place, name, _)) in keys.iter_mut().zip(selected) {
        *key = SortKey::new(place, name);
        count += 1;
    }
    let keys = keys.get_mut(..count).unwrap_or_default();
    sort(keys, request);
    request.canonical(|string| {
        string.pairs(keys.iter().map(|key| key.place()));
        string.literal("secret=");
        string.secret();
    });
    request.digested_with("MD5, in upper-case hex");
    let digest = Md5::new().chain_update(request.signed()).chain_update(secret.expose()).finalize();
    let mut digits = [0; 32];
    // Sixteen bytes always fill thirty-two digits.
    let _ = base16ct::upper::encode(&digest, &mut digits);
    digits
}

/// So many parameters are sorted without an allocation.
const USUAL_PARAMETERS: usize = 16;

/// The first eight bytes of a parameter's name, then its place: one number, and nearly always all that the order needs.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey(u128);

impl SortKey {
    fn new(place: usize, name: &str) -> Self {
        let mut eight = [0; 8];
        eight.iter_mut().zip(name.as_bytes()).for_each(|(to, byte)| *to = *byte);
        Self(u128::from(u64::from_be_bytes(eight)) << 64 | place as u128)
    }

    fn eight(self) -> u64 {
        (self.0 >> 64) as u64
    }

    fn place(self) -> usize {
        self.0 as usize
    }

    fn is_ascii(self) -> bool {
        self.eight() & 0x8080_8080_8080_8080 == 0
    }
}

/// Sorts by name as Java does; parameters of one name keep their order.
fn sort(keys: &mut [SortKey], request: &Signing<'_>) {
    keys.sort_unstable();
    let ascii = keys.iter().all(|key| key.is_ascii());
    let distinct = keys.is_sorted_by(|one, other| one.eight() < other.eight());
    if !(ascii && distinct) {
        let places: BTreeSet<usize> = keys.iter().map(|key| key.place()).collect();
        let selected = request.texts().filter(|(place, ..)| places.contains(place));
        let mut named: Vec<(&str, usize)> = selected.map(|(place, name, _)| (name, place)).collect();
        named.sort_by(|(one, _), (other, _)| java_order(one, other));
        keys.iter_mut().zip(named).for_each(|(key, (name, place))| *key = SortKey::new(place, name));
    }
}

/// The order of `String.compareTo`: by UTF-16 code unit, which differs from Rust's order beyond U+D7FF.
fn java_order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}
