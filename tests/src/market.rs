//! The market of the stand-in, called without a network. Drift in any answer fails the test.

use std::sync::Arc;

use api_1688::stand_in;
use api_1688::{
    CargoLine, Client, CreateOrder, FreightEstimate, FreightItem, KeywordSearch, Language, Page, PreviewOrder, Product,
    ProductDetail, ProductSummary,
};
use countersign::transport::MemoryTransport;
use countersign::value::Timestamp;
use countersign::{Endpoint, Error};
use countersign_server::stand_in::Service;
use serde_json::Value;

use crate::requests::{create_order, preview_order};

/// The languages of the API: those of both editions of its documentation.
pub const LANGUAGES: &[Language] = Language::ALL;

/// A stand-in with a fixed clock, and its client.
#[derive(Clone, Debug)]
pub struct Market {
    /// The client.
    pub client: Client,
    service: Arc<Service>,
}

impl Default for Market {
    fn default() -> Self {
        let clock = || Timestamp::from_millisecond(1_720_000_000_000);
        let service = Arc::new(stand_in::service_at(clock).build().unwrap());
        let answering = service.clone();
        let transport = MemoryTransport::new(move |request| answering.answer(request));
        let credentials = stand_in::credentials().unwrap();
        let client = Client::builder().credentials(credentials).transport(transport).deny_drift().build().unwrap();
        Self { client, service }
    }
}

impl Market {
    /// Calls an operation.
    ///
    /// # Errors
    /// The same as those of the call.
    pub async fn ask<E: Endpoint>(&self, request: E) -> Result<E::Response, Error> {
        self.client.call(request).await.map(countersign::Reply::into_value)
    }

    /// Calls an operation that must succeed.
    pub async fn call<E: Endpoint>(&self, request: E) -> E::Response {
        self.ask(request).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The payload of an answer, as on the wire.
    pub fn raw<E: Endpoint>(&self, request: &E) -> Value {
        let prepared = self.client.prepare(request).unwrap().request;
        let answer = self.service.answer(prepared);
        let mut answer: Value = serde_json::from_slice(answer.body().as_bytes().unwrap()).unwrap();
        answer["data"].take()
    }

    /// All details of a product.
    pub async fn product(&self, offer_id: impl Into<api_1688::OfferId>, country: Language) -> Product {
        self.call(ProductDetail::builder().offer_id(offer_id).country(country).build()).await
    }

    /// Everything that a search finds, on all pages.
    pub async fn all(&self, search: KeywordSearch) -> Vec<ProductSummary> {
        let mut found = Vec::new();
        for begin_page in 1.. {
            let page: Page<ProductSummary> = self
                .call({
                    let mut changed = search.clone();
                    changed.begin_page = begin_page;
                    changed.page_size = 50;
                    changed
                })
                .await;
            if page.items.is_empty() {
                break;
            }
            found.extend(page.items);
        }
        found
    }
}

/// A search for a keyword, in English.
#[must_use]
pub fn search(keyword: &str) -> KeywordSearch {
    KeywordSearch::builder().keyword(keyword).country(Language::English).build()
}

/// A line for a product, with its first SKU if it has any.
#[must_use]
pub fn line(product: &Product, quantity: u32) -> CargoLine {
    let spec_id = product.skus.first().map(|sku| sku.spec_id.clone());
    {
        let mut made = CargoLine::builder().offer_id(product.offer_id).quantity(quantity).build();
        made.spec_id = spec_id;
        made
    }
}

/// A preview of these lines.
#[must_use]
pub fn previewed(cargo: Vec<CargoLine>) -> PreviewOrder {
    let mut changed = preview_order();
    changed.cargo = cargo;
    changed
}

/// An order of these lines.
#[must_use]
pub fn ordered(cargo: Vec<CargoLine>) -> CreateOrder {
    let mut changed = create_order("T-1");
    changed.cargo = cargo;
    changed
}

/// A request for the freight of a product.
#[must_use]
pub fn freight(product: &Product, quantity: u32) -> FreightEstimate {
    FreightEstimate::builder()
        .offer_id(product.offer_id)
        .to_province_code("330000")
        .to_city_code("330100")
        .to_district_code("330108")
        .total_quantity(quantity)
        .skus(vec![{
            let mut made = FreightItem::builder().quantity(quantity).build();
            made.sku_id = product.skus.first().map(|sku| sku.id);
            made
        }])
        .build()
}

/// Every seventh product of the market, as in searches and in detail.
pub async fn some(market: &Market) -> Vec<(ProductSummary, Product)> {
    let mut some = Vec::new();
    for summary in market.all(search("")).await.into_iter().step_by(7) {
        let product = market.product(summary.offer_id, Language::English).await;
        some.push((summary, product));
    }
    some
}
