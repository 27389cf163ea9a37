//! Requests that no client of this library writes: other spellings of a value, repeated names, conflicting fields,
//! another base path.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::Arc;

use api_1688::Md5Sorted;
use bytes::Bytes;
use countersign::operation::{Method, Operation, Parameter, PathTemplate, Place, Schema};
use countersign::param::{Encoder, ParameterError, Received, ReceivedValue};
use countersign::scheme::{Scheme, SchemeError, TimeFormat, key_id, lines, parameters, path, secret, signature, time};
use countersign::transport::MemoryTransport;
use countersign::value::{Date, File};
use countersign::{Auth, Credentials, DynEndpoint, Endpoint, Entry, Envelope, Error, ErrorKind, api, endpoint};
use countersign_server::stand_in::{Served, Service, StandIn};
use http::Request;
use proptest::prelude::{prop_assert_eq, proptest};
use serde_json::json;

/// Looks up a thing.
#[endpoint(GET, "/things/{id}", response = String)]
#[derive(PartialEq)]
pub struct Thing {
    /// Its id.
    pub id: String,
    /// In a header of its own.
    #[param(name = "x-note", in = header)]
    pub note: Option<String>,
}

/// Looks up a part of a thing.
#[endpoint(GET, "/things/{id}/parts/{part}", response = String)]
#[derive(PartialEq)]
pub struct Part {
    /// The thing.
    pub id: String,
    /// The part.
    pub part: u32,
}

/// Finds things.
#[endpoint(
    GET,
    "/things",
    response = String,
    require_one_of(name, number),
    span(from = first, until = last, months = 1)
)]
#[derive(PartialEq)]
pub struct Find {
    /// By name.
    pub name: Option<String>,
    /// By number.
    #[param(range = 1..=9)]
    pub number: Option<u32>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// Finds parts by name.
#[endpoint(GET, "/parts", response = String)]
#[derive(PartialEq)]
pub struct FindParts {
    /// The names.
    #[param(join = ",")]
    pub names: Vec<String>,
}

/// Draws a thing.
#[endpoint(POST, "/drawings", body = multipart, response = String)]
#[derive(PartialEq)]
pub struct Draw {
    /// The caption.
    pub label: String,
    /// The drawing.
    pub file: File,
}

/// Makes a thing.
#[endpoint(POST, "/things", body = form, response = String)]
#[derive(PartialEq)]
pub struct Make {
    /// The caller's own number.
    #[param(reference)]
    pub reference: String,
}

api! {
    /// Things at the root of a host.
    pub struct Things { base_url: "https://things.example", auth: rule(), envelope: Envelope::none() }
    operations { things: Thing, Part, Find, Make; }
}

/// The same, below a path.
mod below {
    use super::{Envelope, Find, Make, Part, Thing, api, rule};

