//! The 1688 API of Dajisaas.
//!
//! 1688 is China's largest wholesale market. Dajisaas is a gateway to it, for product search, orders, payment and push
//! messages. Each operation is declared once with [`countersign`], as a struct of its parameters. The signed request,
//! the client, the server side, the command line and the OpenAPI document come from that declaration.
//!
//! ```no_run
//! use api_1688::{Client, Credentials, Language, SearchFilter};
//!
//! # async fn search() -> Result<(), api_1688::Error> {
//! let client = Client::new(Credentials::new("app key", "app secret")?)?;
//! let page = client
//!     .keyword_search()
//!     .keyword("连衣裙")
//!     .country(Language::English)
//!     .filter([SearchFilter::ShipIn48Hours])
//!     .send()
//!     .await?;
//! for product in &page.items {
//!     println!("{} {} CNY", product.translated_subject, product.price_info.price);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `.pages()` and `.items()` follow the pages of searches and lists. A blocking client has the same methods:
//!
//! ```no_run
//! # use api_1688::{Client, Credentials, Language};
//! # fn search() -> Result<(), api_1688::Error> {
//! let client = Client::builder().credentials(Credentials::new("app key", "app secret")?).build_blocking()?;
//! for product in client.keyword_search().keyword("连衣裙").country(Language::English).items().take(100) {
//!     println!("{}", product?.offer_id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A request can also be built without a client, stored, and sent later:
//!
//! ```
//! use api_1688::{KeywordSearch, Language};
//!
//! let search = KeywordSearch::builder().keyword("连衣裙").country(Language::English).build();
//! assert_eq!(search.page_size, 20);
//! ```
//!
//! # Operations
//!
//! | operation | request | method and path | what for | may be repeated | definition |
//! |---|---|---|---|---|---|
//! | `upload_image_by_url` | [`UploadImageByUrl`] | GET `/alibaba/upload/image` | upload a picture by its URL | yes | inferred |
//! | `upload_image` | [`UploadImage`] | POST `/alibaba/upload/image` | upload a picture | no | vendor |
//! | `image_search` | [`ImageSearch`] | GET `/alibaba/product/imageQuery` | search by picture | yes | vendor |
//! | `keyword_search` | [`KeywordSearch`] | GET `/alibaba/product/keywordQuery` | search by keyword | yes | vendor |
//! | `product_detail` | [`ProductDetail`] | GET `/alibaba/product/queryProductDetail` | everything about a product | yes | vendor |
//! | `category` | [`Category`] | GET `/alibaba/category/get` | list the children of a category | yes | vendor |
//! | `shop_search` | [`ShopSearch`] | GET `/alibaba/product/shopQuery` | search the products of a seller | yes | vendor |
//! | `freight_estimate` | [`FreightEstimate`] | POST `/alibaba/product/freightEstimate` | freight inside China | yes | vendor |
//! | `search_navigation` | [`SearchNavigation`] | GET `/alibaba/product/keywordSNQuery` | list the filters of a search | yes | vendor |
//! | `preview_order` | [`PreviewOrder`] | POST `/alibaba/createOrder/preview` | preview an order | yes | vendor |
//! | `create_order` | [`CreateOrder`] | POST `/alibaba/trade/createCrossOrder` | place an order | no | vendor |
//! | `cancel_order` | [`CancelOrder`] | POST `/alibaba/trade/cancel` | cancel an unpaid order | no | vendor |
//! | `order_details` | [`OrderDetails`] | POST `/alibaba/trade/get/buyerView` | look up an order | yes | vendor |
//! | `order_list` | [`OrderList`] | POST `/alibaba/trade/getBuyerOrderList` | list orders | yes | vendor |
//! | `confirm_receipt` | [`ConfirmReceipt`] | POST `/alibaba/trade/receiveGoods/confirm` | confirm that goods arrived | no | vendor |
//! | `payment_links` | [`PaymentLinks`] | GET `/alibaba/alipay/url/get` | return a link for paying orders | yes | vendor |
//! | `password_free_pay` | [`PasswordFreePay`] | POST `/alibaba/trade/pay/protocolPay/preparePay` | pay by debit | no | vendor |
//! | `top_list` | [`TopList`] | GET `/alibaba/product/topListQuery` | best products of a category | yes | inferred |
//! | `sales_trend` | [`SalesTrend`] | GET `/alibaba/product/getPerdaySellQuantityTrend` | units sold by day | yes | inferred |
//!
//! The vendor's menu also contains "product detail by short link". Nothing about it is published, so it is left out.
//!
//! # How reliable the definitions are
//!
//! Declarations follow the vendor's own documentation, unless a comment says otherwise. "Upstream" is the official 1688
//! API, to which the vendor forwards: it documents names, types and meanings, but not whether the vendor passes them
//! on. "Inferred" means concluded from other facts, possibly wrongly. The paths of `top_list` and `sales_trend` are
//! inferred; [`ClientBuilder::path`](countersign::ClientBuilder::path) replaces them. Where the vendor contradicts
//! itself, the comment describes both versions and which of them is sent.
//!
//! The column "definition" describes the request. The answers of `search_navigation`, `payment_links` and
//! `password_free_pay` are upstream's, as are the contents of an order in `order_details` and all types of
//! `order_list`.
//!
//! **How JSON bodies are signed is not published.** This affects the eight operations with a JSON body, including all
//! that place orders or pay by debit: `appKey` and `requestTime` are signed (inferred). If such calls are refused while
//! others succeed, try the other reading, [`JsonSigning::WholeBody`]:
//! `Client::builder().auth(Md5Sorted::default().with_json(JsonSigning::WholeBody))`. `api-1688 doctor` tries both with
//! a call that changes nothing, and `--other-reading` signs any such call by the second one. How push messages are
//! signed is not certain either: see [`message`].
//!
//! # Decoding answers
//!
//! A field has a plain type if the vendor requires it and every published answer has it; otherwise it is an `Option` or
//! a list. Amounts are [`Yuan`] or [`Fen`], except for two whose unit is not published. Enumerations are open.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "cli")]
pub mod cli;
mod client;
pub mod enumerations;
mod ids;
pub mod message;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod order;
pub mod payment;
pub mod product;
#[cfg(feature = "stand-in")]
pub mod stand_in;

