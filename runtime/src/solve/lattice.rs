//! The lattice of rules, walked in stages from the likely to the unlikely.
//!
//! A stage is a list of groups; a group fixes what is signed (which parameters, what of a JSON body, how much of the
//! path), and the walk varies how. Where an example cannot tell two values of a part apart, only one is computed, and
//! what fits stands for all of them.

use std::time::Instant;

use super::example::{Example, Target};
use super::text::{SignedPair, Text, pairs, sort};
use crate::auth::{
    self, Added, JsonBody, Order, Pair, SecretPlace, Selection, SortedJoin, Spelling, Travel, digest_of,
};
use crate::operation::Place;

const ORDERS: [Order; 4] = [Order::ByName, Order::ByNameIgnoringCase, Order::ByPair, Order::AsSent];
const JOINS: [&str; 3] = ["=", "", ":"];
const SEPARATORS: [&str; 6] = ["&", "", ",", "|", ";", "\n"];
const SPELLINGS: [Spelling; 3] = [Spelling::Raw, Spelling::PercentEncoded, Spelling::FormEncoded];
const JSON: [JsonBody; 4] = [JsonBody::Members, JsonBody::Scalars, JsonBody::Added, JsonBody::WholeText];
/// Names that vendors give to the secret as the last pair.
const LAST_NAMES: [&str; 13] = [
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
];
/// Names that vendors give to the secret as a pair among the others.
const SORTED_NAMES: [&str; 6] = ["secret", "key", "appSecret", "app_secret", "secretKey", "secret_key"];

/// What is signed.
pub(super) struct Group {
    selection: Selection,
    json: JsonBody,
    path_after: Option<auth::Text>,
}

/// The stages, each with what it varies in words.
pub(super) fn stages(example: &Example, has_json: bool) -> Vec<(&'static str, Vec<Group>)> {
    let names = names(example);
    let all = || vec![Selection::AllBut(Vec::new())];
    let one_left_out: Vec<_> = names.iter().map(|name| Selection::AllBut(vec![name.clone()])).collect();
    let one_alone: Vec<_> = names.iter().map(|name| Selection::Only(vec![name.clone()])).collect();
    let mut two_left_out = Vec::new();
    for (position, first) in names.iter().enumerate() {
        let rest = names.iter().skip(position + 1);
        two_left_out.extend(rest.map(|second| Selection::AllBut(vec![first.clone(), second.clone()])));
    }
    let none = vec![None];
    let paths = paths(example);
    // Of two names, leaving one out is signing the other alone: a push signs its message, a request leaves something out.
    let some = match (names.len(), example.is_push) {
        (2, true) => one_alone,
        (2, false) => one_left_out,
        _ => [one_left_out, one_alone].concat(),
    };
    vec![
        ("everything is signed", groups(&all(), has_json, &none)),
        ("everything and a part of the path are signed", groups(&all(), has_json, &paths)),
        ("one parameter is left out, or signed alone", groups(&some, has_json, &none)),
        ("two parameters are left out", groups(&two_left_out, has_json, &none)),
        ("one parameter is left out, a part of the path is signed", groups(&some, has_json, &paths)),
    ]
}

fn groups(selections: &[Selection], has_json: bool, paths: &[Option<auth::Text>]) -> Vec<Group> {
    let json = if has_json { &JSON[..] } else { &JSON[..1] };
    let mut groups = Vec::new();
    for selection in selections {
        for path_after in paths {
            for &json in json {
                groups.push(Group { selection: selection.clone(), json, path_after: path_after.clone() });
            }
        }
    }
    groups
}

/// Names of the parameters, once each.
fn names(example: &Example) -> Vec<auth::Text> {
    let mut names: Vec<auth::Text> = Vec::new();
    for parameter in example.signed_parameters() {
        if !names.iter().any(|name| *name == parameter.name) {
            names.push(parameter.name.clone().into());
        }
    }
    names
}

/// What of the path can be left out: nothing, and everything up to each slash, with and without it.
fn paths(example: &Example) -> Vec<Option<auth::Text>> {
    let Some(path) = &example.path else { return Vec::new() };
    let mut paths = vec![Some("".into())];
    for (at, slash) in path.match_indices('/') {
        for end in [at, at + slash.len()] {
            match path.get(..end) {
                Some(after) if !after.is_empty() && end < path.len() => paths.push(Some(after.to_owned().into())),
                _ => {}
            }
        }
    }
    paths
}

