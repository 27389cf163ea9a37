//! Values in orders, and in requests about orders.

use countersign::open_enum;

/// The state of an order or of a line, which can differ. Vendor and upstream agree.
#[open_enum]
pub enum OrderStatus {
    /// The order is being created. The wire name is misspelled.
    #[wire("BULIDING")]
    Building,
    /// The order awaits payment.
    #[wire("WAIT_BUYER_P")]
    WaitingForPayment,
    /// The order is paid and awaits shipment.
    #[wire("WAIT_SELLER_SEND_GOODS")]
    WaitingForShipment,
    /// The order is shipped and awaits the buyer's confirmation of receipt.
    #[wire("WAIT_BUYER_CONFIRM_GOODS")]
    WaitingForReceipt,
    /// The order is finished or cancelled.
    #[wire("TRADE_CLOSED")]
    Closed,
}

/// The channel of an order.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelOrderType {
    /// The channel in the vendor's examples.
    Panama,
    /// Upstream.
    PanamaDg,
    /// Upstream.
    Normal,
}

/// The state of the refund of a line (upstream).
#[open_enum]
pub enum RefundStatus {
    /// No refund was requested.
    #[wire(0)]
    None,
    /// A refund was requested.
    #[wire(10)]
    Applied,
    /// The seller agreed.
    #[wire(20)]
    Agreed,
    /// The goods were sent back.
    #[wire(30)]
    Returned,
    /// The money was returned.
    #[wire(100)]
    Refunded,
    /// The refund is complete.
    #[wire(-10)]
    Refused,
    /// The refund was closed.
    #[wire(-20)]
    Closed,
}

/// The order in which orders are listed (upstream).
#[open_enum]
pub enum SortDirection {
    /// Oldest first.
    #[wire("ASC")]
    Ascending,
    /// Newest first.
    #[wire("DESC")]
    Descending,
}

/// A service of the supply chain, from another reseller's list. The vendor tells merchants not to request any.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceCategory {
    /// Transport.
    Logistics,
    /// Inspection of the goods.
    QualityInspection,
    /// Closer inspection of the goods.
    AdvancedQualityInspection,
}

/// How the days of a service are counted, from another reseller's list.
#[open_enum]
pub enum TransitDays {
    /// Working days.
    #[wire(1)]
    Working,
    /// Calendar days.
    #[wire(2)]
    All,
}
