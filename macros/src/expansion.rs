//! Generated code as text, with tokens where the user's own belong.
//!
//! A macro is compiled without optimization in most builds, and then every token that it makes costs thousands of
//! instructions. The compiler's own lexer is fast. So what is the same for all users is text, and so is what only a
//! name or a number tells apart; whatever the compiler may report at the user's place, or an editor may show there, is
//! a token. The code generators of endpoints and models use this; nothing is decided here.

use std::fmt;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Path, PathArguments, Type};

use super::types::{FieldType, Kind};

/// Stands for the path of the runtime in text, where that path is the user's.
const RUNTIME: &str = "__countersign_runtime";

/// Code that is being written.
#[derive(Default)]
pub(crate) struct Expansion {
    /// What is complete.
    tokens: Vec<TokenStream>,
    /// What follows, with all of its brackets.
    text: String,
}

impl Expansion {
    /// Appends text whose brackets are all closed.
    pub(crate) fn text(&mut self, text: impl AsRef<str>) {
        if !text.as_ref().is_empty() {
            self.text.push_str(text.as_ref());
            self.text.push(' ');
        }
    }

    /// Appends tokens.
    pub(crate) fn tokens(&mut self, tokens: impl ToTokens) {
        let tokens = tokens.into_token_stream();
        if !tokens.is_empty() {
            self.flush();
            self.tokens.push(tokens);
        }
    }

    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.tokens.is_empty() && self.text.is_empty()
    }

    /// Appends further code.
    pub(crate) fn append(&mut self, further: Self) {
        if !further.tokens.is_empty() {
            self.flush();
            self.tokens.extend(further.tokens);
        }
        self.text(further.text);
    }

    /// Appends a type: as text if its name implies what it is, so that the compiler has nothing to report about it.
    pub(crate) fn type_(&mut self, whole: &Type) {
        let is_known = FieldType::new(whole).kind() != Kind::Other;
        match written(whole).filter(|_| is_known) {
            Some(text) => self.text(text),
            None => self.tokens(whole),
        }
    }

    /// Appends what is written between brackets.
    pub(crate) fn group(&mut self, delimiter: Delimiter, write: impl FnOnce(&mut Self)) {
        let mut inside = Self::default();
        write(&mut inside);
        if inside.tokens.is_empty() {
            let (open, close) = match delimiter {
                Delimiter::Brace => ("{", "}"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
            };
            return self.text([open, &inside.text, close].concat());
        }
        self.tokens(Group::new(delimiter, inside.collected()));
    }

    /// The same at a place, for an item that begins there: the compiler shows an item from its first to its last token.
    pub(crate) fn group_at(&mut self, place: Span, delimiter: Delimiter, write: impl FnOnce(&mut Self)) {
        let mut inside = Self::default();
        write(&mut inside);
        let mut group = Group::new(delimiter, inside.collected());
        group.set_span(place);
        self.tokens(group);
    }

    /// Returns everything, with the path of the runtime in its places.
    pub(crate) fn finish(self, runtime: &Runtime) -> TokenStream {
        let tokens = self.collected();
        if runtime.text == RUNTIME { replace(tokens, &runtime.to_token_stream()) } else { tokens }
    }

    fn collected(mut self) -> TokenStream {
        self.flush();
        self.tokens.into_iter().collect()
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        // What is generated can be read; should it not be, the compiler shows it.
        let tokens = lexed(&self.text).unwrap_or_else(|| {
            let text = &self.text;
            quote!(::core::compile_error!(#text);)
        });
        self.tokens.push(tokens);
        self.text.clear();
    }
}

/// Reads text by the compiler itself, where there is one: `proc_macro2` would read it before.
fn lexed(text: &str) -> Option<TokenStream> {
    if proc_macro::is_available() {
        return text.parse::<proc_macro::TokenStream>().ok().map(TokenStream::from);
    }
    text.parse().ok()
}

impl From<String> for Expansion {
    fn from(text: String) -> Self {
        Self { tokens: Vec::new(), text }
    }
}

impl From<TokenStream> for Expansion {
    fn from(tokens: TokenStream) -> Self {
        Self { tokens: vec![tokens], text: String::new() }
    }
}

/// The path of the runtime crate: in text, the usual one or a word that [`Expansion::finish`] replaces by the user's.
pub(crate) struct Runtime {
    path: Path,
    text: &'static str,
}

impl Runtime {
    /// The path of the key `crate`, or the usual one.
    pub(crate) fn new(own: Option<&Path>) -> Self {
        match own {
            Some(path) => Self { path: path.clone(), text: RUNTIME },
            None => Self { path: syn::parse_quote!(::countersign), text: "::countersign" },
        }
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl ToTokens for Runtime {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.path.to_tokens(tokens);
    }
}

fn replace(tokens: TokenStream, runtime: &TokenStream) -> TokenStream {
    let replaced = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), replace(group.stream(), runtime));
            replaced.set_span(group.span());
            TokenTree::Group(replaced).into()
        }
        TokenTree::Ident(ref ident) if ident == RUNTIME => runtime.clone(),
        token => TokenStream::from(token),
    });
    replaced.collect()
}

/// A type as text, if it only consists of names.
pub(crate) fn written(whole: &Type) -> Option<String> {
    let Type::Path(whole) = whole else { return None };
    let segments = whole.path.segments.iter().map(|segment| {
        let name = segment.ident.to_string();
        let arguments = match &segment.arguments {
            PathArguments::None => return Some(name).filter(|name| name != "$crate"),
            PathArguments::AngleBracketed(arguments) => arguments.args.iter(),
            PathArguments::Parenthesized(_) => return None,
        };
        let arguments = arguments.map(|argument| match argument {
            GenericArgument::Type(inner) => written(inner),
            _ => None,
        });
        Some(format!("{name}<{}>", arguments.collect::<Option<Vec<String>>>()?.join(", ")))
    });
    let segments: Option<Vec<String>> = segments.collect();
    let is_bare = whole.qself.is_none() && whole.path.leading_colon.is_none();
    segments.filter(|_| is_bare).map(|segments| segments.join("::"))
}
