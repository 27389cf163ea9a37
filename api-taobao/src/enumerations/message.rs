//! Types and sources of push messages. Source: <https://wiki-en.dajisaas.com/doc-4966230>.

use countersign::open_enum;

/// The subject of a push message.
#[open_enum]
pub enum MessageType {
    /// The state of an order changed (vendor).
    #[wire(3)]
    OrderStatus,
    /// The price of an order changed (vendor).
    #[wire(8)]
    PriceChange,
    /// A refund or a return made progress (upstream; the vendor's page is cut before it).
    #[wire(9)]
    Refund,
}

/// The source of a message.
#[open_enum]
pub enum Site {
    /// Taobao Global, Hong Kong.
    #[wire("taobao_hk")]
    TaobaoHongKong,
}
