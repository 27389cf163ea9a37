//! Configures a stand-in.

use std::fmt;
use std::sync::Arc;

use countersign::auth::{Auth, Credentials, Schemes};
use countersign::operation::Operation;
use countersign::value::Timestamp;
use countersign::{DynEndpoint, Endpoint, Error, ErrorKind};

use super::Service;
use crate::stand_in::faults::{Faults, Injector};
use crate::stand_in::served::{Problem, Served};

/// Configures and builds a [`Service`].
#[must_use = "call `build` to create the service"]
pub struct ServiceBuilder {
    pub(super) service: Service,
}

impl ServiceBuilder {
    /// Accepts requests signed with these credentials. May be called several times.
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
    /// use countersign::Credentials;
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// let builder = || Service::builder::<Clock>().on::<TellTime>(|_| Served::response(&"noon"));
    /// assert_eq!(ask(&builder().build()?).0, 401);
    /// // Both the old secret and the new one, while one replaces the other.
    /// let [old, new] = [Credentials::of_secret("old-token")?, Credentials::of_secret("token")?];
    /// assert_eq!(ask(&builder().credentials(old).credentials(new).build()?).0, 200);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.service.credentials.push(credentials);
        self
    }

    /// Replaces the default scheme, which verifies the operations that do not name one.
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
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// // Whoever asks is answered.
    /// let builder = Service::builder::<Clock>().on::<TellTime>(|_| Served::response(&"noon"));
    /// assert_eq!(ask(&builder.auth(Scheme::none()).build()?).0, 200);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn auth(mut self, auth: impl Auth) -> Self {
        self.service.schemes = self.service.schemes.with_default(Arc::new(auth));
        self
    }

    /// Replaces the scheme of this name, for the operations that pick it.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock {
    /// #         base_url: "https://clock.example",
    /// #         auth: { token: Scheme::bearer() },
    /// #         envelope: Envelope::none(),
    /// #     }
    /// #     operations { time: TellTime; }
    /// # }
    /// # fn ask(service: &Service) -> (u16, String) {
    /// #     let request = http::Request::get("/time").header("authorization", "Bearer token").body("");
    /// #     let answer = service.answer(request.expect("a request"));
    /// #     let body = answer.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    /// #     (answer.status().as_u16(), body.unwrap_or_default())
    /// # }
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// let builder = Service::builder::<Clock>().on::<TellTime>(|_| Served::response(&"noon"));
    /// assert_eq!(ask(&builder.scheme("token", Scheme::none()).build()?).0, 200);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn scheme(mut self, name: &'static str, auth: impl Auth) -> Self {
        self.service.schemes = self.service.schemes.with(name, Arc::new(auth));
        self
    }

    /// Answers an operation with the result of a function of its request.
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
    /// use countersign::Credentials;
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// let service = Service::builder::<Clock>()
    ///     .credentials(Credentials::of_secret("token")?)
    ///     .on::<TellTime>(|_request: TellTime| Served::response(&"noon"))
    ///     .build()?;
    /// assert_eq!(ask(&service), (200, String::from("\"noon\"")));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn on<E: Endpoint>(mut self, handler: impl Fn(E) -> Served + Send + Sync + 'static) -> Self {
        let handler = move |request: Box<dyn DynEndpoint>| match request.into_any().downcast::<E>() {
            Ok(request) => handler(*request),
            // The route was found by this very operation, so the types agree.
            Err(_) => Served::raw(500, "the request is of another operation"),
        };
        self.service.handlers.insert(E::OPERATION.name(), Box::new(handler));
        self
    }

    /// Answers an operation with a captured body, envelope and all, or with any other answer that is always the same:
    /// `.fixture(operation, Served::raw(404, body).with_header("x-request-id", "7"))`. A body alone has the status that
    /// the operation declares.
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
    ///     .fixture(TellTime::OPERATION, Served::raw(404, "the clock is being repaired"))
    ///     .build()?;
    /// assert_eq!(ask(&service), (404, String::from("the clock is being repaired")));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn fixture(mut self, operation: &Operation, served: impl Into<Served>) -> Self {
        let served = served.into();
        self.service.handlers.insert(operation.name(), Box::new(move |_| served.clone()));
        self
    }

    /// Sets the answers to requests that do not reach an operation, in the vendor's own words.
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
    /// use countersign_server::stand_in::{Problem, Served, Service};
    ///
    /// let service = Service::builder::<Clock>().on_problem(|problem| match problem {
    ///     Problem::Refused(_) => Served::raw(403, "who are you?"),
    ///     _ => Served::raw(400, "what do you mean?"),
    /// });
    /// assert_eq!(ask(&service.build()?), (403, String::from("who are you?")));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn on_problem(mut self, handler: impl Fn(&Problem<'_>) -> Served + Send + Sync + 'static) -> Self {
        self.service.on_problem = Box::new(handler);
        self
    }

    /// Refuses requests that a generated client never sends: without a parameter that has a default, with a parameter
    /// in the query that is not declared, or with a JSON value of another type. Use it to try clients that are
    /// generated from the OpenAPI document.
    ///
    /// Defaults to accepting such requests.
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
    /// let builder = || Service::builder::<Clock>().auth(Scheme::none()).on::<TellTime>(|_| Served::response(&"noon"));
    /// let request = || Request::get("/time?zone=berlin").body("");
    /// assert_eq!(builder().build()?.answer(request()?).status(), 200);
    /// assert_eq!(builder().strict().build()?.answer(request()?).status(), 400);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn strict(mut self) -> Self {
        self.service.is_strict = true;
        self
    }

    /// Sets the clock from which the time of an answer is taken, and by which the age of a signed request is judged.
    /// Defaults to the system's clock.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::{Envelope, endpoint};
    /// # /// Returns the time.
    /// # #[endpoint(GET, "/time", response = String)]
    /// # pub struct TellTime {}
    /// # countersign::api! {
    /// #     /// The client of a clock.
    /// #     pub struct Clock {
    /// #         base_url: "https://clock.example",
    /// #         auth: Scheme::none(),
    /// #         envelope: Envelope::default(),
    /// #     }
    /// #     operations { time: TellTime; }
    /// # }
    /// # fn ask(service: &Service) -> (u16, String) {
    /// #     let request = http::Request::get("/time").header("authorization", "Bearer token").body("");
    /// #     let answer = service.answer(request.expect("a request"));
    /// #     let body = answer.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
    /// #     (answer.status().as_u16(), body.unwrap_or_default())
    /// # }
    /// use countersign::value::Timestamp;
    /// use countersign_server::stand_in::{Served, Service};
    ///
    /// let service = Service::builder::<Clock>()
    ///     .clock(|| Timestamp::from_millisecond(1_528_942_782_000))
    ///     .on::<TellTime>(|_| Served::response(&"noon"))
    ///     .build()?;
    /// assert!(ask(&service).1.contains("\"timestamp\":1528942782000"));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.service.clock = Box::new(clock);
        self
    }

    /// Sets the faults that occur when a [`StandIn`](crate::stand_in::StandIn) serves it. [`Service::answer`] has no
    /// network and injects none.
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
    /// let faults = Faults::seeded(7).with(Fault::ResetAfterRead, 0.1);
    /// let service = Service::builder::<Clock>().faults(faults).build()?;
    /// assert_eq!(service.faults().of_request(0), service.faults().of_request(0));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn faults(mut self, faults: Faults) -> Self {
        self.service.faults = Injector::new(faults);
        self
    }

    /// Builds the service.
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
    /// use countersign::ErrorKind;
    /// use countersign::scheme::{body, raw_query, secret, signature};
    /// use countersign_server::stand_in::Service;
    ///
    /// // Bytes can move from the query into the body without changing what is signed.
    /// let weak = Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex()).header("x-signature", signature());
    /// let error = Service::builder::<Clock>().auth(weak.build()).build().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Configuration);
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if a scheme cannot work, or has a weakness that it does not accept, such as parts
    /// that run into each other, so that a signed request could be split differently. The error names the weakness and
    /// how to [accept](countersign::scheme::SchemeBuilder::accept) it.
    pub fn build(self) -> Result<Service, Error> {
        for entry in self.service.entries {
            check_scheme(&self.service.schemes, entry.operation())?;
        }
        Ok(self.service)
    }
}

fn check_scheme(schemes: &Schemes, operation: &'static Operation) -> Result<(), Error> {
    let description = schemes.of(operation)?.describe(operation);
    let Some(problem) = description.problem.or(description.warnings.into_iter().next()) else {
        return Ok(());
    };
    let name = schemes.name_of(operation).map_or_else(String::new, |name| format!(" `{name}`"));
    let message = format!("`{}` cannot be verified by the scheme{name}: {problem}", operation.name());
    Err(Error::new(ErrorKind::Configuration, message))
}

impl fmt::Debug for ServiceBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.service.fmt(f)
    }
}
