//! What an answer holds that its definition does not know.
//!
//! A third party adds fields and enumeration values without notice. Reading goes on, and each finding is counted: by
//! type and name, not by position, so that a page of twenty items gives one entry. [`observe`] wraps one decoding.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

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
pub struct Drift {
    /// What kind of surprise it is.
    pub kind: DriftKind,
    /// Name of the Rust type that met it.
    pub owner: &'static str,
    /// The unknown field's name on the wire, or the unknown value.
    pub name: String,
    /// How often it occurred.
    pub count: u64,
}

/// What kind of surprise an answer held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// An object has a member that its definition does not name.
    UnknownField,
    /// An open enumeration met a value that its definition does not name.
    UnknownValue,
}

impl DriftKind {
    /// The kind in `snake_case`, for logs and metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
        }
    }
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::UnknownField => "unknown field",
            Self::UnknownValue => "unknown value",
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
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()).into(),
        None => name.into(),
    }
}

thread_local! {
    /// `None` while nobody observes: then nothing is recorded.
    static FOUND: RefCell<Option<Vec<Drift>>> = const { RefCell::new(None) };
}

/// Runs one decoding and gives what it found that was not expected.
pub(crate) fn observe<T>(decode: impl FnOnce() -> T) -> (T, Vec<Drift>) {
    let outer = FOUND.replace(Some(Vec::new()));
    let value = decode();
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
            found.push(Drift { kind, owner, name: name.into_owned(), count: 1 });
        }
    });
}
