//! The buffer that texts are written into. In a traced one, secrets stand beside it, at the places where they belong.

use zeroize::{Zeroize as _, Zeroizing};

use super::trace::{Label, Origin, Part};

/// A buffer, with its trace or without.
pub(super) struct Out {
    bytes: Vec<u8>,
    /// `None` in a plain buffer, which may hold secrets.
    seen: Option<Seen>,
}

/// What is known of a traced buffer.
#[derive(Default)]
struct Seen {
    parts: Vec<Part>,
    secrets: Vec<Hidden>,
    /// Where the name of the next value was written.
    name: std::ops::Range<usize>,
}

/// A secret, and where it belongs.
struct Hidden {
    at: usize,
    bytes: Zeroizing<Vec<u8>>,
}

/// A place to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    bytes: usize,
    parts: usize,
    secrets: usize,
}

impl Out {
    pub(super) fn plain() -> Self {
        Self { bytes: Vec::with_capacity(64), seen: None }
    }

    pub(super) fn traced() -> Self {
        let parts = Vec::with_capacity(16);
        Self { bytes: Vec::with_capacity(1024), seen: Some(Seen { parts, ..Seen::default() }) }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.seen.is_none()
    }

    /// The bytes of a plain buffer.
    pub(super) fn into_secret(self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.bytes)
    }

    /// The bytes of a traced buffer, and its parts.
    pub(super) fn into_trace(self) -> (Vec<u8>, Vec<Part>) {
        (self.bytes, self.seen.unwrap_or_default().parts)
    }

    /// How many bytes were written that can be seen.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// How many parts were noted.
    pub(super) fn parts(&self) -> usize {
        self.seen.as_ref().map_or(0, |seen| seen.parts.len())
    }

    pub(super) fn mark(&self) -> Mark {
        let (parts, secrets) = self.seen.as_ref().map_or((0, 0), |seen| (seen.parts.len(), seen.secrets.len()));
        Mark { bytes: self.bytes.len(), parts, secrets }
    }

    pub(super) fn back_to(&mut self, mark: Mark) {
        match &mut self.seen {
            Some(seen) => {
                seen.parts.truncate(mark.parts);
                seen.secrets.truncate(mark.secrets);
            }
            None => self.bytes.iter_mut().skip(mark.bytes).for_each(zeroize::Zeroize::zeroize),
        }
        self.bytes.truncate(mark.bytes);
    }

    /// How much was written, secrets included.
    pub(super) fn written(&self) -> usize {
        let secrets = self.seen.iter().flat_map(|seen| &seen.secrets).map(|secret| secret.bytes.len()).sum::<usize>();
        self.bytes.len() + secrets
    }

    pub(super) fn has_secret_since(&self, mark: &Mark) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.secrets.len() > mark.secrets)
    }

    /// Writes what was written since a mark in another way.
    pub(super) fn change_since(
        &mut self,
        mark: &Mark,
        change: impl FnOnce(&[u8], &mut Vec<u8>) -> Option<()>,
    ) -> Option<()> {
        let start = mark.bytes;
        let mut written = self.bytes.split_off(start);
        let changed = change(&written, &mut self.bytes);
        let end = self.bytes.len();
        match &mut self.seen {
            Some(seen) => {
                // One part keeps its name; of several, none has a range any more.
                let [only] = seen.parts.get_mut(mark.parts..).unwrap_or_default() else {
                    seen.parts.truncate(mark.parts);
                    return changed;
                };
                only.range = start..end;
            }
            None => written.zeroize(),
        }
        changed
    }

    /// What stands between parts.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.reserve_exact_if_plain(bytes.len(), self.seen.is_none());
        self.bytes.extend_from_slice(bytes);
    }

    /// A part with its name.
    pub(super) fn part(&mut self, label: &str, origin: Origin, bytes: &[u8], secret: bool) {
        self.note(secret, origin, bytes, |_| Label::Known(label.into()));
    }

    /// A name, whose value comes next.
    pub(super) fn name(&mut self, name: &[u8]) {
        let start = self.bytes.len();
        self.push(name);
        if let Some(seen) = &mut self.seen {
            seen.name = start..start + name.len();
        }
    }

    /// The value of the name that was written last.
    pub(super) fn value(&mut self, value: &[u8], secret: bool) {
        let origin = if secret { Origin::Secret } else { Origin::Parameter };
        self.note(secret, origin, value, |seen| Label::Written(seen.name.clone()));
    }

    /// The result of a computation.
    pub(super) fn result(&mut self, result: &[u8], secret: bool) {
        self.note(secret, if secret { Origin::Secret } else { Origin::Digest }, result, |_| {
            Label::Known("digest".into())
        });
    }

    /// Something that is made from a secret.
    pub(super) fn hidden(&mut self, bytes: &[u8]) {
        self.note(true, Origin::Secret, bytes, |_| Label::Known("secret".into()));
    }

    fn note(&mut self, secret: bool, origin: Origin, bytes: &[u8], label: impl FnOnce(&Seen) -> Label) {
        let start = self.bytes.len();
        let Some(seen) = &mut self.seen else { return self.push(bytes) };
        let label = label(seen);
        if secret {
            seen.secrets.push(Hidden { at: start, bytes: Zeroizing::new(bytes.to_vec()) });
        } else {
            self.bytes.extend_from_slice(bytes);
        }
        let origin = if secret { Origin::Secret } else { origin };
        seen.parts.push(Part { label, origin, range: start..self.bytes.len() });
    }

    /// What was written since a mark, in pieces, secrets among them.
    pub(super) fn pieces(&self, mark: &Mark) -> impl Iterator<Item = &[u8]> {
        let secrets = self.seen.iter().flat_map(|seen| seen.secrets.get(mark.secrets..).unwrap_or_default());
        let mut written = mark.bytes;
        let with_secrets = secrets.flat_map(move |secret| {
            let before = self.bytes.get(std::mem::replace(&mut written, secret.at)..secret.at).unwrap_or_default();
            [before, secret.bytes.as_slice()]
        });
        let last = self.seen.iter().flat_map(|seen| seen.secrets.last()).map(|secret| secret.at).next_back();
        let rest = last.filter(|at| *at >= mark.bytes && self.has_secret_since(mark)).unwrap_or(mark.bytes);
        with_secrets.chain(std::iter::once(self.bytes.get(rest..).unwrap_or_default()))
    }
}

/// Growing a buffer that holds a secret leaves a copy behind; the old one is wiped.
trait Grow {
    fn reserve_exact_if_plain(&mut self, more: usize, plain: bool);
}

impl Grow for Vec<u8> {
    fn reserve_exact_if_plain(&mut self, more: usize, plain: bool) {
        if plain && self.capacity() - self.len() < more {
            let mut larger = Self::with_capacity((self.len() + more) * 2);
            larger.extend_from_slice(self);
            self.zeroize();
            *self = larger;
        }
    }
}
