//! What a table of contents means: a client with one method for each operation.
//!
//! Built from `syntax.rs`, read by `codegen.rs`. It exists even when something is wrong.

use std::iter;

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::{Attribute, Path, Type, Visibility};

use super::expansion::Runtime;
use super::syntax::{Auth, GroupSyntax, Settings, Syntax};
use super::values::Expression;
use super::{Errors, base_url_rule, item, lints, sent};

/// Names of the client's own methods.
const RESERVED: [&str; 8] = ["new", "builder", "call", "pages", "items", "prepare", "drift", "schemes"];

/// The meaning of `api!`.
pub(crate) struct Api<'s> {
    pub(crate) runtime: Runtime,
    pub(crate) attributes: &'s [Attribute],
    /// The attributes of every generated item.
    pub(crate) lints: TokenStream,
    pub(crate) visibility: &'s Visibility,
    pub(crate) ident: &'s Ident,
    pub(crate) base_url: String,
    pub(crate) schemes: Vec<Scheme<'s>>,
    pub(crate) envelope: Option<&'s Expression>,
    pub(crate) error: Option<&'s Type>,
    pub(crate) groups: Vec<Group<'s>>,
}

/// How requests are authenticated, or those of some operations.
pub(crate) struct Scheme<'s> {
    /// The name by which operations pick it; the only scheme of an API needs none.
    pub(crate) name: Option<String>,
    pub(crate) rule: &'s Expression,
    /// Place and name of what it sends, as far as its expression contains them as literals.
    pub(crate) sends: Vec<(&'static str, String)>,
}

/// A group of operations.
pub(crate) struct Group<'s> {
    pub(crate) name: String,
    pub(crate) operations: Vec<Operation<'s>>,
}

/// One operation and the client's method for it.
pub(crate) struct Operation<'s> {
    pub(crate) path: &'s Path,
    pub(crate) method: Ident,
}

impl<'s> Api<'s> {
    /// Checks and interprets the syntax.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let settings = &syntax.settings;
        let ident = &syntax.ident;
        if !settings.has_mistake {
            require(settings, ident, errors);
        }
        Self {
            runtime: Runtime::new(settings.runtime.as_ref()),
            attributes: &syntax.attributes,
            lints: lints::of_generated(iter::once(&*syntax.attributes)),
            visibility: &syntax.visibility,
            ident,
            base_url: settings.base_url.as_ref().map(|url| base_url(url, errors)).unwrap_or_default(),
            schemes: settings.auth.as_ref().map(schemes).unwrap_or_default(),
            envelope: settings.envelope.as_ref(),
            error: settings.error.as_ref(),
            groups: groups(&syntax.groups, errors),
        }
    }

    /// All operations, in order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operation<'s>> {
        self.groups.iter().flat_map(|group| &group.operations)
    }
}

fn schemes(auth: &Auth) -> Vec<Scheme<'_>> {
    match auth {
        Auth::One(rule) => vec![scheme(None, rule)],
        Auth::Named(schemes) => schemes.iter().map(|(name, rule)| scheme(Some(item::plain_name(name)), rule)).collect(),
    }
}

fn scheme(name: Option<String>, rule: &Expression) -> Scheme<'_> {
    Scheme { name, rule, sends: sent::names(&rule.tokens) }
}

/// Reports missing settings of a client.
fn require(settings: &Settings, ident: &Ident, errors: &mut Errors) {
    if settings.base_url.is_none() {
        errors.push(ident.span(), format!("`{ident}` needs the base URL of the API: `base_url: \"https://…\"`"));
    }
    if settings.auth.is_none() {
        errors.push(ident.span(), format!("`{ident}` needs a signing scheme: `auth: Scheme::bearer()`"));
    }
}

fn base_url(literal: &syn::LitStr, errors: &mut Errors) -> String {
    base_url_rule::canonical(&literal.value(), |_| false).unwrap_or_else(|message| {
        errors.push(literal.span(), message);
        String::new()
    })
}

fn groups<'s>(groups: &'s [GroupSyntax], errors: &mut Errors) -> Vec<Group<'s>> {
    let mut known: Vec<(Ident, String)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut judged = Vec::new();
    for group in groups {
        let name = item::plain_name(&group.name);
        if names.contains(&name) {
            errors.push(group.name.span(), format!("duplicate group `{name}`: merge its operations"));
        }
        names.push(name.clone());
        let operations = group.operations.iter().filter_map(|path| operation(path, &mut known, errors)).collect();
        judged.push(Group { name, operations });
    }
    judged
}

/// One operation, unless the client cannot have a method for it.
fn operation<'s>(path: &'s Path, known: &mut Vec<(Ident, String)>, errors: &mut Errors) -> Option<Operation<'s>> {
    let last = &path.segments.last()?.ident;
    let written = item::written(path);
    let Some(method) = method(last) else {
        let message = format!("`{last}` would be a method of the client whose name Rust does not allow: rename it");
        errors.push(last.span(), message);
        return None;
    };
    if RESERVED.iter().any(|reserved| method == reserved) {
        errors.push(last.span(), format!("the client already has a method `{method}`: rename `{last}`"));
        return None;
    }
    if let Some((_, first)) = known.iter().find(|(other, _)| *other == method) {
        let message = match *first == written {
            true => format!("duplicate operation `{written}`"),
            false => {
                format!("`{written}` and `{first}` are both the method `{method}` of the client: rename one of them")
            }
        };
        errors.push_over(path, message);
        return None;
    }
    known.push((method.clone(), written));
    Some(Operation { path, method })
}

/// The client's method for a type. Keywords of Rust are written as raw identifiers, except the few that cannot be.
fn method(type_name: &Ident) -> Option<Ident> {
    let name = item::plain_name(type_name).to_snake_case();
    let span = type_name.span().resolved_at(Span::call_site());
    match syn::parse_str::<Ident>(&name) {
        Ok(_) => Some(format_ident!("{name}", span = span)),
        Err(_) => syn::parse_str::<Ident>(&format!("r#{name}")).is_ok().then(|| Ident::new_raw(&name, span)),
    }
}
