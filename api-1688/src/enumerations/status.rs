//! States of orders, their lines, refunds, shipments and ratings.
//!
//! All values are upstream's: the official 1688 pages that the vendor forwards. The vendor's own pages do not list
//! them.

use countersign::open_enum;

/// State of an order or of one of its lines (upstream; "others possible").
#[open_enum]
pub enum OrderStatus {
    /// Waits for the buyer to pay.
    #[wire("waitbuyerpay")]
    WaitingForPayment,
    /// Paid; waits for the seller to ship.
    #[wire("waitsellersend")]
    WaitingForShipment,
    /// Shipped; waits for the buyer to receive it.
    #[wire("waitbuyerreceive")]
    WaitingForReceipt,
    /// Received.
    #[wire("confirm_goods")]
    Received,
    /// Received, with a subsidy; in messages only.
    #[wire("confirm_goods_and_has_subsidy")]
    ReceivedWithSubsidy,
    /// Finished.
    Success,
    /// Cancelled.
    #[wire("cancel")]
    Cancelled,
    /// Terminated.
    Terminated,
}

/// State of the refund of an order (upstream).
#[open_enum]
pub enum RefundStatus {
    /// Waits for the seller to agree.
    #[wire("waitselleragree")]
    WaitingForSellerAgreement,
    /// Waits for the buyer to change the request.
    #[wire("waitbuyermodify")]
    WaitingForBuyerChange,
    /// Waits for the buyer to send the goods back.
    #[wire("waitbuyersend")]
    WaitingForBuyerReturn,
    /// Waits for the seller to receive the goods.
    #[wire("waitsellerreceive")]
    WaitingForSellerReceipt,
    /// Refunded.
    #[wire("refundsuccess")]
    Refunded,
    /// Closed without a refund.
    #[wire("refundclose")]
    Closed,
}

/// State of the refund of one line of an order (upstream); other spellings than [`RefundStatus`].
#[open_enum]
pub enum ItemRefundStatus {
    /// Waits for the seller to agree.
    #[wire("WAIT_SELLER_AGREE")]
    WaitingForSellerAgreement,
    /// Refunded.
    #[wire("REFUND_SUCCESS")]
    Refunded,
    /// Closed without a refund.
    #[wire("REFUND_CLOSED")]
    Closed,
    /// Waits for the buyer to change the request.
    #[wire("WAIT_BUYER_MODIFY")]
    WaitingForBuyerChange,
    /// Waits for the buyer to send the goods back.
    #[wire("WAIT_BUYER_SEND")]
    WaitingForBuyerReturn,
    /// Waits for the seller to receive the goods.
    #[wire("WAIT_SELLER_RECEIVE")]
    WaitingForSellerReceipt,
}

/// How far one line of an order has travelled; a number on the wire (upstream).
#[open_enum]
pub enum LogisticsStatus {
    /// Not sent.
    #[wire(1)]
    NotSent,
    /// Sent.
    #[wire(2)]
    Sent,
    /// Received.
    #[wire(3)]
    Received,
    /// Sent back.
    #[wire(4)]
    Returned,
    /// Sent in part.
    #[wire(5)]
    PartlySent,
    /// There is no logistics order yet.
    #[wire(8)]
    NoLogisticsOrder,
}

/// Whether one side has rated an order; a number on the wire (upstream).
#[open_enum]
pub enum RatingStatus {
    /// Rated.
    #[wire(4)]
    Rated,
    /// Not rated.
    #[wire(5)]
    NotRated,
    /// No rating needed.
    #[wire(6)]
    NotNeeded,
}
