//! Every enumeration of the API, by subject.
//!
//! All are open: an unknown value is kept as it was received, printed and sent unchanged, and counted as drift. Match
//! with a wildcard arm. The vendor publishes few of these values. The others are those of upstream (the open platform
//! of Taobao Global) and of Alibaba Cloud's image search, as noted on each type.

mod message;
mod order;
mod product;

pub use self::message::{MessageType, Site};
pub use self::order::{ChannelOrderType, OrderStatus, RefundStatus, ServiceCategory, SortDirection, TransitDays};
pub use self::product::{ImageCategory, ItemType, Language, ProductStatus, ShopKind, Sort, SourceMarket};
