//! One decoding: what is bounded, observed and noted while it runs.
//!
//! The quick way to read a number is as a `u64`, an `i64` or a float. Where a float would lose digits that its type keeps,
//! the decoding is repeated, and every number is then read from its text. Reading all of them from their text costs a
//! quarter more, and vendors seldom write fractions as numbers.

use std::cell::Cell;

use super::Drift;
use super::{bounds, drift, path};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By the text of each number. Also the way of whoever reads a type by serde itself.
    Exact,
    /// By what `serde_json` makes of numbers.
    Quick,
    /// Quick, but a number needs its digits: what comes out is not used.
    Insufficient,
}

thread_local! {
    static WAY: Cell<Way> = const { Cell::new(Way::Exact) };
}

/// Whether numbers are read the quick way.
#[inline]
pub(super) fn is_quick() -> bool {
    WAY.get() != Way::Exact
}

/// Notes that a number was met that has to be read from its text.
#[cold]
pub(super) fn need_digits() {
    WAY.set(Way::Insufficient);
}

/// Runs one decoding, with lists and maps of at most `max_items` elements together. Returns what it read, and what it met
/// that was not expected.
pub(crate) fn decoding<T, E>(max_items: usize, mut decode: impl FnMut() -> Result<T, E>) -> (Result<T, E>, Vec<Drift>) {
    let mut once = |way| {
        let outer = WAY.replace(way);
        path::clear();
        let (read, drift) = drift::observe(|| bounds::within(max_items, &mut decode));
        (WAY.replace(outer), read, drift)
    };
    let (way, read, drift) = once(Way::Quick);
    // `serde_json` refuses by itself what no float holds, such as `1e400`.
    if way == Way::Quick && read.is_ok() {
        return (read, drift);
    }
    let (_, read, drift) = once(Way::Exact);
    (read, drift)
}
