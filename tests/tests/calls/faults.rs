//! Every fault of the stand-in: what the client reports for a call that may be repeated and for an order, and whether
//! the stand-in carried the order out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::Duration;

use api_1688::Client;
use api_1688::stand_in::{self, StandIn};
use countersign::retry::RetryPolicy;
use countersign::value::Timestamp;
use countersign::{Error, ErrorKind};
use countersign_server::stand_in::{Fault, Faults, RetryAfter};
use countersign_tests::over::{Over, Settings};
use countersign_tests::over_each;
use countersign_tests::requests::{create_order, keyword_search};

const MOST_BYTES: usize = 200_000;

/// Longer than any answer takes on a loaded machine.
const PATIENT: Duration = Duration::from_secs(60);

/// Shorter than [`LATE`].
const IMPATIENT: Duration = Duration::from_millis(400);
const LATE: Duration = Duration::from_secs(30);

/// 2024-08-21 07:54:17 UTC.
const NOW: i64 = 1_724_226_857_000;

/// A client of a stand-in, with the defaults of its transport.
fn client_of(over: Over, stand_in: &StandIn) -> Client {
    let builder = Client::builder().base_url(stand_in.base_url()).credentials(stand_in::credentials().unwrap());
    builder.transport(over.transport()).build().unwrap()
}

/// A stand-in in which all requests meet one fault, and a client that sends each request once.
struct Failing {
    stand_in: StandIn,
    client: Client,
}

impl Failing {
    async fn with(over: Over, fault: Fault, timeout: Duration) -> Self {
        let faults = Faults::seeded(1).with(fault, 1.0);
        let service = stand_in::service_at(|| Timestamp::from_millisecond(NOW)).faults(faults).build().unwrap();
        let stand_in = StandIn::start_with(service, 0).await.unwrap();
        let settings = Settings { timeout: Some(timeout), max_bytes: Some(MOST_BYTES), ..Settings::default() };
        let client = Client::builder()
            .base_url(stand_in.base_url())
            .credentials(stand_in::credentials().unwrap())
            .transport(over.with(&settings))
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        Self { stand_in, client }
    }

    async fn search(&self) -> Result<usize, Error> {
        self.client.call(keyword_search()).await.map(|page| page.items.len())
    }

    async fn order(&self) -> Result<(), Error> {
        self.client.call(create_order("T-1")).await.map(|created| assert!(created.order_id.is_some()))
    }

    /// The error of the order, how often it arrived, and how often it was carried out.
    async fn refused_order(&self, arrived: u64, carried_out: u64) -> Error {
        let error = self.order().await.expect_err("the order fails");
        assert_eq!(error.operation().map(countersign::operation::Operation::name), Some("create_order"));
        // An executed order takes the next number: ask the service behind the faults how many there are.
        assert_eq!((self.stand_in.order_arrivals("T-1"), self.orders()), (arrived, carried_out), "{error}");
        error
    }

    /// The number of created orders, read without the network and its faults.
    fn orders(&self) -> u64 {
        let list = api_1688::OrderList::builder().build();
        let prepared = self.client.prepare(&list).unwrap();
        let answer = self.stand_in.service().answer(prepared.request.clone());
        let body: serde_json::Value = serde_json::from_slice(answer.body().as_bytes().unwrap()).unwrap();
        body["data"]["totalRecord"].as_u64().unwrap()
    }
}

/// A fault that leaves the outcome of the order open: the error names its number. The search fails with `safe`.
async fn leaves_open(
    over: Over,
    fault: Fault,
    timeout: Duration,
    safe: ErrorKind,
    arrived: u64,
    carried_out: u64,
) -> [Error; 2] {
    let failing = Failing::with(over, fault, timeout).await;
    let order = failing.refused_order(arrived, carried_out).await;
    assert_eq!(order.kind(), ErrorKind::OutcomeUnknown, "{order}");
    let shown = order.to_string();
    assert!(shown.contains("look it up by `thirdOrderId` = T-1"), "{shown}");
    let search = failing.search().await.expect_err("the search fails");
    assert_eq!(search.kind(), safe, "{fault}: {search}");
    assert!(failing.stand_in.service().injected()[fault.name()] >= 2);
    [search, order]
}

/// A fault that does not affect the client.
async fn is_harmless(over: Over, fault: Fault) -> Duration {
    let failing = Failing::with(over, fault, PATIENT).await;
    let start = std::time::Instant::now();
    failing.order().await.unwrap();
    let taken = start.elapsed();
    assert_eq!((failing.stand_in.order_arrivals("T-1"), failing.orders()), (1, 1));
    failing.search().await.unwrap();
    taken
}

