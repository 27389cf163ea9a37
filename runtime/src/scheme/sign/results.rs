//! Digests, MACs and signatures: each computed once, and written wherever it occurs.

use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;
use zeroize::Zeroizing;

use super::crypto::{Key, Mac, Wiped, digest};
use super::writer::{Mark, Stop, Writer, pieces};
use super::{Plan, Stage};
use crate::param::{Form, Name, Origin};
use crate::scheme::asymmetric;
use crate::scheme::choices::Hash;
use crate::scheme::error::SignError;
use crate::scheme::text::{Map, Node, Text};

/// The results of the stages so far, and others, one after another.
#[derive(Default)]
pub(super) struct Results {
    bytes: Wiped,
    /// Where the result of each stage is. Empty if it is absent.
    stages: SmallVec<[Range<usize>; 4]>,
}

impl Results {
    /// Returns the result of a stage.
    pub(super) fn get(&self, plan: &Plan, text: &Text) -> Option<&[u8]> {
        self.bytes.get(self.place(plan, text)?)
    }

    fn place(&self, plan: &Plan, text: &Text) -> Option<Range<usize>> {
        let index = plan.stages.iter().position(|stage| stage.text.is(text))?;
        self.stages.get(index).filter(|place| !place.is_empty()).cloned()
    }

    /// Appends a result, and returns its place.
    fn push(&mut self, result: &[u8]) -> Range<usize> {
        let start = self.bytes.len();
        self.bytes.extend(result);
        start..self.bytes.len()
    }
}

impl<'w> Writer<'w> {
    /// Writes the message of a stage as a separate string, and computes the stage.
    pub(super) fn compute(&mut self, stage: &'w Stage) -> Result<(), SignError> {
        let mark = self.mark();
        if !self.attempt(&stage.message)? {
            // The text around it decides whether it may be absent.
            self.results.stages.push(0..0);
            return Ok(());
        }
        let result = self.result_of(&stage.text, mark).map_err(SignError::from)?;
        self.draft.sign(mark.bytes..self.draft.bytes.len(), stage.made, stage.label.clone());
        // A separator, so that every range belongs to exactly one string.
        self.draft.bytes.push(b'\n');
        self.results.stages.push(result);
        Ok(())
    }

    /// Writes a digest, a MAC or the output of a hand-written part.
    pub(super) fn write_result(&mut self, text: &'w Text) -> Result<(), Stop> {
        let place = match (self.results.place(self.plan, text), text.node()) {
            (Some(place), _) => place,
            (None, Node::Derived(..)) => {
                let key = self.derived(text)?;
                self.results.push(&key)
            }
            (None, Node::ByHand(part, inner)) => {
                let made = part.compute(&self.plain(inner)?).ok_or_else(|| Stop::Absent(text.clone()))?;
                self.results.push(&Zeroizing::new(made))
            }
            (None, Node::Map(_, inner) | Node::Mac(_, inner, _) | Node::Asymmetric(_, inner)) => {
                let mark = self.mark();
                self.write(inner)?;
                let place = self.result_of(text, mark)?;
                self.back_to(mark);
                place
            }
            _ => return Err(Stop::Absent(text.clone())),
        };
        let result = self.results.bytes.get(place).unwrap_or_default();
        if text.is_secret() && !self.shown {
            let secret = Zeroizing::new(result.to_vec());
            self.hide(Name::Static("secret"), secret);
        } else {
            let start = self.draft.bytes.len();
            self.draft.bytes.extend_from_slice(result);
            self.note(Name::Static("digest"), Origin::Digest, Form::Text, start);
        }
        Ok(())
    }

    /// Computes a digest, a MAC or a signature of what was written since a mark.
    fn result_of(&mut self, text: &'w Text, mark: Mark) -> Result<Range<usize>, Stop> {
        let key = match text.node() {
            Node::Mac(hash, _, key) => Some(self.key(*hash, key)?),
            _ => None,
        };
        let feed = |take: &mut dyn FnMut(&[u8])| pieces(self.draft, self.credentials, mark, take);
        let start = self.results.bytes.len();
        match (text.node(), key) {
            (Node::Map(Map::Digest(hash), _), _) => digest(*hash, &mut self.results.bytes, feed),
            (_, Some(key)) => key.mac.append(&mut self.results.bytes, feed),
            (Node::Asymmetric(algorithm, _), _) => {
                let key = self.credentials.secret().expose();
                let made = asymmetric::sign(*algorithm, key, &self.collect(mark)).map_err(SignError::new)?;
                return Ok(self.results.push(&made));
            }
            _ => return Err(Stop::Absent(text.clone())),
        }
        Ok(start..self.results.bytes.len())
    }

    /// Returns a key, from the cache if it was derived from the same input before.
    fn key(&mut self, hash: Hash, key: &'w Text) -> Result<Arc<Key>, Stop> {
        let (keys, own) = (&self.plan.keys, self.credentials.secret().expose().as_bytes());
        match key.node() {
            // Most keys are the secret itself.
            Node::Secret if !own.is_empty() => {
                Ok(keys.find(hash, key, |of| of == own).unwrap_or_else(|| keys.take(hash, key, own, own)))
            }
            Node::Derived(_, first, steps) => {
                let start = self.mark();
                // Literals are the same each time.
                let parts = std::iter::once(first).chain(steps);
                for part in parts.filter(|part| !matches!(part.node(), Node::Literal(_))) {
                    let mark = self.mark();
                    self.write(part)?;
                    // Lengths are included, so that parts cannot run into each other.
                    let length = self.length(mark);
                    self.push(&length.to_be_bytes());
                }
                if let Some(known) = keys.find(hash, key, |of| self.is_written(start, of)) {
                    self.back_to(start);
                    return Ok(known);
                }
                let of = self.collect(start);
                self.back_to(start);
                Ok(keys.take(hash, key, &of, &self.derived(key)?))
            }
            _ => {
                let of = self.plain(key)?;
                let known = keys.find(hash, key, |known| known == of.as_slice());
                Ok(known.unwrap_or_else(|| keys.take(hash, key, &of, &of)))
            }
        }
    }

    /// Derives a key by authenticating all steps one after another.
    fn derived(&mut self, text: &'w Text) -> Result<Wiped, Stop> {
        let Node::Derived(hash, first, steps) = text.node() else { return Err(Stop::Absent(text.clone())) };
        let mut key = Wiped::default();
        key.extend(&self.plain(first)?);
        for step in steps {
            let (step, mut next) = (self.plain(step)?, Wiped::default());
            Mac::new(*hash, &key).append(&mut next, |take| take(&step));
            key = next;
        }
        Ok(key)
    }
}
