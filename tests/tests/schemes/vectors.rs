//! Schemes: every vector, in both directions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::Duration;

use countersign::Credentials;
use countersign::scheme::RefusedKind;
use countersign_tests::schemes::Case;

#[test]
fn every_vector_is_signed_as_its_vendor_does() {
    let cases = Case::all();
    assert_eq!(cases.len(), 50);
    for case in cases {
        let sent = case.signed.trace.sent().any(|(_, _, value)| value == Some(case.signature().as_bytes()));
        assert!(sent || case.signed.signature == case.signature(), "{}\n{}", case.vendor(), case.signed.trace);
    }
}

#[test]
fn every_vector_verifies_after_it_travelled() {
    for case in Case::all() {
        case.verify(&case.arrived()).unwrap_or_else(|refused| panic!("{}: {refused}", case.vendor()));
    }
}

#[test]
fn the_canonical_string_of_a_vector_is_in_the_trace() {
    // Kraken digests the canonical string twice; ECPay writes the secret in lower case.
    for case in Case::all().into_iter().filter(|case| !["Kraken", "ECPay"].contains(&case.vendor())) {
        let mut expected = case.text("canonical").replace(case.text("secret"), "");
        // Signed tokens that are sent also stay out of the trace.
        for (_, name, _) in case.signed.trace.sent().filter(|(_, _, value)| value.is_none()) {
            let Some(token) = case.sender.named(&name).map(countersign::Secret::expose) else { continue };
            expected = expected.replace(&format!("{name}{token}"), &name).replace(&format!("1{token}1"), "11");
            // Nothing else is equal to a long one.
            expected = if token.len() < 16 { expected } else { expected.replace(token, "") };
        }
        let strings: Vec<_> =
            case.signed.trace.strings().map(|string| String::from_utf8_lossy(string.bytes()).into_owned()).collect();
        assert!(strings.contains(&expected), "{}\nexpected {expected}\nfound {strings:#?}", case.vendor());
    }
}

#[test]
fn another_secret_verifies_nothing() {
    for case in Case::all() {
        let other = match (case.vendor(), case.receiver.secret().expose()) {
            ("Binance spot (Ed25519)", _) => "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=".to_owned(),
            ("Alipay RSA2" | "WeChat Pay v3 notification", _) => {
                include_str!("../../vectors/keys/wechat-pay-v3.pem").to_owned()
            }
            (_, pem) if pem.starts_with("-----BEGIN") => include_str!("../../vectors/keys/alipay.pem").to_owned(),
            (_, secret) => format!("{}BBBB", secret.trim_end_matches('=')),
        };
        let other = match case.receiver.key_id() {
            "" => Credentials::of_secret(other),
            key => Credentials::new(key, other),
        };
        let refused = case.scheme.verify(&case.arrived(), |_| other.ok(), case.time()).unwrap_err();
        // Of some, the longer secret is not Base64 any more.
        let kinds = [RefusedKind::Signature, RefusedKind::UnknownKey, RefusedKind::Receiver];
        assert!(kinds.contains(&refused.kind()), "{}: {refused}", case.vendor());
    }
}

#[test]
fn a_private_key_is_refused_where_the_public_one_belongs() {
    for vendor in ["WeChat Pay v3 (GET)", "Alipay RSA2"] {
        let case = Case::named(vendor);
        let private = case.sender.clone();
        let refused = case.scheme.verify(&case.arrived(), |_| [private], case.time()).unwrap_err();
        assert_eq!(refused.kind(), RefusedKind::Receiver);
        assert!(refused.to_string().contains("private key"), "{refused}");
    }
}

#[test]
fn a_time_too_far_away_is_refused() {
    for case in Case::all() {
        // A request with an expiry is accepted until then.
        let names_its_end =
            ["Tencent Cloud COS", "Amazon S3 link (SigV4)", "Atlassian Connect"].contains(&case.vendor());
        if names_its_end || case.scheme.read(&case.arrived()).unwrap().time().is_none() {
            continue;
        }
        for ages in [Duration::from_secs(301), Duration::from_secs(86_400)] {
            for now in [case.time() + ages, case.time() - ages] {
                let refused = case.verify_at(&case.arrived(), now).unwrap_err();
                assert_eq!(refused.kind(), RefusedKind::Age, "{}: {refused}", case.vendor());
            }
        }
        let soon = case.time() + Duration::from_secs(299);
        case.verify_at(&case.arrived(), soon).unwrap_or_else(|refused| panic!("{}: {refused}", case.vendor()));
    }
}

#[test]
fn a_request_that_names_its_end_is_accepted_until_then() {
    let case = Case::named("Tencent Cloud COS");
    let at = |seconds| case.verify_at(&case.arrived(), case.time() + Duration::from_secs(seconds));
    at(7_199).unwrap();
    assert_eq!(at(7_200).unwrap_err().kind(), RefusedKind::Age);
}
