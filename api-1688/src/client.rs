//! All operations, in the order of the vendor's pages.
//!
//! The methods of [`Client`], [`Client::OPERATIONS`] and [`Client::GROUPS`] are generated from one list. To add an
//! operation, declare it in the module of its group and add its name here.

use dajisaas::Md5Sorted;

use crate::order::{CancelOrder, ConfirmReceipt, CreateOrder, OrderDetails, OrderList, PreviewOrder};
use crate::payment::{PasswordFreePay, PaymentLinks};
use crate::product::{
    Category, FreightEstimate, ImageSearch, KeywordSearch, ProductDetail, SalesTrend, SearchNavigation, ShopSearch,
    TopList, UploadImage, UploadImageByUrl,
};

countersign::api! {
    /// The client of the 1688 API.
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
