//! What a signature does not cover: anyone in the network can change it, and the request still verifies.

use std::sync::Arc;

use super::definition::{Definition, Place, Scheme, Sent};
use super::error::{Problem, SchemeError};
use super::kept::{Kept, Leaf, Lost, Way, kept, reaching};
use super::pairs::{Pairs, Supply};
use super::shape::{is_capture, readable};
use super::text::{Node, Shape, Source, Text};

impl Scheme {
    /// Returns what the signature does not cover of a request:
    ///
    /// * `method`, `host`, `path`, `query`, `body` (or a body of another kind than the one whose pairs are signed),
    ///   `content-type` and `key id`;
    /// * the names of parameters that are left out, or sent without being signed;
    /// * what is lost of a part that is signed: its `names`, `values`, `empty parameters`, `nested members`, `letter
    ///   case`, `escapes`, `repeated spaces` or `end`, as in `values of the query`;
    /// * `files` of multipart forms whose other fields are signed.
    ///
    /// Where [pairs](super::parameters) are signed, how they are encoded is not, and neither is their order if they are
    /// [sorted](super::Pairs::sorted). A part that is signed only under a condition, as by [`then`](super::Text::then)
    /// or [`or`](super::Text::or), is not covered. A [hand-written part](super::Part) is taken to keep everything.
    ///
    /// ```
    /// use countersign::scheme::{Scheme, body, parameters, secret, signature};
    ///
    /// let github = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-hub-signature-256", signature()).build()?;
    /// assert_eq!(github.uncovered(), ["method", "host", "path", "query", "content-type"]);
    ///
    /// let names = parameters().sorted().names(",").hmac_sha256(secret()).hex();
    /// let names = Scheme::new(names).header("x-signature", signature()).build()?;
    /// assert!(names.uncovered().contains(&"values of the query"));
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    #[must_use]
    pub fn uncovered(&self) -> Vec<&str> {
        let definition = self.definition();
        let covered = Covered::of(definition);
        let mut uncovered = Vec::new();
        let mut note = |name, is_covered: bool| {
            if !is_covered && !uncovered.contains(&name) {
                uncovered.push(name);
            }
        };
        let hosts = covered.source(&[Source::Host, Source::HostName, Source::Origin]);
        let path = covered.source(PATH);
        let query = covered.place(QUERY, in_query);
        let body = covered.place(BODY, |from| *from == Supply::Parameters);
        let (form, json) = (covered.place(&[], is_form), covered.place(&[], is_json));
        note("method", covered.source(&[Source::Method]).is_some());
        note("host", hosts.is_some() || covered.header("host"));
        note("path", path.is_some());
        note("query", query.is_some());
        note("body", body.or(form).or(json).is_some());
        note("body that is not a form", body.or(json).is_some() || form.is_none());
        note("body that is not JSON", body.or(form).is_some() || json.is_none());
        note("body that is neither a form nor JSON", body.is_some() || form.is_none() || json.is_none());
        note("content-type", covered.header("content-type"));
        if definition.sends.iter().any(|send| send.text.any(|node| *node == Node::KeyId)) {
            note("key id", covered.any(|node| *node == Node::KeyId));
        }
        let lost_of_body = [body, form, json].map(|each| both(each, body).unwrap_or_default());
        let lost_of_body = lost_of_body.into_iter().fold(Lost::NOTHING, Lost::and);
        let lost = [path.unwrap_or_default(), query.unwrap_or_default(), lost_of_body];
        for (word, of) in WORDS {
            lost.iter().zip(of).for_each(|(lost, name)| note(name, name.is_empty() || !lost.names(word)));
        }
        note(FILES, covered.source(BODY).is_some() || body.or(form).is_none());
        covered.excluded(definition, &mut |name| note(name, false));
        definition.sends.iter().filter(|send| covered.leaves_open(send)).for_each(|send| note(&send.name, false));
        uncovered
    }
}

impl Scheme {
    /// Returns whether the signature covers the form field of this name.
    pub(crate) fn covers_field(&self, name: &str) -> bool {
        let covered = Covered::of(self.definition());
        covered.source(BODY).is_some_and(|lost| lost == Lost::NOTHING)
            || covered.any(|node| matches!(node, Node::Parameter(each) if **each == *name))
            || covered.pair(|from| matches!(from, Supply::Form | Supply::Parameters), name)
    }

