//! Schemes with arbitrary requests: the two halves, which share no code, agree, and no request passes for another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::LazyLock;

use countersign::Credentials;
use countersign::scheme::{Fresh, Request, Scheme};
use countersign_tests::schemes::Case;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_oneof, proptest};

/// The schemes without key pairs, which are slow.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let asymmetric = |case: &Case| case.receiver.secret().expose().starts_with("-----BEGIN");
    Case::all().into_iter().filter(|case| !asymmetric(case)).collect()
});

type Pairs = Vec<(String, String)>;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-z0-9 +%&=/~*._-]{0,12}", Just(String::new())]
}

/// Names that no scheme of the gallery sends.
fn pairs() -> impl Strategy<Value = Pairs> {
    vec((text().prop_map(|name| format!("_{name}")), text()), 0..6)
}

#[derive(Clone, Debug)]
enum Body {
    None,
    Form(Pairs),
    Json(Pairs),
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        Just(Body::None),
        pairs().prop_map(Body::Form),
        pairs().prop_map(|mut pairs| {
            pairs.sort();
            pairs.dedup_by(|one, other| one.0 == other.0);
            Body::Json(pairs)
        })
    ]
}

/// A request for a scheme. A scheme that signs the path after a prefix gets that prefix.
fn request(case: &Case, query: &Pairs, body: &Body) -> Request {
    let path = case.signed.request.target();
    let path = path.split('?').next().unwrap_or("/");
    let authority = case.signed.request.to_http().unwrap().uri().authority().unwrap().to_string();
    let request = Request::new("POST", &format!("https://{authority}{path}")).unwrap();
    let request = request.header("date", "Tue, 20 Apr 2021 02:07:55 GMT").unwrap();
    let request = query.iter().fold(request, |request, (name, value)| request.query(name, value));
    match body {
        Body::None => request.header("content-type", "text/plain").unwrap(),
        Body::Form(pairs) => request.form(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))),
        Body::Json(pairs) => {
            let members = pairs.iter().map(|(name, value)| (name.clone(), value.clone().into()));
            request.json(serde_json::Value::Object(members.collect()).to_string())
        }
    }
}

fn verify(scheme: &Scheme, request: &Request, credentials: &Credentials, case: &Case) -> bool {
    scheme.verify(request, |_| [credentials.clone()], case.time()).is_ok()
}

proptest! {
    #[test]
    fn what_one_half_signs_the_other_verifies(query in pairs(), body in body()) {
        for case in CASES.iter() {
            let fresh = Fresh::at(case.time());
            // A scheme that adds a field to a form does not sign JSON.
            let Ok(signed) = case.scheme.sign(request(case, &query, &body), &case.sender, &fresh) else { continue };
            let arrived = case.received(&signed.request.to_http().unwrap());
            let refused = case.verify(&arrived).err();
            prop_assert!(refused.is_none(), "{}: {}\n{}", case.vendor(), refused.unwrap(), signed.trace);
        }
    }

    #[test]
    fn a_value_that_is_changed_is_refused(query in pairs(), more in pairs(), body in body()) {
        for case in CASES.iter().filter(|case| !case.scheme.uncovered().contains(&"query")) {
            let fresh = Fresh::at(case.time()).with_nonce("nonce");
            let sign = |query: &Pairs| case.scheme.sign(request(case, query, &body), &case.sender, &fresh);
            let (Ok(one), Ok(other)) = (sign(&query), sign(&more)) else { continue };
            // The parameters of one request with the signature of the other.
            let (sent, target) = (one.request.to_http().unwrap(), other.request.target());
            let mut mixed = sent.clone();
            let authority = sent.uri().authority().unwrap();
            let target = target.replace(&escaped(&other.signature), &escaped(&one.signature));
            *mixed.uri_mut() = format!("https://{authority}{target}").parse().unwrap();
            let is_accepted = verify(&case.scheme, &case.received(&mixed), &case.receiver, case);
            // If parts run into each other, two requests can have the same string.
            let same = one.trace.signed() == other.trace.signed();
            prop_assert!(!is_accepted || same, "{}: {query:?} and {more:?}", case.vendor());
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}
