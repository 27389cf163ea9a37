//! Values behind a key: texts, words, numbers, ranges, types, expressions.
//!
//! The `take` functions of the attributes call these. A value of the wrong kind is one mistake at the value that prints
//! the expected form; where the value is missing, the key is blamed. Nothing here checks what a value means.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::buffer::Cursor;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseBuffer, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Lit, LitInt, LitStr, Token};

use super::arguments::Key;
use super::grammar::Assign;
use super::words;

/// A value that is not a token itself, with where it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it was written.
    pub(crate) span: Span,
}

/// `1..=50`, with whole numbers and either end open; both bounds belong to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Range {
    /// Smallest number.
    pub(crate) minimum: Option<i64>,
    /// Largest number.
    pub(crate) maximum: Option<i64>,
    /// As it was written.
    pub(crate) tokens: TokenStream,
}

/// An expression, as it was written.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// Its tokens.
    pub(crate) tokens: TokenStream,
    /// What can be said of it without knowing its type.
    pub(crate) literal: Literal,
}

/// What an expression is, where it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float,
    /// A text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// Anything else.
    Other,
}

impl Key {
    /// `key` alone.
    pub(crate) fn flag(&self, input: ParseStream<'_>) -> syn::Result<Span> {
        if input.is_empty() || input.peek(Token![,]) {
            return Ok(self.ident.span());
        }
        let message = format!("`{}` takes no value: write the key alone", self.ident);
        Err(syn::Error::new(input.span(), message))
    }

    /// `key = "text"`, which is not empty.
    pub(crate) fn text(&self, input: ParseStream<'_>) -> syn::Result<LitStr> {
        let text: LitStr = self.value(input, "a string in quotes")?;
        if text.value().is_empty() {
            return Err(syn::Error::new(text.span(), format!("`{}` must not be empty", self.ident)));
        }
        Ok(text)
    }

    /// `key = word`, one of the words given.
    pub(crate) fn word<T: Copy>(&self, input: ParseStream<'_>, valid: &[(&'static str, T)]) -> syn::Result<At<T>> {
        self.equals(input, "a word")?;
        let span = input.span();
        let written = match input.call(Ident::parse_any) {
            Ok(ident) => ident.to_string(),
            Err(_) => return Err(self.wrong(span, &format!("one of {}, without quotes", list_of(valid)))),
        };
        match valid.iter().find(|(word, _)| *word == written) {
            Some((_, value)) => Ok(At { value: *value, span }),
            None => {
                let hint = words::hint(&written, valid.iter().map(|(word, _)| *word));
                Err(syn::Error::new(span, format!("invalid value `{written}` for `{}`; {hint}", self.ident)))
            }
        }
    }

    /// `key = field`.
    pub(crate) fn field(&self, input: ParseStream<'_>) -> syn::Result<Ident> {
        self.value(input, "the name of a field")
    }

    /// `key = name`, of something that another macro declares.
    pub(crate) fn name(&self, input: ParseStream<'_>, what: &str) -> syn::Result<Ident> {
        self.value(input, what)
    }

    /// `key = 50`.
    pub(crate) fn count(&self, input: ParseStream<'_>) -> syn::Result<At<usize>> {
        let literal: LitInt = self.value(input, "a whole number")?;
        let span = literal.span();
        let value = literal.base10_parse().map_err(|_| self.wrong(span, "a whole number"))?;
        Ok(At { value, span })
    }

    /// `key = [304, 404]`: statuses of answers, each once.
    pub(crate) fn statuses(&self, input: ParseStream<'_>) -> syn::Result<Vec<At<u16>>> {
        self.equals(input, "a list of statuses")?;
        let span = input.span();
        let numbers = (|| {
            let inside;
            syn::bracketed!(inside in input);
            Punctuated::<LitInt, Token![,]>::parse_terminated(&inside)
        })();
        let numbers = numbers.map_err(|_| self.wrong(span, "a list of statuses"))?;
        let mut statuses: Vec<At<u16>> = Vec::new();
        for number in &numbers {
            let span = number.span();
            let value = number.base10_parse().ok().filter(|status| (200..600).contains(status));
            let value = value.ok_or_else(|| syn::Error::new(span, "a status must be from 200 to 599"))?;
            if statuses.iter().any(|known| known.value == value) {
                return Err(syn::Error::new(span, format!("duplicate status {value}")));
            }
            statuses.push(At { value, span });
        }
        if statuses.is_empty() { Err(self.wrong(span, "a list of statuses")) } else { Ok(statuses) }
    }

    /// `key = Type`.
    pub(crate) fn type_(&self, input: ParseStream<'_>) -> syn::Result<syn::Type> {
        self.value(input, "a type")
    }

    /// `key = path::of::module`.
    pub(crate) fn path(&self, input: ParseStream<'_>) -> syn::Result<syn::Path> {
        self.equals(input, "a path")?;
        let span = input.span();
        input.call(syn::Path::parse_mod_style).map_err(|_| self.wrong(span, "a path"))
    }

    /// `key = expression`.
    pub(crate) fn expression(&self, input: ParseStream<'_>) -> syn::Result<Expression> {
        self.equals(input, "an expression")?;
        let tokens = expression_tokens(input)?;
        let literal = Literal::of(tokens.clone());
        Ok(Expression { tokens, literal })
    }

    /// `key = 1..=50`, `1..`, `..=50` or `1..51`.
    pub(crate) fn range(&self, input: ParseStream<'_>) -> syn::Result<Range> {
        const WHAT: &str = "a range of whole numbers";
        self.equals(input, WHAT)?;
        let span = input.span();
        let tokens = expression_tokens(input)?;
        let Ok(Bounds { minimum, maximum }) = syn::parse2(tokens.clone()) else { return Err(self.wrong(span, WHAT)) };
        if minimum.zip(maximum).is_some_and(|(minimum, maximum)| minimum > maximum) {
            return Err(syn::Error::new_spanned(tokens, "this range is empty: put the smaller bound first"));
        }
        Ok(Range { minimum, maximum, tokens })
    }

    /// Parses the parentheses of `key(…)`.
    pub(crate) fn parentheses<'i>(&self, input: ParseStream<'i>) -> syn::Result<ParseBuffer<'i>> {
        let span = self.here(input);
        let inside;
        if !input.peek(syn::token::Paren) {
            return Err(self.wrong(span, "a list in parentheses"));
        }
        syn::parenthesized!(inside in input);
        Ok(inside)
    }

    /// `key = value`, of any type that can be read.
    pub(crate) fn value<T: Parse>(&self, input: ParseStream<'_>, what: &str) -> syn::Result<T> {
        self.equals(input, what)?;
        let span = input.span();
        input.parse().map_err(|_| self.wrong(span, what))
    }

    /// The `=` (or `:`), with something behind it.
    fn equals(&self, input: ParseStream<'_>, what: &str) -> syn::Result<()> {
        let span = self.here(input);
        let is_there = match self.assign {
            Assign::Equals => input.parse::<Option<Token![=]>>()?.is_some(),
            Assign::Colon => input.parse::<Option<Token![:]>>()?.is_some(),
        };
        if !is_there || input.is_empty() || input.peek(Token![,]) {
            return Err(self.wrong(span, what));
        }
        Ok(())
    }

    /// The next token; the key where nothing of its value was written.
    fn here(&self, input: ParseStream<'_>) -> Span {
        if input.is_empty() || input.peek(Token![,]) { self.ident.span() } else { input.span() }
    }

    fn wrong(&self, span: Span, what: &str) -> syn::Error {
        syn::Error::new(span, format!("expected {what}: `{}`", self.form))
    }
}

