//! The server side, from the same definitions: an embedded stand-in that reads, verifies and answers requests.
//!
//! [`Service`] does this without I/O; [`StandIn`] serves it over HTTP on a loopback port. Tests, examples and
//! developers without credentials use it in place of the vendor. It is not a production server: it keeps what it
//! received in memory. [`Faults`] make it fail on purpose.

mod arrivals;
mod faults;
mod route;
mod served;
mod service;
mod strict;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use countersign::{Api, ClientBuilder};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use self::faults::{Connection, FaultyListener, answer_under};
pub use self::faults::{Fault, Faults, RetryAfter};
pub use self::served::{Problem, Served};
pub use self::service::{Service, ServiceBuilder};

/// The longest request that the stand-in reads: images are sent as Base64 strings.
const LONGEST_REQUEST: usize = 64 * 1024 * 1024;

/// A running stand-in. Dropping it stops it; [`shutdown`](Self::shutdown) also waits for answers in progress.
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
/// use countersign_server::stand_in::{Served, Service, StandIn, block_on};
///
/// let token = Credentials::of_secret("token")?;
/// let service = Service::builder::<Clock>().credentials(token).on::<TellTime>(|_| Served::response(&"noon")).build()?;
/// block_on(async {
///     let stand_in = StandIn::start(service).await?;
///     assert!(stand_in.base_url().starts_with("http://127.0.0.1:"));
///     // No operation is on another host.
///     assert_eq!(stand_in.other_base_urls().count(), 0);
///     // A client that asks nobody else: add its credentials, and build it.
///     let builder = stand_in.client::<Clock>();
///     # drop(builder);
///     // What the next call is answered.
///     stand_in.service().script(Clock::OPERATIONS[0], Served::raw(503, ""));
///     stand_in.shutdown().await
/// })??;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct StandIn {
    address: SocketAddr,
    service: Arc<Service>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

impl StandIn {
    /// Serves on a loopback port that the system chooses.
    ///
    /// # Errors
    /// The system has no free port.
    pub async fn start(service: Service) -> io::Result<Self> {
        Self::start_on(service, 0).await
    }

    /// Serves on this loopback port. 0 lets the system choose.
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
    /// use countersign_server::stand_in::{Service, StandIn, block_on};
    ///
    /// block_on(async {
    ///     let first = StandIn::start_on(Service::builder::<Clock>().build().expect("a service"), 0).await?;
    ///     let port = first.base_url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    ///     let second = StandIn::start_on(Service::builder::<Clock>().build().expect("a service"), port).await;
    ///     assert!(second.is_err());
    ///     first.shutdown().await
    /// })??;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// The port is in use.
    pub async fn start_on(service: Service, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(service);
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().fallback(answer).with_state(service.clone());
        let make_service = router.into_make_service_with_connect_info::<Connection>();
        let listener = FaultyListener::new(listener, service.clone());
        let serving = axum::serve(listener, make_service).with_graceful_shutdown(async move {
            // A dropped sender means the same as a message: stop.
            let _ = stopped.await;
        });
        let server = tokio::spawn(async move { serving.await });
        Ok(Self { address, service, stop, server })
    }

    /// Returns the base URL for clients: the address of the stand-in, with the path of the API's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.base_urls().next().map_or_else(String::new, |(_, url)| url)
    }

    /// Returns the bases that operations declare for other hosts of the API, each with the address of the stand-in that
    /// a client calls instead, for [`ClientBuilder::base_url_of`].
    pub fn other_base_urls(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.base_urls().filter_map(|(declared, url)| Some((declared?, url)))
    }

    /// Returns a builder of clients that call the stand-in alone, whatever hosts their operations declare.
    pub fn client<C: Api>(&self) -> ClientBuilder<C> {
        let client = ClientBuilder::new().base_url(self.base_url());
        self.other_base_urls().fold(client, |client, (declared, url)| client.base_url_of(declared, url))
    }

    fn base_urls(&self) -> impl Iterator<Item = (Option<&'static str>, String)> {
        self.service.hosts().paths().map(|(declared, path)| (declared, format!("http://{}{path}", self.address)))
    }

    /// Returns the service, whose records can be read and whose next answers can be scripted while it runs.
    #[must_use]
    pub fn service(&self) -> &Arc<Service> {
        &self.service
    }

    /// Stops accepting connections, and waits until all requests are answered.
    ///
    /// # Errors
    /// Serving failed earlier.
    pub async fn shutdown(self) -> io::Result<()> {
        let Self { stop, server, .. } = self;
        // The server may have ended by itself; then nobody receives this.
        let _ = stop.send(());
        server.await.map_err(io::Error::other)?
    }
}

/// Runs a future to completion on this thread, for programs and examples that are not asynchronous.
///
/// ```
/// assert_eq!(countersign_server::stand_in::block_on(async { 3 + 4 })?, 7);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// The system cannot set up timers and sockets.
pub fn block_on<F: Future>(future: F) -> io::Result<F::Output> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future))
}

async fn answer(
    State(service): State<Arc<Service>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    request: Request,
) -> Response {
    let fault = connection.take_fault();
    let (parts, body) = request.into_parts();
    let response = match to_bytes(body, LONGEST_REQUEST).await {
        Ok(body) => answer_under(fault, &service, &http::Request::from_parts(parts, body), &connection).await,
        Err(_) => Served::raw(413, "the request is too large").into_plain().map(Body::from),
    };
    connection.answered();
    response
}