/// A walk through groups of rules.
pub(super) struct Walk<'e> {
    example: &'e Example,
    target: Option<Target>,
    end: Instant,
    pub(super) tried: u64,
}

impl<'e> Walk<'e> {
    pub(super) fn new(example: &'e Example, end: Instant) -> Self {
        Self { example, target: example.target(), end, tried: 0 }
    }

    /// The time is up.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.end
    }

    /// Tries every rule of the group and hands on those that fit.
    pub(super) fn group(&mut self, group: &Group, found: &mut dyn FnMut(SortedJoin)) {
        let base = self.base(group);
        let all = pairs(self.example, &base);
        let without_empty: Vec<SignedPair> = all.iter().filter(|pair| !pair.value.is_empty()).cloned().collect();
        // Without an empty value dropping them is the same.
        let drops: &[(&[bool], &[SignedPair])] = if without_empty.len() == all.len() {
            &[(&[false, true], &all)]
        } else {
            &[(&[false], &all), (&[true], &without_empty)]
        };
        for (drops_empty, pairs) in drops {
            for pair in JOINS.iter().map(|join| Pair::Joined((*join).into())).chain([Pair::Value]) {
                for secret_pair in std::iter::once(None).chain(SORTED_NAMES.map(Some)) {
                    if self.is_over() {
                        return;
                    }
                    self.joined(&Joined { base: &base, drops_empty, pairs, pair: &pair, secret_pair }, found);
                }
            }
        }
    }

    /// Orders, spellings, separators and secrets.
    fn joined(&mut self, joined: &Joined<'_>, found: &mut dyn FnMut(SortedJoin)) {
        let text = Text { rule: joined.base, example: self.example };
        let secrets = joined.secrets();
        for (orders, pairs) in joined.orders() {
            for (spellings, pieces) in spellings(&text, &pairs, joined.pair) {
                for separators in SEPARATORS.chunks(if pieces.len() > 1 { 1 } else { SEPARATORS.len() }) {
                    let same = Same { orders: &orders, spellings: &spellings, separators };
                    self.secrets(joined, &same, &secrets, &pieces, found);
                }
            }
        }
    }

    fn secrets(
        &mut self,
        joined: &Joined<'_>,
        same: &Same<'_>,
        secrets: &[Option<SecretPlace>],
        pieces: &[String],
        found: &mut dyn FnMut(SortedJoin),
    ) {
        let [separator, others @ ..] = same.separators else { return };
        let text = Text { rule: joined.base, example: self.example };
        let plain = text.joined(pieces, separator);
        let mut signed = plain.clone();
        for &secret in secrets {
            signed.clone_from(&plain);
            text.add_secret(&mut signed, joined.pair, separator, secret);
            self.digests(joined, same, secret, &signed, found);
            // The last pair is separated from the others, however few they are.
            if let (Some(SecretPlace::LastPair(_)), [_]) = (secret, pieces) {
                for separator in others {
                    let same = Same { separators: std::slice::from_ref(separator), ..*same };
                    signed.clone_from(&plain);
                    text.add_secret(&mut signed, joined.pair, separator, secret);
                    self.digests(joined, &same, secret, &signed, found);
                }
            }
        }
    }

    fn digests(
        &mut self,
        joined: &Joined<'_>,
        same: &Same<'_>,
        secret: Option<SecretPlace>,
        text: &str,
        found: &mut dyn FnMut(SortedJoin),
    ) {
        let Some(target) = &self.target else { return };
        // A plain digest without the secret in its text would be no signature; an HMAC that has it in the text, too, has
        // it as its last pair.
        let hmacs = match secret {
            None => &[true][..],
            Some(SecretPlace::LastPair(_)) => &[false, true],
            Some(_) => &[false],
        };
        for &hmac in hmacs {
            self.tried += 1;
            let digest = digest_of(target.digest, hmac, text.as_bytes(), self.example.secret.expose().as_bytes());
            if digest == target.bytes {
                same.rules(joined, secret, hmac, target, found);
            }
        }
    }

    /// What the rules of the group have in common.
    fn base(&self, group: &Group) -> SortedJoin {
        let digest = self.target.as_ref().map_or(auth::Digest::Md5, |target| target.digest);
        let travel = |place: Place| match place {
            Place::Header => Travel::Header,
            Place::Query if self.example.has_body => Travel::Query,
            Place::Query | Place::Body | Place::Path => Travel::Parameter,
        };
        let mut rule = SortedJoin::hmac(digest).with_json(group.json);
        rule.selection = group.selection.clone();
        rule.path_after = group.path_after.clone();
        if let Some(signature) = self.example.signature_parameter() {
            rule.signature = Added { travel: travel(signature.place), name: signature.name.clone().into() };
        }
        if self.example.is_push {
            return rule;
        }
        if let Some(key) = self.example.key() {
            rule = rule.with_key(travel(key.place), key.name.clone());
        }
        if let Some((time, format)) = self.example.time() {
            rule = rule.with_time(travel(time.place), time.name.clone(), format);
        }
        rule
    }
}