async fn a_late_answer_is_waited_for_as_long_as_allowed(over: Over) {
    let by = Duration::from_millis(120);
    assert!(is_harmless(over, Fault::Delay(by)).await >= by);
    leaves_open(over, Fault::Delay(LATE), IMPATIENT, ErrorKind::Timeout, 1, 1).await;
}

async fn an_answer_that_drips_is_waited_for_as_long_as_allowed(over: Over) {
    let time = Duration::from_millis(120);
    assert!(is_harmless(over, Fault::SlowDrip(time)).await >= time);
    leaves_open(over, Fault::SlowDrip(LATE), IMPATIENT, ErrorKind::Timeout, 1, 1).await;
}

async fn a_connection_that_is_reset_before_the_request_was_read(over: Over) {
    leaves_open(over, Fault::ResetBeforeRead, PATIENT, ErrorKind::Connect, 0, 0).await;
}

async fn a_connection_that_is_reset_after_the_request_was_read(over: Over) {
    leaves_open(over, Fault::ResetAfterRead, PATIENT, ErrorKind::Connect, 1, 1).await;
}

async fn a_connection_can_be_reset_between_two_answers(over: Over) {
    let stand_in = StandIn::start().await.unwrap();
    let client = client_of(over, &stand_in);
    // The connection is kept: the second request on it resets it.
    client.call(create_order("T-1")).await.unwrap();
    stand_in.service().inject(Fault::ResetBeforeRead);
    let error = client.call(create_order("T-2")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{error}");
    client.call(create_order("T-3")).await.unwrap();
    let arrivals = ["T-1", "T-2", "T-3"].map(|number| stand_in.order_arrivals(number));
    assert_eq!(arrivals, [1, 0, 1]);
}

async fn an_answer_that_breaks_off(over: Over) {
    leaves_open(over, Fault::TruncatedBody, PATIENT, ErrorKind::Connect, 1, 1).await;
}

async fn a_request_that_is_turned_away_was_not_carried_out(over: Over) {
    for (retry_after, said) in [
        (RetryAfter::Absent, None),
        (RetryAfter::Seconds(7), Some("7")),
        (RetryAfter::Date(7), Some("Wed, 21 Aug 2024 07:54:24 GMT")),
    ] {
        let failing = Failing::with(over, Fault::TooManyRequests(retry_after), PATIENT).await;
        let order = failing.refused_order(1, 0).await;
        let search = failing.search().await.unwrap_err();
        for error in [order, search] {
            assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::RateLimited, 429), "{error}");
            assert_eq!(error.retry_after(), said);
        }
    }
}

async fn a_server_that_is_not_well_leaves_the_order_open(over: Over) {
    let fault = Fault::ServerErrors { status: 503, burst: 3 };
    let errors = leaves_open(over, fault, PATIENT, ErrorKind::Http, 1, 0).await;
    assert_eq!(errors.map(|error| error.status().unwrap().as_u16()), [503, 503]);
}

async fn a_burst_of_server_errors_ends(over: Over) {
    let stand_in = StandIn::start().await.unwrap();
    let client = client_of(over, &stand_in);
    stand_in.service().inject(Fault::ServerErrors { status: 500, burst: 3 });
    let mut statuses = Vec::new();
    for number in 0..5 {
        let created = client.call(create_order(&format!("T-{number}"))).await;
        statuses.push(created.err().map(|error| error.status().unwrap().as_u16()));
    }
    assert_eq!(statuses, [Some(500), Some(500), Some(500), None, None]);
    assert_eq!(stand_in.service().injected(), [("server-errors", 3)].into());
}

async fn a_page_of_html_where_an_answer_belongs(over: Over) {
    let [search, order] = leaves_open(over, Fault::HtmlBody, PATIENT, ErrorKind::Decode, 1, 1).await;
    for error in [search, order] {
        assert!(error.to_string().contains("<!DOCTYPE html>"), "the error shows what arrived: {error}");
    }
}

async fn an_answer_of_another_charset(over: Over) {
    let [search, order] = leaves_open(over, Fault::WrongCharset, PATIENT, ErrorKind::Decode, 1, 1).await;
    for error in [search, order] {
        assert!(error.to_string().contains("not UTF-8"), "{error}");
    }
}

