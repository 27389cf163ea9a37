//! The doctor: for every usual cause of a refused signature, a refusal in which it finds that cause, and refusals in
//! which it must not; and the checklist of a diagnostic call.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::{Arc, Mutex};

use api_1688::stand_in::{self, StandIn};
use api_1688::{Category, Client as Api, CreateOrder, FreightEstimate, FreightItem, KeywordSearch, Language};
use api_1688::{JsonSigning, Md5Sorted};
use bytes::Bytes;
use countersign::Body;
use countersign::doctor::{Cause, Finding, Likelihood, examine};
use countersign::scheme::{Scheme, TimeFormat, key_id, parameters, secret, signature, time};
use countersign::transport::{MemoryTransport, Sending, Transport};
use countersign::value::Timestamp;
use countersign::{Answer, Auth, Client, Credentials, Endpoint, Envelope, Error, ErrorKind, endpoint};
use countersign_tests::requests::create_order;
use countersign_tools::doctor::{Diagnosis, Outcome, diagnose};
use http::{HeaderValue, Request, Response, StatusCode};

const KEY: &str = "k2046747647";
const SECRET: &str = "c76a4958adb6dd549b5bc014916021e8";
const NOW: i64 = 1_724_224_057_972;
const REFUSED: &str = r#"{"message":"签名错误"}"#;

/// An answer of a vendor.
#[derive(Clone, Copy)]
struct Says {
    status: u16,
    date: Option<&'static str>,
    body: &'static str,
}

const REFUSES: Says = Says { status: 400, date: None, body: REFUSED };

fn client(auth: impl Auth, credentials: Credentials, says: Says) -> Client {
    let transport = MemoryTransport::new(move |_| {
        let mut answer = Response::new(says.body.into());
        *answer.status_mut() = StatusCode::from_u16(says.status).unwrap();
        if let Some(date) = says.date {
            answer.headers_mut().insert("date", HeaderValue::from_static(date));
        }
        answer
    });
    Client::builder("https://vendor.example", auth, Envelope::default())
        .credentials(credentials)
        .clock(|| Timestamp::from_millisecond(NOW))
        .transport(transport)
        .build()
        .unwrap()
}

fn account() -> Credentials {
    Credentials::new(KEY, SECRET).unwrap()
}

fn search() -> KeywordSearch {
    KeywordSearch::builder().keyword("连衣裙").country(Language::English).build()
}

async fn refused<E: Endpoint>(auth: impl Auth, credentials: Credentials, says: Says, request: E) -> Error {
    let secret = credentials.secret().expose().to_owned();
    let error = client(auth, credentials, says).call(request).await.map(drop).unwrap_err();
    assert!(!error.explain().contains(&secret), "{}", error.explain());
    assert!(error.findings().is_sorted_by_key(|finding| finding.likelihood), "{}", error.explain());
    error
}

fn causes(error: &Error) -> Vec<Cause> {
    error.findings().iter().map(|finding| finding.cause).collect()
}

fn found(error: &Error, cause: Cause) -> &Finding {
    error.findings().iter().find(|finding| finding.cause == cause).unwrap_or_else(|| panic!("{}", error.explain()))
}

/// A rule that signs a time.
fn timed(format: TimeFormat) -> Scheme {
    let scheme = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex());
    let scheme = scheme.parameter("appKey", key_id()).query("timestamp", time(format)).parameter("sign", signature());
    scheme.build().unwrap()
}

#[tokio::test]
async fn a_plain_refusal_leaves_the_secret() {
    let error = refused(Md5Sorted::default(), account(), REFUSES, search()).await;
    assert_eq!(causes(&error), [Cause::WrongSecret]);
    let finding = &error.findings()[0];
    assert!(finding.evidence.contains(&account().fingerprint().digits()), "{finding}");
    assert!(error.signing_trace().is_some() && error.explain().contains("string     appKey=k2046747647&"));
    assert!(error.explain().contains("1. the secret is wrong (possible)\n   because: "), "{}", error.explain());
}

