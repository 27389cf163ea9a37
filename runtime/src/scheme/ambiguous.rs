//! Refuses credentials that a scheme cannot send, because a receiver would read another key id.

use super::definition::Definition;
use super::error::SignError;
use super::shape::{Piece, pieces};
use super::sign::Fresh;
use super::text::{Node, Text};
use crate::auth::Credentials;

/// The parts of the credentials and the nonces that are sent, each with the literal that ends it.
pub(super) struct Ends(Vec<(Text, String)>);

impl Ends {
    /// Finds them once for a scheme.
    pub(super) fn of(definition: &Definition) -> Self {
        let mut found = Self(Vec::new());
        definition.sends.iter().for_each(|send| found.search(&send.text));
        found
    }

    /// Refuses a part of the credentials or a given nonce that contains the literal that ends it.
    pub(super) fn check(&self, credentials: &Credentials, fresh: &Fresh) -> Result<(), SignError> {
        self.0.iter().try_for_each(|(part, end)| {
            let value = match part.node() {
                Node::Credential(name) | Node::Identifier(name) => {
                    credentials.named(name).map_or("", |part| part.expose())
                }
                Node::Nonce(_) => fresh.given_nonce(),
                _ => credentials.key_id(),
            };
            if !value.contains(end.as_str()) {
                return Ok(());
            }
            let what = match part.node() {
                Node::Credential(name) | Node::Identifier(name) => format!("`{name}` of the credentials"),
                Node::Nonce(_) => String::from("the nonce"),
                _ => String::from("the key id"),
            };
            Err(SignError::new(format!("{what} contains `{end}`, which ends it where this scheme sends it")))
        })
    }

    fn search(&mut self, text: &Text) {
        let parts = pieces(text);
        for (index, part) in parts.iter().enumerate() {
            let Piece::Text(part) = part else { continue };
            if let Some(Piece::Literal(end)) = parts.get(index + 1) {
                self.ends_at(part, end);
            }
            part.children().into_iter().for_each(|child| self.search(child));
            if let Node::Fields(fields) = part.node()
                && !fields.0.percent
                && !fields.0.object
            {
                let ends = match fields.0.separator.trim() {
                    _ if fields.0.quoted => ["\""; 2],
                    // A blank separates.
                    "" => ["\"", &fields.0.separator],
                    trimmed => ["\"", trimmed],
                };
                fields.texts().for_each(|field| ends.into_iter().for_each(|end| self.ends_at(field, end)));
            }
        }
    }

    fn ends_at(&mut self, text: &Text, end: &str) {
        match text.node() {
            Node::Optional(inner) | Node::Named(_, inner) => self.ends_at(inner, end),
            Node::Concat(_) | Node::Join(..) => match pieces(text).last() {
                Some(Piece::Text(last)) if !last.is(text) => self.ends_at(last, end),
                _ => {}
            },
            Node::KeyId | Node::Credential(_) | Node::Identifier(_) | Node::Nonce(_) if !end.is_empty() => {
                self.0.push((text.clone(), end.to_owned()));
            }
            _ => {}
        }
    }
}
