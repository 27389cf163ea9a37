//! Orders: preview, create, cancel, look up, pay.
//!
//! All amounts in this group are in **fen**. Orders use ids for distribution, which
//! [`DistributionProduct`](crate::DistributionProduct) returns. Except for the preview, the depth of the responses is
//! not published: they are looked for in the payload and in its `data` and `result`.

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
