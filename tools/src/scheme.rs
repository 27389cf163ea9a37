//! Describes a scheme in words, for documents, the doctor and dry runs.

use std::time::Duration;

use countersign::auth::{Auth, Content, Description, Schemes};
use countersign::operation::Operation;

/// The scheme of an operation, with the name used in messages and its description. `None` if an operation picks a
/// scheme that does not exist.
pub(crate) struct Described<'s> {
    pub(crate) name: Option<&'static str>,
    pub(crate) rule: &'s dyn Auth,
    pub(crate) description: Description,
}

impl<'s> Described<'s> {
    pub(crate) fn of(schemes: &'s Schemes, operation: &Operation) -> Option<Self> {
        let rule = schemes.of(operation).ok()?;
        Some(Self { name: schemes.name_of(operation), rule, description: rule.describe(operation) })
    }

    /// The API's name for it, or the rule's own.
    pub(crate) fn called(&self) -> &'static str {
        self.name.unwrap_or_else(|| self.rule.name())
    }

    /// What is not covered, how old requests may be, and what is weak.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let mut remarks = vec![self.coverage()];
        let mut add = |remark: String| remarks.push(remark);
        if let Some(age) = self.description.max_age.filter(|age| *age < Duration::from_secs(366 * 86_400)) {
            add(format!("A request is valid for {}.", duration(age)));
        }
        self.description.warnings.iter().for_each(|warning| add(format!("Weakness: {warning}.")));
        remarks
    }

    /// What someone on the way can change.
    fn coverage(&self) -> String {
        let uncovered = self.description.uncovered.as_slice();
        if self.description.sends.is_empty() {
            let nothing = if self.rule.needs_credentials() { "What it sends is unknown." } else { "Nothing is sent." };
            return nothing.to_owned();
        }
        if !self.description.is_signed() {
            return String::from("Nothing is signed: anyone who sees what is sent can use the API.");
        }
        match uncovered {
            [] => String::from("The signature covers the whole request."),
            uncovered => format!("The signature does not cover: {}.", uncovered.join(", ")),
        }
    }
}

/// One thing that a scheme sends.
pub(crate) fn content(content: Content) -> &'static str {
    match content {
        Content::KeyId => "The key id of the credentials.",
        Content::Secret => "A secret of the credentials.",
        Content::Bearer => "A token of the credentials.",
        Content::Basic => "Name and password of the credentials.",
        Content::Time => "The time of the request.",
        Content::Nonce => "A nonce, different in each request.",
        Content::Signature => "The signature of the request.",
        _ => "A part of the authentication.",
    }
}

fn duration(age: Duration) -> String {
    match age.as_secs() {
        seconds if seconds % 3_600 == 0 && seconds > 3_600 => format!("{} hours", seconds / 3_600),
        seconds if seconds % 60 == 0 && seconds > 60 => format!("{} minutes", seconds / 60),
        seconds => format!("{seconds} seconds"),
    }
}
