//! A page of products: shared by keyword search, shop search and image search.
//!
//! The vendor marks every field of a page and of its products as required, but observed answers sometimes lack
//! `currentPage`, or have `null` instead of the list. Dropship prices are optional here, because they are meaningful
//! only if dropshipping is offered.

use countersign::model;
use countersign::value::Percent;

use crate::Yuan;
use crate::enumerations::SellerIdentity;
use crate::ids::OfferId;

/// A page of a list.
#[model]
pub struct Page<T> {
    /// The number of items on all pages; 2,000 in the vendor's sample looks like a cap.
    pub total_records: u64,
    /// The number of pages. It is unreliable: keyword and shop search return `floor(total / size) + 1`, image search
    /// `floor(total / size)`. Continue until a page is empty.
    #[field(name = "totalPage")]
    pub total_pages: u64,
    /// The requested number of items per page.
    pub page_size: u32,
    /// The number of this page, from 1; has been seen absent.
    pub current_page: Option<u32>,
    /// The items of this page.
    #[field(name = "data")]
    pub items: Vec<T>,
}

/// A product, as shown in lists.
#[model]
pub struct ProductSummary {
    /// Main picture; URLs without a scheme (`//…`) have been seen.
    pub image_url: String,
    /// Title in Chinese.
    pub subject: String,
    /// Title in the requested language.
    #[field(name = "subjectTrans")]
    pub translated_subject: String,
    /// The product, for [`ProductDetail`](crate::ProductDetail).
    #[field(number)]
    pub offer_id: OfferId,
    /// Whether the product is in the "selected source" (jxhy) programme.
    #[field(name = "isJxhy")]
    pub selected_source: bool,
    /// Its prices. Seen once as the string `{price=53.00; …}`, which cannot be read.
    pub price_info: PriceInfo,
    /// The share of buyers who bought again.
    pub repurchase_rate: Percent,
    /// Units sold in 30 days.
    pub month_sold: u64,
    /// A token to report back to 1688: a percent-encoded string. Pass it on unchanged.
    pub trace_info: String,
    /// Whether dropshipping, one piece at a time, is offered.
    #[field(name = "isOnePsale")]
    pub dropshipping: bool,
    /// The identities of the seller; may be empty.
    pub seller_identities: Vec<SellerIdentity>,
}

/// The prices of a product in a list.
#[model]
pub struct PriceInfo {
    /// Wholesale price (yuan).
    pub price: Yuan,
    /// Dropship price in the "selected source" programme (yuan); absent outside it.
    #[field(name = "jxhyPrice")]
    pub selected_source_price: Option<Yuan>,
    /// Wholesale price in the "selected source" programme (yuan); absent outside it.
    #[field(name = "pfJxhyPrice")]
    pub selected_source_wholesale_price: Option<Yuan>,
    /// Dropship price (yuan); meaningful only if dropshipping is offered.
    #[field(name = "consignPrice")]
    pub dropship_price: Option<Yuan>,
}
