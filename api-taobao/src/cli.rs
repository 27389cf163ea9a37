//! The command line `api-taobao`, as data: how answers are shown.
//!
//! [`countersign_tools::cli`] generates everything else from the declarations.

use countersign::{DynEndpoint, Endpoint as _};
use countersign_tools::cli::{CommandLine, View};

use crate::client::Client;
use crate::message::{Message, PushRule};
use crate::openapi;
use crate::product::{Area, LogisticsPricePost, ThemeList};
use crate::{ImageSearch, KeywordSearch, OrderDetails, ShopSearch, ThemeProducts};

const ITEMS: &[(&str, &str)] = &[
    ("item id", "itemId"),
    ("title", "title"),
    ("price (yuan)", "price"),
    ("stock", "inventory"),
    ("shop", "shopName"),
];

const VIEWS: &[View] = &[
    View::columns(KeywordSearch::OPERATION, ITEMS),
    View::columns(ImageSearch::OPERATION, ITEMS),
    View::columns(ShopSearch::OPERATION, ITEMS),
    View::columns(ThemeProducts::OPERATION, ITEMS),
    View::columns(
        OrderDetails::OPERATION,
        &[
            ("order", "purchaseId"),
            ("own number", "outerPurchaseId"),
            ("status", "status"),
            ("total (fen)", "payAmount"),
            ("seller", "supplierNick"),
        ],
    ),
];

/// Returns the program. Credentials come from `API_TAOBAO_APP_KEY` and `API_TAOBAO_APP_SECRET`; without them, it calls
/// the embedded [`stand_in`](crate::stand_in).
///
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let arguments = ["api-taobao", "endpoints"].map(Into::into);
/// let status = api_taobao::cli::command_line().run_on(arguments, &mut out, &mut err);
/// assert!(String::from_utf8_lossy(&out).contains("create_order"));
/// # drop(status);
/// ```
pub fn command_line() -> CommandLine<Client> {
    const ABOUT: &str = "Calls the Taobao and Tmall API of Dajisaas: product search, orders, payment.";
    dajisaas::cli::command_line("api-taobao", ABOUT, Client::GROUPS)
        .version(env!("CARGO_PKG_VERSION"))
        .example("keyword-search --keyword 夏季 --language en")
        .views(VIEWS)
        .openapi(openapi::document)
        .harmless(harmless)
        .pushes::<Message>(PushRule::ALL.iter().map(|rule| (rule.as_str(), rule.pushes())))
}

/// The list of themes, and a freight: one request without a body, and one with a JSON body, whose signing rule the
/// vendor does not publish.
fn harmless() -> Vec<Box<dyn DynEndpoint>> {
    let area = Area::builder().country("中国").state("浙江省").city("杭州市").district("余杭区").build();
    let freight = LogisticsPricePost::builder().item_id(703_446_760_426).address(area).build();
    vec![Box::new(ThemeList::builder().build()), Box::new(freight)]
}
