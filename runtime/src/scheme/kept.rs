//! What of a request reaches a signature, and what is lost on the way: a change of that is not noticed.

use super::pairs::{Pairs, Step, Supply};
use super::shape::width;
use super::text::{Map, Node, Shape, Source, Text};

/// What is lost of a part, as bits: what one use of the part loses, another one may keep. Of pairs, it is counted
/// apart for names and values, because a use may have one of them only.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lost(u16);

impl Lost {
    pub(super) const NOTHING: Self = Self(0);
    pub(super) const NAMES: Self = Self(1);
    pub(super) const VALUES: Self = Self(1 << 1);
    /// Objects and lists.
    pub(super) const NESTED: Self = Self(0b11 << 2);
    pub(super) const CASE: Self = Self(0b11 << 4);
    const CASE_OF_NAMES: Self = Self(0b01 << 4);
    /// Which of several encodings of the same bytes was sent.
    pub(super) const ESCAPES: Self = Self(0b11 << 6);
    /// Pairs without a value: their names, and that they are there.
    pub(super) const EMPTY: Self = Self(0b11 << 8);
    pub(super) const SPACES: Self = Self(1 << 10);
    pub(super) const END: Self = Self(1 << 11);
    /// All that names and values have.
    pub(super) const OF_NAMES: Self = Self(1 | 0b01 << 2 | 0b01 << 4 | 0b01 << 6 | 0b01 << 8);
    pub(super) const OF_VALUES: Self = Self(1 << 1 | 0b10 << 2 | 0b10 << 4 | 0b10 << 6 | 1 << 10);

    /// Returns whether this is lost, other than because all of the names or of the values are.
    pub(super) fn names(self, word: Self) -> bool {
        let implied = [(Self::NAMES, Self::OF_NAMES), (Self::VALUES, Self::OF_VALUES)].into_iter();
        let implied = implied.filter(|(one, _)| self.has(*one)).fold(0, |implied, (one, all)| implied | all.0 & !one.0);
        self.0 & !implied & word.0 != 0
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns what both lose.
    pub(super) fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A part that reaches the signature.
pub(super) struct Leaf<'t> {
    pub(super) node: &'t Node,
    pub(super) lost: Lost,
}

/// The way of a part to the signature.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    lost: Lost,
    /// Whether something stands in for the part if it is absent, so that all that makes it absent is the same.
    is_optional: bool,
}

/// Finds the parts of a text that cannot change without changing the text.
pub(super) fn reaching<'t>(text: &'t Text, way: Way, found: &mut Vec<Leaf<'t>>) {
    let leaf = Leaf { node: text.node(), lost: way.lost };
    match text.node() {
        Node::Concat(_) | Node::Join(..) | Node::Derived(..) | Node::Mac(..) | Node::Fields(_) => {
            together(&text.children(), way, found);
        }
        // A hand-written part is trusted to keep everything.
        Node::AnyOf(_, inner) | Node::Named(_, inner) | Node::Asymmetric(_, inner) | Node::ByHand(_, inner) => {
            reaching(inner, way, found);
        }
        Node::Optional(inner) => reaching(inner, Way { is_optional: true, ..way }, found),
        // The second one could take the place of the first one.
        Node::Or(_, second) if second.any(is_chosen) => {}
        Node::Or(first, _) => reaching(first, Way { is_optional: true, ..way }, found),
        Node::Then(condition, text) => {
            let mut inside = Vec::new();
            reaching(text, way, &mut inside);
            let holds_with = |leaf: &Leaf<'_>| is_never_empty(condition) || condition.node() == leaf.node;
            found.extend(inside.into_iter().filter(holds_with));
        }
        Node::Map(map, inner) => {
            if let Some(lost) = lost_by(map, inner, way.is_optional) {
                reaching(inner, Way { lost: way.lost.and(lost), ..way }, found);
            }
        }
        Node::Pairs(pairs, shape) => {
            found.push(leaf);
            if !matches!(shape, Shape::Names(_)) {
                together(&pairs.texts(), way, found);
            }
        }
        _ => found.push(leaf),
    }
}

/// Finds the parts of texts that are absent together: then all of them are lost, unless only one can be the reason.
fn together<'t>(texts: &[&'t Text], way: Way, found: &mut Vec<Leaf<'t>>) {
    let reasons = texts.iter().filter(|text| way.is_optional && may_be_absent(text)).count();
    for text in texts {
        if reasons == 0 || reasons == 1 && may_be_absent(text) {
            reaching(text, way, found);
        }
    }
}

/// Returns whether a sender can make a text absent.
fn may_be_absent(text: &Text) -> bool {
    match text.node() {
        Node::Header(_) | Node::Parameter(_) | Node::Json(_) => true,
        Node::Optional(_) => false,
        Node::Or(_, last) | Node::Then(_, last) => may_be_absent(last),
        Node::Map(Map::After(_) | Map::Until(_) | Map::OnlyIf(_) | Map::UnlessEmpty, _) | Node::ByHand(..) => true,
        Node::Map(Map::FromBase64 | Map::FromHex, _) => true,
        _ => text.children().into_iter().any(may_be_absent),
    }
}

/// Returns whether a sender chooses this part.
fn is_chosen(node: &Node) -> bool {
    matches!(node, Node::Source(_) | Node::Header(_) | Node::Parameter(_) | Node::Json(_) | Node::Pairs(..))
        || matches!(node, Node::KeyId | Node::Identifier(_) | Node::Nonce(_) | Node::Lifetime(_))
        || matches!(node, Node::Time(..) | Node::TimeAfter(..))
}