/// Pairs that are to be joined.
struct Joined<'j> {
    base: &'j SortedJoin,
    drops_empty: &'j [bool],
    pairs: &'j [SignedPair],
    pair: &'j Pair,
    /// The secret is sorted among the pairs under this name.
    secret_pair: Option<&'static str>,
}

impl Joined<'_> {
    /// Each sequence of the pairs, with the orders that give it.
    fn orders(&self) -> Vec<(Vec<Order>, Vec<SignedPair>)> {
        let mut sequences: Vec<(Vec<Order>, Vec<SignedPair>)> = Vec::new();
        for order in ORDERS {
            let mut pairs = self.pairs.to_vec();
            pairs.extend(self.secret_pair.map(SignedPair::secret));
            sort(&mut pairs, order, self.pair);
            match sequences.iter_mut().find(|(_, sequence)| *sequence == pairs) {
                Some((orders, _)) => orders.push(order),
                None => sequences.push((vec![order], pairs)),
            }
        }
        sequences
    }

    fn secrets(&self) -> Vec<Option<SecretPlace>> {
        match self.secret_pair {
            Some(name) => vec![Some(SecretPlace::SortedPair(name))],
            None => {
                let plain = [SecretPlace::Before, SecretPlace::After, SecretPlace::Around];
                let named = LAST_NAMES.map(SecretPlace::LastPair);
                // Without its name the last pair is the secret after a separator, whatever the name would be.
                let named = if *self.pair == Pair::Value { &named[..1] } else { &named[..] };
                std::iter::once(None).chain(plain.iter().chain(named).copied().map(Some)).collect()
            }
        }
    }
}

/// The spellings, in lists of those that give the same pieces.
fn spellings(text: &Text<'_>, pairs: &[SignedPair], pair: &Pair) -> Vec<(Vec<Spelling>, Vec<String>)> {
    let mut same: Vec<(Vec<Spelling>, Vec<String>)> = Vec::new();
    for spelling in SPELLINGS {
        let pieces = text.pieces(pairs, pair, spelling);
        match same.iter_mut().find(|(_, other)| *other == pieces) {
            Some((spellings, _)) => spellings.push(spelling),
            None => same.push((vec![spelling], pieces)),
        }
    }
    same
}

/// Parts that give the same text.
#[derive(Clone, Copy)]
struct Same<'s> {
    orders: &'s [Order],
    spellings: &'s [Spelling],
    separators: &'s [&'static str],
}

impl Same<'_> {
    /// Hands on a rule for every combination.
    fn rules(
        &self,
        joined: &Joined<'_>,
        secret: Option<SecretPlace>,
        hmac: bool,
        target: &Target,
        found: &mut dyn FnMut(SortedJoin),
    ) {
        for &order in self.orders {
            for &spelling in self.spellings {
                for &separator in self.separators {
                    for &drops_empty in joined.drops_empty {
                        for &text in &target.texts {
                            let (pair, separator) = (joined.pair.clone(), separator.into());
                            let base = joined.base.clone();
                            found(SortedJoin {
                                hmac,
                                secret,
                                order,
                                pair,
                                separator,
                                spelling,
                                drops_empty,
                                text,
                                ..base
                            });
                        }
                    }
                }
            }
        }
    }
}
