//! Schemes: what a signature covers of a request, part by part, and what a scheme reports of itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::Duration;

use countersign::auth::Content;
use countersign::operation::{self, Operation};
use countersign::scheme::*;
use countersign::{Auth, Endpoint as _, endpoint};

/// A scheme over a text that sends its signature, and the list of signed headers that the text may need.
fn signed(text: impl IntoText) -> SchemeBuilder {
    Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-signature", signature())
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

/// The parts of a request that a scheme covers.
fn covered(scheme: SchemeBuilder) -> Vec<&'static str> {
    let scheme = built(scheme);
    let uncovered = scheme.uncovered();
    let parts = ["method", "host", "path", "query", "body", "content-type"];
    parts.into_iter().filter(|part| !uncovered.contains(part)).collect()
}

#[test]
fn each_part_covers_what_it_names() {
    let of = |text: Text| covered(signed(text));
    assert_eq!(of(method()), ["method"]);
    assert_eq!(of(path()), ["path"]);
    assert_eq!(of(path_and_query()), ["path", "query"]);
    assert_eq!(of(raw_query()), ["query"]);
    assert_eq!(of(body().sha256().hex()), ["body"]);
    for host in [
        host(),
        host_name(),
        origin(),
        header("Host"),
        headers(["host"]).values(","),
        headers_starting("ho").values(","),
    ] {
        assert_eq!(of(host.clone()), ["host"], "{host}");
    }
    for kind in
        [header("Content-Type"), headers(["content-type"]).values(","), headers_starting("content-").values(",")]
    {
        assert_eq!(of(kind.clone()), ["content-type"], "{kind}");
    }
    let list = signed_headers(["host", "content-type"]);
    let listed = signed(list.pairs(":", "\n")).header("x-signed", list.names(";"));
    assert_eq!(covered(listed), ["host", "content-type"]);
    for nothing in [
        port(),
        header("x-host"),
        header("x-content-type"),
        parameter("query"),
        operation_constant("path"),
        "method".into_text(),
    ] {
        assert_eq!(of(nothing.clone()), [""; 0], "{nothing}");
    }
}

#[test]
fn a_part_of_a_text_does_not_cover_it() {
    let of = |text: Text| covered(signed(text));
    for part in
        [body().first(8), body().skip(8), body().until("\n"), body().abridged(8), body().lower().first(8).sha256()]
    {
        assert_eq!(of(part.clone()), [""; 0], "{part}");
    }
    for whole in [body().sha256().hex().first(8), body().md5().hex().skip(8), body().sha256().hex().named("d").first(8)]
    {
        assert_eq!(of(whole.clone()), ["body"], "{whole}");
    }
    assert_eq!(of(path().after("/rest")), ["path"]);
}

#[test]
fn pairs_cover_the_place_that_they_are_from() {
    let of = |pairs: Pairs| covered(signed(pairs.pairs("=", "&")));
    assert_eq!(of(parameters()), ["query", "body"]);
    assert_eq!(of(query_pairs()), ["query"]);
    assert_eq!(of(form_pairs()), ["body"]);
    assert_eq!(of(json_members()), ["body"]);
    assert_eq!(of(no_pairs().and(query_pairs())), ["query"]);
    assert_eq!(of(headers(["host"]).and(form_pairs())), ["host", "body"]);
    assert_eq!(of(query_pairs().except(["a"])), ["query"]);
    // Of a place from which only some are taken, the others are not covered.
    assert_eq!(of(query_pairs().only(["a"])), [""; 0]);
    assert_eq!(of(query_pairs().starting("vk_")), [""; 0]);
    assert_eq!(of(query_pairs().merged(",")), ["query"]);
    assert_eq!(of(parameters().only(["a"]).and(query_pairs())), ["query"]);
    assert_eq!(of(headers(["host", "x-a"]).only(["x-a"])), [""; 0]);
    assert_eq!(of(headers(["host", "x-a"]).only(["host"])), ["host"]);
    assert_eq!(of(headers_starting("").except(["host"])), ["content-type"]);
}

#[test]
fn a_body_of_another_kind_and_names_that_are_left_out_are_listed() {
    let uncovered = |text: Text| built(signed(text)).uncovered().join(", ");
    let others = "method, host, path, ";
    let form = form_pairs().except(["sign", "sign_type"]).pairs("=", "&");
    assert_eq!(
        uncovered(form),
        format!("{others}query, body that is not a form, content-type, files, sign, sign_type")
    );
    let json = json_members().pairs("=", "&");
    assert_eq!(uncovered(json), format!("{others}query, body that is not JSON, content-type"));
    let both = form_pairs().and(json_members()).pairs("=", "&");
    assert_eq!(uncovered(both), format!("{others}query, body that is neither a form nor JSON, content-type, files"));
    let query = query_pairs().pairs("=", "&");
    assert_eq!(uncovered(query), format!("{others}body, content-type"));
}

