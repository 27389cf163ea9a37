//! A product and its SKUs, as search and detail show them.

use countersign::model;

use crate::enumerations::{SaleStatus, Season};
use crate::ids::{SkuId, SpuId};
use crate::{Fen, Timestamp};

/// A product ("SPU").
///
/// Everything may be missing: what is declared is upstream's, and answers that others recorded leave out some of it.
#[model]
pub struct Product {
    /// Position in lists: the cursor of [`KeywordSearch`](crate::KeywordSearch) (upstream).
    pub id: Option<u64>,
    /// When it was created (upstream).
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was changed (upstream).
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// The product at Poizon; a number here, text in orders.
    #[field(name = "dwSpuId", alias("dwSpuid", "dw_spu_id"), number)]
    pub spu_id: Option<SpuId>,
    /// The product at the distributor: a UUID (upstream).
    pub dist_spu_id: Option<String>,
    /// Whether it is on sale (upstream).
    #[field(name = "distStatus")]
    pub status: Option<SaleStatus>,
    /// Name in Chinese.
    #[field(name = "dwSpuTitle")]
    pub chinese_title: Option<String>,
    /// Name in English.
    #[field(name = "distSpuTitle")]
    pub english_title: Option<String>,
    /// Style number; may be empty.
    #[field(name = "dwDesignerId")]
    pub style_number: Option<String>,
    /// Brand; may be empty.
    #[field(name = "distBrandName")]
    pub brand: Option<String>,
    /// Name of its highest category.
    #[field(name = "distCategoryl1Name", alias("distCategory1Name", "distCategoryL1Name"))]
    pub category: Option<String>,
    /// Name of the category below that.
    #[field(name = "distCategoryl2Name", alias("distCategory2Name", "distCategoryL2Name"))]
    pub second_category: Option<String>,
    /// Name of its lowest category.
    #[field(name = "distCategoryl3Name", alias("distCategory3Name", "distCategoryL3Name"))]
    pub third_category: Option<String>,
    /// Whom it is for, such as `Women's`.
    #[field(name = "distFitPeopleName")]
    pub target_group: Option<String>,
    /// Main picture.
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
    /// Seasons, joined by commas, such as `春,夏,秋,冬`; may be empty. [`seasons`](Self::seasons) takes them apart.
    pub season: Option<String>,
    /// Material (upstream); may be empty.
    pub material: Option<String>,
    /// Style (upstream); may be empty.
    pub style: Option<String>,
    /// Description (upstream); may be empty. One client found HTML in it, or Base64.
    #[field(name = "productDesc")]
    pub description: Option<String>,
    /// Address of a picture with sizes; may be empty.
    pub size_chart: Option<String>,
    /// Units sold (upstream's type only).
    #[field(name = "soldNum")]
    pub sold: Option<u64>,
    /// Units sold, it seems; 0 in the sample (other clients).
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

    /// Returns the lowest ask of its SKUs that are on offer.
    pub fn lowest_price(&self) -> Option<Fen> {
        self.skus.iter().filter(|sku| sku.is_on_offer()).filter_map(|sku| sku.lowest_ask).min()
    }
}

/// A stock keeping unit of a product: one colour in one size.
#[model]
pub struct Sku {
    /// Position in lists (upstream).
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
    /// The SKU at Poizon, which is what is ordered; a number here, text in orders.
    #[field(name = "dwSkuId", alias("dwSkuid", "dw_sku_id"), number)]
    pub sku_id: Option<SkuId>,
    /// The SKU at the distributor: a UUID.
    pub dist_sku_id: Option<String>,
    /// Picture.
    pub image: Option<String>,
    /// Bar code: text, since zeros in front count; may be empty.
    pub barcode: Option<String>,
    /// Lowest ask (fen): what it costs now. **0 means that it is not on offer.**
    ///
    /// Two other clients are charged 2 yuan more than this, which is documented nowhere.
    #[field(name = "minBidPrice")]
    pub lowest_ask: Option<Fen>,
    /// Page of the product.
    #[field(name = "skuLink")]
    pub link: Option<String>,
    /// Units sold, it seems (other clients).
    pub sales: Option<u64>,
    /// Its properties, such as colour and size; may be missing.
    #[field(name = "saleAttr")]
    pub attributes: Vec<SkuAttribute>,
}

impl Sku {
    /// Returns whether somebody offers it.
    pub fn is_on_offer(&self) -> bool {
        self.lowest_ask.is_some_and(|price| price.get() > 0)
    }
}

/// A property of a SKU.
#[model]
pub struct SkuAttribute {
    /// Its order among the properties, such as `1` (upstream).
    pub level: Option<String>,
    /// Name in Chinese.
    #[field(name = "cnName")]
    pub chinese_name: Option<String>,
    /// Name in English: `Color`, `Size`, `Version` (with or without a box), `Model` and others.
    #[field(name = "enName")]
    pub english_name: Option<String>,
    /// Value in Chinese.
    #[field(name = "cnValue")]
    pub chinese_value: Option<String>,
    /// Value in English; may be missing.
    #[field(name = "enValue")]
    pub english_value: Option<String>,
}
