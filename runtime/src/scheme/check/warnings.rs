//! Warns about schemes that can be built but may be wrong.

use super::captures;
use crate::scheme::TimeFormat;
use crate::scheme::choices::Hash;
use crate::scheme::covers::open_ends;
use crate::scheme::definition::Definition;
use crate::scheme::error::{Warning, WarningKind};
use crate::scheme::shape::{Piece, pieces, width};
use crate::scheme::text::{Map, Node, Shape, Source, Text};

pub(super) fn warnings(definition: &Definition) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    let mut add = |warning: Warning| {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    };
    let Some(signature) = &definition.signature else { return warnings };
    signature.walk(&mut |text| {
        run_together(text, &mut add);
        empty_separator(text, &mut add);
        secret_first(text, &mut add);
    });
    for end in open_ends(definition) {
        let message =
            "the signature does not cover it, so it does not extend how long the request is accepted: sign it";
        add(Warning::new(WarningKind::ExpiryNotSigned, end, message));
    }
    let key_id_is_sent = captures(definition).iter().any(|leaf| *leaf.node() == Node::KeyId);
    definition.walk(&mut |text| {
        if *text.node() == Node::KeyId && !key_id_is_sent {
            let message = "the key id is signed and not sent: a receiver must try all the credentials it has";
            add(Warning::new(WarningKind::KeyIdNotSent, text, message));
        }
    });
    warnings
}

/// Warns about two parts that a sender chooses, with nothing between them: bytes can move from one to the other.
fn run_together(text: &Text, add: &mut dyn FnMut(Warning)) {
    if !matches!(text.node(), Node::Concat(_) | Node::Join(..)) {
        return;
    }
    for two in pieces(text).windows(2) {
        let [Piece::Text(first), Piece::Text(second)] = two else { continue };
        if is_open(first) && is_open(second) && !ends_before(first, second) {
            let message = format!(
                "nothing separates this from `{second}`: bytes can move from one to the other under the same signature"
            );
            add(Warning::new(WarningKind::RunTogether, first, message));
        }
    }
}

/// Returns whether the sender of a request chooses the length of this text.
fn is_open(text: &Text) -> bool {
    if width(text).is_some() {
        return false;
    }
    text.any(|node| {
        matches!(
            node,
            Node::Source(_)
                | Node::Header(_)
                | Node::Parameter(_)
                | Node::Json(_)
                | Node::Nonce(_)
                | Node::Time(..)
                | Node::TimeAfter(..)
                | Node::Lifetime(_)
                | Node::Pairs(..)
        )
    })
}

/// Returns whether one part ends where the other begins because a path begins with a slash, which the first cannot
/// contain.
fn ends_before(first: &Text, second: &Text) -> bool {
    let is_path = matches!(second.node(), Node::Source(Source::Path | Source::PathAndQuery));
    let digits = |format: &TimeFormat| !matches!(format, TimeFormat::Pattern(..));
    is_path
        && match first.node() {
            Node::Source(source) => matches!(source, Source::Method | Source::Host | Source::Origin),
            Node::Time(_, format) | Node::TimeAfter(_, format) => digits(format),
            _ => false,
        }
}

fn empty_separator(text: &Text, add: &mut dyn FnMut(Warning)) {
    let Node::Pairs(pairs, shape) = text.node() else { return };
    let empty = match shape {
        Shape::Pairs(between, separator) => between.is_empty() || separator.is_empty(),
        Shape::Names(separator) | Shape::Values(separator) => separator.is_empty(),
    };
    if empty {
        let message = "nothing separates names, values or pairs: other parameters can yield the same string";
        add(Warning::new(WarningKind::EmptySeparator, pairs, message));
    }
}

/// Warns about a plain digest that can be extended, because it neither ends with the secret nor is truncated.
fn secret_first(text: &Text, add: &mut dyn FnMut(Warning)) {
    let Node::Map(Map::Digest(hash), message) = text.node() else { return };
    let parts = pieces(message);
    let is_secret = |part: Option<&Piece>| matches!(part, Some(Piece::Text(text)) if text.is_secret());
    if *hash != Hash::Sha384 && parts.len() > 1 && is_secret(parts.first()) && !is_secret(parts.last()) {
        let message = "a plain digest that begins with the secret can be extended without knowing it: prefer an HMAC";
        add(Warning::new(WarningKind::SecretFirst, text, message));
    }
}
