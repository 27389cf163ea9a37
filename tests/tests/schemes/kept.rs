//! Schemes: what a signature does not cover is listed, for arbitrary texts: whatever is not listed is refused if it is
//! changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_assert, prop_oneof, proptest};

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn credentials() -> Credentials {
    Credentials::new("reader", "sesame").unwrap()
}

fn signed(text: &Text) -> Scheme {
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
    scheme.build().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The parts of a request, in pieces that a change replaces.
#[derive(Clone, Copy)]
struct Parts {
    method: &'static str,
    path: &'static str,
    query: &'static str,
    body: &'static str,
    content_type: &'static str,
}

impl Parts {
    fn request(self, signature: Option<&str>) -> Request {
        let url =
            format!("https://books.example{}{}{}", self.path, if self.query.is_empty() { "" } else { "?" }, self.query);
        let http = http::Request::builder().method(self.method).uri(url);
        let http = if self.content_type.is_empty() { http } else { http.header("content-type", self.content_type) };
        let http = signature.into_iter().fold(http, |http, signature| http.header("x-signature", signature));
        Request::received(&http.body(self.body).unwrap(), "https://books.example").unwrap()
    }
}

const JSON: Parts = Parts {
    method: "POST",
    path: "/V1/a%20b",
    query: "amount=1&B=two",
    body: r#"{"price":"10","Kind":"book","tags":["x"]}"#,
    content_type: "application/json",
};

const FORM: Parts =
    Parts { body: "price=10&Kind=book", content_type: "application/x-www-form-urlencoded", method: "PUT", ..JSON };

const NOTHING: Parts = Parts { method: "GET", path: "/v2", query: "", body: "", content_type: "" };

/// Requests, changes of them, and the words of which one must be listed if the change is accepted.
const CHANGES: &[(Parts, Parts, &[&str])] = &[
    (JSON, Parts { method: "PATCH", ..JSON }, &["method"]),
    (NOTHING, Parts { method: "DELETE", ..NOTHING }, &["method"]),
    (JSON, Parts { path: "/V1/a%20bc", ..JSON }, &["path", "end of the path"]),
    (JSON, Parts { path: "/V1/a%20b/", ..JSON }, &["path", "end of the path"]),
    (JSON, Parts { path: "/V1/c%20b", ..JSON }, &["path"]),
    (JSON, Parts { path: "/v1/a%20b", ..JSON }, &["path", "letter case of the path"]),
    (JSON, Parts { path: "/V1/%61%20b", ..JSON }, &["path", "escapes of the path"]),
    (JSON, Parts { query: "amount=1000&B=two", ..JSON }, &["query", "values of the query"]),
    (JSON, Parts { query: "amount=1&B=Two", ..JSON }, &["query", "values of the query", "letter case of the query"]),
    (JSON, Parts { query: "amounts=1&B=two", ..JSON }, &["query", "names of the query"]),
    (JSON, Parts { query: "amount=1&b=two", ..JSON }, &["query", "names of the query", "letter case of the query"]),
    (JSON, Parts { query: "amount=1&B=two&c=", ..JSON }, &["query", "empty parameters of the query"]),
    (JSON, Parts { query: "amount=1&B=two&c=3", ..JSON }, &["query"]),
    (JSON, Parts { query: "amount=1", ..JSON }, &["query"]),
    (NOTHING, Parts { query: "c=3", ..NOTHING }, &["query"]),
    (
        JSON,
        Parts { body: r#"{"price":"99","Kind":"book","tags":["x"]}"#, ..JSON },
        &["body", "body that is not a form", "values of the body"],
    ),
    (
        JSON,
        Parts { body: r#"{"price":"10","Kind":"bOOk","tags":["x"]}"#, ..JSON },
        &["body", "body that is not a form", "values of the body", "letter case of the body"],
    ),
    (
        JSON,
        Parts { body: r#"{"prices":"10","Kind":"book","tags":["x"]}"#, ..JSON },
        &["body", "body that is not a form", "names of the body"],
    ),
    (
        JSON,
        Parts { body: r#"{"price":"10","Kind":"book","tags":["y"]}"#, ..JSON },
        &["body", "body that is not a form", "values of the body", "nested members of the body"],
    ),
    (
        JSON,
        Parts { body: r#"{"price":"10","Kind":"book","tags":["x"],"new":""}"#, ..JSON },
        &["body", "body that is not a form", "empty parameters of the body"],
    ),
    (FORM, Parts { body: "price=99&Kind=book", ..FORM }, &["body", "body that is not JSON", "values of the body"]),
    (FORM, Parts { body: "prices=10&Kind=book", ..FORM }, &["body", "body that is not JSON", "names of the body"]),
    (
        FORM,
        Parts { body: "price=10&kind=book", ..FORM },
        &["body", "body that is not JSON", "names of the body", "letter case of the body"],
    ),
    (
        FORM,
        Parts { body: "price=10&Kind=book&new=", ..FORM },
        &["body", "body that is not JSON", "empty parameters of the body"],
    ),
    (FORM, Parts { body: "", ..FORM }, &["body", "body that is not JSON"]),
    (
        NOTHING,
        Parts { body: "text", content_type: "text/plain", ..NOTHING },
        &["body", "body that is not a form", "body that is not JSON", "body that is neither a form nor JSON"],
    ),
    (JSON, Parts { content_type: "application/json; v=2", ..JSON }, &["content-type"]),
];

fn sign(scheme: &Scheme, parts: Parts) -> Option<String> {
    let signed = scheme.sign(parts.request(None), &credentials(), &Fresh::at(now())).ok()?;
    Some(signed.request.headers()["x-signature"].to_str().unwrap().to_owned())
}

/// The changes that a scheme accepts although it lists none of their words.
fn unlisted(scheme: &Scheme) -> Vec<String> {
    let listed = scheme.uncovered();
    let changes = CHANGES.iter().filter(|(sent, changed, words)| {
        let Some(signature) = sign(scheme, *sent) else { return false };
        let arrived = changed.request(Some(&signature));
        let is_accepted = scheme.verify(&arrived, |_| [credentials()], now()).is_ok();
        is_accepted && !words.iter().any(|word| listed.contains(word))
    });
    changes
        .map(|(_, changed, words)| {
            format!(
                "{} {}?{} {}: none of {words:?} in {listed:?}",
                changed.method, changed.path, changed.query, changed.body
            )
        })
        .collect()
}

#[track_caller]
fn listed(text: impl IntoText, words: &[&str]) {
    let text = text.into_text();
    let scheme = signed(&text);
    assert_eq!(unlisted(&scheme), [""; 0], "{text}");
    let found = scheme.uncovered();
    let others = ["method", "host", "path", "query", "content-type", "files"];
    let found: Vec<_> = found.into_iter().filter(|part| !others.contains(part)).collect();
    assert_eq!(found, words, "{text}");
}

#[test]
fn what_a_shape_or_a_step_leaves_out_is_listed() {
    let values = ["values of the query", "values of the body"];
    listed(parameters().sorted().names(","), &values);
    listed(parameters().sorted().values(","), &["names of the query", "names of the body"]);
    // Together, they cover both.
    listed(lines((parameters().names(","), parameters().values(","))), &[]);
    listed(lines((parameters().names(","), raw_query(), body())), &[]);
    let scalars = ["body that is not JSON", "nested members of the body"];
    listed(json_members().scalars().sorted().pairs("=", "&"), &scalars);
    let empty = ["empty parameters of the query", "empty parameters of the body"];
    listed(parameters().without_empty().sorted().pairs("=", "&"), &empty);
    let case = ["letter case of the query", "letter case of the body"];
    listed(parameters().lower_names().pairs("=", "&"), &case);
    listed(parameters().pairs("=", "&").lower(), &case);
    listed(parameters().pairs("=", "&").sha256().hex().upper(), &[]);
    listed(
        parameters().single_spaced().pairs("=", "&"),
        &["repeated spaces of the query", "repeated spaces of the body"],
    );
    listed(parameters().replaced("1", "").pairs("=", "&"), &["body"]);
    listed(parameters().percent_encoded().replaced("%7E", "~").pairs("=", "&"), &[]);
    listed(parameters().replaced(":", "\\:").pairs("=", "&"), &[]);
    // Of a single parameter, the name is known.
    let only = signed(&query_pairs().only(["at"]).values(""));
    assert!(only.uncovered().contains(&"query"));
    listed(lines((path().percent_decoded(), body())), &["escapes of the path"]);
    listed(lines((path().lower(), body())), &["letter case of the path"]);
    listed(lines((path().ending_with("/"), body())), &["end of the path"]);
    listed(lines((method().lower(), body())), &[]);
}

/// Whether a scheme covers these parts.
#[track_caller]
fn covers(text: impl IntoText, covered: &[&str]) {
    let text = text.into_text();
    let scheme = signed(&text);
    assert_eq!(unlisted(&scheme), [""; 0], "{text}");
    let uncovered = scheme.uncovered();
    let parts = ["method", "host", "path", "query", "body", "content-type"];
    assert_eq!(parts.into_iter().filter(|part| !uncovered.contains(part)).collect::<Vec<_>>(), covered, "{text}");
}

#[test]
fn a_part_of_which_some_is_cut_off_is_not_covered() {
    covers(body().first(3), &[]);
    covers(body().skip(3), &[]);
    covers(body().skip(0), &["body"]);
    covers(path().until("b"), &[]);
    covers(path().after("/"), &["path"]);
    covers(body().crc32(), &[]);
    covers(body().sha256().hex().first(16), &["body"]);
    covers(body().sha256().hex().first(4), &[]);
    covers(body().sha256().hex().skip(32), &["body"]);
    covers(body().sha256().hex().skip(60), &[]);
    covers(body().replaced("1", ""), &[]);
    let key = Scheme::new("x".into_text().hmac_sha256(secret() + path().first(0)).hex());
    assert!(key.header("x-signature", signature()).build().unwrap().uncovered().contains(&"path"));
}

#[test]
fn a_part_that_is_signed_under_a_condition_is_not_covered() {
    covers(body().then("1"), &[]);
    covers(method().only_if("POST").then(body().sha256().base64()), &[]);
    covers(lines((method(), header("x-a").then(body()))), &["method"]);
    covers(path().or(body()), &[]);
    covers(raw_query().or(path()), &[]);
    covers(raw_query().or("-"), &["query"]);
    covers(method().only_if("POST").optional(), &[]);
    covers(path().after("/v2").or(""), &[]);
    covers((path() + header("x-a")).optional(), &[]);
    covers((header("content-type") + "\n" + body()).or(""), &["content-type"]);
    // It is left out only if it is empty.
    covers(raw_query().then("?" + raw_query()), &["query"]);
    covers(body().then(body().sha256().hex()), &["body"]);
    covers(path().then(body()), &["body"]);
    covers(header("content-type").optional(), &["content-type"]);
    covers(raw_query().preceded_by("?"), &["query"]);
}

#[test]
fn headers_of_which_names_are_signed_are_not_covered() {
    covers(headers(["content-type"]).names(";"), &[]);
    covers(headers(["content-type"]).pairs(":", "\n"), &["content-type"]);
}

#[test]
fn files_of_a_form_are_listed_unless_the_body_is_signed() {
    for text in [parameters().pairs("=", "&"), form_pairs().names("")] {
        assert!(signed(&text).uncovered().contains(&"files"), "{text}");
    }
    for text in [body(), lines((parameters().pairs("=", "&"), body())), query_pairs().pairs("=", "&")] {
        assert!(!signed(&text).uncovered().contains(&"files"), "{text}");
    }
}

#[test]
fn names_that_are_left_out_are_listed_once_unless_they_are_signed_otherwise() {
    let left_out = parameters().except(["a"]);
    listed(lines((left_out.pairs("=", "&"), left_out.names(","))), &["a"]);
    listed(lines((left_out.pairs("=", "&"), raw_query(), body())), &[]);
    listed(lines((left_out.pairs("=", "&"), raw_query())), &["a"]);
    listed(lines((left_out.pairs("=", "&"), parameter("a").or(""))), &[]);
    listed(lines((left_out.pairs("=", "&"), parameters().only(["a"]).pairs("=", "&"))), &[]);
    listed(lines((left_out.pairs("=", "&"), parameters().names(","))), &["a"]);
    // What carries the signature is left out anyway.
    let own = parameters().except(["sign"]).pairs("=", "&").hmac_sha256(secret()).hex();
    let own = Scheme::new(own).parameter("sign", signature()).build().unwrap();
    assert!(!own.uncovered().contains(&"sign"));
}

fn pairs() -> impl Strategy<Value = Pairs> {
    let from = prop_oneof![Just(parameters()), Just(query_pairs()), Just(form_pairs()), Just(json_members())];
    (from, vec(0_u8..9, 0..3)).prop_map(|(from, steps)| {
        steps.into_iter().fold(from, |pairs, step| match step {
            0 => pairs.scalars(),
            1 => pairs.without_empty(),
            2 => pairs.lower_names(),
            3 => pairs.percent_encoded(),
            4 => pairs.and(query_pairs()),
            5 => pairs.replaced("1", ""),
            6 => pairs.only(["price"]),
            7 => pairs.and(json_members()),
            _ => pairs.sorted(),
        })
    })
}

fn text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        Just(method()),
        Just(path()),
        Just(raw_query()),
        Just(path_and_query()),
        Just(body()),
        Just(header("content-type")),
        pairs().prop_map(|pairs| pairs.pairs("=", "&")),
        pairs().prop_map(|pairs| pairs.names(",")),
        pairs().prop_map(|pairs| pairs.values(",")),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            (inner.clone(), 0_u8..18).prop_map(|(text, step)| match step {
                0 => text.first(3),
                1 => text.skip(2),
                2 => text.until("b"),
                3 => text.after("/"),
                4 => text.lower(),
                5 => text.percent_decoded(),
                6 => text.sha256().hex(),
                7 => text.optional(),
                8 => text.or(""),
                9 => text.then("1"),
                10 => text.only_if("POST"),
                11 => text.ending_with("/"),
                12 => text.unless_empty(),
                13 => text.preceded_by("?"),
                14 => text.crc32(),
                15 => text.replaced("1", ""),
                16 => text.then(&text),
                _ => text.sha256().hex().first(16),
            }),
            two.clone().prop_map(|(one, other)| lines((one, other))),
            two.clone().prop_map(|(one, other)| one.or(other)),
            two.clone().prop_map(|(one, other)| one.then(other)),
            two.prop_map(|(one, other)| one.hmac_sha256(secret() + other)),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_not_listed_is_refused_if_it_is_changed(text in text()) {
        let scheme = signed(&text);
        let unlisted = unlisted(&scheme);
        prop_assert!(unlisted.is_empty(), "{text}\n{}", unlisted.join("\n"));
    }
}
