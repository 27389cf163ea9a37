//! The stages of the search, from the likely to the unlikely.
//!
//! A stage is a list of groups; a group fixes what is signed: which parameters, what of a JSON body, how much of the
//! path. How it is signed is varied by `lattice`.

use super::example::Example;
use crate::auth::{JsonBody, Selection, Text};

const JSON: [JsonBody; 4] = [JsonBody::Members, JsonBody::Scalars, JsonBody::Added, JsonBody::WholeText];

/// What is signed.
pub(super) struct Group {
    pub(super) selection: Selection,
    pub(super) json: JsonBody,
    pub(super) path_after: Option<Text>,
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

fn groups(selections: &[Selection], has_json: bool, paths: &[Option<Text>]) -> Vec<Group> {
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
fn names(example: &Example) -> Vec<Text> {
    let mut names: Vec<Text> = Vec::new();
    for parameter in example.signed_parameters() {
        if !names.iter().any(|name| *name == parameter.name) {
            names.push(parameter.name.clone().into());
        }
    }
    names
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
