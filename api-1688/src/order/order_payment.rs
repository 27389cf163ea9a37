//! Payments and ratings of an order. All are upstream's.
//!
//! Amounts are in yuan.

use countersign::model;

use crate::enumerations::{PayStatus, PayWay, RatingStatus};
use crate::ids::StageId;
use crate::{Timestamp, Yuan};

/// A payment of an order, made or due (upstream).
#[model]
pub struct PaymentTerm {
    /// State of the payment.
    #[field(name = "payStatus")]
    pub status: Option<PayStatus>,
    /// When it was paid.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// The payment method.
    #[field(name = "payWay")]
    pub way: Option<PayWay>,
    /// The payment method, in Chinese.
    #[field(name = "payWayDesc")]
    pub way_text: Option<String>,
    /// The amount (yuan); the spelling on the wire is upstream's.
    #[field(name = "phasAmount", number)]
    pub amount: Option<Yuan>,
    /// The stage.
    #[field(name = "phase", number)]
    pub stage_id: Option<StageId>,
    /// Condition of the stage; not used on 1688.
    #[field(name = "phaseCondition")]
    pub condition: Option<String>,
    /// Date of the stage; not used on 1688.
    #[field(name = "phaseDate")]
    pub date: Option<String>,
    /// Whether it was paid by bank card.
    #[field(name = "cardPay")]
    pub by_card: Option<bool>,
    /// Whether it was paid by quick payment.
    #[field(name = "expressPay")]
    pub by_quick_payment: Option<bool>,
}

/// Ratings of an order (upstream).
#[model]
pub struct OrderRatings {
    /// Whether the buyer has rated.
    #[field(name = "buyerRateStatus")]
    pub buyer_status: Option<RatingStatus>,
    /// Whether the seller has rated.
    #[field(name = "sellerRateStatus")]
    pub seller_status: Option<RatingStatus>,
    /// The seller's rating of the buyer.
    #[field(name = "buyerRateList")]
    pub of_buyer: Vec<Rating>,
    /// The buyer's rating of the seller.
    #[field(name = "sellerRateList")]
    pub of_seller: Vec<Rating>,
}

/// A rating (upstream).
#[model]
pub struct Rating {
    /// Stars.
    #[field(name = "starLevel")]
    pub stars: Option<u32>,
    /// The text of the rating.
    pub content: Option<String>,
    /// The person who was rated.
    #[field(name = "receiverNick")]
    pub receiver: Option<String>,
    /// The person who rated.
    #[field(name = "posterNick")]
    pub author: Option<String>,
    /// When it was published.
    #[field(name = "publishTime")]
    pub published: Option<Timestamp>,
}
