//! Schemes: requests as they are made, as they arrive, and as a scheme adds something to them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::SystemTime;

use bytes::Bytes;
use countersign::Credentials;
use countersign::scheme::*;

fn account() -> Credentials {
    Credentials::new("reader", "sesame")
        .unwrap()
        .with("token", "canary token")
        .unwrap()
        .with("pass", "canary/pass")
        .unwrap()
}

fn get(url: &str) -> Request {
    Request::new("get", url).unwrap()
}

fn post() -> Request {
    Request::new("POST", "https://books.example/books").unwrap()
}

fn sign(scheme: SchemeBuilder, request: Request) -> Result<SignedRequest, String> {
    let scheme = scheme.build().unwrap_or_else(|error| panic!("{error}"));
    scheme.sign(request, &account(), &Fresh::now()).map_err(|error| error.to_string())
}

/// The string that is signed for a request, after the request was verified as it arrives.
fn string(text: impl IntoText, request: Request) -> String {
    let scheme = Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let scheme = scheme.build().unwrap_or_else(|error| panic!("{error}"));
    let signed = scheme.sign(request, &account(), &Fresh::now()).unwrap_or_else(|error| panic!("{error}"));
    let sent = signed.request.to_http().unwrap();
    let origin = format!("{}://{}", sent.uri().scheme_str().unwrap(), sent.uri().authority().unwrap());
    let arrived = Request::received(&sent, &origin).unwrap();
    let verified = scheme.verify(&arrived, |_| [account()], SystemTime::now());
    assert!(verified.is_ok(), "{}\n{}", verified.unwrap_err(), signed.trace);
    String::from_utf8(signed.trace.signed().to_vec()).unwrap()
}

#[test]
fn a_url_is_split_into_what_is_signed() {
    let parts = || join(" ", (method(), origin(), host(), host_name(), port(), path(), raw_query().or("-")));
    for (url, expected) in [
        ("https://Books.example", "GET https://books.example books.example books.example 443 / -"),
        ("https://books.example:443/?", "GET https://books.example books.example books.example 443 / -"),
        ("http://books.example:80/a?b", "GET http://books.example books.example books.example 80 /a b"),
        ("http://books.example:443/", "GET http://books.example:443 books.example:443 books.example 443 / -"),
        ("https://books.example:80/", "GET https://books.example:80 books.example:80 books.example 80 / -"),
        ("https://[::1]/%2F?a=%20", "GET https://[::1] [::1] [::1] 443 /%2F a=%20"),
        ("https://[::1]:8443/", "GET https://[::1]:8443 [::1]:8443 [::1] 8443 / -"),
    ] {
        assert_eq!(string(parts(), get(url)), expected, "{url}");
    }
    for (method, url, problem) in [
        ("G T", "https://a/", "not a method"),
        ("GET", "https://a b/", "not a URL"),
        ("GET", "/a", "not absolute"),
        ("GET", "a", "not absolute"),
        ("GET", "https://a/#b", "fragment"),
        ("GET", "https://user@a/", "contains a user"),
    ] {
        let error = Request::new(method, url).unwrap_err().to_string();
        assert!(error.contains(problem), "{url}: {error}");
    }
}

