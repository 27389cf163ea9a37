//! The walk through a group of rules, which all sign the same parameters and differ in how.
//!
//! Where an example cannot tell two values of a part apart, only one is computed, and what fits stands for all of them.
//! Which groups there are is in `stages`.

use std::time::Instant;

use countersign::auth::{self, Added, Order, Pair, SecretPlace, SortedJoin, Spelling, Travel, digest_of};
use countersign::operation::Place;

use super::example::{Example, Target};
use super::stages::Group;
use super::text::{SignedPair, Text, pairs, sort};

const ORDERS: [Order; 4] = [Order::ByName, Order::ByNameIgnoringCase, Order::ByPair, Order::AsSent];
const JOINS: [&str; 3] = ["=", "", ":"];
const SEPARATORS: [&str; 6] = ["&", "", ",", "|", ";", "\n"];
const SPELLINGS: [Spelling; 3] = [Spelling::Raw, Spelling::PercentEncoded, Spelling::FormEncoded];
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
                    // A body of megabytes makes every digest slow.
                    if self.is_over() {
                        return;
                    }
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
