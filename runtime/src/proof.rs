//! Proofs in an answer that a call was carried out: follows the paths of [`Operation::proof`].
//!
//! The envelope calls [`Operation::is_proved_by`] for every answer to an operation with a proof. Paths consist of Rust
//! field names, so they are followed along the schema, which contains the names on the wire. `#[endpoint]` makes the
//! compiler check each path once, with [`Inside`] for its steps and [`Proves`] for its end.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::decode::{Decoded, Model};
use crate::operation::{DataPath, FieldInfo, Operation, RetryClass, Schema};

/// A type whose values can prove that a call was carried out: `true`, a number other than zero, or a non-empty string.
///
/// `#[endpoint(proof(…))]` requires it for every field that it names. Implement it for a custom type that is one of
/// these on the wire; the value is examined as JSON.
pub trait Proves {}

macro_rules! proves {
    ($($type:ty),+) => {$(impl Proves for $type {})+};
}

proves!(bool, String, u8, u16, u32, u64, i8, i16, i32, i64);

impl<T: Proves> Proves for Option<T> {}
impl<T: Proves> Proves for Box<T> {}
impl<T: Proves> Proves for Vec<T> {}
impl<T: Proves> Proves for BTreeMap<String, T> {}

/// A type with fields for a path to continue with: a model, or an option, a list or a map of one.
#[diagnostic::on_unimplemented(
    message = "a path cannot go into `{Self}`",
    label = "has no fields",
    note = "a path of `proof(…)` goes through structs with `#[model]`, and through an `Option`, `Vec` or \
            `BTreeMap<String, _>` of one"
)]
pub trait Inside {
    /// The model.
    type Fields;

    /// Returns one of the models in it.
    fn first(&self) -> Option<&Self::Fields>;
}

#[diagnostic::do_not_recommend]
impl<T: Model> Inside for T {
    type Fields = T;

