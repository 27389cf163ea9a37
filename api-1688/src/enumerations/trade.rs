//! Enumerations about placing and closing orders.
//!
//! `general`, `cross`, `1688`, `buyerCancel` and `assureTrade` are from the vendor's own pages and samples. All others
//! are upstream's, from the official 1688 pages, unless the value says where it was seen.

use countersign::open_enum;

/// The order channel. The preview names the channel to use when the order is placed.
#[open_enum]
pub enum Flow {
    /// The open market; the only value the vendor names.
    General,
    /// Distribution.
    #[wire("fenxiao")]
    Distribution,
    /// Consignment; requires an agreement between you and the seller.
    #[wire("saleproxy")]
    Consignment,
    /// Daily deals.
    #[wire("paired")]
    DailyDeals,
    /// Repurchase contract.
    Repurchase,
    /// Curated supply at the distribution price: quantity 1, free freight.
    #[wire("boutiquefenxiao")]
    CuratedDistribution,
    /// Curated supply at the wholesale price: quantity over 2.
    #[wire("boutiquepifa")]
    CuratedWholesale,
    /// New distribution; seen only at another reseller of the same API.
    #[wire("fenxiaonew")]
    NewDistribution,
}

/// The open platform's business code of an order.
#[open_enum]
pub enum CrossBorderBusiness {
    /// Cross-border; the vendor's default.
    #[wire("cross")]
    CrossBorder,
    /// Cross-border purchasing agent (upstream).
    #[wire("cross_daigou")]
    PurchasingAgent,
    /// Cross-border distribution (upstream).
    #[wire("cross_distribution")]
    Distribution,
}

/// A trading method, by name (upstream).
#[open_enum]
pub enum TradeMode {
    /// Escrow.
    #[wire("assureTrade")]
    Escrow,
    /// Alipay; being retired.
    Alipay,
    /// Account period: pay later by contract.
    #[wire("period")]
    AccountPeriod,
    /// Guarantee, for large purchases.
    #[wire("assure")]
    Guarantee,
    /// Credit purchase.
    #[wire("creditBuy")]
    Credit,
    /// Bank transfer.
    #[wire("bank")]
    BankTransfer,
    /// In stages: 60 %, 30 %, 10 % (the split is inferred from the name).
    #[wire("631staged")]
    Staged631,
    /// In stages: 30 %, 70 % (the split is inferred from the name).
    #[wire("37staged")]
    Staged37,
    /// Escrow for distribution; seen in samples only.
    #[wire("fxassure")]
    DistributionEscrow,
    /// Escrow; seen in samples only.
    #[wire("nzassure")]
    NewEscrow,
}

/// A trading method, by code, in an order (upstream).
#[open_enum]
pub enum TradeType {
    /// Escrow.
    #[wire("1")]
    Escrow,
    /// Prepaid deposit.
    #[wire("2")]
    Prepaid,
    /// ETC, acquiring from overseas.
    #[wire("3")]
    Etc,
    /// Paid at once.
    #[wire("4")]
    Instant,
    /// Covered by a guarantee fund.
    #[wire("5")]
    GuaranteeFund,
    /// The unified process.
    #[wire("6")]
    Unified,
    /// Paid in stages.
    #[wire("7")]
    Staged,
    /// Cash on delivery.
    #[wire("8")]
    CashOnDelivery,
    /// Credit voucher.
    #[wire("9")]
    CreditVoucher,
    /// Account period: pay later by contract.
    #[wire("10")]
    AccountPeriod,
    /// "Trade 4.0", the value in all samples.
    #[wire("50060")]
    Trade4,
    /// Face to face.
    #[wire("50070")]
    FaceToFace,
    /// Service.
    #[wire("50080")]
    Service,
}

/// The kind of business to which an order belongs (upstream).
#[open_enum]
pub enum BusinessType {
    /// An ordinary order.
    #[wire("cn")]
    Ordinary,
    /// Large wholesale.
    #[wire("ws")]
    LargeWholesale,
    /// An ordinary sample.
    #[wire("yp")]
    Sample,
    /// A sample for one fen.
    #[wire("yf")]
    OneFenSample,
    /// Reverse wholesale: a discount for a limited time.
    #[wire("fs")]
    ReverseWholesale,
    /// Processing and customisation.
    #[wire("cz")]
    Customisation,
    /// Purchase by agreement.
    #[wire("ag")]
    Agreement,
    /// Group purchase.
    #[wire("hp")]
    GroupPurchase,
    /// Supply for distribution.
    Supply,
    /// Taobao Factory.
    Factory,
    /// Quick order.
    Quick,
    /// Xiangpin.
    #[wire("xiangpin")]
    Xiangpin,
    /// Paid face to face.
    #[wire("f2f")]
    FaceToFace,
    /// Keeping of samples.
    #[wire("cyfw")]
    SampleStorage,
    /// Consignment.
    #[wire("sp")]
    Consignment,
    /// Weigong, small distributors.
    #[wire("wg")]
    Weigong,
    /// Lingshoutong, retail.
    #[wire("lst")]
    Retail,
    /// Cross-border.
    #[wire("cb")]
    CrossBorder,
    /// Distribution.
    Distribution,
    /// Caiyuanbao.
    #[wire("cab")]
    Caiyuanbao,
    /// Processing and customisation, newer value.
    #[wire("manufact")]
    Manufacture,
}

/// The site to which an order belongs.
#[open_enum]
pub enum Website {
    /// 1688, the Chinese market.
    #[wire("1688")]
    China,
    /// The international site (upstream).
    #[wire("alibaba")]
    International,
}

/// The reason why a buyer cancels an order. The vendor's example is [`BuyerCancel`](Self::BuyerCancel); the others are
/// upstream's.
#[open_enum]
pub enum CancelReason {
    /// The buyer changed their mind.
    BuyerCancel,
    /// The seller is out of stock.
    #[wire("sellerGoodsLack")]
    SellerOutOfStock,
    /// Another reason.
    Other,
}

/// The reason why an order was closed (upstream). Real orders have more values than the page lists.
#[open_enum]
pub enum CloseReason {
    /// The buyer cancelled.
    BuyerCancel,
    /// The seller is out of stock.
    #[wire("sellerGoodsLack")]
    SellerOutOfStock,
    /// Another reason.
    Other,
    /// The buyer did not pay in time. Seen in a sample, but not in the list.
    #[wire("BUYER_NO_PAY")]
    BuyerDidNotPay,
}

/// The party that closed an order (upstream).
#[open_enum]
pub enum CloseOperator {
    /// The seller.
    #[wire("CLOSE_TRADE_BY_SELLER")]
    Seller,
    /// The staff of the platform (BOPS).
    #[wire("CLOSE_TRADE_BY_BOPS")]
    Platform,
    /// The system, because a time limit expired.
    #[wire("CLOSE_TRADE_BY_SYSTEM")]
    System,
    /// The buyer.
    #[wire("CLOSE_TRADE_BY_BUYER")]
    Buyer,
    /// A complaint under the credit guarantee; the spelling is upstream's.
    #[wire("CLOSE_TRADE_BY_CREADIT")]
    CreditGuarantee,
}
