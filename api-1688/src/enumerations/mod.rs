//! Every enumeration of the API, by subject.
//!
//! All are open: an unknown value is kept as it was received, printed and sent unchanged, and counted as drift. Match
//! with a wildcard arm. Languages, filters, orders, rankings, tags and identities are from the vendor's enumeration
//! page (<https://wiki.dajisaas.com/doc-4752432>). The others are from the page of their operation, unless the type or
//! the value names upstream or another reseller.

mod freight;
mod logistics;
mod message;
mod payment;
mod product;
mod search;
mod status;
mod trade;

pub use self::freight::{ChargeType, FreightSubtype, FreightTemplateType, MeasureSource};
pub use self::logistics::{NoLogisticsReason, ParcelStatus, RetailWarehouse, ShipmentType, ShippingInsurance};
pub use self::message::{BatchPayStatus, MessageTopic, RefundAction, RefundOperator};
pub use self::payment::{AccountPeriodType, PayChannel, PayStatus, PayTimeoutType, PayWay};
pub use self::product::{
    CategoryType, ProductStatus, QuoteType, RankService, RankType, SellerIdentity, ShippingTime, Tag,
};
pub use self::search::{Language, SearchFilter, Sort, SortKey, SortOrder};
pub use self::status::{ItemRefundStatus, LogisticsStatus, OrderStatus, RatingStatus, RefundStatus};
pub use self::trade::{
    BusinessType, CancelReason, CloseOperator, CloseReason, CrossBorderBusiness, Flow, TradeMode, TradeType, Website,
};
