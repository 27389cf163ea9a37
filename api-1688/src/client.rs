//! The table of contents: every operation, in the order of the vendor's pages.
//!
//! One list makes the methods of [`Client`], [`Client::OPERATIONS`] and [`Client::GROUPS`]. A new operation is one declaration beside
//! its family and one name here.

use dajisaas::Md5Sorted;

use crate::order::{CancelOrder, ConfirmReceipt, CreateOrder, OrderDetails, OrderList, PreviewOrder};
use crate::payment::{PasswordFreePay, PaymentLinks};
use crate::product::{
    Category, FreightEstimate, ImageSearch, KeywordSearch, ProductDetail, SalesTrend, SearchNavigation, ShopSearch,
    TopList, UploadImage, UploadImageByUrl,
};

countersign::api! {
    /// Client of the 1688 API.
    pub struct Client {
        base_url: "https://openapi.dajisaas.com",
        auth: Md5Sorted,
        envelope: dajisaas::envelope(),
    }
    operations {
        product: UploadImageByUrl, UploadImage, ImageSearch, KeywordSearch, ProductDetail, Category,
                 ShopSearch, FreightEstimate, SearchNavigation;
        order: PreviewOrder, CreateOrder, CancelOrder, OrderDetails, OrderList, ConfirmReceipt;
        payment: PaymentLinks, PasswordFreePay;
        analysis: TopList, SalesTrend;
    }
}