async fn a_bomb_is_not_unpacked(over: Over) {
    let bomb = Fault::GzipBomb { bytes: MOST_BYTES + 1 };
    leaves_open(over, bomb, PATIENT, ErrorKind::TooLarge, 1, 1).await;
    // At the limit, it is decompressed: it is an answer of blanks.
    leaves_open(over, Fault::GzipBomb { bytes: MOST_BYTES }, PATIENT, ErrorKind::Decode, 1, 1).await;
}

async fn a_wrong_content_type_is_forgiven(over: Over) {
    is_harmless(over, Fault::WrongContentType).await;
}

#[test]
fn the_same_seed_yields_the_same_faults() {
    let faults = |seed| {
        let faults = Faults::seeded(seed)
            .with(Fault::ResetBeforeRead, 0.1)
            .with(Fault::HtmlBody, 0.2)
            .with(Fault::RepeatedPush, 0.5);
        (0..10_000).map(|number| faults.of_request(number)).collect::<Vec<_>>()
    };
    let (one, other) = (faults(1), faults(2));
    assert_eq!(one, faults(1));
    assert_ne!(one, other);
    for drawn in [one, other] {
        let count = |fault| drawn.iter().filter(|drawn| **drawn == fault).count();
        // Six standard deviations around the mean.
        assert!((820..1180).contains(&count(Some(Fault::ResetBeforeRead))));
        assert!((1760..2240).contains(&count(Some(Fault::HtmlBody))));
        assert_eq!(count(Some(Fault::RepeatedPush)), 0, "of pushes, not of requests");
    }
}

#[test]
fn a_probability_out_of_range_is_the_nearest_in_range() {
    let drawn = |probability| Faults::seeded(1).with(Fault::HtmlBody, probability).of_request(0);
    assert_eq!([-1.0, f64::NAN, 0.0].map(drawn), [None; 3]);
    assert_eq!([1.0, 7.0, f64::INFINITY].map(drawn), [Some(Fault::HtmlBody); 3]);
}

async fn requests_meet_the_faults_of_their_numbers(over: Over) {
    let faults = Faults::seeded(3).with(Fault::ServerErrors { status: 502, burst: 1 }, 0.5);
    let expected: Vec<bool> = (0..20).map(|number| faults.of_request(number).is_some()).collect();
    assert!(expected.contains(&true) && expected.contains(&false));
    let stand_in = StandIn::start_with(stand_in::service().faults(faults).build().unwrap(), 0).await.unwrap();
    let client = client_of(over, &stand_in);
    for (number, fails) in expected.into_iter().enumerate() {
        assert_eq!(client.call(create_order(&number.to_string())).await.is_err(), fails, "{number}");
    }
}

#[test]
fn pushes_are_repeated_and_late_but_never_lost() {
    let none = Faults::seeded(1).with(Fault::HtmlBody, 1.0).deliveries(100);
    assert_eq!(none, (0..100).collect::<Vec<_>>());

    let repeated = Faults::seeded(1).with(Fault::RepeatedPush, 0.3).deliveries(10_000);
    assert!((12_700..13_300).contains(&repeated.len()), "{}", repeated.len());
    let late = Faults::seeded(1).with(Fault::LatePush, 0.3).deliveries(10_000);
    assert_eq!(late.len(), 10_000);
    let overtaken = late.windows(2).filter(|pair| pair[0] > pair[1]).count();
    assert!(overtaken > 1000, "{overtaken}");
    assert!(late.iter().enumerate().all(|(place, &index)| index.abs_diff(place) <= 16));
    for deliveries in [repeated, late] {
        let mut indices = deliveries;
        indices.sort_unstable();
        indices.dedup();
        assert_eq!(indices, (0..10_000).collect::<Vec<_>>());
    }
}

over_each!(
    a_late_answer_is_waited_for_as_long_as_allowed,
    an_answer_that_drips_is_waited_for_as_long_as_allowed,
    a_connection_that_is_reset_before_the_request_was_read,
    a_connection_that_is_reset_after_the_request_was_read,
    a_connection_can_be_reset_between_two_answers,
    an_answer_that_breaks_off,
    a_request_that_is_turned_away_was_not_carried_out,
    a_server_that_is_not_well_leaves_the_order_open,
    a_burst_of_server_errors_ends,
    a_page_of_html_where_an_answer_belongs,
    an_answer_of_another_charset,
    a_bomb_is_not_unpacked,
    a_wrong_content_type_is_forgiven,
    requests_meet_the_faults_of_their_numbers,
);
