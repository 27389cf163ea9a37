//! Digests, MACs and signatures: each computed once, and written wherever it occurs.

use zeroize::Zeroizing;

use super::crypto::{Output, Sink};
use super::writer::{Mark, Stop, USUAL_STAGES, Writer};
use super::{Plan, Stage};
use crate::param::{Name, Origin};
use crate::scheme::asymmetric;
use crate::scheme::choices::Hash;
use crate::scheme::error::SignError;
use crate::scheme::text::{Map, Node, Text};

/// The results of the stages so far. The first few need no allocation.
pub(super) type Results = ([Option<Output>; USUAL_STAGES], Vec<Option<Output>>);

impl Plan {
    /// Returns the result of a stage.
    pub(super) fn result<'r>(&self, text: &Text, results: &'r Results) -> Option<&'r Output> {
        let index = self.stages.iter().position(|stage| stage.text.is(text))?;
        let result = if index < USUAL_STAGES { results.0.get(index) } else { results.1.get(index - USUAL_STAGES) };
        result?.as_ref()
    }
}

impl<'w> Writer<'w> {
    /// Writes the message of a stage as a separate string, and computes the stage.
    pub(super) fn compute(&mut self, index: usize, stage: &'w Stage) -> Result<(), SignError> {
        let mark = self.mark();
        if !self.attempt(&stage.message)? {
            // The text around it decides whether it may be absent.
            return Ok(());
        }
        let result = self.result_of(&stage.text, mark).map_err(SignError::from)?;
        self.draft.sign(mark.bytes..self.draft.bytes.len(), stage.made, stage.label.clone());
        // A separator, so that every range belongs to exactly one string.
        self.draft.bytes.push(b'\n');
        let (usual, unusual) = &mut self.results;
        let place = if index < USUAL_STAGES { usual.get_mut(index) } else { unusual.get_mut(index - USUAL_STAGES) };
        if let Some(place) = place {
            *place = Some(result);
        }
        Ok(())
    }

    /// Writes a digest, a MAC or the output of a hand-written part.
    pub(super) fn write_result(&mut self, text: &'w Text) -> Result<(), Stop> {
        let known = self.plan.result(text, &self.results).cloned();
        let result = match (known, text.node()) {
            (Some(result), _) => result,
            (None, Node::Derived(..)) => Output::of(&self.derived(text)?),
            (None, Node::ByHand(part, inner)) => {
                let made = part.compute(&self.plain(inner)?).ok_or_else(|| Stop::Absent(text.clone()))?;
                Output::of(&Zeroizing::new(made))
            }
            (None, Node::Map(_, inner) | Node::Mac(_, inner, _) | Node::Asymmetric(_, inner)) => {
                let mark = self.mark();
                self.write(inner)?;
                let result = self.result_of(text, mark)?;
                self.back_to(mark);
                result
            }
            _ => return Err(Stop::Absent(text.clone())),
        };
        let secret = text.is_secret() && !self.shown;
        self.part(Name::Static(if secret { "secret" } else { "digest" }), Origin::Digest, &result, secret);
        Ok(())
    }

    /// Computes a digest, a MAC or a signature of what was written since a mark.
    fn result_of(&mut self, text: &'w Text, mark: Mark) -> Result<Output, Stop> {
        Ok(match text.node() {
            Node::Map(Map::Digest(hash), _) => {
                let mut sink = Sink::digest(*hash);
                self.pieces(mark, |piece| sink.update(piece));
                sink.finish()
            }
            Node::Mac(hash, _, key) => {
                let mut sink = self.key(*hash, key)?;
                self.pieces(mark, |piece| sink.update(piece));
                sink.finish()
            }
            Node::Asymmetric(algorithm, _) => {
                let key = self.credentials.secret().expose();
                let made = asymmetric::sign(*algorithm, key, &self.collect(mark)).map_err(SignError::new)?;
                Output::of(&made)
            }
            _ => return Err(Stop::Absent(text.clone())),
        })
    }

    /// Returns a keyed MAC, from the cache if the key was derived from the same input before.
    fn key(&mut self, hash: Hash, key: &'w Text) -> Result<Sink, Stop> {
        let (keys, own) = (&self.plan.keys, self.credentials.secret().expose().as_bytes());
        match key.node() {
            // Most keys are the secret itself.
            Node::Secret if !own.is_empty() => {
                Ok(keys.find(hash, |of| of == own).unwrap_or_else(|| keys.take(hash, own, own)))
            }
            Node::Derived(by, first, steps) => {
                let start = self.mark();
                for part in std::iter::once(first).chain(steps) {
                    let mark = self.mark();
                    self.write(part)?;
                    // Lengths are included, so that parts cannot run into each other.
                    let length = self.length(mark);
                    self.push(&length.to_be_bytes());
                }
                self.push(by.name().as_bytes());
                let known = keys.find(hash, |of| self.is_written(start, of));
                let of = if known.is_none() { self.collect(start) } else { Zeroizing::default() };
                self.back_to(start);
                match known {
                    Some(known) => Ok(known),
                    None => Ok(keys.take(hash, &of, &self.derived(key)?)),
                }
            }
            _ => {
                let key = self.plain(key)?;
                Ok(keys.find(hash, |of| of == key.as_slice()).unwrap_or_else(|| keys.take(hash, &key, &key)))
            }
        }
    }

    /// Derives a key by authenticating all steps one after another.
    fn derived(&mut self, text: &'w Text) -> Result<Zeroizing<Vec<u8>>, Stop> {
        let Node::Derived(hash, key, steps) = text.node() else { return Err(Stop::Absent(text.clone())) };
        let mut key = self.plain(key)?;
        for step in steps {
            let mut sink = Sink::mac(*hash, &key);
            sink.update(&self.plain(step)?);
            key = Zeroizing::new(sink.finish().to_vec());
        }
        Ok(key)
    }
}