    /// Refuses a scheme that does not cover a message in this form field, or in any body.
    pub(crate) fn require_message(&self, field: Option<&str>) -> Result<(), SchemeError> {
        let problem = match field {
            Some(field) if !self.covers_field(field) => {
                Problem::new(field, "the signature does not cover this field, which contains the message")
            }
            None if self.uncovered().iter().any(|part| part.starts_with("body") || part.ends_with("of the body")) => {
                Problem::new("body()", "the message is the body, and the signature does not cover it: sign `body()`")
            }
            _ => return Ok(()),
        };
        Err(SchemeError::new(vec![problem]))
    }
}

/// What is wrong with a body that no parameters can be read from.
pub(super) const UNREADABLE: &str = "the scheme signs parameters, and none can be read from the body: send a form or JSON \
                                     with its `Content-Type`, or name the fields";

/// Returns whether a scheme signs the parameters of all bodies but not the body itself. Then bytes in place of a form
/// would not be covered, and a reader may take them for one.
pub(super) fn refuses_bytes(definition: &Definition) -> bool {
    let covered = Covered::of(definition);
    covered.place(&[], |from| *from == Supply::Parameters).is_some() && covered.source(BODY).is_none()
}

/// Returns the expiries and lifetimes that are sent and not covered: anyone can write any time there.
pub(super) fn open_ends(definition: &Definition) -> Vec<Text> {
    let (covered, mut open) = (Covered::of(definition), Vec::new());
    for send in &definition.sends {
        readable(&send.text, &mut |leaf| {
            let is_end = matches!(leaf.node(), Node::TimeAfter(..) | Node::Lifetime(_));
            if is_end && !covered.leaf(leaf) {
                open.push(leaf.clone());
            }
        });
    }
    open
}

/// Returns the parts of what a scheme remembers that are not covered: anyone can change them, and send the request
/// again.
pub(super) fn open_memory(definition: &Definition) -> Vec<&Text> {
    let (covered, mut open) = (Covered::of(definition), Vec::new());
    let Some(once) = &definition.remembers else { return open };
    once.walk(&mut |text| {
        let is_leaf = text.children().is_empty();
        if is_leaf && !covered.leaf(text) && !covered.is_read_from(text, definition) {
            open.push(text);
        }
    });
    open
}

/// Returns whether two leaves are the same value, in any format.
pub(super) fn same_value(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Time(..), Node::Time(..))
        | (Node::Nonce(_), Node::Nonce(_))
        | (Node::Lifetime(_), Node::Lifetime(_)) => true,
        (Node::TimeAfter(one, _), Node::TimeAfter(other, _)) => one == other,
        (Node::Pairs(one, _), Node::Pairs(other, _)) => match one.signed_headers() {
            Some(names) => other.signed_headers() == Some(names),
            None => one.from() == other.from(),
        },
        (one, other) => one == other,
    }
}

fn in_query(from: &Supply) -> bool {
    matches!(from, Supply::Query | Supply::Parameters)
}

fn is_form(from: &Supply) -> bool {
    *from == Supply::Form
}

fn is_json(from: &Supply) -> bool {
    *from == Supply::Json
}

fn in_body(from: &Supply) -> bool {
    matches!(from, Supply::Form | Supply::Json | Supply::Parameters)
}

/// What is not covered of a multipart form of which pairs are signed.
pub(super) const FILES: &str = "files";

const PATH: &[Source] = &[Source::Path, Source::PathAndQuery];
const QUERY: &[Source] = &[Source::RawQuery, Source::PathAndQuery];
const BODY: &[Source] = &[Source::Body];

/// What can be lost of the path, the query and the body, in words.
const WORDS: [(Lost, [&str; 3]); 8] = [
    (Lost::NAMES, ["", "names of the query", "names of the body"]),
    (Lost::VALUES, ["", "values of the query", "values of the body"]),
    (Lost::EMPTY, ["", "empty parameters of the query", "empty parameters of the body"]),
    (Lost::NESTED, ["", "", "nested members of the body"]),
    (Lost::CASE, ["letter case of the path", "letter case of the query", "letter case of the body"]),
    (Lost::ESCAPES, ["escapes of the path", "escapes of the query", "escapes of the body"]),
    (Lost::END, ["end of the path", "", ""]),
    (Lost::SPACES, ["", "repeated spaces of the query", "repeated spaces of the body"]),
];