impl Literal {
    fn of(tokens: TokenStream) -> Self {
        if let Ok(Signed(number)) = syn::parse2(tokens.clone()) {
            return Self::Integer(number);
        }
        match syn::parse2(tokens) {
            Ok(Lit::Str(_)) => Self::Text,
            Ok(Lit::Bool(_)) => Self::Boolean,
            Ok(Lit::Float(_)) => Self::Float,
            _ => Self::Other,
        }
    }
}

impl ToTokens for Expression {
    /// A string literal is converted with `into`, so that a `String` can have a default.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let expression = &self.tokens;
        match self.literal {
            Literal::Text => quote!(::core::convert::Into::into(#expression)).to_tokens(tokens),
            _ => expression.to_tokens(tokens),
        }
    }
}

fn list_of<T>(valid: &[(&'static str, T)]) -> String {
    let valid: Vec<&str> = valid.iter().map(|(word, _)| *word).collect();
    words::list(&valid)
}

/// The tokens of an expression: everything up to the comma. Where it may have commas of its own, what syn knows as one.
pub(crate) fn expression_tokens(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    if may_have_commas(input.cursor()) {
        let ahead = input.fork();
        if ahead.parse::<syn::Expr>().is_ok() && (ahead.is_empty() || ahead.peek(Token![,])) {
            return input.parse::<syn::Expr>().map(ToTokens::into_token_stream);
        }
    }
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(tokens)
}

/// Whether there is anything before the first comma that commas may be part of: types in angle brackets, or a closure.
fn may_have_commas(mut at: Cursor<'_>) -> bool {
    while let Some((token, rest)) = at.token_tree() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => return false,
            TokenTree::Punct(punct) if ['<', '|'].contains(&punct.as_char()) => return true,
            _ => at = rest,
        }
    }
    false
}

/// A whole number with its sign.
struct Signed(i64);

impl Parse for Signed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let minus: Option<Token![-]> = input.parse()?;
        let literal: LitInt = input.parse()?;
        let sign = if minus.is_some() { "-" } else { "" };
        let number = format!("{sign}{}", literal.base10_digits());
        number.parse().map(Self).map_err(|error| syn::Error::new(literal.span(), error))
    }
}

struct Bounds {
    minimum: Option<i64>,
    maximum: Option<i64>,
}

impl Parse for Bounds {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let minimum = if input.peek(Token![..]) { None } else { Some(input.parse::<Signed>()?.0) };
        if input.parse::<Option<Token![..=]>>()?.is_some() {
            return Ok(Self { minimum, maximum: Some(input.parse::<Signed>()?.0) });
        }
        input.parse::<Token![..]>()?;
        let end = if input.is_empty() { None } else { Some(input.parse::<Signed>()?.0) };
        Ok(Self { minimum, maximum: end.map(|end| end.saturating_sub(1)) })
    }
}
