//! Enumerations of payment.
//!
//! All values are upstream's: from the official 1688 pages. Codes made of digits are strings on the wire, unless the
//! type says that they are numbers.

use countersign::open_enum;

/// The state of a payment of an order (upstream, 1688 values).
#[open_enum]
pub enum PayStatus {
    /// Not paid.
    #[wire("1")]
    Unpaid,
    /// Paid.
    #[wire("2")]
    Paid,
    /// Fully refunded.
    #[wire("4")]
    Refunded,
    /// The seller has received the money.
    #[wire("6")]
    Settled,
    /// The external payment does not exist yet.
    #[wire("7")]
    NotCreated,
    /// Cancelled before it was paid.
    #[wire("8")]
    Cancelled,
    /// Being paid.
    #[wire("9")]
    Paying,
    /// On account; not yet arrived.
    #[wire("12")]
    AccountPeriodPending,
}

/// The method by which an order was or will be paid (upstream, 1688 values).
#[open_enum]
pub enum PayWay {
    /// Alipay.
    #[wire("1")]
    Alipay,
    /// MYbank trust payment.
    #[wire("2")]
    MyBankTrust,
    /// Cheng-e-She, buyer's credit.
    #[wire("3")]
    ChengEShe,
    /// Bank transfer.
    #[wire("4")]
    BankTransfer,
    /// Shexiaobao, credit sale.
    #[wire("5")]
    Shexiaobao,
    /// Electronic draft.
    #[wire("6")]
    ElectronicDraft,
    /// Account period: pay later by contract.
    #[wire("7")]
    AccountPeriod,
    /// A combination of channels.
    #[wire("8")]
    Merged,
    /// No payment.
    #[wire("9")]
    NoPayment,
    /// Credit of Lingshoutong.
    #[wire("10")]
    RetailCredit,
    /// Declared payment.
    #[wire("12")]
    Declared,
    /// Payment platform.
    #[wire("13")]
    PaymentPlatform,
}

/// A payment channel, by name (upstream; one copy of the vendor's page lists the same two).
#[open_enum]
pub enum PayChannel {
    /// Alipay.
    Alipay,
    /// Cheng-e-She, buyer's credit.
    #[wire("shegou")]
    ChengEShe,
}

/// The meaning of a payment's time limit; a number on the wire (upstream).
#[open_enum]
pub enum PayTimeoutType {
    /// A duration.
    #[wire(0)]
    Length,
    /// A fixed point in time.
    #[wire(1)]
    FixedTime,
}

/// The interval of payment on account; a number on the wire (upstream).
#[open_enum]
pub enum AccountPeriodType {
    /// Every month.
    #[wire(1)]
    Monthly,
    /// Every two months.
    #[wire(3)]
    TwoMonthly,
    /// A number of days after receipt.
    #[wire(5)]
    AfterReceipt,
    /// Every three months.
    #[wire(6)]
    ThreeMonthly,
}
