//! The stages of the search, from the likely to the unlikely.
//!
//! A stage is a sequence of groups. A group determines which pairs are signed and what surrounds them; `lattice` varies
//! how they are signed. Groups are created lazily: with many parameters there are millions. The stages of `templates`
//! are interleaved.

use std::collections::BTreeSet;

use countersign::operation::Place;

use super::example::{BodyKind, Example, ExampleParameter};
use super::rule::{Piece, Selection, Supply};
use super::templates::Breadth;

/// With more names than this, no two are left out: there would be too many combinations to wait for.
const MOST_NAMES_FOR_PAIRS: usize = 200;

/// Which pairs are signed, and what with them.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) selection: Selection,
    pub(super) pairs: Pairs,
    /// What precedes the pairs.
    pub(super) head: Option<Piece>,
}

/// The source of the pairs.
#[derive(Clone)]
pub(super) struct Pairs {
    pub(super) supply: Supply,
    pub(super) headers: Vec<String>,
    pub(super) scalars: bool,
    /// Whether the body, as it was sent, follows the pairs.
    pub(super) has_body: bool,
}

/// A part of the search.
pub(super) struct Stage<'s> {
    /// What is varied, in words.
    pub(super) name: &'static str,
    pub(super) tries: Tries<'s>,
}

/// What a stage tries.
pub(super) enum Tries<'s> {
    Groups(Box<dyn Iterator<Item = Group> + 's>),
    Templates(Breadth),
    /// There would be too many.
    Nothing,
}

/// The parts of an example that can be selected.
pub(super) struct Choices {
    names: Vec<String>,
    paths: Vec<Option<Piece>>,
    pairs: Vec<Pairs>,
    /// The key and the time of a JSON body, which some vendors sign on their own.
    added: Vec<String>,
    is_push: bool,
}

impl Choices {
    pub(super) fn new(example: &Example) -> Self {
        let added = [example.key(), example.time().map(|(time, _)| time)].into_iter().flatten();
        let added = added.filter(|_| example.body_kind == BodyKind::Json).map(|each| each.name.clone()).collect();
        Self { names: names(example), paths: paths(example), pairs: pairs(example), added, is_push: example.is_push }
    }

    /// The stages, in order.
    pub(super) fn stages(&self) -> [Stage<'_>; 8] {
        let all = || std::iter::once(Selection::AllBut(Vec::new())).chain(self.only_added());
        let stage = |name, groups| Stage { name, tries: Tries::Groups(groups) };
        let templates = |name, breadth| Stage { name, tries: Tries::Templates(breadth) };
        let two = match self.names.len() {
            0..=MOST_NAMES_FOR_PAIRS => Tries::Groups(self.groups(self.two_left_out(), &[None])),
            _ => Tries::Nothing,
        };
        [
            stage("everything is signed", self.groups(all(), &[None])),
            stage("everything and a part of the path are signed", self.groups(all(), &self.paths)),
            templates("method, path, query, body, time, nonce and key are put together", Breadth::Usual),
            templates("digests of the body and encoded parts are put together with them", Breadth::Digests),
            stage("one parameter is left out, or signed alone", self.groups(self.some(), &[None])),
            templates("values of parameters and headers are put together with them", Breadth::Values),
            Stage { name: "two parameters are left out", tries: two },
            stage("one parameter is left out, a part of the path is signed", self.groups(self.some(), &self.paths)),
        ]
    }

    fn only_added(&self) -> Option<Selection> {
        (!self.added.is_empty()).then(|| Selection::Only(self.added.clone()))
    }

    /// Leaves out one name, and signs one name alone.
    fn some(&self) -> impl Iterator<Item = Selection> {
        // With two names, leaving one out is signing the other alone: a push signs its message, a request leaves
        // something out.
        let (leaves_out, takes_one) = match (self.names.len(), self.is_push) {
            (2, is_push) => (!is_push, is_push),
            _ => (true, true),
        };
        let left_out = self.names.iter().filter(move |_| leaves_out);
        let alone = self.names.iter().filter(move |_| takes_one);
        left_out
            .map(|name| Selection::AllBut(vec![name.clone()]))
            .chain(alone.map(|name| Selection::Only(vec![name.clone()])))
    }

    fn two_left_out(&self) -> impl Iterator<Item = Selection> {
        self.names.iter().enumerate().flat_map(|(position, first)| {
            let rest = self.names.iter().skip(position + 1);
            rest.map(|second| Selection::AllBut(vec![first.clone(), second.clone()]))
        })
    }

    fn groups<'s>(
        &'s self,
        selections: impl Iterator<Item = Selection> + 's,
        heads: &'s [Option<Piece>],
    ) -> Box<dyn Iterator<Item = Group> + 's> {
        Box::new(selections.flat_map(move |selection| {
            heads.iter().flat_map(move |head| {
                let selection = selection.clone();
                let group = move |pairs: &Pairs| Group {
                    selection: selection.clone(),
                    pairs: pairs.clone(),
                    head: head.clone(),
                };
                self.pairs.iter().map(group)
            })
        }))
    }
}

/// Names of the parameters, once each.
fn names(example: &Example) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let first = example.signed_parameters().filter(|parameter| seen.insert(&parameter.name));
    first.map(|parameter| parameter.name.clone()).collect()
}

/// The sources of pairs: the parts of the body that count as pairs, with or without headers.
fn pairs(example: &Example) -> Vec<Pairs> {
    use Supply::{All, Body, Query};
    let bodies: &[(Supply, bool, bool)] = match example.body_kind {
        BodyKind::None | BodyKind::Multipart => &[(All, false, false)],
        BodyKind::Form => &[(All, false, false), (Body, false, false), (Query, false, false), (Query, false, true)],
        BodyKind::Json => &[(All, false, false), (All, true, false), (Query, false, false), (Query, false, true)],
        BodyKind::Bytes => &[(Query, false, false), (Query, false, true)],
    };
    let headers = headers(example);
    let with = |headers: &Vec<String>, &(supply, scalars, has_body): &(Supply, bool, bool)| Pairs {
        supply,
        headers: headers.clone(),
        scalars,
        has_body,
    };
    headers.iter().flat_map(|headers| bodies.iter().map(|body| with(headers, body)).collect::<Vec<_>>()).collect()
}

/// The sets of headers that may be signed as pairs: none, all that do not belong to HTTP, or those with the signature's
/// prefix.
fn headers(example: &Example) -> Vec<Vec<String>> {
    let of = |is: &dyn Fn(&ExampleParameter) -> bool| -> Vec<String> {
        let own = example.signed_parameters().filter(|each| each.place == Place::Header && is(each));
        own.map(|each| each.name.clone()).collect()
    };
    let mut sets = vec![Vec::new(), of(&|_| true)];
    let carrier = example.carrier().filter(|carrier| carrier.place == Place::Header);
    if let Some((prefix, _)) = carrier.and_then(|carrier| carrier.name.rsplit_once('-')) {
        sets.push(of(&|each| each.name.starts_with(prefix)));
    }
    sets.dedup();
    sets
}

/// The path, whole and without each of its prefixes that ends before or after a slash.
pub(super) fn paths(example: &Example) -> Vec<Option<Piece>> {
    let path = &example.path;
    let mut paths = vec![Some(Piece::Path { after: String::new() })];
    for (at, slash) in path.match_indices('/') {
        for end in [at, at + slash.len()] {
            match path.get(..end) {
                Some(after) if !after.is_empty() && end < path.len() => {
                    paths.push(Some(Piece::Path { after: after.to_owned() }));
                }
                _ => {}
            }
        }
    }
    paths
}
