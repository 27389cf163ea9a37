//! The command line `api-1688`, as data: which answers are shown how, and what stands in for the vendor.
//!
//! Everything else of it is made from the declarations by [`countersign::cli`].

use countersign::Md5Sorted;
use countersign::cli::{CommandLine, View};

use crate::client::{Client, GROUPS};
use crate::message::{Message, PUSH_FORM};
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
    CommandLine::new("api-1688", "Calls the 1688 API of Dajisaas: product search, orders, payment.", GROUPS)
        .version(env!("CARGO_PKG_VERSION"))
        .gateway(|| gateway::service().build(), gateway::credentials)
        .views(VIEWS)
        .openapi(openapi::document)
        .signer(|pairs, secret| Md5Sorted::signature(pairs.iter().copied(), secret))
        .push_form::<Message>(PUSH_FORM)
}