#[test]
fn a_request_is_sent_as_it_was_made() {
    let request = post().query("q", "a b").query("q", "ü").header("x-a", "1").unwrap().header("x-a", "2").unwrap();
    assert_eq!((request.method(), request.target().as_str()), ("POST", "/books?q=a%20b&q=%C3%BC"));
    let sent = request.clone().json("{}").to_http().unwrap();
    assert_eq!(
        (sent.method().as_str(), sent.uri().to_string().as_str()),
        ("POST", "https://books.example/books?q=a%20b&q=%C3%BC")
    );
    assert_eq!(sent.headers().get_all("x-a").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!((sent.headers()["content-type"].as_bytes(), &sent.body()[..]), (&b"application/json"[..], &b"{}"[..]));
    let form = request.clone().form([("a", "b c"), ("d", "")]);
    assert_eq!(
        (form.headers()["content-type"].as_bytes(), form.body()),
        (&b"application/x-www-form-urlencoded"[..], &b"a=b%20c&d="[..])
    );
    // A type that was set before is kept.
    let own = request.clone().header("content-type", "application/vnd.books+json").unwrap().json("{}");
    assert_eq!(own.headers()["content-type"], "application/vnd.books+json");
    let fields = request.fields([("a", "b"), ("c", "d")]);
    assert_eq!((fields.body_fields().collect::<Vec<_>>(), fields.body()), (vec![("a", "b"), ("c", "d")], &b""[..]));
    assert_eq!(post().form([("a", "b")]).body_fields().count(), 0);
    assert_eq!(post().header("x y", "1").unwrap_err().to_string(), "`x y` is not a header name");
    assert_eq!(post().header("x", "1\n").unwrap_err().to_string(), "`x` would contain what a header cannot");
}

#[test]
fn a_body_is_read_as_its_content_type_says() {
    let arrived = |kind: &str, body: &'static str| {
        let http = http::Request::post("/").header("content-type", kind).body(body).unwrap();
        Request::received(&http, "https://books.example/").unwrap()
    };
    let pairs = || parameters().pairs("=", "&");
    for kind in
        ["application/json", "Application/JSON; charset=utf-8", "application/problem+json", "application/a+json ;b"]
    {
        assert_eq!(string(pairs(), arrived(kind, r#"{"a":"b","c":1}"#)), "a=b&c=1", "{kind}");
    }
    for kind in ["application/x-www-form-urlencoded", "application/X-WWW-form-urlencoded;charset=utf-8"] {
        assert_eq!(string(pairs(), arrived(kind, "a=b+d&c=%31")), "a=b d&c=1", "{kind}");
        assert_eq!(string(pairs(), arrived(kind, "")), "", "{kind}");
    }
    let scheme = || Scheme::new(pairs().hmac_sha256(secret()).hex()).header("x-signature", signature());
    for kind in ["text/plain", "application/jsonx", "x-www-form-urlencoded", "application/json+a"] {
        // No parameters are read from it, and the body itself is not signed.
        let error = sign(scheme(), arrived(kind, "a=b")).unwrap_err();
        assert!(error.contains("none can be read from the body"), "{kind}: {error}");
        assert_eq!(string(pairs(), arrived(kind, "")), "", "{kind}");
        let http = arrived(kind, "a=b").to_http().unwrap();
        let refused =
            scheme().build().unwrap().read(&Request::received(&http, "https://books.example").unwrap()).unwrap_err();
        assert_eq!(refused.kind(), RefusedKind::Malformed);
        assert_eq!(string(lines((pairs(), body())), arrived(kind, "a=b")), "\na=b");
    }
    let typed = post().header("content-type", "application/json").unwrap().bytes(r#"{"a":1}"#);
    assert_eq!(string(json_members().pairs("=", "&"), typed), "a=1");
}

#[test]
fn only_the_pairs_that_are_signed_are_read() {
    let broken = || post().query("a", "1").json("{");
    assert_eq!(string(query_pairs().pairs("=", "&"), broken()), "a=1");
    for needed in [json_members().pairs("=", "&"), parameters().pairs("=", "&"), parameter("a")] {
        let scheme = Scheme::new(needed.hmac_sha256(secret()).hex()).header("x-signature", signature());
        assert!(sign(scheme, broken()).unwrap_err().contains("not a JSON object"), "{needed}");
    }
    let both = || post().query("a", "1").form([("b", "2")]);
    assert_eq!(string(query_pairs().pairs("=", "&"), both()), "a=1");
    assert_eq!(string(form_pairs().pairs("=", "&"), both()), "b=2");
    assert_eq!(string(json_members().pairs("=", "&"), both()), "");
    assert_eq!(string(parameters().pairs("=", "&"), both()), "a=1&b=2");
    assert_eq!(string(form_pairs().pairs("=", "&"), post().query("a", "1").json(r#"{"b":2}"#)), "");
    assert_eq!(string(form_pairs().pairs("=", "&"), get("https://books.example/?a=1")), "");
}

/// What is sent by an unsigned scheme, added to a request.
fn added(send: impl Fn(SchemeBuilder) -> SchemeBuilder, request: Request) -> Result<Request, String> {
    sign(send(Scheme::unsigned()), request).map(|signed| signed.request)
}

#[test]
fn what_a_scheme_sends_is_added_where_there_is_room() {
    let form = |request| added(|scheme| scheme.form("key", key_id()), request);
    let body = |request: &Request| String::from_utf8(request.body().to_vec()).unwrap();
    let made = form(post()).unwrap();
    assert_eq!(
        (body(&made).as_str(), made.headers()["content-type"].as_bytes()),
        ("key=reader", &b"application/x-www-form-urlencoded"[..])
    );
    assert_eq!(body(&form(post().form([("a", "b")])).unwrap()), "a=b&key=reader");
    assert_eq!(body(&form(post().form([("key", ""), ("a", "b")])).unwrap()), "key=reader&a=b");
    let typed = post().header("content-type", "application/x-www-form-urlencoded").unwrap();
    assert_eq!(body(&form(typed.clone().bytes("key")).unwrap()), "key=reader");
    assert_eq!(body(&form(typed.bytes("a&key&b")).unwrap()), "a&key=reader&b");
    let fields = form(post().fields([("a", "b")])).unwrap();
    assert_eq!(fields.body_fields().collect::<Vec<_>>(), [("a", "b"), ("key", "reader")]);
    for taken in [post().form([("key", "x")]), post().form([("key", ""), ("key", "")]), post().fields([("key", "")])] {
        assert!(form(taken).unwrap_err().contains("has a parameter `key`"));
    }
    for other in [post().json("{}"), post().bytes("abc")] {
        assert_eq!(form(other).unwrap_err(), "the form field `key` cannot be added to a body of another kind");
    }

    let json = |request| added(|scheme| scheme.json("k\"", "a\n" + key_id()), request);
    let made = json(post()).unwrap();
    assert_eq!(
        (body(&made).as_str(), made.headers()["content-type"].as_bytes()),
        (r#"{"k\"":"a\nreader"}"#, &b"application/json"[..])
    );
    assert_eq!(body(&json(post().json("{\"a\": 1 } ")).unwrap()), r#"{"a": 1 ,"k\"":"a\nreader"} "#);
    assert_eq!(body(&json(post().json(r#"{"k\"":"","a":1}"#)).unwrap()), r#"{"k\"":"a\nreader","a":1}"#);
    for taken in [r#"{"k\"":"x"}"#, r#"{"k\"":null}"#, r#"{"k\"":0}"#] {
        assert!(json(post().json(taken)).unwrap_err().contains("has a parameter `k\"`"), "{taken}");
    }
    assert!(json(post().json("[]")).unwrap_err().contains("not a JSON object"));
    for other in [post().form([]), post().fields([]), post().bytes("abc")] {
        assert_eq!(json(other).unwrap_err(), "the JSON member `k\"` cannot be added to a body of another kind");
    }

    let query = |url| added(|scheme| scheme.query("key", key_id()), get(url)).map(|request| request.target());
    assert_eq!(query("https://a/"), Ok("/?key=reader".to_owned()));
    assert_eq!(query("https://a/?b=c"), Ok("/?b=c&key=reader".to_owned()));
    assert_eq!(query("https://a/?key=&b=c"), Ok("/?key=reader&b=c".to_owned()));
    assert_eq!(query("https://a/?b=c&key"), Ok("/?b=c&key=reader".to_owned()));
    assert_eq!(query("https://a/?k%65y="), Ok("/?k%65y=reader".to_owned()));
    assert!(query("https://a/?key=x").is_err());
}

#[test]
fn a_parameter_is_sent_where_the_body_has_parameters() {
    let parameter = |request| added(|scheme| scheme.parameter("key", key_id()), request).unwrap();
    assert_eq!(parameter(post()).target(), "/books?key=reader");
    assert_eq!(parameter(post().bytes("abc")).target(), "/books?key=reader");
    assert_eq!(parameter(post().form([])).body(), b"key=reader");
    assert_eq!(parameter(post().json("{}")).body(), br#"{"key":"reader"}"#);
    assert_eq!(parameter(post().fields([])).body_fields().collect::<Vec<_>>(), [("key", "reader")]);
}

/// Two secrets are sent, the second in place of an empty string before the first; both are signed as they travel.
#[test]
fn secrets_stay_out_of_the_trace_wherever_they_are_sent() {
    let two = |send: fn(SchemeBuilder, &str, Text) -> SchemeBuilder, text: Text| {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
        send(send(scheme, "token", credential("token")), "pass", credential("pass"))
    };
    let form = |scheme: SchemeBuilder, name: &str, text| scheme.form(name, text);
    let json = |scheme: SchemeBuilder, name: &str, text| scheme.json(name, text);
    let query = |scheme: SchemeBuilder, name: &str, text| scheme.query(name, text);
    let hidden = |scheme: SchemeBuilder, request: Request| {
        let signed = sign(scheme, request).unwrap();
        let shown = format!("{}{:?}{:?}", signed.trace, signed.trace, signed.request);
        assert!(!shown.contains("canary"), "{shown}");
        String::from_utf8(signed.trace.signed().to_vec()).unwrap()
    };
    let fields = || post().form([("pass", ""), ("a", "1"), ("token", ""), ("b", "2")]);
    assert_eq!(hidden(two(form, body()), fields()), "pass=&a=1&token=&b=2");
    assert_eq!(hidden(two(form, body()), post().form([("a", "1"), ("pass", "")])), "a=1&pass=&token=");
    assert_eq!(hidden(two(form, form_pairs().pairs(":", ",")), fields()), "pass:,a:1,token:,b:2");
    let members = || post().json(r#"{"pass":"","a":1,"token":"","b":2}"#);
    assert_eq!(hidden(two(json, body()), members()), r#"{"pass":,"a":1,"token":,"b":2}"#);
    assert_eq!(hidden(two(json, body()), post().json(r#"{"a":1,"pass":""}"#)), r#"{"a":1,"pass":,"token":}"#);
    assert_eq!(hidden(two(json, body()), post().json("{}")), r#"{"token":,"pass":}"#);
    assert_eq!(hidden(two(json, json_members().pairs("=", "&")), members()), "pass=&a=1&token=&b=2");
    let target = || get("https://books.example/?pass&a=1&token=&b=2");
    assert_eq!(hidden(two(query, raw_query()), target()), "pass=&a=1&token=&b=2");
    assert_eq!(hidden(two(query, path_and_query()), target()), "/?pass=&a=1&token=&b=2");
    assert_eq!(hidden(two(query, query_pairs().values(" ")), target()), " 1  2");
}

#[test]
fn what_is_hidden_stays_out_of_the_trace() {
    let hidden = |text: Text, request: Request| {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
        let signed = sign(scheme, request.hide("x-Card").hide("card").hide("none")).unwrap();
        let shown = format!("{}{:?}{:?}", signed.trace, signed.trace, signed.request);
        assert!(!shown.contains("canary"), "{shown}");
        String::from_utf8(signed.trace.signed().to_vec()).unwrap()
    };
    let header_twice = post().header("X-Card", "canary 1").unwrap().header("x-card", "canary 2").unwrap();
    assert_eq!(hidden("a" + header("x-card") + "b", header_twice.clone()), "ab");
    assert_eq!(hidden(headers(["x-card"]).pairs(":", "\n"), header_twice), "x-card:");
    assert_eq!(
        hidden(raw_query(), get("https://a/?b=1&card=canary&c%61rd=canary&card&d=")),
        "b=1&card=&c%61rd=&card&d="
    );
    assert_eq!(hidden(query_pairs().pairs("=", "&"), get("https://a/?b=1&card=canary")), "b=1&card=");
    assert_eq!(hidden(body(), post().form([("card", "canary"), ("b", "1")])), "card=&b=1");
    assert_eq!(hidden(parameter("card"), post().form([("card", "canary"), ("b", "1")])), "");
    assert_eq!(hidden(body(), post().json(r#"{"b":1,"card":{"n":"canary"}}"#)), r#"{"b":1,"card":}"#);
    assert_eq!(hidden(json_members().pairs("=", "&"), post().json(r#"{"b":1,"card":"canary"}"#)), "b=1&card=");
}

#[test]
fn what_is_hidden_is_found_at_any_depth_and_whenever_it_is_added() {
    let scheme = |text: Text| Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
    let shown = |text: Text, request: Request| {
        let signed = sign(scheme(text.clone()), request.clone()).unwrap();
        let shown = format!("{}{:?}", signed.trace, signed.trace);
        assert!(!shown.contains("canary"), "{shown}");
        // It is signed nevertheless, and so it is again.
        let again = sign(scheme(text.clone()), signed.request).unwrap();
        assert_eq!(again.signature, signed.signature);
        let plain = scheme(text).build().unwrap().verify(&again.request, |_| [account()], SystemTime::now());
        assert!(plain.is_ok(), "{plain:?}");
        String::from_utf8(signed.trace.signed().to_vec()).unwrap()
    };
    let fields = || post().fields([("card", "canary"), ("b", "1")]).hide("card");
    assert_eq!(shown(parameters().pairs("=", "&"), fields()), "card=&b=1");
    assert_eq!(shown(raw_query(), get("https://a/?b=1").hide("card").query("card", "canary")), "b=1&card=");
    assert_eq!(shown(header("card"), post().hide("card").header("card", "canary").unwrap()), "");
    let deep = r#"{"b":[1,{"card":"canary","c":{"card":["canary"]}}],"d":{"card":"canary"},"e":2}"#;
    let hidden = r#"{"b":[1,{"card":,"c":{"card":}}],"d":{"card":},"e":2}"#;
    assert_eq!(shown(body(), post().hide("card").json(deep)), hidden);
    assert_eq!(shown(json_members().pairs("=", "&"), post().json(deep).hide("card")), "b=&d=&e=2");
    assert_eq!(shown(json_member("/d/card"), post().json(deep).hide("card")), "");
    // What contains another hidden member is hidden once.
    let both = post().json(r#"{"d":{"card":"canary"},"e":2}"#).hide("card").hide("d");
    assert_eq!(shown(body(), both), r#"{"d":,"e":2}"#);
    // What is too deep is hidden as a whole.
    let nested = format!("{}{{\"card\":\"canary\"}}{}", "[".repeat(100), "]".repeat(100));
    let nested = format!("{{\"a\":{nested}}}");
    let seen = shown(body(), post().json(nested).hide("card"));
    assert!(!seen.contains("card"), "{seen}");
}

#[test]
fn a_request_prints_no_values() {
    let request = post().query("card", "canary").header("x-a", "canary").unwrap().bytes(Bytes::from_static(b"canary"));
    let expected =
        r#"Request { method: POST, host: "books.example", path: "/books", headers: ["x-a"], body_bytes: 6, .. }"#;
    assert_eq!(format!("{request:?}"), expected);
}

#[test]
fn a_member_may_be_added_as_a_number() {
    let once = nonce_of("0123456789", 9);
    let members = json_members().sorted().pairs("=", "&");
    let scheme = Scheme::new(members.hmac_sha256(secret()).hex())
        .json_number("at", time(TimeFormat::UnixMillis))
        .json_number("once", &once)
        .json("sign", signature())
        .build()
        .unwrap();
    let account = Credentials::of_secret("sesame").unwrap();
    let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let post = |json: &str| Request::new("POST", "https://books.example/").unwrap().json(json);
    for (json, begins) in [
        (r#"{"a":"1"}"#, r#"{"a":"1","at":1700000000000,"once":123,"sign":""#),
        // An empty string reserves the place.
        (r#"{"at":"","a":"1"}"#, r#"{"at":1700000000000,"a":"1","once":123,"sign":""#),
    ] {
        let signed = scheme.sign(post(json), &account, &Fresh::at(now).with_nonce("123")).unwrap();
        let body = String::from_utf8(signed.request.body().to_vec()).unwrap();
        assert!(body.starts_with(begins), "{body}");
        assert_eq!(signed.trace.signed(), b"a=1&at=1700000000000&once=123");
        let arrived = Request::received(&signed.request.to_http().unwrap(), "https://books.example").unwrap();
        scheme.verify(&arrived, |_| [account.clone()], now).unwrap();
        let altered = post(&body.replace("1700000000000", "1700000000001"));
        scheme.verify(&altered, |_| [account.clone()], now).unwrap_err();
    }
    for wrong in ["012", "1a", "", "true", "\"1\"", "1,\"a\":2"] {
        let error = scheme.sign(post("{}"), &account, &Fresh::at(now).with_nonce(wrong)).unwrap_err().to_string();
        assert!(error.contains("`once` is not a number"), "{wrong}: {error}");
    }
}
