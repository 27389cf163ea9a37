//! The signing rule of the gateway, as expressions: sorted pairs, the secret last, MD5 in upper-case hex.

use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use countersign::auth::{AddsParameters, AuthError, Description, Refusal, Signing};
use countersign::operation::{Body, Operation};
use countersign::param::Received;
use countersign::scheme::{
    Fresh, Order, Pairs, Request, Scheme, SchemeBuilder, SchemeError, TimeFormat, key_id, parameters, secret,
    signature, time,
};
use countersign::{Auth, Credentials, Secret};

/// Signs by the rule: drop `sign` and all absent parameters, sort by name as Java sorts strings, join as
/// `name=value&…secret=SECRET` over the raw values in UTF-8, and take the MD5 digest in upper-case hex.
///
/// An empty string that is sent is signed as `name=&`. `appKey` is signed like any parameter. A JSON body also contains
/// `requestTime` (milliseconds, as a string); [`JsonSigning`] decides which of its members are signed.
///
/// The rule is ambiguous: values are separated only by `&` and `=`, so `a=1&b=2` yields the same signature as two
/// parameters or as one with the value `1&b=2`. Only values or names that contain these characters can be confused.
///
/// ```
/// use countersign::Secret;
/// use dajisaas::{JsonSigning, Md5Sorted};
///
/// let (pairs, secret) = ([("title", "Faust"), ("appKey", "reader")], Secret::new("sesame"));
/// let sign = Md5Sorted::signature(pairs, &secret);
/// assert!(Md5Sorted::accepts(pairs, &secret, &sign));
///
/// let rule = Md5Sorted::default();
/// assert!(rule.scheme(false)?.to_string().contains(".md5().upper_hex()"));
/// assert_ne!(rule.scheme(true)?, rule.with_json(JsonSigning::WholeBody).scheme(true)?);
/// // Only to find out why a signature is refused:
/// assert!(rule.debug_by_sending_the_secret().scheme(false)?.to_string().contains("appSecret"));
/// # Ok::<(), countersign::scheme::SchemeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Md5Sorted {
    json: JsonSigning,
    sends_secret: bool,
}

/// Which members of a JSON body are signed. The vendor does not publish it; both variants are readings of its pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonSigning {
    /// Only `appKey` and `requestTime` (inferred: they are the fields of the vendor's request base class).
    #[default]
    Simplified,
    /// Every member at the top level, with nested values as exactly the JSON that is sent (observed in another client;
    /// whether the vendor accepts it is unknown).
    WholeBody,
}

/// The rule in words.
const DOCS: &str = "\
Drop `sign` and every parameter that is absent (an empty text that is sent is there), sort the others by name in the order of \
UTF-16 code units, write `name=value&` of each with its raw value (not encoded for a URL, UTF-8), append `secret=` and the \
application's secret, take the MD5 digest, write it in upper-case hexadecimal digits.\n\nIn the query and in forms every \
parameter is signed. Of a JSON body `appKey` and `requestTime` are signed (inferred: which members are is not published). In \
requests with a body, the parameters of the signature are members of the body.";

type Built = Result<Scheme, SchemeError>;

/// The schemes of requests without a JSON body, and with one in both readings.
static SIGNED: LazyLock<[Built; 3]> = LazyLock::new(|| {
    let scheme = |scheme: SchemeBuilder| scheme.parameter("sign", signature()).build();
    // The vendor does not publish the maximum age of a request.
    let timed = |pairs| {
        let scheme =
            signed(&pairs).parameter("appKey", key_id()).parameter("requestTime", time(TimeFormat::UnixMillis));
        scheme.max_age(Duration::from_secs(u64::MAX))
    };
    [
        scheme(signed(&parameters()).parameter("appKey", key_id())),
        scheme(timed(parameters().only(["appKey", "requestTime"]))),
        scheme(timed(parameters())),
    ]
});

/// The vendor's debugging mode, which sends the secret: without a JSON body, and with one.
static DEBUGGING: LazyLock<[Built; 2]> = LazyLock::new(|| {
    let plain = || Scheme::unsigned().parameter("appKey", key_id());
    let timed = plain().parameter("requestTime", time(TimeFormat::UnixMillis)).max_age(Duration::from_secs(u64::MAX));
    [plain().parameter("appSecret", secret()).build(), timed.parameter("appSecret", secret()).build()]
});

