//! Schemes: no secret is shown, wherever it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use base64::Engine as _;
use countersign::Credentials;
use countersign::param::Origin;
use countersign::scheme::*;

const SECRET: &str = "canary-secret-5d41402abc";
const TOKEN: &str = "canary-token-7d793037a0";
const PARAMETER: &str = "canary-parameter-+/=";

fn credentials() -> Credentials {
    Credentials::new("reader", SECRET).unwrap().with("token", TOKEN).unwrap().with("shop", "17").unwrap()
}

/// The forms of a canary that must not be visible: itself, and its usual encodings.
fn canaries() -> Vec<String> {
    let standard = base64::engine::general_purpose::STANDARD;
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut canaries = Vec::new();
    for secret in [SECRET, TOKEN, PARAMETER] {
        canaries.extend([secret.to_owned(), standard.encode(secret), hex(secret), secret.to_uppercase()]);
    }
    canaries.push(standard.encode(format!("reader:{SECRET}"))[..30].to_owned());
    canaries.push("canary".to_owned());
    canaries.push("canary-parameter-%2B%2F%3D".to_owned());
    canaries
}

#[track_caller]
fn assert_shows_nothing(what: &str, shown: &str) {
    for canary in canaries() {
        assert!(!shown.contains(&canary), "{what} shows {canary}:\n{shown}");
    }
}

/// Texts with a secret in every possible position.
fn texts() -> Vec<Text> {
    let token = || credential("token");
    vec![
        secret() + path() + secret(),
        join("&", (token(), path(), secret().upper())),
        lines((secret().base64(), secret().hex(), (secret() + ":" + token()).percent_encoded())),
        parameters().plus("secret", secret()).sorted().pairs("=", "&"),
        parameters().plus("secret", secret()).percent_encoded().sorted().pairs("=", "&").percent_encoded(),
        parameters().plus("secret", token()).values("").upper(),
        raw_query() + "." + body() + path_and_query(),
        raw_query().percent_encoded().base64(),
        body().base64(),
        parameter("password") + parameter("password").base64(),
        parameter("absent").or(secret()),
        token().optional() + secret().first(12) + secret().skip(3),
        header("x-token") + headers(["x-token"]).pairs(":", "\n") + header("authorization").optional(),
        fields(",").with("token", token()).with("secret", secret()).into_text() + "x",
        parameters().and(fields(",").with("token", token())).names("&"),
        any_of(" ", secret()) + secret().named("label"),
        path() + path().hmac_sha256(secret()).hex() + (secret() + path()).sha256(),
        parameters().plus("secret", secret()).hidden().sorted_by(Order::Value).values(""),
        parameters().plus("secret", secret()).replaced("c", "c").values("")
            + secret().crc32()
            + secret().unless_empty(),
    ]
}

fn request() -> Request {
    let url = format!("https://vendor.example/path?a=1&password={}", "canary-parameter-%2B%2F%3D");
    let request = Request::new("POST", &url).unwrap().header("x-token", TOKEN).unwrap();
    request.form([("b", "2"), ("hidden", PARAMETER)]).hide("password").hide("hidden").hide("x-token")
}

#[test]
fn no_secret_is_in_a_trace() {
    for text in texts() {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
            .header("authorization", "Bearer " + credential("token"))
            .header("x-basic", "Basic " + (key_id() + ":" + secret()).base64())
            .header("x-passphrase", credential("token").hmac_sha256(secret()).base64())
            .query("access_token", credential("token"))
            .form("client_secret", secret())
            .header("x-signature", signature())
            .build()
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        let signed =
            scheme.sign(request(), &credentials(), &Fresh::now()).unwrap_or_else(|error| panic!("{text}: {error}"));
        let what = text.to_string();
        assert_shows_nothing(&what, &format!("{:?}{}{:?}", signed, signed.trace, signed.request));
        for string in signed.trace.strings() {
            assert_shows_nothing(&what, &String::from_utf8_lossy(string.bytes()));
            string.parts().for_each(|part| assert_shows_nothing(&what, &String::from_utf8_lossy(part.bytes())));
        }
        for (_, name, value) in signed.trace.sent() {
            assert_shows_nothing(&name, &String::from_utf8_lossy(value.unwrap_or_default()));
        }
        let sensitive = ["authorization", "x-basic", "x-passphrase"];
        assert!(sensitive.iter().all(|name| signed.request.headers()[*name].is_sensitive()));
        // Hidden values are signed nevertheless.
        let claim = scheme.read(&signed.request).unwrap();
        assert_shows_nothing("the claim", &format!("{claim:?}"));
        let now = std::time::SystemTime::now();
        let verified = claim.verify([credentials()], now).unwrap_or_else(|refused| panic!("{text}: {refused}"));
        assert_shows_nothing("what was verified", &format!("{verified:?}"));
    }
}

