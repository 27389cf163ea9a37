//! The blocking client over real sockets: on any thread, inside of runtimes, on its own thread, and shared with an
//! asynchronous client.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::mpsc;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use api_1688::{Client, Language};
use countersign::limit::{Rate, RateLimiter};
use countersign::retry::RetryPolicy;
use countersign::transport::{Sending, Transport};
use countersign::{ErrorKind, blocking};
use countersign_tests::over::Over;
use countersign_tests::requests::{account, create_order, keyword_search};
use countersign_tests::script::{Script, Step, TestTimer};
use countersign_tests::server::{Behaviour, Server};
use tokio::runtime::{Builder, Runtime};

type BlockingClient = Client<blocking::Client>;

const EMPTY_PAGE: &[u8] = br#"{"code":200,"data":{"totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;

/// A server on a runtime of its own, so that the test's thread may block.
fn serve(behaviour: Behaviour) -> (Runtime, Server) {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(behaviour));
    (runtime, server)
}

fn client(over: Over, server: &Server) -> BlockingClient {
    let builder = Client::builder().base_url(server.base_url()).credentials(account());
    builder.transport(over.transport()).build_blocking().unwrap()
}

#[test]
fn a_builder_of_the_blocking_client_returns_the_answer_itself() {
    for over in Over::ALL {
        let (_runtime, server) = serve(Behaviour::answer("200 OK", &[], EMPTY_PAGE));
        let page = client(over, &server).keyword_search().keyword("裙").country(Language::English).send().unwrap();
        assert_eq!((page.total_records, page.status().as_u16()), (0, 200));
    }
}

#[test]
fn it_is_called_from_many_threads_at_once() {
    for over in Over::ALL {
        let (_runtime, server) = serve(Behaviour::answer("200 OK", &[], EMPTY_PAGE));
        let client = client(over, &server);
        thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| (0..5).for_each(|_| assert!(client.clone().call(keyword_search()).is_ok())));
            }
        });
        assert_eq!(server.requests(), 80);
    }
}

#[test]
fn inside_a_runtime_it_blocks_and_does_not_panic() {
    for over in Over::ALL {
        let (_runtime, server) = serve(Behaviour::answer("200 OK", &[], EMPTY_PAGE));
        let make_and_drop = || {
            let client = client(over, &server);
            assert!(client.call(keyword_search()).is_ok());
            assert_eq!(client.items(keyword_search()).count(), 0);
        };
        let single = Builder::new_current_thread().enable_all().build().unwrap();
        single.block_on(async { make_and_drop() });
        let many = Builder::new_multi_thread().worker_threads(2).build().unwrap();
        many.block_on(async { make_and_drop() });
        thread::scope(|scope| scope.spawn(|| many.block_on(async { make_and_drop() })).join()).unwrap();
    }
}

#[test]
fn a_task_that_used_up_its_turn_can_still_call() {
    for over in Over::ALL {
        let (_runtime, server) = serve(Behaviour::answer("200 OK", &[], EMPTY_PAGE));
        let client = client(over, &server);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            // In a task that used up its budget, tokio's futures do not continue until the task yields.
            while tokio::task::coop::has_budget_remaining() {
                tokio::task::coop::consume_budget().await;
            }
            assert!(client.call(keyword_search()).is_ok());
        });
    }
}

#[test]
fn errors_deadlines_and_policies_are_those_of_the_asynchronous_client() {
    for over in Over::ALL {
        let (_runtime, server) = serve(Behaviour::Sleeps);
        let client = client(over, &server);
        let deadline = Duration::from_millis(300);
        let error = client.as_ref().call_with(keyword_search(), |call| call.deadline(deadline)).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
        assert!(error.elapsed() >= deadline);
        let error = client.as_ref().call_with(create_order("T-1"), |call| call.deadline(deadline)).unwrap_err();
        assert_eq!((error.kind(), error.reference()), (ErrorKind::OutcomeUnknown, Some("T-1")));

        let (_runtime, server) = serve(Behaviour::Closes);
        let client = self::client(over, &server);
        client.as_ref().call_with(keyword_search(), |call| call.retry(RetryPolicy::none())).unwrap_err();
        assert_eq!(server.requests(), 1);
        assert_eq!(client.call(keyword_search()).unwrap_err().attempts(), 3);
    }
}