#[tokio::test]
async fn only_answers_that_look_like_a_refused_signature_are_examined() {
    let says = |status, body| Says { status, date: None, body };
    for (answer, examined) in [
        (says(401, ""), true),
        (says(403, "<html>Forbidden</html>"), true),
        (says(400, ""), true),
        (says(400, r#"{"message":"invalid signature"}"#), true),
        (says(400, r#"{"message":"beginPage 不能为空"}"#), false),
        (says(404, ""), false),
        (says(429, REFUSED), false),
        (says(500, ""), false),
        (says(200, r#"{"code":1009,"message":"库存不足","data":null}"#), false),
        (says(200, r#"{"code":40001,"message":"签名不正确","data":null}"#), true),
        (says(400, r#"{"message":"invalid sign"}"#), true),
        (says(400, r#"{"message":"SIGN错误"}"#), true),
        (says(400, r#"{"message":"cannot assign a warehouse: the design is sold out"}"#), false),
        (says(400, r#"{"message":"please sign in"}"#), false),
        (says(400, r#"{"message":"商品不存在"}"#), false),
        (says(400, r#"{"message":"the order does not exist"}"#), false),
        (says(400, r#"{"message":"该应用不存在"}"#), true),
    ] {
        let error = refused(Md5Sorted::default(), account(), answer, search()).await;
        assert_eq!(!error.findings().is_empty(), examined, "{} {}", answer.status, answer.body);
        assert_eq!(error.signing_trace().is_some(), examined, "{} {}", answer.status, answer.body);
    }
}

#[tokio::test]
async fn clocks_that_differ_are_found_by_the_date_of_the_answer() {
    // The clock is at 07:07:37 UTC.
    let date = |date| Says { date: Some(date), ..REFUSES };
    let refuse = |says| refused(timed(TimeFormat::UnixMillis), account(), says, search());
    let error = refuse(date("Wed, 21 Aug 2024 07:14:40 GMT")).await;
    let finding = found(&error, Cause::ClockSkew);
    assert!(finding.evidence.contains("7 min behind") && finding.evidence.contains("`timestamp`"), "{finding}");
    assert_eq!((finding.likelihood, causes(&error)[0]), (Likelihood::Likely, Cause::ClockSkew));
    let error = refuse(date("Wed, 21 Aug 2024 05:07:37 GMT")).await;
    assert!(found(&error, Cause::ClockSkew).evidence.contains("2 h ahead of"), "{}", error.explain());
    let error = refuse(Says {
        body: r#"{"message":"签名错误: timestamp expired"}"#,
        ..date("Wed, 21 Aug 2024 07:14:40 GMT")
    })
    .await;
    assert_eq!(found(&error, Cause::ClockSkew).likelihood, Likelihood::Certain);
    for near in [date("Wed, 21 Aug 2024 07:07:40 GMT"), date("no date"), REFUSES] {
        assert!(!causes(&refuse(near).await).contains(&Cause::ClockSkew));
    }
    // A rule without a time is not affected by the clock.
    let error = refused(Md5Sorted::default(), account(), date("Wed, 21 Aug 2024 05:07:37 GMT"), search()).await;
    assert!(!causes(&error).contains(&Cause::ClockSkew));
}

#[tokio::test]
async fn a_time_in_another_unit_is_found_by_the_vendors_message() {
    let says = Says { body: r#"{"message":"invalid signature or timestamp"}"#, ..REFUSES };
    for (format, unit, other) in [
        (TimeFormat::UnixMillis, "in milliseconds", "send seconds"),
        (TimeFormat::UnixSeconds, "in seconds", "send milliseconds"),
    ] {
        let error = refused(timed(format), account(), says, search()).await;
        let finding = found(&error, Cause::TimestampUnit);
        assert!(finding.evidence.contains(unit) && finding.fix.contains(other), "{finding}");
        let error = refused(timed(format), account(), REFUSES, search()).await;
        assert!(!causes(&error).contains(&Cause::TimestampUnit), "{}", error.explain());
    }
}

#[tokio::test]
async fn blanks_and_quotes_in_key_or_secret_are_found() {
    for (key, secret, words) in [
        (KEY, "c76a4958 adb6dd549b5bc014916021e8", "the secret has blanks"),
        ("\"k2046747647\"", SECRET, "the key is in quotes"),
        ("k20\u{200b}46747647", SECRET, "the key has invisible characters"),
    ] {
        let credentials = Credentials::new(key, secret).unwrap();
        let error = refused(Md5Sorted::default(), credentials, REFUSES, search()).await;
        assert!(found(&error, Cause::OddCredentials).evidence.contains(words), "{}", error.explain());
    }
    // A newline at an end never gets that far.
    let error = Credentials::new(KEY, format!("{SECRET}\n")).unwrap_err();
    assert!(error.to_string().contains("line break"), "{error}");
}

#[tokio::test]
async fn swapped_key_and_secret_are_found() {
    let swap = |key, secret| Credentials::new(key, secret).unwrap();
    let error = refused(Md5Sorted::default(), swap(SECRET, KEY), REFUSES, search()).await;
    let finding = found(&error, Cause::Swapped);
    assert!(finding.evidence.contains("32") && finding.evidence.contains("11"), "{finding}");
    assert_eq!((finding.likelihood, causes(&error)[0]), (Likelihood::Likely, Cause::Swapped));
    assert!(!error.explain().contains(SECRET), "what stands as the key is the secret: {}", error.explain());
    let error = Credentials::new(SECRET, SECRET).unwrap_err();
    assert!(error.to_string().contains("are the same"), "{error}");
    for credentials in [account(), swap("12345678", "87654321"), swap(SECRET, "0f1e2d3c4b5a69780f1e2d3c4b5a6978")] {
        let error = refused(Md5Sorted::default(), credentials, REFUSES, search()).await;
        assert!(!causes(&error).contains(&Cause::Swapped), "{}", error.explain());
    }
}

#[tokio::test]
async fn an_empty_parameter_and_a_fragile_value_are_named() {
    let mut search = search();
    search.out_member_id = Some(String::new());
    search.product_collection_id = Some(String::from("a+b"));
    let error = refused(Md5Sorted::default(), account(), REFUSES, search).await;
    assert!(found(&error, Cause::EmptyParameter).evidence.contains("`outMemberId`"), "{}", error.explain());
    assert!(found(&error, Cause::FragileValue).evidence.contains("`productCollectionId`"), "{}", error.explain());
}

/// Looks for books, with the secret among the parameters.
#[endpoint(GET, "/books")]
pub struct FindBooks {
    /// A word of the title.
    pub title: String,
    /// A secret, which must not be a parameter.
    pub app_secret: Option<String>,
}

#[tokio::test]
async fn a_secret_sent_with_a_signature_is_found() {
    let find =
        |app_secret: Option<&str>| FindBooks { title: "Faust".into(), app_secret: app_secret.map(str::to_owned) };
    let error = refused(Md5Sorted::default(), account(), REFUSES, find(Some("other"))).await;
    assert!(found(&error, Cause::SecretBesideSignature).evidence.contains("`appSecret`"), "{}", error.explain());
    let error = refused(Md5Sorted::default(), account(), REFUSES, find(None)).await;
    assert!(!causes(&error).contains(&Cause::SecretBesideSignature));
    // The debugging mode sends it instead of a signature, which is not this mistake.
    let debugging = Md5Sorted::default().debug_by_sending_the_secret();
    let error = refused(debugging, account(), REFUSES, find(None)).await;
    assert!(!causes(&error).contains(&Cause::SecretBesideSignature), "{}", error.explain());
}

#[tokio::test]
async fn the_other_reading_of_json_is_named_for_json_bodies() {
    for (reading, other) in
        [(JsonSigning::Simplified, "JsonSigning::WholeBody"), (JsonSigning::WholeBody, "JsonSigning::Simplified")]
    {
        let auth = Md5Sorted::default().with_json(reading);
        let error = refused(auth, account(), REFUSES, create_order("T-1")).await;
        assert!(found(&error, Cause::OtherReading).fix.contains(other), "{}", error.explain());
        let error = refused(auth, account(), REFUSES, search()).await;
        assert!(!causes(&error).contains(&Cause::OtherReading), "{}", error.explain());
    }
}

#[tokio::test]
async fn an_application_that_is_not_active_is_found_by_the_vendors_words() {
    let says = Says { body: r#"{"message":"请创建应用，再联系平台进行激活"}"#, ..REFUSES };
    let error = refused(Md5Sorted::default(), account(), says, search()).await;
    assert_eq!((causes(&error)[0], error.findings()[0].likelihood), (Cause::NotActivated, Likelihood::Certain));
    assert!(error.findings()[0].evidence.contains("激活"), "{}", error.explain());
    assert!(!causes(&error).contains(&Cause::WrongSecret), "what is certain is enough: {}", error.explain());
    // An application that does not exist may also mean a wrong key.
    let says = Says { body: r#"{"message":"appKey not exist"}"#, ..REFUSES };
    let error = refused(Md5Sorted::default(), account(), says, search()).await;
    assert_eq!((causes(&error)[0], error.findings()[0].likelihood), (Cause::NotActivated, Likelihood::Likely));
    let says = Says { status: 403, date: None, body: r#"{"message":"the product is disabled"}"# };
    let error = refused(Md5Sorted::default(), account(), says, search()).await;
    assert!(!causes(&error).contains(&Cause::NotActivated), "{}", error.explain());
    // The client of the API recognizes this text as its own, and comes to the same result.
    let stand_in = StandIn::start().await.unwrap();
    let stranger = Credentials::new("stranger", "another secret of nobody").unwrap();
    let client = Api::builder().base_url(stand_in.base_url()).credentials(stranger).build().unwrap();
    let error = client.call(search()).await.unwrap_err();
    assert_eq!((error.kind(), causes(&error)[0]), (ErrorKind::Credentials, Cause::NotActivated));
}

/// The findings if this request was captured on the wire.
fn found_on_the_wire<E: Endpoint>(request: &E, change: impl FnOnce(&mut Request<Bytes>)) -> Vec<Finding> {
    let client = client(Md5Sorted::default().with_json(JsonSigning::WholeBody), account(), REFUSES);
    let prepared = client.prepare(request).unwrap();
    let mut captured = prepared.request.clone();
    change(&mut captured);
    let answer = Answer::new(StatusCode::BAD_REQUEST, REFUSED);
    examine(&client.refused(&account(), &prepared.trace, &captured, &answer))
}

#[test]
fn a_value_that_changed_on_the_way_is_named_with_both_values() {
    let replace = |from: &'static str, to: &'static str| {
        move |request: &mut Request<Bytes>| {
            let url = request.uri().to_string();
            assert!(url.contains(from), "{url}");
            *request.uri_mut() = url.replacen(from, to, 1).parse().unwrap();
        }
    };
    for (from, to, words) in [
        ("country=en", "country=EN", "`country` was signed as \"en\" and sent as \"EN\""),
        ("&country=en", "", "`country` was signed and is not in the request"),
        ("country=en", "country=en&utm=1", "`utm` is in the query and was not signed"),
    ] {
        let findings = found_on_the_wire(&search(), replace(from, to));
        assert_eq!((findings[0].cause, findings[0].likelihood), (Cause::ValueChanged, Likelihood::Certain));
        assert_eq!(findings[0].evidence, words);
    }
    let rewrite = |request: &mut Request<Bytes>| {
        let body = String::from_utf8(request.body().to_vec()).unwrap();
        *request.body_mut() = body.replacen("\"quantity\":5", "\"quantity\":5.0", 1).into();
    };
    let findings = found_on_the_wire(&create_order("T-1"), rewrite);
    assert!(findings[0].evidence.starts_with("`cargoParamList` was signed as"), "{}", findings[0]);
    for unchanged in [found_on_the_wire(&search(), |_| {}), found_on_the_wire(&create_order("T-1"), |_| {})] {
        assert!(unchanged.iter().all(|finding| finding.cause != Cause::ValueChanged), "{unchanged:?}");
    }
    let upload = countersign_tests::requests::upload_image();
    assert!(found_on_the_wire(&upload, |_| {}).iter().all(|finding| finding.cause != Cause::ValueChanged));
}

/// Every line of the checklist by name.
fn outcomes(diagnosis: &Diagnosis) -> Vec<(&'static str, Outcome)> {
    diagnosis.checks.iter().map(|check| (check.name, check.outcome)).collect()
}

fn category() -> Category {
    Category::builder().category_id(0).build()
}

#[tokio::test]
async fn a_healthy_call_returns_a_checklist_without_findings() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let diagnosis = diagnose(client.as_ref(), &category()).await;
    assert!(diagnosis.is_healthy(), "{diagnosis}");
    let passed =
        ["credentials", "request", "scheme", "connection", "clock", "signature"].map(|name| (name, Outcome::Passed));
    assert_eq!(outcomes(&diagnosis), passed);
    assert!(diagnosis.findings.is_empty() && diagnosis.trace.is_some());
    assert!(diagnosis.to_string().contains("✓ signature     accepted"), "{diagnosis}");
}

#[tokio::test]
async fn a_refused_call_returns_its_findings() {
    let stand_in = StandIn::start().await.unwrap();
    let wrong = Credentials::new(stand_in::APP_KEY, "another secret").unwrap();
    let client = Api::builder().base_url(stand_in.base_url()).credentials(wrong).build().unwrap();
    let diagnosis = diagnose(client.as_ref(), &category()).await;
    assert!(!diagnosis.is_healthy());
    assert!(outcomes(&diagnosis).contains(&("credentials", Outcome::Doubtful)), "{diagnosis}");
    assert!(outcomes(&diagnosis).contains(&("signature", Outcome::Failed)), "{diagnosis}");
    assert_eq!(diagnosis.findings[0].cause, Cause::OddCredentials, "{diagnosis}");
    assert!(!diagnosis.to_string().contains("another secret"), "{diagnosis}");
}

#[tokio::test]
async fn a_missing_connection_is_distinguished_from_a_refusal() {
    let nobody = countersign_tests::server::Nobody::new();
    let client = Api::builder().base_url(nobody.base_url()).credentials(account()).build().unwrap();
    let diagnosis = diagnose(client.as_ref(), &category()).await;
    assert!(outcomes(&diagnosis).contains(&("connection", Outcome::Failed)), "{diagnosis}");
    assert!(outcomes(&diagnosis).contains(&("signature", Outcome::Skipped)), "{diagnosis}");
    assert!(diagnosis.findings.is_empty());
    let connection = diagnosis.checks.iter().find(|check| check.name == "connection").unwrap();
    assert!(connection.detail.contains("refused"), "it tells what the system said: {}", connection.detail);
    assert_eq!(diagnosis.error.map(|error| error.kind()), Some(ErrorKind::Connect));
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: Request<Body>) -> Sending<'_> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_vendor_that_does_not_answer_is_waited_for_as_long_as_the_deadline() {
    let deadline = std::time::Duration::from_millis(20);
    let client = Api::builder().credentials(account()).transport(Silent).deadline(deadline).build().unwrap();
    let diagnosis = diagnose(client.as_ref(), &category()).await;
    assert_eq!(diagnosis.error.as_ref().map(Error::kind), Some(ErrorKind::Timeout), "{diagnosis}");
    assert!(diagnosis.to_string().contains("no answer within the call's deadline of 20ms"), "{diagnosis}");
}

#[tokio::test]
async fn an_answer_without_a_date_is_not_a_problem() {
    let says = Says { status: 200, date: None, body: r#"{"code":200,"data":[]}"# };
    let diagnosis = diagnose(&client(Md5Sorted::default(), account(), says), &category()).await;
    assert!(diagnosis.is_healthy() && outcomes(&diagnosis).contains(&("clock", Outcome::Skipped)), "{diagnosis}");
}

#[tokio::test]
async fn the_other_reading_is_tried_and_named_where_it_is_accepted() {
    let whole_body = Md5Sorted::default().with_json(JsonSigning::WholeBody);
    let service = stand_in::service().auth(whole_body).build().unwrap();
    let stand_in = StandIn::start_with(service, 0).await.unwrap();
    let freight = FreightEstimate::builder()
        .offer_id(670_291_644_950)
        .to_province_code("330000")
        .to_city_code("330100")
        .to_district_code("330108")
        .total_quantity(2)
        .skus([FreightItem::builder().sku_id(1).quantity(2).build()])
        .build();
    let diagnosis = diagnose(stand_in.client().unwrap().as_ref(), &freight).await;
    let finding = &diagnosis.findings[0];
    assert_eq!((finding.cause, finding.likelihood), (Cause::OtherReading, Likelihood::Certain), "{diagnosis}");
    assert!(finding.fix.contains("JsonSigning::WholeBody"), "{finding}");
    // With a wrong secret, both are refused, and the checklist reports it.
    let wrong = Credentials::new(stand_in::APP_KEY, "wrong").unwrap();
    let client = Api::builder().base_url(stand_in.base_url()).credentials(wrong).build().unwrap();
    let diagnosis = diagnose(client.as_ref(), &freight).await;
    assert!(outcomes(&diagnosis).contains(&("other reading", Outcome::Failed)), "{diagnosis}");
    let causes: Vec<Cause> = diagnosis.findings.iter().map(|finding| finding.cause).collect();
    assert!(!causes.contains(&Cause::OtherReading), "it was tried in vain: {diagnosis}");
    assert!(causes.contains(&Cause::WrongSecret), "{diagnosis}");
}

#[tokio::test]
async fn a_clock_that_differs_is_doubtful_in_the_checklist() {
    let says = Says { status: 200, date: Some("Wed, 21 Aug 2024 09:07:37 GMT"), body: r#"{"code":200,"data":[]}"# };
    let diagnosis = diagnose(&client(Md5Sorted::default(), account(), says), &category()).await;
    let clock = diagnosis.checks.iter().find(|check| check.name == "clock").unwrap();
    assert_eq!((clock.outcome, clock.detail.as_str()), (Outcome::Doubtful, "this clock is 2 h behind the vendor's"));
}

#[tokio::test]
async fn the_doctor_sees_what_was_sent_and_sends_nothing_itself() {
    let count = Arc::new(Mutex::new(0));
    let counted = count.clone();
    let transport = MemoryTransport::new(move |_| {
        *counted.lock().unwrap() += 1;
        let mut answer = Response::new(REFUSED.into());
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        answer
    });
    let client = Api::builder().credentials(account()).transport(transport).build().unwrap();
    let error = client.call(create_order("T-1")).await.unwrap_err();
    assert!(!error.findings().is_empty());
    assert_eq!(*count.lock().unwrap(), 1, "an order is never sent to find something out");
    let _ = CreateOrder::OPERATION;
}
