//! Doubles of APIs for users' tests: typed answers, errors and delays, and the requests that were made.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::time::Duration;

use api_1688::{Client, KeywordSearch, Page};
use countersign::ErrorKind;
use countersign::retry::RetryPolicy;
use countersign::testing::{Mock, Reaction};
use countersign::transport::TransportFailure;
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
async fn an_operation_fails_or_is_slow_where_that_is_asked_for() {
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
async fn what_has_no_answer_says_so() {
    let mock = Mock::of::<Client>().unwrap();
    let error = client(&mock).call(keyword_search()).await.err().unwrap();
    assert_eq!(error.status(), Some(StatusCode::NOT_IMPLEMENTED));
    assert!(error.explain().to_string().contains("no answer for the operation"), "{}", error.explain());
}
