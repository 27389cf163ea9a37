//! The walk through a group of rules that sign the same pairs in different ways.
//!
//! If an example cannot distinguish two values of a part, only one is computed, and a match stands for all of them.
//! `stages` defines the groups.

use std::time::Instant;

use countersign::operation::Place;
use countersign::scheme::Order;

use super::example::{Example, ExampleParameter};
use super::mac::{self, Key};
use super::raw::percent_encoded;
use super::rule::{PairsPiece, Piece, Rule, SecretPlace, Selection, Spelling, Supply};
use super::signature::Target;
use super::stages::{Group, Pairs};

const BETWEEN: [Option<&str>; 4] = [Some("="), Some(""), Some(":"), None];
const SEPARATORS: [&str; 6] = ["&", "", ",", "|", ";", "\n"];
const SPELLINGS: [Spelling; 3] = [Spelling::Raw, Spelling::Percent, Spelling::Form];
/// Names that vendors use for the secret as a pair.
const SECRET_NAMES: [&str; 14] = [
    "secret",
    "key",
    "appSecret",
    "app_secret",
    "appsecret",
    "secretKey",
    "secret_key",
    "apiKey",
    "api_key",
    "appKey",
    "app_key",
    "appkey",
    "token",
    "password",
];

/// A walk through the rules of one example.
pub(super) struct Walk<'e> {
    pub(super) example: &'e Example,
    target: Option<Target>,
    keys: Vec<(Key, Vec<u8>)>,
    end: Instant,
    pub(super) tried: u64,
    pub(super) found: Vec<Rule>,
}

impl<'e> Walk<'e> {
    pub(super) fn new(example: &'e Example, end: Instant) -> Self {
        let keys = Key::all(example.secret.expose());
        Self { example, target: example.target(), keys, end, tried: 0, found: Vec::new() }
    }

