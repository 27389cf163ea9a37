//! Pairs sorted by name, quickly for requests as they usually are.

use std::cmp::Ordering;

use super::signing::{CanonicalString, is_text};
use crate::param::{Component, Draft, Origin};

impl CanonicalString<'_, '_> {
    /// Appends `name=value&` for each text in query and body that `select` takes by its name and origin: sorted by name as
    /// Java sorts strings, by UTF-16 code unit. Those of one name keep their order.
    pub fn sorted_pairs(&mut self, select: impl Fn(&str, Origin) -> bool) {
        let Draft { components, bytes, .. } = self.draft();
        let mut usual = [SortKey::default(); USUAL_COMPONENTS];
        let mut unusual = Vec::new();
        let keys = match usual.get_mut(..components.len()) {
            Some(keys) => keys,
            None => {
                unusual.resize(components.len(), SortKey::default());
                &mut unusual
            }
        };
        let is_selected = |each: &Component| is_text(each) && select(each.name(), each.origin);
        let selected = components.iter().enumerate().filter(|(_, each)| is_selected(each));
        let mut count = 0;
        for (key, (index, component)) in keys.iter_mut().zip(selected) {
            *key = SortKey::new(index, component, bytes);
            count += 1;
        }
        let keys = keys.get_mut(..count).unwrap_or_default();
        sort(keys, components);
        self.pairs(keys.iter().map(|key| key.index()));
    }
}

/// So many components are sorted without an allocation.
const USUAL_COMPONENTS: usize = 16;

/// The first eight bytes of a component's name, then its place: one number, and nearly always all that the order needs.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey(u128);

impl SortKey {
    fn new(index: usize, component: &Component, bytes: &[u8]) -> Self {
        let name = component.name.as_bytes();
        let pair = bytes.get(component.pair()).unwrap_or_default();
        let eight = match (name.first_chunk(), pair.first_chunk()) {
            (Some(eight), _) => u64::from_be_bytes(*eight),
            // What follows a short name is cut off.
            (None, Some(eight)) => u64::from_be_bytes(*eight) & !(u64::MAX >> (8 * name.len())),
            (None, None) => name.iter().rev().fold(0, |eight, &byte| eight >> 8 | u64::from(byte) << 56),
        };
        Self(u128::from(eight) << 64 | index as u128)
    }

    fn eight(self) -> u64 {
        (self.0 >> 64) as u64
    }

    fn index(self) -> usize {
        self.0 as usize
    }

    fn is_ascii(self) -> bool {
        self.eight() & 0x8080_8080_8080_8080 == 0
    }
}

/// Sorts by name as Java does; components of one name keep their order.
fn sort(keys: &mut [SortKey], components: &[Component]) {
    keys.sort_unstable();
    let ascii = keys.iter().all(|key| key.is_ascii());
    let distinct = keys.is_sorted_by(|one, other| one.eight() < other.eight());
    if !(ascii && distinct) {
        let name = |key: &SortKey| components.get(key.index()).map_or("", Component::name);
        keys.sort_by(|one, other| java_order(name(one), name(other)).then(one.index().cmp(&other.index())));
    }
}

/// The order of `String.compareTo`: by UTF-16 code unit, which differs from Rust's order beyond U+D7FF.
fn java_order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}