#[test]
fn a_limit_is_shared_with_an_asynchronous_client() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let limiter = Arc::new(RateLimiter::new(Rate::per_second(10)).timer(timer.clone()));
    let blocking = script.client(&timer).limiter(limiter.clone()).build_blocking().unwrap();
    let asynchronous = script.client(&timer).limiter(limiter).build().unwrap();
    let runtime = Builder::new_current_thread().build().unwrap();
    for _ in 0..2 {
        blocking.call(keyword_search()).unwrap();
        runtime.block_on(async { asynchronous.call(keyword_search()).await }).unwrap();
    }
    assert_eq!(timer.waits(), [Duration::from_millis(100); 3]);
}

/// A transport that calls its own client on the background thread.
struct Loops {
    client: Arc<OnceLock<BlockingClient>>,
    error: mpsc::SyncSender<Option<ErrorKind>>,
}

impl Transport for Loops {
    fn send(&self, _: http::Request<countersign::Body>) -> Sending<'_> {
        let (client, error) = (self.client.clone(), self.error.clone());
        tokio::spawn(async move {
            let result = client.get().unwrap().call(keyword_search());
            error.send(result.err().map(|error| error.kind())).unwrap();
        });
        Box::pin(async { Ok(http::Response::new(EMPTY_PAGE.into())) })
    }
}

#[test]
fn a_call_on_the_io_thread_is_refused_instead_of_waiting_for_itself() {
    let (error, errors) = mpsc::sync_channel(1);
    let shared = Arc::new(OnceLock::new());
    let transport = Loops { client: shared.clone(), error };
    let client = Client::builder().credentials(account()).transport(transport).build_blocking().unwrap();
    shared.set(client.clone()).unwrap();
    client.call(keyword_search()).unwrap();
    assert_eq!(errors.recv_timeout(Duration::from_secs(60)).unwrap(), Some(ErrorKind::Configuration));
}

/// A transport that is woken, and then mistakes the wake-up for its own.
struct Parks;

impl Transport for Parks {
    fn send(&self, _: http::Request<countersign::Body>) -> Sending<'_> {
        let mut was_polled = false;
        Box::pin(std::future::poll_fn(move |context| match std::mem::replace(&mut was_polled, true) {
            true => std::task::Poll::Ready(Ok(http::Response::new(EMPTY_PAGE.into()))),
            false => {
                context.waker().wake_by_ref();
                thread::park();
                std::task::Poll::Pending
            }
        }))
    }
}

#[test]
fn a_wake_up_is_not_lost_to_whatever_else_parks_the_thread() {
    let deadline = Duration::from_secs(30);
    let client = Client::builder().credentials(account()).transport(Parks).deadline(deadline).build_blocking().unwrap();
    let start = std::time::Instant::now();
    client.call(keyword_search()).unwrap();
    assert!(start.elapsed() < deadline, "only the deadline woke it");
}

#[test]
fn a_panic_in_a_transport_arrives_at_the_caller() {
    let transport = countersign::transport::MemoryTransport::new(|_| panic!("on purpose"));
    let client = Client::builder().credentials(account()).transport(transport).build_blocking().unwrap();
    let runtime = Builder::new_current_thread().build().unwrap();
    let call = || runtime.block_on(async { client.call(keyword_search()).is_ok() });
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(call)).is_err());
}

#[test]
fn a_client_can_be_created_from_an_asynchronous_one() {
    let (script, timer) = (Script::new([Step::success()]), TestTimer::default());
    let asynchronous = script.client(&timer).build().unwrap();
    let blocking = blocking::Client::new(asynchronous.as_ref().clone()).unwrap();
    assert!(blocking.call(keyword_search()).is_ok());
    let typed = BlockingClient::from(blocking);
    assert!(typed.prepare(&keyword_search()).is_ok());
}
