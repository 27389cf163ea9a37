//! Enumerations of products, sellers, categories and rankings.
//!
//! Found in answers to searches, product details, category queries and top lists.

use countersign::open_enum;

/// The ranking shown by a top list. Upstream documents only the first three.
#[open_enum]
pub enum RankType {
    /// Overall.
    #[wire("complex")]
    Overall,
    /// Best sellers.
    #[wire("hot")]
    BestSellers,
    /// Good prices.
    #[wire("goodPrice")]
    GoodPrice,
    /// Live-stream hosts: best sellers.
    #[wire("anchorHot")]
    HostBestSellers,
    /// Live-stream hosts: emerging.
    #[wire("anchorNew")]
    HostEmerging,
    /// Live-stream hosts: recommended.
    #[wire("anchorRecommend")]
    HostRecommended,
    /// Vietnam: best sellers.
    #[wire("VNHot")]
    VietnamBestSellers,
    /// Vietnam: trend.
    #[wire("VNTrend")]
    VietnamTrend,
}

/// A service promised with a ranked product (upstream).
#[open_enum]
pub enum RankService {
    /// Ships within 24 hours.
    #[wire("sendGoods24H")]
    ShipsIn24Hours,
    /// Ships within 48 hours.
    #[wire("sendGoods48H")]
    ShipsIn48Hours,
}

/// A property that a product may have, in the product detail.
#[open_enum]
pub enum Tag {
    /// Dropshipping, one piece at a time.
    #[wire("isOnePsale")]
    Dropshipping,
    /// Dropshipping with free postage. The search filter of the same meaning ends in `Post`.
    #[wire("isOnePsaleFreePostage")]
    DropshippingFreePostage,
    /// Different products of the seller are added up towards the minimum (mixed batch).
    #[wire("isSupportMix")]
    MixedBatch,
    /// Return within 7 days without giving a reason.
    #[wire("noReason7DReturn")]
    SevenDayReturn,
    /// 1688 strict selection.
    #[wire("1688_yx")]
    StrictSelection,
    /// Listed within 7 days.
    #[wire("new7")]
    NewIn7Days,
    /// Listed within 30 days.
    #[wire("new30")]
    NewIn30Days,
    /// Global selection.
    #[wire("isQqyx")]
    GlobalSelection,
    /// The cross-border "select" pool.
    #[wire("select")]
    CrossBorderSelection,
}

/// The identity of a seller. The values are the vendor's, the meanings upstream's.
#[open_enum]
pub enum SellerIdentity {
    /// A Chengxintong (paying) member.
    #[wire("tp_member")]
    ChengxintongMember,
    /// A "strength merchant", vetted by 1688.
    #[wire("powerful_merchants")]
    StrengthMerchant,
    /// A super factory.
    #[wire("super_factory")]
    SuperFactory,
}

/// How a product is priced, which decides where to read its price.
#[open_enum]
pub enum QuoteType {
    /// There are no SKUs, and the price depends on the quantity: read the price tiers.
    #[wire(0)]
    ByQuantityWithoutSkus,
    /// The price depends on the SKU: read the price of the SKU.
    #[wire(1)]
    BySku,
    /// There are SKUs, but the price depends on the quantity: read the price tiers.
    #[wire(2)]
    ByQuantity,
}

/// The state of a product. Some values contain a blank.
#[open_enum]
pub enum ProductStatus {
    /// On sale.
    Published,
    /// Taken down by the member or because the membership ended.
    #[wire("member expired")]
    MemberExpired,
    /// Expired automatically.
    #[wire("auto expired")]
    AutoExpired,
    /// Expired.
    Expired,
    /// Deleted by the member.
    #[wire("member deleted")]
    MemberDeleted,
    /// Changed.
    Modified,
    /// New.
    New,
    /// Deleted.
    Deleted,
    /// To be decided.
    #[wire("TBD")]
    ToBeDecided,
    /// Approved.
    Approved,
    /// Under review.
    Auditing,
    /// Rejected, despite the name.
    #[wire("untread")]
    Rejected,
}

/// The promised time of shipment.
#[open_enum]
pub enum ShippingTime {
    /// Within 24 hours.
    #[wire("shipIn24Hours")]
    In24Hours,
    /// Within 48 hours.
    #[wire("shipIn48Hours")]
    In48Hours,
}

/// The market to which a category belongs (upstream).
#[open_enum]
pub enum CategoryType {
    /// The open marketplace.
    #[wire("1")]
    OpenMarketplace,
    /// Industrial goods.
    #[wire("2")]
    Industrial,
    /// Mainstream goods.
    #[wire("3")]
    Mainstream,
}
