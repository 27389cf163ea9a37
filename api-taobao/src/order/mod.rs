//! Orders: preview, create, cancel, look up, pay.
//!
//! Money in this group is in **fen** throughout. Orders are made with the ids for distribution, which
//! [`DistributionProduct`](crate::DistributionProduct) gives. How deep the answers sit is not published for any of these
//! operations but the preview: what is looked for is found in the payload and in its `data` and `result`.

mod address;
mod cancel_order;
mod create_order;
mod order_details;
mod pay_orders;
mod preview_order;
mod purchase_order;

pub use self::address::Address;
pub use self::cancel_order::{CancelOrder, Cancellation};
pub use self::create_order::{CreateOrder, CreatedLine, CreatedOrder, CreatedPurchaseOrder, OrderLine};
pub use self::order_details::{OrderDetails, OrderPage};
pub use self::pay_orders::{PayOrders, Payment, PaymentFailure};
pub use self::preview_order::{
    ItemPrice, Money, OrderPreview, PreviewLine, PreviewOrder, PreviewedOrder, ShippingTime, SupplyChainService,
    UnavailableSku,
};
pub use self::purchase_order::{
    DeliveryAddress, LineOptions, Parcel, PurchaseOrder, PurchaseOrderLine, SkuInfo, SkuProperties,
};
