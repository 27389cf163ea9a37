//! An endpoint written by hand: the macro is sugar, never the only way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say so at once")]

use api_1688::Md5Sorted;
use countersign::operation::{Limits, Method, Operation, Parameter, PathTemplate, Place, Presence, RetryClass, Schema};
use countersign::param::{Encoder, ParameterError, Received};
use countersign::transport::MemoryTransport;
use countersign::{Client, Credentials, Decode, Endpoint, Envelope, ErrorKind};

/// `GET /shelves/{shelf}/books?limit=…`, without a macro.
#[derive(Clone, Debug, PartialEq)]
struct ListBooks {
    shelf: String,
    limit: Option<u32>,
}

impl Endpoint for ListBooks {
    type Response = Vec<String>;

    const OPERATION: &'static Operation =
        &Operation::new("list_books", Method::Get, PathTemplate::new("/shelves/{shelf}/books"))
            .with_parameters(&[
                Parameter::new("shelf", "shelf", Schema::String).with_place(Place::Path),
                Parameter::new("limit", "limit", Schema::INTEGER)
                    .with_presence(Presence::Optional)
                    .with_limits(Limits::NONE.with_maximum(Some(100))),
            ])
            .with_response(<Vec<String> as Decode>::SCHEMA)
            .with_retry(RetryClass::Safe);

    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        to.required(0, &self.shelf)?;
        to.optional(1, &self.limit)
    }

    fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
        Ok(Self { shelf: from.required(0)?, limit: from.optional(1)? })
    }
}

fn client(answer: &'static str) -> Client {
    let transport = MemoryTransport::new(move |_| http::Response::new(answer.into()));
    Client::builder("https://books.example", Md5Sorted::default(), Envelope::none())
        .credentials(Credentials::new("reader", "sesame").unwrap())
        .transport(transport)
        .build()
        .unwrap()
}

#[test]
fn is_prepared_signed_and_read_back() {
    let request = ListBooks { shelf: String::from("poetry/中文 & more"), limit: Some(7) };
    let prepared = client("[]").prepare(&request).unwrap();
    let uri = prepared.request.uri();
    assert_eq!(uri.path(), "/shelves/poetry%2F%E4%B8%AD%E6%96%87%20%26%20more/books");
    assert!(uri.query().unwrap().starts_with("limit=7&appKey=reader&sign="), "{uri}");

    let received = Received::new(ListBooks::OPERATION, &prepared.request).unwrap();
    assert_eq!(ListBooks::parse(&received).unwrap(), request);
}

#[test]
fn a_limit_is_refused_before_anything_is_sent() {
    let error = client("[]").prepare(&ListBooks { shelf: String::from("a"), limit: Some(101) }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);
    assert_eq!(error.to_string(), "list_books: parameter `limit` (in the query) must be 100 or less, is 101");
}

#[tokio::test]
async fn is_called() {
    let reply =
        client(r#"["Faust","Zhuangzi"]"#).call(ListBooks { shelf: String::from("a"), limit: None }).await.unwrap();
    assert_eq!(*reply, ["Faust", "Zhuangzi"]);
}
