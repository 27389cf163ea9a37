//! What a signature does not cover: anyone in the network can change it, and the request still verifies.

use std::sync::Arc;

use super::definition::{Definition, Place, Scheme, Sent};
use super::error::{Problem, SchemeError};
use super::pairs::{Pairs, Step, Supply};
use super::shape::{is_capture, readable};
use super::text::{Map, Node, Source, Text};

impl Scheme {
    /// Returns what the signature does not cover of a request: `method`, `host`, `path`, `query`, `body` (or a body of
    /// another kind than the one whose pairs are signed), `content-type`, `key id`, and the names of parameters that
    /// are left out of the query or sent without being signed.
    ///
    /// ```
    /// use countersign::scheme::{Scheme, body, secret, signature};
    ///
    /// let github = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-hub-signature-256", signature()).build()?;
    /// assert_eq!(github.uncovered(), ["method", "host", "path", "query", "content-type"]);
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    #[must_use]
    pub fn uncovered(&self) -> Vec<&str> {
        let definition = self.definition();
        let covered = Covered::of(definition);
        let mut uncovered = Vec::new();
        let mut note = |name, is_covered: bool| {
            if !is_covered {
                uncovered.push(name);
            }
        };
        let sources =
            |sources: &[Source]| covered.any(|node| matches!(node, Node::Source(each) if sources.contains(each)));
        note("method", sources(&[Source::Method]));
        note("host", sources(&[Source::Host, Source::HostName, Source::Origin]) || covered.header("host"));
        note("path", sources(&[Source::Path, Source::PathAndQuery]));
        note("query", sources(&[Source::RawQuery, Source::PathAndQuery]) || covered.pairs(in_query, None));
        let body = sources(&[Source::Body]) || covered.pairs(|from| *from == Supply::Parameters, None);
        let (form, json) = (covered.pairs(is_form, None), covered.pairs(is_json, None));
        note("body", body || form || json);
        note("body that is not a form", body || json || !form);
        note("body that is not JSON", body || form || !json);
        note("content-type", covered.header("content-type"));
        if definition.sends.iter().any(|send| send.text.any(|node| *node == Node::KeyId)) {
            note("key id", covered.any(|node| *node == Node::KeyId));
        }
        covered.excluded(&mut |name| note(name, false));
        for send in &definition.sends {
            let mut open = false;
            readable(&send.text, &mut |leaf| {
                let is_proof =
                    matches!(leaf.node(), Node::Signature | Node::Secret | Node::Credential(_) | Node::KeyId);
                open |= is_capture(leaf) && !is_proof && !covered.any(|node| same_value(node, leaf.node()));
            });
            note(&send.name, !open);
        }
        uncovered
    }
}

impl Scheme {
    /// Returns whether the signature covers the form field of this name.
    pub(crate) fn covers_field(&self, name: &str) -> bool {
        let covered = Covered::of(self.definition());
        let is_it = |node: &Node| match node {
            Node::Source(source) => *source == Source::Body,
            Node::Parameter(each) => **each == *name,
            _ => false,
        };
        covered.any(is_it) || covered.pairs(|from| matches!(from, Supply::Form | Supply::Parameters), Some(name))
    }