/// What a scheme sends that its signature does not cover.
fn open(scheme: SchemeBuilder) -> Vec<String> {
    let scheme = built(scheme);
    let parts = ["method", "host", "path", "query", "content-type", "files"];
    let is_part = |name: &&&str| parts.contains(name) || name.starts_with("body");
    scheme.uncovered().iter().filter(|name| !is_part(name)).map(|name| (*name).to_owned()).collect()
}

#[test]
fn what_is_sent_is_covered_by_its_value_or_by_its_place() {
    let now = || time(TimeFormat::UnixSeconds);
    let late = |minutes: u64| time_after(Duration::from_secs(60 * minutes), TimeFormat::UnixSeconds);
    let nothing = [""; 0];
    // By the same value, in any format.
    assert_eq!(open(signed(path()).header("x-at", now())), ["x-at"]);
    assert_eq!(open(signed(now()).header("x-at", time(TimeFormat::UnixMillis))), nothing);
    assert_eq!(open(signed(late(1)).header("x-end", late(1)).query("later", late(2))), ["later"]);
    assert_eq!(open(signed(nonce()).header("x-once", nonce())), nothing);
    assert_eq!(open(signed(nonce()).header("x-once", uuid())), nothing);
    assert_eq!(open(signed(path()).query("once", nonce())), ["once"]);
    assert_eq!(open(signed(path()).header("x-shop", identifier("shop"))), ["x-shop"]);
    assert_eq!(open(signed(identifier("shop")).header("x-shop", identifier("shop"))), nothing);
    assert_eq!(open(signed(identifier("till")).header("x-shop", identifier("shop"))), ["x-shop"]);
    // By its place.
    for header in [header("X-At"), headers(["x-at"]).values(""), headers_starting("x-").values(",")] {
        assert_eq!(open(signed(header.clone()).header("X-At", now())), nothing, "{header}");
    }
    for query in [raw_query(), path_and_query(), query_pairs().pairs("=", "&"), parameter("at")] {
        assert_eq!(open(signed(query.clone()).query("at", now())), nothing, "{query}");
    }
    for others in [query_pairs().only(["to"]).pairs("=", "&"), parameter("to"), form_pairs().pairs("=", "&"), path()] {
        assert_eq!(open(signed(others.clone()).query("at", now())), ["at"], "{others}");
    }
    for form in [form_pairs().pairs("=", "&"), parameters().pairs("=", "&"), parameter("at"), body()] {
        assert_eq!(open(signed(form.clone()).form("at", now())), nothing, "{form}");
        let is_json = form == form_pairs().pairs("=", "&");
        assert_eq!(
            open(signed(if is_json { json_members().pairs("=", "&") } else { form }).json("at", now())),
            nothing
        );
    }
    assert_eq!(open(signed(query_pairs().pairs("=", "&")).form("at", now())), ["at"]);
    // A parameter travels in the query of some requests and in the body of others.
    assert_eq!(open(signed(parameters().pairs("=", "&")).parameter("at", now())), nothing);
    assert_eq!(open(signed(parameter("at")).parameter("at", now())), nothing);
    assert_eq!(open(signed(lines((raw_query(), body()))).parameter("at", now())), nothing);
    assert_eq!(open(signed(query_pairs().pairs("=", "&")).parameter("at", now())), ["at"]);
    assert_eq!(open(signed(form_pairs().pairs("=", "&")).parameter("at", now())), ["at"]);
    // By something that is sent and covered itself.
    let digest = signed(header("digest")).header("digest", body().sha256().base64());
    assert_eq!(covered(digest), ["body"]);
    let nested = signed(header("x-one"))
        .header("x-three", now())
        .header("x-two", header("x-three") + ";" + method())
        .header("x-one", header("x-two").sha256().hex());
    assert_eq!((open(nested.clone()), covered(nested)), (vec![], vec!["method"]));
}

#[test]
fn the_key_id_and_the_list_of_headers_are_covered_where_they_are_signed() {
    assert_eq!(open(signed(path()).header("x-key", key_id())), ["key id"]);
    assert_eq!(open(signed(lines((path(), key_id()))).header("x-key", key_id())), [""; 0]);
    let list = signed_headers(["host", "x-a"]);
    let sent = |text: Text| open(signed(text).header("x-signed", list.names(";")));
    assert_eq!(sent(list.pairs(":", "\n")), [""; 0]);
    assert_eq!(sent(path()), ["x-signed"]);
    assert_eq!(sent(headers(["host", "x-a"]).pairs(":", "\n")), ["x-signed"]);
}

/// Finds things.
#[endpoint(GET, "/things")]
pub struct FindThings {
    /// A word.
    pub word: String,
}

/// Adds a thing.
#[endpoint(POST, "/things")]
pub struct AddThing {
    /// Its name.
    pub name: String,
}

/// Lends a thing.
#[endpoint(POST, "/loans", body = form)]
pub struct LendThing {
    /// Its name.
    pub name: String,
}

