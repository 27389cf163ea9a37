//! Generates the products of the market from the seed.

use super::categories::{CATEGORIES, Category};
use super::kinds::Kind;
use super::language::{Language, Word};
use super::lists::{COLOUR, COLOURS, FEATURES, MATERIALS, SEASONS, SIZE, STYLES};
use super::product::{Product, Sample, Ships, Sku, SkuAttribute, Tier, Traits};
use super::seed::Seed;
use super::sellers::{SELLERS, Seller};
use crate::Fen;
use crate::enumerations::QuoteType;

pub(in crate::stand_in) const SEED: Seed = Seed::new(1688);

/// The first number of a generated product, and the distance between two.
const FIRST_OFFER: u64 = 860_107_654_321;
const OFFER_STEP: u64 = 7_654_321;

/// The generated products: of every kind in turn, so that neighbours differ.
pub(super) fn products() -> Vec<Product> {
    let kinds = || CATEGORIES.iter().flat_map(|category| category.kinds.iter().map(move |kind| (category, kind)));
    let rounds = kinds().map(|(_, kind)| kind.products).max().unwrap_or_default();
    let turns = (0..rounds).flat_map(|round| kinds().filter(move |(_, kind)| round < kind.products));
    turns
        .zip(0..)
        .map(|((category, kind), number)| generated(category, kind, FIRST_OFFER + number * OFFER_STEP))
        .collect()
}

fn generated(category: &'static Category, kind: &'static Kind, offer_id: u64) -> Product {
    let seed = SEED.of(offer_id);
    // Four fifths to six fifths of the usual price, rounded to ten fen.
    let price = kind.usual_price * (80 + seed.below("price", 41)) / 1000 * 10;
    let mut product = bare(category, kind, offer_id, fen(price));
    product.qualities = qualities(category, seed);
    product.traits.dropshipping = seed.happens("dropshipping", 60);
    product.traits.selected_source = seed.happens("selected source", 30);
    if product.traits.dropshipping {
        product.dropship_price = fen(price * 115 / 100);
    }
    product.sell();
    product
}

/// A season for some goods, a style, a material and a feature. Summer is the most common.
fn qualities(category: &Category, seed: Seed) -> Vec<Word> {
    let summer = SEASONS.first().copied().filter(|_| seed.happens("summer", 40));
    let season = category.seasonal.then(|| summer.unwrap_or_else(|| seed.one_of("season", &SEASONS)));
    let materials = MATERIALS.chunks(4).nth(category.materials).unwrap_or_default();
    let others = [seed.one_of("style", &STYLES), seed.one_of("feature", &FEATURES), seed.one_of("material", materials)];
    season.into_iter().chain(others).collect()
}

/// A product with everything that follows from its kind and its number. Titles, SKUs and prices by quantity are
/// missing.
pub(super) fn bare(category: &'static Category, kind: &'static Kind, offer_id: u64, price: Fen) -> Product {
    let seed = SEED.of(offer_id);
    let seller = seller(seed.one_of("seller", category.sellers));
    let month_sold = 10 + seed.below("popularity", 10) * seed.below("sold", 900);
    let quotes = [0, 1, 2].into_iter().skip(usize::from(!kind.sizes.is_empty())).collect::<Vec<u8>>();
    Product {
        offer_id,
        category,
        kind,
        seller,
        qualities: Vec::new(),
        mark: String::new(),
        own_titles: Vec::new(),
        searched: String::new(),
        images: (0..4).map(|number| format!("https://img.1688.example/ibank/{offer_id}-{number}.jpg")).collect(),
        quote: match seed.one_of("quote", &quotes) {
            0 => QuoteType::ByQuantityWithoutSkus,
            1 => QuoteType::BySku,
            _ => QuoteType::ByQuantity,
        },
        price,
        dropship_price: price,
        minimum: seed.one_of("minimum", &[1, 1, 2, 3, 5, 10]),
        skus: Vec::new(),
        tiers: Vec::new(),
        stock: 0,
        month_sold,
        buyers: month_sold / (1 + seed.below("pieces a buyer", 4)),
        bought_again: seed.below("bought again", 55),
        score: seed.one_of("score", &[49, 48, 47, 45, 42]),
        identities: seller.identities.to_vec(),
        traits: Traits {
            free_postage: seed.happens("free postage", 25),
            returns: seed.happens("returns", 50),
            strict_selection: seed.happens("strict selection", 20),
            global_selection: seed.happens("global selection", 25),
            cross_border: seed.happens("cross-border", 35),
            ..Traits::default()
        },
        ships: seed
            .one_of("ships", &[Ships::Today, Ships::In24Hours, Ships::In48Hours, Ships::In48Hours, Ships::Later]),
        age: seed.one_of("age", &[2, 5, 12, 25, 60, 140, 300, 700]),
        sample: Sample::default(),
    }
}

