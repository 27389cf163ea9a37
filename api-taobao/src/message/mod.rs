//! Push messages: what Taobao reports to your server about orders.
//!
//! As for its 1688 API, the vendor posts a form with two fields, `message` and `_dj_signature` (HMAC-SHA1). What
//! exactly is signed is just as uncertain; [`pushes`] is the most likely reading. Types 3 and 8 and the envelope are
//! the vendor's (<https://wiki-en.dajisaas.com/doc-4966230>, cut after type 8); type 9 is upstream's.
//!
//! Messages may arrive out of order and more than once, and have no id. Look the order up again before acting.
//!
//! ```
//! use api_taobao::message::{Message, MessageEvent, pushes};
//! use api_taobao::{Credentials, OrderStatus};
//!
//! let credentials = Credentials::new("app key", "testSecret")?;
//! let text = r#"{"message_type": 3, "data": {"purchase_id": 200002638011, "status": "WAIT_SELLER_SEND_GOODS", "sku_list": []}}"#;
//! let request = pushes()?.signer(&credentials).request("https://shop.example/messages", text)?;
//!
//! let message = pushes()?.receiver(&credentials).verify(&request)?.decode::<Message>()?;
//! let MessageEvent::OrderStatus(event) = message.event() else { panic!("not about the state of an order") };
//! assert_eq!(event.status, OrderStatus::WaitingForShipment);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod order_status;
mod price_change;

use countersign::model;
use countersign::value::{Timestamp, UnixSeconds};
use countersign::webhook::Header;
pub use dajisaas::{PushRule, pushes};
use serde_json::Value;

pub use self::order_status::{ChangedLine, OrderStatusEvent};
pub use self::price_change::{LinePrice, LinePriceChange, OrderPrice, PriceChangeEvent};
use crate::enumerations::{MessageType, Site};
use crate::ids::SellerId;

/// The envelope of a message, without its data (vendor).
#[model(rename_all = "snake_case")]
pub struct MessageHeader {
    /// Your account; a string here, a number in the data.
    pub seller_id: Option<SellerId>,
    /// The subject.
    pub message_type: Option<MessageType>,
    /// When it was created; in **seconds** on the wire, unlike the times in the data.
    pub timestamp: Option<Timestamp<UnixSeconds>>,
    /// The source.
    pub site: Option<Site>,
}

impl Header for MessageHeader {
    type Topic = MessageType;

    const TOPIC: &'static str = "message_type";
    const DATA: &'static str = "data";

    fn topic(&self) -> Option<&MessageType> {
        self.message_type.as_ref()
    }
}

/// A push message; dereferences to its [`MessageHeader`].
pub type Message = countersign::webhook::Message<MessageHeader, MessageEvent>;

countersign::events! {
    /// What happened, by the type of the message. A message of an unknown type is kept as JSON.
    pub enum MessageEvent by MessageType {
        /// The state of an order changed.
        OrderStatus(OrderStatusEvent): OrderStatus, "purchase_id", "sku_list";
        /// The price of an order changed.
        PriceChange(PriceChangeEvent): PriceChange, "purchaseOrderId", "purchaseOrderPriceDTO";
        /// A refund or a return made progress. Its members are not published, so they are kept as JSON.
        Refund(Value): Refund, "refundId";
    }
}
