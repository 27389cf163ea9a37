//! The products for sale: two of every kind of goods, generated from a seed and word lists.

use std::sync::LazyLock;

use dajisaas::stand_in::market::kinds::{self, Kind};
use dajisaas::stand_in::market::language::{self, Language, Word};
use dajisaas::stand_in::market::lists::{COLOURS, FEATURES, SEASONS, STYLES};
use dajisaas::stand_in::market::seed::Seed;

use crate::Fen;

pub(super) const SEED: Seed = Seed::new(7034);

/// The product of the vendor's examples, with the distribution ids of its samples.
const FIRST_ITEM: u64 = 703_446_760_426;
const FIRST_DISTRIBUTED: (u64, u64) = (2_048_153_758_314_474, 3_357_413_213_162);

/// The first number of the others: above 2^53, as in another reseller's sample.
const DISTRIBUTED: u64 = 600_120_680_003_951_077;

/// A shop.
pub(super) struct Shop {
    pub(super) id: u64,
    pub(super) name: &'static str,
    pub(super) seller: u64,
    pub(super) nick: &'static str,
    pub(super) freight: Fen,
}

const fn shop(id: u64, name: &'static str, seller: u64, nick: &'static str, freight: i64) -> Shop {
    Shop { id, name, seller, nick, freight: Fen::new(freight) }
}

static SHOPS: [Shop; 6] = [
    shop(36_501_822, "晨光服饰旗舰店", 2_200_716_290_553, "晨光服饰", 0),
    shop(57_304_109, "海岸线男装", 2_201_053_890_167, "海岸线", 800),
    shop(60_128_447, "小星星童装", 2_203_882_015_746, "小星星", 600),
    shop(71_990_233, "步行者鞋店", 2_204_467_835_920, "步行者", 1000),
    shop(83_415_660, "暖家生活馆", 2_205_590_344_681, "暖家", 0),
    shop(95_072_318, "星火数码", 2_206_238_517_094, "星火", 500),
];

/// A product, with both kinds of ids.
pub(super) struct Product {
    pub(super) item_id: u64,
    /// `None` if it cannot be ordered.
    pub(super) distribution_id: Option<u64>,
    pub(super) category: usize,
    pub(super) kind: &'static Kind,
    pub(super) shop: &'static Shop,
    qualities: Vec<Word>,
    /// Its titles in all languages, in lower case, for keyword searches.
    searched: String,
    pub(super) price: Fen,
    pub(super) sold: u64,
    pub(super) skus: Vec<Sku>,
}

/// A stock keeping unit: a colour.
pub(super) struct Sku {
    pub(super) id: u64,
    pub(super) distribution_id: u64,
    pub(super) colour: Word,
    pub(super) price: Fen,
    pub(super) stock: u64,
}

impl Product {
    pub(super) fn title(&self, language: Language) -> String {
        language::title(language, self.kind.word, &self.qualities, "")
    }

    pub(super) fn has_keyword(&self, keyword: &str) -> bool {
        language::has_keyword(&self.searched, keyword)
    }

    /// Its picture; without a scheme, as has been seen.
    pub(super) fn image(&self) -> String {
        format!("//img.taobao.example/imgextra/{}.jpg", self.item_id)
    }

    pub(super) fn stock(&self) -> u64 {
        self.skus.iter().map(|sku| sku.stock).sum()
    }
}

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| {
    let kinds =
        kinds::ALL.iter().enumerate().flat_map(|(category, kinds)| kinds.iter().map(move |kind| (category, kind)));
    let kinds: Vec<_> = kinds.collect();
    (0..)
        .zip([&kinds[..], &kinds[..]].concat())
        .map(|(number, (category, kind))| product(number, category, kind))
        .collect()
});

fn product(number: u64, category: usize, kind: &'static Kind) -> Product {
    let item_id = FIRST_ITEM + number * 7_654_321;
    let seed = SEED.of(item_id);
    let shop = SHOPS.get(category % SHOPS.len()).unwrap_or(&SHOPS[0]);
    let summer = (number == 0).then(|| SEASONS.first().copied()).flatten();
    let season = summer.unwrap_or_else(|| seed.one_of("season", &SEASONS));
    let qualities = vec![season, seed.one_of("style", &STYLES), seed.one_of("feature", &FEATURES)];
    // Retail prices: one and a half to twice the usual price, rounded to ten fen. The first is the price in the
    // samples.
    let price = if number == 0 { 4900 } else { kind.usual_price * (150 + seed.below("price", 51)) / 1000 * 10 };
    let price = Fen::new(i64::try_from(price).unwrap_or_default());
    let is_distributed = number == 0 || !seed.happens("not distributed", 10);
    let skus = (0..3).map(|place| sku(number, place, price, seed)).collect();
    let distribution_id = if number == 0 { FIRST_DISTRIBUTED.0 } else { DISTRIBUTED + number * 7919 };
    let mut product = Product {
        item_id,
        distribution_id: is_distributed.then_some(distribution_id),
        category,
        kind,
        shop,
        qualities,
        searched: String::new(),
        price,
        sold: 10 + seed.below("sold", 9000),
        skus,
    };
    let titles: Vec<String> = Language::all().map(|language| product.title(language).to_lowercase()).collect();
    product.searched = titles.join("\n");
    product
}

fn sku(number: u64, place: u64, price: Fen, seed: Seed) -> Sku {
    let count = number * 3 + place;
    let colour = usize::try_from(seed.below("colour", 6) + place).unwrap_or_default();
    Sku {
        id: 4_951_323_355_633 + count * 1013,
        distribution_id: FIRST_DISTRIBUTED.1 + count * 1117,
        colour: COLOURS.get(colour % COLOURS.len()).copied().unwrap_or_default(),
        // Each colour costs a little more than the one before.
        price: price + Fen::new(price.get() * i64::try_from(place).unwrap_or_default() * 5 / 100),
        stock: 20 + seed.of(count).below("stock", 400),
    }
}

/// All products.
pub(super) fn products() -> &'static [Product] {
    &PRODUCTS
}

/// The product with Taobao's number.
pub(super) fn find(item_id: impl Into<u64>) -> Option<&'static Product> {
    let item_id = item_id.into();
    products().iter().find(|product| product.item_id == item_id)
}

/// The product and SKU with the numbers for distribution.
pub(super) fn distributed(item_id: impl Into<u64>, sku_id: impl Into<u64>) -> Option<(&'static Product, &'static Sku)> {
    let (item_id, sku_id) = (item_id.into(), sku_id.into());
    let product = products().iter().find(|product| product.distribution_id == Some(item_id))?;
    product.skus.iter().find(|sku| sku.distribution_id == sku_id).map(|sku| (product, sku))
}