    /// Refuses a scheme that does not cover a message in this form field, or in any body.
    pub(crate) fn require_message(&self, field: Option<&str>) -> Result<(), SchemeError> {
        let problem = match field {
            Some(field) if !self.covers_field(field) => {
                Problem::new(field, "the signature does not cover this field, which contains the message")
            }
            None if self.uncovered().iter().any(|part| part.starts_with("body")) => {
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
    covered.pairs(|from| *from == Supply::Parameters, None) && !covered.any(|node| *node == Node::Source(Source::Body))
}

/// Returns whether a text or one below it satisfies a condition. What only a part of is signed is not covered.
fn any_covered(text: &Text, condition: &impl Fn(&Node) -> bool) -> bool {
    let is_part = matches!(text.node(), Node::Map(map, inner) if takes_part(map) && !is_digest(inner));
    condition(text.node()) || !is_part && text.children().into_iter().any(|child| any_covered(child, condition))
}

fn takes_part(map: &Map) -> bool {
    matches!(map, Map::First(_) | Map::Skip(_) | Map::Until(_) | Map::Abridged(_))
}

/// Returns whether a text is a digest, encoded. A part of it depends on everything in its message.
fn is_digest(text: &Text) -> bool {
    match text.node() {
        Node::Mac(..) | Node::Derived(..) | Node::Map(Map::Digest(_), _) => true,
        Node::Map(_, inner) | Node::Named(_, inner) => is_digest(inner),
        _ => false,
    }
}

/// Returns whether two leaves are the same value, in any format.
fn same_value(one: &Node, other: &Node) -> bool {
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

/// The texts that the signature covers: those in it, and what is sent where that is signed.
struct Covered<'d>(Vec<&'d Text>);

impl<'d> Covered<'d> {
    fn of(definition: &'d Definition) -> Self {
        let mut covered = Self(definition.signature.iter().collect());
        // What is sent may cover more, such as a signed header that contains the digest of the body.
        loop {
            let is_new = |send: &&Sent| !covered.0.iter().any(|text| text.is(&send.text));
            let own = definition.sends.iter().filter(|send| !send.text.facts().signature).filter(is_new);
            let more: Vec<&Text> = own.filter(|send| covered.sends(send)).map(|send| &send.text).collect();
            if more.is_empty() {
                return covered;
            }
            covered.0.extend(more);
        }
    }

    fn any(&self, condition: impl Fn(&Node) -> bool) -> bool {
        self.0.iter().any(|text| any_covered(text, &condition))
    }

    fn sends(&self, send: &Sent) -> bool {
        let name = &*send.name;
        let bytes = |sources: &[Source]| self.any(|node| matches!(node, Node::Source(each) if sources.contains(each)));
        let query = || bytes(&[Source::RawQuery, Source::PathAndQuery]) || self.pairs(in_query, Some(name));
        let body = || bytes(&[Source::Body]) || self.pairs(in_body, Some(name));
        let parameter = || self.any(|node| matches!(node, Node::Parameter(each) if **each == *name));
        match send.place {
            Place::Header => self.header(&name.to_ascii_lowercase()),
            Place::Query => query() || parameter(),
            Place::Form => body() || parameter(),
            Place::Json => bytes(&[Source::Body]) || parameter() || self.member(send.steps()),
            Place::Parameter => (query() && body()) || parameter(),
        }
    }

    /// Returns whether a member of a JSON body is covered.
    fn member(&self, steps: &[Arc<str>]) -> bool {
        self.any(|node| match node {
            Node::Json(path) => steps.starts_with(&path.steps),
            Node::Pairs(pairs, _) => contain(pairs, steps, steps.len()),
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
            Node::Pairs(pairs, _) => holds(pairs, &is_among, Some(name)),
            _ => false,
        })
    }

    /// Returns whether pairs from there are covered, including one of this name if a name is passed.
    fn pairs(&self, from: impl Fn(&Supply) -> bool, name: Option<&str>) -> bool {
        self.any(|node| matches!(node, Node::Pairs(pairs, _) if holds(pairs, &from, name)))
    }

    /// Reports the names that pairs leave out.
    fn excluded(&self, note: &mut impl FnMut(&'d str)) {
        for text in &self.0 {
            text.walk(&mut |text| {
                let Node::Pairs(pairs, _) = text.node() else { return };
                for step in pairs.steps() {
                    if let Step::Except(names) = step {
                        names.iter().for_each(|name| note(name));
                    }
                }
            });
        }
    }
}

/// Returns whether pairs contain the member of a JSON body to which these steps lead, or what is around it, as the value of
/// a step before `end`.
pub(super) fn contain(pairs: &Pairs, steps: &[Arc<str>], end: usize) -> bool {
    let is_in = |from: &Supply, outer: &[Arc<str>]| match from {
        Supply::Json | Supply::Parameters => outer.is_empty(),
        Supply::JsonOf(path) => path.steps == outer,
        _ => false,
    };
    let mut names = steps.iter().enumerate().take(end);
    names.any(|(depth, name)| holds(pairs, &|from| is_in(from, steps.get(..depth).unwrap_or_default()), Some(name)))
}

fn holds(pairs: &Pairs, from: &impl Fn(&Supply) -> bool, name: Option<&str>) -> bool {
    let own = from(pairs.from());
    let mut kept = own;
    for step in pairs.steps() {
        match (step, name) {
            (Step::Only(_) | Step::Starting(_), None) => kept = false,
            (Step::Starting(prefix), Some(name)) => kept &= name.starts_with(&**prefix),
            (Step::Only(names), Some(name)) => kept &= names.iter().any(|each| **each == *name),
            (Step::Except(names), Some(name)) => kept &= !names.iter().any(|each| **each == *name),
            (Step::AndPairs(others), name) => kept |= holds(others, from, name),
            _ => {}
        }
    }
    kept
}
