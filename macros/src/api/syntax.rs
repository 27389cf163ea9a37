//! The syntax of a table of contents: a struct with settings, and groups of operations.
//!
//! The first stage; `model.rs` interprets it. The two halves are read independently: a mistake in one does not hide
//! a mistake in the other.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse as _, ParseStream};
use syn::{Attribute, LitStr, Path, Token, Type, Visibility, braced};

use super::arguments::{self, Arguments, Key};
use super::grammar::{API_GRAMMAR, Assign, Grammar};
use super::values::Expression;
use super::{Errors, item, words};

const FORM: &str =
    "`pub struct Client { base_url: \"https://…\", auth: Type } operations { group: Operation, Operation; }`";

/// The syntax tree.
pub(crate) struct Syntax {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) ident: Ident,
    pub(crate) settings: Settings,
    pub(crate) groups: Vec<GroupSyntax>,
}

/// `name: Operation, Operation;`.
pub(crate) struct GroupSyntax {
    pub(crate) name: Ident,
    pub(crate) operations: Vec<Path>,
}

/// How requests are authenticated.
pub(crate) enum Auth {
    /// One scheme for all operations.
    One(Expression),
    /// `{ signed: Scheme::…, public: none }`.
    Named(Vec<(Ident, Expression)>),
}

/// The settings in the struct.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) base_url: Option<LitStr>,
    pub(crate) auth: Option<Auth>,
    pub(crate) envelope: Option<Expression>,
    pub(crate) error: Option<Type>,
    pub(crate) runtime: Option<Path>,
    /// Whether one of them has a mistake: a missing setting may be the wrong one.
    pub(crate) has_mistake: bool,
}

