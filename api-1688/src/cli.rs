//! The command line `api-1688`, as data: how answers are shown, and what answers in place of the vendor.
//!
//! [`countersign_tools::cli`] generates everything else from the declarations.

use countersign::{DynEndpoint, Endpoint as _};
use countersign_tools::cli::{CommandLine, View};

use crate::client::Client;
use crate::message::{Message, PushRule};
use crate::openapi;
use crate::product::{Category, FreightEstimate, FreightItem};
use crate::{ImageSearch, KeywordSearch, OrderList, SalesTrend, ShopSearch, TopList};

const PRODUCTS: &[(&str, &str)] = &[
    ("offer id", "offerId"),
    ("title", "subjectTrans"),
    ("price (yuan)", "priceInfo.price"),
    ("sold / month", "monthSold"),
    ("bought again", "repurchaseRate"),
];

const VIEWS: &[View] = &[
    View::columns(KeywordSearch::OPERATION, PRODUCTS),
    View::columns(ImageSearch::OPERATION, PRODUCTS),
    View::columns(ShopSearch::OPERATION, PRODUCTS),
    View::columns(
        OrderList::OPERATION,
        &[
            ("order", "baseInfo.idOfStr"),
            ("status", "baseInfo.status"),
            ("created", "baseInfo.createTime"),
            ("total (yuan)", "baseInfo.totalAmount"),
            ("seller", "baseInfo.sellerLoginId"),
        ],
    ),
    View::columns(
        TopList::OPERATION,
        &[
            ("rank", "sort"),
            ("offer id", "itemId"),
            ("title", "translateTitle"),
            ("buyers", "buyerNum"),
            ("sold", "soldOut"),
            ("score", "goodsScore"),
        ],
    ),
    View::chart(SalesTrend::OPERATION, "date", "value"),
];

/// Returns the program. Credentials come from `API_1688_APP_KEY` and `API_1688_APP_SECRET`; without them, it calls the
/// embedded [`stand_in`](crate::stand_in).
///
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let status = api_1688::cli::command_line().run_on(["api-1688", "endpoints"].map(Into::into), &mut out, &mut err);
/// assert!(String::from_utf8_lossy(&out).contains("keyword_search"));
/// # drop(status);
/// ```
pub fn command_line() -> CommandLine<Client> {
    const ABOUT: &str = "Calls the 1688 API of Dajisaas: product search, orders, payment.";
    dajisaas::cli::command_line("api-1688", ABOUT, Client::GROUPS)
        .version(env!("CARGO_PKG_VERSION"))
        .example("keyword-search --keyword 夏季 --country en")
        .views(VIEWS)
        .openapi(openapi::document)
        .harmless(harmless)
        .pushes::<Message>(PushRule::ALL.iter().map(|rule| (rule.as_str(), rule.pushes())))
}

/// The root categories, and a freight estimate: one request without a body, and one with a JSON body, whose signing
/// rule the vendor does not publish.
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
