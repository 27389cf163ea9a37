//! A product of the market, and its price.

use serde_json::Value;

use super::categories::Category;
use super::kinds::Kind;
use super::language::{self, Language, Word};
use super::sellers::Seller;
use crate::Fen;
use crate::enumerations::{QuoteType, SellerIdentity};

/// A product. Whatever depends on its seller, kind or category is looked up there.
pub(in crate::stand_in) struct Product {
    pub(in crate::stand_in) offer_id: u64,
    pub(in crate::stand_in) category: &'static Category,
    pub(in crate::stand_in) kind: &'static Kind,
    pub(in crate::stand_in) seller: &'static Seller,
    /// Season, style, material and features, if it has them.
    pub(in crate::stand_in) qualities: Vec<Word>,
    /// A mark that is the same in every language, such as sizes.
    pub(super) mark: String,
    /// The titles of the samples: in Chinese, and in the language of the sample.
    pub(super) own_titles: Vec<(Language, String)>,
    /// Its titles in all languages, in lower case, for keyword searches.
    pub(super) searched: String,
    /// Its pictures, main picture first.
    pub(in crate::stand_in) images: Vec<String>,
    pub(in crate::stand_in) quote: QuoteType,
    /// The lowest price of a piece.
    pub(in crate::stand_in) price: Fen,
    /// The lowest price of a piece in dropshipping.
    pub(in crate::stand_in) dropship_price: Fen,
    pub(in crate::stand_in) minimum: u64,
    pub(in crate::stand_in) skus: Vec<Sku>,
    pub(in crate::stand_in) tiers: Vec<Tier>,
    pub(in crate::stand_in) stock: u64,
    pub(in crate::stand_in) month_sold: u64,
    pub(in crate::stand_in) buyers: u64,
    /// The share of buyers who bought again, in hundredths.
    pub(in crate::stand_in) bought_again: u64,
    /// The score in tenths, up to 50.
    pub(in crate::stand_in) score: u64,
    pub(in crate::stand_in) identities: Vec<SellerIdentity>,
    pub(in crate::stand_in) traits: Traits,
    pub(in crate::stand_in) ships: Ships,
    /// The number of days since it was listed.
    pub(in crate::stand_in) age: i32,
    /// The sample's own data about it.
    pub(in crate::stand_in) sample: Sample,
}

/// The properties that a product has or lacks.
#[derive(Clone, Copy, Default)]
pub(in crate::stand_in) struct Traits {
    pub(in crate::stand_in) dropshipping: bool,
    pub(in crate::stand_in) free_postage: bool,
    pub(in crate::stand_in) returns: bool,
    pub(in crate::stand_in) strict_selection: bool,
    pub(in crate::stand_in) selected_source: bool,
    pub(in crate::stand_in) global_selection: bool,
    pub(in crate::stand_in) cross_border: bool,
}

/// The time in which a product is shipped.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::stand_in) enum Ships {
    Today,
    In24Hours,
    In48Hours,
    #[default]
    Later,
}

/// A stock keeping unit.
pub(in crate::stand_in) struct Sku {
    pub(in crate::stand_in) id: u64,
    pub(in crate::stand_in) spec_id: String,
    pub(in crate::stand_in) stock: u64,
    pub(in crate::stand_in) price: Fen,
    pub(in crate::stand_in) dropship_price: Fen,
    pub(in crate::stand_in) attributes: Vec<SkuAttribute>,
}

/// A property of a SKU. Its value is a word of the lists, or the sample's own text.
pub(in crate::stand_in) struct SkuAttribute {
    pub(in crate::stand_in) name: Word,
    pub(in crate::stand_in) value: String,
    pub(in crate::stand_in) word: Word,
}

/// The price of a piece from a certain quantity.
pub(in crate::stand_in) struct Tier {
    pub(in crate::stand_in) from: u64,
    pub(in crate::stand_in) price: Fen,
    pub(in crate::stand_in) promotion: Option<Fen>,
}

/// The vendor's samples of a product: JSON, shown unchanged in the language of the sample.
#[derive(Default)]
pub(in crate::stand_in) struct Sample {
    pub(in crate::stand_in) summary: Option<(Language, Value)>,
    pub(in crate::stand_in) detail: Option<Value>,
}

impl Product {
    pub(in crate::stand_in) fn title(&self, language: Language) -> String {
        let own = self.own_titles.iter().find(|(own, _)| *own == language);
        own.map_or_else(
            || language::title(language, self.kind.word, &self.qualities, &self.mark),
            |(_, title)| title.clone(),
        )
    }

    pub(in crate::stand_in) fn subject(&self) -> String {
        self.title(Language::SOURCE)
    }

    /// Whether its titles, in any language, contain every word of a keyword.
    pub(in crate::stand_in) fn has_keyword(&self, keyword: &str) -> bool {
        language::has_keyword(&self.searched, keyword)
    }

    pub(in crate::stand_in) fn main_image(&self) -> &str {
        self.images.first().map_or("", String::as_str)
    }

    /// Its categories, highest first.
    pub(in crate::stand_in) fn category_path(&self) -> impl Iterator<Item = u64> {
        let middle = self.category.middle.map(|(id, _)| id);
        [Some(self.category.id), middle, Some(self.kind.id)].into_iter().flatten()
    }

    pub(in crate::stand_in) fn sku(&self, spec_id: &str) -> Option<&Sku> {
        self.skus.iter().find(|sku| sku.spec_id == spec_id)
    }

    /// The price of a piece, before and after a promotion, for this quantity of the product.
    pub(in crate::stand_in) fn price_of(&self, sku: Option<&Sku>, pieces: u64) -> (Fen, Fen) {
        if let (QuoteType::BySku, Some(sku)) = (&self.quote, sku) {
            return (sku.price, sku.price);
        }
        let fits = self.tiers.iter().rev().find(|tier| tier.from <= pieces);
        let tier = fits.or_else(|| self.tiers.first());
        tier.map_or((self.price, self.price), |tier| (tier.price, tier.promotion.unwrap_or(tier.price)))
    }
}
