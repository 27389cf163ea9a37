//! The names of what a scheme sends, as far as its expression contains them as literals.
//!
//! Called by `model.rs`. It reads tokens only: what an expression calls is found by the test that `api!` generates.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::LitStr;

use super::item;

/// Methods of the builder of a scheme, and the place that each sends to.
const METHODS: [(&str, &str); 5] =
    [("header", "Header"), ("query", "Query"), ("form", "Form"), ("json", "Json"), ("parameter", "Parameter")];

/// Constructors of schemes that send one thing.
const CONSTRUCTORS: [(&str, &str); 2] = [("api_key_in_header", "Header"), ("api_key_in_query", "Query")];

/// Place and name of everything that is sent under a literal: `.header("x-sign", …)`,
/// `Scheme::api_key_in_query("key")`.
pub(crate) fn names(rule: &TokenStream) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if item::mentions(rule.clone(), "Scheme") {
        search(rule.clone(), &mut found);
    }
    found
}

fn search(tokens: TokenStream, found: &mut Vec<(&'static str, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        if group.delimiter() == Delimiter::Parenthesis {
            let before = tokens.get(index.saturating_sub(2)..index).unwrap_or_default();
            found.extend(called(before).and_then(|place| Some((place, first_literal(group.stream())?))));
        }
        search(group.stream(), found);
    }
}

/// The place that a call sends to, by what stands before its parentheses.
fn called(before: &[TokenTree]) -> Option<&'static str> {
    let (is_method, name) = match before {
        [TokenTree::Punct(punct), TokenTree::Ident(name)] => (punct.as_char() == '.', name),
        _ => return None,
    };
    let find = |places: &[(&str, &'static str)], name: &Ident| {
        places.iter().find(|(known, _)| name == known).map(|(_, place)| *place)
    };
    if is_method { find(&METHODS, name) } else { find(&CONSTRUCTORS, name) }
}

fn first_literal(arguments: TokenStream) -> Option<String> {
    match arguments.into_iter().next()? {
        TokenTree::Literal(literal) => Some(syn::parse2::<LitStr>(TokenTree::from(literal).into()).ok()?.value()),
        _ => None,
    }
}
