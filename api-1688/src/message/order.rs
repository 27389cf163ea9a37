//! Messages about orders: created, paid, shipped, closed, refunded. All are upstream's.
//!
//! Order ids are JSON numbers here, except in the batch payment.

use countersign::model;

use crate::Timestamp;
use crate::enumerations::{BatchPayStatus, OrderStatus, RefundAction, RefundOperator, RefundStatus};
use crate::ids::OrderId;

/// Something happened to an order: the data of every `ORDER_BUYER_VIEW_…` topic except refunds (upstream).
#[model]
pub struct OrderEvent {
    /// The order.
    #[field(number)]
    pub order_id: OrderId,
    /// Its state when the message was created; look the order up again before acting.
    #[field(name = "currentStatus")]
    pub status: OrderStatus,
    /// When the message was sent; Shanghai time.
    #[field(name = "msgSendTime")]
    pub sent: Option<Timestamp>,
    /// The buyer, as a member id `b2b-…`.
    pub buyer_member_id: Option<String>,
    /// The seller, as a member id `b2b-…`.
    pub seller_member_id: Option<String>,
}

/// A refund made progress, before or after the order is finished (upstream).
#[model]
pub struct RefundEvent {
    /// The order.
    #[field(number)]
    pub order_id: OrderId,
    /// The state of the refund when the message was created; look the order up again before acting.
    #[field(name = "currentStatus")]
    pub status: RefundStatus,
    /// When the message was sent; Shanghai time.
    #[field(name = "msgSendTime")]
    pub sent: Option<Timestamp>,
    /// The buyer, as a member id `b2b-…`.
    pub buyer_member_id: Option<String>,
    /// The event that changed its state.
    #[field(name = "refundAction")]
    pub action: RefundAction,
    /// The party that changed its state.
    pub operator: Option<RefundOperator>,
    /// The seller, as a member id `b2b-…`.
    pub seller_member_id: Option<String>,
    /// The refund.
    pub refund_id: Option<String>,
}

/// Several orders were paid at once (upstream).
#[model]
pub struct BatchPayment {
    /// The result for each order.
    #[field(name = "batchPay")]
    pub results: Vec<BatchPaymentResult>,
}

/// The result for one order of a batch payment (upstream).
#[model]
pub struct BatchPaymentResult {
    /// The order; a string on the wire.
    pub order_id: OrderId,
    /// The result of its payment.
    pub status: BatchPayStatus,
}