/// Returns what is lost where both are signed.
fn both(one: Option<Lost>, other: Option<Lost>) -> Option<Lost> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.common(other)),
        (one, other) => one.or(other),
    }
}

/// What the signature covers: what reaches it, and what reaches what is sent and covered.
struct Covered<'d>(Vec<Leaf<'d>>);

impl<'d> Covered<'d> {
    fn of(definition: &'d Definition) -> Self {
        let mut covered = Self(Vec::new());
        definition.signature.iter().for_each(|text| reaching(text, Way::default(), &mut covered.0));
        // What is sent may cover more, such as a signed header that contains the digest of the body.
        let mut others: Vec<&Sent> = definition.sends.iter().filter(|send| !send.text.facts().signature).collect();
        loop {
            let (signed, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(|send| covered.sends(send));
            if signed.is_empty() {
                return covered;
            }
            signed.iter().for_each(|send| reaching(&send.text, Way::default(), &mut covered.0));
            others = rest;
        }
    }

    fn any(&self, condition: impl Fn(&Node) -> bool) -> bool {
        self.0.iter().any(|leaf| condition(leaf.node))
    }

    /// Returns what is lost of these sources; `None` if they are not signed.
    fn source(&self, sources: &[Source]) -> Option<Lost> {
        let is_one = |leaf: &&Leaf<'d>| matches!(leaf.node, Node::Source(each) if sources.contains(each));
        self.0.iter().filter(is_one).map(|leaf| leaf.lost).reduce(Lost::common)
    }

    /// Returns each use of pairs from there.
    fn uses(&self, from: impl Fn(&Supply) -> bool) -> Vec<Kept<'d>> {
        let mut uses = Vec::new();
        for leaf in &self.0 {
            let Node::Pairs(pairs, shape) = leaf.node else { continue };
            for mut kept in kept(pairs, &from) {
                let by_shape = match shape {
                    Shape::Names(_) => Lost::OF_VALUES,
                    // A single name is known.
                    Shape::Values(_) if kept.only.as_ref().is_none_or(|only| only.len() != 1) => Lost::OF_NAMES,
                    _ => Lost::NOTHING,
                };
                kept.lost = kept.lost.and(leaf.lost).and(by_shape);
                uses.push(kept);
            }
        }
        uses
    }

    /// Returns what is lost of the bytes or the pairs of a place; `None` if not all of them are signed.
    fn place(&self, bytes: &[Source], from: impl Fn(&Supply) -> bool) -> Option<Lost> {
        let whole = self.uses(from).into_iter().filter(Kept::are_all);
        both(self.source(bytes), whole.map(|kept| kept.lost).reduce(Lost::common))
    }

    /// Returns whether the pair of this name is covered.
    fn pair(&self, from: impl Fn(&Supply) -> bool, name: &str) -> bool {
        let is_lost = |kept: &Kept<'_>| kept.lost.has(Lost::NAMES.and(Lost::VALUES));
        self.uses(from).iter().any(|kept| kept.has(name) && !is_lost(kept))
    }

    /// Returns whether a leaf is covered by its value or by its place, or cannot be changed by anyone.
    fn leaf(&self, leaf: &Text) -> bool {
        match leaf.node() {
            Node::Literal(_) | Node::Constant(_) | Node::Secret | Node::Credential(_) => true,
            // What it selects is the credentials.
            Node::KeyId => true,
            // It is refused as such.
            Node::Signature => true,
            Node::Header(name) => self.at(Place::Header, name, &[]),
            Node::Parameter(name) => self.at(Place::Parameter, name, std::slice::from_ref(name)),
            Node::Json(path) => {
                let name = path.steps.first().map_or("", |name| name);
                self.at(Place::Json, name, &path.steps)
            }
            Node::Source(Source::Path) => self.source(PATH).is_some(),
            Node::Source(Source::RawQuery) => self.source(QUERY).is_some(),
            node => self.any(|each| same_value(each, node)),
        }
    }

    /// Returns whether a leaf is where the scheme sends nothing but what is covered.
    fn is_read_from(&self, leaf: &Text, definition: &Definition) -> bool {
        let is_there = |send: &&Sent| match leaf.node() {
            Node::Header(name) => send.place == Place::Header && send.is_called(name),
            Node::Parameter(name) => send.place != Place::Header && send.is_called(name),
            Node::Json(path) => send.place == Place::Json && send.steps() == path.steps,
            _ => false,
        };
        definition.sends.iter().find(is_there).is_some_and(|send| !self.leaves_open(send))
    }

