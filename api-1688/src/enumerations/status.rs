//! States of orders, their lines, refunds, shipments and ratings.
//!
//! All values are upstream's: from the official 1688 pages. The vendor's own pages do not list them.

use countersign::open_enum;

/// The state of an order or of one of its lines (upstream; "others possible").
#[open_enum]
pub enum OrderStatus {
    /// Awaits the buyer's payment.
    #[wire("waitbuyerpay")]
    WaitingForPayment,
    /// Paid; awaits shipment by the seller.
    #[wire("waitsellersend")]
    WaitingForShipment,
    /// Shipped; awaits receipt by the buyer.
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
    /// Awaits the seller's agreement.
    #[wire("waitselleragree")]
    WaitingForSellerAgreement,
    /// Awaits a change of the request by the buyer.
    #[wire("waitbuyermodify")]
    WaitingForBuyerChange,
    /// Awaits the return of the goods by the buyer.
    #[wire("waitbuyersend")]
    WaitingForBuyerReturn,
    /// Awaits receipt of the goods by the seller.
    #[wire("waitsellerreceive")]
    WaitingForSellerReceipt,
    /// Refunded.
    #[wire("refundsuccess")]
    Refunded,
    /// Closed without a refund.
    #[wire("refundclose")]
    Closed,
}

/// The state of the refund of one line of an order (upstream). The wire names differ from those of [`RefundStatus`].
#[open_enum]
pub enum ItemRefundStatus {
    /// Awaits the seller's agreement.
    #[wire("WAIT_SELLER_AGREE")]
    WaitingForSellerAgreement,
    /// Refunded.
    #[wire("REFUND_SUCCESS")]
    Refunded,
    /// Closed without a refund.
    #[wire("REFUND_CLOSED")]
    Closed,
    /// Awaits a change of the request by the buyer.
    #[wire("WAIT_BUYER_MODIFY")]
    WaitingForBuyerChange,
    /// Awaits the return of the goods by the buyer.
    #[wire("WAIT_BUYER_SEND")]
    WaitingForBuyerReturn,
    /// Awaits receipt of the goods by the seller.
    #[wire("WAIT_SELLER_RECEIVE")]
    WaitingForSellerReceipt,
}

/// The logistics state of one line of an order; a number on the wire (upstream).
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
    /// The logistics order does not exist yet.
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
    /// No rating is needed.
    #[wire(6)]
    NotNeeded,
}
