//! The Taobao and Tmall API of Dajisaas.
//!
//! Taobao and Tmall are China's largest retail markets. Dajisaas is a gateway to them, for product search, orders,
//! payment and push messages. Each operation is declared once with [`countersign`], as a struct of its parameters. The
//! signed request, the client, the server side, the command line and the OpenAPI document come from that declaration.
//!
//! ```no_run
//! use api_taobao::{Client, Credentials, Language};
//!
//! # async fn search() -> Result<(), api_taobao::Error> {
//! let client = Client::new(Credentials::new("app key", "app secret")?)?;
//! let page = client.keyword_search().keyword("连衣裙").language(Language::English).send().await?;
//! for item in &page.items {
//!     println!("{} {:?} yuan", item.title, item.price);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Operations
//!
//! | operation | request | method and path | what for | may be repeated | definition |
//! |---|---|---|---|---|---|
//! | `upload_image_by_url` | [`UploadImageByUrl`] | GET `/taobao/upload/image` | upload a picture by its URL | yes | inferred |
//! | `upload_image` | [`UploadImage`] | POST `/taobao/upload/image` | upload a picture | no | vendor |
//! | `image_search` | [`ImageSearch`] | GET `/taobao/traffic/item/imgsearch` | search by picture | yes | upstream |
//! | `keyword_search` | [`KeywordSearch`] | GET `/taobao/traffic/item/search` | search by keyword | yes | upstream |
//! | `shop_search` | [`ShopSearch`] | GET `/taobao/traffic/item/shop/search` | search the products of a shop | yes | inferred |
//! | `product_detail` | [`ProductDetail`] | GET `/taobao/traffic/item/get` | everything about a product | yes | upstream |
//! | `logistics_price` | [`LogisticsPrice`] | GET `/taobao/traffic/item/logisticPrice/get` | freight inside China | yes | inferred |
//! | `theme_list` | [`ThemeList`] | GET `/taobao/traffic/getThemeDimList` | list themes, such as best sellers | yes | inferred |
//! | `theme_products` | [`ThemeProducts`] | GET `/taobao/traffic/getThemeDetail` | the products of a theme | yes | inferred |
//! | `logistics_price_post` | [`LogisticsPricePost`] | POST `/taobao/traffic/item/logisticPrice/get` | freight inside China, by POST | yes | inferred |
//! | `image_search_v2` | [`ImageSearchV2`] | GET `/taobao/image-search/url` | search by the URL of a picture | yes | inferred |
//! | `distribution_product` | [`DistributionProduct`] | GET `/taobao/product/get` | look up the ids needed to order a product | yes | vendor |
//! | `preview_order` | [`PreviewOrder`] | POST `/taobao/purchase/order/render` | preview an order | yes | vendor |
//! | `create_order` | [`CreateOrder`] | POST `/taobao/purchase/order/create` | place an order | no | vendor |
//! | `cancel_order` | [`CancelOrder`] | POST `/taobao/purchase/order/asyn/cancel` | cancel an order | no | vendor |
//! | `order_details` | [`OrderDetails`] | POST `/taobao/purchase/order/query` | look orders up | yes | inferred |
//! | `pay_orders` | [`PayOrders`] | POST `/taobao/purchase/order/batch/pay` | pay orders | no | vendor |
//!
//! The vendor's Chinese menu also contains "product detail by short link". Nothing about it is published, so it is left
//! out.
//!
//! # Two kinds of product ids
//!
//! Searches and details use Taobao's own ids; orders use ids for distribution. [`DistributionProduct`] looks up the
//! second by the first, and their types keep them apart:
//!
//! ```compile_fail,E0277
//! use api_taobao::{ItemId, OrderLine};
//!
//! // The id of a search cannot be ordered.
//! let _ = OrderLine::builder().item_id(ItemId::from(703_446_760_426));
//! ```
//!
//! # Units
//!
//! | where | unit | type |
//! |---|---|---|
//! | searches | yuan, as a decimal string | [`Yuan`] |
//! | details, distribution, all of orders | fen, as a whole number | [`Fen`] |
//! | `filters` of a search | fen | [`Fen`] |
//! | freight of [`LogisticsPrice`] | not published | [`Decimal`](countersign::value::Decimal) |
//!
//! # How reliable the definitions are
//!
//! "Vendor" is Dajisaas's own documentation, of which only the beginnings of the pages are available. "Upstream" is the
//! open platform of Taobao Global or Alibaba Cloud's image search, to which the vendor forwards, as far as other
//! clients of the vendor agree with it. "Inferred" means concluded from other facts, possibly wrongly. Several
//! spellings of each name are accepted. Responses are found deeper or shallower than declared; if the member around
//! them is not declared, that counts as drift. A call can replace a parameter (`.without("filters").parameter("filter",
//! …)`), and [`ClientBuilder::path`](countersign::ClientBuilder::path) replaces the path of an operation.
//!
//! | uncertain | declared as | what else is possible |
//! |---|---|---|
//! | names in answers, except `itemType`, `quantity`, `skuList` and those that other clients read | upstream's in camelCase | upstream's in snake_case: also accepted |
//! | how deep the answers of create, pay, look-up and cancel sit | in the payload | in its `data` or `result`: also found |
//! | whether the same `thirdOrderId` creates a second order | it does | it does not |
//! | path of `upload_image_by_url` | that of the POST | |
//! | where the parameters of `upload_image` travel | in a form (other clients, upstream) | in the query (the vendor's page) |
//! | `filters` of `keyword_search` | upstream's name | `filter` (third party's notes) |
//! | `language` of `keyword_search` | upstream's name, which all clients send | `country` (third party's notes) |
//! | method of `keyword_search` | GET (menu, clients) | POST (third party's notes) |
//! | prices of searches | yuan (upstream) | fen (a version of one client) |
//! | parameters and answer of `shop_search` | those of a keyword search with `shop_id` | |
//! | answers of `theme_list` and `theme_products`, values of `theme_type` | a list of themes; a list as in a search | anything else |
//! | `address_info` of the freight | a string of JSON | a string with single quotes: replace it in a call |
//! | unit of the freight's `postFee` | none: a number | fen (upstream) |
//! | `multiLanguageInfo` | one object | a list of them: one client accepts both |
//! | answer of `image_search_v2` | upstream's in camelCase | upstream's in PascalCase: also accepted |
//! | `page_no` of `image_search_v2` | the number of products to skip | the number of a page |
//! | ids of `image_search_v2` | strings | |
//! | spelling of `mpSkuId` | as here | `mpSkuid`, `mp_skuId`, `mpSkuld`: also accepted |
//! | `warehouse_address` of `preview_order` | required (English page) | optional (Chinese page) |
//! | `tax_id` in an address | the vendor's example | `taxId` (upstream): replace the address in a call |
//! | parameters of `order_details`, and the name of your own order number there | upstream's, `outer_purchase_id` | `thirdOrderId` |
//! | the end of message type 8; its amounts | as in the part before the cut; fen | |
//! | message type 9 | kept as JSON | |
//! | how JSON bodies and push messages are signed | like in the 1688 API | [`JsonSigning::WholeBody`], another [`PushRule`](message::PushRule) |

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "cli")]
pub mod cli;
mod client;
pub mod enumerations;
mod ids;
pub mod message;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod order;
pub mod product;
#[cfg(feature = "stand-in")]
pub mod stand_in;

