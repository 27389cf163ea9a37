//! What an answer holds that its definition does not know.
//!
//! A third party adds fields and enumeration values without notice. Reading goes on, and each finding is counted: by
//! type and name, not by position, so that a page of twenty items gives one entry. [`observe`] wraps one decoding.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use crate::clip::clipped;
use crate::printable::Printable;

/// How many different findings of one answer are kept. An answer beyond that is of another definition altogether; and
/// each finding is compared with those before it.
const MOST_FINDINGS: usize = 100;

/// How many characters of a name are kept: a value that is unknown may be any text.
const LONGEST_NAME: usize = 100;

/// One kind of surprise in an answer, with how often it occurred.
///
/// Of one answer, the first 100 different ones are kept, and of a name its first 100 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// What kind of surprise it is.
    pub kind: DriftKind,
    /// Name of the Rust type that met it.
    pub owner: &'static str,
    /// The name on the wire of the field that is unknown or oddly written, or the unknown value.
    pub name: String,
    /// How often it occurred.
    pub count: u64,
}

impl Drift {
    /// Returns a surprise that occurred so often, for tests of what handles drift.
    pub fn new(kind: DriftKind, owner: &'static str, name: impl Into<String>, count: u64) -> Self {
        Self { kind, owner, name: name.into(), count }
    }
}

/// What kind of surprise an answer held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// An object has a member that its definition does not name.
    UnknownField,
    /// An open enumeration met a value that its definition does not name.
    UnknownValue,
    /// A value is written in a form that its definition does not name but that leaves no doubt: `1` or `"Y"` for a
    /// boolean, `""` or `{}` for an empty list, `[]` or `""` for an empty object. It was read.
    OddForm,
}

impl DriftKind {
    /// The kind in `snake_case`, for logs and metrics.
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

/// A name as it is kept.
pub(super) fn shortened(name: &str) -> Cow<'_, str> {
    clipped(name, LONGEST_NAME)
}

/// The owner of what is no field of a model: the response itself.
pub(super) const RESPONSE: &str = "response";

thread_local! {
    /// The value that is being read is written in an odd form; noted by the field that holds it.
    static ODD: Cell<bool> = const { Cell::new(false) };
    /// `None` while nobody observes: then nothing is recorded.
    static FOUND: RefCell<Option<Vec<Drift>>> = const { RefCell::new(None) };
}

/// Notes that the value being read is written in an odd form.
pub(super) fn note_odd_form() {
    ODD.set(true);
}

/// Counts an odd form of the field that was just read, if it has one.
#[inline]
pub(super) fn record_odd_form(owner: &'static str, name: &str) {
    if ODD.replace(false) {
        record(DriftKind::OddForm, owner, name);
    }
}

/// Runs one decoding and gives what it found that was not expected.
pub(super) fn observe<T>(decode: impl FnOnce() -> T) -> (T, Vec<Drift>) {
    let outer = FOUND.replace(Some(Vec::new()));
    // What an earlier failure left behind is not of this answer.
    ODD.set(false);
    let value = decode();
    record_odd_form(RESPONSE, RESPONSE);
    let found = FOUND.replace(outer).unwrap_or_default();
    (value, found)
}

/// Notes an object's member that its definition does not name.
pub(crate) fn record_field(owner: &'static str, name: &str) {
    record(DriftKind::UnknownField, owner, name);
}

/// Notes a value that an open enumeration does not name.
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