    api! {
        /// Things below a path.
        pub struct Things { base_url: "https://things.example/rest/v1", auth: rule(), envelope: Envelope::none() }
        operations { things: Thing, Part, Find, Make; }
    }
}

fn rule() -> Result<Scheme, SchemeError> {
    let text = lines((path(), parameters().sorted().pairs("=", "&"), time(TimeFormat::UnixSeconds)));
    Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-key", key_id())
        .header("x-time", time(TimeFormat::UnixSeconds))
        .header("x-signature", signature())
        .build()
}

fn account() -> Credentials {
    Credentials::new("key", "s3cret").unwrap()
}

fn client() -> Things {
    let transport = MemoryTransport::new(|_| http::Response::default());
    Things::builder().credentials(account()).transport(transport).build().unwrap()
}

fn service() -> Service {
    let builder = Service::builder::<Things>().credentials(account());
    builder.on(|thing: Thing| Served::response(&thing.id)).on(|_: Make| Served::response(&"made")).build().unwrap()
}

fn signed(request: &dyn DynEndpoint) -> Request<Bytes> {
    client().prepare(request).unwrap().request
}

fn get(path_and_query: &str) -> Request<Bytes> {
    Request::get(format!("https://things.example{path_and_query}")).body(Bytes::new()).unwrap()
}

/// The error for a request to the operation.
fn refusal<E: Endpoint>(request: &Request<Bytes>) -> Option<String> {
    Received::new(E::OPERATION, request).and_then(|received| E::parse(&received)).err().map(|error| error.to_string())
}

#[test]
fn a_value_in_the_path_has_one_spelling() {
    for (segment, value) in
        [("a", "a"), ("a%2Fb", "a/b"), ("%E8%A3%99", "裙"), ("%2B", "+"), ("%25", "%"), ("...", "...")]
    {
        let request = get(&format!("/things/{segment}"));
        let received = Received::new(Thing::OPERATION, &request).unwrap();
        assert_eq!(Thing::parse(&received).unwrap().id, value, "{segment}");
    }
    for (segment, words) in [
        ("..", "must be something other than `.` or `..`"),
        (".", "must be something other than `.` or `..`"),
        ("%2e%2e", "must be something other than `.` or `..`"),
        (".%2E", "must be something other than `.` or `..`"),
        ("%c0%af", "UTF-8"),
        ("%C0%AF", "UTF-8"),
        ("%ff", "UTF-8"),
        ("%ED%A0%80", "UTF-8"),
        ("%61", "must be spelled `a`, is %61"),
        ("a%2fb", "must be spelled `a%2Fb`"),
        ("%e8%a3%99", "must be spelled `%E8%A3%99`"),
        ("a+b", "must be spelled `a%2Bb`"),
        ("a:b", "must be spelled `a%3Ab`"),
        ("a;v=1", "must be spelled `a%3Bv%3D1`"),
        ("100%", "must be spelled `100%25`"),
        ("%zz", "must be spelled `%25zz`"),
        ("%7E", "must be spelled `~`"),
        ("%00", "free of control characters"),
        ("a%0Ab", "free of control characters"),
        ("%7F", "free of control characters"),
        ("%C2%85", "free of control characters"),
    ] {
        for path in [format!("/things/{segment}"), format!("/things/{segment}/parts/7")] {
            let found = match path.ends_with('7') {
                true => refusal::<Part>(&get(&path)),
                false => refusal::<Thing>(&get(&path)),
            };
            let found = found.unwrap_or_else(|| panic!("{path} is accepted"));
            assert!(found.contains("`id`") && found.contains(words), "{path}: {found}");
            assert_eq!(service().answer(get(&path)).status(), 400, "{path}");
        }
    }
    for path in ["/things/", "/things//parts/7", "/things/a/", "//things/a", "/%74hings/a", "/other/things/a"] {
        assert_eq!(service().answer(get(path)).status(), 404, "{path}");
        assert!(refusal::<Thing>(&get(path)).unwrap().contains("is not /things/{id}"), "{path}");
    }
}

#[test]
fn a_value_that_would_be_refused_is_not_sent() {
    for id in ["", ".", "..", "a\0b", "\n", "\u{7f}", "\u{85}"] {
        let error = client().prepare(&Thing { id: id.into(), note: None }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidParameter, "{id:?}");
        assert!(error.to_string().contains("segment of the path"), "{error}");
    }
}

proptest! {
    #[test]
    fn a_value_in_the_path_arrives_as_it_was_sent(id in countersign_tests::arbitrary::text()) {
        let thing = Thing { id, note: None };
        let Ok(prepared) = client().prepare(&thing) else { return Ok(()) };
        let received = Received::new(Thing::OPERATION, &prepared.request).unwrap();
        prop_assert_eq!(rule().verify(&received, &account()), Ok(()));
        prop_assert_eq!(Thing::parse(&received).unwrap(), thing);
    }
}

#[test]
fn a_header_that_is_given_twice_is_refused() {
    let sent = signed(&Thing { id: "1".into(), note: Some("a note".into()) });
    assert_eq!(service().answer(sent.clone()).status(), 200);
    for name in ["x-key", "x-time", "x-signature", "x-note", "host", "content-type"] {
        let first = sent.headers().get(name).cloned().unwrap_or_else(|| "things.example".parse().unwrap());
        for other in [first.clone(), "other".parse().unwrap()] {
            for values in [[first.clone(), other.clone()], [other.clone(), first.clone()]] {
                let mut twice = sent.clone();
                twice.headers_mut().remove(name);
                values.into_iter().for_each(|value| {
                    twice.headers_mut().append(name, value);
                });
                let answer = service().answer(twice.clone());
                assert!([400, 401].contains(&answer.status().as_u16()), "{name}: {}", answer.status());
                let text = String::from_utf8_lossy(answer.body().as_bytes().unwrap()).into_owned();
                assert!(
                    text.contains(name) && (text.contains("more than once") || text.contains("twice")),
                    "{name}: {text}"
                );
            }
        }
    }
}

#[test]
fn a_name_that_is_given_twice_is_refused() {
    let twice = [
        refusal::<Find>(&get("/things?name=a&name=b")),
        refusal::<Find>(&get("/things?name=a&name=a")),
        refusal::<Find>(&get("/things?name=a&%6Eame=b")),
        refusal::<Make>(&Request::post("/things").body(Bytes::from_static(b"reference=1&reference=2")).unwrap()),
    ];
    for found in twice {
        assert!(found.as_ref().is_some_and(|found| found.contains("more than once")), "{found:?}");
    }
    // The rule's own parameters are among them.
    let rule = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
        .parameter("key", key_id())
        .parameter("time", time(TimeFormat::UnixSeconds))
        .parameter("sign", signature())
        .build();
    let client = Things::builder().auth(rule.clone()).credentials(account());
    let client = client.transport(MemoryTransport::new(|_| http::Response::default())).build().unwrap();
    let sent = client.prepare(&Thing { id: "1".into(), note: None }).unwrap().request;
    for name in ["key", "time", "sign"] {
        let twice = get(&format!("{}&{name}=1", sent.uri().path_and_query().unwrap()));
        let received = Received::new(Thing::OPERATION, &twice).unwrap();
        let refused = rule.verify(&received, &account()).unwrap_err().to_string();
        assert_eq!(refused, format!("the parameter `{name}` arrived twice"));
    }
    let query = "appKey=key&appKey=other&sign=1";
    let request = get(&format!("/things/1?{query}"));
    let refused = Md5Sorted::default().verify(&Received::new(Thing::OPERATION, &request).unwrap(), &account());
    assert_eq!(refused.unwrap_err().to_string(), "the parameter `appKey` arrived twice");
}

#[test]
fn a_list_is_read_only_as_it_is_written() {
    for (names, is_read) in [("a,b", true), ("", true), ("a,,b", false), (",", false), ("a,", false)] {
        assert_eq!(refusal::<FindParts>(&get(&format!("/parts?names={names}"))).is_none(), is_read, "{names:?}");
    }
    let client = Things::builder().credentials(account());
    let client = client.transport(MemoryTransport::new(|_| http::Response::default())).build().unwrap();
    assert!(client.prepare(&FindParts { names: vec!["a".into(), String::new()] }).is_err());
}

#[test]
fn a_part_of_a_form_that_is_not_utf8_or_has_two_heads_is_refused() {
    const DISPOSITION: &str = "Content-Disposition: form-data; name=\"label\"\r\n";
    let form = |head: &[u8], label: &[u8]| {
        let file = b"Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\xff";
        let body = [&b"--b\r\n"[..], head, b"\r\n", label, b"\r\n--b\r\n", file, b"\r\n--b--"].concat();
        Request::post("/drawings").header("content-type", "multipart/form-data; boundary=b").body(body.into()).unwrap()
    };
    assert_eq!(refusal::<Draw>(&form(DISPOSITION.as_bytes(), b"a")), None);
    let twice = format!("{DISPOSITION}Content-Disposition: form-data; name=\"other\"\r\n");
    let not_utf8 = b"Content-Disposition: form-data; name=\"\xff\"\r\n";
    for (request, words) in [
        (form(DISPOSITION.as_bytes(), b"\xff"), "UTF-8"),
        (form(not_utf8, b"a"), "UTF-8"),
        (form(twice.as_bytes(), b"a"), "more than once"),
    ] {
        let found = refusal::<Draw>(&request).expect("is refused");
        assert!(found.contains(words), "{found}");
    }
}

/// An operation that is only known at run time, with a parameter in the path.
struct Loose(&'static Operation);

impl DynEndpoint for Loose {
    fn operation(&self) -> &'static Operation {
        self.0
    }

    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.required(0, &String::from("1"))
    }

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

#[test]
fn a_path_and_its_parameters_fit_each_other_or_nothing_is_sent() {
    const ID: &[Parameter] = &[Parameter::new("id", "ID", Schema::String).with_place(Place::Path)];
    const GOOD: &Operation = &Operation::new("good", Method::Get, PathTemplate::new("/x/{id}")).with_parameters(ID);
    const DROPPED: &Operation = &Operation::new("dropped", Method::Get, PathTemplate::new("/x")).with_parameters(ID);
    const UNFILLED: &Operation =
        &Operation::new("unfilled", Method::Get, PathTemplate::new("/x/{id}/{no}")).with_parameters(ID);
    assert_eq!(client().prepare(&Loose(GOOD)).unwrap().request.uri().path(), "/x/1");
    for (operation, words) in [(DROPPED, "`ID`"), (UNFILLED, "`{no}`")] {
        let error = client().prepare(&Loose(operation)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidParameter);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn a_request_is_read_the_same_with_and_without_its_type() {
    for (query, words) in [
        ("name=a", None),
        ("number=9", None),
        ("name=a&first=20240620&last=20240720", None),
        ("", Some("exactly one of `name`, `number`")),
        ("name=a&number=1", Some("exactly one of `name`, `number`")),
        ("name=a&first=20240620&last=20240721", Some("at most 1 month")),
        ("name=a&first=20240620&last=20240619", Some("or later")),
        ("number=10", Some("from 1 to 9")),
    ] {
        let request = get(&format!("/things?{query}"));
        let received = Received::new(Find::OPERATION, &request).unwrap();
        let typed = Find::parse(&received).map_err(|error| error.to_string());
        let untyped = Entry::of::<Find>()
            .parse(&received)
            .map(|request| *request.into_any().downcast::<Find>().unwrap())
            .map_err(|error| error.to_string());
        assert_eq!(typed, untyped, "{query}");
        assert_eq!(typed.is_ok(), words.is_none(), "{query}: {typed:?}");
        let found = typed.err().unwrap_or_default();
        assert!(words.is_none_or(|words| found.contains(words)), "{query}: {found}");
    }
    // The same values one by one, as tools pass them.
    let values = [("name", "a"), ("number", "1")]
        .map(|(name, value)| (Find::OPERATION.parameter(name).unwrap(), ReceivedValue::Text(value.into())));
    assert!(Find::parse(&Received::from_values(Find::OPERATION, values)).is_err());
}

#[test]
fn an_api_below_a_path_is_served_there() {
    let service = Service::builder::<below::Things>().credentials(account());
    let service = Arc::new(service.on(|thing: Thing| Served::response(&thing.id)).build().unwrap());
    let answering = service.clone();
    let transport = MemoryTransport::new(move |request| answering.answer(request));
    let client = below::Things::builder().credentials(account()).transport(transport).build().unwrap();
    let sent = client.prepare(&Thing { id: "a/b".into(), note: None }).unwrap().request;
    assert_eq!(sent.uri().path(), "/rest/v1/things/a%2Fb");
    let answer = service.answer(sent.clone());
    assert_eq!((answer.status().as_u16(), &answer.body().as_bytes().unwrap()[..]), (200, &br#""a/b""#[..]));
    // Another path does not belong to the API, whoever signed it.
    for path in ["/things/1", "/rest/things/1", "/rest/v1things/1", "/rest/v1/v1/things/1", "/Rest/v1/things/1"] {
        assert_eq!(service.answer(get(path)).status(), 404, "{path}");
    }
}

#[tokio::test]
async fn the_base_url_of_a_stand_in_includes_the_path_of_its_api() -> Result<(), Error> {
    let service = Service::builder::<below::Things>().credentials(account());
    let service = service.on(|thing: Thing| Served::response(&thing.id)).build().unwrap();
    let stand_in = StandIn::start(service).await.unwrap();
    assert!(stand_in.base_url().ends_with("/rest/v1"), "{}", stand_in.base_url());
    let client = below::Things::builder().base_url(stand_in.base_url()).credentials(account()).build()?;
    assert_eq!(client.call(Thing { id: "7".into(), note: None }).await?.as_str(), "7");
    Ok(())
}

#[test]
fn only_what_is_verified_is_counted() {
    let service = service();
    let made = signed(&Make { reference: "R-1".into() });
    let mut forged = made.clone();
    forged.headers_mut().insert("x-signature", "00".parse().unwrap());
    let mut unsigned = made.clone();
    unsigned.headers_mut().clear();
    for request in [forged, unsigned] {
        assert_eq!(service.answer(request).status(), 401);
        assert_eq!(service.arrivals(Make::OPERATION, "R-1"), 0);
    }
    assert_eq!(service.answer(made.clone()).status(), 200);
    service.script(Make::OPERATION, Served::failure(1, "no", json!(null)));
    let _ = service.answer(made.clone());
    assert_eq!(service.arrivals(Make::OPERATION, "R-1"), 2);
}