pub use countersign::value::{Base64Bytes, Percent};
pub use countersign::{Credentials, Error, ErrorKind, Outcome};
pub use dajisaas::{Cny, Fen, JsonSigning, Md5Sorted, Yuan};

pub use self::client::Client;
pub use self::enumerations::{
    ChannelOrderType, ImageCategory, ItemType, Language, MessageType, OrderStatus, ProductStatus, RefundStatus,
    ServiceCategory, ShopKind, Site, Sort, SortDirection, SourceMarket, TransitDays,
};
pub use self::ids::{
    DistributionItemId, DistributionSkuId, ItemId, PropertyId, PropertyValueId, PurchaseOrderId, PurchaseOrderLineId,
    RefundId, SellerId, ShopId, SkuId,
};
pub use self::message::{Message, MessageEvent};
pub use self::order::{
    Address, CancelOrder, Cancellation, CreateOrder, CreatedOrder, OrderDetails, OrderLine, OrderPage, OrderPreview,
    PayOrders, Payment, PreviewLine, PreviewOrder, PurchaseOrder,
};
pub use self::product::{
    DistributionInfo, DistributionProduct, DistributionSku, Freight, ImageSearch, ImageSearchV2, KeywordSearch,
    LogisticsPrice, LogisticsPricePost, Page, PictureSearchPage, Product, ProductDetail, SearchFilter, SearchItem,
    ShopSearch, Theme, ThemeList, ThemeProducts, UploadImage, UploadImageByUrl, UploadedImage,
};

/// A point in time, as whole milliseconds since 1970. It is displayed as that number.
pub type Timestamp = countersign::value::Timestamp<countersign::value::UnixMilliseconds>;
