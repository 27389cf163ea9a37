//! The command line `api-1688`, as data: which answers are shown how, and what stands in for the vendor.
//!
//! Everything else of it is made from the declarations by [`countersign::cli`].

use countersign::cli::{CommandLine, View};
use countersign::{DynEndpoint, Md5Sorted};

use crate::client::Client;
use crate::message::{Message, PUSH_FORM};
use crate::product::{Category, FreightEstimate, FreightItem};
use crate::{gateway, openapi};

const PRODUCTS: &[(&str, &str)] = &[
    ("offer id", "offerId"),
    ("title", "subjectTrans"),
    ("price (yuan)", "priceInfo.price"),
    ("sold / month", "monthSold"),
    ("bought again", "repurchaseRate"),
];

const VIEWS: &[View] = &[
    View::columns("keyword_search", PRODUCTS),
    View::columns("image_search", PRODUCTS),
    View::columns("shop_search", PRODUCTS),
    View::columns(
        "order_list",
        &[
            ("order", "baseInfo.idOfStr"),
            ("status", "baseInfo.status"),
            ("created", "baseInfo.createTime"),
            ("total (yuan)", "baseInfo.totalAmount"),
            ("seller", "baseInfo.sellerLoginId"),
        ],
    ),
    View::columns(
        "top_list",
        &[
            ("rank", "sort"),
            ("offer id", "itemId"),
            ("title", "translateTitle"),
            ("buyers", "buyerNum"),
            ("sold", "soldOut"),
            ("score", "goodsScore"),
        ],
    ),
    View::chart("sales_trend", "date", "value"),
];

/// The program. Credentials come from `API_1688_APP_KEY` and `API_1688_APP_SECRET`; without them the embedded
/// [`gateway`] is asked.
pub fn command_line() -> CommandLine<Client> {
    CommandLine::new("api-1688", "Calls the 1688 API of Dajisaas: product search, orders, payment.", Client::GROUPS)
        .version(env!("CARGO_PKG_VERSION"))
        .gateway(|| gateway::service().build(), gateway::credentials)
        .views(VIEWS)
        .openapi(openapi::document)
        .signer(|pairs, secret| Md5Sorted::signature(pairs.iter().copied(), secret))
        .verifier(|pairs, secret| Md5Sorted::expected_signature(pairs.iter().copied(), secret))
        .harmless(harmless)
        .push_form::<Message>(PUSH_FORM)
}

/// The roots of the categories, and an estimate of freight: one request without a body, one with a JSON body, which is
/// signed by a rule that the vendor does not publish.
fn harmless() -> Vec<Box<dyn DynEndpoint>> {
    let freight = FreightEstimate::builder()
        .offer_id(670_291_644_950)
        .to_province_code("330000")
        .to_city_code("330100")
        .to_district_code("330108")
        .total_quantity(1)
        .skus([FreightItem { sku_id: None, quantity: 1 }])
        .build();
    vec![Box::new(Category::builder().category_id(0).build()), Box::new(freight)]
}
