//! The user's names are like those of the prelude, and like the crates it is from.
#![allow(dead_code, reason = "names that only stand in the way")]

use ::std::assert_eq;

struct Option;
struct Vec;
struct String;
struct Box;
struct Some;
struct None;
struct Ok;
struct Err;
enum Result {}
trait Into {}
trait From {}
trait Default {}
trait Clone {}
trait Iterator {}
trait Send {}
mod std {}
mod core {}
mod alloc {}
mod serde {}

/// Finds offers.
#[::countersign::endpoint(POST, "/shops/{shop}/offers", response = Offer, require_one_of(image, words))]
pub struct FindOffers {
    shop: u64,
    keyword: ::std::string::String,
    #[param(default = "none")]
    sort: ::std::string::String,
    #[param(default = 1, range = 1..)]
    page: u32,
    image: ::core::option::Option<u64>,
    words: ::std::vec::Vec<::std::string::String>,
    state: ::core::option::Option<State>,
}

/// An offer.
#[::countersign::model]
pub struct Offer {
    id: u64,
    #[field(default)]
    states: ::std::vec::Vec<State>,
}

/// How far an offer is.
#[::countersign::open_enum]
pub enum State {
    /// It can be bought.
    Open,
}

::countersign::api! {
    /// A shop.
    pub struct Shop { base_url: "https://shop.example", auth: ::countersign::scheme::Scheme::bearer() }
    operations { offers: FindOffers; }
}

#[test]
fn works() {
    let request = FindOffers::builder().shop(7).keyword("umbrella").words(["red"]).build();
    assert_eq!((request.page, request.words.len()), (1, 1));
    assert_eq!(Shop::OPERATIONS.len(), 1);
}
