//! A crate that denies what can be denied.
#![deny(warnings, clippy::pedantic)]
#![deny(clippy::exhaustive_enums, clippy::exhaustive_structs)]
#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications, unused_results)]
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::let_underscore_untyped)]
#![deny(clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated)]

use countersign::scheme::Scheme;
#[allow(unused_imports, reason = "with all names in scope, a longer path in the expansion would be unneeded")]
use countersign::{Build, Caller, Decode, Endpoint, Model, OpenEnum, ParamValue, endpoint, model, open_enum};

/// Creates an order.
#[endpoint(POST, "/shops/{shop}/orders", response = Page<Order>, data = "result", retry = safe, pages(page = page))]
pub struct CreateOrder {
    /// The shop.
    pub shop: u64,
    /// What is ordered.
    pub order: Order,
    /// More of it.
    #[param(min_items = 1, max_items = 5)]
    pub orders: Vec<Order>,
    /// Page, from 1.
    #[param(default = 1, range = 1..)]
    pub page: u32,
    /// What it may cost.
    #[param(range = 1..)]
    pub price: Option<countersign::value::Decimal>,
    /// How far it is.
    #[param(default = State::Open)]
    pub state: State,
    /// What it was before.
    #[param(in = query, join = ",")]
    pub states: Vec<State>,
}

/// Says that it is there.
#[endpoint(GET, "/ping")]
pub struct Ping;

/// A page.
#[model]
pub struct Page<T> {
    /// What is on it.
    #[field(default)]
    pub items: Vec<T>,
    /// How many there are.
    pub total: u32,
    /// The next one.
    pub next: Option<u32>,
}

/// An order.
#[model]
pub struct Order {
    /// How far it is.
    pub state: State,
    /// What it was before.
    #[field(default = State::Open)]
    pub before: State,
}

/// A size that will never have another side.
#[model(exhaustive)]
pub struct Size {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The sides of a coin.
#[open_enum(exhaustive)]
pub enum Side {
    /// The head.
    Heads,
    /// The other one.
    Tails,
}

/// Tosses a coin.
#[endpoint(POST, "/coins/{coin}/toss", response = Side, exhaustive)]
pub struct Toss {
    /// The coin.
    pub coin: u64,
}

/// How an order is packed.
#[model(builder)]
pub struct Packing {
    /// The size of the box.
    pub size: Size,
    /// A ribbon around it.
    pub ribbon: Option<String>,
}

/// How far an order is.
#[open_enum]
pub enum State {
    /// It can be bought.
    Open,
    /// It was bought.
    #[wire("PAID")]
    Paid,
}

countersign::api! {
    /// A shop.
    pub struct Shop { base_url: "https://shop.example", auth: Scheme::bearer() }
    operations { orders: CreateOrder; others: Ping, Toss; }
}

#[test]
fn works() {
    assert_eq!((Shop::OPERATIONS.len(), Shop::GROUPS.len()), (3, 2));
    assert_eq!(format!("{:?}", Toss::builder().coin(1)), "TossBuilder { .. }");
    assert_eq!(format!("{:?}", Packing::builder().ribbon("red")), "PackingBuilder { .. }");
}
