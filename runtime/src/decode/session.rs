//! One decoding: what is limited, observed and recorded while it runs.
//!
//! The fast way to read a number is as a `u64`, an `i64` or a float. If a float would lose digits that the type keeps,
//! the decoding is repeated, and every number is then read from its text. Reading all of them from their text would
//! cost a quarter more, and vendors seldom write fractions as numbers.

use std::cell::Cell;

use super::Drift;
use super::{bounds, drift, path};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Each number from its text. Also used for types that are read by serde itself.
    Exact,
    /// Numbers as `serde_json` parses them.
    Quick,
    /// As `Quick`, but a number needs its digits: the result is not used.
    Insufficient,
}

thread_local! {
    static WAY: Cell<Way> = const { Cell::new(Way::Exact) };
}

/// Returns whether numbers are read the fast way.
#[inline]
pub(super) fn is_quick() -> bool {
    WAY.get() != Way::Exact
}

/// Records that a number has to be read from its text.
#[cold]
pub(super) fn need_digits() {
    WAY.set(Way::Insufficient);
}

/// Runs one decoding, with at most `max_items` elements in all lists and maps. Returns the value, and the drift that
/// was found.
pub(crate) fn decoding<T, E>(max_items: usize, mut decode: impl FnMut() -> Result<T, E>) -> (Result<T, E>, Vec<Drift>) {
    let mut once = |way| {
        let outer = WAY.replace(way);
        path::clear();
        let (read, drift) = drift::observe(|| bounds::within(max_items, &mut decode));
        (WAY.replace(outer), read, drift)
    };
    let (way, read, drift) = once(Way::Quick);
    // `serde_json` itself refuses what no float can represent, such as `1e400`.
    if way == Way::Quick && read.is_ok() {
        return (read, drift);
    }
    let (_, read, drift) = once(Way::Exact);
    (read, drift)
}
