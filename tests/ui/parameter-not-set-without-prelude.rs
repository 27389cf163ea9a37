// errors: 1
// Without a prelude the name of the trait says what was forgotten.
#![no_implicit_prelude]
use ::countersign::endpoint;
use ::std::{println, string::String};

#[endpoint(GET, "/search", no_implicit_prelude)]
pub struct Search {
    pub keyword: String,
    pub shop_id: u64,
}

fn main() {
    let request = Search::builder().shop_id(7).build();
    println!("{request:?}");
}
