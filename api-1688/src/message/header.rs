//! The envelope around a message's data, as public receivers of upstream's messages have recorded it.

use countersign::model;
use countersign::webhook::Header;
use serde_json::Value;

use crate::Timestamp;
use crate::enumerations::MessageTopic;
use crate::ids::MessageId;

/// The envelope of a push message, without its data (upstream). Empty if the message has no envelope.
#[model]
pub struct MessageHeader {
    /// The message; repeated deliveries have the same id.
    #[field(name = "msgId", number)]
    pub id: Option<MessageId>,
    /// The subject.
    #[field(name = "type")]
    pub topic: Option<MessageTopic>,
    /// When it was created; milliseconds on the wire.
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

impl Header for MessageHeader {
    type Topic = MessageTopic;

    const TOPIC: &'static str = "type";
    const DATA: &'static str = "data";

    fn topic(&self) -> Option<&MessageTopic> {
        self.topic.as_ref()
    }
}
