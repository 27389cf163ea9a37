//! Warnings: each has a code, by which `allow(W001)` in the attribute takes it back, and a line in the documentation of
//! `#[endpoint]`. A macro cannot warn on a stable compiler, so the expansion uses a deprecated constant at the
//! user's token, and the compiler warns of that.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::ParseStream;

use super::arguments::Key;
use super::errors::Errors;
use super::{item, words};

/// The code of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// A name that is the default anyway.
    W001,
    /// A binary fraction.
    W002,
    /// An id that is too narrow.
    W003,
    /// A header in camelCase.
    W004,
    /// A placeholder as another framework writes it, such as `:id`.
    W005,
    /// An empty segment of the path.
    W006,
    /// A range of one number.
    W007,
    /// Names that one case would set.
    W008,
}

impl Code {
    /// All codes by their word.
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("W001", Self::W001),
        ("W002", Self::W002),
        ("W003", Self::W003),
        ("W004", Self::W004),
        ("W005", Self::W005),
        ("W006", Self::W006),
        ("W007", Self::W007),
        ("W008", Self::W008),
    ];
}

impl Code {
    /// The codes of `allow(…)`.
    pub(crate) fn read(key: &Key, input: ParseStream<'_>) -> syn::Result<Vec<Self>> {
        let mut errors = Errors::default();
        let mut codes = Vec::new();
        for word in key.words(input)? {
            match Self::ALL.iter().find(|(code, _)| word == code) {
                Some((_, code)) => codes.push(*code),
                None => {
                    let hint = words::hint(&word.to_string(), Self::ALL.map(|(code, _)| code));
                    errors.push(word.span(), format!("unknown warning code `{word}`; {hint}"));
                }
            }
        }
        errors.into_result().map(|()| codes)
    }
}

/// A warning at a token of the user's.
pub(crate) struct Warning {
    code: Code,
    span: Span,
    message: String,
}

impl Warning {
    pub(crate) fn new(code: Code, span: Span, message: String) -> Self {
        Self { code, span, message }
    }

    fn tokens(&self, allow: &str) -> TokenStream {
        let code = item::variant(&self.code);
        let message = format!("{}; if this is intended, write `{allow}({code}))]`", self.message);
        let used = item::moved(&code, self.span);
        quote! {
            const _: () = {
                #[deprecated(note = #message)]
                const #code: () = ();
                #used
            };
        }
    }
}

/// Generates the warnings; `allow` is the beginning of the attribute that silences one.
pub(crate) fn tokens(allow: &str, found: impl IntoIterator<Item = Warning>, allowed: &[Code]) -> TokenStream {
    let found = found.into_iter().filter(|warning| !allowed.contains(&warning.code));
    found.map(|warning| warning.tokens(allow)).collect()
}
