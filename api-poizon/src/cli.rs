//! The command line `api-poizon`, as data: how answers are shown, and which calls are harmless.
//!
//! [`countersign_tools::cli`] generates everything else from the declarations.

use countersign::{DynEndpoint, Endpoint as _};
use countersign_tools::cli::{CommandLine, View};

use crate::client::Client;
use crate::openapi;
use crate::{KeywordSearch, OrderList};

const VIEWS: &[View] = &[
    View::columns(
        KeywordSearch::OPERATION,
        &[
            ("product", "dwSpuId"),
            ("title", "distSpuTitle"),
            ("brand", "distBrandName"),
            ("style", "dwDesignerId"),
            ("retail price (fen)", "authPrice"),
        ],
    ),
    View::columns(
        OrderList::OPERATION,
        &[("order", "distOrderNo"), ("your number", "requestId"), ("at the vendor", "customerOrderNo")],
    ),
];

/// Returns the program. Credentials come from `API_POIZON_APP_KEY` and `API_POIZON_APP_SECRET`; without them, it calls
/// the embedded [`stand_in`](crate::stand_in).
///
/// ```
/// let (mut out, mut err) = (Vec::new(), Vec::new());
/// let arguments = ["api-poizon", "endpoints"].map(Into::into);
/// let status = api_poizon::cli::command_line().run_on(arguments, &mut out, &mut err);
/// assert!(!out.is_empty());
/// # drop(status);
/// ```
pub fn command_line() -> CommandLine<Client> {
    const ABOUT: &str = "Calls the Poizon (Dewu) API of Dajisaas: product search, orders, balance.";
    dajisaas::cli::command_line("api-poizon", ABOUT, Client::GROUPS)
        .version(env!("CARGO_PKG_VERSION"))
        .example("keyword-search --english-title dress")
        .views(VIEWS)
        .openapi(openapi::document)
        .harmless(harmless)
}

/// A search and the list of orders: one request without a body, and one with a JSON body, whose signing rule the vendor
/// does not publish.
fn harmless() -> Vec<Box<dyn DynEndpoint>> {
    vec![Box::new(KeywordSearch::builder().page_size(1).build()), Box::new(OrderList::builder().page_size(1).build())]
}
