//! Schemes with secrets in arbitrary places: none of them is printed, neither when a request is signed nor when the
//! vendor's answer repeats it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign::retry::RetryPolicy;
use countersign::scheme::*;
use countersign::transport::MemoryTransport;
use countersign::{Client, Credentials, DynEndpoint, Endpoint, Envelope, Error, endpoint};
use countersign_tools::cli::curl;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, proptest};
use proptest::prop_oneof;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SECRETS: [&str; 3] = ["canary-secret/5d41402a", "canary-token+7d793037", "canary-passphrase 0cc175b9"];

/// Looks for books.
#[endpoint(GET, "/books", response = String)]
pub struct FindBooks {
    /// A word of the title.
    pub title: String,
}

/// Adds a book.
#[endpoint(POST, "/books", response = String)]
pub struct AddBook {
    /// Its title.
    pub title: String,
}

/// Lends a book.
#[endpoint(POST, "/loans", response = String, body = form)]
pub struct LendBook {
    /// Title of the book.
    pub title: String,
}

fn credentials() -> Credentials {
    let [secret, token, passphrase] = SECRETS;
    let credentials = Credentials::new("reader", secret).unwrap().with("token", token).unwrap();
    credentials.with("passphrase", passphrase).unwrap().with("shop", "shop-17").unwrap()
}

/// What must not be printed: the beginning of each secret, and its usual encodings wherever it begins.
fn canaries() -> Vec<String> {
    let hex: String = "canary".bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut canaries = vec![String::from("canary"), String::from("CANARY"), hex.clone(), hex.to_uppercase()];
    for before in 0..3 {
        let encoded = STANDARD.encode([&[0; 2][..before], b"canary-"].concat());
        canaries.push(encoded[before + 1..before + 8].to_owned());
    }
    canaries.extend(["5d41402a", "7d793037", "0cc175b9"].map(str::to_owned));
    canaries
}

#[track_caller]
fn assert_hidden(what: &str, shown: &str) {
    for canary in canaries() {
        assert!(!shown.contains(&canary), "{what} shows {canary}:\n{shown}");
    }
}

/// A text with secrets in it.
fn text() -> impl Strategy<Value = Text> {
    let leaf = prop_oneof![
        2 => Just(secret()),
        2 => Just(credential("token")),
        2 => Just(credential("passphrase")),
        1 => Just(path()),
        1 => Just(parameters().plus("token", credential("token")).sorted().pairs("=", "&")),
    ];
    leaf.prop_recursive(4, 10, 3, |inner| {
        prop_oneof![
            2 => (inner.clone(), inner.clone()).prop_map(|(one, other)| one + ":" + other),
            1 => inner.clone().prop_map(|text| text.base64()),
            1 => inner.clone().prop_map(|text| text.hex()),
            1 => inner.clone().prop_map(|text| text.upper()),
            1 => inner.clone().prop_map(|text| text.percent_encoded()),
            1 => inner.clone().prop_map(|text| text.first(9)),
            1 => inner.prop_map(|text| text.hmac_sha256(credential("token")).hex()),
        ]
    })
}

/// A text that a receiver can read back.
fn sent() -> impl Strategy<Value = Text> {
    let canary = prop_oneof![Just(secret()), Just(credential("token")), Just(credential("passphrase"))];
    (canary, 0..5).prop_map(|(canary, form)| match form {
        0 => canary,
        1 => canary.base64(),
        2 => "Bearer " + canary,
        3 => "Basic " + (key_id() + ":" + canary).base64(),
        _ => canary.percent_encoded(),
    })
}

