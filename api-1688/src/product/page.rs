//! A page of products: what keyword search, shop search and image search have in common.
//!
//! The vendor marks every field of a page and of its products as required; observed answers now and then leave out
//! `currentPage` or send `null` for the list. Dropship prices are optional here because they only mean something where
//! dropshipping is offered.

use countersign::model;
use countersign::value::Percent;

use crate::Yuan;
use crate::enumerations::SellerIdentity;
use crate::ids::OfferId;

/// A page of a list.
#[model]
pub struct Page<T> {
    /// Items of all pages together; 2,000 in the vendor's sample looks like a cap.
    pub total_records: u64,
    /// Number of pages, unreliable: keyword and shop search give `floor(total / size) + 1`, image search `floor(total
    /// / size)`. Read on until a page is empty.
    #[field(name = "totalPage")]
    pub total_pages: u64,
    /// Items asked for per page.
    pub page_size: u32,
    /// This page, from 1; seen absent.
    pub current_page: Option<u32>,
    /// The items of this page.
    #[field(name = "data")]
    pub items: Vec<T>,
}

/// A product as lists show it.
#[model]
pub struct ProductSummary {
    /// Main picture; URLs without a scheme (`//…`) have been seen.
    pub image_url: String,
    /// Title in Chinese.
    pub subject: String,
    /// Title in the language that was asked for.
    #[field(name = "subjectTrans")]
    pub translated_subject: String,
    /// The product; give it to [`ProductDetail`](crate::ProductDetail).
    #[field(number)]
    pub offer_id: OfferId,
    /// The product is in the "selected source" (jxhy) programme.
    #[field(name = "isJxhy")]
    pub selected_source: bool,
    /// Its prices. Once seen as the text `{price=53.00; …}`, which cannot be read.
    pub price_info: PriceInfo,
    /// Share of buyers who bought again.
    pub repurchase_rate: Percent,
    /// Units sold in 30 days.
    pub month_sold: u64,
    /// Token to report back to 1688: percent-encoded text. Pass it on untouched.
    pub trace_info: String,
    /// Dropshipping, one piece at a time, is offered.
    #[field(name = "isOnePsale")]
    pub dropshipping: bool,
    /// What the seller is known as; may be empty.
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
    /// Dropship price (yuan); means something where dropshipping is offered.
    #[field(name = "consignPrice")]
    pub dropship_price: Option<Yuan>,
}
