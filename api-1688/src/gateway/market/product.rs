//! A product of the market, and what it costs.

use countersign::value::Fen;
use serde_json::Value;

use super::categories::Category;
use super::kinds::Kind;
use super::language::{self, Language, Word};
use super::sellers::Seller;
use crate::enumerations::{QuoteType, SellerIdentity};

/// A product. What its seller, its kind and its category say of it is looked up there.
pub(in crate::gateway) struct Product {
    pub(in crate::gateway) offer_id: u64,
    pub(in crate::gateway) category: &'static Category,
    pub(in crate::gateway) kind: &'static Kind,
    pub(in crate::gateway) seller: &'static Seller,
    /// Season, style, material and features, as far as it has them.
    pub(in crate::gateway) qualities: Vec<Word>,
    /// What reads the same in every language, such as sizes.
    pub(super) mark: String,
    /// Titles of the samples: the Chinese one and the one in the language of the sample.
    pub(super) own_titles: Vec<(Language, String)>,
    /// Its titles in all languages, in lower case, to look for keywords in.
    pub(super) searched: String,
    /// Its pictures, main picture first.
    pub(in crate::gateway) images: Vec<String>,
    pub(in crate::gateway) quote: QuoteType,
    /// The lowest price of a piece.
    pub(in crate::gateway) price: Fen,
    /// The lowest price of a piece in dropshipping.
    pub(in crate::gateway) dropship_price: Fen,
    pub(in crate::gateway) minimum: u64,
    pub(in crate::gateway) skus: Vec<Sku>,
    pub(in crate::gateway) tiers: Vec<Tier>,
    pub(in crate::gateway) stock: u64,
    pub(in crate::gateway) month_sold: u64,
    pub(in crate::gateway) buyers: u64,
    /// Share of buyers who bought again, in hundredths.
    pub(in crate::gateway) bought_again: u64,
    /// In tenths, up to 50.
    pub(in crate::gateway) score: u64,
    pub(in crate::gateway) identities: Vec<SellerIdentity>,
    pub(in crate::gateway) traits: Traits,
    pub(in crate::gateway) ships: Ships,
    /// Days since it was listed.
    pub(in crate::gateway) age: i32,
    /// The sample's own words about it.
    pub(in crate::gateway) sample: Sample,
}

/// What a product has or has not.
#[derive(Clone, Copy, Default)]
pub(in crate::gateway) struct Traits {
    pub(in crate::gateway) dropshipping: bool,
    pub(in crate::gateway) free_postage: bool,
    pub(in crate::gateway) returns: bool,
    pub(in crate::gateway) strict_selection: bool,
    pub(in crate::gateway) selected_source: bool,
    pub(in crate::gateway) global_selection: bool,
    pub(in crate::gateway) cross_border: bool,
}

/// When a product is shipped.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::gateway) enum Ships {
    Today,
    In24Hours,
    In48Hours,
    #[default]
    Later,
}

/// A stock keeping unit.
pub(in crate::gateway) struct Sku {
    pub(in crate::gateway) id: u64,
    pub(in crate::gateway) spec_id: String,
    pub(in crate::gateway) stock: u64,
    pub(in crate::gateway) price: Fen,
    pub(in crate::gateway) dropship_price: Fen,
    pub(in crate::gateway) attributes: Vec<SkuAttribute>,
}

/// A property of a SKU; its value is a word of the lists, or the sample's own text.
pub(in crate::gateway) struct SkuAttribute {
    pub(in crate::gateway) name: Word,
    pub(in crate::gateway) value: String,
    pub(in crate::gateway) word: Word,
}

/// The price of a piece from a quantity on.
pub(in crate::gateway) struct Tier {
    pub(in crate::gateway) from: u64,
    pub(in crate::gateway) price: Fen,
    pub(in crate::gateway) promotion: Option<Fen>,
}

/// What the vendor's samples hold about a product: JSON, to be shown as it is in the language of the sample.
#[derive(Default)]
pub(in crate::gateway) struct Sample {
    pub(in crate::gateway) summary: Option<(Language, Value)>,
    pub(in crate::gateway) detail: Option<Value>,
}

impl Product {
    pub(in crate::gateway) fn title(&self, language: Language) -> String {
        let own = self.own_titles.iter().find(|(own, _)| *own == language);
        own.map_or_else(
            || language::title(language, self.kind.word, &self.qualities, &self.mark),
            |(_, title)| title.clone(),
        )
    }

    pub(in crate::gateway) fn subject(&self) -> String {
        self.title(Language::SOURCE)
    }

    /// Whether its titles, in whatever languages, have every word of a keyword.
    pub(in crate::gateway) fn has_keyword(&self, keyword: &str) -> bool {
        language::has_keyword(&self.searched, keyword)
    }

    pub(in crate::gateway) fn main_image(&self) -> &str {
        self.images.first().map_or("", String::as_str)
    }

    /// The categories it is in, highest first.
    pub(in crate::gateway) fn category_path(&self) -> impl Iterator<Item = u64> {
        let middle = self.category.middle.map(|(id, _)| id);
        [Some(self.category.id), middle, Some(self.kind.id)].into_iter().flatten()
    }

    pub(in crate::gateway) fn sku(&self, spec_id: &str) -> Option<&Sku> {
        self.skus.iter().find(|sku| sku.spec_id == spec_id)
    }

    /// What a piece costs, and what is paid for it after a promotion, where so many pieces of the product are ordered.
    pub(in crate::gateway) fn price_of(&self, sku: Option<&Sku>, pieces: u64) -> (Fen, Fen) {
        if let (QuoteType::BySku, Some(sku)) = (&self.quote, sku) {
            return (sku.price, sku.price);
        }
        let fits = self.tiers.iter().rev().find(|tier| tier.from <= pieces);
        let tier = fits.or_else(|| self.tiers.first());
        tier.map_or((self.price, self.price), |tier| (tier.price, tier.promotion.unwrap_or(tier.price)))
    }
}
