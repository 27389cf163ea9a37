//! The path of an endpoint and its `{placeholders}`.
//!
//! `model.rs` calls this; the rule itself is in `path_rule.rs`. Whether every placeholder has a field is not checked
//! here: `codegen.rs` hands the literal to the compiler as a format string, whose message points inside of it. Nothing
//! here touches fields.

use syn::LitStr;

use super::{Errors, path_rule};

/// A path that keeps the rules.
pub(crate) struct Route<'s> {
    /// As it was written.
    pub(crate) literal: &'s LitStr,
    /// The names in braces, in order.
    pub(crate) placeholders: Vec<String>,
}

impl<'s> Route<'s> {
    /// Checks a path; reports the first rule that it breaks.
    pub(crate) fn parse(literal: &'s LitStr, errors: &mut Errors) -> Option<Self> {
        let path = literal.value();
        if let Err((problem, at)) = path_rule::check(&path) {
            errors.push(literal.span(), path_rule::explain(&path, problem, at));
            return None;
        }
        let placeholder = |segment: &str| {
            let name = segment.strip_prefix('{')?.strip_suffix('}')?;
            Some(name.strip_prefix('*').unwrap_or(name).to_owned())
        };
        Some(Self { literal, placeholders: path.split('/').filter_map(placeholder).collect() })
    }

    /// Whether the field of this name fills a placeholder.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.placeholders.iter().any(|placeholder| placeholder == field)
    }
}
