//! The markets. Each API has its own request, response and unit of money.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, Table};
use countersign::{Client, ClientBuilder, Credentials, Error, ErrorKind};
use dajisaas::Yuan;
use dajisaas::stand_in::{StandIn, StoodIn};

/// A product that was found.
#[derive(Debug)]
pub struct Found {
    /// The prefix of its market's environment variables.
    pub market: &'static str,
    /// Its number in that market.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The price, if it is on offer.
    pub price: Option<Yuan>,
    /// The server that answered.
    pub source: &'static str,
}

/// The client of a market, and its stand-in, unless it calls the vendor.
struct Market<C> {
    client: C,
    stand_in: Option<StandIn<C>>,
}

impl<C: StoodIn + AsRef<Client>> Market<C> {
    /// Connects to the vendor if credentials are set, otherwise to an embedded stand-in.
    async fn connect(name: &str) -> Result<Self, Error> {
        let Some(credentials) = Credentials::from_env(name)? else {
            let started = StandIn::<C>::start().await;
            let stand_in = started.map_err(|error| Error::new(ErrorKind::Configuration, error.to_string()))?;
            return Ok(Self { client: stand_in.client()?, stand_in: Some(stand_in) });
        };
        let mut builder = ClientBuilder::<C>::new().credentials(credentials);
        if let Ok(base_url) = std::env::var(format!("{name}_BASE_URL")) {
            builder = builder.base_url(base_url);
        }
        Ok(Self { client: builder.build()?, stand_in: None })
    }

    fn source(&self) -> &'static str {
        if self.stand_in.is_some() { "stand-in" } else { "vendor" }
    }
}

/// Finds this many products in each market.
///
/// # Errors
/// A market cannot be reached.
pub async fn find(keyword: &str, count: u32) -> Result<Vec<Found>, Error> {
    let mut found = in_1688(keyword, count).await?;
    found.extend(in_taobao(keyword, count).await?);
    found.extend(in_poizon(keyword, count).await?);
    Ok(found)
}

/// Prices are in yuan.
async fn in_1688(keyword: &str, count: u32) -> Result<Vec<Found>, Error> {
    let market = Market::<api_1688::Client>::connect("API_1688").await?;
    let search = market.client.keyword_search().keyword(keyword).country(api_1688::Language::English).page_size(count);
    let products = search.send().await?.into_value().items.into_iter().map(|product| Found {
        market: "API_1688",
        id: product.offer_id.to_string(),
        title: product.translated_subject,
        price: Some(product.price_info.price),
        source: market.source(),
    });
    Ok(products.collect())
}

/// Prices are in yuan.
async fn in_taobao(keyword: &str, count: u32) -> Result<Vec<Found>, Error> {
    let market = Market::<api_taobao::Client>::connect("API_TAOBAO").await?;
    let search = market.client.keyword_search().keyword(keyword).language(api_taobao::Language::English);
    let products = search.page_size(count).send().await?.into_value().items.into_iter().map(|product| Found {
        market: "API_TAOBAO",
        id: product.item_id.to_string(),
        title: product.translation.and_then(|translation| translation.title).unwrap_or(product.title),
        price: product.price,
        source: market.source(),
    });
    Ok(products.collect())
}

/// Prices, and those of SKUs, are in fen; the keyword is searched for in the Chinese or the English title.
async fn in_poizon(keyword: &str, count: u32) -> Result<Vec<Found>, Error> {
    let market = Market::<api_poizon::Client>::connect("API_POIZON").await?;
    let search = market.client.keyword_search().page_size(count);
    let search = if keyword.is_ascii() { search.english_title(keyword) } else { search.chinese_title(keyword) };
    let products = search.send().await?.into_value().items.into_iter().map(|product| Found {
        market: "API_POIZON",
        id: product.spu_id.map(|id| id.to_string()).unwrap_or_default(),
        price: product.lowest_price().map(api_poizon::Fen::to_major),
        title: product.english_title.or(product.chinese_title).unwrap_or_default(),
        source: market.source(),
    });
    Ok(products.collect())
}

/// One row per product.
#[must_use]
pub fn table(found: &[Found]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(["set", "product", "title", "price (yuan)", "asked"]);
    for Found { market, id, title, price, source } in found {
        let price = price.map_or_else(|| String::from("not on offer"), |price| format!("{:.2}", price.to_decimal()));
        let title: String = title.chars().take(60).collect();
        table.add_row([(*market).to_owned(), id.clone(), title, price, (*source).to_owned()]);
    }
    if let Some(prices) = table.column_mut(3) {
        prices.set_cell_alignment(CellAlignment::Right);
    }
    table
}