#[test]
fn no_secret_is_in_an_error() {
    let now = std::time::SystemTime::now();
    for text in texts() {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
            .header("authorization", "Bearer " + credential("token"))
            .header("x-basic", "Basic " + (key_id() + ":" + secret()).base64())
            .header("x-signature", signature())
            .build()
            .unwrap();
        assert_shows_nothing("a scheme", &format!("{scheme} {scheme:?}"));
        let bare = Request::new("GET", "https://vendor.example/").unwrap();
        for credentials in [credentials(), Credentials::of_secret(SECRET).unwrap()] {
            if let Err(error) = scheme.sign(bare.clone(), &credentials, &Fresh::now()) {
                assert_shows_nothing("an error", &format!("{error} {error:?}"));
            }
        }
        let signed = scheme.sign(request(), &credentials(), &Fresh::now()).unwrap().request;
        let others = [
            Credentials::new("reader", "other").unwrap(),
            Credentials::new("other", SECRET).unwrap().with("token", TOKEN).unwrap(),
            Credentials::new("reader", SECRET).unwrap().with("token", "other").unwrap(),
        ];
        for other in others {
            let refused = scheme.verify(&signed, |_| [other], now).unwrap_err();
            assert_shows_nothing("a refusal", &format!("{refused} {refused:?}"));
        }
        let changed = signed.clone().query("a", "2");
        if let Err(refused) = scheme.verify(&changed, |_| [credentials()], now) {
            assert_shows_nothing("a refusal", &format!("{refused} {refused:?}"));
        }
    }
}

#[test]
fn a_key_that_is_not_one_is_not_shown() {
    let scheme = Scheme::new(body().rsa_sha256().base64()).header("x", signature()).build().unwrap();
    for key in [SECRET.to_owned(), format!("-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n")] {
        let credentials = Credentials::of_secret(key).unwrap();
        let request = Request::new("POST", "https://vendor.example/").unwrap().bytes("x");
        let error = scheme.sign(request.clone(), &credentials, &Fresh::now()).unwrap_err();
        assert!(error.to_string().contains("not a private key"), "{error}");
        assert_shows_nothing("an error", &format!("{error} {error:?}"));
        let signed = request.header("x", "AAAA").unwrap();
        let refused = scheme.verify(&signed, |_| [credentials], std::time::SystemTime::now()).unwrap_err();
        assert_shows_nothing("a refusal", &format!("{refused} {refused:?}"));
    }
}

#[test]
fn the_trace_shows_where_the_secret_belongs() {
    let scheme = Scheme::new((secret() + path() + secret()).md5().hex()).header("x", signature()).build().unwrap();
    let request = Request::new("GET", "https://vendor.example/a").unwrap();
    let trace = scheme.sign(request, &credentials(), &Fresh::now()).unwrap().trace;
    let string = trace.strings().next().unwrap();
    assert_eq!((string.to_string().as_str(), string.made()), ("‹secret›/a‹secret›", "MD5"));
    let parts: Vec<_> = string.parts().map(|part| (part.label().into_owned(), part.origin(), part.range())).collect();
    let secret = |at| ("secret".to_owned(), Origin::Secret, at..at);
    assert_eq!(parts, [secret(0), ("path".to_owned(), Origin::Path, 0..2), secret(2)]);
}

#[test]
fn a_trace_does_not_show_between_which_values_a_secret_was_sorted() {
    let parts = no_pairs().plus("a", "b").plus("secret", secret()).plus("z", "d").hidden().sorted_by(Order::Value);
    let scheme = Scheme::new(parts.values("").sha1().hex()).header("x", signature()).build().unwrap();
    let request = Request::new("GET", "https://vendor.example/a").unwrap();
    let signed = scheme.sign(request, &credentials(), &Fresh::now()).unwrap();
    assert_eq!(signed.trace.strings().next().unwrap().to_string(), "‹secret›");
    scheme.verify(&signed.request, |_| [credentials()], std::time::SystemTime::now()).unwrap();
}

#[test]
fn hidden_pairs_are_hidden_although_nothing_in_them_is_secret() {
    let pairs = query_pairs().hidden().pairs("=", "&");
    for text in [path() + "?" + &pairs, "/a?" + pairs.upper(), "/a?" + pairs.md5().hex()] {
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
            .header("x-pairs", &pairs)
            .header("x", signature())
            .build()
            .unwrap();
        let request = Request::new("GET", "https://vendor.example/a?card=canary").unwrap();
        let signed = scheme.sign(request, &credentials(), &Fresh::now()).unwrap();
        // A digest in the string is a string of its own, before it.
        let shown = signed.trace.strings().next_back().unwrap().to_string();
        assert_eq!((signed.trace.signed(), shown.as_str()), (&b"/a?"[..], "/a?‹secret›"));
        assert!(signed.request.headers()["x-pairs"].is_sensitive());
        scheme.verify(&signed.request, |_| [credentials()], std::time::SystemTime::now()).unwrap();
    }
}