    /// The time limit was reached.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.end
    }

    /// Tries every rule of the group.
    pub(super) fn group(&mut self, group: &Group) {
        let all = pairs(self.example, group);
        let unfiltered = Group { pairs: Pairs { scalars: false, ..group.pairs.clone() }, ..group.clone() };
        let is_same = group.pairs.scalars && pairs(self.example, &unfiltered).len() == all.len();
        if is_same || (all.is_empty() && !group.pairs.has_body) {
            return;
        }
        let without_empty: Vec<SignedPair> = all.iter().filter(|pair| !pair.value.is_empty()).cloned().collect();
        // Without an empty value, dropping empty values changes nothing.
        let drops: &[(&[bool], &[SignedPair])] = if without_empty.len() == all.len() {
            &[(&[false, true], &all)]
        } else {
            &[(&[false], &all), (&[true], &without_empty)]
        };
        let own = self.example.secret_names.clone();
        for (drops_empty, pairs) in drops {
            for between in BETWEEN {
                let names = SECRET_NAMES.into_iter().map(str::to_owned).chain(own.iter().cloned());
                for secret in std::iter::once(None).chain(names.map(Some)) {
                    self.joined(&Joined { example: self.example, group, drops_empty, pairs, between, secret });
                }
            }
        }
    }

    /// Orders, spellings and separators.
    fn joined(&mut self, joined: &Joined<'_>) {
        for (orders, pairs) in joined.orders() {
            for (spellings, texts) in joined.spellings(&pairs) {
                let (head, tail) = joined.around();
                let pieces: Vec<&[u8]> = head
                    .iter()
                    .map(Vec::as_slice)
                    .chain(texts.iter().map(String::as_bytes))
                    .chain(tail.as_deref())
                    .collect();
                for separators in SEPARATORS.chunks(if pieces.len() > 1 { 1 } else { SEPARATORS.len() }) {
                    // A body of megabytes slows down every digest.
                    if self.is_over() {
                        return;
                    }
                    let text = pieces.join(separators.first().copied().unwrap_or_default().as_bytes());
                    let hits = self.seals(&text, separators, joined.between, joined.secret.is_some());
                    let same = Same { joined, orders: &orders, spellings: &spellings };
                    if let Some(target) = &self.target {
                        hits.iter().for_each(|hit| same.rules(hit, target, &mut self.found));
                    }
                }
            }
        }
    }

    /// The ways to seal a text of pairs that yield the signature, each with the separators for which it holds.
    fn seals(
        &mut self,
        text: &[u8],
        separators: &[&'static str],
        between: Option<&'static str>,
        has_secret: bool,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.keyed(text, None, separators, &mut hits);
        if has_secret {
            self.sealed(text, None, separators, &mut hits);
            return hits;
        }
        self.around(text, separators, &mut hits);
        let example = self.example;
        // Without its name, the last pair is the secret after a separator, whatever its name would be.
        let names = SECRET_NAMES.into_iter().chain(example.secret_names.iter().map(String::as_str));
        for name in names.take(if between.is_some() { usize::MAX } else { 1 }) {
            // The last pair is separated from the others, however few there are.
            for &separator in separators.iter().filter(|separator| between.is_some() || !separator.is_empty()) {
                let (name, joins) = between.map_or(("", ""), |between| (name, between));
                let secret = example.secret.expose();
                let text = [text, separator.as_bytes(), name.as_bytes(), joins.as_bytes(), secret.as_bytes()].concat();
                let place = SecretPlace::Last { name: name.to_owned(), between };
                self.sealed(&text, Some(&place), &[separator], &mut hits);
            }
        }
        hits
    }

    /// The usual ways to seal a template that yield the signature: an HMAC, and the secret around the text if that is
    /// requested.
    pub(super) fn usual_seals(&mut self, text: &[u8], separator: &'static str, around: bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.keyed(text, None, &[separator], &mut hits);
        if around {
            self.around(text, &[separator], &mut hits);
        }
        hits
    }

    /// The secret before the text, after it, or both.
    fn around(&mut self, text: &[u8], separators: &[&'static str], hits: &mut Vec<Hit>) {
        let secret = self.example.secret.expose().as_bytes();
        self.sealed(&[secret, text].concat(), Some(&SecretPlace::Before), separators, hits);
        self.sealed(&[text, secret].concat(), Some(&SecretPlace::After), separators, hits);
        self.sealed(&[secret, text, secret].concat(), Some(&SecretPlace::Around), separators, hits);
    }

    /// A plain digest and an HMAC of a text that contains the secret.
    fn sealed(&mut self, text: &[u8], place: Option<&SecretPlace>, separators: &[&'static str], hits: &mut Vec<Hit>) {
        self.tried += 1;
        if self.target.as_ref().is_some_and(|target| mac::digest(target.hash, text) == target.bytes) {
            hits.push(Hit { secret: place.cloned(), key: None, separators: separators.to_vec() });
        }
        // Without a position, it is sorted among the pairs, and the HMAC was tried before.
        if place.is_some() {
            self.keyed(text, place, separators, hits);
        }
    }

    /// HMACs of a text under each key that the secret can be, or under the secret itself if it is also in the text.
    fn keyed(&mut self, text: &[u8], place: Option<&SecretPlace>, separators: &[&'static str], hits: &mut Vec<Hit>) {
        let Some(target) = &self.target else { return };
        for (key, bytes) in self.keys.iter().take(if place.is_none() { usize::MAX } else { 1 }) {
            // If nothing is joined by `&`, neither is the secret.
            if *key == Key::Ampersand && !separators.contains(&"&") {
                continue;
            }
            self.tried += 1;
            if mac::mac(target.hash, bytes, text) == target.bytes {
                hits.push(Hit { secret: place.cloned(), key: Some(key.clone()), separators: separators.to_vec() });
            }
        }
    }

    pub(super) fn target(&self) -> Option<&Target> {
        self.target.as_ref()
    }
}

/// A way to seal a text that yields the signature.
pub(super) struct Hit {
    pub(super) secret: Option<SecretPlace>,
    pub(super) key: Option<Key>,
    pub(super) separators: Vec<&'static str>,
}

/// A pair that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SignedPair {
    name: String,
    value: String,
}

/// The pairs that a group selects, as they were sent: first the query, then the body, then headers.
fn pairs(example: &Example, group: &Group) -> Vec<SignedPair> {
    let takes = |each: &ExampleParameter| {
        let is_there = match each.place {
            Place::Header => group.pairs.headers.contains(&each.name),
            Place::Body => group.pairs.supply != Supply::Query && !(group.pairs.scalars && each.is_nested),
            _ => group.pairs.supply != Supply::Body,
        };
        is_there
            && match &group.selection {
                Selection::AllBut(names) => !names.contains(&each.name),
                Selection::Only(names) => names.contains(&each.name),
            }
    };
    let mut taken: Vec<&ExampleParameter> = example.signed_parameters().filter(|each| takes(each)).collect();
    taken.sort_by_key(|each| match each.place {
        Place::Body => 1,
        Place::Header => 2,
        _ => 0,
    });
    taken.into_iter().map(|each| SignedPair { name: each.name.clone(), value: each.value.clone() }).collect()
}

/// Pairs to be joined.
struct Joined<'j> {
    example: &'j Example,
    group: &'j Group,
    drops_empty: &'j [bool],
    pairs: &'j [SignedPair],
    between: Option<&'static str>,
    /// The secret is sorted among the pairs under this name.
    secret: Option<String>,
}

impl Joined<'_> {
    /// Each sequence of the pairs, with the orders that yield it.
    fn orders(&self) -> Vec<(Vec<Option<Order>>, Vec<SignedPair>)> {
        let mut sequences: Vec<(Vec<Option<Order>>, Vec<SignedPair>)> = Vec::new();
        let joined = self.between.map(Order::Joined);
        for order in [Some(Order::Name), joined, Some(Order::IgnoringCase), None] {
            let mut pairs = self.pairs.to_vec();
            let secret = self.example.secret.expose();
            pairs.extend(self.secret.iter().map(|name| SignedPair { name: name.clone(), value: secret.to_owned() }));
            match order {
                Some(Order::Name) => pairs.sort_by(|one, other| one.name.cmp(&other.name)),
                Some(Order::Joined(between)) => {
                    pairs.sort_by_cached_key(|each| format!("{}{between}{}", each.name, each.value));
                }
                Some(_) => pairs.sort_by_cached_key(|each| (each.name.to_lowercase(), each.name.clone())),
                // At the end, unsorted, it is the last pair.
                None if self.secret.is_some() => continue,
                None => {}
            }
            match sequences.iter_mut().find(|(_, sequence)| *sequence == pairs) {
                Some((orders, _)) => orders.push(order),
                None => sequences.push((vec![order], pairs)),
            }
        }
        sequences
    }

    /// The texts of the pairs, with the spellings that yield them.
    fn spellings(&self, pairs: &[SignedPair]) -> Vec<(Vec<Spelling>, Vec<String>)> {
        let mut same: Vec<(Vec<Spelling>, Vec<String>)> = Vec::new();
        for spelling in SPELLINGS {
            let texts: Vec<String> = pairs
                .iter()
                .map(|SignedPair { name, value }| match self.between {
                    Some(between) => format!("{}{between}{}", spelt(spelling, name), spelt(spelling, value)),
                    None => spelt(spelling, value),
                })
                .collect();
            match same.iter_mut().find(|(_, other)| *other == texts) {
                Some((spellings, _)) => spellings.push(spelling),
                None => same.push((vec![spelling], texts)),
            }
        }
        same
    }

    /// What precedes and follows the pairs.
    fn around(&self) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
        let head = self.group.head.as_ref().map(|head| match head {
            Piece::Path { after } => {
                self.example.path.strip_prefix(&**after).unwrap_or(&self.example.path).as_bytes().to_vec()
            }
            _ => Vec::new(),
        });
        (head, if self.group.pairs.has_body { self.example.unsigned_body() } else { None })
    }
}

