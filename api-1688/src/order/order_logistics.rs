//! The delivery of an order inside China. All fields are upstream's; the visible part of the vendor's sample agrees.
//!
//! The tracking number of a parcel is [`Shipment::tracking_number`]. Freight is in yuan.

use countersign::model;
use serde_json::Value;

use crate::enumerations::{NoLogisticsReason, ShipmentType};
use crate::ids::{LogisticsCompanyId, LogisticsId};
use crate::{Timestamp, Yuan};

/// The destination of an order inside China, and its shipments (upstream).
#[model]
pub struct DomesticLogistics {
    /// Street and house number.
    pub address: Option<String>,
    /// District.
    pub area: Option<String>,
    /// Code of the district.
    pub area_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Recipient.
    pub contact_person: Option<String>,
    /// Fax number.
    pub fax: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Province.
    pub province: Option<String>,
    /// Phone number.
    pub telephone: Option<String>,
    /// Postal code.
    #[field(name = "zip")]
    pub post_code: Option<String>,
    /// The shipments; empty before the order is shipped.
    #[field(name = "logisticsItems")]
    pub shipments: Vec<Shipment>,
    /// Code of the town.
    pub town_code: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// From another reseller of the same model; its shape is not documented.
    pub caid: Option<Value>,
    /// Real number of the logistics company; from another reseller of the same model, its shape is not documented.
    #[field(name = "realLogisticsCompanyNo")]
    pub real_company_number: Option<Value>,
}

/// A shipment (upstream).
#[model]
pub struct Shipment {
    /// The shipment.
    #[field(number)]
    pub id: Option<LogisticsId>,
    /// Its number on the platform, such as `BX107450035961376`.
    #[field(name = "logisticsCode")]
    pub code: Option<String>,
    /// The tracking number; in a sample, the words for "needs no logistics".
    #[field(name = "logisticsBillNo")]
    pub tracking_number: Option<String>,
    /// The logistics company.
    #[field(name = "logisticsCompanyId", number)]
    pub company_id: Option<LogisticsCompanyId>,
    /// Code of the logistics company.
    #[field(name = "logisticsCompanyNo")]
    pub company_code: Option<String>,
    /// Name of the logistics company.
    #[field(name = "logisticsCompanyName")]
    pub company_name: Option<String>,
    /// State, such as `alreadysend`. The list is not published.
    pub status: Option<String>,
    /// The carrier.
    #[field(name = "type")]
    pub kind: Option<ShipmentType>,
    /// When it was sent.
    #[field(name = "deliveredTime")]
    pub sent: Option<Timestamp>,
    /// When it was created.
    #[field(name = "gmtCreate")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[field(name = "gmtModified")]
    pub modified: Option<Timestamp>,
    /// Freight (yuan).
    #[field(name = "carriage", number)]
    pub freight: Option<Yuan>,
    /// The ids of the order's lines in the shipment, separated by commas.
    #[field(name = "subItemIds")]
    pub order_item_ids: Option<String>,
    /// From: province.
    pub from_province: Option<String>,
    /// From: city.
    pub from_city: Option<String>,
    /// From: district.
    pub from_area: Option<String>,
    /// From: street and house number.
    pub from_address: Option<String>,
    /// From: phone number.
    pub from_phone: Option<String>,
    /// From: mobile number.
    pub from_mobile: Option<String>,
    /// From: postal code.
    #[field(name = "fromPost")]
    pub from_post_code: Option<String>,
    /// To: province.
    pub to_province: Option<String>,
    /// To: city.
    pub to_city: Option<String>,
    /// To: district.
    pub to_area: Option<String>,
    /// To: street and house number.
    pub to_address: Option<String>,
    /// To: phone number.
    pub to_phone: Option<String>,
    /// To: mobile number.
    pub to_mobile: Option<String>,
    /// To: postal code.
    #[field(name = "toPost")]
    pub to_post_code: Option<String>,
    /// Without logistics: contact.
    #[field(name = "noLogisticsName")]
    pub no_logistics_contact: Option<String>,
    /// Without logistics: phone number.
    #[field(name = "noLogisticsTel")]
    pub no_logistics_phone: Option<String>,
    /// Without logistics: number of the business order.
    #[field(name = "noLogisticsBillNo")]
    pub no_logistics_number: Option<String>,
    /// Without logistics: the reason.
    #[field(name = "noLogisticsCondition")]
    pub no_logistics_reason: Option<NoLogisticsReason>,
}
