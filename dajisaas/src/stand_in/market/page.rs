//! One page of a list. Knows no API.

/// Returns the items of page `number`, counted from 1, and the number of items on all pages.
///
/// ```
/// use dajisaas::stand_in::market::page::page;
///
/// assert_eq!(page(vec!["a", "b", "c"], 2, 2), (vec!["c"], 3));
/// ```
#[must_use]
pub fn page<T>(all: Vec<T>, number: u32, size: u32) -> (Vec<T>, u64) {
    let (total, size) = (all.len() as u64, size as usize);
    let skipped = size.saturating_mul(number.saturating_sub(1) as usize);
    (all.into_iter().skip(skipped).take(size).collect(), total)
}
