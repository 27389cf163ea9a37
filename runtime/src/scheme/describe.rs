//! What follows from a scheme for the requests of an operation.

use std::time::Duration;

use super::auth::declared;
use super::covers::FILES;
use super::definition::{Definition, Place, Scheme, Sent};
use super::text::{Node, Text};
use crate::auth::{Content, Description, Sends};
use crate::operation::{self, Body, Operation};

/// How far a time may be from the receiver's clock by default.
const USUAL_AGE: Duration = Duration::from_secs(300);

impl Scheme {
    /// Returns what [`Auth::describe`](crate::Auth::describe) does.
    pub(super) fn description(&self, operation: &Operation) -> Description {
        let definition = self.definition();
        let mut description = Description::default();
        if let Some(signature) = &definition.signature {
            description.expression = Some(signature.to_string());
            let has_it = |part: &&str| *part != FILES || operation.body() == Body::Multipart;
            description.uncovered = self.uncovered().into_iter().filter(has_it).map(str::to_owned).collect();
        }
        for sent in &definition.sends {
            match travels(sent, operation.body()) {
                Some(place) => {
                    let sends = Sends::new(place, &*sent.name, content(sent));
                    description.sends.push(Sends { code: sent.text.to_string(), ..sends });
                }
                None if is_optional(&sent.text) => {}
                None => {
                    let problem = format!(
                        "it sends the {} `{}`, and the body of the operation is `{}`",
                        sent.place,
                        sent.name,
                        operation.body().as_str()
                    );
                    description.problem = Some(problem);
                }
            }
        }
        if let Some(name) = self.undeclared(operation) {
            description.problem = Some(format!(
                "it needs `operation_constant({name:?})`, which the operation does not declare: add `constant({name:?} = \
                 …)` to its `#[endpoint]`"
            ));
        }
        description.max_age = age(definition);
        description.warnings = self.warnings().iter().map(|warning| warning.denied().to_string()).collect();
        description
    }

    /// Returns a constant that the scheme cannot do without and that the operation does not declare.
    fn undeclared(&self, operation: &Operation) -> Option<&str> {
        let (mut missing, mut spared) = (Vec::new(), Vec::new());
        self.definition().walk(&mut |text| match text.node() {
            Node::Constant(name) if declared(operation, name).is_none() => missing.push(&**name),
            // Something else is written if it is absent.
            Node::Or(inner, _) | Node::Then(inner, _) | Node::Optional(inner) => inner.walk(&mut |text| {
                if let Node::Constant(name) = text.node() {
                    spared.push(&**name);
                }
            }),
            _ => {}
        });
        missing.into_iter().find(|name| !spared.contains(name))
    }
}

/// Returns how long a request is valid: until the first end that it names, or for the age that a receiver accepts.
fn age(definition: &Definition) -> Option<Duration> {
    let (mut is_timed, mut ends) = (false, Vec::new());
    for sent in &definition.sends {
        sent.text.walk(&mut |text| match text.node() {
            Node::Time(..) => is_timed = true,
            Node::TimeAfter(end, _) => ends.push(*end),
            Node::Lifetime(most) => ends.push(definition.max_age.map_or(*most, |age| age.min(*most))),
            _ => {}
        });
    }
    let usual = || is_timed.then(|| definition.max_age.unwrap_or(USUAL_AGE));
    ends.into_iter().min().or_else(usual)
}

/// Returns where an item is sent in a request with this body, if it can be.
fn travels(sent: &Sent, body: Body) -> Option<operation::Place> {
    match (sent.place, body) {
        (Place::Header, _) => Some(operation::Place::Header),
        (Place::Query, _) | (Place::Parameter, Body::None) => Some(operation::Place::Query),
        (Place::Parameter, _) | (Place::Form, Body::Form | Body::Multipart) | (Place::Json, Body::Json) => {
            Some(operation::Place::Body)
        }
        (Place::Form | Place::Json, _) => None,
    }
}

fn is_optional(text: &Text) -> bool {
    matches!(text.node(), Node::Optional(_) | Node::Then(..))
}

fn is_time(node: &Node) -> bool {
    matches!(node, Node::Time(..) | Node::TimeAfter(..) | Node::Lifetime(_))
}

fn content(sent: &Sent) -> Content {
    let text = &sent.text;
    let is_secret = |node: &Node| matches!(node, Node::Secret | Node::Credential(_));
    let begins = |word: &str| {
        let first = match text.node() {
            Node::Concat(parts) => parts.first().map(Text::node),
            _ => None,
        };
        sent.is_called("authorization") && matches!(first, Some(Node::Literal(literal)) if **literal == *word)
    };
    match text.node() {
        _ if text.facts().signature => Content::Signature,
        Node::KeyId => Content::KeyId,
        _ if begins("Bearer ") => Content::Bearer,
        _ if begins("Basic ") => Content::Basic,
        _ if text.any(is_secret) => Content::Secret,
        _ if text.any(|node| matches!(node, Node::Nonce(_))) => Content::Nonce,
        _ if text.any(is_time) => Content::Time,
        _ => Content::Other,
    }
}
