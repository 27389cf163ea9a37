//! Schemes: what a receiver refuses if a request is changed on its way.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use bytes::Bytes;
use countersign_tests::schemes::Case;
use http::header::{CONTENT_LENGTH, HeaderName, HeaderValue};

/// Cases whose bodies can be changed on the wire.
fn wired() -> impl Iterator<Item = (Case, http::Request<Bytes>)> {
    let cases = Case::all().into_iter().filter(|case| case.signed.request.body_fields().next().is_none());
    cases.map(|case| {
        let http = case.signed.request.to_http().unwrap();
        (case, http)
    })
}

fn with_target(http: &http::Request<Bytes>, target: &str) -> Option<http::Request<Bytes>> {
    let mut changed = http.clone();
    let authority = http.uri().authority()?;
    *changed.uri_mut() = format!("https://{authority}{target}").parse().ok()?;
    Some(changed)
}

/// Whether the scheme covers the query, the body, the path or the method of this vendor's requests.
fn covers(case: &Case, part: &str) -> bool {
    !case.scheme.uncovered().contains(&part)
}

fn refused(case: &Case, http: &http::Request<Bytes>, what: &str) {
    let request = case.received(http);
    assert!(case.verify(&request).is_err(), "{}: {what} was accepted", case.vendor());
}

#[test]
fn every_byte_of_a_query_is_covered_or_changes_nothing() {
    for (case, http) in wired().filter(|(case, _)| covers(case, "query")) {
        let Some(query) = http.uri().query() else { continue };
        for at in 0..query.len() {
            let byte = query.as_bytes()[at];
            let other = if byte == b'x' { 'y' } else { 'x' };
            let changed = format!("{}{other}{}", &query[..at], &query[at + 1..]);
            let Some(http) = with_target(&http, &format!("{}?{changed}", http.uri().path())) else { continue };
            refused(&case, &http, &format!("the query {changed}"));
        }
    }
}

#[test]
fn a_parameter_that_is_added_removed_or_repeated_is_refused() {
    for (case, http) in wired().filter(|(case, _)| covers(case, "query")) {
        let path = http.uri().path();
        let query = http.uri().query().unwrap_or_default();
        let joined = |more: &str| if query.is_empty() { more.to_owned() } else { format!("{query}&{more}") };
        let mut changes = vec![joined("extra=1")];
        let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        for index in 0..pairs.len() {
            let mut fewer = pairs.clone();
            changes.push(joined(fewer.remove(index)));
            changes.push(fewer.join("&"));
        }
        for changed in changes {
            refused(&case, &with_target(&http, &format!("{path}?{changed}")).unwrap(), &format!("the query {changed}"));
        }
    }
}

#[test]
fn another_path_or_method_is_refused_where_it_is_covered() {
    for (case, http) in wired() {
        if covers(&case, "path") {
            let query = http.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            let path = http.uri().path();
            for other in [format!("{path}x"), format!("/x{path}"), format!("/{path}"), path.replacen('/', "/.", 1)] {
                refused(&case, &with_target(&http, &format!("{other}{query}")).unwrap(), &format!("the path {other}"));
            }
        }
        if covers(&case, "method") {
            let mut other = http.clone();
            *other.method_mut() = http::Method::DELETE;
            refused(&case, &other, "another method");
        }
    }
}

#[test]
fn every_byte_of_a_body_is_covered() {
    for (case, http) in wired().filter(|(case, _)| covers(case, "body")) {
        for at in 0..http.body().len() {
            let mut changed = http.clone();
            let mut body = http.body().to_vec();
            body[at] = if body[at] == b'x' { b'y' } else { b'x' };
            *changed.body_mut() = body.into();
            refused(&case, &changed, &format!("the body changed at {at}"));
        }
        let mut longer = http.clone();
        *longer.body_mut() = [http.body(), &b"&x=1"[..]].concat().into();
        refused(&case, &longer, "a longer body");
    }
}

