//! Business flags of an order. All of it is upstream's.
//!
//! Amounts of the credit are in fen, unlike the order's. Upstream names more members that start with
//! `hyperLink` than the four below.

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
    /// Cheng-e-She was chosen when ordering; it may have been paid another way.
    pub credit_order: Option<bool>,
    /// The credit, where it was paid with Cheng-e-She.
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
    /// Made to order; a second field of the same meaning.
    #[field(name = "dz")]
    pub made_to_order_too: Option<bool>,
    /// Dropshipping; such orders cannot be shipped together.
    pub dropshipping: Option<bool>,
    /// Insurance of the return freight; absent or empty where there is none.
    pub shipping_insurance: Option<ShippingInsurance>,
    /// Shipped from the warehouse of a large store.
    #[field(name = "hyperLinkCangFaOrder")]
    pub hyper_link_warehouse_order: Option<bool>,
    /// First stage of a "hyper link" order.
    pub hyper_link_order: Option<bool>,
    /// Second stage of a "hyper link" order.
    #[field(name = "hyperLinkSecondStepOrder")]
    pub hyper_link_second_stage_order: Option<bool>,
    /// Who ships the first stage: `0` the warehouse, `1` the seller.
    pub hyper_link_ship_type: Option<String>,
    /// An order of the flash warehouse.
    pub lightning_warehouse: Option<bool>,
    /// Picked up at the door for AliExpress.
    pub ae_door_pick_up: Option<bool>,
    /// The payment is split between several parties.
    #[field(name = "fz")]
    pub split_payment: Option<bool>,
    /// Managed official pick-up; text in older models and a boolean in newer ones, so left as it comes.
    #[field(name = "tgOfficialPickUp")]
    pub managed_official_pick_up: Option<Value>,
    /// Picked up by official logistics.
    pub official_pick_up: Option<bool>,
    /// The price was changed in an unusual way.
    pub abnormal_price_change: Option<bool>,
}

/// Credit of Cheng-e-She (upstream).
#[model]
pub struct CreditDetail {
    /// Amount of the order (fen).
    #[field(name = "payAmount")]
    pub amount: Option<Fen>,
    /// When it was paid; time of Shanghai.
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// State, such as `END`; the list is not published.
    pub status: Option<String>,
    /// End of the time of grace; upstream no longer recommends it.
    #[field(name = "gracePeriodEndTime")]
    pub grace_period_end: Option<Timestamp>,
    /// State in Chinese.
    #[field(name = "statusStr")]
    pub status_text: Option<String>,
    /// Still to be repaid (fen).
    #[field(name = "restRepayAmount")]
    pub rest: Option<Fen>,
    /// When it must be repaid at the latest; time of Shanghai.
    #[field(name = "lastRepayTime")]
    pub repay_until: Option<Timestamp>,
    /// Where the repayment comes from, such as `KJPAY` or `OWN_FUNDS`.
    pub repay_source: Option<String>,
}

/// A pre-order (upstream).
#[model]
pub struct PreOrder {
    /// Market given with the pre-order.
    pub market_name: Option<String>,
    /// The pre-order was made by the application that asks.
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
