//! Enumerations of shipments.
//!
//! All values are upstream's: the official 1688 pages to which the vendor forwards.

use countersign::open_enum;

/// The carrier of a shipment (upstream).
#[open_enum]
pub enum ShipmentType {
    /// The seller sends it by their own means.
    #[wire("0")]
    OwnDelivery,
    /// A logistics company, ordered online.
    #[wire("1")]
    Online,
    /// No logistics are needed.
    #[wire("2")]
    NoLogistics,
}

/// The reason why a shipment needs no logistics (upstream).
#[open_enum]
pub enum NoLogisticsReason {
    /// A third party, such as a small carrier or a fleet.
    #[wire("1")]
    ThirdParty,
    /// It only compensates for freight or a price difference.
    #[wire("2")]
    FreightTopUp,
    /// The seller delivers.
    #[wire("3")]
    SellerDelivers,
    /// The buyer picks it up.
    #[wire("4")]
    BuyerPicksUp,
    /// Another reason.
    #[wire("5")]
    Other,
}

/// The party that pays for the insurance of the return freight (upstream).
#[open_enum]
pub enum ShippingInsurance {
    /// The platform.
    GivenByPlatform,
    /// The seller.
    GivenByMerchant,
}

/// Warehouse of a Lingshoutong (retail) order (upstream).
#[open_enum]
pub enum RetailWarehouse {
    /// A virtual warehouse.
    #[wire("customer")]
    Virtual,
    /// A real warehouse of Cainiao.
    #[wire("cainiao")]
    Cainiao,
}

/// The latest event of a parcel, in a push message (upstream).
#[open_enum]
pub enum ParcelStatus {
    /// Handed over by the seller.
    #[wire("CONSIGN")]
    Consigned,
    /// Accepted by the carrier.
    #[wire("ACCEPT")]
    Accepted,
    /// On its way.
    #[wire("TRANSPORT")]
    InTransit,
    /// Out for delivery.
    #[wire("DELIVERING")]
    Delivering,
    /// Signed for by an agent, such as a parcel shop.
    #[wire("AGENT_SIGN")]
    SignedByAgent,
    /// Signed for.
    #[wire("SIGN")]
    Signed,
    /// Failed.
    #[wire("FAILED")]
    Failed,
}
