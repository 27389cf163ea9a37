//! The business flags of an order. All are upstream's.
//!
//! Amounts of the credit are in fen, unlike those of the order. Upstream lists more members that start with `hyperLink`
//! than the four below.

use countersign::model;
use serde_json::Value;

use crate::enumerations::{RetailWarehouse, ShippingInsurance};
use crate::{Fen, Timestamp};

/// Business flags of an order (upstream).
#[model]
pub struct OrderBusiness {
    /// An order of Caiyuanbao.
    #[field(name = "odsCyd")]
    pub caiyuanbao: Option<bool>,
    /// When the money of an order on account arrives.
    pub account_period_time: Option<String>,
    /// Whether Cheng-e-She was chosen when the order was placed; it may have been paid in another way.
    pub credit_order: Option<bool>,
    /// The credit, if it was paid by Cheng-e-She.
    #[field(name = "creditOrderDetail")]
    pub credit: Option<CreditDetail>,
    /// The pre-order.
    #[field(name = "preOrderInfo")]
    pub pre_order: Option<PreOrder>,
    /// Lingshoutong (retail).
    #[field(name = "lstOrderInfo")]
    pub retail: Option<RetailInfo>,
    /// The buyer in the buyer's ERP.
    pub erp_buyer_user_id: Option<String>,
    /// The order in the buyer's ERP.
    pub erp_order_id: Option<String>,
    /// The organisation in the buyer's ERP.
    pub erp_buyer_org_id: Option<String>,
    /// Processing and customisation.
    #[field(name = "isCz")]
    pub processing: Option<bool>,
    /// Made to order.
    #[field(name = "isDz")]
    pub made_to_order: Option<bool>,
    /// Made to order; a second field with the same meaning.
    #[field(name = "dz")]
    pub made_to_order_too: Option<bool>,
    /// Dropshipping. Such orders cannot be shipped together.
    pub dropshipping: Option<bool>,
    /// The insurance of the return freight; absent or empty if there is none.
    pub shipping_insurance: Option<ShippingInsurance>,
    /// Whether it was shipped from the warehouse of a large store.
    #[field(name = "hyperLinkCangFaOrder")]
    pub hyper_link_warehouse_order: Option<bool>,
    /// First stage of a "hyper link" order.
    pub hyper_link_order: Option<bool>,
    /// Second stage of a "hyper link" order.
    #[field(name = "hyperLinkSecondStepOrder")]
    pub hyper_link_second_stage_order: Option<bool>,
    /// The party that ships the first stage: `0` is the warehouse, `1` the seller.
    pub hyper_link_ship_type: Option<String>,
    /// An order of the flash warehouse.
    pub lightning_warehouse: Option<bool>,
    /// Whether it was picked up at the door for AliExpress.
    pub ae_door_pick_up: Option<bool>,
    /// Whether the payment is split between several parties.
    #[field(name = "fz")]
    pub split_payment: Option<bool>,
    /// Managed official pick-up; a string in older models and a boolean in newer ones, so kept as received.
    #[field(name = "tgOfficialPickUp")]
    pub managed_official_pick_up: Option<Value>,
    /// Whether it was picked up by official logistics.
    pub official_pick_up: Option<bool>,
    /// Whether the price was changed in an unusual way.
    pub abnormal_price_change: Option<bool>,
}

/// Credit of Cheng-e-She (upstream).
#[model]
pub struct CreditDetail {
    /// Amount of the order (fen).
    #[field(name = "payAmount")]
    pub amount: Option<Fen>,
    /// When it was paid; Shanghai time.
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// The state, such as `END`. The list is not published.
    pub status: Option<String>,
    /// The end of the period of grace; upstream no longer recommends it.
    #[field(name = "gracePeriodEndTime")]
    pub grace_period_end: Option<Timestamp>,
    /// State in Chinese.
    #[field(name = "statusStr")]
    pub status_text: Option<String>,
    /// The amount still to be repaid (fen).
    #[field(name = "restRepayAmount")]
    pub rest: Option<Fen>,
    /// The latest time of repayment; Shanghai time.
    #[field(name = "lastRepayTime")]
    pub repay_until: Option<Timestamp>,
    /// The source of the repayment, such as `KJPAY` or `OWN_FUNDS`.
    pub repay_source: Option<String>,
}

/// A pre-order (upstream).
#[model]
pub struct PreOrder {
    /// The market given with the pre-order.
    pub market_name: Option<String>,
    /// Whether the pre-order was created by the calling application.
    #[field(name = "createPreOrderApp")]
    pub made_by_this_application: Option<bool>,
}

/// Lingshoutong (retail) data of an order (upstream).
#[model]
pub struct RetailInfo {
    /// Its warehouse.
    #[field(name = "lstWarehouseType")]
    pub warehouse: Option<RetailWarehouse>,
}
