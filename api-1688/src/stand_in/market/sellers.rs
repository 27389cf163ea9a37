//! The sellers of the market.

use crate::enumerations::SellerIdentity::{self, ChengxintongMember, StrengthMerchant, SuperFactory};

/// A seller, with what its products have in common.
pub(in crate::stand_in) struct Seller {
    /// The masked id, as used by a shop search.
    pub(in crate::stand_in) open_id: &'static str,
    pub(in crate::stand_in) company: &'static str,
    pub(in crate::stand_in) login: &'static str,
    pub(in crate::stand_in) user_id: u64,
    /// The place from which it sends goods.
    pub(in crate::stand_in) origin: &'static str,
    /// Overall score, in tenths.
    pub(in crate::stand_in) score: u64,
    /// Parcels picked up within 24 and within 48 hours, in hundredths.
    pub(in crate::stand_in) pickup: (u64, u64),
    /// The minimum amount (yuan) and quantity of a mixed batch, if products may be mixed; either is enough.
    pub(in crate::stand_in) mixed_batch: Option<(i64, u64)>,
    pub(in crate::stand_in) freight: Freight,
    pub(in crate::stand_in) encrypted_waybills: bool,
    pub(super) identities: &'static [SellerIdentity],
}

/// A freight template by weight: the price of the first kilogram and of each following one, in fen. If both are 0,
/// freight is free.
pub(in crate::stand_in) struct Freight {
    pub(in crate::stand_in) template_id: u64,
    pub(in crate::stand_in) name: &'static str,
    pub(in crate::stand_in) first: i64,
    pub(in crate::stand_in) next: i64,
}

impl Freight {
    /// The freight for this weight in grams, in fen.
    pub(in crate::stand_in) fn of(&self, grams: u64) -> i64 {
        let following = grams.div_ceil(1000).saturating_sub(1);
        self.next.saturating_mul(i64::try_from(following).unwrap_or(i64::MAX)).saturating_add(self.first)
    }
}

const MEMBER: &[SellerIdentity] = &[ChengxintongMember];
const STRENGTH: &[SellerIdentity] = &[StrengthMerchant, ChengxintongMember];
const FACTORY: &[SellerIdentity] = &[SuperFactory, ChengxintongMember];

const fn freight(template_id: u64, name: &'static str, first: i64, next: i64) -> Freight {
    Freight { template_id, name, first, next }
}

const fn seller(open_id: &'static str, company: &'static str, login: &'static str, user_id: u64) -> Seller {
    Seller {
        open_id,
        company,
        login,
        user_id,
        origin: "浙江省金华市",
        score: 45,
        pickup: (96, 98),
        mixed_batch: None,
        freight: freight(15_441_653, "圆通", 400, 200),
        encrypted_waybills: false,
        identities: MEMBER,
    }
}

/// The sellers. The first one is the sample's. The freight of the sixth yields the total of the sample's order.
pub(in crate::stand_in) static SELLERS: [Seller; 10] = [
    Seller {
        origin: "广东省广州市",
        mixed_batch: Some((2, 2)),
        freight: freight(15_441_652, "中通", 350, 250),
        ..seller("BBBEjczPHMQ_zHE-67YyNGXyw", "广州市晨曦服饰有限公司", "晨曦服饰", 2_212_511_504_862)
    },
    Seller {
        origin: "浙江省杭州市",
        score: 50,
        pickup: (99, 100),
        identities: FACTORY,
        ..seller("BBBQy7nTfW2kLd8mVxH4bRsEA", "杭州云裳服装厂", "云裳服装厂", 2_207_310_448_117)
    },
    Seller {
        origin: "福建省泉州市",
        score: 42,
        mixed_batch: Some((300, 20)),
        ..seller("BBBHc3vUoP9sJq5tZyK7wNmDg", "泉州市海潮男装有限公司", "海潮男装", 2_200_716_290_553)
    },
    Seller {
        pickup: (93, 94),
        encrypted_waybills: true,
        ..seller("BBBLx6rGaE1hYb2nCuM9jTfQw", "湖州织里小树童装厂", "小树童装", 2_208_945_601_274)
    },
    Seller {
        origin: "福建省莆田市",
        identities: STRENGTH,
        mixed_batch: Some((500, 30)),
        ..seller("BBBTd8kSiR4pXe6oFvA3zGhUc", "莆田市步步高鞋业有限公司", "步步高鞋业", 2_201_053_890_167)
    },
    Seller {
        score: 39,
        pickup: (91, 96),
        freight: freight(15_441_655, "申通", 396, 150),
        ..seller("BBBMw5yKjN7cQa1rHsB8eVtXo", "义乌市家家乐日用品厂", "家家乐日用品", 2_204_467_835_920)
    },
    Seller {
        score: 48,
        freight: freight(15_441_656, "包邮", 0, 0),
        ..seller("BBBPg2zOlD5uWi9kEfR6xYnJm", "台州市暖居塑料制品有限公司", "暖居塑料", 2_209_124_773_308)
    },
    Seller {
        origin: "广东省深圳市",
        score: 50,
        pickup: (100, 100),
        identities: FACTORY,
        encrypted_waybills: true,
        ..seller("BBBVs9bIqT3fKh7lUcW4gPzAy", "深圳市星火数码科技有限公司", "星火数码", 2_203_882_015_746)
    },
    Seller {
        origin: "河北省邢台市",
        score: 41,
        pickup: (94, 97),
        ..seller("BBBRn4mXeC8jOv2yGdL5uHkSi", "邢台市飞轮橡胶制品有限公司", "飞轮橡胶", 2_205_590_344_681)
    },
    Seller {
        origin: "河北省保定市",
        identities: STRENGTH,
        ..seller("BBBKf7hAtZ6wSg4xNrY1oJqEb", "保定市白沟行者箱包厂", "行者箱包", 2_206_238_517_094)
    },
];
