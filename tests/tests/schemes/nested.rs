//! Schemes whose signature, or whose signed values, are inside the members of a JSON body. The rules are written from what
//! is known of each vendor's, which the address beside it describes; Adyen publishes its signature, the others were
//! computed with another program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::scheme::*;
use countersign::transport::MemoryTransport;
use countersign::{Client, Credentials, Envelope, Prepared, endpoint};

fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn account() -> Credentials {
    Credentials::new("key", "sesame").unwrap().with("token", "token-1").unwrap()
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn post(body: &str) -> Request {
    Request::new("POST", "https://books.example/hook").unwrap().json(body)
}

/// Signs a body, and returns the request that carries it and the signature.
fn sign(scheme: &Scheme, body: &str, nonce: &str) -> SignedRequest {
    let fresh = Fresh::at(moment()).with_nonce(nonce);
    scheme.sign(post(body), &account(), &fresh).unwrap_or_else(|error| panic!("{error}"))
}

fn text(request: &Request) -> String {
    String::from_utf8(request.body().to_vec()).unwrap()
}

fn verify(scheme: &Scheme, body: &str) -> Result<(), String> {
    verify_with(scheme, body, account())
}

fn verify_with(scheme: &Scheme, body: &str, credentials: Credentials) -> Result<(), String> {
    scheme.verify(&post(body), |_| [credentials], moment()).map(drop).map_err(|refused| refused.to_string())
}

/// Checks that a signed body is accepted, and is refused after each of these replacements.
fn check(scheme: &Scheme, signed: &str, replacements: &[(&str, &str)]) {
    assert_eq!(verify(scheme, signed), Ok(()), "{signed}");
    for (from, to) in replacements {
        let altered = signed.replacen(from, to, 1);
        assert_ne!(altered, signed, "{from} is not in {signed}");
        assert!(verify(scheme, &altered).is_err(), "{altered} is accepted");
    }
    assert!(verify_with(scheme, signed, Credentials::new("key", "other").unwrap()).is_err());
}

fn mailgun() -> Scheme {
    let (now, token) = (time(TimeFormat::UnixSeconds), nonce());
    let scheme = Scheme::new((&now + &token).hmac_sha256(secret()).hex())
        .json("/signature/timestamp", now)
        .json("/signature/token", &token)
        .json("/signature/signature", signature())
        .accept(WarningKind::RunTogether);
    built(scheme.remembers(token))
}

const TOKEN: &str = "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0";

/// <https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks>
#[test]
fn mailgun_signs_two_members_beside_the_signature() {
    let scheme = mailgun();
    let signed = sign(&scheme, r#"{"event-data": {"event": "opened"}}"#, TOKEN);
    let proof = "72a6dc336a5c19dfd53cf72579a39c3ef3fa76ff7163c9858243afd0ed2f6b02";
    assert_eq!(signed.signature, proof);
    let own = text(&signed.request);
    assert_eq!(
        own,
        format!(
            r#"{{"event-data": {{"event": "opened"}},"signature":{{"timestamp":"1700000000","token":"{TOKEN}","signature":"{proof}"}}}}"#
        )
    );
    let changes = [
        ("1700000000", "1700000001"),
        ("1700000000", "17000000000"),
        ("a8ce0edb", "b8ce0edb"),
        ("72a6dc33", "72a6dc34"),
        (r#""token":"#, r#""Token":"#),
        (r#""signature":{"#, r#""signatures":{"#),
    ];
    check(&scheme, &own, &changes);
    // The members may stand in another order, with blanks, escapes and others between them.
    let foreign = format!(
        r#" {{ "signature" : {{ "signature" : "{proof}", "parent": {{}}, "to\u006ben": "{TOKEN}", "timestamp":"1700000000" }}, "event-data": 1 }} "#
    );
    check(&scheme, &foreign, &changes[..4]);
    // The events are not covered, which the scheme reports.
    assert_eq!(scheme.uncovered(), ["method", "host", "path", "query", "body", "content-type"]);
    let nonces = NoncesInMemory::new(10);
    let once = |body: &str| scheme.verify_once(&post(body), |_| [account()], moment(), &nonces).map_err(|no| no.kind());
    assert!(once(&own).is_ok());
    assert_eq!(once(&foreign).unwrap_err(), RefusedKind::Repeated);
}

/// The members that Adyen signs, with an escape before the characters that separate them.
fn adyen() -> Scheme {
    const ITEM: &str = "/notificationItems/0/NotificationRequestItem";
    let member = |name: &str| {
        let member = json_member(format!("{ITEM}/{name}")).or("");
        member.replaced("\\", "\\\\").replaced(":", "\\:")
    };
    let text = join(
        ":",
        [
            "pspReference",
            "originalReference",
            "merchantAccountCode",
            "merchantReference",
            "amount/value",
            "amount/currency",
            "eventCode",
            "success",
        ]
        .map(member),
    );
    built(
        Scheme::new(text.hmac_sha256(secret().from_hex()).base64())
            .json(format!("{ITEM}/additionalData/hmacSignature"), signature()),
    )
}

fn adyen_message(data: &str, reference: &str) -> String {
    format!(
        r#"{{"live":"false","notificationItems":[{{"NotificationRequestItem":{{{data}"amount":{{"value":1130,"currency":"EUR"}},"pspReference":"7914073381342284","eventCode":"AUTHORISATION","eventDate":"2019-05-06T17:15:34.121+02:00","merchantAccountCode":"TestMerchant","operations":["CANCEL","CAPTURE","REFUND"],"merchantReference":"{reference}","paymentMethod":"visa","success":"true"}}}}]}}"#
    )
}

/// <https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures>
#[test]
fn adyen_signs_members_of_a_list_in_the_body() {
    let scheme = adyen();
    let key = Credentials::of_secret("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056").unwrap();
    let published = "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=";
    let usual = "TestPayment-1407325143704";
    for data in ["", r#""additionalData":{},"#] {
        let signed = scheme.sign(post(&adyen_message(data, usual)), &key, &Fresh::now()).unwrap();
        assert_eq!(signed.signature, published);
        let line = b"7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true";
        assert_eq!(signed.trace.signed(), line);
        assert_eq!(verify_with(&scheme, &text(&signed.request), key.clone()), Ok(()));
    }
    let arrived = adyen_message(&format!(r#""additionalData":{{"hmacSignature":"{published}"}},"#), usual);
    assert_eq!(verify_with(&scheme, &arrived, key.clone()), Ok(()));
    for (from, to) in [
        ("1130", "1131"),
        ("EUR", "USD"),
        ("\"true\"", "\"false\""),
        ("7914", "7915"),
        (r#""eventCode":"AUTHORISATION","#, ""),
        (r#""live":"#, r#""originalReference":"1","live":"#),
        (r#""eventDate":"#, r#""originalReference":"1","eventDate":"#),
        ("coqCmt", "CoqCmt"),
    ] {
        let altered = arrived.replacen(from, to, 1);
        assert_ne!(altered, arrived);
        let expected = to.contains("live");
        assert_eq!(verify_with(&scheme, &altered, key.clone()).is_ok(), expected, "{altered}");
    }
    // A colon in a reference cannot be moved to the next member.
    let signed = scheme.sign(post(&adyen_message("", r"a:b\\c")), &key, &Fresh::now()).unwrap();
    assert_eq!(signed.signature, "sOdhraKqjhyjeVssB6cQpfKEbsNIc/pHXnTAvU1tYMg=");
    let moved = text(&signed.request).replace(r"a:b\\c", "a").replace("1130", r#""b\\\\c:1130""#);
    assert!(verify_with(&scheme, &moved, key).is_err());
}

fn crypto_com(params: Text) -> Scheme {
    let text = json_member("method") + json_member("id") + key_id() + params + time(TimeFormat::UnixMillis);
    built(
        Scheme::new(text.hmac_sha256(secret()).hex())
            .json("api_key", key_id())
            .json_number("nonce", time(TimeFormat::UnixMillis))
            .json("sig", signature())
            .accept(WarningKind::RunTogether),
    )
}

/// <https://exchange-docs.crypto.com/exchange/v1/rest-ws/index.html#digital-signature>
#[test]
fn crypto_com_signs_the_sorted_members_of_an_object() {
    let params = json_members_of("/params").sorted().pairs("", "");
    let text = json_member("method") + json_member("id") + key_id() + params + time(TimeFormat::UnixMillis);
    let scheme = built(
        Scheme::new(text.hmac_sha256(secret()).hex())
            .json("api_key", key_id())
            .json_number("nonce", time(TimeFormat::UnixMillis))
            .json("sig", signature())
            .accept(WarningKind::RunTogether)
            .accept(WarningKind::EmptySeparator),
    );
    let body =
        r#"{"id":11,"method":"private/withdraw","params":{"size":2,"currency":"CRO","is_active":true,"from":"5"}}"#;
    let signed = sign(&scheme, body, "");
    assert_eq!(
        String::from_utf8_lossy(signed.trace.signed()),
        "private/withdraw11keycurrencyCROfrom5is_activetruesize21700000000000"
    );
    assert_eq!(signed.signature, "96104c56f158f845a811986972823e5e1d160795a70dbf3f9d8ea0e4ffd7603a");
    check(
        &scheme,
        &text_of(&signed),
        &[
            ("CRO", "BTC"),
            (":11", ":12"),
            ("withdraw", "deposit"),
            ("\"size\"", "\"Size\""),
            ("{\"size\"", "{\"x\":1,\"size\""),
        ],
    );
    // Without `params`, nothing is in their place.
    let signed = sign(&scheme, r#"{"id":11,"method":"private/get"}"#, "");
    assert_eq!(signed.signature, "1ac5f901db26ec0244a46ee1035f2558cec6d2828ca60c8c6381fe5c63d57185");
    check(
        &scheme,
        &text_of(&signed),
        &[("{", r#"{"params":{"a":"b"},"#), ("{", r#"{"params":[],"#), ("{", r#"{"params":1,"#)],
    );
}

fn text_of(signed: &SignedRequest) -> String {
    text(&signed.request)
}

/// Crypto.com's string for parameters that contain lists of objects.
#[derive(Debug)]
struct Flattened;

impl Part for Flattened {
    fn code(&self) -> String {
        "Flattened".into()
    }

    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        fn write(value: &serde_json::Value, to: &mut String) {
            match value {
                serde_json::Value::Object(members) => members.iter().for_each(|(name, value)| {
                    to.push_str(name);
                    write(value, to);
                }),
                serde_json::Value::Array(items) => items.iter().for_each(|item| write(item, to)),
                serde_json::Value::String(text) => to.push_str(text),
                other => to.push_str(&other.to_string()),
            }
        }
        let mut flat = String::new();
        write(&serde_json::from_slice(text).ok()?, &mut flat);
        Some(flat.into_bytes())
    }
}

#[test]
fn an_object_in_the_body_can_be_written_by_hand() {
    let scheme = crypto_com(json_member("/params").by_hand(Flattened).or(""));
    let legs = r#"[{"instrument":"BTC","amount":"1"},{"instrument":"ETH","amount":"2"}]"#;
    let body = format!(r#"{{"id":11,"method":"private/withdraw","params":{{"currency":"CRO","legs":{legs}}}}}"#);
    let signed = sign(&scheme, &body, "");
    assert_eq!(signed.signature, "949282b215a34ce9f078e79c1f2d28252e689ad7ac7abb0bb5e04509f4df4533");
    check(&scheme, &text_of(&signed), &[("ETH", "BTC"), ("\"2\"", "\"3\"")]);
}

/// <https://docs.wompi.co/en/docs/colombia/eventos/>
#[test]
fn wompi_signs_members_of_a_transaction_and_a_number_as_the_time() {
    let member = |name| json_member(format!("/data/transaction/{name}"));
    let now = time(TimeFormat::UnixSeconds);
    let text = member("id") + member("status") + member("amount_in_cents") + &now + secret();
    let scheme = built(
        Scheme::new(text.sha256().hex())
            .json_number("timestamp", now)
            .json("/signature/checksum", signature())
            .accept(WarningKind::RunTogether),
    );
    let body = r#"{"event":"transaction.updated","data":{"transaction":{"amount_in_cents":4490000,"id":"1234-1610641025-49201","status":"APPROVED"}},"signature":{"properties":["transaction.id","transaction.status","transaction.amount_in_cents"]}}"#;
    let signed = sign(&scheme, body, "");
    assert_eq!(signed.signature, "4b269b35796efe0608f974b2b4c8edcbe1f5d4807e95975c46ddb8bbe4f76568");
    check(&scheme, &text_of(&signed), &[("APPROVED", "DECLINED"), ("4490000", "44900"), ("1700000000", "1700000001")]);
}

/// <https://developers.paymob.com/egypt/manage-callback/hmac/hmac-processed-callback>
#[test]
fn paymob_signs_members_of_the_body_in_the_query() {
    let names = [
        "amount_cents",
        "created_at",
        "currency",
        "error_occured",
        "has_parent_transaction",
        "id",
        "order/id",
        "source_data/pan",
        "source_data/sub_type",
        "source_data/type",
        "success",
    ];
    let text = join("", names.map(|name| json_member(format!("/obj/{name}"))));
    let scheme = built(
        Scheme::new(text.hmac_sha512(secret()).hex()).query("hmac", signature()).accept(WarningKind::RunTogether),
    );
    let body = r#"{"type":"TRANSACTION","obj":{"id":17,"success":true,"amount_cents":100,"created_at":"2024-01-01T00:00:00","currency":"EGP","error_occured":false,"has_parent_transaction":false,"order":{"id":42},"source_data":{"pan":"2346","type":"card","sub_type":"MasterCard"}}}"#;
    let signed = sign(&scheme, body, "");
    let proof = "fda0090e98e683cdd51d9b1edb590e02e672c1b24f6022de6744e581275ffcb8fd6628fadc522f863f85f2137cf305f797d9144a9c6befe45dc0a51d4411b18f";
    assert_eq!(signed.signature, proof);
    let arrived = |body: &str| post(body).query("hmac", proof);
    let verify = |body: &str| scheme.verify(&arrived(body), |_| [account()], moment()).is_ok();
    assert!(verify(body));
    for (from, to) in [("\"id\":42", "\"id\":43"), ("true", "false"), ("100", "101"), ("\"success\":true,", "")] {
        assert!(!verify(&body.replacen(from, to, 1)), "{from}");
    }
}

/// <https://developer.authorize.net/api/reference/index.html#payment-transactions>
#[test]
fn authorize_net_sends_its_key_inside_the_request() {
    const PROOF: &str = "/createTransactionRequest/merchantAuthentication";
    let scheme = built(
        Scheme::unsigned().json(format!("{PROOF}/name"), key_id()).json(format!("{PROOF}/transactionKey"), secret()),
    );
    // Its place is reserved, because the vendor demands it first.
    let body = r#"{"createTransactionRequest":{"merchantAuthentication":{"name":"","transactionKey":""},"refId":"7"}}"#;
    let signed = sign(&scheme, body, "");
    let sent = r#"{"createTransactionRequest":{"merchantAuthentication":{"name":"key","transactionKey":"sesame"},"refId":"7"}}"#;
    assert_eq!(text_of(&signed), sent);
    assert!(!format!("{:?}{}{:?}", signed, signed.trace, signed.trace).contains("sesame"));
    check(&scheme, sent, &[("sesame", "sesam"), (r#""name":"key""#, r#""name":"kez""#)]);
}

#[test]
fn members_are_added_where_a_pointer_leads() {
    let scheme = |path: &str| built(Scheme::unsigned().json(path, "x"));
    for (path, before, after) in [
        ("a", "{}", r#"{"a":"x"}"#),
        ("/a", r#"{"b":1}"#, r#"{"b":1,"a":"x"}"#),
        ("/a/b", "{}", r#"{"a":{"b":"x"}}"#),
        ("/a/b/c", r#"{"a":{}}"#, r#"{"a":{"b":{"c":"x"}}}"#),
        ("/a/b", r#"{"a": { "c": 1 } }"#, r#"{"a": { "c": 1 ,"b":"x"} }"#),
        ("/a/b", r#"{"a":{"b":"","c":2}}"#, r#"{"a":{"b":"x","c":2}}"#),
        ("/a/1/b", r#"{"a":[{},{"c":"}"}]}"#, r#"{"a":[{},{"c":"}","b":"x"}]}"#),
        ("/a/0", r#"{"a":["", 2]}"#, r#"{"a":["x", 2]}"#),
        ("/a/0", r#"{"a":{}}"#, r#"{"a":{"0":"x"}}"#),
        ("/a~1b/~01", "{}", r#"{"a/b":{"~1":"x"}}"#),
        ("/ü\"/b", r#"{"\u00fc\"":{}}"#, r#"{"\u00fc\"":{"b":"x"}}"#),
        ("//", "{}", r#"{"":{"":"x"}}"#),
        ("a.b", "{}", r#"{"a.b":"x"}"#),
        ("a/b", "{}", r#"{"a/b":"x"}"#),
    ] {
        let signed = sign(&scheme(path), before, "");
        assert_eq!(text_of(&signed), after, "{path}");
        assert_eq!(verify(&scheme(path), after), Ok(()), "{path}");
        assert!(verify(&scheme(path), before).is_err(), "{path}");
    }
}

#[test]
fn a_body_that_has_no_room_is_refused_when_it_is_signed() {
    let at = |path: &str, body: &str| {
        let signed = built(Scheme::unsigned().json(path, "x")).sign(post(body), &account(), &Fresh::now());
        signed.map(|signed| text(&signed.request)).unwrap_err().to_string()
    };
    let inside = "what leads to `/a/b` is not an object with each name once, or a list";
    for body in [r#"{"a":"canary"}"#, r#"{"a":7}"#, r#"{"a":null}"#, r#"{"a":{"c":1,"c":2}}"#] {
        assert_eq!(at("/a/b", body), inside, "{body}");
    }
    for body in [r#"{"a":[]}"#, r#"{"a":[{"b":1}]}"#] {
        assert_eq!(at("/a/b", body), "the body has no element of a list that leads to `/a/b`: add it", "{body}");
    }
    assert_eq!(at("/a/0/b", "{}"), "the body has no element of a list that leads to `/a/0/b`: add it");
    assert_eq!(at("/a/00", r#"{"a":[""]}"#), "the body has no element of a list that leads to `/a/00`: add it");
    for body in [r#"{"a":{"b":"y"}}"#, r#"{"a":{"b":null}}"#, r#"{"a":{"b":{}}}"#] {
        assert_eq!(at("/a/b", body), "the request has a parameter `/a/b`, which the scheme adds: remove it", "{body}");
    }
    for body in ["[]", "7", r#"{"a":{},"a":{}}"#, "{"] {
        assert!(at("/a/b", body).starts_with("the body is not a JSON object: "), "{body}");
    }
    // An empty string reserves no place for the signature, which is not among the members.
    let proof = || json_members_of("/a").pairs("=", "&").hmac_sha256(secret()).hex();
    let taken = built(Scheme::new(proof()).json("/a/b", signature()));
    let refused = taken.sign(post(r#"{"a":{"b":""}}"#), &account(), &Fresh::now()).unwrap_err().to_string();
    assert_eq!(refused, "the request has a parameter `/a/b`, which the scheme adds: remove it");
    let form = Request::new("POST", "https://books.example/").unwrap().form([("a", "1")]);
    let scheme = built(Scheme::unsigned().json("/a/b", "x"));
    let refused = scheme.sign(form, &account(), &Fresh::now()).unwrap_err().to_string();
    assert_eq!(refused, "the JSON member `/a/b` cannot be added to a body of another kind");
    let scheme = built(Scheme::new(json_member("/a/b").hmac_sha256(secret()).hex()).header("x-signature", signature()));
    let refused = |body: &str| scheme.sign(post(body), &account(), &Fresh::now()).unwrap_err().to_string();
    assert_eq!(refused("{}"), "the scheme needs `json_member(\"/a/b\")`, which this request does not have");
    assert_eq!(refused(r#"{"a":"canary"}"#), inside);
}

#[test]
fn a_malformed_body_is_refused_when_it_arrives() {
    let scheme = mailgun();
    let own = text(&sign(&scheme, "{}", TOKEN).request);
    let inside =
        |name: &str| format!("what leads to `/signature/{name}` is not an object with each name once, or a list");
    let whole = "the JSON member `/signature/timestamp` did not arrive";
    for (body, expected) in [
        ("{}", whole.to_owned()),
        (r#"{"signature":{}}"#, whole.to_owned()),
        (r#"{"signature":[]}"#, whole.to_owned()),
        (r#"{"signature":"canary"}"#, inside("timestamp")),
        (r#"{"signature":null}"#, inside("timestamp")),
        (&own.replacen(r#"{"timestamp":"#, r#"{"timestamp":"1","timestamp":"#, 1), inside("timestamp")),
        (&own.replacen(r#"{"timestamp":"#, r#"{"signature":"00","timestamp":"#, 1), inside("timestamp")),
        (&own.replacen("1700000000", "17e8", 1), "a time is not written as UnixSeconds".to_owned()),
    ] {
        assert_eq!(verify(&scheme, body), Err(expected), "{body}");
    }
    for body in ["", "[]", "7", "{", r#"{"signature":{},"signature":{}}"#, &own.replace('}', "")] {
        let refused = scheme.verify(&post(body), |_| [account()], moment()).unwrap_err();
        assert!(matches!(refused.kind(), RefusedKind::Malformed | RefusedKind::Missing), "{body}: {refused}");
        assert!(!refused.to_string().contains("canary"));
    }
    // As another kind of body, it is not read.
    let bytes = Request::new("POST", "https://books.example/").unwrap().bytes(own.clone().into_bytes());
    assert!(scheme.verify(&bytes, |_| [account()], moment()).is_err());
    // A member whose name is the whole pointer is a different member.
    let flat = format!(r#"{{"/signature/signature":"00",{}"#, &own[1..]);
    assert_eq!(verify(&scheme, &flat), Ok(()));
    let all = built(
        Scheme::new(json_members().except(["proof"]).sorted().pairs("=", "&").hmac_sha256(secret()).hex())
            .json("/proof/signature", signature()),
    );
    let signed = text(&sign(&all, r#"{"a":"1"}"#, "").request);
    check(&all, &signed, &[("{", r#"{"/proof/signature":"1","#), ("{", r#"{"signature":"1","#), (":\"1\"", ":\"2\"")]);
}

#[test]
fn what_is_sent_inside_an_object_is_left_out_of_its_members() {
    let members = json_members_of("/proof").sorted().pairs("=", "&");
    let scheme = built(
        Scheme::new(members.hmac_sha256(secret()).hex())
            .json("/proof/time", time(TimeFormat::UnixSeconds))
            .json("/proof/signature", signature()),
    );
    let signed = sign(&scheme, r#"{"proof":{"key":"k","time":""}}"#, "");
    assert_eq!(signed.trace.signed(), b"key=k&time=1700000000");
    check(&scheme, &text_of(&signed), &[("\"k\"", "\"l\""), ("\"key\"", "\"kez\""), ("{\"key", "{\"a\":1,\"key")]);
    // What is sent inside a member is part of its text, for members and parameters of the body as well.
    let data = |text: Text| {
        built(Scheme::new(text.hmac_sha256(secret()).hex()).json("/data/once", nonce()).json("sign", signature()))
    };
    for scheme in [data(json_members().pairs("=", "&")), data(parameter("data")), data(json_member("data"))] {
        for body in ["{}", r#"{"data":{}}"#, r#"{"data":{"id":[1]}}"#] {
            let signed = sign(&scheme, body, "n1");
            assert!(String::from_utf8_lossy(signed.trace.signed()).contains(r#""once":"n1""#), "{}", signed.trace);
            check(&scheme, &text_of(&signed), &[("n1", "n2")]);
        }
    }
    let scalars = built(
        Scheme::new(json_members_of("/data").scalars().percent_encoded().pairs("=", "&").hmac_sha256(secret()).hex())
            .json("/data/sign", signature()),
    );
    let signed = sign(&scalars, r#"{"data":{"a":"[x","b":[1],"c":{},"d":null}}"#, "");
    assert_eq!(signed.trace.signed(), b"a=%5Bx&d=null");
    check(&scalars, &text_of(&signed), &[("[x", "[y")]);
}

#[test]
fn an_object_that_is_hidden_has_members_and_is_no_scalar() {
    for (text, expected) in [
        (json_members().pairs("=", "&"), "a=1&card="),
        (json_members().scalars().pairs("=", "&"), "a=1"),
        (json_members_of("/card").pairs("=", "&"), "n=&once="),
    ] {
        let scheme =
            Scheme::new(lines((path(), &text)).hmac_sha256(secret()).hex()).json("/card/once", identifier("token"));
        let scheme = built(scheme.header("x-signature", signature()));
        let hidden = post(r#"{"a":1,"card":{"n":"canary"}}"#).hide("card");
        let signed = scheme.sign(hidden, &account(), &Fresh::at(moment())).unwrap();
        assert_eq!(String::from_utf8_lossy(signed.trace.signed()), format!("/hook\n{expected}"));
        assert_eq!(text_of(&signed), r#"{"a":1,"card":{"n":"canary","once":"token-1"}}"#);
        assert!(!format!("{signed:?}{}", signed.trace).contains("canary"));
        scheme.verify(&signed.request, |_| [account()], moment()).unwrap();
    }
}

fn problems(scheme: SchemeBuilder) -> Vec<String> {
    scheme.build().unwrap_err().problems().iter().map(ToString::to_string).collect()
}

#[test]
fn places_that_exclude_each_other_are_refused() {
    let signed = || Scheme::new(path().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let twice = "it is sent twice: remove one of them";
    assert_eq!(problems(signed().json("/a/b", "1").json("/a/b", "2")), [format!(r#"`json("/a/b", …)`: {twice}"#)]);
    assert_eq!(problems(signed().json("a", "1").json("/a", "2")), [format!(r#"`json("/a", …)`: {twice}"#)]);
    let inside = "it is sent inside `a`, which is sent as well: remove one of them";
    assert_eq!(problems(signed().json("/a/b", "1").json("a", "2")), [format!(r#"`json("/a/b", …)`: {inside}"#)]);
    assert_eq!(problems(signed().parameter("a", "1").json("/a/b", "2")), [format!(r#"`json("/a/b", …)`: {inside}"#)]);
    let tilde = "a pointer contains `~` only in `~0` (a tilde) and `~1` (a slash)";
    assert_eq!(problems(signed().json("/a~2", "1")), [format!(r#"`json("/a~2", …)`: {tilde}"#)]);
    let with = |text: Text| Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
    assert_eq!(problems(with(json_member("/a~"))), [format!(r#"`json_member("/a~")`: {tilde}"#)]);
    assert_eq!(problems(with(json_members_of("/~x").values(","))), [format!(r#"`json_members_of("/~x")`: {tilde}"#)]);
    // A tilde in a plain name, two members of one object and two elements of a list exclude nothing.
    built(signed().json("a~2", "1").json("/b/c", "2").json("/b/d", "3").json("/e/0", "4").json("/e/1", "5"));
}

#[test]
fn what_contains_the_signature_cannot_be_signed() {
    let in_proof = |text: Text| Scheme::new(text.hmac_sha256(secret()).hex()).json("/a/proof/sign", signature());
    let message = "the signature is sent inside this, as `/a/proof/sign`: sign the members beside it";
    for text in [
        json_member("a"),
        json_member("/a/proof"),
        json_member("/a/proof/sign"),
        parameter("a"),
        json_members().sorted().pairs("=", "&"),
        parameters().except(["b"]).pairs("=", "&"),
        json_members_of("/a").pairs("=", "&"),
        no_pairs().and(json_members_of("/a").only(["proof"])).pairs("=", "&"),
    ] {
        let found = problems(in_proof(text.clone()));
        assert_eq!(found, [format!("`{text}`: {message}")]);
    }
    for text in [
        json_member("b"),
        json_member("/a/prooF"),
        json_member("/a/proof/time"),
        parameter("b"),
        json_members().except(["a"]).pairs("=", "&"),
        json_members_of("/a").except(["proof"]).pairs("=", "&"),
        json_members_of("/a").only(["id"]).pairs("=", "&"),
        json_members_of("/a/proof").pairs("=", "&"),
        json_members_of("/b").pairs("=", "&"),
    ] {
        built(in_proof(text));
    }
    let body = problems(in_proof(body()));
    assert!(body[0].contains("covers the body as bytes and cannot be in it"), "{body:?}");
    // What is sent before something else that it contains would be wrong.
    let early = Scheme::new(header("x-digest").hmac_sha256(secret()).hex())
        .header("x-digest", json_member("data").sha256().hex())
        .header("x-signature", signature());
    let late = problems(early.clone().json("/data/time", time(TimeFormat::UnixSeconds)));
    assert!(late[0].contains("it is sent before the JSON member `/data/time` changes the body"), "{late:?}");
    built(early.json("/date/time", time(TimeFormat::UnixSeconds)));
}

#[test]
fn a_member_that_the_signature_does_not_cover_is_listed() {
    let uncovered = |text: Text, path: &str| {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex());
        let scheme = built(scheme.json(path, identifier("shop")).header("x-signature", signature()));
        scheme.uncovered().contains(&path)
    };
    for covering in [
        body(),
        json_member("/a/shop"),
        json_member("/a"),
        json_members().pairs("=", "&"),
        json_members_of("/a").pairs("=", "&"),
        parameters().only(["a"]).pairs("=", "&"),
        identifier("shop"),
    ] {
        assert!(!uncovered(covering.clone(), "/a/shop"), "{covering}");
    }
    for other in [
        path(),
        json_member("/a/shops"),
        json_members().except(["a"]).pairs("=", "&"),
        json_members_of("/a").except(["shop"]).pairs("=", "&"),
        json_members_of("/b").pairs("=", "&"),
    ] {
        assert!(uncovered(other.clone(), "/a/shop"), "{other}");
    }
}

#[test]
fn the_code_of_a_scheme_with_pointers_creates_it_again() {
    macro_rules! printed {
        ($code:expr) => {{
            let compact = |code: &str| code.split_whitespace().collect::<String>();
            let scheme = $code.unwrap();
            assert_eq!(compact(&scheme.to_string()), compact(stringify!($code)));
            scheme
        }};
    }
    let scheme = printed!(
        Scheme::new((time(TimeFormat::UnixSeconds) + nonce()).hmac_sha256(secret()).hex())
            .json("/signature/timestamp", time(TimeFormat::UnixSeconds))
            .json("/signature/token", nonce())
            .json("/signature/signature", signature())
            .remembers(nonce())
            .accept(WarningKind::RunTogether)
            .build()
    );
    assert_eq!(scheme, mailgun());
    let text = printed!(
        Scheme::new((json_member("/a/b") + "&" + json_members_of("/c~1d").values("&")).hmac_sha256(secret()).hex())
            .json("/~1a", "x")
            .json_number("/n/0", "1")
            .json("sign", signature())
            .build()
    );
    assert_ne!(text, scheme);
    assert_ne!(json_member("a"), json_member("/a"));
}

/// Places an order.
#[endpoint(POST, "/orders")]
pub struct PlaceOrder {
    /// The call.
    pub method: String,
    /// What is ordered.
    pub params: Option<std::collections::BTreeMap<String, u32>>,
}

fn prepare(scheme: &Scheme, request: &PlaceOrder) -> Result<Prepared, countersign::Error> {
    let client = Client::builder("https://books.example", scheme.clone(), Envelope::none())
        .credentials(account())
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap();
    client.prepare(request)
}

#[test]
fn a_client_sends_members_inside_those_of_its_operation() {
    let text = json_member("method") + "|" + json_members_of("/params").sorted().pairs("=", "&");
    let scheme = built(
        Scheme::new(text.hmac_sha256(secret()).hex())
            .json_number("/params/nonce", time(TimeFormat::UnixMillis))
            .json("/auth/key", key_id())
            .json("/auth/token", credential("token"))
            .json("/auth/sign", signature()),
    );
    let order = |params: Option<&[(&str, u32)]>| PlaceOrder {
        method: "buy".into(),
        params: params.map(|pairs| pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()),
    };
    for (params, signed) in
        [(Some(&[("tea", 2), ("cup", 1)][..]), "buy|cup=1&nonce="), (Some(&[]), "buy|nonce="), (None, "buy|nonce=")]
    {
        let prepared = prepare(&scheme, &order(params)).unwrap();
        let (body, trace) = (prepared.request.body(), prepared.trace.to_string());
        let sent: serde_json::Value = serde_json::from_slice(body).unwrap();
        assert_eq!(sent["auth"]["key"], "key", "{sent}");
        assert_eq!(sent["auth"]["token"], "token-1", "{sent}");
        assert!(sent["params"]["nonce"].is_u64(), "{sent}");
        assert!(String::from_utf8_lossy(prepared.trace.signed()).starts_with(signed), "{trace}");
        assert!(!trace.contains("token-1") && !format!("{prepared:?}").contains("token-1"), "{trace}");
        let arrived = Request::received(&prepared.request, "https://books.example").unwrap();
        scheme
            .verify(&arrived, |_| [account()], SystemTime::now())
            .unwrap_or_else(|refused| panic!("{refused}: {sent}"));
        let altered = prepared.request.map(|body| String::from_utf8_lossy(&body).replace("buy", "sell").into_bytes());
        let altered = Request::received(&altered, "https://books.example").unwrap();
        assert!(scheme.verify(&altered, |_| [account()], SystemTime::now()).is_err());
    }
    // A field that is not an object has no members.
    let inside = built(Scheme::unsigned().json("/method/key", key_id()));
    let refused = prepare(&inside, &order(None)).unwrap_err().to_string();
    assert!(refused.contains("what leads to `/method/key` is not an object"), "{refused}");
}
