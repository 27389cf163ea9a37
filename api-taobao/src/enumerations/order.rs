//! What orders are, and what can be asked for in them.

use countersign::open_enum;

/// The state of an order or of a line. The states of an order and of its lines can differ. Vendor and upstream agree.
#[open_enum]
pub enum OrderStatus {
    /// It is being made; the spelling is the wire's.
    #[wire("BULIDING")]
    Building,
    /// It waits for payment.
    #[wire("WAIT_BUYER_P")]
    WaitingForPayment,
    /// It is paid and waits for shipment.
    #[wire("WAIT_SELLER_SEND_GOODS")]
    WaitingForShipment,
    /// It is shipped and waits for the receipt to be confirmed.
    #[wire("WAIT_BUYER_CONFIRM_GOODS")]
    WaitingForReceipt,
    /// It is over, finished or cancelled.
    #[wire("TRADE_CLOSED")]
    Closed,
}

/// The channel of an order.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelOrderType {
    /// The one of the vendor's examples.
    Panama,
    /// Upstream.
    PanamaDg,
    /// Upstream.
    Normal,
}

/// State of the refund of a line (upstream).
#[open_enum]
pub enum RefundStatus {
    /// None was asked for.
    #[wire(0)]
    None,
    /// It was asked for.
    #[wire(10)]
    Applied,
    /// The seller agreed.
    #[wire(20)]
    Agreed,
    /// The goods were sent back.
    #[wire(30)]
    Returned,
    /// The money is back.
    #[wire(100)]
    Refunded,
    /// It was refused.
    #[wire(-10)]
    Refused,
    /// It was closed.
    #[wire(-20)]
    Closed,
}

/// Direction in which orders are listed (upstream).
#[open_enum]
pub enum SortDirection {
    /// Oldest first.
    #[wire("ASC")]
    Ascending,
    /// Newest first.
    #[wire("DESC")]
    Descending,
}

/// A service of the supply chain, from another reseller's list. The vendor tells merchants not to ask for any.
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
    /// All days.
    #[wire(2)]
    All,
}
