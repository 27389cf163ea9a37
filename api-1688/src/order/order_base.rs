//! The main data of an order: state, totals, times, parties. All fields are upstream's.
//!
//! Amounts are in yuan, except `discount` and `refund_payment`. Times are read with their own offset.

use countersign::model;
use serde_json::Value;

use crate::enumerations::{
    BusinessType, CloseOperator, CloseReason, OrderStatus, PayTimeoutType, RefundStatus, TradeType,
};
use crate::ids::{OrderId, PreOrderId, UserId};
use crate::{Fen, Timestamp, Yuan};

/// Main data of an order (upstream).
#[model]
pub struct OrderBase {
    /// The order, exact.
    #[field(name = "idOfStr")]
    pub id: Option<OrderId>,
    /// The order as a JSON number, which some senders round: in upstream's sample it differs from [`id`](Self::id) in
    /// the last digit. Use `id`.
    #[field(name = "id", number)]
    pub id_as_number: Option<OrderId>,
    /// State of the order.
    pub status: Option<OrderStatus>,
    /// Sum of the lines and the freight (yuan).
    #[field(name = "totalAmount", number)]
    pub total: Option<Yuan>,
    /// Freight (yuan).
    #[field(name = "shippingFee", number)]
    pub freight: Option<Yuan>,
    /// Sum of the goods (yuan).
    #[field(name = "sumProductPayment", number)]
    pub goods_total: Option<Yuan>,
    /// The discount (**fen**, unlike its neighbours); negative if the price was lowered.
    pub discount: Option<Fen>,
    /// The coupon (yuan); already included in the total.
    #[field(name = "couponFee", number)]
    pub coupon: Option<Yuan>,
    /// Refund (yuan).
    #[field(number)]
    pub refund: Option<Yuan>,
    /// Refund (**fen**, unlike its neighbours).
    pub refund_payment: Option<Fen>,
    /// State of the refund before the order is finished.
    pub refund_status: Option<RefundStatus>,
    /// State of the refund after the order is finished. Its values are not published.
    #[field(name = "refundStatusForAs")]
    pub after_sales_refund_status: Option<String>,
    /// The refund, such as `TQ7257793022991577`.
    pub refund_id: Option<String>,
    /// When it was ordered.
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was last changed.
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// When it was paid for the first time.
    #[field(name = "payTime")]
    pub paid: Option<Timestamp>,
    /// When it was confirmed.
    #[field(name = "confirmedTime")]
    pub confirmed: Option<Timestamp>,
    /// When the last part of it was shipped.
    #[field(name = "allDeliveredTime")]
    pub all_shipped: Option<Timestamp>,
    /// When the last part of it was received.
    #[field(name = "receivingTime")]
    pub received: Option<Timestamp>,
    /// When it was finished or cancelled.
    #[field(name = "completeTime")]
    pub completed: Option<Timestamp>,
    /// The reason why it was closed.
    pub close_reason: Option<CloseReason>,
    /// The party that closed it.
    #[field(name = "closeOperateType")]
    pub closed_by: Option<CloseOperator>,
    /// Note on closing.
    pub close_remark: Option<String>,
    /// The trading method.
    pub trade_type: Option<TradeType>,
    /// The requested trading method, by name such as `assureTrade`.
    pub trade_type_code: Option<String>,
    /// The requested trading method, in Chinese.
    #[field(name = "tradeTypeDesc")]
    pub trade_type_text: Option<String>,
    /// The payment channels used, in Chinese.
    #[field(name = "payChannelList")]
    pub pay_channel_names: Vec<String>,
    /// The payment channels used, such as `alipay`.
    #[field(name = "payChannelCodeList")]
    pub pay_channels: Vec<String>,
    /// The time left to pay, in seconds.
    pub pay_timeout: Option<u64>,
    /// The meaning of the time to pay.
    pub pay_timeout_type: Option<PayTimeoutType>,
    /// Kind of business.
    pub business_type: Option<BusinessType>,
    /// The template of the process.
    pub flow_template_code: Option<String>,
    /// The payment at Alipay.
    pub alipay_trade_id: Option<String>,
    /// The buyer, as a member id `b2b-…`.
    #[field(name = "buyerID")]
    pub buyer_id: Option<String>,
    /// The seller, as a member id `b2b-…`.
    #[field(name = "sellerID")]
    pub seller_id: Option<String>,
    /// The buyer, as a number.
    #[field(number)]
    pub buyer_user_id: Option<UserId>,
    /// The seller, as a number.
    #[field(number)]
    pub seller_user_id: Option<UserId>,
    /// Login name of the buyer.
    pub buyer_login_id: Option<String>,
    /// Login name of the seller.
    pub seller_login_id: Option<String>,
    /// Login name of the buyer's sub-account.
    pub sub_buyer_login_id: Option<String>,
    /// The buyer at Alipay.
    pub buyer_alipay_id: Option<String>,
    /// The seller at Alipay.
    pub seller_alipay_id: Option<String>,
    /// Credit level of the seller, such as `L1`.
    pub seller_credit_level: Option<String>,
    /// Whether the seller started the order by an invitation.
    pub seller_order: Option<bool>,
    /// Memo of the buyer.
    pub buyer_memo: Option<String>,
    /// Message of the buyer, at most 500 characters.
    pub buyer_feedback: Option<String>,
    /// Flag of the buyer's memo.
    pub buyer_remark_icon: Option<String>,
    /// Note given with the order.
    pub remark: Option<String>,
    /// The pre-order from which it was created.
    #[field(number)]
    pub pre_order_id: Option<PreOrderId>,
    /// Whether it is paid at once, rather than in stages.
    #[field(name = "stepPayAll")]
    pub paid_at_once: Option<bool>,
    /// Agreement on the stages.
    #[field(name = "stepAgreementPath")]
    pub stage_agreement: Option<String>,
    /// Stages of the older process; kept as received.
    #[field(name = "stepOrderList")]
    pub stages: Vec<Value>,
    /// Stages of "trade 4.0"; kept as received.
    #[field(name = "newStepOrderList")]
    pub new_stages: Vec<Value>,
    /// Whether it is an overseas dropshipping order.
    #[field(name = "overSeaOrder")]
    pub overseas: Option<bool>,
    /// The mode of supply: `jit` or `cang` (from a warehouse).
    pub inventory_mode: Option<String>,
    /// Outside order number.
    pub out_order_id: Option<String>,
    /// The order of official logistics.
    pub official_solution_order_id: Option<String>,
    /// The fee of official logistics. Its unit is not published.
    pub official_solution_cost: Option<i64>,
    /// The buyer's contact data.
    pub buyer_contact: Option<Contact>,
    /// The seller's contact data.
    pub seller_contact: Option<SellerContact>,
    /// The recipient and the address.
    #[field(name = "receiverInfo")]
    pub receiver: Option<Receiver>,
}

