//! The JSON path of a value that could not be read.
//!
//! The containers in the sibling modules call [`prepend`] while an error propagates. On the way down nothing is
//! recorded, so reading a valid answer costs nothing. The path is kept per thread because serde's errors cannot carry
//! it and decoding never leaves its thread.

use std::cell::RefCell;
use std::fmt::Write as _;

/// One step from a container to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    Element(usize),
}

thread_local! {
    static STEPS: RefCell<Vec<Step>> = const { RefCell::new(Vec::new()) };
}

/// Discards what an earlier failure left behind.
pub(crate) fn clear() {
    STEPS.with_borrow_mut(Vec::clear);
}

/// Records that the failing value is at `step` of the calling container.
pub(crate) fn prepend(step: Step) {
    STEPS.with_borrow_mut(|steps| steps.push(step));
}

/// Returns the path collected since [`clear`], such as `data.data[3].priceInfo.price`. Empty at the root.
pub(crate) fn take() -> String {
    let mut path = String::new();
    for step in STEPS.take().iter().rev() {
        match step {
            Step::Member(name) if path.is_empty() => path.push_str(name),
            Step::Member(name) => {
                path.push('.');
                path.push_str(name);
            }
            Step::Element(index) => drop(write!(path, "[{index}]")),
        }
    }
    path
}

impl From<&str> for Step {
    fn from(name: &str) -> Self {
        Self::Member(name.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Element(index)
    }
}
