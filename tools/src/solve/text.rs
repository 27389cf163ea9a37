//! The text that a rule signs of an example, as a function of its parts: what the lattice varies is an argument.

use countersign::auth::{JsonBody, Order, Pair, SecretPlace, SortedJoin, Spelling, digest_of, spelt};
use countersign::operation::Place;

use super::example::{Example, ExampleParameter};

/// Whether the rule reproduces the signature of the example.
pub(super) fn fits(rule: &SortedJoin, example: &Example) -> bool {
    let Some(target) = example.target() else { return false };
    if target.digest != rule.digest || !target.texts.contains(&rule.text) {
        return false;
    }
    let extra = match rule.secret {
        Some(SecretPlace::SortedPair(name)) => Some(name),
        _ => None,
    };
    let mut pairs = pairs(example, rule);
    if rule.drops_empty {
        pairs.retain(|pair| !pair.value.is_empty());
    }
    pairs.extend(extra.map(SignedPair::secret));
    sort(&mut pairs, rule.order, &rule.pair);
    let text = Text { rule, example };
    let pieces = text.pieces(&pairs, &rule.pair, rule.spelling);
    let mut signed = text.joined(&pieces, &rule.separator);
    text.add_secret(&mut signed, &rule.pair, &rule.separator, rule.secret);
    digest_of(rule.digest, rule.hmac, signed.as_bytes(), example.secret.expose().as_bytes()) == target.bytes
}

/// A pair that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SignedPair {
    pub(super) name: String,
    /// Empty for the secret, until it is written.
    pub(super) value: String,
    pub(super) is_secret: bool,
}

impl SignedPair {
    pub(super) fn secret(name: &str) -> Self {
        Self { name: name.to_owned(), value: String::new(), is_secret: true }
    }
}

/// The pairs that the rule selects, as they were sent.
pub(super) fn pairs(example: &Example, rule: &SortedJoin) -> Vec<SignedPair> {
    let added = [example.key(), example.time().map(|(time, _)| time)];
    let takes = |each: &ExampleParameter| {
        let in_json = each.place == Place::Body && example.json.is_some();
        let fits_json = !in_json
            || match rule.json {
                JsonBody::Members => true,
                JsonBody::Scalars => !each.is_nested,
                JsonBody::Added => added.contains(&Some(each)),
                JsonBody::WholeText => false,
            };
        fits_json && rule.selection.takes(&each.name)
    };
    let taken = example.signed_parameters().filter(|each| takes(each));
    let mut pairs: Vec<(Place, SignedPair)> = taken
        .map(|each| (each.place, SignedPair { name: each.name.clone(), value: each.value.clone(), is_secret: false }))
        .collect();
    // First the query, then the body, then headers, as rules take them.
    pairs.sort_by_key(|(place, _)| match place {
        Place::Query | Place::Path => 0,
        Place::Body => 1,
        Place::Header => 2,
    });
    pairs.into_iter().map(|(_, pair)| pair).collect()
}

/// Sorts pairs as a rule of this order does.
pub(super) fn sort(pairs: &mut [SignedPair], order: Order, pair: &Pair) {
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    match order {
        Order::AsSent => {}
        Order::ByName => pairs.sort_by_cached_key(|each| units(&each.name)),
        Order::ByNameIgnoringCase => {
            pairs.sort_by_cached_key(|each| (units(&each.name.to_lowercase()), units(&each.name)));
        }
        Order::ByPair => pairs.sort_by_cached_key(|each| units(&pair.write(&each.name, &each.value))),
    }
}

/// Writes texts of an example, in steps; of the rule only path and JSON are taken.
pub(super) struct Text<'t> {
    pub(super) rule: &'t SortedJoin,
    pub(super) example: &'t Example,
}

impl Text<'_> {
    /// What is joined: a part of the path, the pairs, the body.
    pub(super) fn pieces(&self, pairs: &[SignedPair], pair: &Pair, spelling: Spelling) -> Vec<String> {
        let Self { rule, example } = self;
        let mut pieces = Vec::with_capacity(pairs.len() + 2);
        if let (Some(after), Some(path)) = (&rule.path_after, &example.path) {
            pieces.push(path.strip_prefix(&**after).unwrap_or(path).to_owned());
        }
        for each in pairs {
            let value = if each.is_secret { example.secret.expose().to_owned() } else { spelt(spelling, &each.value) };
            pieces.push(pair.write(&spelt(spelling, &each.name), &value));
        }
        if let (JsonBody::WholeText, Some(body)) = (rule.json, &example.json) {
            pieces.push(body.clone());
        }
        pieces
    }

    /// The pieces in one text, with room for the secret.
    pub(super) fn joined(&self, pieces: &[String], separator: &str) -> String {
        let length: usize = pieces.iter().map(|piece| piece.len() + separator.len()).sum();
        let mut text = String::with_capacity(length + 2 * self.example.secret.expose().len() + 32);
        for (position, piece) in pieces.iter().enumerate() {
            if position > 0 {
                text.push_str(separator);
            }
            text.push_str(piece);
        }
        text
    }

    /// Adds the secret where it is not among the pairs.
    pub(super) fn add_secret(&self, text: &mut String, pair: &Pair, separator: &str, secret: Option<SecretPlace>) {
        let key = self.example.secret.expose();
        match secret {
            Some(SecretPlace::Before) => text.insert_str(0, key),
            Some(SecretPlace::After) => text.push_str(key),
            Some(SecretPlace::Around) => {
                text.insert_str(0, key);
                text.push_str(key);
            }
            Some(SecretPlace::LastPair(name)) => {
                if !text.is_empty() {
                    text.push_str(separator);
                }
                if let Pair::Joined(join) = pair {
                    text.push_str(name);
                    text.push_str(join);
                }
                text.push_str(key);
            }
            Some(SecretPlace::SortedPair(_)) | None => {}
        }
    }
}
