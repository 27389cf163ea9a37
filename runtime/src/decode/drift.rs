//! Drift: what an answer contains that its definition does not know.
//!
//! A third party adds fields and enum values without notice. Reading continues, and each finding is counted by type and
//! name rather than by position, so that a page of twenty items yields one entry. [`observe`] wraps one decoding.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use crate::clip::clipped;
use crate::printable::Printable;

/// How many different findings of one answer are kept. An answer with more follows another definition altogether, and
/// each finding is compared with those before it.
const MOST_FINDINGS: usize = 100;

/// How many characters of a name are kept: an unknown value may be any text.
const LONGEST_NAME: usize = 100;

/// A field or a value that the definition of an answer does not know, and how often it occurred.
///
/// The first 100 different ones of an answer are kept, and the first 100 characters of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// Whether it is a field, a value or an odd form.
    pub kind: DriftKind,
    /// Name of the Rust type that was being read.
    pub owner: &'static str,
    /// The name on the wire of the unknown or oddly written field, or the unknown value.
    pub name: String,
    /// How often it occurred.
    pub count: u64,
}

impl Drift {
    /// Creates a finding that occurred `count` times, for tests of code that handles drift.
    ///
    /// ```
    /// use countersign::decode::{Drift, DriftKind};
    ///
    /// let drift = Drift::new(DriftKind::UnknownField, "Book", "pageCount", 20);
    /// assert_eq!(drift.to_string(), "unknown field `pageCount` of `Book` (20×)");
    /// ```
    pub fn new(kind: DriftKind, owner: &'static str, name: impl Into<String>, count: u64) -> Self {
        Self { kind, owner, name: name.into(), count }
    }
}

/// The kind of drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// An object has a member that its definition does not name.
    UnknownField,
    /// An open enum has a value that its definition does not name.
    UnknownValue,
    /// A value is written in a form that its definition does not name but that is unambiguous: `1` or `"Y"` for a
    /// boolean, `""` or `{}` for an empty list, `[]` or `""` for an empty object, a response one level further
    /// in or out than declared. It was read nevertheless.
    OddForm,
}

impl DriftKind {
    /// Returns the kind in `snake_case`, for logs and metrics.
    ///
    /// ```
    /// use countersign::decode::DriftKind;
    ///
    /// assert_eq!(DriftKind::UnknownValue.as_str(), "unknown_value");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
            Self::OddForm => "odd_form",
        }
    }
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::UnknownField => "unknown field",
            Self::UnknownValue => "unknown value",
            Self::OddForm => "oddly written",
        })
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}` of `{}` ({}×)", self.kind, Printable(&self.name), self.owner, self.count)
    }
}

/// Returns a name as it is kept.
pub(super) fn shortened(name: &str) -> Cow<'_, str> {
    clipped(name, LONGEST_NAME)
}

/// The owner of anything that is not a field of a model: the response itself.
pub(crate) const RESPONSE: &str = "response";

thread_local! {
    /// Whether the value being read is written in an odd form; recorded by its field.
    static ODD: Cell<bool> = const { Cell::new(false) };
    /// `None` while nothing is observed, in which case nothing is recorded.
    static FOUND: RefCell<Option<Vec<Drift>>> = const { RefCell::new(None) };
}

/// Notes that the value being read is written in an odd form.
pub(super) fn note_odd_form() {
    ODD.set(true);
}

/// Returns whether the value that was just read is written in an odd form.
#[inline]
pub(super) fn is_odd() -> bool {
    ODD.get()
}

/// Counts an odd form of the field that was just read, if there was one.
pub(super) fn record_odd_form(owner: &'static str, name: &str) {
    if ODD.replace(false) {
        record(DriftKind::OddForm, owner, name);
    }
}

/// Runs one decoding, and returns the drift that it found.
pub(super) fn observe<T>(decode: impl FnOnce() -> T) -> (T, Vec<Drift>) {
    let outer = FOUND.replace(Some(Vec::new()));
    // An earlier failure may have left something behind.
    ODD.set(false);
    let value = decode();
    record_odd_form(RESPONSE, RESPONSE);
    let found = FOUND.replace(outer).unwrap_or_default();
    (value, found)
}

/// Records a member of an object that its definition does not name.
pub(crate) fn record_field(owner: &'static str, name: &str) {
    record(DriftKind::UnknownField, owner, name);
}

/// Records a value that an open enum does not name.
pub(crate) fn record_enum_value(owner: &'static str, value: &str) {
    record(DriftKind::UnknownValue, owner, value);
}

fn record(kind: DriftKind, owner: &'static str, name: &str) {
    FOUND.with_borrow_mut(|found| {
        let Some(found) = found else { return };
        let name = shortened(name);
        if let Some(known) =
            found.iter_mut().find(|drift| drift.kind == kind && drift.owner == owner && drift.name == name)
        {
            known.count += 1;
        } else if found.len() < MOST_FINDINGS {
            found.push(Drift::new(kind, owner, name, 1));
        }
    });
}