impl Arguments for Settings {
    const GRAMMAR: &'static Grammar = &API_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "base_url" => self.base_url = Some(key.text(input)?),
            "auth" => Auth::parse(&key, input, &mut self.auth)?,
            "error" => self.error = Some(key.type_(input)?),
            "envelope" => self.envelope = Some(key.expression(input)?),
            "crate" => self.runtime = Some(key.path(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Auth {
    /// One scheme, or several by name: those behind a mistake too, so that what they use is used.
    fn parse(key: &Key, input: ParseStream<'_>, auth: &mut Option<Self>) -> syn::Result<()> {
        if !is_list_of_schemes(input) {
            *auth = Some(Self::One(key.expression(input)?));
            return Ok(());
        }
        input.parse::<Token![:]>()?;
        let inside;
        let brace = braced!(inside in input);
        let (mut schemes, mut errors) = (Vec::new(), Errors::default());
        if inside.is_empty() {
            let message = "expected at least one scheme: `auth: { signed: Scheme::…, public: none }`";
            errors.push(brace.span.join(), message);
        }
        while !inside.is_empty() {
            match errors.keep(scheme(&inside, &schemes)) {
                Some(scheme) => schemes.push(scheme),
                None => arguments::skip_argument(&inside),
            }
        }
        *auth = Some(Self::Named(schemes));
        errors.into_result()
    }
}

/// Whether braces follow that are empty or begin with `name:`, and so are not a block.
fn is_list_of_schemes(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let is_list = |input: ParseStream<'_>| {
        input.parse::<Token![:]>()?;
        let inside;
        braced!(inside in input);
        let is_named = inside.peek(Ident::peek_any) && inside.peek2(Token![:]) && !inside.peek2(Token![::]);
        let is_list = inside.is_empty() || is_named;
        let _rest: TokenStream = inside.parse()?;
        Ok::<_, syn::Error>(is_list)
    };
    is_list(&ahead).unwrap_or(false)
}

/// `signed: Scheme::…`, under a name that no other has.
fn scheme(input: ParseStream<'_>, known: &[(Ident, Expression)]) -> syn::Result<(Ident, Expression)> {
    let span = input.span();
    let ident = input.call(Ident::parse_any).ok().filter(|_| input.peek(Token![:]) && !input.peek(Token![::]));
    let ident = ident.ok_or_else(|| syn::Error::new(span, "expected `name: Scheme::…`"))?;
    if ident == "none" {
        let message = "every API has `none`, which sends nothing: give this scheme another name";
        return Err(syn::Error::new(ident.span(), message));
    }
    if known.iter().any(|(name, _)| *name == ident) {
        return Err(syn::Error::new(ident.span(), format!("duplicate scheme `{ident}`")));
    }
    let key = Key { ident: ident.clone(), form: "signed: Scheme::…", assign: Assign::Colon };
    let scheme = key.expression(input)?;
    arguments::end_of_argument(input)?;
    Ok((ident, scheme))
}

impl Syntax {
    /// Parses the table; `None` if not even its struct could be parsed.
    pub(crate) fn parse(input: TokenStream, errors: &mut Errors) -> Option<Self> {
        let mut syntax = None;
        let last = input.clone().into_iter().last().map_or_else(Span::call_site, |token| token.span());
        arguments::parse_all(input, errors, |input, errors| {
            let read = Self::read(input, last, errors);
            syntax = errors.keep(read);
            // The rest after a mistake would only be reported again.
            let _rest: syn::Result<TokenStream> = input.parse();
        });
        syntax
    }

    fn read(input: ParseStream<'_>, last: Span, errors: &mut Errors) -> syn::Result<Self> {
        let (attributes, visibility, ident) = header(input).map_err(|span| wrong(span, input, last))?;
        let settings = settings(input, ident.span(), errors)?;
        let groups = operations(input, &ident, errors)?;
        Ok(Self { attributes, visibility, ident, settings, groups })
    }
}

/// `#[attributes] pub struct Client`; `Err` is where it stops to be one.
fn header(input: ParseStream<'_>) -> Result<(Vec<Attribute>, Visibility, Ident), Span> {
    let attributes = input.call(Attribute::parse_outer).map_err(|error| error.span())?;
    let visibility = Visibility::parse(input).map_err(|error| error.span())?;
    let here = input.span();
    input.parse::<Token![struct]>().map_err(|_| here)?;
    let here = input.span();
    let ident = input.parse().map_err(|_| here)?;
    Ok((attributes, visibility, ident))
}

/// The error of a table of the wrong shape, at its last token if its tokens end early.
fn wrong(span: Span, input: ParseStream<'_>, last: Span) -> syn::Error {
    let span = if input.is_empty() { last } else { span };
    syn::Error::new(span, format!("expected {FORM}"))
}

fn settings(input: ParseStream<'_>, client: Span, errors: &mut Errors) -> syn::Result<Settings> {
    let mut settings = Settings::default();
    if !input.peek(syn::token::Brace) {
        return Err(wrong(input.span(), input, client));
    }
    let inside;
    braced!(inside in input);
    let before = errors.count();
    arguments::parse(&mut settings, &inside, errors);
    settings.has_mistake = errors.count() > before;
    Ok(settings)
}

fn operations(input: ParseStream<'_>, client: &Ident, errors: &mut Errors) -> syn::Result<Vec<GroupSyntax>> {
    let span = if input.is_empty() { client.span() } else { input.span() };
    let keyword: syn::Result<Ident> = input.parse();
    if !keyword.is_ok_and(|keyword| keyword == "operations") || !input.peek(syn::token::Brace) {
        let message = "expected the list of operations after the struct: `operations { group: Operation, Operation; }`";
        errors.push(span, message);
    }
    // If the list has another name, the client still has the operations.
    if !input.peek(syn::token::Brace) {
        return Ok(Vec::new());
    }
    let inside;
    braced!(inside in input);
    if !input.is_empty() {
        errors.push(input.span(), "unexpected tokens after the operations: remove them, or start another `api!`");
    }
    Ok(groups(&inside, errors))
}

fn groups(input: ParseStream<'_>, errors: &mut Errors) -> Vec<GroupSyntax> {
    let mut groups = Vec::new();
    while !input.is_empty() {
        let before = errors.count();
        let name = errors.keep(group_name(input));
        let operations = group_operations(input, errors);
        errors.keep_first_since(before);
        groups.extend(name.map(|name| GroupSyntax { name, operations }));
    }
    groups
}

/// The error for a group that is not written as one.
fn wrong_group(span: Span) -> syn::Error {
    syn::Error::new(span, "expected a group: `group: Operation, Operation;`")
}

fn group_name(input: ParseStream<'_>) -> syn::Result<Ident> {
    let span = input.span();
    let name = input.call(Ident::parse_any).map_err(|_| wrong_group(span))?;
    let colon: syn::Result<Token![:]> = input.parse();
    colon.map_err(|_| wrong_group(name.span()))?;
    Ok(name)
}

/// Parses the operations up to the end of the group, including those after a mistake, so that the client has their
/// methods.
fn group_operations(input: ParseStream<'_>, errors: &mut Errors) -> Vec<Path> {
    let mut operations = Vec::new();
    while !is_end_of_group(input) {
        let span = input.span();
        match input.call(Path::parse_mod_style) {
            Ok(operation) => {
                errors.keep(separator(input, &operation));
                operations.push(operation);
            }
            Err(_) => {
                errors.combine(wrong_group(span));
                skip_operation(input);
            }
        }
    }
    let _end: syn::Result<Option<Token![;]>> = input.parse();
    operations
}

/// Skips an unexpected word, or everything up to the next operation.
fn skip_operation(input: ParseStream<'_>) {
    let mut is_word = false;
    while !is_word && !is_end_of_group(input) {
        let skipped: syn::Result<TokenTree> = input.parse();
        is_word = match skipped {
            Ok(TokenTree::Ident(_)) => true,
            Ok(TokenTree::Punct(punct)) => punct.as_char() == ',',
            _ => false,
        };
    }
}

/// A `;`, the end of all groups, or the next group, whose `;` is missing.
fn is_end_of_group(input: ParseStream<'_>) -> bool {
    let next_group = input.peek(Ident::peek_any) && input.peek2(Token![:]) && !input.peek2(Token![::]);
    input.is_empty() || input.peek(Token![;]) || next_group
}

/// The `,` behind an operation; the last of a group needs none, and the last group no `;`.
fn separator(input: ParseStream<'_>, last: &Path) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![;]) {
        return Ok(());
    }
    let comma: Option<Token![,]> = input.parse()?;
    if comma.is_some() && !is_end_of_group(input) || input.is_empty() || input.peek(Token![;]) {
        return Ok(());
    }
    let last = words::list(&[item::written(last)]);
    let message = format!("expected `,` before the next operation, or `;` before the next group, after {last}");
    Err(syn::Error::new(input.span(), message))
}
