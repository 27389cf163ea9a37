//! Values in products, and in searches.

use countersign::open_enum;

/// The language of translated titles and properties. If none is set, texts are in Chinese only. The list is upstream's;
/// the vendor's notes name English and Vietnamese, and other clients send Russian.
#[open_enum]
pub enum Language {
    /// English.
    #[wire("en")]
    English,
    /// Vietnamese.
    #[wire("vi")]
    Vietnamese,
    /// Russian.
    #[wire("ru")]
    Russian,
    /// Korean.
    #[wire("ko")]
    Korean,
    /// Japanese.
    #[wire("ja")]
    Japanese,
}

/// The order of a keyword search (upstream).
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sort {
    /// Cheapest first.
    PriceAsc,
    /// Most expensive first.
    PriceDesc,
    /// Fewest sales first.
    SaleQtyAsc,
    /// Most sales first.
    SaleQtyDesc,
}

/// Whether a product can be distributed. The values are the vendor's; their meaning is inferred.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ItemType {
    /// The product is linked to a product for distribution, and can be ordered.
    HaveMaterial,
    /// The product is not linked.
    WithoutMaterial,
}

/// The state of a product or SKU. Only this value is known (upstream and another reseller).
#[open_enum]
pub enum ProductStatus {
    /// On sale.
    Active,
}

/// The market of a product (upstream). If absent, it is Taobao or Tmall.
#[open_enum]
pub enum SourceMarket {
    /// 1688.
    #[wire("CBU_MARKET")]
    Alibaba1688,
}

/// What a picture shows (upstream and another client of the vendor agree).
#[open_enum]
pub enum ImageCategory {
    /// Tops.
    #[wire(0)]
    Tops,
    /// Dresses.
    #[wire(1)]
    Dresses,
    /// Trousers and skirts.
    #[wire(2)]
    Bottoms,
    /// Bags.
    #[wire(3)]
    Bags,
    /// Shoes.
    #[wire(4)]
    Shoes,
    /// Accessories.
    #[wire(5)]
    Accessories,
    /// Snacks.
    #[wire(6)]
    Snacks,
    /// Make-up.
    #[wire(7)]
    MakeUp,
    /// Bottled drinks.
    #[wire(8)]
    BottledDrinks,
    /// Furniture.
    #[wire(9)]
    Furniture,
    /// Toys.
    #[wire(20)]
    Toys,
    /// Underwear.
    #[wire(21)]
    Underwear,
    /// Digital devices.
    #[wire(22)]
    DigitalDevices,
    /// Anything else.
    #[wire(88_888_888)]
    Others,
}

/// The kind of a shop (upstream).
#[open_enum]
pub enum ShopKind {
    /// A shop on Taobao.
    #[wire(0)]
    Taobao,
    /// A shop on Tmall.
    #[wire(1)]
    Tmall,
}
