//! `key = value, key, key(…)`: the language that all attributes share.
//!
//! An attribute defines its keys ([`Grammar`]) and reads their values ([`Arguments::take`], with the help of
//! `values.rs`); this module walks over the list, refuses unknown and repeated keys, and goes on after a mistake at the
//! next comma. It never knows what a key means.

use proc_macro2::{Ident, Span, TokenTree};
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;

use super::errors::Errors;
use super::grammar::{ALL, Assign, Grammar};
use super::words;

/// A parsed key.
pub(crate) struct Key {
    /// The word, with its span.
    pub(crate) ident: Ident,
    /// Key and value as they should be written.
    pub(crate) form: &'static str,
    /// What separates them.
    pub(crate) assign: Assign,
}

impl Key {
    /// Words in parentheses.
    pub(crate) fn words(&self, input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
        let inside = self.parentheses(input)?;
        let words = Punctuated::<Ident, Token![,]>::parse_terminated(&inside).map_err(|error| {
            skip_all(&inside);
            syn::Error::new(error.span(), format!("expected a list of words: `{}`", self.form))
        })?;
        Ok(words.into_iter().collect())
    }

    /// Texts in parentheses.
    pub(crate) fn texts(&self, input: ParseStream<'_>) -> syn::Result<Vec<syn::LitStr>> {
        let inside = self.parentheses(input)?;
        let texts = Punctuated::<syn::LitStr, Token![,]>::parse_terminated(&inside).map_err(|error| {
            skip_all(&inside);
            syn::Error::new(error.span(), format!("`{}` takes a list of strings: `{}`", self.ident, self.form))
        })?;
        Ok(texts.into_iter().collect())
    }

    /// The mistake of this crate where a key of the grammar is not read.
    pub(crate) fn forgotten(&self) -> syn::Error {
        syn::Error::new(
            self.ident.span(),
            format!("`{}` is in the grammar of this attribute, but is not read", self.ident),
        )
    }
}

/// The arguments of one attribute.
pub(crate) trait Arguments {
    /// The keys it has.
    const GRAMMAR: &'static Grammar;

    /// Reads what follows `key`, which is one of the grammar's.
    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()>;

    /// Returns whether a mistake that starts here was already reported.
    fn passes_over(&self, input: ParseStream<'_>) -> bool {
        let _ = input;
        false
    }
}

/// Reads arguments to the end of `input`; never fails, mistakes go to `errors`.
pub(crate) fn parse<A: Arguments>(arguments: &mut A, input: ParseStream<'_>, errors: &mut Errors) {
    let mut seen = Vec::new();
    while !input.is_empty() {
        if arguments.passes_over(input) {
            skip_argument(input);
            continue;
        }
        let taken = argument(arguments, &mut seen, input).and_then(|()| end_of_argument(input));
        if errors.keep(taken).is_none() {
            skip_argument(input);
        }
    }
}

/// Reads the arguments of an attribute on a field or a variant; `#[name]` alone has none.
pub(crate) fn parse_attribute<A: Arguments>(arguments: &mut A, attribute: &syn::Attribute, errors: &mut Errors) {
    let empty = attribute.meta.require_path_only().is_ok();
    if empty {
        return;
    }
    match attribute.meta.require_list() {
        Ok(list) => parse_all(list.tokens.clone(), errors, |input, errors| parse(arguments, input, errors)),
        Err(_) => {
            errors.push_over(attribute, format!("expected arguments in parentheses: `{}(…)]`", opening(A::GRAMMAR)));
        }
    }
}

/// Runs a parser that reports its own mistakes over all of `tokens`.
pub(crate) fn parse_all(
    tokens: proc_macro2::TokenStream,
    errors: &mut Errors,
    parser: impl FnOnce(ParseStream<'_>, &mut Errors),
) {
    let outcome = (|input: ParseStream<'_>| {
        parser(input, errors);
        Ok(())
    })
    .parse2(tokens);
    errors.keep(outcome);
}

fn opening(grammar: &Grammar) -> &str {
    grammar.attribute.trim_end_matches(']')
}

fn argument<A: Arguments>(arguments: &mut A, seen: &mut Vec<Ident>, input: ParseStream<'_>) -> syn::Result<()> {
    let (span, is_comma) = (input.span(), input.peek(Token![,]));
    let ident = input.call(Ident::parse_any).map_err(|_| no_key(span, is_comma, A::GRAMMAR))?;
    let Some(form) = A::GRAMMAR.keys.iter().find(|form| ident == form.name) else {
        return Err(unknown_key(&ident, A::GRAMMAR));
    };
    if seen.contains(&ident) && !form.repeats {
        return Err(syn::Error::new(ident.span(), format!("duplicate key `{ident}`")));
    }
    seen.push(ident.clone());
    arguments.take(Key { ident, form: form.form, assign: A::GRAMMAR.assign }, input)
}

fn no_key(span: Span, is_comma: bool, grammar: &Grammar) -> syn::Error {
    if is_comma {
        return syn::Error::new(span, "unexpected `,`: remove it");
    }
    let forms: Vec<&str> = grammar.keys.iter().map(|key| key.form).collect();
    syn::Error::new(span, format!("expected a key of `{}`: {}", grammar.attribute, words::list(&forms)))
}

fn unknown_key(ident: &Ident, grammar: &Grammar) -> syn::Error {
    let attribute = grammar.attribute;
    let homes = homes(&ident.to_string());
    let message = if ident == "serde" && attribute == "#[param]" {
        "a parameter is written by serde if its type says so: remove `serde`, and write `Serde<Type>` \
         (`countersign::value::Serde`)"
            .to_owned()
    } else if homes.is_empty() {
        let hint = words::hint(&ident.to_string(), grammar.keys.iter().map(|key| key.name));
        format!("unknown key `{ident}` in `{attribute}`; {hint}")
    } else {
        let valid: Vec<&str> = grammar.keys.iter().map(|key| key.name).collect();
        let valid = words::list(&valid);
        format!("`{ident}` is a key of {}, not of `{attribute}`, which takes {valid}", words::list(&homes))
    };
    syn::Error::new(ident.span(), message)
}

/// The attributes that have a key of this name.
fn homes(name: &str) -> Vec<&'static str> {
    let has_key = |grammar: &&&Grammar| grammar.keys.iter().any(|key| key.name == name);
    ALL.iter().filter(has_key).map(|grammar| grammar.attribute).collect()
}

/// A comma, or nothing more.
pub(crate) fn end_of_argument(input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let span = input.span();
    let comma: syn::Result<Token![,]> = input.parse();
    comma.map(drop).map_err(|_| syn::Error::new(span, "expected `,` before the next argument"))
}

/// Skips the rest, which syn would report.
pub(crate) fn skip_all(input: ParseStream<'_>) {
    while !input.is_empty() {
        skip_argument(input);
    }
}

/// Skips the rest of an argument and its comma.
pub(crate) fn skip_argument(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let skipped: syn::Result<TokenTree> = input.parse();
        if skipped.is_err() {
            return;
        }
    }
    let _comma: syn::Result<Option<Token![,]>> = input.parse();
}
