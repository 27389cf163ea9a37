//! Enumerations of push messages.
//!
//! All values are upstream's. Which topics the vendor forwards is not published, because its page of message types is
//! not available.

use countersign::open_enum;

/// The topic of a push message (upstream).
#[open_enum]
pub enum MessageTopic {
    /// An order was created. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_BUYER_MAKE")]
    OrderCreated,
    /// The price of an order was changed, or one of its lines closed. Data:
    /// [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY")]
    OrderPriceChanged,
    /// An order, or its first stage, was paid. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_PAY")]
    OrderPaid,
    /// A further stage of an order was paid. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_STEP_PAY")]
    OrderStagePaid,
    /// The result of paying several orders at once. Data: [`BatchPayment`](crate::message::BatchPayment).
    #[wire("ORDER_BATCH_PAY")]
    BatchPaid,
    /// An order was shipped. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS")]
    OrderShipped,
    /// An order was shipped in part. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_PART_PART_SENDGOODS")]
    OrderPartlyShipped,
    /// Receipt was confirmed, in whole or in part; the spelling is upstream's. Data:
    /// [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS")]
    ReceiptConfirmed,
    /// An order is finished. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_SUCCESS")]
    OrderFinished,
    /// The buyer closed an order. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_BUYER_CLOSE")]
    OrderClosedByBuyer,
    /// An order was closed by the seller or by a refund. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE")]
    OrderClosedBySeller,
    /// An order was closed by the platform, or was not paid in time. Data: [`OrderEvent`](crate::message::OrderEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_BOPS_CLOSE")]
    OrderClosedByPlatform,
    /// A refund before the order is finished. Data: [`RefundEvent`](crate::message::RefundEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_BUYER_REFUND_IN_SALES")]
    RefundInSale,
    /// A refund after the order is finished. Data: [`RefundEvent`](crate::message::RefundEvent).
    #[wire("ORDER_BUYER_VIEW_ORDER_REFUND_AFTER_SALES")]
    RefundAfterSale,
    /// A parcel moved. Data: [`ParcelTrace`](crate::message::ParcelTrace).
    #[wire("LOGISTICS_BUYER_VIEW_TRACE")]
    ParcelMoved,
    /// The tracking number of a parcel changed. Data: [`TrackingNumberChange`](crate::message::TrackingNumberChange).
    #[wire("LOGISTICS_MAIL_NO_CHANGE")]
    TrackingNumberChanged,
}

/// The event that changed the state of a refund (upstream; the meanings are inferred from the names).
#[open_enum]
pub enum RefundAction {
    /// The buyer asked for a refund.
    #[wire("BUYER_APPLY_REFUND")]
    BuyerApplied,
    /// The buyer received the goods; the refund is closed.
    #[wire("BUYER_RECEIVE_CLOSE")]
    BuyerReceivedClosed,
    /// The seller sent the goods; the refund is closed.
    #[wire("SELLER_SEND_GOODS_CLOSE")]
    SellerSentClosed,
    /// The buyer withdrew the request; the refund is closed.
    #[wire("BUYER_CANCEL_REFUND_CLOSE")]
    BuyerWithdrewClosed,
    /// The buyer uploaded evidence.
    #[wire("BUYER_UPLOAD_BILL")]
    BuyerUploadedEvidence,
    /// The seller uploaded evidence.
    #[wire("SELLER_UPLOAD_BILL")]
    SellerUploadedEvidence,
    /// The seller refused.
    #[wire("SELLER_REJECT_REFUND")]
    SellerRejected,
    /// The seller agreed.
    #[wire("SELLER_AGREE_REFUND")]
    SellerAgreed,
    /// The seller received the goods that were sent back.
    #[wire("SELLER_RECEIVE_GOODS")]
    SellerReceivedReturn,
    /// The buyer sent the goods back.
    #[wire("BUYER_SEND_GOODS")]
    BuyerSentReturn,
    /// The buyer changed the terms.
    #[wire("BUYER_MODIFY_REFUND_PROTOCOL")]
    BuyerChangedTerms,
    /// The buyer called for the platform's help.
    #[wire("BUYER_APPLY_SUPPORT")]
    BuyerAskedForSupport,
    /// The seller called for the platform's help.
    #[wire("SELLER_APPLY_SUPPORT")]
    SellerAskedForSupport,
    /// The system agreed to the terms.
    #[wire("SYSTEM_AGREE_REFUND_PROTOCOL")]
    SystemAgreedToTerms,
    /// The system agreed.
    #[wire("SYSTEM_AGREE_REFUND")]
    SystemAgreed,
    /// The system marked the goods as sent.
    #[wire("SYSTEM_SEND_GOODS")]
    SystemSentGoods,
    /// The system changed the terms.
    #[wire("SYSTEM_MODIFY_REFUND_PROTOCOL")]
    SystemChangedTerms,
    /// The system reminded the parties of the platform's help.
    #[wire("SYSTEM_NOTIFY_APPLY_SUPPORT")]
    SystemRemindedOfSupport,
    /// The seller agreed to the terms; the spelling is upstream's.
    #[wire("SELLER_AGREE_REFUND_PROCOTOL")]
    SellerAgreedToTerms,
    /// The seller refused the terms; the spelling is upstream's.
    #[wire("SELLER_REJECT_REFUND_PROCOTOL")]
    SellerRejectedTerms,
    /// Support: a time limit expired; the refund is closed.
    #[wire("CRM_APPLY_TIMEOUT_CLOSE")]
    SupportTimeoutClosed,
    /// Support was requested.
    #[wire("CRM_APPLY_SUPPORT")]
    SupportApplied,
    /// Support intervened.
    #[wire("CRM_INTERVENE_TASK")]
    SupportIntervened,
    /// Support dismissed the case.
    #[wire("CRM_DISMISS_TASK")]
    SupportDismissed,
    /// Support closed the case.
    #[wire("CRM_FINISH_TASK")]
    SupportFinished,
    /// The buyer paid a stage; the refund is closed.
    #[wire("BUYER_STEP_PAY_ORDER_CLOSE")]
    BuyerPaidStageClosed,
    /// The buyer confirmed a stage; the refund is closed.
    #[wire("BUYER_STEP_CONFIRM_CLOSE")]
    BuyerConfirmedStageClosed,
    /// The buyer closed the trade; the refund is closed.
    #[wire("BUYER_CLOSE_TRADE_CLOSE")]
    BuyerClosedTrade,
    /// The seller confirmed the order; the refund is closed.
    #[wire("SELLER_CONFIRM_ORDER_CLOSE")]
    SellerConfirmedOrderClosed,
    /// The seller advanced a stage; the refund is closed.
    #[wire("SELLER_STEP_PUSH_CLOSE")]
    SellerAdvancedStageClosed,
}

/// The party that changed the state of a refund (upstream).
#[open_enum]
pub enum RefundOperator {
    /// The buyer.
    Buyer,
    /// The seller.
    Seller,
    /// The system.
    System,
}

/// The result for one order of a batch payment (upstream).
#[open_enum]
pub enum BatchPayStatus {
    /// Paid; the spelling is upstream's.
    #[wire("successed")]
    Succeeded,
    /// The balance of the account is too low.
    #[wire("ACCOUNT_BALANCE_NOT_ENOUGH")]
    BalanceTooLow,
    /// The account does not exist.
    #[wire("ACCOUNT_NOT_EXIST")]
    NoAccount,
    /// The account is frozen.
    #[wire("ACCOUNT_FROZEN")]
    AccountFrozen,
    /// A parameter was wrong.
    #[wire("PARAM_ILLEGAL")]
    BadParameter,
}
