//! APIs with several schemes: every operation is signed, sent and verified by the one it selects.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say so at once")]

use std::sync::Arc;

use countersign::auth::{CredentialSource, Fetching, Schemes};
use countersign::scheme::{Scheme, TimeFormat, key_id, raw_query, secret, signature, time};
use countersign::transport::MemoryTransport;
use countersign::{Api as _, Client, Credentials, Endpoint as _, Envelope, ErrorKind, Outcome, endpoint};
use countersign_server::stand_in::{Served, Service};
use countersign_tools::cli::CommandLine;
use countersign_tools::doctor::diagnose;
use countersign_tools::openapi::OpenApi;
use serde_json::json;

/// Like Binance: public data, data for those with a key, and signed trades.
mod exchange {
    use super::*;

    /// Returns the time of the server.
    #[endpoint(GET, "/api/v3/time", response = serde_json::Value, auth = public)]
    pub(super) struct ServerTime {}

    /// Returns older trades.
    #[endpoint(GET, "/api/v3/historicalTrades", response = serde_json::Value, auth = keyed)]
    pub(super) struct HistoricalTrades {
        /// The pair of currencies.
        pub symbol: String,
    }

    /// Places an order.
    #[endpoint(POST, "/api/v3/order", response = serde_json::Value, body = form)]
    pub(super) struct NewOrder {
        /// The pair of currencies.
        #[param(in = query)]
        pub symbol: String,
    }

    /// Reports whether the server answers.
    #[endpoint(GET, "/api/v3/ping", response = serde_json::Value, auth = none)]
    pub(super) struct Ping {}

    fn signed() -> Result<Scheme, countersign::scheme::SchemeError> {
        Scheme::new(raw_query().hmac_sha256(secret()).hex())
            .header("X-MBX-APIKEY", key_id())
            .query("timestamp", time(TimeFormat::UnixMillis))
            .query("signature", signature())
            .build()
    }

    countersign::api! {
        /// An exchange.
        pub(super) struct Exchange {
            base_url: "https://api.exchange.example",
            auth: {
                signed: signed(),
                public: none,
                keyed: Scheme::unsigned().header("X-MBX-APIKEY", key_id()).build(),
            },
        }
        operations {
            market: ServerTime, HistoricalTrades, Ping;
            trade: NewOrder;
        }
    }
}

/// Like GitHub: a token, which some operations do not need.
mod forge {
    use super::*;

    /// Returns the user who asks.
    #[endpoint(GET, "/user", response = serde_json::Value)]
    pub(super) struct CurrentUser {}

    /// Returns some wisdom.
    #[endpoint(GET, "/zen", response = serde_json::Value, auth = public)]
    pub(super) struct Zen {}

    countersign::api! {
        /// A forge.
        pub(super) struct Forge {
            base_url: "https://api.forge.example",
            auth: { token: Scheme::bearer(), public: none },
        }
        operations { all: CurrentUser, Zen; }
    }
}

use exchange::{Exchange, HistoricalTrades, NewOrder, Ping, ServerTime};
use forge::{CurrentUser, Forge, Zen};

fn account() -> Credentials {
    Credentials::new(
        "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
        "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
    )
    .unwrap()
}

/// Answers every operation with its name, after verifying it.
fn exchange_service() -> Arc<Service> {
    let service = Service::builder::<Exchange>().credentials(account());
    let service =
        service.on(|_: ServerTime| Served::response(&"time")).on(|_: HistoricalTrades| Served::response(&"trades"));
    Arc::new(
        service.on(|_: NewOrder| Served::response(&"order")).on(|_: Ping| Served::response(&"ping")).build().unwrap(),
    )
}

fn asking(service: Arc<Service>) -> MemoryTransport {
    MemoryTransport::new(move |request| service.answer(request))
}

/// A transport that none of these requests may reach.
fn nobody() -> MemoryTransport {
    MemoryTransport::new(|request| panic!("{} was sent", request.uri()))
}

#[tokio::test]
async fn each_operation_is_signed_and_verified_by_its_scheme() {
    let client = Exchange::builder().credentials(account()).transport(asking(exchange_service())).build().unwrap();
    assert_eq!(*client.server_time().send().await.unwrap(), "time");
    assert_eq!(*client.historical_trades().symbol("BTCUSDT").send().await.unwrap(), "trades");
    assert_eq!(*client.new_order().symbol("BTCUSDT").send().await.unwrap(), "order");
    assert_eq!(*client.ping().send().await.unwrap(), "ping");

    let sent = |request: &dyn countersign::DynEndpoint| client.prepare(request).unwrap().request;
    let public = sent(&ServerTime {});
    assert_eq!((public.uri().query(), public.headers().len()), (None, 0));
    let keyed = sent(&HistoricalTrades::builder().symbol("BTCUSDT").build());
    assert_eq!((keyed.uri().query(), keyed.headers().contains_key("x-mbx-apikey")), (Some("symbol=BTCUSDT"), true));
    let signed = sent(&NewOrder::builder().symbol("BTCUSDT").build());
    assert!(signed.uri().query().unwrap().starts_with("symbol=BTCUSDT&timestamp="), "{}", signed.uri());
}