#[test]
fn every_header_that_a_scheme_sends_is_covered_or_proves_nothing() {
    for (case, http) in wired() {
        for (name, value) in http.headers() {
            let is_sent = case.scheme.sends().any(|(_, sent)| sent.eq_ignore_ascii_case(name.as_str()));
            if !is_sent || case.scheme.uncovered().contains(&name.as_str()) {
                continue;
            }
            let mut changed = http.clone();
            let text = value.to_str().unwrap();
            for at in 0..text.len() {
                let other = if &text[at..=at] == "x" { "y" } else { "x" };
                let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                changed.headers_mut().insert(name, HeaderValue::from_str(&text).unwrap());
                refused(&case, &changed, &format!("the header {name}: {text}"));
            }
            changed.headers_mut().insert(name, value.clone());
            changed.headers_mut().append(name, value.clone());
            refused(&case, &changed, &format!("the header {name} twice"));
            changed.headers_mut().remove(name);
            refused(&case, &changed, &format!("no header {name}"));
        }
    }
}

#[test]
fn a_byte_cannot_move_between_parts_without_a_warning() {
    for (case, http) in wired().filter(|(case, _)| case.scheme.warnings().is_empty() && covers(case, "body")) {
        let Some(query) = http.uri().query().filter(|_| covers(&case, "query")) else { continue };
        let (kept, last) = query.split_at(query.len() - 1);
        let mut moved = with_target(&http, &format!("{}?{kept}", http.uri().path())).unwrap();
        *moved.body_mut() = [last.as_bytes(), http.body()].concat().into();
        refused(&case, &moved, "a byte moved from the query into the body");
    }
}

#[test]
fn a_body_of_another_length_than_its_header_says_is_refused() {
    for (case, http) in wired().filter(|(_, http)| !http.body().is_empty()) {
        let mut changed = http.clone();
        let length = http.body().len() + 1;
        changed.headers_mut().insert(CONTENT_LENGTH, length.into());
        refused(&case, &changed, "a wrong length");
        changed.headers_mut().insert(CONTENT_LENGTH, http.body().len().into());
        case.verify(&case.received(&changed)).unwrap();
    }
}

#[test]
fn an_unsigned_header_is_refused() {
    let case = Case::named("AWS SigV4 (get-vanilla)");
    let mut http = case.signed.request.to_http().unwrap();
    http.headers_mut().insert(HeaderName::from_static("content-type"), HeaderValue::from_static("text/plain"));
    refused(&case, &http, "an unsigned content type");
}

#[test]
fn members_of_json_that_are_there_twice_are_refused() {
    use countersign::Credentials;
    use countersign::scheme::*;
    let scheme = Scheme::new(json_members().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
        .header("x-signature", signature())
        .build()
        .unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let request = Request::new("POST", "https://vendor.example/").unwrap().json(r#"{"a":1,"b":"x"}"#);
    let signed = scheme.sign(request, &credentials, &Fresh::now()).unwrap();
    let now = std::time::SystemTime::now();
    let verify = |request: &Request| scheme.verify(request, |_| [credentials.clone()], now).map(drop);
    verify(&signed.request).unwrap();
    // Order, blanks and escapes are not covered.
    verify(&signed.request.clone().json(" {\"b\": \"\\u0078\",\n\"a\":1 } ")).unwrap();
    // A `null` can clear what the other side stores, so it differs from absence.
    verify(&signed.request.clone().json("{\"a\":1,\"b\":\"x\",\"c\":null}")).unwrap_err();
    for changed in
        [r#"{"a":1,"b":"x","a":1}"#, r#"{"a":2,"b":"x"}"#, r#"{"a":1,"b":"x","c":""}"#, r#"{"a":1"#, "[1]", ""]
    {
        assert!(verify(&signed.request.clone().json(changed)).is_err(), "{changed} was accepted");
    }
}