/// Schemes that can be built.
fn scheme() -> impl Strategy<Value = Scheme> {
    (text(), vec((0..3, sent()), 0..4)).prop_filter_map("cannot be built", |(text, sends)| {
        let scheme = Scheme::new((text + path()).hmac_sha256(secret()).hex())
            .header("x-shop", identifier("shop"))
            .header("x-signature", signature());
        let sends = sends.into_iter().enumerate();
        let scheme = sends.fold(scheme, |scheme, (number, (place, text))| match place {
            0 => scheme.header(format!("x-sent-{number}"), text),
            1 => scheme.query(format!("sent_{number}"), text),
            _ => scheme.parameter(format!("added_{number}"), text),
        });
        scheme.build().ok()
    })
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{field}={value:?}");
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A client of a vendor whose refusals repeat all secrets.
fn client(scheme: Scheme) -> Client {
    let echo = SECRETS.join(" and ");
    let transport = MemoryTransport::new(move |_| {
        let answer = http::Response::builder().status(400).header("x-request-id", &echo).header("retry-after", &echo);
        answer.body(format!(r#"{{"message":"wrong: {echo}","code":"{echo}","requestId":"{echo}"}}"#).into()).unwrap()
    });
    let client = Client::builder("https://books.example", scheme, Envelope::none()).credentials(credentials());
    client.transport(transport).retry(RetryPolicy::none()).build().unwrap()
}

fn check_error(error: &Error) {
    let findings = format!("{:?}", error.findings());
    for shown in [error.to_string(), format!("{error:?}"), error.explain(), error.lines().join("\n"), findings] {
        assert_hidden("an error", &shown);
    }
    for shown in [error.excerpt(), error.trace_id(), error.code()] {
        assert_hidden("a part of an error", shown.unwrap_or_default());
    }
}

fn check(scheme: &Scheme, request: impl Endpoint<Response = String>) {
    let client = client(scheme.clone());
    assert_hidden("a client", &format!("{client:?} {scheme} {:?}", credentials()));
    let prepared = client.prepare(&request).unwrap_or_else(|error| panic!("{scheme}: {error}"));
    assert_hidden("a request", &format!("{prepared:?} {:#?} {:?}", prepared.trace, prepared.request.headers()));
    assert_hidden("a trace", &format!("{} {}", prepared.trace, prepared.trace.to_json()));
    for component in prepared.trace.components() {
        assert_hidden("a component", &String::from_utf8_lossy(prepared.trace.value(component)));
    }
    for string in prepared.trace.strings() {
        assert_hidden("a string", &String::from_utf8_lossy(string.bytes()));
    }
    assert_hidden("a command", &curl(&prepared));
    assert!(curl(&prepared).contains("curl "), "{}", curl(&prepared));
    let log = Log::default();
    let error = tracing::subscriber::with_default(log.clone(), || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async { client.call(request).await }).unwrap_err()
    });
    check_error(&error);
    let log = log.0.lock().unwrap();
    assert!(log.contains("/books") || log.contains("/loans") || log.contains("books"), "{log}");
    assert_hidden("the log", &log);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn secrets_in_any_place_are_not_printed(scheme in scheme()) {
        check(&scheme, FindBooks { title: "Faust".into() });
        check(&scheme, AddBook { title: "Faust".into() });
        check(&scheme, LendBook { title: "Faust".into() });
    }
}

#[tokio::test]
async fn what_is_not_secret_stays_in_errors() {
    let scheme = Scheme::unsigned().header("x-shop", identifier("shop")).header("x-token", credential("token"));
    let transport = MemoryTransport::new(|_| {
        let body = format!(r#"{{"message":"shop-17 has no {}"}}"#, SECRETS[1]);
        http::Response::builder().status(400).body(body.into()).unwrap()
    });
    let client = Client::builder("https://books.example", scheme.build(), Envelope::none()).credentials(credentials());
    let client = client.transport(transport).build().unwrap();
    let error = client.call(FindBooks { title: "Faust".into() }).await.unwrap_err();
    assert!(error.to_string().contains("shop-17 has no ****"), "{error}");
}

#[test]
fn a_command_has_variables_in_place_of_secrets() {
    let command = |scheme: Scheme, request: &dyn DynEndpoint| curl(&client(scheme).prepare(request).unwrap());
    let comment =
        |names| format!("# What contains a secret is not printed. Set it first, encoded as it is sent: {names}");
    let (find, add) = (FindBooks { title: "Faust".into() }, AddBook { title: "a \"token\":\"b\"".into() });
    assert_eq!(
        command(Scheme::basic(), &find),
        format!(
            "{}\ncurl 'https://books.example/books?title=Faust' \\\n  --header 'authorization: Basic \
             '\"$SECRET_AUTHORIZATION\"",
            comment("SECRET_AUTHORIZATION")
        )
    );
    assert_eq!(
        command(Scheme::api_key_in_query("api key").unwrap(), &find),
        format!(
            "{}\ncurl 'https://books.example/books?title=Faust&api+key='\"$SECRET_API_KEY\"",
            comment("SECRET_API_KEY")
        )
    );
    let token = Scheme::unsigned().json("token", credential("token")).build().unwrap();
    let printed = command(token, &add);
    assert!(printed.starts_with(&comment("SECRET_TOKEN")), "{printed}");
    let body = r#"--data-raw '{"title":"a \"token\":\"b\"","token":"'"$SECRET_TOKEN"'"}'"#;
    assert!(printed.ends_with(body), "{printed}");
    let open = Scheme::unsigned().header("x-shop", identifier("shop")).build().unwrap();
    assert!(command(open, &find).starts_with("curl "), "nothing is secret");
}
