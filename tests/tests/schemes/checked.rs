//! Schemes: errors and warnings when they are built.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::Duration;

use countersign::Credentials;
use countersign::scheme::*;

/// A scheme over a text that is sound except for what is tested.
fn signed(text: &Text) -> SchemeBuilder {
    Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature())
}

/// The only problem of a scheme: its part and its message.
#[track_caller]
fn problem(scheme: SchemeBuilder) -> (String, String) {
    let error = scheme.build().unwrap_err();
    let [only] = error.problems() else { panic!("{error}") };
    (only.part.clone(), only.message.clone())
}

#[track_caller]
fn assert_problem(scheme: SchemeBuilder, part: &str, message: &str) {
    let (found, said) = problem(scheme);
    assert!(found == part && said.contains(message), "`{found}`: {said}");
}

#[test]
fn what_only_the_signer_knows_must_be_sent() {
    let day = TimeFormat::pattern("%Y%m%d");
    let hour = Duration::from_secs(3_600);
    assert_problem(signed(&nonce()), "nonce()", "send it");
    assert_problem(signed(&uuid()), "uuid()", "send it");
    assert_problem(signed(&time(TimeFormat::UnixSeconds)), "time(TimeFormat::UnixSeconds)", "send it");
    let expiry = time_after(hour, TimeFormat::UnixSeconds);
    assert_problem(signed(&expiry), "time_after(Duration::from_secs(3600), TimeFormat::UnixSeconds)", "send it");
    let exact = signed(&time(TimeFormat::UnixMillis)).header("date", time(TimeFormat::HttpDate));
    assert_problem(exact, "time(TimeFormat::UnixMillis)", "less exactly");
    let scoped = signed(&time(TimeFormat::Iso8601)).header("x-day", time(day));
    assert_problem(scoped, "time(TimeFormat::Iso8601)", "less exactly");
    signed(&time(day)).header("date", time(TimeFormat::HttpDate)).build().unwrap();
    // A digest of a nonce does not reveal the nonce.
    let hashed = signed(&nonce()).header("x-nonce", nonce().sha256().hex());
    assert!(hashed.build().unwrap_err().to_string().contains("`nonce()`"));
    let listed = signed_headers(["host"]);
    assert_problem(signed(&listed.pairs(":", "\n")), r#"signed_headers(["host"])"#, "send `.names(…)`");
    // Wherever it is among the pairs.
    let nonces = no_pairs().plus("once", nonce());
    for pairs in [nonces.clone(), no_pairs().and(&nonces), no_pairs().and(fields(",").with("once", nonce()))] {
        assert_problem(signed(&pairs.pairs("=", "&")), "nonce()", "send it");
    }
}

#[test]
fn ambiguous_values_cannot_be_sent() {
    let two = signed(&body()).header("authorization", key_id() + nonce());
    assert_problem(two, "key_id()", "nothing separates this from `nonce()`");
    let basic = signed(&body()).header("authorization", "Basic " + (key_id() + identifier("shop")).base64());
    assert_problem(basic, "key_id()", "nothing separates");
    // Values that a receiver knows from the rest of the request need no separator.
    signed(&body()).header("authorization", "u=" + origin() + path() + ";k=" + key_id()).build().unwrap();
    // A known length is sufficient.
    signed(&time(TimeFormat::Iso8601)).header("x", key_id() + time(TimeFormat::Iso8601)).build().unwrap();
    signed(&time(TimeFormat::Iso8601)).header("x", time(TimeFormat::Iso8601) + key_id()).build().unwrap();
}

#[test]
fn the_signature_is_sent_once_and_whole() {
    let text = body().hmac_sha256(secret()).hex();
    assert_problem(Scheme::new(&text), "signature()", "not sent");
    assert_problem(Scheme::new(&text).header("a", signature()).query("b", signature()), "signature()", "twice");
    assert_problem(Scheme::new(&text).header("a", signature().first(8)), "signature().first(8)", "only a part");
    assert_problem(
        Scheme::new(&text).header("a", signature().sha256().hex()),
        "signature().sha256().hex()",
        "only a part",
    );
    for scheme in [Scheme::new(&text).form("sign", signature()), Scheme::new(&text).json("sign", signature())] {
        assert!(problem(scheme).1.contains("covers the body as bytes"));
    }
    assert!(problem(Scheme::new(&text).parameter("sign", signature())).1.contains("covers the body as bytes"));
    assert!(problem(Scheme::unsigned().header("a", signature())).1.contains("no signature"));
    let itself = Scheme::new((body() + signature()).hmac_sha256(secret())).header("a", signature());
    assert!(problem(itself).1.contains("contain itself"));
}

#[test]
fn invalid_header_names_are_refused() {
    assert_problem(signed(&body()).header("x y", "1"), r#"header("x y", …)"#, "not a header name");
    assert_problem(signed(&header("ü")), r#"header("ü")"#, "not a header name");
    assert_problem(signed(&headers(["a:"]).pairs(":", "\n")), r#"headers(["a:"])"#, "not a header name");
    assert_problem(signed(&headers_starting("a b").names(";")), r#"headers_starting("a b")"#, "not a header name");
    signed(&headers_starting("").names(";")).build().unwrap();
    let listed = signed_headers(["host", "x y"]);
    let listed = signed(&listed.pairs(":", "\n")).header("x-signed", listed.names(";"));
    assert_problem(listed, r#"signed_headers(["host", "x y"])"#, "not a header name");
    assert_problem(signed(&body()).header("", "1"), r#"header("", …)"#, "not a header name");
    for scheme in [signed(&path()).form("", "1"), signed(&path()).json("", "1"), signed(&path()).parameter("", "1")] {
        assert!(problem(scheme).1.contains("needs a name"));
    }
    signed(&body()).query("a", "1").header("a", "1").query("A", "1").build().unwrap();
    assert_problem(signed(&body()).query("", "1"), r#"query("", …)"#, "needs a name");
    assert_problem(signed(&body()).query("a", "1").query("a", "2"), r#"query("a", …)"#, "sent twice");
    assert_problem(signed(&body()).header("a", "1").header("A", "2"), r#"header("A", …)"#, "sent twice");
}

#[test]
fn a_signature_needs_a_secret_that_no_order_reveals() {
    let plain = Scheme::new(body().sha256().hex()).header("x-signature", signature());
    assert_problem(plain, "body().sha256().hex()", "nothing in it is secret");
    let pairs = parameters().plus("key", secret());
    let sorted = pairs.sorted_by(Order::NameThenValue);
    assert!(problem(signed(&sorted.pairs("=", "&"))).1.contains("depends on a secret"));
    assert!(problem(signed(&pairs.sorted_by(Order::Value).values("&"))).1.contains("depends on a secret"));
    signed(&pairs.sorted().pairs("=", "&")).build().unwrap();
    let hidden = fields(",").with("token", credential("token"));
    let sorted = parameters().and(&hidden).sorted_by(Order::NameThenValue).pairs("=", "&");
    assert!(problem(signed(&sorted)).1.contains("depends on a secret"));
    // What is hidden reveals no order.
    signed(&pairs.hidden().sorted_by(Order::Value).values("&")).build().unwrap();
    signed(&pairs.sorted_by(Order::Value).hidden().values("&")).build().unwrap();
    let others = parameters().and(no_pairs().plus("key", secret()).hidden()).sorted_by(Order::Value).values("&");
    assert!(problem(signed(&others)).1.contains("depends on a secret"));
}

#[test]
fn a_signature_depends_on_the_secret_whatever_the_request_is() {
    let proof = || path().hmac_sha256(secret()).hex();
    let sound = |text: &Text| Scheme::new(text).header("x-signature", signature());
    for forged in [
        proof().then("ok"),
        proof().optional(),
        body().then(proof()),
        header("x-a").then(proof()).or("none"),
        header("x-a").hmac_sha256(secret()).or("none"),
        proof().only_if("00"),
        proof().first(0),
        proof().first(4),
        proof().skip(62),
        parameters().plus("key", secret()).names(",").sha256().hex(),
        (path() + secret()).first(3).sha256().hex(),
        (path() + secret()).until("/").sha256().hex(),
    ] {
        assert_problem(sound(&forged), &forged.to_string(), "anyone can make some of these signatures");
    }
    for own in [
        proof().first(16),
        proof().skip(32).upper(),
        (header("x-a").optional() + secret()).sha256().hex(),
        path().hmac_sha256(secret().first(16)).hex(),
        path().hmac_sha256(secret() + "&" + credential("token").or("")).hex(),
        path().hmac_sha256(credential("own").or(secret())).hex(),
    ] {
        sound(&own).build().unwrap_or_else(|error| panic!("{own}: {error}"));
    }
}

#[test]
fn a_key_cannot_be_empty() {
    for key in [
        credential("a").optional(),
        secret().from_base64().or(""),
        secret().first(0),
        "key-" + credential("a").optional(),
        header("x-a").then(secret()),
    ] {
        let scheme = Scheme::new((path() + secret()).hmac_sha256(&key).hex()).header("x-signature", signature());
        assert_problem(scheme, &key.to_string(), "so that a missing secret is an error");
        let key = derived(Hash::Sha256, &key, ("day",));
        let scheme = Scheme::new((path() + secret()).hmac_sha256(&key).hex()).header("x-signature", signature());
        assert!(scheme.build().unwrap_err().to_string().contains("so that a missing secret is an error"));
    }
    // A message may be the key of what is secret itself.
    signed(&path().hmac_sha256(body())).build().unwrap();
}

#[test]
fn a_hand_written_part_may_show_the_secret() {
    let shown = secret().by_hand(Backwards);
    let scheme = Scheme::new(&shown).header("x-signature", signature());
    assert_problem(scheme, &shown.to_string(), "this reveals the secret itself");
    let scheme = Scheme::new(shown.sha256().hex()).header("x-signature", signature());
    scheme.build().unwrap();
}

/// Writes a string backwards.
#[derive(Debug)]
struct Backwards;

impl Part for Backwards {
    fn code(&self) -> String {
        String::from("Backwards")
    }
    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        Some(text.iter().rev().copied().collect())
    }
}

#[test]
fn headers_that_belong_to_http_are_not_sent() {
    for name in ["host", "Content-Length", "transfer-encoding", "Connection", "TE", "upgrade", "trailer", "expect"] {
        assert_problem(signed(&path()).header(name, "a"), &format!("header({name:?}, …)"), "HTTP itself sends");
    }
    let several = Scheme::new(path().hmac_sha256(secret()).hex()).any_of_headers(["x-a", "host"], signature());
    assert_problem(several, r#"header("host", …)"#, "send another header");
    // They can be signed, and others can be sent.
    signed(&header("host")).header("content-type", "text/plain").header("date", "today").build().unwrap();
}

#[test]
fn a_number_is_not_secret() {
    let scheme = signed(&path()).json_number("n", credential("pin"));
    assert_problem(scheme, r#"json("n", …)"#, "a secret is not a number");
}

#[test]
fn a_request_has_one_list_of_signed_headers() {
    let (host, date) = (signed_headers(["host"]), signed_headers(["date"]));
    let two = host.and(&date);
    let scheme = signed(&two.pairs(":", "\n")).header("x-signed", two.names(";"));
    assert_problem(scheme, &two.to_string(), "one list of signed headers");
    let scheme = signed(&lines((host.pairs(":", "\n"), date.pairs(":", "\n"))));
    let scheme = scheme.header("x-signed", host.names(";")).header("x-also", date.names(";"));
    assert_problem(scheme, &date.to_string(), "one list of signed headers");
    let again = signed_headers(["host"]).lower_names();
    signed(&again.pairs(":", "\n")).header("x-signed", host.names(";")).build().unwrap();
}

#[test]
fn a_part_cannot_contain_what_ends_it() {
    let proof = || Scheme::new((path() + "\n" + uuid()).hmac_sha256(secret()).base64());
    let now = || time(TimeFormat::UnixDecimal);
    let sent = |text: Text| signed(&(path() + "\n" + nonce() + now())).header("x", text).header("t", now());
    assert_problem(sent(join("-", (uuid(), key_id()))), "uuid()", "it can contain `-`, which ends it here");
    assert_problem(sent(join(".", (now(), nonce()))), "time(TimeFormat::UnixDecimal)", "it can contain `.`");
    assert_problem(sent(nonce() + "ab" + key_id()), "nonce()", "it can contain `ab`");
    let base64 = proof().header("x-nonce", uuid()).header("x", signature() + "/" + key_id());
    assert_problem(base64, "signature()", "it can contain `/`, which ends it here");
    for sound in [join(":", (uuid(), key_id())), join("-", (nonce(), key_id())), join(".", (nonce(), now()))] {
        sent(sound.clone()).build().unwrap_or_else(|error| panic!("{sound}: {error}"));
    }
    proof().header("x-nonce", uuid()).header("x", signature() + "." + key_id()).build().unwrap();
    // What is not random is checked when a request is signed.
    let refused = |text: Text, key: &str, once: &str| {
        let scheme = sent(text).build().unwrap();
        let request = Request::new("GET", "https://books.example/").unwrap();
        let credentials = Credentials::new(key, "sesame").unwrap();
        scheme.sign(request, &credentials, &Fresh::now().with_nonce(once)).err().map(|error| error.to_string())
    };
    let nonce_first = || join(".", (nonce(), key_id()));
    assert_eq!(refused(nonce_first(), "reader", "12"), None);
    assert!(refused(nonce_first(), "reader", "1.2").unwrap().contains("the nonce contains `.`"));
    let blank = || fields(" ").with("key", key_id()).with("nonce", nonce()).into_text();
    assert_eq!(refused(blank(), "reader", "12"), None);
    assert!(refused(blank(), "the reader", "12").unwrap().contains("the key id contains ` `"));
    assert!(refused(blank(), "\"reader", "12").unwrap().contains("the key id contains `\"`"));
}

#[test]
fn field_names_can_be_told_apart() {
    for name in ["a,b", "", "a=b", "\"a\""] {
        let fields = fields(", ").with(name, nonce());
        assert_problem(signed(&nonce()).header("x", &fields), &fields.to_string(), "is not a field name");
    }
    let encoded = fields(",").percent_encoded().with("a,b", nonce());
    signed(&nonce()).header("x", encoded).build().unwrap();
}

#[test]
fn a_nonce_of_digits_is_a_number() {
    let number = nonce_of("0123456789", 9);
    let scheme = signed(&number).json_number("nonce", &number).build().unwrap();
    for _ in 0..200 {
        let request = Request::new("POST", "https://books.example/").unwrap().json("{}");
        let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
        let body: serde_json::Value = serde_json::from_slice(signed.request.body()).unwrap();
        assert!(body["nonce"].as_u64().unwrap() >= 100_000_000, "{body}");
    }
    let written = |text: Text| {
        let scheme = Scheme::unsigned().header("x-nonce", text).build().unwrap();
        let request = Request::new("GET", "https://books.example/").unwrap();
        let signed = scheme.sign(request, &Credentials::of_secret("sesame").unwrap(), &Fresh::now()).unwrap();
        signed.request.headers()["x-nonce"].to_str().unwrap().to_owned()
    };
    assert_eq!(written(nonce_of("0", 3)), "000");
    assert!((0..200).any(|_| written(nonce_of("01", 1)) == "0"));
    assert!((0..200).any(|_| written(nonce_of("0a", 2)).starts_with('0')));
}

#[test]
fn a_nonce_has_characters_and_a_length() {
    for (nonce, part) in [(nonce_of("", 5), r#"nonce_of("", 5)"#), (nonce_of("ab", 0), r#"nonce_of("ab", 0)"#)] {
        assert_problem(signed(&nonce).header("x-nonce", &nonce), part, "at least one character");
    }
    // Its length is known, so it needs no separator, unless a character has several bytes.
    let short = nonce_of("abc", 5);
    signed(&short).header("x-both", &short + key_id()).build().unwrap();
    let wide = nonce_of("äöü", 5);
    assert!(problem(signed(&wide).header("x-both", &wide + key_id())).1.contains("nothing separates"));
}

#[test]
fn a_digest_is_sent_after_the_last_change() {
    let digest = || body().sha256().base64();
    let early = signed(&header("digest")).header("digest", digest()).form("nonce", "1");
    assert_problem(early, "body().sha256().base64()", "changes the body: send it later");
    signed(&header("digest")).form("nonce", "1").header("digest", digest()).build().unwrap();
    let late = Scheme::new(header("digest").hmac_sha256(secret()).hex()).header("digest", digest());
    assert!(problem(late.form("sign", signature())).1.contains("changes the body"));
    let query = signed(&header("x-query")).header("x-query", raw_query().sha256().hex()).query("v", "2");
    assert!(problem(query).1.contains("changes the query"));
}

#[test]
fn what_is_sent_earlier_is_not_changed_by_what_is_sent_later() {
    // What each text is changed by: something in the header, the query, a form, JSON, or wherever parameters are.
    let changes = |text: &Text| {
        let early = || signed(&header("x-copy")).header("x-copy", text.sha256().hex());
        let later = [
            early().header("x-later", "1"),
            early().query("later", "1"),
            early().form("later", "1"),
            early().json("later", "1"),
            early().parameter("later", "1"),
        ];
        later.map(|scheme| scheme.build().is_err())
    };
    let (no, yes) = (false, true);
    let pairs = |pairs: Pairs| pairs.pairs("=", "&");
    assert_eq!(changes(&path()), [no; 5]);
    assert_eq!(changes(&body()), [no, no, yes, yes, yes]);
    assert_eq!(changes(&raw_query()), [no, yes, no, no, yes]);
    assert_eq!(changes(&path_and_query()), [no, yes, no, no, yes]);
    assert_eq!(changes(&header("X-Later")), [yes, no, no, no, no]);
    assert_eq!(changes(&header("later")), [no; 5]);
    assert_eq!(changes(&pairs(query_pairs())), [no, yes, no, no, yes]);
    assert_eq!(changes(&pairs(form_pairs())), [no, no, yes, yes, yes]);
    assert_eq!(changes(&pairs(json_members())), [no, no, yes, yes, yes]);
    assert_eq!(changes(&pairs(parameters())), [no, yes, yes, yes, yes]);
    assert_eq!(changes(&pairs(headers(["x-later"]))), [yes, no, no, no, no]);
    assert_eq!(changes(&pairs(headers_starting("x-l"))), [yes, no, no, no, no]);
    assert_eq!(changes(&pairs(headers_starting("y"))), [no; 5]);
    assert_eq!(changes(&pairs(no_pairs().and(query_pairs()))), [no, yes, no, no, yes]);
}

#[test]
fn a_header_is_signed_by_name_or_copied_after_it_is_sent() {
    let now = || time(TimeFormat::UnixSeconds);
    let covered = signed_headers(["host", "x-date"]);
    let listed = |scheme: SchemeBuilder| scheme.header("x-signed", covered.names(";"));
    let early = listed(signed(&covered.pairs(":", "\n"))).header("X-Date", now());
    let list = r#"signed_headers(["host", "x-date"]).names(";")"#;
    assert_problem(early, list, "before the header `X-Date` changes the headers");
    listed(signed(&covered.pairs(":", "\n")).header("X-Date", now())).build().unwrap();
    for copied in [header("x-date"), headers(["x-date"]).values(""), headers_starting("x-d").values("")] {
        let early = signed(&copied).header("x-copy", copied.sha256().hex()).header("x-date", now());
        assert!(problem(early).1.contains("changes the headers"), "{copied}");
    }
}

#[test]
fn a_text_does_not_end_before_an_empty_string() {
    assert_problem(signed(&path().until("")), r#"path().until("")"#, "pass the text to look for");
    signed(&path().until("/")).build().unwrap();
}

#[test]
fn a_private_key_signs_outermost() {
    let inner = Scheme::new((body().ed25519() + body()).hmac_sha256(secret()).hex()).header("x", signature());
    assert!(problem(inner).1.contains("can only be the scheme's signature"));
    let hashed = Scheme::new(body().ed25519().sha256().hex()).header("x", signature());
    assert!(problem(hashed).1.contains("can only be the scheme's signature"));
    Scheme::new(body().ed25519().named("signature").hex()).header("x", signature()).build().unwrap();
}

#[test]
fn times_are_written_by_known_directives() {
    let odd = TimeFormat::pattern("%Y-%j");
    let problem = problem(signed(&body()).header("date", time(odd)));
    assert!(problem.1.contains("`%j` is not a directive"), "{problem:?}");
}

#[test]
fn all_problems_are_reported_at_once() {
    let error = Scheme::new((nonce() + body()).sha256().hex()).header("x y", "1").build().unwrap_err();
    assert_eq!(error.problems().len(), 4, "{error}");
}

fn warnings(scheme: SchemeBuilder) -> Vec<WarningKind> {
    scheme.build().unwrap().warnings().iter().map(|warning| warning.kind).collect()
}

#[test]
fn parts_that_run_into_each_other_are_warned_of() {
    assert_eq!(warnings(signed(&(raw_query() + body()))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&(header("a") + header("b")))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&join("", (path(), raw_query())))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&lines((raw_query(), body())))), []);
    assert_eq!(warnings(signed(&(method() + path()))), []);
    assert_eq!(warnings(signed(&("a" + raw_query() + path().sha256().hex() + body()))), []);
    let now = time(TimeFormat::UnixSeconds);
    let timed = |text: Text| warnings(signed(&text).header("x-now", &now).header("x-once", nonce()));
    // A path begins with a slash, which a method, a host and a number do not contain.
    for first in [host(), origin(), now.clone(), time_after(Duration::from_secs(60), TimeFormat::UnixMillis)] {
        let end = time_after(Duration::from_secs(60), TimeFormat::UnixMillis);
        let sent = signed(&lines((&first + path_and_query(), &end))).header("x-now", &now).header("x-end", end);
        assert_eq!(warnings(sent), [], "{first}");
        assert_eq!(timed(host_name() + raw_query()), [WarningKind::RunTogether]);
    }
    assert_eq!(timed(&now + body()), [WarningKind::RunTogether]);
    assert_eq!(timed(body() + &now), [WarningKind::RunTogether]);
    assert_eq!(timed(nonce() + body()), [WarningKind::RunTogether]);
    assert_eq!(timed(parameter("a") + parameter("b")), [WarningKind::RunTogether]);
    assert_eq!(timed(port() + path()), [WarningKind::RunTogether]);
    assert_eq!(timed(raw_query() + path()), [WarningKind::RunTogether]);
    // What the sender of a request does not choose cannot move.
    assert_eq!(timed(body() + secret()), []);
    assert_eq!(timed(operation_constant("a") + body()), []);
    let two = warnings(signed(&lines((raw_query() + body(), path().named("p") + body()))));
    assert_eq!(two, [WarningKind::RunTogether; 2]);
    assert_eq!(warnings(signed(&parameters().pairs("", ""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().pairs("=", ""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().values(""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().names(""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().pairs("", "&"))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&lines((parameters().names(","), parameters().values(","))))), []);
    assert_eq!(warnings(signed(&parameters().pairs("=", "&"))), []);
}

#[test]
fn secrets_at_the_beginning_and_keys_that_do_not_travel_are_warned_of() {
    let continued = Scheme::new((secret() + body()).sha256().hex()).header("x", signature());
    assert_eq!(warnings(continued), [WarningKind::SecretFirst]);
    let around = Scheme::new((secret() + body() + secret()).md5().hex()).header("x", signature());
    assert_eq!(warnings(around), []);
    let last = Scheme::new((body() + secret()).sha256().hex()).header("x", signature());
    assert_eq!(warnings(last), []);
    // SHA-384 cannot be extended, and a secret alone is not followed by anything.
    let truncated = Scheme::new((secret() + body()).sha384().hex()).header("x", signature());
    assert_eq!(warnings(truncated), []);
    assert_eq!(warnings(Scheme::new(secret().sha256().hex()).header("x", signature())), []);
    let token = Scheme::new((credential("token") + body()).md5().hex()).header("x", signature());
    assert_eq!(warnings(token), [WarningKind::SecretFirst]);
    assert_eq!(warnings(Scheme::unsigned().header("x", raw_query() + body())), []);
    assert_eq!(warnings(signed(&lines((key_id(), body())))), [WarningKind::KeyIdNotSent]);
    assert_eq!(warnings(signed(&lines((key_id(), body()))).header("x-key", key_id())), []);
}

#[test]
fn credentials_that_cannot_be_read_back_are_refused() {
    let request = || Request::new("GET", "https://vendor.example/").unwrap();
    let sign = |scheme: SchemeBuilder, key: &str| {
        let credentials = Credentials::new(key, "sesame").unwrap();
        scheme
            .build()
            .unwrap()
            .sign(request(), &credentials, &Fresh::now())
            .map(drop)
            .map_err(|error| error.to_string())
    };
    let scoped = || signed(&path()).header("authorization", "Key " + key_id() + ":" + identifier("x").optional());
    assert_eq!(sign(scoped(), "reader"), Ok(()));
    let error = sign(scoped(), "rea:der").unwrap_err();
    assert!(error.contains("the key id contains `:`"), "{error}");
    let quoted = || signed(&path()).header("authorization", fields(",").quoted().with("key", key_id()));
    assert_eq!(sign(quoted(), "rea,der"), Ok(()));
    assert!(sign(quoted(), "rea\"der").unwrap_err().contains("contains `\"`"));
    let bare = || signed(&path()).header("authorization", fields(", ").with("key", key_id()));
    assert!(sign(bare(), "rea,der").unwrap_err().contains("contains `,`"));
    let percent = || signed(&path()).header("authorization", fields(", ").percent_encoded().with("key", key_id()));
    assert_eq!(sign(percent(), "rea,der"), Ok(()));
    // However deep it is, and whatever surrounds it.
    let inner = || ("Key " + key_id().named("key").optional()) + ("/" + time(TimeFormat::Iso8601));
    let deep = [
        signed(&path()).header("a", inner()),
        signed(&path()).header("a", fields(";").with("b", inner())),
        signed(&path()).header("a", any_of(" ", "v1" + inner())),
        signed(&path()).header("a", inner().hex()),
        signed(&path()).header("a", join("/", ("x" + key_id(), path()))),
    ];
    for scheme in deep {
        assert_eq!(sign(scheme.clone(), "rea;der"), Ok(()));
        assert!(sign(scheme, "rea/der").unwrap_err().contains("the key id contains `/`"));
    }
    // The last one ends with what it is in.
    let last = || signed(&path()).header("a", fields(";").with("b", "x/" + key_id()));
    assert_eq!(sign(last(), "rea/der"), Ok(()));
    assert!(sign(last(), "rea;der").unwrap_err().contains("contains `;`"));
}

#[test]
fn named_credentials_that_cannot_be_read_back_are_refused() {
    let sign = |part: Text, value: &str| {
        let scheme = signed(&path()).header("x-part", part + ":" + key_id()).build().unwrap();
        let credentials = Credentials::new("reader", "sesame").unwrap().with("shop", value).unwrap();
        let request = Request::new("GET", "https://vendor.example/").unwrap();
        scheme.sign(request, &credentials, &Fresh::now()).map(drop).map_err(|error| error.to_string())
    };
    for part in [identifier("shop"), credential("shop")] {
        assert_eq!(sign(part.clone(), "1;7"), Ok(()));
        let error = sign(part, "1:7").unwrap_err();
        assert!(error.contains("`shop` of the credentials contains `:`") && !error.contains('7'), "{error}");
    }
}

#[test]
fn a_body_of_another_kind_than_the_signed_one_is_listed_as_uncovered() {
    let uncovered = |text: &Text| signed(text).build().unwrap().uncovered().join(", ");
    assert!(uncovered(&form_pairs().pairs("=", "&")).contains("body that is not a form"));
    assert!(uncovered(&json_members().pairs("=", "&")).contains("body that is not JSON"));
    for all in [parameters().pairs("=", "&"), body(), lines((form_pairs().pairs("=", "&"), body()))] {
        assert!(!uncovered(&all).contains("body"), "{all}");
    }
}

#[test]
fn warnings_are_denied_unless_they_are_accepted() {
    let risky = || signed(&(raw_query() + body()));
    let scheme = risky().build().unwrap();
    let warning = &scheme.warnings()[0];
    assert_eq!(warning.problem.part, "raw_query()");
    assert_eq!(warning.to_string(), format!("`raw_query()`: {}", warning.problem.message));
    assert!(warning.problem.message.starts_with("nothing separates this from `body()`"), "{warning}");
    let denied = scheme.deny_warnings().unwrap_err();
    assert_eq!(denied.problems().len(), 1);
    let expected =
        format!("{warning}; receivers refuse it unless the scheme contains `.accept(WarningKind::RunTogether)`");
    assert_eq!(denied.to_string(), expected);
    let accepted = risky().accept(WarningKind::RunTogether).accept(WarningKind::RunTogether).build().unwrap();
    assert_eq!((accepted.warnings(), accepted.deny_warnings()), (&[][..], Ok(())));
    assert_ne!(accepted, scheme);
    assert_problem(
        signed(&body()).accept(WarningKind::SecretFirst),
        "accept(WarningKind::SecretFirst)",
        "the scheme has no such warning",
    );
    // Warnings of another kind remain, and each is reported once.
    let two = lines((raw_query() + body(), raw_query() + body(), parameters().pairs("=", "")));
    assert_eq!(warnings(signed(&two)), [WarningKind::RunTogether, WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&two).accept(WarningKind::EmptySeparator)), [WarningKind::RunTogether]);
    let key_id = lines((key_id(), parameters().pairs("=", ""), key_id()));
    let both = signed(&key_id).accept(WarningKind::KeyIdNotSent).accept(WarningKind::EmptySeparator);
    assert_eq!(both.build().unwrap().warnings(), []);
}

#[test]
fn what_a_scheme_sends_is_listed_in_order() {
    let scheme = signed(&path()).query("key", key_id()).parameter("at", "1").form("f", "2").json("j", "3");
    let scheme = scheme.header("x-copy", signature().optional().named("copy")).build();
    let error = scheme.unwrap_err();
    assert_eq!(error.to_string(), "`signature()`: the signature is sent twice: send it once");
    let scheme =
        signed(&path()).query("key", key_id()).parameter("at", "1").form("f", "2").json("j", "3").build().unwrap();
    let sends: Vec<_> = scheme.sends().map(|(place, name)| format!("{place} {name}")).collect();
    assert_eq!(sends, ["header x-signature", "query parameter key", "parameter at", "form field f", "JSON member j"]);
    assert_eq!(scheme.signature_places().collect::<Vec<_>>(), [(Place::Header, "x-signature")]);
    assert_eq!(Scheme::bearer().signature_places().count(), 0);
    for made in [Scheme::api_key_in_header("x y"), Scheme::api_key_in_query("")] {
        made.unwrap_err();
    }
}

#[test]
fn fields_have_names_and_a_separator() {
    let sent = |fields: Fields| signed(&path()).header("a", fields);
    assert_problem(sent(fields("").with("a", key_id())), r#"fields("").with("a", key_id())"#, "need a separator");
    let twice = fields(",").with("a", key_id()).with("b", "1").with("a", "2");
    assert_problem(
        sent(twice),
        r#"fields(",").with("a", key_id()).with("b", "1").with("a", "2")"#,
        "duplicate field `a`",
    );
    let remembered = signed(&path()).remembers(signature());
    assert_problem(remembered, "signature()", "a signature cannot be remembered");
    signed(&nonce()).header("x-once", nonce()).remembers(nonce()).build().unwrap();
}

#[test]
fn headers_that_are_not_sent_are_filled_in_first() {
    let of = |pairs: Pairs| signed(&pairs.pairs(":", "\n"));
    of(headers(["a"]).or_empty().sorted()).build().unwrap();
    for misplaced in [headers(["a"]).sorted().or_empty(), parameters().or_empty(), headers_starting("a").or_empty()] {
        assert!(problem(of(misplaced)).1.contains("`or_empty` must come first"));
    }
    // The secret itself is not a signature.
    let shown = Scheme::new(path() + secret()).header("x", signature());
    assert!(problem(shown).1.contains("this reveals the secret itself"));
    let token = Scheme::new((path() + credential("token")).hex()).header("x", signature());
    assert!(problem(token).1.contains("this reveals the secret itself"));
}