fn spelt(spelling: Spelling, text: &str) -> String {
    match spelling {
        Spelling::Raw => text.to_owned(),
        Spelling::Percent => percent_encoded(text),
        Spelling::Form => form_urlencoded::byte_serialize(text.as_bytes()).collect(),
    }
}

/// Parts that yield the same text.
struct Same<'s> {
    joined: &'s Joined<'s>,
    orders: &'s [Option<Order>],
    spellings: &'s [Spelling],
}

impl Same<'_> {
    /// Adds a rule for every combination.
    fn rules(&self, hit: &Hit, target: &Target, found: &mut Vec<Rule>) {
        let Joined { group, between, drops_empty, .. } = *self.joined;
        for &order in self.orders {
            for &spelling in self.spellings {
                for &separator in &hit.separators {
                    for &drops_empty in drops_empty {
                        let pairs = PairsPiece {
                            supply: group.pairs.supply,
                            headers: group.pairs.headers.clone(),
                            selection: group.selection.clone(),
                            scalars: group.pairs.scalars,
                            drops_empty,
                            order,
                            spelling,
                            secret: self.joined.secret.clone(),
                            between,
                            separator,
                        };
                        let has_pairs = !self.joined.pairs.is_empty() || pairs.secret.is_some();
                        let pairs = has_pairs.then_some(Piece::Pairs(pairs));
                        let body = group.pairs.has_body.then_some(Piece::Body);
                        let pieces: Vec<Piece> = group.head.iter().cloned().chain(pairs).chain(body).collect();
                        found.extend(hit.rules(pieces, separator, false, target));
                    }
                }
            }
        }
    }
}

impl Hit {
    /// The rules of these pieces, one per notation of the signature.
    pub(super) fn rules<'h>(
        &'h self,
        pieces: Vec<Piece>,
        separator: &'static str,
        is_ended: bool,
        target: &'h Target,
    ) -> impl Iterator<Item = Rule> + 'h {
        target.encodings.iter().map(move |&encoding| Rule {
            pieces: pieces.clone(),
            separator,
            is_ended,
            secret: self.secret.clone(),
            hash: target.hash,
            key: self.key.clone(),
            encoding,
        })
    }
}
