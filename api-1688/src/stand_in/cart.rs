//! The items to order: lines that the market can sell, with its prices, or the reason why it cannot.

use super::market::find;
use super::market::product::{Product, Sku};
use super::market::sellers::Seller;
use crate::Fen;
use crate::order::CargoLine;

/// Lines of one seller that can be ordered.
pub(super) struct Cart {
    pub(super) seller: &'static Seller,
    pub(super) lines: Vec<Line>,
    pub(super) freight: Fen,
}

/// A line, with the price for its quantity.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) product: &'static Product,
    pub(super) sku: Option<&'static Sku>,
    pub(super) quantity: u32,
    /// The price of one piece before and after a promotion.
    pub(super) price: Fen,
    pub(super) paid_price: Fen,
}

/// The reason why something cannot be ordered: upstream's code and message.
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) text: &'static str,
}

const NOT_SOLD: Refusal = Refusal { code: "500_001", text: "商品不支持在线交易" };
const SPEC_MISSING: Refusal = Refusal { code: "500_002", text: "商品不属于同一个卖家或缺少规格" };
const SPEC_FOREIGN: Refusal = Refusal { code: "500_003", text: "规格不属于该商品" };
const STOCK_SHORT: Refusal = Refusal { code: "500_004", text: "库存不足" };
const UNDER_MINIMUM: Refusal = Refusal { code: "500_005", text: "不满足最小起订量" };
const UNDER_MIXED_MINIMUM: Refusal = Refusal { code: "500_006", text: "不满足混批条件" };

impl Line {
    pub(super) fn amount(&self) -> Fen {
        self.paid_price * self.quantity
    }

    pub(super) fn discount(&self) -> Fen {
        (self.price - self.paid_price) * self.quantity
    }

    pub(super) fn spec_id(&self) -> Option<&'static str> {
        self.sku.map(|sku| sku.spec_id.as_str())
    }
}

impl Cart {
    pub(super) fn of(cargo: &[CargoLine]) -> Result<Self, Refusal> {
        let mut lines = cargo.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let seller = lines.first().ok_or(NOT_SOLD)?.product.seller;
        if lines.iter().any(|line| line.product.seller.open_id != seller.open_id) {
            return Err(SPEC_MISSING);
        }
        if lines.iter().any(|line| pieces_of_sku(&lines, line) > stock(line)) {
            return Err(STOCK_SHORT);
        }
        let prices = lines.iter().map(|line| line.product.price_of(line.sku, pieces(&lines, line.product)));
        let prices: Vec<_> = prices.collect();
        for (line, (price, paid_price)) in lines.iter_mut().zip(prices) {
            (line.price, line.paid_price) = (price, paid_price);
        }
        let grams = lines.iter().map(|line| line.product.kind.grams * u64::from(line.quantity)).sum();
        let cart = Self { seller, lines, freight: Fen::new(seller.freight.of(grams)) };
        cart.check_minimum()?;
        Ok(cart)
    }

    /// Each product must reach its minimum, or the whole order that of a mixed batch, if the seller has one.
    fn check_minimum(&self) -> Result<(), Refusal> {
        if self.lines.iter().any(|line| line.quantity == 0) {
            return Err(UNDER_MINIMUM);
        }
        if self.lines.iter().all(|line| pieces(&self.lines, line.product) >= line.product.minimum) {
            return Ok(());
        }
        let all: u64 = self.lines.iter().map(|line| u64::from(line.quantity)).sum();
        match self.seller.mixed_batch {
            None => Err(UNDER_MINIMUM),
            Some((yuan, quantity)) if all >= quantity || self.goods() >= Fen::new(yuan * 100) => Ok(()),
            Some(_) => Err(UNDER_MIXED_MINIMUM),
        }
    }

    /// The goods without freight.
    pub(super) fn goods(&self) -> Fen {
        self.lines.iter().map(Line::amount).sum()
    }

    pub(super) fn total(&self) -> Fen {
        self.goods() + self.freight
    }
}

/// A requested line. Its price depends on the others.
fn line(asked: &CargoLine) -> Result<Line, Refusal> {
    let product = find(asked.offer_id).ok_or(NOT_SOLD)?;
    let sku = match (asked.spec_id.as_deref().filter(|spec_id| !spec_id.is_empty()), &product.skus[..]) {
        (Some(spec_id), _) => Some(product.sku(spec_id).ok_or(SPEC_FOREIGN)?),
        // There is nothing to choose from.
        (None, []) => None,
        (None, [only]) => Some(only),
        (None, _) => return Err(SPEC_MISSING),
    };
    Ok(Line { product, sku, quantity: asked.quantity, price: Fen::ZERO, paid_price: Fen::ZERO })
}

fn stock(line: &Line) -> u64 {
    line.sku.map_or(line.product.stock, |sku| sku.stock)
}

/// The number of pieces of a product in all lines, on which prices and the minimum depend.
fn pieces(lines: &[Line], product: &Product) -> u64 {
    lines.iter().filter(|line| line.product.offer_id == product.offer_id).map(|line| u64::from(line.quantity)).sum()
}

fn pieces_of_sku(lines: &[Line], of: &Line) -> u64 {
    let is_same = |line: &&Line| line.product.offer_id == of.product.offer_id && line.spec_id() == of.spec_id();
    lines.iter().filter(is_same).map(|line| u64::from(line.quantity)).sum()
}
