//! What a [`Text`] looks like on the wire: its pieces, their lengths, and what can be read from them.

use super::text::{Map, Node, NonceForm, Shape, Text};

/// A piece of a [`Text`], from left to right.
#[derive(Clone)]
pub(super) enum Piece {
    Literal(String),
    Text(Text),
}

impl Piece {
    /// Returns its length if that is always the same.
    pub(super) fn width(&self) -> Option<usize> {
        match self {
            Self::Literal(literal) => Some(literal.len()),
            Self::Text(text) => width(text),
        }
    }
}

/// Returns the pieces as a receiver reads them. Adjacent parts that it knows from the rest of the request are merged,
/// because it need not distinguish them.
pub(super) fn pieces_read(text: &Text) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces(text) {
        match (found.last_mut(), &piece) {
            (Some(Piece::Text(last)), Piece::Text(next)) if !is_readable(last) && !is_readable(next) => {
                *last = &*last + next;
            }
            _ => found.push(piece),
        }
    }
    found
}

/// Splits sums and joins into pieces. Adjacent literals are merged.
pub(super) fn pieces(text: &Text) -> Vec<Piece> {
    let mut found = Vec::new();
    push(text, &mut found);
    found
}

/// Returns what a sum, a join or fields consist of. Empty for other nodes, and for fields that depend on the request.
pub(super) fn pieces_of(node: &Node) -> Vec<Piece> {
    let mut found = Vec::new();
    match node {
        Node::Concat(parts) => parts.iter().for_each(|part| push(part, &mut found)),
        Node::Join(separator, parts) => {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    push_literal(separator, &mut found);
                }
                push(part, &mut found);
            }
        }
        Node::Fields(fields) if !fields.0.percent && !fields.0.object && !fields.texts().any(Text::is_optional) => {
            let quote = if fields.0.quoted { "\"" } else { "" };
            for (index, (name, text)) in fields.0.fields.iter().enumerate() {
                let before = if index == 0 { &fields.0.prefix } else { &fields.0.separator };
                push_literal(&format!("{before}{name}={quote}"), &mut found);
                push(text, &mut found);
                push_literal(quote, &mut found);
            }
        }
        _ => {}
    }
    found
}

fn push(text: &Text, found: &mut Vec<Piece>) {
    match text.node() {
        Node::Literal(literal) => push_literal(literal, found),
        Node::Named(_, inner) => push(inner, found),
        Node::Concat(_) | Node::Join(..) => text.pieces().iter().for_each(|piece| match piece {
            Piece::Literal(literal) => push_literal(literal, found),
            Piece::Text(text) => found.push(Piece::Text(text.clone())),
        }),
        _ => found.push(Piece::Text(text.clone())),
    }
}

fn push_literal(literal: &str, found: &mut Vec<Piece>) {
    match found.last_mut() {
        _ if literal.is_empty() => {}
        Some(Piece::Literal(last)) => last.push_str(literal),
        _ => found.push(Piece::Literal(literal.to_owned())),
    }
}

/// Returns the length of a text if that is always the same.
pub(super) fn width(text: &Text) -> Option<usize> {
    match text.node() {
        Node::Literal(literal) => Some(literal.len()),
        Node::Time(_, format) | Node::TimeAfter(_, format) => format.width(),
        Node::Nonce(NonceForm::Of(characters, length)) if characters.is_ascii() => Some(*length),
        Node::Mac(hash, ..) | Node::Map(Map::Digest(hash), _) => Some(hash.bytes()),
        Node::Derived(hash, ..) => Some(hash.bytes()),
        Node::Named(_, inner) => width(inner),
        Node::Concat(parts) => parts.iter().map(width).sum(),
        Node::Map(Map::Hex | Map::UpperHex, inner) => width(inner).map(|width| 2 * width),
        Node::Map(Map::Base64 | Map::Base64Url, inner) => width(inner).map(|width| width.div_ceil(3) * 4),
        Node::Map(Map::Base64UrlUnpadded, inner) => width(inner).map(|width| (4 * width).div_ceil(3)),
        Node::Map(Map::Lower | Map::Upper, inner) => width(inner),
        Node::Map(Map::First(count), inner) => width(inner).map(|width| width.min(*count)),
        Node::Map(Map::Skip(count), inner) => width(inner).map(|width| width.saturating_sub(*count)),
        _ => None,
    }
}

/// Returns whether a text is the names of signed headers.
pub(super) fn is_header_list(node: &Node) -> bool {
    matches!(node, Node::Pairs(pairs, Shape::Names(_)) if pairs.signed_headers().is_some())
}

/// Returns whether a text is a JSON object, which may arrive with its members in another order.
pub(super) fn is_object(node: &Node) -> bool {
    matches!(node, Node::Fields(fields) if fields.0.object)
}

/// Calls `visit` with everything that a receiver can read from this text: leaves that are not inside a digest, a MAC or
/// another one-way step.
pub(super) fn readable<'t>(text: &'t Text, visit: &mut dyn FnMut(&'t Text)) {
    match text.node() {
        Node::Mac(..) | Node::Derived(..) | Node::Asymmetric(..) | Node::Or(..) | Node::Then(..) => {}
        Node::Map(map, inner) => {
            if !matches!(map, Map::Digest(_) | Map::First(_) | Map::Skip(_) | Map::Lower | Map::Upper)
                && !matches!(map, Map::FromBase64 | Map::FromHex | Map::FromPercent | Map::Replaced(..))
                && !matches!(map, Map::Until(_) | Map::EndingWith(_) | Map::Abridged(_) | Map::Crc32)
            {
                readable(inner, visit);
            }
        }
        Node::Pairs(..) if !is_header_list(text.node()) => {}
        Node::Pairs(..) => visit(text),
        Node::Fields(fields) if fields.0.object => {
            visit(text);
            fields.texts().for_each(|child| readable(child, visit));
        }
        Node::Concat(_)
        | Node::Join(..)
        | Node::AnyOf(..)
        | Node::Optional(_)
        | Node::Named(..)
        | Node::Fields(_)
        | Node::ByHand(..) => text.children().into_iter().for_each(|child| readable(child, visit)),
        _ => visit(text),
    }
}

/// Returns whether something that is not known beforehand can be read from a text.
pub(super) fn is_readable(text: &Text) -> bool {
    let mut found = false;
    readable(text, &mut |leaf| found |= is_capture(leaf));
    found
}

/// Returns whether a leaf is read from what arrives, rather than known from the rest of the request.
pub(super) fn is_capture(leaf: &Text) -> bool {
    let node = leaf.node();
    is_header_list(node)
        || is_object(node)
        || matches!(
            node,
            Node::KeyId
                | Node::Secret
                | Node::Credential(_)
                | Node::Identifier(_)
                | Node::Nonce(_)
                | Node::Time(..)
                | Node::TimeAfter(..)
                | Node::Lifetime(_)
                | Node::Signature
        )
}
