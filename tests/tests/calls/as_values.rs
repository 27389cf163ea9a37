//! A call as a value: moved into tasks, joined with others, made on several runtimes and on none.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]
#![allow(clippy::redundant_closure_for_method_calls, reason = "closures over a builder are what users write")]

use std::pin::pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use api_1688::{Client, KeywordSearch, Language, SearchFilter, Sort, SortKey, SortOrder};
use countersign::retry::RetryPolicy;
use countersign::{DynEndpoint, ErrorKind, Outcome};
use countersign_tests::over::Over;
use countersign_tests::requests::{account, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use countersign_tests::server::{Behaviour, Server};

// ---- in tasks ----

#[tokio::test]
async fn a_call_is_spawned_without_its_client() {
    let script = Script::new([Step::success()]);
    let client = script.client(&TestTimer::default()).build().unwrap();
    let search = tokio::spawn(client.keyword_search().keyword("a").country(Language::English).send());
    let order = tokio::spawn(client.call(keyword_search()).deadline(Duration::from_secs(5)));
    let untyped: Box<dyn DynEndpoint> = Box::new(keyword_search());
    let untyped =
        tokio::spawn(client.as_ref().call_dyn(untyped).header("x-tour", "1").deadline(Duration::from_secs(5)));
    drop(client);
    assert!(untyped.await.unwrap().unwrap().is_object());
    assert_eq!(search.await.unwrap().unwrap().items.len(), 0);
    assert_eq!(order.await.unwrap().unwrap().items.len(), 0);
}

#[tokio::test]
async fn calls_are_joined_and_raced() {
    let script = Script::new([Step::success()]);
    let client = script.client(&TestTimer::default()).build().unwrap();
    let search = || client.keyword_search().keyword("a").country(Language::English);
    let (first, second) = tokio::join!(search().send(), search().send());
    assert!(first.is_ok() && second.is_ok());
    let all = futures_util::future::join_all((0..3).map(|_| search().send())).await;
    assert!(all.iter().all(Result::is_ok));
    let third = tokio::select! { third = search().send() => third, () = std::future::pending() => unreachable!() };
    assert!(third.is_ok());
    assert_eq!(script.attempts(), 6);
}

// ---- optional parameters ----

#[test]
fn optional_parameters_of_every_kind_are_given_as_options() {
    let search = || KeywordSearch::builder().keyword("a").country(Language::English);
    let all = |is_there: bool| {
        let text = is_there.then_some("978:1352");
        let filters = is_there.then(|| vec![SearchFilter::ShipIn48Hours]);
        search()
            .when_some(text, |search, id| search.search_navigation_id(id))
            .when_some(is_there.then_some(7), |search, page| search.begin_page(page))
            .when_some(is_there.then_some(50_u32), |search, size| search.page_size(size))
            .when_some(filters, |search, filter| search.filter(filter))
            .when_some(is_there.then_some(Sort::new(SortKey::Price, SortOrder::Ascending)), |search, sort| {
                search.sort(sort)
            })
            .when_some(is_there.then_some(1_045_268_u64), |search, id| search.category_id(id))
            .build()
    };
    let plain = search()
        .search_navigation_id("978:1352")
        .begin_page(7)
        .page_size(50)
        .filter([SearchFilter::ShipIn48Hours])
        .sort(Sort::new(SortKey::Price, SortOrder::Ascending))
        .category_id(1_045_268_u64)
        .build();
    assert_eq!(all(true), plain);
    assert_eq!(all(false), search().build(), "defaults stay");
}

#[tokio::test]
async fn a_bound_builder_takes_options_too() {
    let script = Script::new([Step::success()]);
    let client = script.client(&TestTimer::default()).build().unwrap();
    let search = client.keyword_search().when_some(Some(3), |search, page| search.begin_page(page));
    search.keyword("a").country(Language::English).send().await.unwrap();
    assert!(script.requests()[0].uri().query().unwrap().contains("beginPage=3"));
}

// ---- on runtimes ----

/// A single-threaded runtime, like that of `#[tokio::test]`.
fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a_static_client_serves_runtimes_that_come_and_go() {
    static SERVER: LazyLock<Server> = LazyLock::new(|| Server::start_apart(Behaviour::serves()));
    static CLIENTS: LazyLock<[Client; 2]> = LazyLock::new(|| {
        Over::ALL.map(|over| {
            let builder = Client::builder().base_url(SERVER.base_url()).credentials(account());
            let builder = builder.transport(over.transport()).retry(RetryPolicy::none());
            builder.deadline(Duration::from_secs(10)).build().unwrap()
        })
    });
    LazyLock::force(&CLIENTS);
    // Each thread creates one runtime after the other while the others are using theirs.
    let threads = (0..4).map(|number| {
        thread::spawn(move || {
            for round in 0..10 {
                runtime().block_on(async {
                    for (call, client) in (0..10).zip(CLIENTS.iter().cycle()) {
                        let reference = format!("{number}-{round}-{call}");
                        let (search, order) =
                            tokio::join!(client.call(keyword_search()), client.call(create_order(&reference)));
                        search.unwrap();
                        order.unwrap();
                    }
                });
            }
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        thread.join().unwrap();
    }
}

#[test]
fn a_stalled_runtime_does_not_block_others() {
    for over in Over::ALL {
        let server = Server::start_apart(Behaviour::serves());
        let builder = Client::builder().base_url(server.base_url()).credentials(account()).transport(over.transport());
        let client = builder.retry(RetryPolicy::none()).deadline(Duration::from_secs(10)).build().unwrap();
        let first = runtime();
        first.block_on(async { client.call(keyword_search()).await.unwrap() });
        // Its connection is idle, and nobody polls it.
        let second = runtime();
        second.block_on(async { client.call(keyword_search()).await.unwrap() });
        first.block_on(async { client.call(keyword_search()).await.unwrap() });
        assert_eq!(server.connections(), 2, "each runtime keeps its own connection");
    }
}

/// Polls a future without a runtime, like another executor.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_call_outside_a_runtime_reports_what_it_needs() {
    for over in Over::ALL {
        let server = Server::start_apart(Behaviour::serves());
        let client = Client::builder()
            .base_url(server.base_url())
            .credentials(account())
            .transport(over.transport())
            .build()
            .unwrap();
        let search = block_on(client.call(keyword_search())).unwrap_err();
        let order = block_on(client.call(create_order("T-1"))).unwrap_err();
        for error in [search, order] {
            assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent), "{error}");
            let text = error.to_string();
            assert!(text.contains("tokio") && text.contains("build_blocking"), "{text}");
        }
        assert_eq!(server.connections(), 0);
    }
}

#[test]
fn a_call_on_a_runtime_without_timers_or_sockets_reports_what_it_needs() {
    for over in Over::ALL {
        let server = Server::start_apart(Behaviour::serves());
        let client = Client::builder()
            .base_url(server.base_url())
            .credentials(account())
            .transport(over.transport())
            .build()
            .unwrap();
        let without = [
            tokio::runtime::Builder::new_current_thread().build().unwrap(),
            tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
            tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap(),
        ];
        for runtime in without {
            let error = runtime.block_on(async { client.call(create_order("T-1")).await }).unwrap_err();
            assert_eq!((error.kind(), error.outcome()), (ErrorKind::Configuration, Outcome::NotSent), "{error}");
            assert!(error.to_string().contains("`enable_all()`"), "{error}");
        }
        assert_eq!(server.connections(), 0);
        runtime().block_on(async { client.call(create_order("T-1")).await.unwrap() });
    }
}

#[test]
fn waits_pass_in_a_runtime_without_timers() {
    let script = Script::new([Step::answer(503, ""), Step::success()]);
    let client = Client::builder().credentials(account()).transport(script.clone()).random(|| 0.01).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async { client.call(keyword_search()).await.unwrap() });
    assert_eq!(script.attempts(), 2);
}
