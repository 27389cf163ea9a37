//! Doubles of APIs for users' tests: typed answers, errors and delays, and the received requests.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::Duration;

use api_1688::{Client, KeywordSearch, Page};
use countersign::retry::RetryPolicy;
use countersign::testing::{Mock, Reaction};
use countersign::transport::TransportFailure;
use countersign::value::{Bytes, Redirect, Text};
use countersign::{ErrorKind, endpoint};
use countersign_tests::requests::{account, keyword_search};
use http::StatusCode;

fn client(mock: &Mock) -> Client {
    let client = Client::builder().credentials(account()).transport(mock.clone()).deadline(Duration::from_millis(200));
    client.retry(RetryPolicy::none()).build().unwrap()
}

#[tokio::test]
async fn an_operation_is_answered_with_a_typed_value_and_its_requests_are_typed() {
    let mock = Mock::of::<Client>().unwrap();
    let mut page = Page::<api_1688::ProductSummary>::default();
    page.total_records = 7;
    mock.answer::<KeywordSearch>(&page);
    let reply = client(&mock).call(keyword_search()).await.unwrap();
    assert_eq!(reply.total_records, 7);
    assert_eq!(mock.requests::<KeywordSearch>(), [keyword_search()]);
    assert!(mock.requests::<api_1688::ShopSearch>().is_empty(), "{mock:?}");
}

#[tokio::test]
async fn an_operation_can_fail_or_be_slow_on_request() {
    let mock = Mock::of::<Client>().unwrap();
    let kind = async |reaction| {
        mock.react::<KeywordSearch>(reaction);
        client(&mock).call(keyword_search()).await.err().unwrap().kind()
    };
    assert_eq!(kind(Reaction::answer(StatusCode::BAD_GATEWAY, "broken")).await, ErrorKind::Http);
    assert_eq!(kind(Reaction::fail(TransportFailure::NotSent)).await, ErrorKind::Connect);
    let slow = Reaction::answer(StatusCode::OK, "{}").after(Duration::from_secs(60));
    assert_eq!(kind(slow).await, ErrorKind::Timeout);
    assert_eq!(mock.requests::<KeywordSearch>().len(), 3, "each attempt counts");
}

#[tokio::test]
async fn an_operation_without_an_answer_is_reported() {
    let mock = Mock::of::<Client>().unwrap();
    let error = client(&mock).call(keyword_search()).await.err().unwrap();
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
    assert!(error.explain().to_string().contains("no answer for the operation"), "{}", error.explain());
}

/// Lists the notes.
#[endpoint(GET, "/notes", response = Option<Vec<String>>, empty = [304])]
pub struct ListNotes {}

/// Returns a sentence.
#[endpoint(GET, "/zen", response = Text)]
pub struct Zen {}

/// Returns a picture.
#[endpoint(GET, "/picture", response = Bytes)]
pub struct Picture {}

/// Removes the notes.
#[endpoint(DELETE, "/notes", response = ())]
pub struct Clear {}

/// Returns the URL of the archive.
#[endpoint(GET, "/archive", response = Redirect, status = [307])]
pub struct Archive {}

countersign::api! {
    /// An API with many kinds of answers.
    pub struct Notes { base_url: "https://notes.example", auth: none }
    operations { notes: ListNotes, Zen, Picture, Clear, Archive; }
}

#[tokio::test]
async fn answers_have_the_form_that_the_operation_declares() {
    let mock = Mock::of::<Notes>().unwrap();
    mock.answer::<ListNotes>(&None).answer::<Zen>(&Text::from("Light one lamp."));
    mock.answer::<Picture>(&Bytes::from_static(b"\xff\x00")).answer::<Clear>(&());
    mock.answer::<Archive>(&Redirect::to("https://files.example/a"));
    let client = Notes::builder().transport(mock.clone()).build().unwrap();
    let notes = client.list_notes().send().await.unwrap();
    assert_eq!((notes.status().as_u16(), notes.is_none()), (304, true));
    assert_eq!(&**client.zen().send().await.unwrap(), "Light one lamp.");
    assert_eq!(*client.picture().send().await.unwrap(), b"\xff\x00"[..]);
    assert_eq!(client.clear().send().await.unwrap().status().as_u16(), 204);
    let archive = client.archive().send().await.unwrap();
    assert_eq!((archive.status().as_u16(), archive.target()), (307, "https://files.example/a"));
}

#[tokio::test]
async fn a_typed_answer_has_headers_and_a_status_of_its_own() {
    let mock = Mock::of::<Notes>().unwrap();
    let page = Reaction::response(&Some(vec!["a".to_owned()])).with_status(StatusCode::ACCEPTED);
    mock.react::<ListNotes>(page.with_header("link", "<?page=2>; rel=next").with_header("link", "<?page=1>; rel=prev"));
    let client = Notes::builder().transport(mock.clone()).build().unwrap();
    let notes = client.list_notes().send().await.unwrap();
    assert_eq!((notes.status(), notes.headers().get_all("link").iter().count()), (StatusCode::ACCEPTED, 2));
    mock.react::<ListNotes>(Reaction::response(&None::<Vec<String>>).with_header("x y", "z"));
    let error = client.list_notes().send().await.err().unwrap();
    assert!(error.to_string().contains("cannot answer with the header \"x y\""), "{error}");
}
