//! A limit for the elements of all lists and maps of one answer together.
//!
//! A few bytes of JSON can become hundreds in memory, so a limit for bytes does not limit memory. The count is kept per
//! thread because serde has no place for it and decoding never leaves its thread.

use std::cell::Cell;

use serde::de::Error;

/// The default limit for one answer.
pub(crate) const MAX_ITEMS: usize = 100_000;

#[derive(Clone, Copy)]
struct Bound {
    most: usize,
    left: usize,
}

/// Outside of [`within`], only the size of the text is limited.
const UNBOUNDED: Bound = Bound { most: usize::MAX, left: usize::MAX };

thread_local! {
    static BOUND: Cell<Bound> = const { Cell::new(UNBOUNDED) };
}

/// Runs one decoding whose lists and maps may have `most` elements together.
pub(super) fn within<T>(most: usize, decode: impl FnOnce() -> T) -> T {
    let outer = BOUND.replace(Bound { most, left: most });
    let value = decode();
    BOUND.set(outer);
    value
}

/// Counts one element.
///
/// # Errors
/// The limit is exceeded.
#[inline]
pub(super) fn count<E: Error>() -> Result<(), E> {
    let bound = BOUND.get();
    match bound.left.checked_sub(1) {
        Some(left) => {
            BOUND.set(Bound { left, ..bound });
            Ok(())
        }
        None => Err(too_many(bound.most)),
    }
}

#[cold]
fn too_many<E: Error>(most: usize) -> E {
    E::custom(format_args!(
        "its lists and maps have more than {most} elements together; raise the limit with `ClientBuilder::max_items`"
    ))
}
