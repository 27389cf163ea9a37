//! Options of a search: language, filters, order.
//!
//! Used by keyword search, image search and shop search. Source: the vendor's enumeration page, Chinese edition
//! <https://wiki.dajisaas.com/doc-4752432> and English edition <https://wiki-en.dajisaas.com/doc-4991061>.

use countersign::open_enum;
use countersign::value::SingleMember;

/// The language of translated titles, attributes and list names.
///
/// Languages must be enabled for the application by the vendor's customer service. The English page lists the first
/// eight; the Chinese page adds Thai, Indonesian and Arabic. Chinese (`zh`) is on neither.
#[open_enum]
pub enum Language {
    /// English.
    #[wire("en")]
    English,
    /// Russian.
    #[wire("ru")]
    Russian,
    /// Vietnamese.
    #[wire("vi")]
    Vietnamese,
    /// Japanese.
    #[wire("ja")]
    Japanese,
    /// Korean.
    #[wire("ko")]
    Korean,
    /// French.
    #[wire("fr")]
    French,
    /// Portuguese.
    #[wire("pt")]
    Portuguese,
    /// Spanish.
    #[wire("es")]
    Spanish,
    /// Thai; Chinese page only.
    #[wire("th")]
    Thai,
    /// Indonesian; Chinese page only.
    #[wire("id")]
    Indonesian,
    /// Arabic; Chinese page only.
    #[wire("ar")]
    Arabic,
}

/// A condition on the products of a search. Several are sent as one comma-separated string.
///
/// | group | values |
/// |---|---|
/// | overall experience score | `ExperienceScore…` |
/// | share of parcels picked up within 24 h, within 48 h | `PickupIn24Hours…`, `PickupIn48Hours…` |
/// | seller or programme | `CertifiedFactory`, `StrictSelection`, `SelectedSource`, `GlobalSelection`, `CrossBorderSelection` |
/// | shipping | `ShipToday`, `ShipIn24Hours`, `ShipIn48Hours` |
/// | service | `SevenDayReturn`, `Dropshipping`, `DropshippingFreePostage`, `EncryptedWaybill` |
/// | novelty | `NewIn7Days`, `NewIn30Days` |
#[open_enum]
pub enum SearchFilter {
    /// Overall experience score: 5 stars.
    #[wire("totalEpScoreLv1")]
    ExperienceScore5,
    /// Overall experience score: 4.5 to 5 stars.
    #[wire("totalEpScoreLv2")]
    ExperienceScore45To50,
    /// Overall experience score: 4 to 4.5 stars.
    #[wire("totalEpScoreLv3")]
    ExperienceScore40To45,
    /// Overall experience score: below 4 stars.
    #[wire("totalEpScoreLv4")]
    ExperienceScoreBelow4,
    /// Picked up within 24 hours: below 95 % of parcels.
    #[wire("getRate24HLv1")]
    PickupIn24HoursBelow95,
    /// Picked up within 24 hours: 95 % of parcels or more.
    #[wire("getRate24HLv2")]
    PickupIn24HoursFrom95,
    /// Picked up within 24 hours: 99 % of parcels or more.
    #[wire("getRate24HLv3")]
    PickupIn24HoursFrom99,
    /// Picked up within 48 hours: below 95 % of parcels.
    #[wire("getRate48HLv1")]
    PickupIn48HoursBelow95,
    /// Picked up within 48 hours: 95 % of parcels or more.
    #[wire("getRate48HLv2")]
    PickupIn48HoursFrom95,
    /// Picked up within 48 hours: 99 % of parcels or more.
    #[wire("getRate48HLv3")]
    PickupIn48HoursFrom99,
    /// Seller: a certified factory.
    CertifiedFactory,
    /// Programme: 1688 strict selection.
    #[wire("1688Selection")]
    StrictSelection,
    /// Programme: strict selection for distribution ("jxhy", selected source of goods).
    #[wire("jxhy")]
    SelectedSource,
    /// Programme: global selection.
    #[wire("isQqyx")]
    GlobalSelection,
    /// Programme: the cross-border "select" pool.
    #[wire("isSelect")]
    CrossBorderSelection,
    /// Shipping: today.
    #[wire("shipInToday")]
    ShipToday,
    /// Shipping: within 24 hours.
    #[wire("shipIn24Hours")]
    ShipIn24Hours,
    /// Shipping: within 48 hours.
    #[wire("shipIn48Hours")]
    ShipIn48Hours,
    /// Service: return within 7 days without giving a reason.
    #[wire("noReason7DReturn")]
    SevenDayReturn,
    /// Service: dropshipping, one piece at a time.
    #[wire("isOnePsale")]
    Dropshipping,
    /// Service: dropshipping with free postage. The product tag of the same meaning ends in `Postage`.
    #[wire("isOnePsaleFreePost")]
    DropshippingFreePostage,
    /// Service: encrypted waybills. Listed in the vendor's parameter examples and upstream, but not in the vendor's
    /// table.
    #[wire("ksCiphertext")]
    EncryptedWaybill,
    /// Novelty: listed within 7 days.
    #[wire("new7")]
    NewIn7Days,
    /// Novelty: listed within 30 days.
    #[wire("new30")]
    NewIn30Days,
}

/// The order of search results: one key and its direction, sent as a string of JSON such as `{"price":"asc"}`.
///
/// ```
/// use api_1688::{Sort, SortKey, SortOrder};
///
/// let cheapest_first = Sort::new(SortKey::Price, SortOrder::Ascending);
/// assert_eq!(cheapest_first, r#"{"price":"asc"}"#.parse()?);
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub type Sort = SingleMember<SortKey, SortOrder>;

/// The key by which search results are sorted.
#[open_enum]
pub enum SortKey {
    /// Wholesale price.
    Price,
    /// Share of buyers who bought again.
    #[wire("rePurchaseRate")]
    RepurchaseRate,
    /// Units sold in 30 days.
    MonthSold,
}

/// The direction of an order.
#[open_enum]
pub enum SortOrder {
    /// Smallest first.
    #[wire("asc")]
    Ascending,
    /// Largest first.
    #[wire("desc")]
    Descending,
}