pub use countersign::value::{Base64Bytes, Percent};
pub use countersign::{Credentials, Error, ErrorKind, Outcome};
pub use dajisaas::{ChinaTime, Cny, Date, Fen, JsonSigning, Md5Sorted, Timestamp, Yuan};

pub use self::client::Client;
pub use self::enumerations::{
    AccountPeriodType, BatchPayStatus, BusinessType, CancelReason, CategoryType, ChargeType, CloseOperator,
    CloseReason, CrossBorderBusiness, Flow, FreightSubtype, FreightTemplateType, ItemRefundStatus, Language,
    LogisticsStatus, MeasureSource, MessageTopic, NoLogisticsReason, OrderStatus, ParcelStatus, PayChannel, PayStatus,
    PayTimeoutType, PayWay, ProductStatus, QuoteType, RankService, RankType, RatingStatus, RefundAction,
    RefundOperator, RefundStatus, RetailWarehouse, SearchFilter, SellerIdentity, ShipmentType, ShippingInsurance,
    ShippingTime, Sort, SortKey, SortOrder, Tag, TradeMode, TradeType, Website,
};
pub use self::ids::{
    AttributeId, CategoryId, FreightTemplateId, ImageId, LogisticsCompanyId, LogisticsId, MessageId, OfferId, OrderId,
    OrderItemId, PreOrderId, SkuId, StageId, UserId,
};
pub use self::message::{Message, MessageEvent};
pub use self::order::{
    Address, CancelOrder, Cancellation, CargoLine, ConfirmReceipt, CreateOrder, CreatedOrder, Order, OrderDetails,
    OrderItem, OrderList, OrderPage, OrderPreview, OrderPreviews, PreviewOrder, ReceiptConfirmation,
};
pub use self::payment::{PasswordFreePay, PasswordFreePayment, PaymentLink, PaymentLinks};
pub use self::product::{
    Category, CategoryInfo, DailySales, Freight, FreightEstimate, FreightItem, ImageRegion, ImageRegions, ImageSearch,
    ImageSearchPage, KeywordSearch, NavigationNode, Page, PriceInfo, Product, ProductDetail, ProductSummary,
    RankedProduct, SalesTrend, SearchNavigation, ShopPage, ShopSearch, Sku, TopList, TopProducts, UploadImage,
    UploadImageByUrl, UploadedImage,
};
