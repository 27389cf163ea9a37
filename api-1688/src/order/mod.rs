//! Orders: preview, create, cancel, look up, confirm receipt.
//!
//! Amounts come in two units, which each field names. The totals of preview and create are in fen, the amounts of their
//! lines in yuan; order details and the list are in yuan, except the discounts and a few named fields. The contents of
//! an order are documented only upstream, by the official 1688 API; those structs say "upstream", and nearly all their
//! fields are optional.

mod address;
mod cancel_order;
mod confirm_receipt;
mod create_order;
mod order_base;
mod order_business;
mod order_details;
mod order_item;
mod order_list;
mod order_logistics;
mod order_payment;
mod preview_order;

pub use self::address::{Address, CargoLine};
pub use self::cancel_order::{CancelOrder, Cancellation};
pub use self::confirm_receipt::{ConfirmReceipt, ReceiptConfirmation};
pub use self::create_order::{AccountPeriod, CreateOrder, CreatedOrder, FailedOffer, SplitOrder};
pub use self::order_base::{Contact, OrderBase, Receiver, SellerContact};
pub use self::order_business::{CreditDetail, OrderBusiness, PreOrder, RetailInfo};
pub use self::order_details::{ExtendedAttribute, Guarantee, Order, OrderDetails};
pub use self::order_item::{OrderItem, SkuProperty};
pub use self::order_list::{OrderList, OrderPage};
pub use self::order_logistics::{DomesticLogistics, Shipment};
pub use self::order_payment::{OrderRatings, PaymentTerm, Rating};
pub use self::preview_order::{
    ExtensionPair, OrderPreview, OrderPreviews, OrderPromotion, PayChannelLimit, PreviewLine, PreviewOrder,
    TradeModeOption,
};
