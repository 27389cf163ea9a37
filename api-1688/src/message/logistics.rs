//! Messages about parcels. All are upstream's.
//!
//! The data is wrapped in an object with one member, whose name starts with a capital on the wire.

use countersign::model;

use crate::enumerations::ParcelStatus;
use crate::ids::{LogisticsId, OrderId, OrderItemId};

/// A parcel moved (upstream).
#[model]
pub struct ParcelTrace {
    /// The event.
    #[field(name = "OrderLogisticsTracingModel")]
    pub parcel: ParcelMove,
}

/// What happened to a parcel (upstream).
#[model]
pub struct ParcelMove {
    /// The shipment; a string on the wire.
    pub logistics_id: Option<LogisticsId>,
    /// Code of the carrier.
    #[field(name = "cpCode")]
    pub carrier_code: Option<String>,
    /// Tracking number.
    #[field(name = "mailNo")]
    pub tracking_number: Option<String>,
    /// The event.
    #[field(name = "statusChanged")]
    pub status: ParcelStatus,
    /// When it happened, kept as a string, because its form is not documented and it is blank in upstream's sample.
    #[field(name = "changeTime")]
    pub changed: Option<String>,
    /// The contents of the parcel.
    #[field(name = "orderLogsItems")]
    pub lines: Vec<ParcelLine>,
}

/// The tracking number of a parcel changed (upstream).
#[model]
pub struct TrackingNumberChange {
    /// Old and new number.
    #[field(name = "MailNoChangeModel")]
    pub change: TrackingNumbers,
}

/// Old and new tracking number of a parcel (upstream).
#[model]
pub struct TrackingNumbers {
    /// The shipment.
    pub logistics_id: Option<LogisticsId>,
    /// Code of the carrier before.
    #[field(name = "oldCpCode")]
    pub old_carrier_code: Option<String>,
    /// Code of the carrier now.
    #[field(name = "newCpCode")]
    pub new_carrier_code: Option<String>,
    /// Tracking number before.
    #[field(name = "oldMailNo")]
    pub old_tracking_number: Option<String>,
    /// Tracking number now.
    #[field(name = "newMailNo")]
    pub new_tracking_number: Option<String>,
    /// When it changed, kept as a string, because its form is not documented.
    #[field(name = "eventTime")]
    pub changed: Option<String>,
    /// The contents of the parcel.
    #[field(name = "orderLogsItems")]
    pub lines: Vec<ParcelLine>,
}

/// A line of an order that is in a parcel (upstream).
#[model]
pub struct ParcelLine {
    /// The order.
    #[field(number)]
    pub order_id: Option<OrderId>,
    /// The line of the order.
    #[field(name = "orderEntryId", number)]
    pub order_item_id: Option<OrderItemId>,
}
