//! Checks that a signature cannot be made without a secret, and that no key can be empty.

use crate::scheme::error::Problem;
use crate::scheme::shape::width;
use crate::scheme::text::{Map, Node, Shape, Text};

/// The characters of a signature that are too many to be guessed, even online.
const ENOUGH: usize = 8;

/// Returns whether every value of a text depends on a secret, whatever the request is.
pub(super) fn proves(text: &Text) -> bool {
    match text.node() {
        Node::Secret | Node::Credential(_) | Node::Asymmetric(..) => true,
        // If one of them is taken, the other one proves nothing.
        Node::Or(first, second) => proves(first) && proves(second),
        // It is empty where the condition does not hold.
        Node::Then(..) | Node::Optional(_) => false,
        Node::Pairs(_, Shape::Names(_)) => false,
        // Its value is known.
        Node::Map(Map::OnlyIf(_), _) => false,
        Node::Map(Map::First(count), inner) => proves(inner) && keeps_enough(inner, *count),
        Node::Map(Map::Skip(count), inner) => {
            proves(inner) && width(inner).map_or(is_secret(inner), |width| width.saturating_sub(*count) >= ENOUGH)
        }
        Node::Map(Map::Until(_), inner) => is_secret(inner),
        _ => text.children().into_iter().any(proves),
    }
}

/// Returns whether the first bytes of a text prove enough. Of a secret itself, any number of bytes does.
fn keeps_enough(text: &Text, count: usize) -> bool {
    match width(text) {
        Some(width) => count >= ENOUGH.min(width),
        None => count > 0 && is_secret(text),
    }
}

/// Returns whether a text is a secret itself, unchanged.
fn is_secret(text: &Text) -> bool {
    match text.node() {
        Node::Secret | Node::Credential(_) => true,
        Node::Named(_, inner) => is_secret(inner),
        _ => false,
    }
}

/// Refuses a key that is made of a secret and may lack it.
pub(super) fn check_key(text: &Text, problems: &mut Vec<Problem>) {
    let (Node::Mac(_, _, key) | Node::Derived(_, key, _)) = text.node() else { return };
    if key.facts().credential && !proves(key) {
        let message = "this key may be empty or lack the secret, and anyone knows it then: remove `optional`, `or`, `then` \
                       or the cut, so that a missing secret is an error";
        problems.push(Problem::new(key, message));
    }
}
