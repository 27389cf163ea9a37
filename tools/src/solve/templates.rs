//! Texts composed of parts of a request, like vendors' templates: `time + method + path + body`.
//!
//! Method, host, path, query and body are in this order in every known template. The time, the nonce, the key and
//! values of parameters may be anywhere between them.

use countersign::operation::Place;
use countersign::scheme::{Hash, Order};

use super::example::{BodyKind, Example};
use super::lattice::Walk;
use super::mac;
use super::raw::percent_encoded;
use super::rule::{PairsPiece, Piece, Rule, Selection, Spelling, Supply};
use super::signature::{Shape, Target};

const SEPARATORS: [&str; 7] = ["", "\n", "&", "|", ".", ":", ","];

/// The maximum number of values of parameters and headers; further ones are ignored.
const MOST_VALUES: usize = 8;

/// The breadth of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breadth {
    /// What every request has, with time, nonce and key.
    Usual,
    /// Values of any parameter and header, too.
    Values,
    /// Digests of the body and encoded parts, too.
    Digests,
}

/// A piece, and its text in the example.
type Part = (Piece, Vec<u8>);

/// Tries every template of a breadth.
pub(super) fn search(walk: &mut Walk<'_>, breadth: Breadth) {
    let example = walk.example;
    let extras = extras(example, breadth);
    let (most_extras, most_parts) = match breadth {
        Breadth::Usual => (4, 6),
        Breadth::Values => (4, 5),
        Breadth::Digests => (1, 6),
    };
    let spines = spines(example, breadth);
    for count in 0..=most_extras {
        for spine in spines.iter().filter(|spine| spine.len() + count <= most_parts) {
            insert(walk, breadth, &mut spine.clone(), &extras, count);
            // A second template would need a collision of the digest, or equal parts.
            if walk.is_over() || !walk.found.is_empty() {
                return;
            }
        }
    }
}

/// Tries a template with this many further parts, in every position.
fn insert(walk: &mut Walk<'_>, breadth: Breadth, template: &mut Vec<Part>, extras: &[Part], count: usize) {
    if count == 0 {
        sealed(walk, breadth, template);
        return;
    }
    for (index, extra) in extras.iter().enumerate() {
        let Some(others) = extras.get(index + 1..).filter(|_| !walk.is_over()) else { return };
        for place in 0..=template.len() {
            template.insert(place, extra.clone());
            insert(walk, breadth, template, others, count - 1);
            template.remove(place);
        }
    }
}

/// Tries the separators and the ways to seal a template.
fn sealed(walk: &mut Walk<'_>, breadth: Breadth, template: &[Part]) {
    let bytes: Vec<&[u8]> = template.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    // A single part has nothing to be separated from.
    let separators = if template.len() > 1 { &SEPARATORS[..] } else { &SEPARATORS[..1] };
    for &separator in separators {
        for is_ended in [false, true] {
            if is_ended && separator != "\n" {
                continue;
            }
            let mut text = bytes.join(separator.as_bytes());
            if is_ended {
                text.extend_from_slice(separator.as_bytes());
            }
            let hits = walk.usual_seals(&text, separator, breadth != Breadth::Digests);
            let Some(target) = walk.target().filter(|_| !hits.is_empty()) else { continue };
            let pieces: Vec<Piece> = template.iter().map(|(piece, _)| piece.clone()).collect();
            let rules: Vec<Rule> =
                hits.iter().flat_map(|hit| hit.rules(pieces.clone(), separator, is_ended, target)).collect();
            walk.found.extend(rules);
        }
    }
}

/// Every choice of method, host, path, query and body, in this order.
fn spines(example: &Example, breadth: Breadth) -> Vec<Vec<Part>> {
    let is_wide = breadth == Breadth::Digests;
    let method = vec![(Piece::Method, example.method.clone().into_bytes())];
    let host = example.origin.split("://").nth(1).unwrap_or_default().to_owned();
    let host = if is_wide { vec![(Piece::Host, host.into_bytes())] } else { Vec::new() };
    let mut spines = vec![Vec::new()];
    for choice in [method, host, paths(example, is_wide), queries(example, is_wide), bodies(example, is_wide)] {
        let mut longer = Vec::new();
        for spine in &spines {
            for part in &choice {
                let has_query = spine.iter().any(|(piece, _): &Part| *piece == Piece::PathAndQuery);
                if !(has_query && is_query(&part.0)) {
                    longer.push([spine.as_slice(), std::slice::from_ref(part)].concat());
                }
            }
        }
        spines.append(&mut longer);
    }
    spines
}

fn is_query(piece: &Piece) -> bool {
    match piece {
        Piece::RawQuery | Piece::Pairs(_) => true,
        Piece::Encoded(inner) => is_query(inner),
        _ => false,
    }
}

