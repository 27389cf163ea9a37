//! A stand-in for the vendor: a small market, a small order life, the vendor's failures.
//!
//! It reads and verifies every request as [`countersign_server::stand_in`] does, and answers from a market of 176 products of ten
//! sellers in eight categories. The market is the same in every run; only the days on which products were listed follow
//! the clock, so that there always are new ones. A product has the same titles, prices, SKUs, stock, pictures and seller
//! in every operation, and titles in all languages of the API and in Chinese (`zh`). Orders are made for these products,
//! checked and priced by the same rules as their preview, and remembered until the stand-in stops.
//!
//! The products of the vendor's published samples are part of the market. In the language of the sample they are shown
//! to the word; in other languages their titles are made of the words that are known.
//!
//! It fails on purpose where it is told to, the same way for the same seed:
//!
//! ```no_run
//! use api_1688::stand_in::{self, StandIn};
//! use countersign_server::stand_in::{Fault, Faults, RetryAfter};
//!
//! # async {
//! let faults = Faults::seeded(7)
//!     .with(Fault::ResetAfterRead, 0.02)
//!     .with(Fault::TooManyRequests(RetryAfter::Seconds(1)), 0.05);
//! let stand_in = StandIn::start_with(stand_in::service().faults(faults).build().map_err(std::io::Error::other)?, 0).await?;
//! let client = stand_in.client().expect("a client");
//! # let _ = client; Ok::<(), std::io::Error>(()) };
//! ```
//!
//! # Operations
//!
//! | operations | answered from |
//! |---|---|
//! | `keyword_search`, `shop_search` | the market: keyword in any language, filters, prices, category, navigation, order, pages |
//! | `upload_image`, `upload_image_by_url`, `image_search` | the product whose picture it is, then others of its kind; any other picture looks like one of the products |
//! | `product_detail`, `freight_estimate` | the market; freight goes by weight, as in the preview and the order |
//! | `category`, `search_navigation` | the tree and the properties of the market's products |
//! | `top_list`, `sales_trend` | the sales of the market's products; any 30 days sell what the search shows for a month |
//! | `preview_order`, `create_order` | the market; refused with upstream's codes `500_001` to `500_006` |
//! | the others | the stand-in's own orders |
//!
//! Unknown products, sellers, categories and pictures are refused with code 1009 and a reason in the payload. Stock does
//! not shrink, and nothing is shipped: a paid order can be confirmed, line by line.

mod cart;
mod detail;
#[cfg(feature = "reqwest")]
mod example;
mod filters;
mod freight;
mod images;
mod market;
mod navigation;
mod order_view;
mod orders;
mod preview;
mod problems;
mod sales;
mod search;

use std::io;
use std::sync::Arc;

#[cfg(feature = "reqwest")]
use countersign::Answer;
#[cfg(feature = "reqwest")]
use countersign::transport::ReqwestTransport;
use countersign::value::Timestamp;
use countersign::{Credentials, Endpoint, Error};
use countersign_server::stand_in::{Service, ServiceBuilder};

#[cfg(feature = "reqwest")]
#[doc(hidden)]
pub use self::example::{example, sample_address, sample_order};
use self::orders::Orders;
use crate::client::Client;
#[cfg(feature = "reqwest")]
use crate::message::{Message, pushes};
use crate::order::CreateOrder;

/// The application that the stand-in knows. It is no secret: it opens nothing but this stand-in.
pub const APP_KEY: &str = "stand-in";

/// The secret of [`APP_KEY`].
pub const APP_SECRET: &str = "not-a-secret";

/// A running stand-in on a loopback port; dropping it stops it.
#[derive(Debug)]
pub struct StandIn {
    running: countersign_server::stand_in::StandIn,
}

impl StandIn {
    /// Starts a stand-in on a port that the system chooses.
    ///
    /// # Errors
    /// The system gives no port.
    pub async fn start() -> io::Result<Self> {
        Self::start_with(service().build().map_err(io::Error::other)?, 0).await
    }

    /// Starts a stand-in with a service of your own making on a port; 0 lets the system choose.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn start_with(service: Service, port: u16) -> io::Result<Self> {
        Ok(Self { running: countersign_server::stand_in::StandIn::start_on(service, port).await? })
    }

    /// Where it listens; a client's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.running.base_url()
    }

    /// A client of this stand-in.
    ///
    /// # Errors
    /// The HTTP client cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn client(&self) -> Result<Client, Error> {
        Client::builder().base_url(self.base_url()).credentials(credentials()?).build()
    }

    /// Pushes a message to `url`, once, by [the rule of its pushes](pushes), signed with [`APP_SECRET`]. Gives
    /// what the receiver answered, whatever its status.
    ///
    /// # Errors
    /// As [`Signer::post`](countersign::webhook::Signer::post), and when the HTTP client cannot be set up.
    #[cfg(feature = "reqwest")]
    pub async fn push(&self, url: &str, message: &Message) -> Result<Answer, Error> {
        let transport = ReqwestTransport::builder().build()?;
        signer()?.post(&transport, url, message).await
    }

    /// Pushes these messages as [`push`](Self::push) does, one after the other, late and repeated as the service's
    /// [`faults`](ServiceBuilder::faults) say. Gives, in the order of the pushes, which message it was and what the
    /// receiver answered.
    ///
    /// # Errors
    /// As [`push`](Self::push), at the first push that is not answered.
    #[cfg(feature = "reqwest")]
    pub async fn push_all(&self, url: &str, messages: &[Message]) -> Result<Vec<(usize, Answer)>, Error> {
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

    /// What answers: the next answers can be scripted there, and the next faults.
    #[must_use]
    pub fn service(&self) -> &Arc<Service> {
        self.running.service()
    }

    /// How often a `create_order` with this `thirdOrderId` arrived, whatever was answered.
    #[must_use]
    pub fn order_arrivals(&self, third_order_id: &str) -> u64 {
        self.service().arrivals(CreateOrder::OPERATION, third_order_id)
    }

    /// Stops accepting, and waits until what was accepted is answered.
    ///
    /// # Errors
    /// Serving had failed.
    pub async fn shutdown(self) -> io::Result<()> {
        self.running.shutdown().await
    }
}

/// The credentials of [`APP_KEY`].
///
/// # Errors
/// None; they are valid.
pub fn credentials() -> Result<Credentials, Error> {
    Credentials::new(APP_KEY, APP_SECRET)
}

#[cfg(feature = "reqwest")]
fn signer() -> Result<countersign::webhook::Signer, Error> {
    Ok(pushes()?.signer(&credentials()?))
}

/// The service of the stand-in: without a network, for a transport in memory, or to be changed before it is started.
pub fn service() -> ServiceBuilder {
    service_at(Timestamp::now)
}

/// [`service`] with a clock of your own: the age of an order decides whether it can be cancelled.
pub fn service_at(clock: impl Fn() -> Timestamp + Clone + Send + Sync + 'static) -> ServiceBuilder {
    let mut builder = Service::builder::<Client>().on_problem(problems::answer).clock(clock.clone());
    if let Ok(credentials) = credentials() {
        builder = builder.credentials(credentials);
    }
    for answer_from in [search::answer_from, images::answer_from, navigation::answer_from, freight::answer_from] {
        builder = answer_from(builder);
    }
    builder = detail::answer_from(builder, clock.clone());
    builder = sales::answer_from(builder);
    builder = preview::answer_from(builder);
    orders::answer_from(builder, &Arc::new(Orders::new(clock)))
}
