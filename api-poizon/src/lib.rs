//! The Poizon (Dewu) API of Dajisaas.
//!
//! Poizon is a Chinese market for sneakers, clothes and accessories, all checked for authenticity. Dajisaas is a
//! gateway to it, for product search, orders paid from a prepaid balance, and the balance itself. Each operation is
//! declared once with [`countersign`], as a struct of its parameters. The signed request, the client, the server side,
//! the command line and the OpenAPI document come from that declaration.
//!
//! ```no_run
//! use api_poizon::{Client, Credentials};
//!
//! # async fn search() -> Result<(), api_poizon::Error> {
//! let client = Client::new(Credentials::new("app key", "app secret")?)?;
//! let page = client.keyword_search().english_title("sneakers").send().await?;
//! for product in &page.items {
//!     let price = product.lowest_price().map(|fen| fen.to_major());
//!     println!("{:?} {:?} CNY", product.english_title, price);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! `.pages()` and `.items()` follow the pages of searches and lists. A blocking client has the same methods.
//!
//! # Operations
//!
//! | operation | request | method and path | what for | may be repeated | definition |
//! |---|---|---|---|---|---|
//! | `keyword_search` | [`KeywordSearch`] | GET `/poizon/product/queryList` | search by words of the name | yes | inferred |
//! | `product_detail` | [`ProductDetail`] | GET `/poizon/product/queryDetail` | everything about a product | yes | inferred |
//! | `create_order` | [`CreateOrder`] | POST `/poizon/order/createOrder` | place an order and pay for it | no | vendor |
//! | `order_list` | [`OrderList`] | POST `/poizon/order/queryOrderList` | list orders, look one up | yes | inferred |
//! | `balance` | [`Balance`] | GET `/poizon/prepayment/queryAmount` | return the prepaid balance | yes | inferred |
//!
//! The vendor's menu has neither push messages nor a cancellation for Poizon. Upstream operations that are missing from
//! the menu (`querySkuList`, `cancelOrderApply`, `queryLogisticTrace` and others) are not declared.
//!
//! # What is uncertain
//!
//! Only one page of the vendor's documentation is available, that of `create_order`. The rest is inferred from other
//! clients of these paths and from upstream: Poizon's own API for distributors, to which the vendor forwards. Inferred
//! answers are decoded leniently: a response one level further in or out is found, and some names are accepted in
//! several spellings. Any deviation from the declaration is reported as [`drift`](countersign::Reply::drift). To
//! replace a path, use [`ClientBuilder::path`](countersign::ClientBuilder::path). To rename a parameter of a call, use
//! `.send().without("order_no").parameter("distOrderNo", …)`.
//!
//! | what | declared as | based on | alternatives |
//! |---|---|---|---|
//! | path of `order_list` | `/poizon/order/queryOrderList` | upstream's last segment, as for `create_order` | `/poizon/order/queryOrder` |
//! | path of `balance` | `/poizon/prepayment/queryAmount` | upstream's | `/poizon/balance/…` |
//! | paths of the searches | `queryList`, `queryDetail` | three and four other clients | |
//! | parameters and answers of `order_list` | upstream's parameters; orders as in the answer of `create_order` | upstream | a list without a page around it, one order |
//! | answer of `balance` | one `amount` | upstream | a bare number |
//! | unit of the balance | none: a number | not published | fen or yuan |
//! | maximum number of products on a page | 200 | upstream | 20 (a note on the vendor's page), 100 (used) |
//! | first `start_id` | 0 | other clients, upstream | 1 (one client) |
//! | several brands in `brand` | one string | other clients | a list, up to 200 (upstream) |
//! | what `product_detail` needs | the id | other clients | the style number alone |
//! | what `create_order` requires | every field of the example except the distributor's ids | the vendor's example | |
//! | how `create_order` and `order_list` are signed | like JSON bodies of the vendor's 1688 API | no page documents it | [`JsonSigning::WholeBody`] |
//! | the answer to a repeated `request_id` | none: the client does not repeat | not published | the first order, or an error |
//! | states of orders | `PAID` | the vendor's example | more |
//! | codes of failures | upstream's, with their meanings | upstream | the vendor's own, such as 1009 |
//! | price difference | none | not published | two clients pay 2 yuan more than the lowest ask |
//!
//! # Money, ids, times
//!
//! Product data and order requests use [`Fen`]; payments use [`Yuan`]. Ids are numbers in products and strings in
//! orders. Times are milliseconds since 1970. A success without a payload (`"data": null`) means a product that Poizon
//! does not show, or a page without items.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod balance;
#[cfg(feature = "cli")]
pub mod cli;
mod client;
mod enumerations;
mod ids;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod order;
pub mod product;
#[cfg(feature = "stand-in")]
pub mod stand_in;
mod time;

pub use countersign::{Credentials, Error, ErrorKind, Outcome};
pub use dajisaas::{Cny, Fen, JsonSigning, Md5Sorted, Yuan};

pub use self::balance::{Balance, PrepaidBalance};
pub use self::client::Client;
pub use self::enumerations::{Currency, OrderStatus, SaleStatus, Season};
pub use self::ids::{SkuId, SpuId};
pub use self::order::{CreateOrder, Order, OrderLine, OrderList, OrderPage, ProductLine, ShippingAddress};
pub use self::product::{KeywordSearch, Product, ProductDetail, ProductPage, Sku, SkuAttribute};
pub use self::time::Timestamp;
