//! Names that are words of Rust.

use countersign::scheme::Scheme;
use countersign::{Credentials, Endpoint, Model, endpoint, model, open_enum};

/// Moves a thing.
#[endpoint(GET, "/things/{type}", pages(page = r#loop), require_one_of(r#in, r#as))]
pub struct Move {
    r#type: String,
    #[param(default = 1)]
    r#loop: u32,
    r#in: Option<String>,
    r#as: Option<Thing>,
    r#match: Vec<Kind>,
}

/// A thing.
#[model]
pub struct Thing {
    r#type: Kind,
    #[field(default)]
    r#impl: Option<u32>,
}

/// Kinds of things.
#[open_enum]
pub enum Kind {
    /// A raw variant.
    r#Enum,
}

countersign::api! {
    /// Things.
    pub struct Things { base_url: "https://things.example", auth: Scheme::bearer() }
    operations { r#move: Move; }
}

#[test]
fn works() {
    let names: Vec<&str> = Move::OPERATION.parameters().iter().map(countersign::operation::Parameter::name).collect();
    assert_eq!(names, ["type", "loop", "in", "as", "match"]);
    assert_eq!((Thing::info().fields()[0].wire_name(), Kind::r#Enum.as_str()), ("type", "enum"));
    let request = Move::builder().r#type("a").r#loop(2).build();
    assert_eq!((request.r#type.as_str(), request.r#loop), ("a", 2));
    let client = Things::builder().credentials(Credentials::new("key", "secret").unwrap()).build().unwrap();
    let _call = client.r#move().r#type("a").send();
}
