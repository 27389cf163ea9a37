//! A product and its SKUs, as returned by search and detail.

use countersign::model;

use crate::enumerations::{SaleStatus, Season};
use crate::ids::{SkuId, SpuId};
use crate::{Fen, Timestamp};

/// A product ("SPU").
///
/// Any field may be missing: the fields are upstream's, and answers recorded by others lack some of them.
#[model]
pub struct Product {
    /// Its position in lists: the cursor of [`KeywordSearch`](crate::KeywordSearch) (upstream).
    pub id: Option<u64>,
    /// When it was created (upstream).
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was changed (upstream).
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// Poizon's id of the product; a number here, a string in orders.
    #[field(name = "dwSpuId", alias("dwSpuid", "dw_spu_id"), number)]
    pub spu_id: Option<SpuId>,
    /// The distributor's id of the product: a UUID (upstream).
    pub dist_spu_id: Option<String>,
    /// Whether it is on sale (upstream).
    #[field(name = "distStatus")]
    pub status: Option<SaleStatus>,
    /// The name in Chinese.
    #[field(name = "dwSpuTitle")]
    pub chinese_title: Option<String>,
    /// The name in English.
    #[field(name = "distSpuTitle")]
    pub english_title: Option<String>,
    /// The style number; may be empty.
    #[field(name = "dwDesignerId")]
    pub style_number: Option<String>,
    /// The brand; may be empty.
    #[field(name = "distBrandName")]
    pub brand: Option<String>,
    /// The name of its top-level category.
    #[field(name = "distCategoryl1Name", alias("distCategory1Name", "distCategoryL1Name"))]
    pub category: Option<String>,
    /// The name of its second-level category.
    #[field(name = "distCategoryl2Name", alias("distCategory2Name", "distCategoryL2Name"))]
    pub second_category: Option<String>,
    /// The name of its third-level category.
    #[field(name = "distCategoryl3Name", alias("distCategory3Name", "distCategoryL3Name"))]
    pub third_category: Option<String>,
    /// Who it is for, such as `Women's`.
    #[field(name = "distFitPeopleName")]
    pub target_group: Option<String>,
    /// The main picture.
    pub image: Option<String>,
    /// Pictures.
    #[field(name = "baseImage")]
    pub images: Vec<String>,
    /// Retail price at release (fen); 0 is possible.
    #[field(name = "authPrice")]
    pub retail_price: Option<Fen>,
    /// When it was released; often absent.
    #[field(name = "sellDate")]
    pub released: Option<Timestamp>,
    /// Seasons, joined by commas, such as `春,夏,秋,冬`; may be empty. [`seasons`](Self::seasons) splits them.
    pub season: Option<String>,
    /// Material (upstream); may be empty.
    pub material: Option<String>,
    /// Style (upstream); may be empty.
    pub style: Option<String>,
    /// Description (upstream); may be empty. One client found HTML in it, or Base64.
    #[field(name = "productDesc")]
    pub description: Option<String>,
    /// The URL of a size chart; may be empty.
    pub size_chart: Option<String>,
    /// The number of units sold (only the type is known, from upstream).
    #[field(name = "soldNum")]
    pub sold: Option<u64>,
    /// Apparently the number of units sold; 0 in the sample (other clients).
    pub sales: Option<u64>,
    /// Its SKUs; may be missing or `null`.
    #[field(name = "skuList")]
    pub skus: Vec<Sku>,
}

impl Product {
    /// Returns the seasons in [`season`](Self::season).
    ///
    /// ```
    /// use api_poizon::{Product, Season};
    /// use countersign::Model as _;
    ///
    /// let product = Product::from_json(r#"{"season": "春,夏"}"#)?;
    /// assert_eq!(product.seasons().collect::<Vec<_>>(), [Season::Spring, Season::Summer]);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn seasons(&self) -> impl Iterator<Item = Season> {
        let texts = self.season.iter().flat_map(|season| season.split([',', '，', '、']));
        texts.map(str::trim).filter(|text| !text.is_empty()).filter_map(|text| text.parse().ok())
    }

    /// Returns the lowest ask of its SKUs on offer.
    ///
    /// ```
    /// use api_poizon::{Fen, Product};
    /// use countersign::Model as _;
    ///
    /// // The first SKU is not on offer.
    /// let product = Product::from_json(r#"{"skuList": [{"minBidPrice": 0}, {"minBidPrice": 69900}]}"#)?;
    /// assert_eq!(product.lowest_price(), Some(Fen::new(69_900)));
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn lowest_price(&self) -> Option<Fen> {
        self.skus.iter().filter(|sku| sku.is_on_offer()).filter_map(|sku| sku.lowest_ask).min()
    }
}

/// A stock keeping unit of a product: one colour in one size.
#[model]
pub struct Sku {
    /// Its position in lists (upstream).
    pub id: Option<u64>,
    /// When it was created (upstream).
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was changed (upstream).
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// Whether it is on sale (upstream).
    #[field(name = "distStatus")]
    pub status: Option<SaleStatus>,
    /// Poizon's id of the SKU, by which it is ordered; a number here, a string in orders.
    #[field(name = "dwSkuId", alias("dwSkuid", "dw_sku_id"), number)]
    pub sku_id: Option<SkuId>,
    /// The distributor's id of the SKU: a UUID.
    pub dist_sku_id: Option<String>,
    /// Picture.
    pub image: Option<String>,
    /// The bar code; a string, because leading zeros count; may be empty.
    pub barcode: Option<String>,
    /// The lowest ask (fen): the current price. **0 means that it is not on offer.**
    ///
    /// Two other clients are charged 2 yuan more than this, which is not documented anywhere.
    #[field(name = "minBidPrice")]
    pub lowest_ask: Option<Fen>,
    /// The URL of the product's page.
    #[field(name = "skuLink")]
    pub link: Option<String>,
    /// Apparently the number of units sold (other clients).
    pub sales: Option<u64>,
    /// Its properties, such as colour and size; may be missing.
    #[field(name = "saleAttr")]
    pub attributes: Vec<SkuAttribute>,
}

impl Sku {
    /// Returns whether it is on offer.
    ///
    /// ```
    /// use api_poizon::Sku;
    /// use countersign::Model as _;
    ///
    /// assert!(Sku::from_json(r#"{"minBidPrice": 69900}"#)?.is_on_offer());
    /// assert!(!Sku::from_json(r#"{"minBidPrice": 0}"#)?.is_on_offer());
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn is_on_offer(&self) -> bool {
        self.lowest_ask.is_some_and(|price| price.get() > 0)
    }
}

/// A property of a SKU.
#[model]
pub struct SkuAttribute {
    /// Its position among the properties, such as `1` (upstream).
    pub level: Option<String>,
    /// The name in Chinese.
    #[field(name = "cnName")]
    pub chinese_name: Option<String>,
    /// The name in English: `Color`, `Size`, `Version` (with or without a box), `Model` and others.
    #[field(name = "enName")]
    pub english_name: Option<String>,
    /// The value in Chinese.
    #[field(name = "cnValue")]
    pub chinese_value: Option<String>,
    /// The value in English; may be missing.
    #[field(name = "enValue")]
    pub english_value: Option<String>,
}
