//! Declarations that come out of a macro of the user's.
#![deny(missing_debug_implementations, clippy::exhaustive_enums, clippy::exhaustive_structs)]

use countersign::scheme::Scheme;
use countersign::{Endpoint, Model, OpenEnum, endpoint, model, open_enum};

macro_rules! declare {
    ($model:ident $open_enum:ident; $($endpoint:ident $path:literal $field:ident: $type:ty = $default:expr;)+) => {
        /// A model.
        #[model]
        pub struct $model {
            $($field: Vec<$type>,)+
        }

        /// An enumeration.
        #[open_enum]
        pub enum $open_enum {
            /// A variant.
            Open,
        }

        /// A model that does not grow.
        #[model(exhaustive)]
        pub struct Exhaustive {
            $($field: $type,)+
        }

        $(
            /// An endpoint.
            #[endpoint(GET, $path, response = Option<$model>)]
            pub struct $endpoint {
                id: u64,
                #[param(default = $default)]
                $field: $type,
                others: Vec<$open_enum>,
                other: Option<$type>,
            }
        )+

        countersign::api! {
            /// A client.
            pub struct Client { base_url: "https://shop.example", auth: Scheme::bearer() }
            operations { all: $($endpoint),+; }
        }
    };
}

declare! {
    Found State;
    FindShop "/shops/{id}" name: String = "none";
    FindOffer "/offers/{id}" state: State = State::Open;
    FindPart "/parts/{id}" number: u32 = 1;
}

#[test]
fn works() {
    assert_eq!(FindShop::builder().id(7).build().name, "none");
    assert_eq!(FindOffer::builder().id(7).others([State::Open]).build().state, State::Open);
    assert_eq!(FindPart::OPERATION.path(), "/parts/{id}");
    assert_eq!((Client::OPERATIONS.len(), Found::info().fields().len(), State::INFO.values().len()), (3, 3, 1));
}
