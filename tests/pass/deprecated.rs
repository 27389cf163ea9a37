//! What is deprecated, and what the user allows: nothing generated warns of it.
#![deny(warnings)]
#![allow(missing_docs, reason = "attributes speak here")]

use countersign::scheme::Scheme;
use countersign::{endpoint, model, open_enum};

/// Finds offers.
#[endpoint(GET, "/shops/{shop}/offers", response = Offers, pages(page = page), require_one_of(word, words))]
#[deprecated(since = "2.0.0", note = "use `list`")]
pub struct Find {
    /// A parameter of each presence.
    #[deprecated]
    pub shop: u64,
    #[deprecated = "ask for words"]
    pub word: Option<String>,
    #[deprecated(since = "1.1.0")]
    pub words: Vec<String>,
    #[deprecated]
    #[param(default = 1, range = 1..)]
    pub page: u32,
    #[cfg_attr(all(), deprecated(note = "the vendor ignores it"))]
    #[param(min_items = 1)]
    pub kinds: Vec<u32>,
    /// A type that is deprecated.
    #[allow(deprecated)]
    #[param(default = State::Open)]
    pub state: State,
}

/// A page of offers.
#[deprecated]
#[model]
pub struct Offers {
    #[deprecated]
    pub items: Vec<String>,
    #[deprecated]
    #[field(default)]
    pub next: Option<u32>,
    #[cfg_attr(all(), expect(deprecated))]
    #[field(default = State::Open)]
    pub state: State,
}

/// How far an offer is.
#[open_enum]
#[deprecated]
pub enum State {
    #[deprecated(note = "not used any more")]
    Open,
    #[deprecated]
    #[wire("SOLD")]
    Sold,
}

/// Lists offers.
#[endpoint(GET, "/offers", response = Offers)]
#[allow(deprecated, non_snake_case, reason = "the vendor's own names")]
pub struct List {
    pub shopId: u64,
    pub pageSize: Option<u32>,
}

countersign::api! {
    /// A shop that closed.
    #[deprecated]
    pub struct Shop { base_url: "https://shop.example", auth: Scheme::bearer() }
    operations { offers: Find, List; }
}

macro_rules! declare {
    ($endpoint:ident $model:ident $open_enum:ident $shop:ident $field:ident $variant:ident) => {
        /// Finds offers.
        #[endpoint(GET, "/made", response = $model)]
        #[deprecated]
        pub struct $endpoint {
            #[deprecated]
            pub $field: u32,
            #[deprecated]
            pub other: Option<u32>,
        }

        /// A page of offers.
        #[model]
        #[deprecated]
        pub struct $model {
            #[deprecated]
            pub $field: u32,
            #[deprecated]
            pub items: Vec<u32>,
        }

        /// How far an offer is.
        #[open_enum]
        #[deprecated]
        pub enum $open_enum {
            #[deprecated]
            $variant,
        }

        countersign::api! {
            /// A shop that closed.
            #[deprecated]
            pub struct $shop { base_url: "https://shop.example", auth: Scheme::bearer() }
            operations { offers: $endpoint; }
        }
    };
}

declare!(Made MadeOffers MadeState MadeShop kind Open);

#[test]
#[expect(deprecated, reason = "callers are told")]
fn works() {
    let builder = Find::builder().shop(1).word("umbrella").words(["red"]).page(2).kinds([1]);
    assert_eq!(builder.build().state, State::Open);
    assert_eq!(List::builder().shopId(1).pageSize(2).build().shopId, 1);
    assert_eq!((Shop::OPERATIONS.len(), MadeShop::OPERATIONS.len()), (2, 1));
}