/// The rule for these pairs.
fn signed(pairs: &Pairs) -> SchemeBuilder {
    let string = pairs.sorted_by(Order::Utf16).plus("secret", secret()).pairs("=", "&");
    Scheme::new(string.md5().upper_hex())
}

impl Md5Sorted {
    /// Returns the rule with another reading of how JSON bodies are signed.
    #[must_use]
    pub const fn with_json(self, json: JsonSigning) -> Self {
        Self { json, ..self }
    }

    /// Switches to the vendor's debugging mode: sends `appSecret` itself **instead of** a signature. Anyone who sees such a
    /// request learns the secret, so never use it in production.
    #[must_use]
    pub const fn debug_by_sending_the_secret(self) -> Self {
        Self { sends_secret: true, ..self }
    }

    /// Returns the rule of requests without a JSON body, or with one, as an expression.
    ///
    /// # Errors
    /// The expression is not sound. The tests rule this out.
    pub fn scheme(self, json_body: bool) -> Result<&'static Scheme, SchemeError> {
        let ([plain, simplified, whole_body], [debugging, json_debugging]) = (&*SIGNED, &*DEBUGGING);
        let scheme = match (self.sends_secret, json_body, self.json) {
            (false, false, _) => plain,
            (false, true, JsonSigning::Simplified) => simplified,
            (false, true, JsonSigning::WholeBody) => whole_body,
            (true, false, _) => debugging,
            (true, true, _) => json_debugging,
        };
        scheme.as_ref().map_err(Clone::clone)
    }

    /// Returns the signature of arbitrary pairs, to check vectors and foreign requests. A pair named `sign` is dropped.
    /// Empty if the secret is empty.
    #[must_use]
    pub fn signature<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>, secret: &Secret) -> String {
        let signed = || {
            let scheme = signed(&parameters()).header("x-sign", signature()).build().ok()?;
            let credentials = Credentials::of_secret(secret.expose()).ok()?;
            Some(scheme.sign(request_of(pairs)?, &credentials, &Fresh::now()).ok()?.signature)
        };
        signed().unwrap_or_default()
    }

    /// Returns whether the verifier accepts this signature of the pairs. It shares no code with the signer, so the two
    /// can be compared with each other and with other programs.
    #[must_use]
    pub fn accepts<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>, secret: &Secret, sign: &str) -> bool {
        let accepted = || {
            let scheme = signed(&parameters()).header("x-sign", signature()).build().ok()?;
            let credentials = Credentials::of_secret(secret.expose()).ok()?;
            let request = request_of(pairs)?.header("x-sign", sign).ok()?;
            scheme.verify(&request, |_| [credentials], SystemTime::now()).ok()
        };
        accepted().is_some()
    }
}

/// A request with these pairs in its query.
fn request_of<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Option<Request> {
    let request = Request::new("GET", "https://openapi.dajisaas.com/").ok()?;
    let signed = pairs.into_iter().filter(|(name, _)| *name != "sign");
    Some(signed.fold(request, |request, (name, value)| request.query(name, value)))
}

impl Auth for Md5Sorted {
    fn name(&self) -> &'static str {
        "md5-sorted"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let scheme = self.scheme(request.operation().body() == Body::Json)?;
        Auth::sign(scheme, request, credentials)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        let (signature, secret) = (request.text("sign"), request.text("appSecret")?.is_some());
        // A repeated name is refused below, by name.
        let is_signed = signature.map_or(true, |signature| signature.is_some());
        if is_signed && secret {
            return Err(Refusal::new("`sign` and `appSecret` must not be sent together"));
        }
        // In the debugging mode, signed requests are also accepted.
        let rule = Self { sends_secret: self.sends_secret && !is_signed, ..*self };
        let scheme = rule.scheme(request.operation().body() == Body::Json);
        let scheme = scheme.map_err(|error| Refusal::new(error.to_string()))?;
        Auth::verify(scheme, request, credentials)
    }

    fn describe(&self, operation: &Operation) -> Description {
        let mut description = Description::default();
        match self.scheme(operation.body() == Body::Json) {
            Ok(scheme) => description = scheme.describe(operation),
            Err(error) => description.problem = Some(error.to_string()),
        }
        if !self.sends_secret {
            description.docs = DOCS.to_owned();
        }
        description
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

impl AddsParameters for Md5Sorted {
    const NAMES: &'static [&'static str] = &["appKey", "requestTime", "sign", "appSecret"];
}
