//! A stand-in without a network: request in, response out.

mod builder;

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use countersign::auth::{Credentials, Refusal, Schemes};
use countersign::operation::Operation;
use countersign::param::{ParameterError, Received, ReceivedParameter};
use countersign::value::Timestamp;
use countersign::{Api, Body, DynEndpoint, Entry, Envelope};
use http::header::ALLOW;
use http::{HeaderValue, Request, Response};
use serde_json::json;

pub use self::builder::ServiceBuilder;
use super::arrivals::Arrivals;
use super::faults::{Fault, Faults, Injector};
use super::route::{Hosts, Route};
use super::served::{Problem, Served};
use super::strict;

type Handler = Box<dyn Fn(Box<dyn DynEndpoint>) -> Served + Send + Sync>;
type ProblemHandler = Box<dyn Fn(&Problem<'_>) -> Served + Send + Sync>;

/// Reads, verifies and answers requests to the operations of an API.
pub struct Service {
    entries: &'static [Entry],
    hosts: Hosts,
    schemes: Schemes,
    envelope: Envelope,
    credentials: Vec<Credentials>,
    handlers: BTreeMap<&'static str, Handler>,
    on_problem: ProblemHandler,
    is_strict: bool,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    answers: AtomicU64,
    faults: Injector,
    state: Mutex<State>,
}

/// What happened, and what is scripted to happen.
#[derive(Default)]
struct State {
    /// Scripted answers, by name of the operation.
    scripted: BTreeMap<&'static str, VecDeque<Served>>,
    arrivals: Arrivals,
}

impl Service {
    /// Returns a builder of a service for all operations of an API, with its schemes and its envelope.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign_server::stand_in::Service;
    /// use http::Request;
    ///
    /// let service = Service::builder::<Clock>().build()?;
    /// assert_eq!(service.answer(Request::get("/weather").body("")?).status(), 404);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn builder<C: Api>() -> ServiceBuilder {
        ServiceBuilder {
            service: Self {
                entries: C::ENTRIES,
                hosts: Hosts::new(C::BASE_URL, C::ENTRIES),
                schemes: C::auth(),
                envelope: C::envelope(),
                credentials: Vec::new(),
                handlers: BTreeMap::new(),
                on_problem: Box::new(plain_problem),
                is_strict: false,
                clock: Box::new(Timestamp::now),
                answers: AtomicU64::new(0),
                faults: Injector::default(),
                state: Mutex::default(),
            },
        }
    }

    /// Answers the next request to an operation with `served` instead of its usual answer. Several calls queue up. The
    /// request is still read and verified.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// # fn ask(service: &Service) -> (u16, String) {
    /// #     let request = http::Request::get("/time").header("authorization", "Bearer token").body("");
    /// #     let answer = service.answer(request.expect("a request"));
    /// #     let body = answer.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    /// #     (answer.status().as_u16(), body.unwrap_or_default())
    /// # }
    /// use countersign::{Credentials, Endpoint};
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// let service = Service::builder::<Clock>()
    ///     .credentials(Credentials::of_secret("token")?)
    ///     .on::<TellTime>(|_| Served::response(&"noon"))
    ///     .build()?;
    /// service.script(TellTime::OPERATION, Served::raw(503, "busy"));
    /// assert_eq!((ask(&service).0, ask(&service).0), (503, 200));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn script(&self, operation: &'static Operation, served: Served) {
        self.state().scripted.entry(operation.name()).or_default().push_back(served);
    }

    /// Makes the next request that reaches the stand-in meet this fault, before those that are drawn. Several calls
    /// queue up. Faults of pushes have no effect here.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign_server::stand_in::{Fault, Service};
    ///
    /// let service = Service::builder::<Clock>().build()?;
    /// // The next request over the network meets it.
    /// service.inject(Fault::ResetBeforeRead);
    /// assert!(service.injected().is_empty());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn inject(&self, fault: Fault) {
        self.faults.queue(fault);
    }

    /// Returns how often each kind of fault was injected, by [`Fault::name`].
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign_server::stand_in::{Fault, Service};
    ///
    /// let service = Service::builder::<Clock>().build()?;
    /// assert_eq!(service.injected().get(Fault::HtmlBody.name()), None);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn injected(&self) -> BTreeMap<&'static str, u64> {
        self.faults.injected()
    }

    /// Returns the faults.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign_server::stand_in::{Fault, Faults, Service};
    ///
    /// let service = Service::builder::<Clock>().faults(Faults::seeded(7).with(Fault::HtmlBody, 1.0)).build()?;
    /// assert_eq!(service.faults().of_request(0), Some(Fault::HtmlBody));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn faults(&self) -> &Faults {
        self.faults.faults()
    }

    /// Returns how often a signed request to an operation arrived with this value of its reference parameter, whatever
    /// the answer. Requests that are not verified are not counted. At most 100,000 values are remembered; the oldest is
    /// forgotten first.
    ///
    /// ```
    /// use countersign::scheme::Scheme;
    /// use countersign::{Endpoint, Envelope, endpoint};
    /// use countersign_server::stand_in::{Served, Service};
    /// use http::Request;
    ///
    /// /// Orders a book.
    /// #[endpoint(POST, "/orders", response = u64)]
    /// pub struct OrderBook {
    ///     /// The customer's own number of the order.
    ///     #[param(reference, in = query)]
    ///     pub own_number: String,
    /// }
    ///
    /// countersign::api! {
    ///     /// The client of a bookshop.
    ///     pub struct Books { base_url: "https://books.example", auth: Scheme::none(), envelope: Envelope::none() }
    ///     operations { order: OrderBook; }
    /// }
    ///
    /// let service = Service::builder::<Books>().on::<OrderBook>(|_| Served::raw(500, "")).build()?;
    /// let answer = service.answer(Request::post("/orders?ownNumber=B-7").body("")?);
    /// assert_eq!(answer.status(), 500);
    /// assert_eq!(service.arrivals(OrderBook::OPERATION, "B-7"), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn arrivals(&self, operation: &Operation, reference: &str) -> u64 {
        self.state().arrivals.of(operation.name(), reference)
    }

    /// Answers one request. Its path must begin with that of the API's base URL, as a client of the API sends and signs
    /// it; any other path is unknown. The body must be in memory.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock { base_url: "https://clock.example", auth: Scheme::bearer(), envelope: Envelope::none() }
    /// #     operations { time: TellTime; }
    /// # }
    /// use countersign::Credentials;
    /// use countersign_server::stand_in::{Served, Service};
    /// use http::Request;
    ///
    /// let service = Service::builder::<Clock>()
    ///     .credentials(Credentials::of_secret("token")?)
    ///     .on::<TellTime>(|_| Served::response(&"noon"))
    ///     .build()?;
    /// let answer = service.answer(Request::get("/time").header("authorization", "Bearer token").body("")?);
    /// assert_eq!(answer.body().as_bytes().map(|body| &body[..]), Some(&b"\"noon\""[..]));
    /// let answer = service.answer(Request::get("/time").header("authorization", "Bearer guess").body("")?);
    /// assert_eq!(answer.status(), 401);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn answer(&self, request: Request<impl Into<Body>>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let answer = match body.into().as_bytes() {
            Some(body) => self.answer_bytes(&Request::from_parts(parts, body.clone())),
            None => Served::raw(501, "this stand-in reads bodies from memory").into_plain(),
        };
        answer.map(Body::from)
    }

    /// Answers a request that arrived over the network.
    pub(super) fn answer_bytes(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let path = request.uri().path();
        match self.hosts.find(request) {
            Route::Nowhere => self.wrap(&Operation::ANY, (self.on_problem)(&Problem::UnknownPath(path))),
            Route::OtherMethod(methods) => {
                let mut answer = self.wrap(&Operation::ANY, (self.on_problem)(&Problem::OtherMethod(path)));
                answer.headers_mut().extend(HeaderValue::from_str(&methods).ok().map(|allowed| (ALLOW, allowed)));
                answer
            }
            Route::To(entry, base_path) => {
                let operation = entry.operation();
                let served = self.serve(entry, &base_path, request).unwrap_or_else(|problem| problem);
                self.wrap(operation, served)
            }
        }
    }

    /// Counts a request that is turned away without an answer of its operation.
    pub(super) fn note_arrival(&self, request: &Request<Bytes>) {
        if let Route::To(entry, base_path) = self.hosts.find(request)
            && let operation = entry.operation()
            && let Ok(received) = Received::under(&base_path, operation, request)
            && let received = received.at(self.now())
            && self.verify(&received).is_ok()
        {
            self.count(operation, &received);
        }
    }

    /// The hosts of the API.
    pub(super) fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    pub(super) fn injector(&self) -> &Injector {
        &self.faults
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Returns the answer of the operation, or of the failure that prevented it from being reached.
    fn serve(&self, entry: Entry, base_path: &str, request: &Request<Bytes>) -> Result<Served, Served> {
        let operation = entry.operation();
        let parameter = |error: ParameterError| (self.on_problem)(&Problem::Parameter(&error));
        let received = Received::under(base_path, operation, request).map_err(parameter)?.at(self.now());
        self.verify(&received)?;
        self.count(operation, &received);
        let sent = self.schemes.of(operation).map(|scheme| scheme.describe(operation).sends);
        let sent = sent.unwrap_or_default().into_iter().map(|sent| (sent.place, sent.name));
        let received = received.signed_with(sent);
        if self.is_strict {
            strict::check(&received).map_err(parameter)?;
        }
        let parsed = entry.parse(&received).map_err(parameter)?;
        let scripted = self.state().scripted.get_mut(operation.name()).and_then(VecDeque::pop_front);
        Ok(scripted.unwrap_or_else(|| match self.handlers.get(operation.name()) {
            Some(handler) => handler(parsed),
            None => Served::raw(501, format!("this stand-in has no answer for `{}`", operation.name())),
        }))
    }

    fn verify(&self, received: &Received<'_>) -> Result<(), Served> {
        let refused = |refusal: &Refusal| Err((self.on_problem)(&Problem::Refused(refusal)));
        let scheme = match self.schemes.of(received.operation()) {
            Ok(scheme) => scheme,
            Err(error) => return refused(&Refusal::new(error.to_string())),
        };
        if !scheme.needs_credentials() {
            return scheme.verify(received, &Credentials::none()).or_else(|refusal| refused(&refusal));
        }
        let mut refusal = None;
        for credentials in &self.credentials {
            match scheme.verify(received, credentials) {
                Ok(()) => return Ok(()),
                // The refusal for the account that the request names is more informative than that of another account.
                Err(refused) if refusal.is_none() || !refused.is_unknown_key() => refusal = Some(refused),
                Err(_) => {}
            }
        }
        refused(&refusal.unwrap_or_else(Refusal::unknown_key))
    }

    fn count(&self, operation: &'static Operation, received: &Received<'_>) {
        let arrived = |parameter| received.parameters().iter().find(|arrived| arrived.is_of(parameter));
        if let Some(reference) = operation.reference().and_then(arrived).and_then(ReceivedParameter::text) {
            self.state().arrivals.count(operation.name(), reference);
        }
    }

    fn wrap(&self, operation: &Operation, served: Served) -> Response<Bytes> {
        let number = self.answers.fetch_add(1, Ordering::Relaxed);
        let (now, trace_id) = ((self.clock)(), trace_id(number));
        served.into_response(&self.envelope, operation, now, &trace_id)
    }

    /// Locks the state. A panicking handler poisons the lock, but what was counted before is still right.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Twelve hex digits that differ from answer to answer.
fn trace_id(number: u64) -> String {
    format!("{:012x}", number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16)
}

/// Returns the answers of a vendor without wording of its own.
fn plain_problem(problem: &Problem<'_>) -> Served {
    let (status, message) = match problem {
        Problem::UnknownPath(path) => (404, format!("no operation has the path {path}")),
        Problem::OtherMethod(path) => (405, format!("no operation has this method at {path}")),
        Problem::Refused(refusal) => (401, format!("signature refused: {refusal}")),
        Problem::Parameter(error) => (400, error.to_string()),
    };
    Served::raw(status, json!({ "message": message }).to_string())
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Service({} operations)", self.entries.len())
    }
}
