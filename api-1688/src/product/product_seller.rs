//! The seller of a product: scores and rules.
//!
//! Part of the answer of product detail, <https://wiki.dajisaas.com/api-182691143>. Scores and shares are text on the
//! wire; shares are fractions of one, such as `0.5248`.

use countersign::model;
use countersign::value::Percent;
use serde_json::Value;

/// How well a seller serves; scores go up to 5.
///
/// The vendor names these fields without describing them; meanings are read off the names. Its schema requires all of
/// them; a seller without ratings has not been seen, so all are optional here.
#[model]
pub struct SellerScores {
    /// Level of the trade medal.
    #[field(name = "tradeMedalLevel")]
    pub trade_medal_level: Option<f64>,
    /// All services together.
    #[field(name = "compositeServiceScore")]
    pub overall: Option<f64>,
    /// Logistics.
    #[field(name = "logisticsExperienceScore")]
    pub logistics: Option<f64>,
    /// Disputes and complaints.
    #[field(name = "disputeComplaintScore")]
    pub disputes: Option<f64>,
    /// The goods.
    #[field(name = "offerExperienceScore")]
    pub goods: Option<f64>,
    /// Advice before buying.
    #[field(name = "consultingExperienceScore")]
    pub advice: Option<f64>,
    /// Share of buyers who bought again.
    #[field(name = "repeatPurchasePercent")]
    pub repurchase_rate: Option<Percent>,
    /// Service after the sale.
    #[field(name = "afterSalesExperienceScore")]
    pub after_sales: Option<f64>,
    /// Share of parcels picked up within 48 hours, over 30 days.
    #[field(name = "collect30DayWithin48HPercent")]
    pub pickup_in_48_hours: Option<Percent>,
    /// Share of refunds for bad quality, over 30 days.
    #[field(name = "qualityRefundWithin30Day")]
    pub quality_refunds: Option<Percent>,
}

/// Rule for ordering different products of one seller together (mixed batch).
#[model]
pub struct MixedBatchRule {
    /// Always absent; its type is not documented.
    #[field(name = "isGeneralHunpi")]
    pub is_general_mixed: Option<Value>,
    /// Smallest amount altogether; the unit is not published, yuan by its neighbourhood.
    #[field(name = "mixAmount")]
    pub min_amount: Option<u64>,
    /// Smallest number of pieces altogether.
    #[field(name = "mixNumber")]
    pub min_quantity: Option<u64>,
    /// The seller's products can be ordered together in general.
    #[field(name = "generalHunpi")]
    pub general_mixed: Option<bool>,
}
