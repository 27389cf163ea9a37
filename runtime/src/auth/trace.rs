//! What was signed, byte for byte.
//!
//! The trace is the draft's own buffer, kept: every value, its origin, and its range in the signed string. The secret is
//! not in it, because it was never written there.

use std::fmt;
use std::ops::Range;

use super::Signing;
use crate::operation::Operation;
use crate::param::{Component, Form};

/// What was signed in one request, and where each byte of it came from.
#[derive(Clone)]
pub struct SigningTrace {
    rule: &'static str,
    operation: &'static Operation,
    bytes: Vec<u8>,
    components: Vec<Component>,
    signed: Range<usize>,
}

impl SigningTrace {
    pub(crate) fn new(rule: &'static str, signing: Signing<'_>) -> Self {
        let Signing { draft, signed, .. } = signing;
        let (bytes, components) = (std::mem::take(&mut draft.bytes), std::mem::take(&mut draft.components));
        Self { rule, operation: draft.operation, bytes, components, signed }
    }

    /// Name of the signing rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// The operation that was signed.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The signed string, without the secret.
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        self.bytes.get(self.signed.clone()).unwrap_or_default()
    }

    /// All values of the request and parts of the signed string, in no particular order.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The value of a component, as it was signed: decoded, not escaped.
    #[must_use]
    pub fn value(&self, component: &Component) -> &[u8] {
        self.bytes.get(component.value.clone()).unwrap_or_default()
    }

    /// Signed components in the order of the signed string, then those that travel unsigned.
    fn in_order(&self) -> Vec<&Component> {
        let mut components: Vec<_> = self.components.iter().collect();
        components.sort_by_key(|component| {
            component.signed_range().map_or((usize::MAX, 0), |range| (range.start, range.end))
        });
        components
    }

    /// The signed string with a mark where the secret belongs, for people.
    fn marked(&self) -> String {
        let signed = self.signed();
        let mut secrets: Vec<usize> = self
            .components
            .iter()
            .filter(|component| component.origin == crate::param::Origin::Secret)
            .filter_map(|component| component.signed)
            .collect();
        secrets.sort_unstable();
        let mut text = String::new();
        let mut from = 0;
        for at in secrets {
            text.push_str(&String::from_utf8_lossy(signed.get(from..at).unwrap_or_default()));
            text.push_str("<secret>");
            from = at;
        }
        text.push_str(&String::from_utf8_lossy(signed.get(from..).unwrap_or_default()));
        text
    }
}

/// A line a component, then the signed string.
impl fmt::Display for SigningTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} signed by {}", self.operation.name, self.rule)?;
        writeln!(f, "{:>11}  {:<20} {:<7} {:<7} value", "signed", "name", "origin", "in")?;
        for component in self.in_order() {
            let range =
                component.signed_range().map_or_else(String::new, |range| format!("{}..{}", range.start, range.end));
            let place = component.place.map_or("-", |place| place.as_str());
            write!(f, "{range:>11}  {:<20} {:<7} {place:<7} ", component.name, component.origin)?;
            writeln!(f, "{}", shown(component, self.value(component)))?;
        }
        write!(f, "string: {}", clipped(&self.marked(), 2000))
    }
}

fn shown(component: &Component, value: &[u8]) -> String {
    match (&component.form, component.origin) {
        (_, crate::param::Origin::Secret) => String::from("<secret>"),
        (Form::File(file), _) => format!("{file:?}"),
        _ => clipped(&String::from_utf8_lossy(value), 80),
    }
}

fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}… ({} bytes)", text.get(..end).unwrap_or_default(), text.len()),
        None => text.to_owned(),
    }
}

impl fmt::Debug for SigningTrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
