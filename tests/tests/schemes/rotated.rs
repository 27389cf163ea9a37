//! Schemes whose senders sign with several keys while one is being replaced, in a header for each. The signatures were
//! computed with another program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::SystemTime;

use countersign::Credentials;
use countersign::scheme::*;

const MESSAGE: &str = r#"{"a":1}"#;

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn key(secret: &str) -> Credentials {
    Credentials::of_secret(secret).unwrap()
}

fn arrived(headers: &[(&str, &str)], body: &str) -> Request {
    let request = Request::new("POST", "https://books.example/hook").unwrap().json(body);
    headers.iter().fold(request, |request, (name, value)| request.header(name, value).unwrap())
}

fn verify(scheme: &Scheme, request: &Request, keys: &[&str]) -> Result<(), RefusedKind> {
    let keys: Vec<_> = keys.iter().map(|secret| key(secret)).collect();
    scheme.verify(request, |_| keys, SystemTime::now()).map(drop).map_err(|refused| refused.kind())
}

const BY_SESAME: &str = "jmAzpQL4xoPY2anLWsQtAPpaTpq4PLTOQD66nhGwvCQ=";
const BY_ROTATED: &str = "JfHolIl/TwqL/8qZA41xFAbq/8PEaqpkZNEifWg+5a4=";

