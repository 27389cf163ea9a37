//! Computes digests, MACs and signatures, or takes those that were computed already.

use zeroize::Zeroizing;

use super::crypto;
use super::out::Out;
use super::writer::{Stop, Writer};
use crate::scheme::error::SignError;
use crate::scheme::text::{Map, Node, Text};

impl Writer<'_> {
    /// Writes a digest, a MAC or what was made by hand.
    pub(super) fn write_result(&self, text: &Text, out: &mut Out) -> Result<(), Stop> {
        if let Some((_, result)) = self.computed.borrow().iter().find(|(known, _)| known.is(text)) {
            out.result(result, text.is_secret());
            return Ok(());
        }
        let result = match text.node() {
            Node::Derived(hash, key, steps) => {
                let steps = steps.iter().map(|step| Ok(std::mem::take(&mut *self.plain(step)?)));
                self.keys.derived(*hash, self.plain(key)?, steps.collect::<Result<_, Stop>>()?)
            }
            Node::ByHand(part, inner) => {
                let made = part.compute(&self.plain(inner)?);
                Zeroizing::new(made.ok_or_else(|| Stop::Absent(text.clone()))?)
            }
            Node::Map(_, inner) | Node::Mac(_, inner, _) | Node::Asymmetric(_, inner) => {
                let message = self.plain(inner)?;
                self.compute(text, || [message.as_slice()])?
            }
            _ => return Err(Stop::Absent(text.clone())),
        };
        out.result(&result, text.is_secret());
        Ok(())
    }

    /// Computes a digest, a MAC or a signature over a message in pieces.
    pub(super) fn compute<'m, P>(&self, text: &Text, message: impl Fn() -> P) -> Result<Zeroizing<Vec<u8>>, Stop>
    where
        P: IntoIterator<Item = &'m [u8]>,
    {
        Ok(Zeroizing::new(match text.node() {
            Node::Map(Map::Digest(hash), _) => crypto::digest(*hash, message()),
            Node::Mac(hash, _, key) => match key.node() {
                // Most keys are the secret as it is.
                Node::Secret if !self.credentials.secret().expose().is_empty() => {
                    crypto::mac(*hash, self.credentials.secret().expose().as_bytes(), message())
                }
                _ => crypto::mac(*hash, &self.plain(key)?, message()),
            },
            Node::Asymmetric(algorithm, _) => {
                let whole = Zeroizing::new(message().into_iter().flatten().copied().collect::<Vec<u8>>());
                crate::scheme::asymmetric::sign(*algorithm, self.credentials.secret().expose(), &whole)
                    .map_err(SignError::new)?
            }
            _ => return Err(Stop::Absent(text.clone())),
        }))
    }
}
