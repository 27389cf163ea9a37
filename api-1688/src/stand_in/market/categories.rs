//! The categories of the market.

use super::kinds::{BAGS, CHILDREN, DIGITAL, HOME, Kind, MEN, SHOES_AND_BOOTS, TYRES, WOMEN};

/// A top-level category.
pub(in crate::stand_in) struct Category {
    pub(in crate::stand_in) id: u64,
    pub(in crate::stand_in) name: &'static str,
    /// The level between this category and its kinds, if there is one.
    pub(in crate::stand_in) middle: Option<(u64, &'static str)>,
    pub(in crate::stand_in) kinds: &'static [Kind],
    /// Whether its goods are for a season; the titles of other goods name none.
    pub(super) seasonal: bool,
    /// Which four of the materials occur.
    pub(super) materials: usize,
    /// The positions of its sellers.
    pub(super) sellers: &'static [usize],
}

/// The children of category 15 in the vendor's sample, except the one with goods; they are empty here.
pub(in crate::stand_in) const EMPTY_HOME: [(u64, &str); 6] = [
    (1_045_268, "酒店用品"),
    (124_284_003, "秤"),
    (124_272_009, "打火机及烟具"),
    (124_016_003, "挡风、遮阳、防雨工具"),
    (201_664_803, "保暖贴/怀炉/保暖用品"),
    (1_045_059, "USB新奇特"),
];

const fn category(
    id: u64,
    name: &'static str,
    kinds: &'static [Kind],
    materials: usize,
    sellers: &'static [usize],
) -> Category {
    Category { id, name, middle: None, kinds, seasonal: false, materials, sellers }
}

/// The categories. Numbers 10166, 15 and 111 are those of the samples.
pub(in crate::stand_in) static CATEGORIES: [Category; 8] = [
    Category { seasonal: true, ..category(10_166, "女装", WOMEN, 0, &[0, 1]) },
    Category { seasonal: true, ..category(10_165, "男装", MEN, 0, &[2]) },
    Category { seasonal: true, ..category(311, "童装", CHILDREN, 0, &[3]) },
    Category { seasonal: true, ..category(111, "鞋", SHOES_AND_BOOTS, 1, &[4]) },
    Category { middle: Some((1556, "居家日用")), ..category(15, "居家日用品", HOME, 2, &[5, 6]) },
    category(509, "手机配件", DIGITAL, 2, &[7]),
    category(71, "汽摩配件", TYRES, 2, &[8]),
    category(1_042, "箱包", BAGS, 1, &[9]),
];