impl Product {
    /// Adds SKUs, stock and prices by quantity to a product with a known price.
    pub(super) fn sell(&mut self) {
        let seed = SEED.of(self.offer_id);
        if self.quote != QuoteType::ByQuantityWithoutSkus {
            self.skus = self.made_skus(seed);
        }
        self.stock = match &self.skus[..] {
            [] => 500 + seed.below("stock", 20_000),
            skus => skus.iter().map(|sku| sku.stock).sum(),
        };
        let tier = |from, share| Tier { from, price: Fen::new(self.price.get() * share / 100), promotion: None };
        self.tiers = vec![tier(self.minimum, 100)];
        if self.quote != QuoteType::BySku {
            self.tiers.extend([tier(self.minimum * 10, 95), tier(self.minimum * 50, 90)]);
        }
        // Rounding can make low prices equal; a tier must be cheaper than the one before.
        self.tiers.dedup_by_key(|tier| tier.price);
    }

    fn made_skus(&self, seed: Seed) -> Vec<Sku> {
        let first_colour = seed.below("colour", COLOURS.len() as u64);
        let colours = COLOURS.iter().cycle().skip(usize::try_from(first_colour).unwrap_or_default()).take(3);
        let sizes = if self.kind.sizes.is_empty() { &[Word("")][..] } else { self.kind.sizes };
        let choices =
            (0..).zip(colours).flat_map(|(step, colour)| sizes.iter().map(move |size| (step, *colour, *size)));
        let sku = |(number, (step, colour, size)): (u64, (i64, Word, Word))| {
            let id = self.offer_id * 10 + number;
            let seed = SEED.of(id);
            // Each colour costs a little more than the one before.
            let dearer = Fen::new(if self.quote == QuoteType::BySku { self.price.get() * step * 5 / 100 } else { 0 });
            let named = [(COLOUR, colour), (SIZE, size)].into_iter().filter(|(_, word)| *word != Word(""));
            let attributes = named.map(|(name, word)| SkuAttribute { name, value: word.source().to_owned(), word });
            Sku {
                id,
                spec_id: format!("{:016x}{:016x}", seed.bits("spec"), seed.bits("id")),
                stock: 200 + seed.below("stock", 3000),
                price: self.price + dearer,
                dropship_price: self.dropship_price + dearer,
                attributes: attributes.collect(),
            }
        };
        (0..).zip(choices).map(sku).collect()
    }

    /// Stores its titles in all languages for keyword searches.
    pub(super) fn finish(mut self) -> Self {
        let titles: Vec<String> = Language::all().map(|language| self.title(language).to_lowercase()).collect();
        self.searched = titles.join("\n");
        self
    }
}

pub(super) fn seller(position: usize) -> &'static Seller {
    SELLERS.get(position).unwrap_or(&SELLERS[0])
}

fn fen(fen: u64) -> Fen {
    Fen::new(i64::try_from(fen).unwrap_or(i64::MAX))
}
