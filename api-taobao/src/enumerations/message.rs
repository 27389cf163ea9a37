//! What push messages say of themselves. Source: <https://wiki-en.dajisaas.com/doc-4966230>.

use countersign::open_enum;

/// What a push message is about.
#[open_enum]
pub enum MessageType {
    /// The state of an order changed (vendor).
    #[wire(3)]
    OrderStatus,
    /// The price of an order changed (vendor).
    #[wire(8)]
    PriceChange,
    /// A refund or a return moved on (upstream; the vendor's page is cut before it).
    #[wire(9)]
    Refund,
}

/// Where a message is from.
#[open_enum]
pub enum Site {
    /// Taobao Global, Hong Kong.
    #[wire("taobao_hk")]
    TaobaoHongKong,
}
