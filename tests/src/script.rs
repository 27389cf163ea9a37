//! A transport that follows a script, and a timer without real waiting, so that every wait of a call is known.

use std::collections::VecDeque;
use std::future::{pending, poll_fn};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use api_1688::Client;
use bytes::Bytes;
use countersign::timer::{Timer, Waiting};
use countersign::transport::{Sending, Transport, TransportError, TransportFailure};
use countersign::{Body, ClientBuilder};
use http::{Request, Response};

use crate::requests::account;

/// What happens to one attempt.
#[derive(Clone, Debug)]
pub enum Step {
    /// It is answered with this status, headers and body.
    Answer(u16, Vec<(&'static str, String)>, Bytes),
    /// It fails.
    Fail(TransportFailure),
    /// It is never answered.
    Hang,
}

impl Step {
    /// An answer without headers.
    #[must_use]
    pub fn answer(status: u16, body: impl Into<Bytes>) -> Self {
        Self::Answer(status, Vec::new(), body.into())
    }

    /// An answer that asks to wait.
    #[must_use]
    pub fn retry_after(status: u16, wait: &str) -> Self {
        Self::Answer(status, vec![("retry-after", wait.to_owned())], Bytes::new())
    }

    /// A search that found nothing.
    #[must_use]
    pub fn success() -> Self {
        Self::answer(200, r#"{"code":200,"data":{"totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#)
    }
}

/// Follows its steps in order, and then repeats the last one. Clones share it.
#[derive(Clone, Debug)]
pub struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    requests: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Script {
    /// A script.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: Arc::new(Mutex::new(steps.into_iter().collect())), requests: Arc::default() }
    }

    /// What was sent.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }

    /// How many attempts were made.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// A client that uses it and the timer; the random number of its waits is always one half.
    pub fn client(&self, timer: &TestTimer) -> ClientBuilder<Client> {
        let builder = Client::builder().credentials(account()).transport(self.clone());
        builder.timer(timer.clone()).random(|| 0.5)
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        self.requests.lock().unwrap().push(request.map(|body| body.as_bytes().unwrap().clone()));
        let mut steps = self.steps.lock().unwrap();
        let step = if steps.len() > 1 { steps.pop_front() } else { steps.front().cloned() };
        match step.expect("a script has a step") {
            Step::Answer(status, headers, body) => {
                let mut answer = Response::builder().status(status);
                for (name, value) in headers {
                    answer = answer.header(name, value);
                }
                Box::pin(std::future::ready(Ok(answer.body(body.into()).unwrap())))
            }
            Step::Fail(failure) => Box::pin(std::future::ready(Err(TransportError::new(failure, "as scripted")))),
            Step::Hang => Box::pin(pending()),
        }
    }
}

/// A timer without real waiting: a wait is over at once unless something else ends it. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct TestTimer(Arc<Mutex<Times>>);

#[derive(Debug, Default)]
struct Times {
    now: Duration,
    waits: Vec<Duration>,
}

impl TestTimer {
    /// The waits that were completed.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().waits.clone()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        self.0.lock().unwrap().now += time;
    }
}

impl Timer for TestTimer {
    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().now
    }

    fn wait(&self, duration: Duration) -> Waiting {
        let timer = self.clone();
        let end = timer.elapsed().saturating_add(duration);
        let mut was_polled = false;
        Box::pin(poll_fn(move |context| {
            // Whatever else the caller waits for gets another chance.
            if !was_polled {
                was_polled = true;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let mut times = timer.0.lock().unwrap();
            times.now = times.now.max(end);
            times.waits.push(duration);
            Poll::Ready(())
        }))
    }
}
