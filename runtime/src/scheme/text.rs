//! [`Text`]: a string over a request, as a tree of parts.
//!
//! A text is an expression and has no value. What can be known about it without a request (whether it is secret,
//! whether it contains the signature) is computed when it is created and stored with the tree.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::by_hand::Part;
use super::choices::{Hash, TimeFormat};
use super::fields::Fields;
use super::json_path::JsonPath;
use super::pairs::Pairs;
use super::shape::{Piece, pieces_of};

/// A string over a request: the expression, not its value.
///
/// Functions such as [`method`](super::method) and [`time`](super::time) return the simplest texts, methods transform
/// them, and `+`, [`join`](super::join) and [`lines`](super::lines) combine them. A text is cheap to clone, can be
/// passed by reference everywhere, and prints as the code that makes it:
///
/// ```
/// use countersign::scheme::{lines, method, path, secret};
///
/// let text = lines((method(), path())).hmac_sha256(secret()).hex();
/// assert_eq!(text.to_string(), "lines((method(), path())).hmac_sha256(secret()).hex()");
/// ```
///
/// A text that needs something a request does not have is *absent*, and so is every text that contains it. See
/// [`optional`](Self::optional) and [`or`](Self::or).
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    node: Node,
    facts: Facts,
    /// What a sum, a join or fields are written as.
    pieces: Vec<Piece>,
}

/// What is known about a text without a request.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Whether its value must not be visible.
    pub(super) secret: bool,
    /// Whether it contains the signature.
    pub(super) signature: bool,
    /// Whether it contains a part of the credentials or something made from one.
    pub(super) credential: bool,
}

impl Facts {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            secret: self.secret || other.secret,
            signature: self.signature || other.signature,
            credential: self.credential || other.credential,
        }
    }
}

/// A part of a text.
#[derive(Clone, PartialEq)]
pub(super) enum Node {
    Literal(String),
    Source(Source),
    Header(Arc<str>),
    Parameter(Arc<str>),
    Json(JsonPath),
    Constant(Arc<str>),
    KeyId,
    Secret,
    Credential(Arc<str>),
    Identifier(Arc<str>),
    Nonce(NonceForm),
    /// A time that lies this long before that of the request.
    Time(Duration, TimeFormat),
    TimeAfter(Duration, TimeFormat),
    Lifetime(Duration),
    Signature,
    /// `a + b + …`.
    Concat(Vec<Text>),
    Join(String, Vec<Text>),
    Derived(Hash, Text, Vec<Text>),
    AnyOf(String, Text),
    Fields(Fields),
    Pairs(Pairs, Shape),
    Or(Text, Text),
    /// The second one if the first one is not empty.
    Then(Text, Text),
    Optional(Text),
    Map(Map, Text),
    /// Hash, message, key.
    Mac(Hash, Text, Text),
    Asymmetric(Algorithm, Text),
    Named(Arc<str>, Text),
    ByHand(Arc<dyn Part>, Text),
}

/// A part of the request, as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Method,
    Path,
    RawQuery,
    PathAndQuery,
    Body,
    Host,
    HostName,
    Port,
    Origin,
}

/// The form of a nonce that the scheme generates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NonceForm {
    Hex,
    Uuid,
    /// Characters, and how many of them.
    Of(&'static str, usize),
}

/// How pairs are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Between name and value, between pairs.
    Pairs(String, String),
    Names(String),
    Values(String),
}

/// A transformation of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Map {
    Hex,
    UpperHex,
    Base64,
    Base64Url,
    Base64UrlUnpadded,
    Percent,
    Form,
    Path,
    Lower,
    Upper,
    First(usize),
    Skip(usize),
    After(String),
    Until(String),
    EndingWith(String),
    /// How many characters are kept at each end.
    Abridged(usize),
    FromBase64,
    FromHex,
    FromPercent,
    /// What, and with what.
    Replaced(String, String),
    OnlyIf(String),
    UnlessEmpty,
    Crc32,
    PrecededBy(String),
    FollowedBy(String),
    Digest(Hash),
}

/// A signature by a private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    RsaSha256,
    RsaSha512,
    RsaPssSha256,
    EcdsaSha256,
    EcdsaSha256Der,
    Ed25519,
}

impl Text {
    pub(super) fn new(node: Node) -> Self {
        let (facts, pieces) = (node.facts(), pieces_of(&node));
        Self(Arc::new(Inner { node, facts, pieces }))
    }

    pub(super) fn node(&self) -> &Node {
        &self.0.node
    }

    /// Returns what a sum, a join or fields consist of, if that does not depend on the request.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0.pieces
    }

    pub(super) fn facts(&self) -> Facts {
        self.0.facts
    }

    pub(super) fn is_secret(&self) -> bool {
        self.0.facts.secret
    }

    /// Returns whether both are the same node: a text that is used twice is computed once.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns whether it is left out if it is absent.
    pub(super) fn is_optional(&self) -> bool {
        match self.node() {
            Node::Optional(_) => true,
            Node::Named(_, inner) => inner.is_optional(),
            _ => false,
        }
    }

    /// Returns whether it depends on nothing but credentials.
    pub(super) fn is_of_credentials(&self) -> bool {
        let (mut own, mut others) = (false, false);
        self.walk(&mut |text| match text.node() {
            Node::Secret | Node::Credential(_) | Node::KeyId | Node::Identifier(_) => own = true,
            Node::Literal(_) => {}
            _ => others |= text.children().is_empty(),
        });
        own && !others
    }

    /// Returns the texts directly below this one, including those in pairs and fields.
    pub(super) fn children(&self) -> Vec<&Self> {
        self.node().children()
    }

    /// Calls `visit` with this text and every text below it, outer ones first.
    pub(super) fn walk<'t>(&'t self, visit: &mut dyn FnMut(&'t Self)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Returns whether this text or one below it satisfies a condition.
    pub(super) fn any(&self, mut condition: impl FnMut(&Node) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |text| found |= condition(text.node()));
        found
    }
}

impl Node {
    fn children(&self) -> Vec<&Text> {
        match self {
            Self::Concat(parts) | Self::Join(_, parts) => parts.iter().collect(),
            Self::Derived(_, key, steps) => std::iter::once(key).chain(steps).collect(),
            Self::Fields(fields) => fields.texts().collect(),
            Self::Pairs(pairs, _) => pairs.texts(),
            Self::Or(first, second) | Self::Then(first, second) | Self::Mac(_, first, second) => vec![first, second],
            Self::AnyOf(_, inner)
            | Self::Optional(inner)
            | Self::Map(_, inner)
            | Self::Asymmetric(_, inner)
            | Self::Named(_, inner)
            | Self::ByHand(_, inner) => vec![inner],
            _ => Vec::new(),
        }
    }

    fn facts(&self) -> Facts {
        let below = self.children().into_iter().fold(Facts::default(), |facts, text| facts.and(text.facts()));
        match self {
            Self::Secret | Self::Credential(_) => Facts { secret: true, credential: true, signature: false },
            Self::Signature => Facts { signature: true, ..below },
            Self::Pairs(pairs, _) if pairs.is_hidden() => Facts { secret: true, ..below },
            // What a private key signs may be visible, and so may the signature.
            Self::Asymmetric(..) => Facts { secret: false, credential: true, ..below },
            _ => below,
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.is(other) || self.node() == other.node()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