/// The contact data of a buyer (upstream).
#[model]
pub struct Contact {
    /// Phone number.
    pub phone: Option<String>,
    /// Fax number.
    pub fax: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// Account in the platform's messenger.
    #[field(name = "imInPlatform")]
    pub messenger: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Company.
    pub company_name: Option<String>,
}

/// The contact data of a seller (upstream).
#[model]
pub struct SellerContact {
    /// Phone number.
    pub phone: Option<String>,
    /// Fax number.
    pub fax: Option<String>,
    /// Email address.
    pub email: Option<String>,
    /// Account in the platform's messenger.
    #[field(name = "imInPlatform")]
    pub messenger: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Company.
    pub company_name: Option<String>,
    /// The sender's name set by a distributor.
    #[field(name = "wgSenderName")]
    pub sender_name: Option<String>,
    /// The sender's phone number set by a distributor.
    #[field(name = "wgSenderPhone")]
    pub sender_phone: Option<String>,
    /// Shop.
    pub shop_name: Option<String>,
}

/// The recipient and the address (upstream).
#[model]
pub struct Receiver {
    /// Name.
    #[field(name = "toFullName")]
    pub full_name: Option<String>,
    /// Code of the district.
    #[field(name = "toDivisionCode")]
    pub district_code: Option<String>,
    /// Mobile number.
    #[field(name = "toMobile")]
    pub mobile: Option<String>,
    /// Phone number.
    #[field(name = "toPhone")]
    pub phone: Option<String>,
    /// Postal code.
    #[field(name = "toPost")]
    pub post_code: Option<String>,
    /// Code of the town; may be absent.
    #[field(name = "toTownCode")]
    pub town_code: Option<String>,
    /// The address as one string.
    #[field(name = "toArea")]
    pub address: Option<String>,
}
