//! The mistakes found so far.
//!
//! Every stage takes `&mut Errors` and goes on as long as it can, so that independent mistakes are all reported at once.
//! The `expand` function of each attribute puts them beside the item at the end; dropping mistakes without reporting
//! them is a bug here and panics in debug builds. This module never decides what a mistake is.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// Collects mistakes until they are reported.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    /// rustc refuses the item by itself, and what is found in the rest of it may only follow from that.
    left_to_compiler: bool,
}

impl Errors {
    /// A mistake at one token.
    pub(crate) fn push(&mut self, span: Span, message: impl Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// A mistake that covers several tokens.
    pub(crate) fn push_over(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.found.push(syn::Error::new_spanned(tokens, message));
    }

    /// A mistake that a parser reported.
    pub(crate) fn combine(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Reports none of the mistakes: rustc reports why the item cannot be read.
    pub(crate) fn leave_to_compiler(&mut self) {
        self.left_to_compiler = true;
    }

    /// The value, or nothing and its mistake noted.
    pub(crate) fn keep<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.combine(error)).ok()
    }

    /// Forgets the mistakes that only follow from the first one after the first `count`.
    pub(crate) fn keep_first_since(&mut self, count: usize) {
        self.found.truncate(count + 1);
    }

    /// How many mistakes were found so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty() && !self.left_to_compiler
    }

    /// The mistakes as one error that prints them all, for a parser inside a parser.
    pub(crate) fn into_result(mut self) -> syn::Result<()> {
        let all = std::mem::take(&mut self.found).into_iter().reduce(|mut first, next| {
            first.combine(next);
            first
        });
        all.map_or(Ok(()), Err)
    }

    /// One `compile_error!` for each mistake, in the order they were found.
    pub(crate) fn report(mut self) -> TokenStream {
        let found = std::mem::take(&mut self.found);
        if self.left_to_compiler {
            return TokenStream::new();
        }
        found.iter().map(syn::Error::to_compile_error).collect()
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if cfg!(debug_assertions) && !std::thread::panicking() {
            assert!(self.found.is_empty(), "mistakes were found and never reported: {:?}", self.found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Errors, Span};

    #[test]
    #[should_panic(expected = "never reported")]
    fn unreported_mistakes_panic() {
        Errors::default().push(Span::call_site(), "a mistake");
    }
}
