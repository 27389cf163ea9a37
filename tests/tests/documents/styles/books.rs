//! An API with every place, style and type that a declaration can name.

use std::collections::BTreeMap;

use api_1688::{Date, Timestamp, Yuan};
use countersign::value::{Base64Bytes, Decimal, File};
use countersign::{endpoint, model, open_enum};

countersign::id! {
    /// A book.
    pub(crate) struct BookId;
}

/// A kind of book.
#[open_enum]
pub(crate) enum Kind {
    /// Made up.
    Fiction,
    /// A dictionary.
    #[wire("dict")]
    Dictionary,
}

/// How many there are.
#[open_enum]
pub(crate) enum Rarity {
    /// Many.
    #[wire(1)]
    Common,
    /// One.
    #[wire(2)]
    Unique,
}

/// A shelf, which may hold shelves.
#[model]
pub(crate) struct Shelf {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub shelves: Vec<Shelf>,
    /// Its books.
    #[field(number)]
    pub books: Vec<BookId>,
    /// How rare they are.
    pub rarity: Option<Rarity>,
}

/// A list with its length.
#[model]
pub(crate) struct Counted<T> {
    /// How many.
    #[field(alias("total"))]
    pub count: u32,
    /// The items.
    pub items: Vec<T>,
}

/// Finds books.
///
/// Everything that a query can hold.
#[endpoint(GET, "/shelves/{shelf_id}/books", response = Counted<Shelf>, data = "result.page", source = upstream)]
pub(crate) struct FindBooks {
    /// Where to look.
    pub shelf_id: BookId,
    /// Which kinds.
    pub kinds: Vec<Kind>,
    /// Which books.
    #[param(join = ",", max_items = 3)]
    pub books: Vec<BookId>,
    /// Which words.
    #[param(join = "|")]
    pub words: Vec<String>,
    /// Which years.
    #[param(join = ";")]
    pub years: Vec<u32>,
    /// A shelf to look like.
    pub like: Option<Shelf>,
    /// Words and their weights.
    #[param(json)]
    pub weights: Vec<u32>,
    /// Highest price (yuan).
    #[param(range = 0..=500)]
    pub price: Option<Yuan>,
    /// Printed on.
    pub day: Option<Date>,
    /// Signed by the author.
    #[param(default = false)]
    pub signed: bool,
    /// Languages of the answer.
    #[param(name = "Accept-Language", in = header, join = ",")]
    pub languages: Vec<String>,
}

/// Adds a book.
#[endpoint(POST, "/shelves/{shelf_id}/books", response = Counted<BookId>, body = form)]
pub(crate) struct AddBook {
    /// Where to put it.
    pub shelf_id: BookId,
    /// Its title.
    #[param(max_len = 80)]
    pub title: String,
    /// Its kinds.
    pub kinds: Vec<Kind>,
    /// Its authors.
    #[param(join = ",", min_items = 1)]
    pub authors: Vec<String>,
    /// The shelf beside it.
    pub beside: Option<Shelf>,
}

/// Scans a page.
#[endpoint(PUT, "/pages", response = BTreeMap<String, u32>, body = multipart)]
pub(crate) struct ScanPage {
    /// The picture.
    #[param(max_len = 1000)]
    pub picture: File,
    /// A thumbnail.
    #[param(max_len = 100)]
    pub thumbnail: Option<Base64Bytes>,
}

/// Moves shelves.
#[endpoint(POST, "/moves", body = json, retry = safe, require_one_of(to, onto))]
pub(crate) struct MoveShelf {
    /// The shelf.
    pub shelf: Shelf,
    /// Its price.
    #[param(number, range = 1..)]
    pub price: Decimal,
    /// When.
    #[param(reference)]
    pub at: Timestamp,
    /// To which shelf.
    #[param(number)]
    pub to: Option<BookId>,
    /// Onto which shelf.
    pub onto: Option<String>,
    /// The books to leave behind.
    #[param(join = " ")]
    pub without: Vec<BookId>,
}
