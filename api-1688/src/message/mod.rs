//! Push messages: what 1688 reports to your server about orders and parcels.
//!
//! The vendor posts a form with two fields, `message` and `_dj_signature` (HMAC-SHA1). Only this is documented: the
//! vendor's examples and its page of message types are not available. **Unknown** are: what exactly is signed, with
//! which key and in which case of hex; which topics are forwarded; whether the message is an envelope or only the data;
//! and which answer is expected, and what happens without it. [`pushes`] follows upstream, the official 1688 platform,
//! and accepts both forms of a message.
//!
//! Messages may arrive out of order and more than once. Drop repeated [`MessageHeader::id`]s, and look the order up
//! again before acting.
//!
//! ```
//! use api_1688::message::{Message, MessageEvent, pushes};
//! use api_1688::{Credentials, MessageTopic, OrderStatus};
//!
//! let credentials = Credentials::new("app key", "testSecret")?;
//! let body = b"message=%7B%22data%22%3A%7B%22orderId%22%3A167539019420540000%2C%22currentStatus%22%3A%22\
//!     waitsellersend%22%7D%2C%22type%22%3A%22ORDER_BUYER_VIEW_ORDER_PAY%22%7D\
//!     &_dj_signature=8D1C3CBCF5B16AB86B2CE28DE3BE7BB45DC2553A";
//!
//! let request = http::Request::post("/messages").body(body)?;
//! let message = pushes()?.receiver(&credentials).verify(&request)?.decode::<Message>()?;
//! assert_eq!(message.topic, Some(MessageTopic::OrderPaid));
//! let MessageEvent::Order(event) = message.event() else { panic!("not about an order") };
//! assert_eq!((event.order_id.get(), &event.status), (167_539_019_420_540_000, &OrderStatus::WaitingForShipment));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod header;
mod logistics;
mod order;

pub use dajisaas::{PushRule, pushes};

pub use self::header::MessageHeader;
pub use self::logistics::{ParcelLine, ParcelMove, ParcelTrace, TrackingNumberChange, TrackingNumbers};
pub use self::order::{BatchPayment, BatchPaymentResult, OrderEvent, RefundEvent};
use crate::enumerations::MessageTopic;

/// A push message, in upstream's envelope or without one; dereferences to its [`MessageHeader`].
///
/// Whether the vendor keeps the envelope or posts only the data is unknown. Without an envelope, a message has neither
/// an id nor a topic, and its [`event`](countersign::webhook::Message::event) follows from the names of the data's
/// members. These distinguish kinds of data, but not the topics of one kind: a paid order looks like a partly paid one.
pub type Message = countersign::webhook::Message<MessageHeader, MessageEvent>;

countersign::events! {
    /// What happened, by the kind of data. The topic in the [`MessageHeader`] is more specific (upstream).
    pub enum MessageEvent by MessageTopic {
        /// A refund made progress.
        Refund(RefundEvent): RefundInSale | RefundAfterSale, "orderId", "refundAction";
        /// An order was created, changed, paid, shipped, received, finished or closed.
        Order(OrderEvent):
            OrderCreated | OrderPriceChanged | OrderPaid | OrderStagePaid | OrderShipped | OrderPartlyShipped
            | ReceiptConfirmed | OrderFinished | OrderClosedByBuyer | OrderClosedBySeller | OrderClosedByPlatform,
            "orderId", "currentStatus";
        /// Several orders were paid at once.
        BatchPaid(BatchPayment): BatchPaid, "batchPay";
        /// A parcel moved.
        ParcelMoved(ParcelTrace): ParcelMoved, "OrderLogisticsTracingModel";
        /// The tracking number of a parcel changed.
        TrackingNumberChanged(TrackingNumberChange): TrackingNumberChanged, "MailNoChangeModel";
    }
}