#[test]
fn what_is_sent_is_described_by_its_content() {
    let sent = |text: Text| {
        let scheme = built(
            signed(lines((now(), nonce(), path())))
                .header("x-now", now())
                .header("x-once", nonce())
                .header("x-sent", text),
        );
        scheme.describe(FindThings::OPERATION).sends.last().unwrap().content
    };
    fn now() -> Text {
        time(TimeFormat::UnixSeconds)
    }
    assert_eq!(sent(key_id()), Content::KeyId);
    assert_eq!(sent("id=" + key_id()), Content::Other);
    assert_eq!(sent(credential("token")), Content::Secret);
    assert_eq!(sent(nonce()), Content::Nonce);
    assert_eq!(sent("n=" + uuid()), Content::Nonce);
    assert_eq!(sent(now()), Content::Time);
    assert_eq!(sent(time_after(Duration::from_secs(1), TimeFormat::UnixSeconds)), Content::Time);
    assert_eq!(sent("1.0".into_text()), Content::Other);

    let unsigned = |name: &str, text: Text| {
        let scheme = built(Scheme::unsigned().header(name, text));
        scheme.describe(FindThings::OPERATION).sends[0].content
    };
    assert_eq!(unsigned("Authorization", "Bearer " + secret()), Content::Bearer);
    assert_eq!(unsigned("authorization", "Basic " + (key_id() + ":" + secret()).base64()), Content::Basic);
    assert_eq!(unsigned("authorization", "Token " + secret()), Content::Secret);
    assert_eq!(unsigned("x-token", "Bearer " + secret()), Content::Secret);
    let description = built(signed(path())).describe(FindThings::OPERATION);
    let signature = &description.sends[0];
    assert_eq!((signature.content, &*signature.code), (Content::Signature, "signature()"));
    assert_eq!(description.expression.as_deref(), Some("path().hmac_sha256(secret()).hex()"));
    assert_eq!(description.uncovered, ["method", "host", "query", "body", "content-type"]);
    assert_eq!(description.max_age, None);
}

#[test]
fn a_description_follows_the_body_of_the_operation() {
    let described = |scheme: &Scheme, operation: &'static Operation| {
        let description = scheme.describe(operation);
        (description.sends.first().map(|sent| sent.place), description.problem)
    };
    let (find, add, lend) = (FindThings::OPERATION, AddThing::OPERATION, LendThing::OPERATION);
    let unsigned = |scheme: SchemeBuilder| built(scheme);
    let parameter = unsigned(Scheme::unsigned().parameter("key", secret()));
    assert_eq!(described(&parameter, find), (Some(operation::Place::Query), None));
    assert_eq!(described(&parameter, add), (Some(operation::Place::Body), None));
    assert_eq!(described(&parameter, lend), (Some(operation::Place::Body), None));
    let form = unsigned(Scheme::unsigned().form("key", secret()));
    assert_eq!(described(&form, lend), (Some(operation::Place::Body), None));
    let problem = "it sends the form field `key`, and the body of the operation is `json`";
    assert_eq!(described(&form, add), (None, Some(problem.to_owned())));
    let json = unsigned(Scheme::unsigned().json("key", secret()));
    assert_eq!(described(&json, add), (Some(operation::Place::Body), None));
    assert!(described(&json, lend).1.unwrap().contains("the JSON member `key`"));
    let query = unsigned(Scheme::unsigned().query("key", secret()));
    assert_eq!(described(&query, add), (Some(operation::Place::Query), None));
    // What is sent only sometimes is left out where it cannot travel.
    for rarely in [identifier("shop").optional(), header("x-shop").then(identifier("shop"))] {
        assert_eq!(described(&unsigned(Scheme::unsigned().json("shop", rarely)), lend), (None, None));
    }
}

#[test]
fn the_age_of_a_request_is_described_where_a_time_is_sent() {
    let age = |scheme: SchemeBuilder| built(scheme).describe(FindThings::OPERATION).max_age;
    let timed = || signed(path()).header("x-at", time(TimeFormat::UnixSeconds));
    assert_eq!(age(timed()), Some(Duration::from_secs(300)));
    assert_eq!(age(timed().max_age(Duration::from_secs(7))), Some(Duration::from_secs(7)));
    // A request that names its own end is valid until then.
    let (seconds, at) = (Duration::from_secs, || time(TimeFormat::UnixSeconds));
    let until = |end: u64| signed(path()).header("x-end", time_after(seconds(end), TimeFormat::UnixSeconds));
    assert_eq!(age(until(9)), Some(seconds(9)));
    assert_eq!(age(until(86_400).header("x-at", at())), Some(seconds(86_400)));
    let valid = |most: u64| signed(path()).header("x-at", at()).query("valid", lifetime(seconds(most)));
    assert_eq!(age(until(9).max_age(seconds(7))), Some(seconds(9)));
    assert_eq!(age(valid(3_600)), Some(seconds(3_600)));
    assert_eq!(age(valid(3_600).max_age(seconds(7))), Some(seconds(7)));
    assert_eq!(age(signed(path()).max_age(Duration::from_secs(7))), None);
    let warned = built(signed(raw_query() + body())).describe(AddThing::OPERATION);
    assert!(warned.warnings[0].contains("bytes can move from one to the other"), "{:?}", warned.warnings);
}
