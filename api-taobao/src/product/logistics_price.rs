//! `GET` and `POST /taobao/traffic/item/logisticPrice/get`: freight inside China.
//!
//! The page is not available. The path is from a third party's notes, the two methods from the menu.

use countersign::value::Decimal;
use countersign::{endpoint, model};

use crate::ids::ItemId;

/// Returns the freight of a product to a place in China.
///
/// The address is sent as a string of JSON. The notes also show it with single quotes, which are not valid in JSON. To
/// send that form, replace it: `.without("address_info").parameter("address_info", "{country: '中国', …}")`.
///
/// # Example
///
/// ```
/// use api_taobao::product::Area;
///
/// # api_taobao::stand_in::example(async |client| {
/// let area = Area::builder().country("中国").state("浙江省").city("杭州市").district("余杭区").build();
/// let freight = client.logistics_price().item_id(703_446_760_426).address(area).send().await?;
/// println!("{:?} {:?}", freight.post_fee, freight.currency);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/taobao/traffic/item/logisticPrice/get",
    response = Freight,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    source = inferred,
)]
#[doc(alias = "/taobao/traffic/item/logisticPrice/get")]
pub struct LogisticsPrice {
    /// The product.
    pub item_id: ItemId,
    /// The destination.
    #[param(name = "address_info", json)]
    pub address: Area,
}

/// Returns the freight of a product to a place in China, like [`LogisticsPrice`], but by POST.
///
/// # Example
///
/// ```
/// use api_taobao::product::Area;
///
/// # api_taobao::stand_in::example(async |client| {
/// let area = Area::builder().country("中国").state("浙江省").city("杭州市").district("余杭区").build();
/// let freight = client.logistics_price_post().item_id(703_446_760_426).address(area).send().await?;
/// println!("{:?} {:?}", freight.post_fee, freight.currency);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/taobao/traffic/item/logisticPrice/get",
    response = Freight,
    rename_all = "snake_case",
    wrappers("data", "result"),
    nearby,
    retry = safe,
    source = inferred,
)]
#[doc(alias = "/taobao/traffic/item/logisticPrice/get")]
pub struct LogisticsPricePost {
    /// The product.
    pub item_id: ItemId,
    /// The destination.
    #[param(name = "address_info", json)]
    pub address: Area,
}

/// A place in China.
#[model(builder)]
pub struct Area {
    /// Country, `中国`.
    pub country: String,
    /// City, such as `杭州市`.
    pub city: String,
    /// District, such as `余杭区`.
    pub district: String,
    /// Province, such as `浙江省`.
    pub state: String,
}

/// The freight of a product.
#[model(alias_all = "snake_case")]
pub struct Freight {
    /// The freight. Its unit is not published: upstream's field of this name is in fen, and the sample is 0.
    pub post_fee: Option<Decimal>,
    /// Its currency, `CNY`.
    pub currency: Option<String>,
}