/// <https://developers.docusign.com/platform/webhooks/connect/hmac/>
#[test]
fn docusign_signs_with_each_key_in_a_header_of_its_own() {
    const NAMES: [&str; 3] = ["x-docusign-signature-1", "x-docusign-signature-2", "x-docusign-signature-3"];
    let scheme = built(Scheme::new(body().hmac_sha256(secret()).base64()).any_of_headers(NAMES, signature()));
    let signed = scheme.sign(arrived(&[], MESSAGE), &key("sesame"), &Fresh::now()).unwrap();
    assert_eq!(signed.signature, BY_SESAME);
    assert_eq!(signed.request.headers()[NAMES[0]], BY_SESAME);
    assert!(!signed.request.headers().contains_key(NAMES[1]));
    assert_eq!(verify(&scheme, &signed.request, &["sesame"]), Ok(()));
    let [first, second, third] = NAMES;
    for (headers, keys, expected) in [
        (&[(first, BY_SESAME), (second, BY_ROTATED)][..], &["rotated"][..], Ok(())),
        (&[(first, BY_SESAME), (second, BY_ROTATED)], &["sesame"], Ok(())),
        (&[(first, BY_SESAME), (second, BY_ROTATED)], &["other", "rotated"], Ok(())),
        (&[(third, BY_ROTATED)], &["rotated"], Ok(())),
        (&[("X-DocuSign-Signature-2", BY_ROTATED)], &["rotated"], Ok(())),
        (&[(first, BY_SESAME), (second, BY_ROTATED)], &["other"], Err(RefusedKind::Signature)),
        (&[(first, BY_ROTATED), (second, "")], &["sesame"], Err(RefusedKind::Signature)),
        (&[("x-docusign-signature-4", BY_SESAME)], &["sesame"], Err(RefusedKind::Missing)),
        (&[], &["sesame"], Err(RefusedKind::Missing)),
        (&[(second, BY_SESAME), (second, BY_SESAME)], &["sesame"], Err(RefusedKind::Malformed)),
    ] {
        assert_eq!(verify(&scheme, &arrived(headers, MESSAGE), keys), expected, "{headers:?} {keys:?}");
        assert!(verify(&scheme, &arrived(headers, r#"{"a":2}"#), keys).is_err());
    }
    assert_eq!(
        scheme.to_string(),
        r#"Scheme::new(body().hmac_sha256(secret()).base64()).any_of_headers(["x-docusign-signature-1", "x-docusign-signature-2", "x-docusign-signature-3"], signature()).build()"#
    );
}

/// <https://developer.box.com/guides/webhooks/v2/signatures-v2/>
#[test]
fn box_signs_with_a_primary_and_a_secondary_key() {
    let text = body() + header("box-delivery-timestamp");
    let scheme = built(
        Scheme::new(text.hmac_sha256(secret()).base64())
            .any_of_headers(["box-signature-primary", "box-signature-secondary"], signature())
            .accept(WarningKind::RunTogether),
    );
    let time = ("box-delivery-timestamp", "2020-01-01T00:00:00-07:00");
    let signed = scheme.sign(arrived(&[time], MESSAGE), &key("sesame"), &Fresh::now()).unwrap();
    assert_eq!(signed.signature, "vGaRVIPCiVdPwHZPrnvof4RMzcU+llsLwLLu7QWuWA4=");
    let own = &signed.signature;
    for name in ["box-signature-primary", "box-signature-secondary"] {
        assert_eq!(verify(&scheme, &arrived(&[time, (name, own)], MESSAGE), &["sesame"]), Ok(()));
        let later = ("box-delivery-timestamp", "2020-01-01T00:00:01-07:00");
        let refused = verify(&scheme, &arrived(&[later, (name, own)], MESSAGE), &["sesame"]);
        assert_eq!(refused, Err(RefusedKind::Signature));
    }
}

#[test]
fn a_header_that_may_carry_the_signature_is_in_no_text() {
    let text = headers_starting("x-").pairs(":", "\n");
    let scheme = built(
        Scheme::new(text.hmac_sha256(secret()).hex()).any_of_headers(["x-sign-a", "x-sign-b"], "v1=" + signature()),
    );
    let signed = scheme.sign(arrived(&[("x-shop", "7")], ""), &key("sesame"), &Fresh::now()).unwrap();
    assert_eq!(signed.trace.signed(), b"x-shop:7");
    let own = format!("v1={}", signed.signature);
    for (headers, expected) in [
        (&[("x-shop", "7"), ("x-sign-b", &*own)][..], Ok(())),
        (&[("x-shop", "7"), ("x-sign-a", "v2=00"), ("x-sign-b", &*own)], Ok(())),
        (&[("x-shop", "8"), ("x-sign-b", &*own)], Err(RefusedKind::Signature)),
        (&[("x-shop", "7"), ("x-sign-b", "v2=00")], Err(RefusedKind::Malformed)),
    ] {
        assert_eq!(verify(&scheme, &arrived(headers, ""), &["sesame"]), expected, "{headers:?}");
    }
}

#[test]
fn headers_that_cannot_carry_the_signature_are_refused() {
    let problems = |scheme: SchemeBuilder| {
        let problems = scheme.build().unwrap_err();
        problems.problems().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let scheme = || Scheme::new(path().hmac_sha256(secret()).hex());
    let twice = r#"`header("x-a", …)`: it is sent twice: remove one of them"#;
    assert_eq!(problems(scheme().any_of_headers(["x-a", "X-A"], signature())), [twice]);
    let later = r#"`header("x-b", …)`: it is sent twice: remove one of them"#;
    assert_eq!(problems(scheme().header("x-a", "1").any_of_headers(["x-b", "x-a"], signature())), [later]);
    assert_eq!(problems(scheme().any_of_headers(["x-b", "x-a"], signature()).header("x-a", "1")), [twice]);
    let only = r#"`header("x-k", …)`: only the signature can arrive in one of several headers"#;
    assert_eq!(problems(scheme().any_of_headers(["x-k", "x-l"], key_id()).header("x-a", signature())), [only]);
    let name = problems(scheme().any_of_headers(["x-a", "x a"], signature()));
    assert_eq!(name, [r#"`header("x a", …)`: `x a` is not a header name"#]);
    let none = problems(scheme().any_of_headers([""; 0], signature()));
    assert_eq!(none, [r#"`header("", …)`: `` is not a header name"#]);
}

#[test]
fn each_secret_signs_with_its_own_key_whichever_signed_before() {
    let derived_key = derived(Hash::Sha256, "k" + secret(), (path(), "end"));
    for text in [body().hmac_sha256(secret()), body().hmac_sha256("k" + secret()), body().hmac_sha256(derived_key)] {
        let scheme = built(Scheme::new(text.hex()).header("x-signature", signature()));
        let sign = |secret: &str| scheme.sign(arrived(&[], MESSAGE), &key(secret), &Fresh::now()).unwrap();
        let mut signatures = Vec::new();
        for own in ["sesame", "rotated", "sesame", "other", "rotated"] {
            let signed = sign(own);
            assert_eq!(verify(&scheme, &signed.request, &[own]), Ok(()), "{text} {own}");
            signatures.push(signed.signature);
        }
        assert!(signatures[0] == signatures[2] && signatures[1] == signatures[4], "{text}");
    }
}
