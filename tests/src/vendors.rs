//! What the tests of vendors' schemes share: a request is signed, transferred, verified, and refused when it is altered.

use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use countersign::Credentials;
use countersign::scheme::{Fresh, Request, SchemeBuilder};

/// Signs a request at a given time and with a given nonce, verifies it after it was transferred, and returns the
/// signature.
///
/// `covered` lists, separated by spaces, what the signature must cover: `method`, `path`, `query`, `body` or headers. Altering
/// any of them must make the receiver refuse the request, and so must another secret.
///
/// # Panics
/// The scheme cannot be built, or the request is not treated as described.
#[must_use]
pub fn signed(
    scheme: SchemeBuilder,
    request: Request,
    credentials: &Credentials,
    fresh: (u64, &str),
    covered: &str,
) -> String {
    signed_with(scheme, request, [credentials, credentials], fresh, covered)
}

/// Does the same, with the credentials of the signer and those of the receiver.
///
/// # Panics
/// The same as [`signed`].
#[must_use]
pub fn signed_with(
    scheme: SchemeBuilder,
    request: Request,
    [signer, receiver]: [&Credentials; 2],
    (seconds, nonce): (u64, &str),
    covered: &str,
) -> String {
    let scheme = scheme.build().unwrap_or_else(|error| panic!("{error}"));
    let at = UNIX_EPOCH + Duration::from_secs(seconds);
    let fresh = if nonce.is_empty() { Fresh::at(at) } else { Fresh::at(at).with_nonce(nonce) };
    let signed = scheme.sign(request, signer, &fresh).unwrap_or_else(|error| panic!("{error}"));
    let http = signed.request.to_http().unwrap();
    let origin = format!("{}://{}", http.uri().scheme_str().unwrap(), http.uri().authority().unwrap());
    let verify = |http: &http::Request<Bytes>, receiver: &Credentials| {
        let arrived = Request::received(http, &origin).map_err(|error| error.to_string())?;
        scheme.verify(&arrived, |_| [receiver.clone()], at).map(drop).map_err(|refused| refused.to_string())
    };
    assert_eq!(verify(&http, receiver), Ok(()), "{}", signed.trace);
    let other = match receiver.key_id() {
        "" => Credentials::of_secret("another secret"),
        key_id => Credentials::new(key_id, "another secret"),
    };
    assert!(verify(&http, &other.unwrap()).is_err(), "{}", signed.trace);
    for part in covered.split_whitespace() {
        assert!(verify(&altered(&http, part), receiver).is_err(), "{part} is not covered\n{}", signed.trace);
    }
    signed.signature
}

/// The same request, with another value in one part.
fn altered(request: &http::Request<Bytes>, part: &str) -> http::Request<Bytes> {
    let (mut head, mut body) = request.clone().into_parts();
    match (part, head.uri.path_and_query().map_or("", |target| target.as_str())) {
        ("method", _) => head.method = http::Method::PATCH,
        ("path", target) => head.uri = format!("/altered{target}").parse().unwrap(),
        ("query", target) if target.contains('?') => head.uri = format!("{target}&altered=1").parse().unwrap(),
        ("query", target) => head.uri = format!("{target}?altered=1").parse().unwrap(),
        ("body", _) => body = [&body, &b" "[..]].concat().into(),
        (name, _) => {
            let value = head.headers.get_mut(name).unwrap_or_else(|| panic!("no header `{name}`"));
            *value = format!("{}1", value.to_str().unwrap()).parse().unwrap();
        }
    }
    http::Request::from_parts(head, body)
}
