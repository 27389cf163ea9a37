//! What was signed, byte for byte.
//!
//! The trace is the draft's own buffer, kept: every value, its origin, and its range in the signed string. The secret is
//! not in it, because it was never written there; a [`Fingerprint`] stands for it. How it prints is in `text`.

mod columns;
mod strings;
mod text;

use std::borrow::Cow;
use std::ops::Range;

pub use self::strings::{TracedPart, TracedString};

use crate::operation::{Operation, Parameter, Place};
use crate::param::{Component, Draft, Name, Origin, SignedString};
use crate::secret::Fingerprint;

/// What was signed in one request, and where each byte of it came from.
///
/// It prints as a table of the values in the order in which they are signed, then each string that was signed or digested
/// with the secret's fingerprint where the secret belongs, what made the signature of it, and where the signature went.
#[derive(Clone)]
pub struct SigningTrace {
    rule: &'static str,
    operation: &'static Operation,
    bytes: Vec<u8>,
    components: Vec<Component>,
    signed: SignedString,
    earlier: Vec<SignedString>,
    digest: Name,
    secret: Fingerprint,
}

impl SigningTrace {
    /// Keeps what a draft was signed from.
    pub(crate) fn new(rule: &'static str, secret: Fingerprint, draft: &mut Draft, digest: Name) -> Self {
        draft.forget_secrets();
        let (bytes, components) = (std::mem::take(&mut draft.bytes), std::mem::take(&mut draft.components));
        let (signed, earlier) = (std::mem::take(&mut draft.signed), std::mem::take(&mut draft.earlier));
        Self { rule, operation: draft.operation, bytes, components, signed, earlier, digest, secret }
    }

    /// Name of the signing rule.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The operation that was signed.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The signed string, without the secret.
    pub fn signed(&self) -> &[u8] {
        self.bytes.get(self.signed.range.clone()).unwrap_or_default()
    }

    /// What made the signature of the string, as `MD5, in upper-case hex`; empty when nothing was signed.
    pub fn digest(&self) -> &str {
        self.digest.as_str()
    }

    /// What may be shown of the secret.
    pub fn secret(&self) -> Fingerprint {
        self.secret
    }

    /// Where the secret belongs in the signed string, in bytes, in order; empty when it is only the key of an HMAC.
    pub fn secret_at(&self) -> Vec<usize> {
        let last = self.strings().next_back().into_iter();
        let secrets = last.flat_map(TracedString::parts).filter(|part| part.origin() == Origin::Secret);
        secrets.map(|part| part.range().start).collect()
    }

    /// Name of a component on the wire, or of the part.
    pub fn name<'t>(&'t self, component: &'t Component) -> Cow<'t, str> {
        String::from_utf8_lossy(component.name.bytes(&self.bytes))
    }

    /// Byte range of the value of a component in the string to sign; `None` when it is not in there.
    pub fn signed_range(&self, component: &Component) -> Option<Range<usize>> {
        let signed = component.signed.clone()?;
        let from = |at: usize| at.checked_sub(self.signed.range.start);
        (signed.end <= self.signed.range.end).then_some(from(signed.start)?..from(signed.end)?)
    }

    /// All values of the request and parts of the signed string, in no particular order.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The value of a component, as it travels before it is encoded.
    pub fn value(&self, component: &Component) -> &[u8] {
        self.bytes.get(component.value.clone()).unwrap_or_default()
    }

    /// Where the value of a component comes from. A field that has its declared default is a default, whoever set it.
    pub fn origin(&self, component: &Component) -> Origin {
        let declared = self.operation.parameters().iter().find(|parameter| component.is_of(parameter));
        let default = declared.and_then(Parameter::default);
        match (component.origin, default) {
            (Origin::Field, Some(default)) if default().as_bytes() == self.value(component) => Origin::Default,
            (origin, _) => origin,
        }
    }

    /// Signed components in the order of the signed string, then those that travel unsigned.
    pub fn in_order(&self) -> Vec<&Component> {
        let mut components: Vec<_> = self.components.iter().collect();
        components.sort_by_key(|component| {
            component.signed.as_ref().map_or((usize::MAX, 0), |range| (range.start, range.end))
        });
        components
    }

    /// The signature, and where it went; `None` when nothing was signed.
    pub fn signature(&self) -> Option<(&Component, Place)> {
        let component = self.components.iter().find(|component| component.origin == Origin::Signature)?;
        Some((component, component.place?))
    }
}