    fn sends(&self, send: &Sent) -> bool {
        self.at(send.place, &send.name, send.steps())
    }

    /// Returns whether what is sent at a place under this name is covered. `steps` lead to it in a JSON body.
    fn at(&self, place: Place, name: &str, steps: &[Arc<str>]) -> bool {
        let bytes = |sources: &[Source]| self.source(sources).is_some();
        let query = || bytes(QUERY) || self.pair(in_query, name);
        let body = || bytes(BODY) || self.pair(in_body, name);
        let parameter = || self.any(|node| matches!(node, Node::Parameter(each) if **each == *name));
        match place {
            Place::Header => self.header(&name.to_ascii_lowercase()),
            Place::Query => query() || parameter(),
            Place::Form => body() || parameter(),
            Place::Json => bytes(BODY) || parameter() || self.member(steps),
            Place::Parameter => (query() && body()) || parameter(),
        }
    }

    /// Returns whether something that is sent can be changed.
    fn leaves_open(&self, send: &Sent) -> bool {
        let mut open = false;
        readable(&send.text, &mut |leaf| {
            let is_proof = matches!(leaf.node(), Node::Signature | Node::Secret | Node::Credential(_) | Node::KeyId);
            open |= is_capture(leaf) && !is_proof && !self.any(|node| same_value(node, leaf.node()));
        });
        open
    }

    /// Returns whether a member of a JSON body is covered.
    fn member(&self, steps: &[Arc<str>]) -> bool {
        self.any(|node| match node {
            Node::Json(path) => steps.starts_with(&path.steps),
            Node::Pairs(pairs, Shape::Pairs(..)) => contain(pairs, steps, steps.len()),
            _ => false,
        })
    }

    fn header(&self, name: &str) -> bool {
        let is_among = |from: &Supply| match from {
            Supply::Headers(names) | Supply::SignedHeaders(names) => names.iter().any(|each| **each == *name),
            Supply::HeadersStarting(prefix) => name.starts_with(&**prefix),
            _ => false,
        };
        self.any(|node| match node {
            Node::Header(each) => each.eq_ignore_ascii_case(name),
            Node::Pairs(pairs, Shape::Pairs(..) | Shape::Values(_)) => {
                kept(pairs, &is_among).iter().any(|kept| kept.has(name))
            }
            _ => false,
        })
    }

    /// Reports the names that pairs leave out, unless they are covered otherwise or carry the signature.
    fn excluded(&self, definition: &'d Definition, note: &mut impl FnMut(&'d str)) {
        let is_named = |name: &str| self.any(|node| matches!(node, Node::Parameter(each) if **each == *name));
        let carriers = || definition.sends.iter().filter(|send| send.text.facts().signature);
        for (bytes, carrying) in [(QUERY, [Place::Query; 2]), (BODY, [Place::Form, Place::Json])] {
            let from = if bytes == QUERY { in_query } else { in_body };
            for name in self.uses(from).into_iter().flat_map(|kept| kept.except) {
                let is_there = |send: &Sent| send.place == Place::Parameter || carrying.contains(&send.place);
                let carries = carriers().any(|send| is_there(send) && *send.name == *name);
                if !carries && self.source(bytes).is_none() && !self.pair(from, name) && !is_named(name) {
                    note(name);
                }
            }
        }
        for name in self.uses(Supply::are_headers).into_iter().flat_map(|kept| kept.except) {
            if !self.header(name) {
                note(name);
            }
        }
    }
}

/// Returns whether pairs contain the member of a JSON body to which these steps lead, or what is around it, as the
/// value of a step before `end`.
pub(super) fn contain(pairs: &Pairs, steps: &[Arc<str>], end: usize) -> bool {
    let is_in = |from: &Supply, outer: &[Arc<str>]| match from {
        Supply::Json | Supply::Parameters => outer.is_empty(),
        Supply::JsonOf(path) => path.steps == outer,
        _ => false,
    };
    let mut names = steps.iter().enumerate().take(end);
    names.any(|(depth, name)| {
        let outer = steps.get(..depth).unwrap_or_default();
        kept(pairs, &|from| is_in(from, outer)).iter().any(|kept| kept.has(name))
    })
}
