//! The seller of a product: scores and rules.
//!
//! Part of the answer of product detail, <https://wiki.dajisaas.com/api-182691143>. Scores and shares are strings on
//! the wire; shares are fractions of one, such as `0.5248`.

use countersign::model;
use countersign::value::Percent;
use serde_json::Value;

/// The seller's service scores, up to 5.
///
/// The vendor names these fields without describing them, so their meanings are inferred from the names. Its schema
/// requires all of them; since no seller without ratings has been seen, all are optional here.
#[model]
pub struct SellerScores {
    /// The level of the trade medal.
    #[field(name = "tradeMedalLevel")]
    pub trade_medal_level: Option<f64>,
    /// The overall score.
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
    /// The share of buyers who bought again.
    #[field(name = "repeatPurchasePercent")]
    pub repurchase_rate: Option<Percent>,
    /// After-sales service.
    #[field(name = "afterSalesExperienceScore")]
    pub after_sales: Option<f64>,
    /// The share of parcels picked up within 48 hours, over 30 days.
    #[field(name = "collect30DayWithin48HPercent")]
    pub pickup_in_48_hours: Option<Percent>,
    /// The share of refunds for bad quality, over 30 days.
    #[field(name = "qualityRefundWithin30Day")]
    pub quality_refunds: Option<Percent>,
}

/// The rule for ordering different products of one seller together (mixed batch).
#[model]
pub struct MixedBatchRule {
    /// Always absent; its type is not documented.
    #[field(name = "isGeneralHunpi")]
    pub is_general_mixed: Option<Value>,
    /// The minimum total amount. The unit is not published; from its context, yuan.
    #[field(name = "mixAmount")]
    pub min_amount: Option<u64>,
    /// The minimum total number of pieces.
    #[field(name = "mixNumber")]
    pub min_quantity: Option<u64>,
    /// Whether the seller's products can be ordered together.
    #[field(name = "generalHunpi")]
    pub general_mixed: Option<bool>,
}
