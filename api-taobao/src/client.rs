//! All operations, in the order of the vendor's menu.

use dajisaas::Md5Sorted;

use crate::order::{CancelOrder, CreateOrder, OrderDetails, PayOrders, PreviewOrder};
use crate::product::{
    DistributionProduct, ImageSearch, ImageSearchV2, KeywordSearch, LogisticsPrice, LogisticsPricePost, ProductDetail,
    ShopSearch, ThemeList, ThemeProducts, UploadImage, UploadImageByUrl,
};

countersign::api! {
    /// The client of the Taobao and Tmall API.
    pub struct Client {
        base_url: "https://openapi.dajisaas.com",
        auth: Md5Sorted,
        envelope: dajisaas::envelope(),
    }
    operations {
        product: UploadImageByUrl, UploadImage, ImageSearch, KeywordSearch, ShopSearch, ProductDetail, LogisticsPrice,
                 ThemeList, ThemeProducts, LogisticsPricePost, ImageSearchV2, DistributionProduct;
        order: PreviewOrder, CreateOrder, CancelOrder, OrderDetails;
        payment: PayOrders;
    }
}
