//! Every enumeration of the API, by subject.
//!
//! All are open: a value that this version does not know is kept as it was received, prints and goes back unchanged, and
//! is counted as drift. Match with a wildcard arm. The vendor publishes few of these values; the others are those of
//! upstream, the open platform of Taobao Global, and of Alibaba Cloud's image search, as the types say.

mod message;
mod order;
mod product;

pub use self::message::{MessageType, Site};
pub use self::order::{ChannelOrderType, OrderStatus, RefundStatus, ServiceCategory, SortDirection, TransitDays};
pub use self::product::{ImageCategory, ItemType, Language, ProductStatus, ShopKind, Sort, SourceMarket};
