//! Push messages: what 1688 tells your server about orders and parcels.
//!
//! The vendor posts a form with two fields, `message` and `_dj_signature`; its page of message types is not available.
//! Topics and data here are upstream's, and so is the envelope; which of them the vendor forwards is unknown. Messages
//! may arrive out of order and more than once: drop repeated [`Message::id`]s and read the order again before acting.

mod logistics;
mod order;

use countersign::model;
use countersign::value::Timestamp;
use serde_json::Value;

pub use self::logistics::{ParcelLine, ParcelMove, ParcelTrace, TrackingNumberChange, TrackingNumbers};
pub use self::order::{BatchPayment, BatchPaymentResult, OrderEvent, RefundEvent};
use crate::enumerations::MessageTopic;
use crate::ids::MessageId;

/// A push message in upstream's envelope, as public receivers have recorded it.
///
/// Whether the vendor keeps this envelope or posts the data alone is unknown.
#[model]
pub struct Message {
    /// The message; repeated deliveries carry the same id.
    #[field(name = "msgId", number)]
    pub id: Option<MessageId>,
    /// What it is about; says which struct of this module reads [`data`](Self::data).
    #[field(name = "type")]
    pub topic: MessageTopic,
    /// What happened, by topic.
    pub data: Value,
    /// When it was made; milliseconds on the wire.
    #[field(name = "gmtBorn")]
    pub created: Option<Timestamp>,
    /// Key of the business object, such as the order id.
    #[field(name = "bizKey")]
    pub business_key: Option<String>,
    /// The user it is for, as a member id `b2b-…`.
    pub user_info: Option<String>,
    /// Further data; its shape is not documented.
    pub extra_info: Option<Value>,
    /// Group of the topic; in upstream's replays only.
    pub topic_group: Option<String>,
    /// Name of the topic; in upstream's replays only.
    pub topic_name: Option<String>,
    /// The application it is for; in upstream's replays only.
    pub app_key: Option<String>,
}
