//! Parameters that one call adds or leaves out: they are sent and signed as if they were declared.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use bytes::Bytes;
use countersign::operation::{Operation, Place};
use countersign::param::{Received, read_pairs};
use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
use countersign::transport::MemoryTransport;
use countersign::{Auth, Call, Client, Credentials, Endpoint, Envelope, ErrorKind, Outcome, endpoint};
use countersign_tests::script::{Script, Step};
use http::Request;
use proptest::prelude::{any, proptest};
use serde::Serialize;
use serde_json::{Value, json};

/// Finds books.
#[endpoint(GET, "/shelves/{shelf}/books", constant("v" = 2))]
#[derive(Clone)]
pub struct FindBooks {
    /// Which shelf.
    pub shelf: u32,
    /// A word of the title.
    pub title: String,
    /// How many.
    #[param(name = "per_page", default = 10)]
    pub limit: u32,
    /// Who asks.
    #[param(in = header, name = "x-reader")]
    pub reader: Option<String>,
}

/// Adds a book.
#[endpoint(POST, "/books")]
#[derive(Clone)]
pub struct AddBook {
    /// Its title.
    pub title: String,
}

/// Adds a book by a form.
#[endpoint(POST, "/forms", body = form)]
#[derive(Clone)]
pub struct AddByForm {
    /// Its title.
    pub title: String,
}

/// Reads a multipart form.
#[endpoint(POST, "/parts", body = multipart)]
#[derive(Clone)]
pub struct AddByParts {
    /// Its title.
    pub title: String,
    /// Its cover.
    pub cover: Option<countersign::value::File>,
}

fn rule() -> Scheme {
    let signed = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    Scheme::new(signed).parameter("appKey", key_id()).parameter("sign", signature()).build().unwrap()
}

fn credentials() -> Credentials {
    Credentials::new("reader", "sesame").unwrap()
}

fn books() -> FindBooks {
    FindBooks::builder().shelf(7_u32).title("Faust").build()
}

/// What was sent, after the other side verified its signature.
async fn sent<E: Endpoint + Clone>(
    request: &E,
    settings: impl FnOnce(Call<E::Response>) -> Call<E::Response>,
) -> Request<Bytes> {
    let script = Script::new([Step::answer(200, "{}")]);
    let client = Client::builder("https://books.example", rule(), Envelope::none()).credentials(credentials());
    let client: Client = client.transport(script.clone()).build().unwrap();
    settings(client.call(request.clone())).await.unwrap();
    let sent = script.requests().remove(0);
    Auth::verify(&rule(), &Received::new(E::OPERATION, &sent).unwrap(), &credentials()).unwrap();
    sent
}

/// The text of an error before anything was sent.
async fn refused<E: Endpoint + Clone>(
    request: &E,
    settings: impl FnOnce(Call<E::Response>) -> Call<E::Response>,
) -> String {
    let client = Client::builder("https://books.example", rule(), Envelope::none()).credentials(credentials());
    let client: Client = client.transport(MemoryTransport::new(|_| panic!("nothing is sent"))).build().unwrap();
    let error = settings(client.call(request.clone())).await.err().unwrap();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::InvalidParameter, Outcome::NotSent), "{error}");
    error.to_string()
}

/// The pairs of a query or a form, without those of the rule.
fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    let pairs = read_pairs(encoded).map(|(name, value)| (name.into_owned(), value.into_owned()));
    pairs.filter(|(name, _)| name != "appKey" && name != "sign").collect()
}