    fn first(&self) -> Option<&T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Inside> Inside for Option<T> {
    type Fields = T::Fields;

    fn first(&self) -> Option<&T::Fields> {
        self.as_ref()?.first()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Inside> Inside for Vec<T> {
    type Fields = T::Fields;

    fn first(&self) -> Option<&T::Fields> {
        self.iter().find_map(T::first)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Inside> Inside for BTreeMap<String, T> {
    type Fields = T::Fields;

    fn first(&self) -> Option<&T::Fields> {
        self.values().find_map(T::first)
    }
}

impl Operation {
    /// Returns whether a successful answer has to contain a proof. For a call that may be repeated, nothing depends on
    /// it.
    pub(crate) fn needs_proof(&self) -> bool {
        self.retry() == RetryClass::Never && !self.proof().is_empty()
    }

    /// Returns whether the JSON of a response contains one of the operation's proofs.
    pub(crate) fn is_proved_by(&self, response: &str) -> bool {
        self.proof().iter().any(|path| holds(response, &self.response(), path.steps()))
    }

    /// Returns the paths of the proof, with the names on the wire.
    ///
    /// ```
    /// use countersign::{Endpoint, endpoint, model};
    ///
    /// /// An accepted order.
    /// #[model]
    /// pub struct Order {
    ///     /// Its number.
    ///     #[field(default)]
    ///     pub order_id: u64,
    /// }
    ///
    /// /// Orders a book.
    /// #[endpoint(POST, "/orders", response = Order, proof(order_id))]
    /// pub struct OrderBook {}
    ///
    /// assert_eq!(OrderBook::OPERATION.proof_on_wire(), ["orderId"]);
    /// ```
    pub fn proof_on_wire(&self) -> Vec<String> {
        self.proof().iter().map(|path| self.on_wire(*path)).collect()
    }

    /// Returns a path through the fields of the response, with the names on the wire.
    ///
    /// ```
    /// use countersign::operation::DataPath;
    /// use countersign::{Endpoint, endpoint, model};
    ///
    /// /// A book.
    /// #[model]
    /// pub struct Book {
    ///     /// Its first edition.
    ///     pub first_edition: Edition,
    /// }
    ///
    /// /// An edition.
    /// #[model]
    /// pub struct Edition {
    ///     /// When it was printed.
    ///     pub printed_in: u32,
    /// }
    ///
    /// /// Returns a book.
    /// #[endpoint(GET, "/book", response = Book)]
    /// pub struct GetBook {}
    ///
    /// let path = DataPath::new(&["first_edition", "printed_in"]);
    /// assert_eq!(GetBook::OPERATION.on_wire(path), "firstEdition.printedIn");
    /// ```
    pub fn on_wire(&self, path: DataPath) -> String {
        on_wire(&self.response(), path.steps()).join(".")
    }

    /// Returns where a page lists its items: the name of the list on the wire, which is empty if the response is the
    /// list itself, and the schema of an item. If an object has several lists, the field `items` counts, or else the
    /// first. `None` if the response contains no list.
    ///
    /// ```
    /// use countersign::{Endpoint, endpoint, model};
    ///
    /// /// A page of books.
    /// #[model]
    /// pub struct Shelf {
    ///     /// The titles.
    ///     #[field(name = "books")]
    ///     pub items: Vec<String>,
    /// }
    ///
    /// /// Returns a page of books.
    /// #[endpoint(GET, "/books", response = Shelf)]
    /// pub struct ListBooks {}
    ///
    /// let (name, item) = ListBooks::OPERATION.items().expect("a page lists items");
    /// assert_eq!((name, item.to_string().as_str()), ("books", "string"));
    /// ```
    pub fn items(&self) -> Option<(&'static str, Schema)> {
        let list = match self.response() {
            Schema::Object(page) => {
                let lists = || page().fields().iter().filter(|field| matches!(field.schema(), Schema::List(_)));
                let field = lists().find(|field| field.name() == "items").or_else(|| lists().next())?;
                (field.wire_name(), field.schema())
            }
            response => ("", response),
        };
        let (name, Schema::List(item)) = list else { return None };
        Some((name, *item))
    }

    /// Returns a path through the fields of an item, with the names on the wire.
    ///
    /// ```
    /// use countersign::operation::DataPath;
    /// use countersign::{Endpoint, endpoint, model};
    ///
    /// /// A book.
    /// #[model]
    /// pub struct Book {
    ///     /// Its number.
    ///     pub book_id: u64,
    /// }
    ///
    /// /// Returns the books after the one with this number.
    /// #[endpoint(GET, "/books", response = Vec<Book>)]
    /// pub struct ListBooks {}
    ///
    /// assert_eq!(ListBooks::OPERATION.item_on_wire(DataPath::new(&["book_id"])), "bookId");
    /// ```
    pub fn item_on_wire(&self, path: DataPath) -> String {
        on_wire(&self.items().map_or(Schema::Any, |(_, item)| item), path.steps()).join(".")
    }
}

/// Returns whether a proof is at the end of a path; for a list or a map, in any of its entries. Only what is on the
/// path is parsed.
fn holds(json: &str, schema: &Schema, path: &[&str]) -> bool {
    match (json.bytes().next(), schema, path) {
        (Some(b'['), ..) => {
            let schema = if let Schema::List(item) = schema { item } else { schema };
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            items.iter().any(|each| holds(each.get(), schema, path))
        }
        (_, Schema::List(item), _) => holds(json, item, path),
        (Some(b'{'), Schema::Map(item), _) => members(json).values().any(|each| holds(each.get(), item, path)),
        (_, _, []) => proves(json, schema),
        (_, _, [field, rest @ ..]) => {
            let (names, schema) = member(schema, field);
            let members = members(json);
            names.iter().any(|name| members.get(*name).is_some_and(|value| holds(value.get(), &schema, rest)))
        }
    }
}

/// Returns the JSON at the end of a path of field names; for a list on the way, in the first entry that has it.
pub(crate) fn at(json: &str, schema: &Schema, path: &[&str]) -> Option<String> {
    match (json.bytes().next()?, schema, path) {
        (_, _, []) => Some(json.to_owned()),
        (b'[', Schema::List(item), _) => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            items.iter().find_map(|each| at(each.get(), item, path))
        }
        (_, _, [field, rest @ ..]) => {
            let (names, schema) = member(schema, field);
            let members = members(json);
            names.iter().find_map(|name| at(members.get(*name)?.get(), &schema, rest))
        }
    }
}

/// Returns the members of an object. For a duplicate name, the last one counts, as it does for a model.
fn members(json: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(json).unwrap_or_default()
}

/// Returns whether a single value is a proof.
fn proves(json: &str, schema: &Schema) -> bool {
    match (json.bytes().next(), schema) {
        // However a `true` is written, the field reads it the same way.
        (_, Schema::Boolean) => serde_json::from_str::<Decoded<bool>>(json).is_ok_and(|read| read.0),
        (Some(b'"'), _) => serde_json::from_str::<String>(json).is_ok_and(|text| match schema {
            Schema::Id | Schema::Integer { .. } => is_not_zero(&text),
            _ => !text.trim().is_empty(),
        }),
        (Some(b'-' | b'0'..=b'9'), _) => is_not_zero(json),
        _ => json == "true",
    }
}

/// Returns whether a number has a digit other than zero, apart from its exponent.
fn is_not_zero(number: &str) -> bool {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    mantissa.contains(|digit| matches!(digit, '1'..='9'))
}

/// Returns the names of a field on the wire and its schema. If fields are not known, the name is used directly.
fn member<'f>(schema: &Schema, field: &'f str) -> (Vec<&'f str>, Schema) {
    let known = match schema {
        Schema::Object(info) => info().fields().iter().find(|each| each.name() == field),
        _ => None,
    };
    let names = |known: &FieldInfo| [&[known.wire_name()], known.aliases()].concat();
    known.map_or((vec![field], Schema::Any), |known| (names(known), known.schema()))
}

/// Returns the names on the wire for a path of field names.
fn on_wire<'p>(schema: &Schema, path: &[&'p str]) -> Vec<&'p str> {
    match (schema, path) {
        (Schema::List(item) | Schema::Map(item), _) => on_wire(item, path),
        (_, []) => Vec::new(),
        (_, [field, rest @ ..]) => {
            let (names, schema) = member(schema, field);
            names.into_iter().take(1).chain(on_wire(&schema, rest)).collect()
        }
    }
}