fn paths(example: &Example, is_wide: bool) -> Vec<Part> {
    let path = example.path.as_str();
    let query = example.unsigned_query();
    let mut paths: Vec<Part> = Vec::new();
    if !query.is_empty() {
        paths.push((Piece::PathAndQuery, format!("{path}?{query}").into_bytes()));
    }
    let whole = Piece::Path { after: String::new() };
    paths.push((whole.clone(), path.as_bytes().to_vec()));
    if is_wide {
        paths.push((Piece::Encoded(Box::new(whole)), percent_encoded(path).into_bytes()));
    }
    paths
}

fn queries(example: &Example, is_wide: bool) -> Vec<Part> {
    let query = example.unsigned_query();
    let mut queries = Vec::new();
    if !query.is_empty() {
        queries.push((Piece::RawQuery, query.into_bytes()));
    }
    for (spelling, between) in [(Spelling::Percent, "="), (Spelling::Raw, "="), (Spelling::Raw, "")] {
        let separator = if between.is_empty() { "" } else { "&" };
        let Some(part) = sorted(example, spelling, between, separator) else { continue };
        if is_wide && spelling == Spelling::Percent {
            let text = percent_encoded(&String::from_utf8_lossy(&part.1)).into_bytes();
            queries.push((Piece::Encoded(Box::new(part.0.clone())), text));
        }
        if !queries.iter().any(|(_, bytes)| *bytes == part.1) {
            queries.push(part);
        }
    }
    queries
}

/// The parameters, sorted.
fn sorted(example: &Example, spelling: Spelling, between: &'static str, separator: &'static str) -> Option<Part> {
    let in_body = example.body_kind == BodyKind::Form || example.body_kind == BodyKind::Multipart;
    let takes = |place: Place| place == Place::Query || (place == Place::Body && in_body);
    let mut pairs: Vec<(&str, &str)> = example
        .signed_parameters()
        .filter(|each| takes(each.place))
        .map(|each| (each.name.as_str(), each.value.as_str()))
        .collect();
    pairs.sort_by_key(|(name, _)| *name);
    let spelt = |text: &str| if spelling == Spelling::Raw { text.to_owned() } else { percent_encoded(text) };
    let texts: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}{between}{}", spelt(name), spelt(value))).collect();
    let piece = PairsPiece {
        supply: if in_body { Supply::All } else { Supply::Query },
        headers: Vec::new(),
        selection: Selection::AllBut(Vec::new()),
        scalars: false,
        drops_empty: false,
        order: Some(Order::Name),
        spelling,
        secret: None,
        between: Some(between),
        separator,
    };
    (!texts.is_empty()).then(|| (Piece::Pairs(piece), texts.join(separator).into_bytes()))
}

fn bodies(example: &Example, is_wide: bool) -> Vec<Part> {
    let Some(body) = example.unsigned_body() else { return Vec::new() };
    let mut bodies = vec![(Piece::Body, body.clone())];
    let Some(Target { hash, .. }) = example.target().filter(|_| is_wide) else { return bodies };
    for hash in
        [Hash::Sha256, Hash::Md5, Hash::Sha512, Hash::Sha1].into_iter().filter(|each| *each != hash).chain([hash])
    {
        let digest = mac::digest(hash, &body);
        bodies.push((Piece::BodyDigest(hash), base16ct::lower::encode_string(&digest).into_bytes()));
    }
    if let Some(nonce) = example.nonce() {
        let text = [nonce.value.as_bytes(), &body].concat();
        bodies.push((Piece::NonceAndBodyDigest(Hash::Sha256), mac::digest(Hash::Sha256, &text)));
    }
    bodies
}

/// The parts that may be anywhere.
fn extras(example: &Example, breadth: Breadth) -> Vec<Part> {
    let mut extras: Vec<Part> = Vec::new();
    let usual = [example.key(), example.time().map(|(time, _)| time), example.nonce()];
    for each in usual.into_iter().flatten() {
        let piece = Piece::Value { place: each.place, name: each.name.clone() };
        extras.push((piece, each.value.clone().into_bytes()));
    }
    match example.target().map(|target| target.shape) {
        // `v0=…` is computed over `v0:…`.
        Some(Shape::After(before)) if before.len() > 1 => {
            let literal = before.trim_end_matches(['=', ',', ':', ' ']).to_owned();
            extras.push((Piece::Literal(literal.clone()), literal.into_bytes()));
        }
        Some(Shape::Field { time: Some((_, value, format)), .. }) => {
            extras.push((Piece::Field { format }, value.into_bytes()));
        }
        _ => {}
    }
    if breadth == Breadth::Values {
        for each in example.signed_parameters().filter(|each| !each.is_nested).take(MOST_VALUES) {
            let piece = Piece::Value { place: each.place, name: each.name.clone() };
            if !extras.iter().any(|(known, _)| *known == piece) {
                extras.push((piece, each.value.clone().into_bytes()));
            }
        }
    }
    extras
}