#[tokio::test]
async fn the_receiving_side_asks_for_the_scheme_of_the_operation() {
    let service = exchange_service();
    let keyed_client = Client::builder(
        Exchange::BASE_URL,
        Scheme::unsigned().header("X-MBX-APIKEY", key_id()).build(),
        Envelope::none(),
    );
    let client =
        keyed_client.scheme("keyed", Scheme::none()).credentials(account()).transport(asking(service)).build().unwrap();
    let unsigned = client.call(NewOrder::builder().symbol("BTCUSDT").build()).await.unwrap_err();
    assert_eq!(unsigned.status().unwrap(), 401, "{unsigned}");
    let keyless = client.call(HistoricalTrades::builder().symbol("BTCUSDT").build()).await.unwrap_err();
    assert_eq!(keyless.status().unwrap(), 401, "{keyless}");
}

#[tokio::test]
async fn without_credentials_only_public_operations_are_called() {
    let service = exchange_service();
    let client = Exchange::builder().transport(asking(service)).build().unwrap();
    assert_eq!(*client.server_time().send().await.unwrap(), "time");
    assert_eq!(*client.ping().send().await.unwrap(), "ping");

    let client = Exchange::builder().transport(nobody()).build().unwrap();
    let error = client.new_order().symbol("BTCUSDT").send().await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Credentials, Outcome::NotSent));
    assert_eq!(
        error.to_string(),
        "new_order: the scheme `signed` needs credentials, and there are none: pass them with `.credentials(…)`, to the \
         builder of the client or to the call"
    );
    let error = client.historical_trades().symbol("BTCUSDT").send().await.unwrap_err();
    assert!(error.to_string().contains("`keyed`"), "{error}");
    let error = client.prepare(&NewOrder::builder().symbol("BTCUSDT").build()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn a_call_can_have_its_own_credentials() {
    let client = Exchange::builder().transport(asking(exchange_service())).build().unwrap();
    let order = || NewOrder::builder().symbol("BTCUSDT").build();
    assert_eq!(*client.call(order()).credentials(account()).await.unwrap(), "order");
    let own = Credentials::none();
    let client = Exchange::builder().credentials(account()).transport(nobody()).build().unwrap();
    assert_eq!(client.call(order()).credentials(own).await.unwrap_err().kind(), ErrorKind::Credentials);
}

#[test]
fn a_client_without_callable_operations_is_not_built() {
    let error = Client::builder("https://books.example", Scheme::bearer(), Envelope::none()).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

/// A source that must not be called.
struct Silent;

impl CredentialSource for Silent {
    fn fetch(&self) -> Fetching<'_> {
        panic!("the source was asked")
    }
}

#[tokio::test]
async fn an_operation_without_credentials_does_not_ask_the_source() {
    let client = Exchange::builder().credential_source(Silent).transport(asking(exchange_service())).build().unwrap();
    assert_eq!(*client.server_time().send().await.unwrap(), "time");
    client.prepare(&ServerTime {}).unwrap();
}

#[tokio::test]
async fn a_token_is_only_sent_where_it_is_declared() {
    let token = || Credentials::of_secret("ghp_16C7e42F292c6912E7710c838347Ae178B4a").unwrap();
    let service = Service::builder::<Forge>().credentials(token());
    let service = service.on(|_: CurrentUser| Served::response(&"octocat")).on(|_: Zen| Served::response(&"wisdom"));
    let service = Arc::new(service.build().unwrap());
    let client = Forge::builder().credentials(token()).transport(asking(service.clone())).build().unwrap();
    assert_eq!(*client.current_user().send().await.unwrap(), "octocat");
    assert_eq!(*client.zen().send().await.unwrap(), "wisdom");
    assert!(client.prepare(&Zen {}).unwrap().request.headers().is_empty());

    let stranger = Credentials::of_secret("ghp_another").unwrap();
    let client = Forge::builder().credentials(stranger).transport(asking(service)).build().unwrap();
    assert_eq!(client.current_user().send().await.unwrap_err().status().unwrap(), 401);
    assert_eq!(*client.zen().send().await.unwrap(), "wisdom");
}

#[test]
fn schemes_are_replaced_by_name() {
    let builder = Exchange::builder().credentials(account()).transport(nobody());
    let client = builder.scheme("public", Scheme::bearer()).auth(Scheme::none()).build().unwrap();
    let headers = |request: &dyn countersign::DynEndpoint| client.prepare(request).unwrap().request.headers().len();
    assert_eq!(headers(&ServerTime {}), 1);
    assert_eq!(
        client.prepare(&NewOrder::builder().symbol("A").build()).unwrap().request.uri().query(),
        Some("symbol=A")
    );

    let error = Exchange::builder().scheme("publik", Scheme::none()).build().map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`publik`"), "{error}");
}

#[test]
fn an_unknown_scheme_is_refused_where_the_compiler_could_not_see_it() {
    let client = Client::builder("https://books.example", Scheme::none(), Envelope::none()).transport(nobody());
    let client = client.build().unwrap();
    let error = client.prepare(&ServerTime {}).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`public`"), "{error}");
}

#[test]
fn the_metadata_names_the_scheme() {
    let names =
        [ServerTime::OPERATION, NewOrder::OPERATION, Ping::OPERATION].map(countersign::operation::Operation::auth);
    assert_eq!(names, [Some("public"), None, Some("none")]);
    let schemes = Exchange::auth();
    assert_eq!(schemes.name_of(NewOrder::OPERATION), Some("signed"));
    let known: Vec<_> = schemes.iter().map(|(name, _)| name.unwrap()).collect();
    assert_eq!(json!(known), json!(["signed", "public", "keyed"]));
}

#[test]
fn the_document_has_the_scheme_of_each_operation() {
    let document = OpenApi::new("Exchange", "1", Exchange::GROUPS).schemes(Exchange::auth()).to_json();
    let schemes = &document["components"]["securitySchemes"];
    let known: Vec<&String> = schemes.as_object().unwrap().keys().collect();
    assert_eq!(known, ["keyed.X-MBX-APIKEY", "signed.X-MBX-APIKEY", "signed.signature", "signed.timestamp"]);
    assert_eq!(schemes["keyed.X-MBX-APIKEY"]["type"], "apiKey");
    assert_eq!(schemes["keyed.X-MBX-APIKEY"]["description"], "The key id of the credentials.");
    let rule = schemes["signed.signature"]["description"].as_str().unwrap();
    assert!(rule.contains("Scheme signed."), "{rule}");
    assert!(rule.contains("does not cover: method, host, path, body"), "{rule}");
    let security = |path: &str, method: &str| document["paths"][path][method]["security"].clone();
    assert_eq!(security("/api/v3/time", "get"), json!([]));
    assert_eq!(security("/api/v3/ping", "get"), json!([]));
    assert_eq!(security("/api/v3/historicalTrades", "get"), json!([{ "keyed.X-MBX-APIKEY": [] }]));
    let signed = json!([{ "signed.X-MBX-APIKEY": [], "signed.timestamp": [], "signed.signature": [] }]);
    assert_eq!(security("/api/v3/order", "post"), signed);

    let document = OpenApi::new("Forge", "1", Forge::GROUPS).schemes(Forge::auth()).to_json();
    let token = &document["components"]["securitySchemes"]["token"];
    assert_eq!((&token["type"], &token["scheme"]), (&json!("http"), &json!("bearer")));
    assert_eq!(document["paths"]["/user"]["get"]["security"], json!([{ "token": [] }]));
    assert_eq!(document["paths"]["/zen"]["get"]["security"], json!([]));

    let basic = Schemes::new(Arc::new(Scheme::basic()));
    let document = OpenApi::new("Forge", "1", Forge::GROUPS).schemes(basic).to_json();
    let basic = &document["components"]["securitySchemes"]["basic"];
    assert_eq!((&basic["type"], &basic["scheme"]), (&json!("http"), &json!("basic")));
}

/// Runs the program of the forge, without environment variables of this prefix.
fn forge(arguments: &[&str]) -> (String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let program = CommandLine::<Forge>::new("forge", "Asks a forge.", Forge::GROUPS).environment("NAMED_SCHEMES_TEST");
    let arguments = std::iter::once("forge").chain(arguments.iter().copied()).map(Into::into);
    let _code = program.run_on(arguments, &mut out, &mut err);
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn a_command_line_needs_credentials_only_where_the_operation_does() {
    let (out, err) = forge(&["zen", "--dry-run"]);
    assert!(out.contains("https://api.forge.example/zen"), "{out}{err}");
    assert!(err.contains("scheme `public`: Nothing is sent."), "{err}");
    let (out, err) = forge(&["current-user", "--dry-run"]);
    assert!(out.is_empty() && err.contains("NAMED_SCHEMES_TEST_APP_KEY"), "{out}{err}");
    let (out, _) = forge(&["endpoints", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&out).unwrap();
    let schemes: Vec<_> = listed.as_array().unwrap().iter().map(|each| each["auth"].clone()).collect();
    assert_eq!(schemes, [json!(null), json!("public")]);
}

#[tokio::test]
async fn the_doctor_reports_what_the_scheme_does_not_cover() {
    let transport = || MemoryTransport::new(|_| http::Response::new("{}".into()));
    let client = Exchange::builder().credentials(account()).transport(transport()).build().unwrap();
    let order = NewOrder::builder().symbol("BTCUSDT").build();
    let diagnosis = diagnose(client.as_ref(), &order).await.to_string();
    let line = diagnosis.lines().find(|line| line.contains(" scheme ")).unwrap_or_else(|| panic!("{diagnosis}"));
    assert!(line.contains("`signed`: The signature does not cover: method, host, path, body"), "{line}");
    assert!(line.contains("A request is valid for 5 minutes."), "{line}");

    let public = Exchange::builder().transport(transport()).build().unwrap();
    let diagnosis = diagnose(public.as_ref(), &ServerTime {}).await;
    assert!(diagnosis.is_healthy(), "{diagnosis}");
    let diagnosis = diagnosis.to_string();
    assert!(diagnosis.contains("- credentials   the scheme needs none"), "{diagnosis}");
}
