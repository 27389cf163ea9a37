//! What the stand-ins of the vendor's APIs share: the server, its application, its refusals, and the parts of a market.

pub mod market;
mod problems;

use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::sync::Arc;

use countersign::operation::Operation;
#[cfg(feature = "reqwest")]
use countersign::transport::ReqwestTransport;
use countersign::value::Timestamp;
#[cfg(feature = "reqwest")]
use countersign::{Answer, Client, ClientBuilder};
use countersign::{Api, Credentials, Error};
use countersign_server::stand_in::{Service, ServiceBuilder};

pub use self::problems::refused;

/// The key of the application that the stand-in knows. It is not secret: it is only valid for stand-ins.
pub const APP_KEY: &str = "stand-in";

/// The secret of [`APP_KEY`].
pub const APP_SECRET: &str = "not-a-secret";

/// An API that has a stand-in.
///
/// See [`StandIn`], which serves it:
///
/// ```
/// use countersign::operation::Operation;
/// use countersign::value::Timestamp;
/// use countersign::{Envelope, endpoint};
/// use countersign_server::stand_in::ServiceBuilder;
/// use dajisaas::Md5Sorted;
/// use dajisaas::stand_in::{StoodIn, builder};
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = u64)]
/// pub struct OrderBook {}
///
/// countersign::api! {
///     /// The client of a bookshop.
///     pub struct Books { base_url: "https://books.example", auth: Md5Sorted, envelope: Envelope::none() }
///     operations { order: OrderBook; }
/// }
///
/// impl StoodIn for Books {
///     const CREATE_ORDER: &'static Operation = Books::OPERATIONS[0];
///
///     fn service() -> ServiceBuilder {
///         builder::<Self>(Timestamp::now)
///     }
/// }
///
/// assert!(Books::service().build().is_ok());
/// ```
pub trait StoodIn: Api {
    /// The operation that creates orders.
    const CREATE_ORDER: &'static Operation;

    /// Returns the service that answers.
    fn service() -> ServiceBuilder;
}

/// A running stand-in on a loopback port; dropping it stops it.
///
/// ```
/// use countersign::operation::Operation;
/// use countersign::value::Timestamp;
/// use countersign::{Envelope, Error, endpoint};
/// use countersign_server::stand_in::{Served, ServiceBuilder, block_on};
/// use dajisaas::Md5Sorted;
/// use dajisaas::stand_in::{StandIn, StoodIn, builder};
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = u64)]
/// pub struct OrderBook {
///     /// The customer's own number of the order.
///     #[param(reference)]
///     pub own_number: String,
/// }
///
/// countersign::api! {
///     /// The client of a bookshop.
///     pub struct Books { base_url: "https://books.example", auth: Md5Sorted, envelope: Envelope::none() }
///     operations { order: OrderBook; }
/// }
///
/// impl StoodIn for Books {
///     const CREATE_ORDER: &'static Operation = Books::OPERATIONS[0];
///
///     fn service() -> ServiceBuilder {
///         builder::<Self>(Timestamp::now).on::<OrderBook>(|_| Served::response(&4711))
///     }
/// }
///
/// block_on(async {
///     let stand_in = StandIn::<Books>::start().await?;
///     let order = stand_in.client()?.order_book().own_number("B-7").send().await?;
///     assert_eq!(*order, 4711);
///     assert_eq!(stand_in.order_arrivals("B-7"), 1);
///
///     // Messages are pushed to any URL; nobody accepts them at this one.
///     let answer = stand_in.push(&format!("{}/hooks", stand_in.base_url()), &"shipped").await?;
///     assert!(!answer.status.is_success());
///     let answers = stand_in.push_all(&format!("{}/hooks", stand_in.base_url()), &["paid", "shipped"]).await?;
///     assert_eq!(answers.len(), 2);
///
///     stand_in.service().script(Books::CREATE_ORDER, Served::raw(503, ""));
///     stand_in.shutdown().await?;
///
///     // With another service, and a port that is chosen.
///     let service = Books::service().on::<OrderBook>(|_| Served::response(&1)).build()?;
///     StandIn::<Books>::start_with(service, 0).await?.shutdown().await?;
///     Ok::<(), Box<dyn std::error::Error>>(())
/// })??;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct StandIn<C> {
    running: countersign_server::stand_in::StandIn,
    client: PhantomData<fn() -> C>,
}

impl<C: StoodIn> StandIn<C> {
    /// Starts a stand-in on a port that the system chooses.
    ///
    /// # Errors
    /// The system has no free port.
    pub async fn start() -> io::Result<Self> {
        Self::start_with(C::service().build().map_err(io::Error::other)?, 0).await
    }

    /// Starts a stand-in with a customized service on this port. 0 lets the system choose.
    ///
    /// # Errors
    /// The port is in use.
    pub async fn start_with(service: Service, port: u16) -> io::Result<Self> {
        let running = countersign_server::stand_in::StandIn::start_on(service, port).await?;
        Ok(Self { running, client: PhantomData })
    }

