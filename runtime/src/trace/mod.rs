//! What was signed, byte for byte.
//!
//! The trace is the draft's own buffer, kept: every value, its origin, and its range in the signed string. The secret is
//! not in it, because it was never written there; a [`Fingerprint`] stands for it. How it prints is in `text`.

mod columns;
mod text;

use std::ops::Range;

use crate::operation::{Operation, Parameter, Place};
use crate::param::{Component, Draft, Origin};
use crate::secret::Fingerprint;

/// What was signed in one request, and where each byte of it came from.
///
/// It prints as a table of the values in the order in which they are signed, then the signed string with the secret's
/// fingerprint where the secret belongs, what made the signature of it, and where the signature went.
#[derive(Clone)]
pub struct SigningTrace {
    rule: &'static str,
    operation: &'static Operation,
    bytes: Vec<u8>,
    components: Vec<Component>,
    signed: Range<usize>,
    digest: &'static str,
    secret: Fingerprint,
}

impl SigningTrace {
    /// Keeps what a draft was signed from; `signed` is where the string is in its buffer.
    pub(crate) fn new(
        rule: &'static str,
        secret: Fingerprint,
        draft: &mut Draft,
        signed: Range<usize>,
        digest: &'static str,
    ) -> Self {
        draft.forget_secrets();
        let (bytes, components) = (std::mem::take(&mut draft.bytes), std::mem::take(&mut draft.components));
        Self { rule, operation: draft.operation, bytes, components, signed, digest, secret }
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
        self.bytes.get(self.signed.clone()).unwrap_or_default()
    }

    /// What made the signature of the string, as `MD5, in upper-case hex`; empty when nothing was signed.
    pub fn digest(&self) -> &'static str {
        self.digest
    }

    /// What may be shown of the secret.
    pub fn secret(&self) -> Fingerprint {
        self.secret
    }

    /// Where the secret belongs in the signed string, in bytes, in order; empty when it is only the key of an HMAC.
    pub fn secret_at(&self) -> Vec<usize> {
        let marks = self.components.iter().filter(|component| component.origin == Origin::Secret);
        let mut at: Vec<usize> = marks.filter_map(|mark| Some(mark.signed.as_ref()?.start)).collect();
        at.sort_unstable();
        at
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