fn query(request: &Request<Bytes>) -> Vec<(String, String)> {
    pairs(request.uri().query().unwrap_or_default().as_bytes())
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_parameter_of_a_call_travels_in_the_query_and_is_signed() {
    let sent =
        sent(&books(), |call| call.parameter("sort", "a&b=c 裙").parameter("desc", true).parameter("year", 1808)).await;
    let declared = [pair("v", "2"), pair("title", "Faust"), pair("per_page", "10")];
    let added = [pair("sort", "a&b=c 裙"), pair("desc", "true"), pair("year", "1808")];
    assert_eq!(query(&sent), [&declared[..], &added[..]].concat());
    let received = Received::new(FindBooks::OPERATION, &sent).unwrap();
    assert_eq!(FindBooks::parse(&received).unwrap(), books(), "the declared fields stay what they are");
    let sort = received.parameters().iter().find(|each| each.name() == "sort").unwrap();
    assert_eq!((sort.place(), sort.text()), (Place::Query, Some("a&b=c 裙")));
}

#[tokio::test]
async fn a_parameter_of_a_call_travels_in_the_body_where_there_is_one() {
    let book = AddBook { title: "Faust".into() };
    let in_json = sent(&book, |call| {
        call.parameter("id", u64::MAX)
            .parameter("text", "7")
            .parameter("tags", ["a", "b"])
            .parameter("more", json!({"a": 1}))
    });
    let mut body: Value = serde_json::from_slice(in_json.await.body()).unwrap();
    body.as_object_mut().unwrap().retain(|name, _| name != "appKey" && name != "sign");
    let more = json!({ "title": "Faust", "id": u64::MAX, "text": "7", "tags": ["a", "b"], "more": {"a": 1} });
    assert_eq!(body, more);
    let by_form = AddByForm { title: "Faust".into() };
    let form = sent(&by_form, |call| call.parameter("tag", ["a", "b"]).parameter("more", json!({"a": 1})));
    let form = form.await;
    assert_eq!(form.uri().query(), None);
    assert_eq!(
        pairs(form.body()),
        [pair("title", "Faust"), pair("tag", "a"), pair("tag", "b"), pair("more", "{\"a\":1}")]
    );
    let parts = sent(&AddByParts { title: "Faust".into(), cover: None }, |call| call.parameter("tag", "a")).await;
    let received = Received::new(AddByParts::OPERATION, &parts).unwrap();
    assert_eq!(received.text("tag").unwrap(), Some("a"));
}

#[tokio::test]
async fn the_last_value_of_a_name_counts() {
    let sent = sent(&books(), |call| call.parameter("sort", "a").parameter("year", 1).parameter("sort", "b")).await;
    assert_eq!(query(&sent)[3..], [pair("year", "1"), pair("sort", "b")]);
}

#[tokio::test]
async fn a_parameter_is_left_out_by_its_field_or_its_wire_name() {
    for name in ["limit", "per_page"] {
        let sent = sent(&books(), |call| call.without(name)).await;
        assert_eq!(query(&sent), [pair("v", "2"), pair("title", "Faust")], "{name}");
    }
    let mut asked = books();
    asked.reader = Some("Gretchen".into());
    for name in ["reader", "X-Reader"] {
        assert!(sent(&asked, |call| call.without(name)).await.headers().get("x-reader").is_none(), "{name}");
    }
    // What is not set is left out anyway.
    assert_eq!(query(&sent(&books(), |call| call.without("reader")).await).len(), 3);
}

#[tokio::test]
async fn what_a_call_cannot_add_is_named() {
    for (name, words) in [
        ("title", "the parameter `title` is the field `title` of `find_books`: set that"),
        ("per_page", "the parameter `per_page` is the field `limit` of `find_books`: set that"),
        ("x-reader", "the parameter `x-reader` is the field `reader` of `find_books`: set that"),
        ("v", "the parameter `v` is a constant of `find_books`"),
        ("", "needs one"),
        ("sign", "`sign`"),
        ("appKey", "`appKey`"),
    ] {
        let error = refused(&books(), |call| call.parameter(name, "value-of-mine")).await;
        assert!(error.contains(words), "{name}: {error}");
        assert!(!error.contains("value-of-mine"), "the value may be a secret: {error}");
    }
}

#[tokio::test]
async fn values_that_do_not_travel_are_refused() {
    let null = refused(&books(), |call| call.parameter("sort", None::<u32>)).await;
    assert!(null.contains("`sort` is null") && null.contains(".without(name)"), "{null}");
    let not_a_number = refused(&books(), |call| call.parameter("sort", f64::NAN)).await;
    assert!(not_a_number.contains("`sort`") && not_a_number.contains("a finite number"), "{not_a_number}");
}

#[tokio::test]
async fn what_a_call_cannot_leave_out_is_named() {
    for (name, words) in [
        ("titel", "it is not a parameter of `find_books`, which has `shelf`, `title`, `limit`, `reader`"),
        ("shelf", "it is a part of the path `/shelves/{shelf}/books`"),
        ("v", "it is a constant"),
        ("sign", "it is not a parameter of `find_books`"),
    ] {
        let error = refused(&books(), |call| call.without(name)).await;
        assert!(error.contains(&format!("`{name}` cannot be left out: {words}")), "{name}: {error}");
    }
}

#[test]
fn a_blocking_call_has_the_same_settings() {
    let script = Script::new([Step::answer(200, "{}")]);
    let client = Client::builder("https://books.example", rule(), Envelope::none()).credentials(credentials());
    let client: Client = client.transport(script.clone()).build().unwrap();
    let client = countersign::blocking::Client::new(client).unwrap();
    client.call_with(books(), |call| call.parameter("sort", "year").without("limit")).unwrap();
    assert_eq!(query(&script.requests()[0]), [pair("v", "2"), pair("title", "Faust"), pair("sort", "year")]);
}

#[test]
fn changes_do_not_print_values() {
    let changes = countersign::Changes::default().parameter("token", "hush").without("limit");
    assert_eq!(format!("{changes:?}"), r#"Changes { added: ["token"], without: ["limit"] }"#);
}

/// What the other side reads from an added parameter.
fn arrived(request: &Request<Bytes>, operation: &'static Operation, name: &str) -> String {
    Received::new(operation, request).unwrap().text(name).unwrap().unwrap().to_owned()
}

#[derive(Serialize)]
struct Text(String);

proptest! {
    #[test]
    fn any_text_and_any_number_arrive_as_they_were_given(text in any::<String>(), number in any::<i64>()) {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
            let set = |name: &'static str| (name, Text(text.clone()));
            let (name, value) = set("text");
            let get = sent(&books(), |call| call.parameter(name, value).parameter("number", number)).await;
            let (name, value) = set("text");
            let post = sent(&AddBook { title: "a".into() }, |call| call.parameter(name, value).parameter("number", number)).await;
            for (request, operation) in [(&get, FindBooks::OPERATION), (&post, AddBook::OPERATION)] {
                assert_eq!(arrived(request, operation, "text"), text);
                assert_eq!(arrived(request, operation, "number"), number.to_string());
            }
        });
    }
}
