//! The stages of the search, from the likely to the unlikely.
//!
//! A stage is a sequence of groups; a group fixes what is signed: which parameters, what of a JSON body, how much of the
//! path. How it is signed is varied by `lattice`. Groups are made when their turn comes: of many parameters there are
//! millions.

use std::collections::BTreeSet;

use countersign::auth::{JsonBody, Selection, Text};

use super::example::Example;

const JSON: [JsonBody; 4] = [JsonBody::Members, JsonBody::Scalars, JsonBody::Added, JsonBody::WholeText];

/// Of more names than this no two are left out: there are too many pairs to try in any time that somebody waits.
const MOST_NAMES_FOR_PAIRS: usize = 200;

/// What is signed.
pub(super) struct Group {
    pub(super) selection: Selection,
    pub(super) json: JsonBody,
    pub(super) path_after: Option<Text>,
}

/// A part of the search.
pub(super) struct Stage<'s> {
    /// What is varied, in words.
    pub(super) name: &'static str,
    /// `None` where there would be too many.
    pub(super) groups: Option<Groups<'s>>,
}

pub(super) type Groups<'s> = Box<dyn Iterator<Item = Group> + 's>;

/// What of an example can be selected.
pub(super) struct Choices {
    names: Vec<Text>,
    paths: Vec<Option<Text>>,
    is_push: bool,
    json: &'static [JsonBody],
}

impl Choices {
    pub(super) fn new(example: &Example, has_json: bool) -> Self {
        let json = if has_json { &JSON[..] } else { &JSON[..1] };
        Self { names: names(example), paths: paths(example), is_push: example.is_push, json }
    }

    /// The stages, in order.
    pub(super) fn stages(&self) -> [Stage<'_>; 5] {
        let all = || std::iter::once(Selection::AllBut(Vec::new()));
        let none: &[Option<Text>] = &[None];
        let stage = |name, groups| Stage { name, groups: Some(groups) };
        let pairs = (self.names.len() <= MOST_NAMES_FOR_PAIRS).then(|| self.groups(self.two_left_out(), none));
        [
            stage("everything is signed", self.groups(all(), none)),
            stage("everything and a part of the path are signed", self.groups(all(), &self.paths)),
            stage("one parameter is left out, or signed alone", self.groups(self.some(), none)),
            Stage { name: "two parameters are left out", groups: pairs },
            stage("one parameter is left out, a part of the path is signed", self.groups(self.some(), &self.paths)),
        ]
    }

    /// One name left out, and one alone.
    fn some(&self) -> impl Iterator<Item = Selection> {
        // Of two names, leaving one out is signing the other alone: a push signs its message, a request leaves something
        // out.
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

    fn groups<'s>(&'s self, selections: impl Iterator<Item = Selection> + 's, paths: &'s [Option<Text>]) -> Groups<'s> {
        Box::new(selections.flat_map(move |selection| {
            paths.iter().flat_map(move |path_after| {
                let selection = selection.clone();
                let group = move |&json| Group { selection: selection.clone(), json, path_after: path_after.clone() };
                self.json.iter().map(group)
            })
        }))
    }
}

/// Names of the parameters, once each.
fn names(example: &Example) -> Vec<Text> {
    let mut seen = BTreeSet::new();
    let first = example.signed_parameters().filter(|parameter| seen.insert(&parameter.name));
    first.map(|parameter| parameter.name.clone().into()).collect()
}

/// What of the path can be left out: nothing, and everything up to each slash, with and without it.
fn paths(example: &Example) -> Vec<Option<Text>> {
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