    /// Returns the base URL for clients: the address on which it listens.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.running.base_url()
    }

    /// Returns a client of this stand-in.
    ///
    /// # Errors
    /// The HTTP client cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn client(&self) -> Result<C, Error>
    where
        C: AsRef<Client>,
    {
        ClientBuilder::<C>::new().base_url(self.base_url()).credentials(credentials()?).build()
    }

    /// Pushes a message to `url` once, by [the rule of its pushes](crate::pushes), signed with [`APP_SECRET`]. Returns
    /// the receiver's answer, whatever its status.
    ///
    /// # Errors
    /// The same as those of [`Signer::post`](countersign::webhook::Signer::post). Also fails if the HTTP client cannot
    /// be set up.
    #[cfg(feature = "reqwest")]
    pub async fn push(&self, url: &str, message: &impl serde::Serialize) -> Result<Answer, Error> {
        let transport = ReqwestTransport::builder().build()?;
        signer()?.post(&transport, url, message).await
    }

    /// Pushes these messages one after the other, like [`push`](Self::push), late and repeated according to the
    /// service's [`faults`](ServiceBuilder::faults). Returns the index of each pushed message with the receiver's
    /// answer, in the order of the pushes.
    ///
    /// # Errors
    /// The same as those of [`push`](Self::push), for the first push that is not answered.
    #[cfg(feature = "reqwest")]
    pub async fn push_all(&self, url: &str, messages: &[impl serde::Serialize]) -> Result<Vec<(usize, Answer)>, Error> {
        let transport = ReqwestTransport::builder().build()?;
        let signer = signer()?;
        let mut answers = Vec::new();
        for index in self.service().faults().deliveries(messages.len()) {
            if let Some(message) = messages.get(index) {
                answers.push((index, signer.post(&transport, url, message).await?));
            }
        }
        Ok(answers)
    }

    /// Returns the service, whose next answers and faults can be scripted.
    #[must_use]
    pub fn service(&self) -> &Arc<Service> {
        self.running.service()
    }

    /// Returns how often an order with this reference of the caller arrived, whatever the answer.
    #[must_use]
    pub fn order_arrivals(&self, reference: &str) -> u64 {
        self.service().arrivals(C::CREATE_ORDER, reference)
    }

    /// Stops accepting connections, and waits until all requests are answered.
    ///
    /// # Errors
    /// Serving failed earlier.
    pub async fn shutdown(self) -> io::Result<()> {
        self.running.shutdown().await
    }
}

impl<C> fmt::Debug for StandIn<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandIn").field("running", &self.running).finish()
    }
}

/// Returns the credentials of [`APP_KEY`].
///
/// ```
/// use dajisaas::stand_in::{APP_KEY, credentials};
///
/// assert_eq!(credentials()?.key_id(), APP_KEY);
/// # Ok::<(), countersign::Error>(())
/// ```
///
/// # Errors
/// None: they are valid.
pub fn credentials() -> Result<Credentials, Error> {
    Credentials::new(APP_KEY, APP_SECRET)
}

#[cfg(feature = "reqwest")]
fn signer() -> Result<countersign::webhook::Signer, Error> {
    Ok(crate::pushes()?.signer(&credentials()?))
}

/// Returns a service that knows [`APP_KEY`] and refuses as the vendor does, without answers yet.
///
/// ```
/// use countersign::value::Timestamp;
/// use countersign::{Envelope, endpoint};
/// use countersign_server::stand_in::Served;
/// use dajisaas::Md5Sorted;
/// use dajisaas::stand_in::builder;
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// countersign::api! {
///     /// The client of a clock.
///     pub struct Clock { base_url: "https://clock.example", auth: Md5Sorted, envelope: Envelope::none() }
///     operations { time: TellTime; }
/// }
///
/// let in_2018 = || Timestamp::from_millisecond(1_528_942_782_000);
/// let service = builder::<Clock>(in_2018).on::<TellTime>(|_| Served::response(&"noon")).build()?;
/// # drop(service);
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn builder<C: Api>(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> ServiceBuilder {
    let builder = Service::builder::<C>().on_problem(problems::answer).clock(clock);
    match credentials() {
        Ok(credentials) => builder.credentials(credentials),
        Err(_) => builder,
    }
}

/// Runs an example of the documentation with a client of a new stand-in.
///
/// # Panics
/// The example fails.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[expect(clippy::panic, reason = "a failed example points at the line")]
pub fn example<C: StoodIn + AsRef<Client>>(run: impl AsyncFnOnce(C) -> Result<(), Error>) {
    let outcome = countersign_server::stand_in::block_on(async {
        let stand_in = StandIn::<C>::start().await?;
        let client = stand_in.client().map_err(io::Error::other)?;
        run(client).await.map_err(io::Error::other)
    });
    if let Err(error) = outcome.and_then(|outcome| outcome) {
        panic!("{error}");
    }
}
