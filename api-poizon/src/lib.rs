//! The Poizon (Dewu) API of Dajisaas, declared.
//!
//! Poizon is a Chinese market for sneakers, clothes and accessories whose goods are checked for authenticity; Dajisaas is a
//! gateway to it: product search, orders that are paid from a prepaid balance, the balance. This crate is data. Each
//! operation is a struct with its parameters, declared once with [`countersign`]; the signed request, the client, the
//! server side, the command line and the OpenAPI document come from that declaration.
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
//! Searches and lists are read page after page with `.pages()` or `.items()`; a blocking client has the same methods.
//!
//! # Operations
//!
//! | operation | request | method and path | what for | may be repeated | definition |
//! |---|---|---|---|---|---|
//! | `keyword_search` | [`KeywordSearch`] | GET `/poizon/product/queryList` | search by words of the name | yes | inferred |
//! | `product_detail` | [`ProductDetail`] | GET `/poizon/product/queryDetail` | everything about a product | yes | inferred |
//! | `create_order` | [`CreateOrder`] | POST `/poizon/order/createOrder` | order, and pay at once | no | vendor |
//! | `order_list` | [`OrderList`] | POST `/poizon/order/queryOrderList` | list orders, look one up | yes | inferred |
//! | `balance` | [`Balance`] | GET `/poizon/prepayment/queryAmount` | what is left to pay with | yes | inferred |
//!
//! The vendor's menu has no push messages for Poizon and no cancellation; upstream's operations that it does not have
//! (`querySkuList`, `cancelOrderApply`, `queryLogisticTrace` and others) are not declared.
//!
//! # What is uncertain
//!
//! One page of the vendor is available, that of `create_order`. The rest is concluded from other clients of these paths and
//! from upstream, Poizon's own API for distributors, which the vendor forwards. What is inferred is read with patience: an
//! answer one level further in or out is found, some names are read in several spellings, and both are reported where
//! they are not as declared ([`drift`](countersign::Reply::drift)). A client can be given another path with
//! [`ClientBuilder::path`](countersign::ClientBuilder::path), and a call another name of a parameter with
//! `.send().without("order_no").parameter("distOrderNo", …)`.
//!
//! | what | what is declared | where it is from | what else it could be |
//! |---|---|---|---|
//! | path of `order_list` | `/poizon/order/queryOrderList` | upstream's last part, as `create_order` has it | `/poizon/order/queryOrder` |
//! | path of `balance` | `/poizon/prepayment/queryAmount` | upstream's | `/poizon/balance/…` |
//! | paths of the searches | `queryList`, `queryDetail` | three and four other clients | |
//! | parameters and answers of `order_list` | upstream's parameters; orders as creation answers them | upstream | a list without a page around it, one order |
//! | answer of `balance` | one `amount` | upstream | a bare number |
//! | unit of the balance | none: a number | nowhere published | fen or yuan |
//! | most products on a page | 200 | upstream | 20 (a note on the vendor's page), 100 (used) |
//! | first `start_id` | 0 | other clients, upstream | 1 (one client) |
//! | several brands in `brand` | one text | other clients | a list, up to 200 (upstream) |
//! | what `product_detail` needs | the id | other clients | the style number alone |
//! | what `create_order` requires | every field of the example but the distributor's ids | the vendor's example | |
//! | how `create_order` and `order_list` are signed | as JSON bodies of the vendor's 1688 API | no page says it | [`JsonSigning::WholeBody`] |
//! | what a repeated `request_id` is answered | nothing: the client does not repeat | nowhere published | the first order, or an error |
//! | states of orders | `PAID` | the vendor's example | more |
//! | codes of failures | upstream's, with what they mean | upstream | the vendor's own, such as 1009 |
//! | difference of price | none | nowhere published | two clients pay 2 yuan more than the lowest ask |
//!
//! # Money, ids, times
//!
//! Product data and the request of an order are in [`Fen`], what was paid is in [`Yuan`]. Ids are numbers in products and
//! text in orders. Times are milliseconds since 1970. A success without a payload (`"data": null`) is a product that Poizon
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