fn is_never_empty(text: &Text) -> bool {
    match text.node() {
        Node::Literal(literal) => !literal.is_empty(),
        Node::Source(source) => !matches!(source, Source::RawQuery | Source::Body),
        Node::Time(..) | Node::TimeAfter(..) => true,
        Node::Named(_, inner) => is_never_empty(inner),
        _ => false,
    }
}

/// Returns what a step loses of a text; `None` if that is anything.
fn lost_by(map: &Map, text: &Text, is_optional: bool) -> Option<Lost> {
    match map {
        // If the text is something else, it is absent.
        Map::After(_) | Map::OnlyIf(_) | Map::FromBase64 | Map::FromHex if is_optional => None,
        Map::Lower | Map::Upper if !is_digits(text) => Some(Lost::CASE),
        Map::FromBase64 | Map::FromHex | Map::FromPercent => Some(Lost::ESCAPES),
        Map::EndingWith(_) => matches!(text.node(), Node::Source(Source::Path)).then_some(Lost::END),
        Map::First(count) => is_enough(text, *count),
        Map::Skip(0) => Some(Lost::NOTHING),
        Map::Skip(count) => width(text).and_then(|width| is_enough(text, width.saturating_sub(*count))),
        Map::Replaced(from, to) => (to.contains(from) || is_encoded(text)).then_some(Lost::NOTHING),
        Map::Until(_) | Map::Abridged(_) | Map::Crc32 => None,
        _ => Some(Lost::NOTHING),
    }
}

/// The bytes of a digest that nobody finds another text for.
const ENOUGH: usize = 8;

/// Returns whether so many bytes of a text determine it: all of them, or some of a digest.
fn is_enough(text: &Text, bytes: usize) -> Option<Lost> {
    let width = width(text)?;
    (bytes >= width || bytes >= ENOUGH && is_digest(text)).then_some(Lost::NOTHING)
}

fn is_digest(text: &Text) -> bool {
    match text.node() {
        Node::Mac(..) | Node::Derived(..) | Node::Map(Map::Digest(_), _) => true,
        Node::Map(_, inner) | Node::Named(_, inner) => is_digest(inner),
        _ => false,
    }
}

/// Returns whether letters of a text have one case only.
fn is_digits(text: &Text) -> bool {
    match text.node() {
        Node::Map(Map::Hex | Map::UpperHex, _) => true,
        Node::Map(Map::First(_) | Map::Skip(_), inner) | Node::Named(_, inner) => is_digits(inner),
        _ => false,
    }
}

fn is_encoded(text: &Text) -> bool {
    match text.node() {
        Node::Map(Map::Percent | Map::Form | Map::Path, _) => true,
        Node::Map(Map::Lower | Map::Upper | Map::Replaced(..), inner) | Node::Named(_, inner) => is_encoded(inner),
        _ => false,
    }
}

/// What pairs keep of those from a place.
#[derive(Default)]
pub(super) struct Kept<'p> {
    pub(super) lost: Lost,
    /// The names of those that are kept, if not all are.
    pub(super) only: Option<Vec<&'p str>>,
    pub(super) except: Vec<&'p str>,
    /// What their names begin with, if not all are kept.
    starting: Vec<&'p str>,
}

impl Kept<'_> {
    /// Returns whether pairs of all names are kept, but for those that are left out.
    pub(super) fn are_all(&self) -> bool {
        self.only.is_none() && self.starting.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&name))
            && !self.except.contains(&name)
            && self.starting.iter().all(|prefix| name.starts_with(prefix))
    }
}

/// Returns what pairs keep of each use of those from a place.
pub(super) fn kept<'p>(pairs: &'p Pairs, from: &impl Fn(&Supply) -> bool) -> Vec<Kept<'p>> {
    let mut all: Vec<Kept<'p>> = from(pairs.from()).then(Kept::default).into_iter().collect();
    let mut is_encoded = false;
    for step in pairs.steps() {
        let lost = match step {
            Step::AndPairs(others) => {
                all.extend(kept(others, from));
                continue;
            }
            Step::Only(names) => {
                let of = |each: &Kept<'p>| names.iter().map(|name| &**name).filter(|name| each.has(name)).collect();
                all.iter_mut().for_each(|each| each.only = Some(of(each)));
                continue;
            }
            Step::Except(names) => {
                all.iter_mut().for_each(|each| each.except.extend(names.iter().map(|name| &**name)));
                continue;
            }
            Step::Starting(prefix) => {
                all.iter_mut().for_each(|each| each.starting.push(prefix));
                continue;
            }
            Step::WithoutEmpty => Lost::EMPTY,
            Step::Scalars => Lost::NESTED,
            Step::LowerNames => Lost::CASE_OF_NAMES,
            Step::SingleSpaced => Lost::SPACES,
            // Values that differ can become the same, or empty.
            Step::Values(Map::Replaced(from, to)) if !is_encoded && !to.contains(from) => {
                all.clear();
                continue;
            }
            Step::Percent | Step::Form => {
                is_encoded = true;
                continue;
            }
            _ => continue,
        };
        all.iter_mut().for_each(|each| each.lost = each.lost.and(lost));
    }
    all
}
