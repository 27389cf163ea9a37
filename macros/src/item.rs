//! The user's item: taking our attributes off it, reading its documentation, adding derives.
//!
//! All attributes on items use this. It never removes anything that is not ours.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{
    Attribute, Data, DataStruct, DeriveInput, Expr, ExprLit, Field, Fields, GenericArgument, Lit, LitStr, Meta,
    PathArguments, Token, Type, TypePath, Variant,
};

use super::errors::Errors;
use super::expansion::{self, Runtime};
use super::{recover, words};

/// A name without `r#`.
pub(crate) fn plain_name(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// The span of a type, as the user's own token, so that the compiler reports it once and without mentioning macros.
///
/// Variables of generated code are not visible there: they are interpolated, see [`local`].
pub(crate) fn span_of(whole: &Type) -> Span {
    match whole {
        // Its first token, without making tokens of all.
        Type::Path(TypePath { qself: None, path, .. }) if path.leading_colon.is_none() => {
            path.segments.first().map_or_else(|| whole.span(), |first| first.ident.span())
        }
        _ => whole.span(),
    }
}

/// The place of a token, for generated items: the compiler shows it when it speaks of them, and its lints pass over.
pub(crate) fn generated_at(place: Span) -> Span {
    place.resolved_at(Span::call_site())
}

/// A variable of generated code (or `self`), to be used among tokens at another place.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The same tokens at another place, for code whose errors should all be at one place.
pub(crate) fn moved(tokens: impl ToTokens, at: Span) -> TokenStream {
    let moved = tokens.into_token_stream().into_iter().map(|mut token| match token {
        TokenTree::Group(group) => {
            let mut moved_group = Group::new(group.delimiter(), moved(group.stream(), at));
            moved_group.set_span(at);
            TokenTree::Group(moved_group)
        }
        // `$crate` only means the crate of its macro in its original place.
        TokenTree::Ident(ref ident) if ident == "$crate" => token,
        _ => {
            token.set_span(at);
            token
        }
    });
    moved.collect()
}

/// Tokens as a string, close to the source.
pub(crate) fn written(tokens: impl ToTokens) -> String {
    tokens.into_token_stream().to_string().replace(' ', "")
}

/// The same of a type, without making tokens of the usual ones.
pub(crate) fn written_type(whole: &Type) -> String {
    expansion::written(whole).map_or_else(|| written(whole), |text| text.replace(' ', ""))
}

/// The variant of a runtime enum that has the same variants as one of ours.
pub(crate) fn variant(value: &impl std::fmt::Debug) -> Ident {
    format_ident!("{value:?}")
}

/// Takes the attributes of this name off.
pub(crate) fn take_attributes(attributes: &mut Vec<Attribute>, name: &str) -> Vec<Attribute> {
    attributes.extract_if(.., |attribute| attribute.path().is_ident(name)).collect()
}

/// A field or variant that may vanish would shift the numbers of the others.
pub(crate) fn refuse_cfg(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
        errors.push_over(
            attribute,
            "`#[cfg]` is not supported here: put it on the whole item and declare two versions of it",
        );
    }
}

/// The doc comments, to be repeated on something generated.
pub(crate) fn doc_attributes(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc"))
}

/// The text of the doc comments, without the space that follows `///`.
pub(crate) fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(doc_text);
    let text: Vec<String> = lines.flat_map(|text| text.lines().map(unindented).collect::<Vec<_>>()).collect();
    text.join("\n").trim_end().to_owned()
}

fn doc_text(attribute: &Attribute) -> Option<String> {
    // An empty `///` is a line too, and `lines` would swallow it.
    doc_literal(attribute).map(|text| format!("{}\n", text.value()))
}

/// The text of one line of a doc comment.
pub(crate) fn doc_literal(attribute: &Attribute) -> Option<&LitStr> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
    pair.path.is_ident("doc").then_some(text)
}

fn unindented(line: &str) -> String {
    line.strip_prefix(' ').unwrap_or(line).to_owned()
}

/// A derive of those traits that the user's own derives leave out.
pub(crate) fn missing_derives(attributes: &[Attribute], wanted: &[&str]) -> String {
    let derived: Vec<String> = attributes.iter().flat_map(derived_names).collect();
    let is_derived = |path: &str| derived.iter().any(|derived| path.rsplit(':').next() == Some(derived));
    let missing: Vec<&str> = wanted.iter().copied().filter(|path| !is_derived(path)).collect();
    if missing.is_empty() { String::new() } else { format!("#[derive({})]", missing.join(", ")) }
}

fn derived_names(attribute: &Attribute) -> Vec<String> {
    derived(attribute).iter().flatten().filter_map(last_name).collect()
}

/// The paths in `#[derive(…)]`.
fn derived(attribute: &Attribute) -> Option<Vec<syn::Path>> {
    let list = attribute.meta.require_list().ok().filter(|list| list.path.is_ident("derive"))?;
    let paths = Punctuated::<syn::Path, Token![,]>::parse_terminated.parse2(list.tokens.clone());
    paths.ok().map(|paths| paths.into_iter().collect())
}

/// Takes off the item the derives of what its attribute implements, each list of which is a mistake, and with them the
/// attributes of serde, which nothing would read.
pub(crate) fn refuse_implemented(item: &mut DeriveInput, ours: &str, implemented: &[&str], errors: &mut Errors) {
    let before = errors.count();
    for attribute in &mut item.attrs {
        let Some(derived) = derived(attribute) else { continue };
        let (twice, others): (Vec<_>, Vec<_>) = derived.into_iter().partition(|path| is_one_of(path, implemented));
        let Some(first) = twice.first() else { continue };
        let names: Vec<String> = twice.iter().filter_map(last_name).collect();
        let them = if twice.len() == 1 { "it" } else { "them" };
        let message = format!("`{ours}` already implements {}: remove {them} from `#[derive]`", words::list(&names));
        errors.push_over(first, message);
        *attribute = syn::parse_quote!(#[derive(#(#others),*)]);
    }
    if errors.count() > before {
        item.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
        strip(item, "serde");
    }
}

/// Whether the derive is of one of these traits. Crates other than serde have traits that are called like serde's.
fn is_one_of(path: &syn::Path, names: &[&str]) -> bool {
    let Some(name) = last_name(path) else { return false };
    let first = path.segments.first().map(|first| first.ident.to_string()).unwrap_or_default();
    let is_foreign = name.ends_with("erialize") && ![name.as_str(), "serde", "serde_derive"].contains(&first.as_str());
    names.contains(&name.as_str()) && !is_foreign
}

fn last_name(path: &syn::Path) -> Option<String> {
    path.segments.last().map(|last| last.ident.to_string())
}

/// The derives of every struct of ours.
pub(crate) const STRUCT_DERIVES: [&str; 3] = ["::core::clone::Clone", "::core::fmt::Debug", "::core::cmp::PartialEq"];

/// Refuses `exhaustive` together with `#[non_exhaustive]`.
pub(crate) fn check_growth(attributes: &[Attribute], exhaustive: Option<Span>, errors: &mut Errors) {
    let Some(span) = exhaustive.filter(|_| attributes.iter().any(is_non_exhaustive)) else { return };
    errors.push(span, "`exhaustive` cannot be combined with `#[non_exhaustive]`: remove one of the two");
}

/// The attribute `#[non_exhaustive]`, unless the item already has it. For an `exhaustive` item, the attribute that
/// silences Clippy, because the user decided so.
pub(crate) fn growth(item: &DeriveInput, exhaustive: Option<Span>) -> String {
    let lint = if matches!(item.data, Data::Enum(_)) { "exhaustive_enums" } else { "exhaustive_structs" };
    match exhaustive {
        Some(_) => format!("#[allow(clippy::{lint}, reason = \"declared `exhaustive`\")]"),
        None if item.attrs.iter().any(is_non_exhaustive) => String::new(),
        None => "#[non_exhaustive]".to_owned(),
    }
}

fn is_non_exhaustive(attribute: &Attribute) -> bool {
    attribute.path().is_ident("non_exhaustive")
}

/// Whether a `#[derive]` among these attributes has a trait of this name.
pub(crate) fn derives(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().flat_map(derived_names).any(|derived| derived == name)
}

/// Whether any of these tokens is this word; generated names must not shadow the user's.
pub(crate) fn mentions(tokens: impl ToTokens, word: &str) -> bool {
    tokens.into_token_stream().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => mentions(group.stream(), word),
        _ => false,
    })
}

/// The same of a type, without making tokens of the usual ones.
pub(crate) fn type_mentions(whole: &Type, word: &str) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = whole else { return mentions(whole, word) };
    path.segments.iter().any(|segment| {
        let inside = match &segment.arguments {
            PathArguments::None => false,
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(|argument| match argument {
                GenericArgument::Type(whole) => type_mentions(whole, word),
                other => mentions(other, word),
            }),
            PathArguments::Parenthesized(arguments) => mentions(arguments, word),
        };
        inside || segment.ident == word
    })
}

/// Reads an item; anything but a struct, an enum or a union is a mistake.
pub(crate) fn parse(tokens: TokenStream, attribute: &str, place: &str, errors: &mut Errors) -> Option<DeriveInput> {
    let error = match syn::parse2(tokens.clone()) {
        Ok(item) => return Some(item),
        Err(error) => error,
    };
    let recovered = recover::recover(tokens);
    match recovered {
        Some(_) => errors.leave_to_compiler(),
        None => errors.push(error.span(), format!("`{attribute}` belongs on {place}")),
    }
    recovered
}

/// The attributes of fields and variants, and the attribute of their items.
const HOMES: [(&str, &str); 3] = [("param", "#[endpoint]"), ("field", "#[model]"), ("wire", "#[open_enum]")];

/// Takes off every field and variant the attributes that belong to another item than `ours` does.
pub(crate) fn refuse_strangers(item: &mut DeriveInput, ours: &str, errors: &mut Errors) {
    for attributes in attribute_lists(item) {
        for (name, home) in HOMES.iter().filter(|(name, _)| *name != ours) {
            for stranger in take_attributes(attributes, name) {
                errors.push_over(stranger, format!("`#[{name}]` belongs inside `{home}`; here it is `#[{ours}]`"));
            }
        }
    }
}

/// Takes our attributes off every field and variant.
pub(crate) fn strip(item: &mut DeriveInput, name: &str) {
    for attributes in attribute_lists(item) {
        take_attributes(attributes, name);
    }
}

/// The attributes of every field of a struct, and of every variant of an enum and its fields.
fn attribute_lists(item: &mut DeriveInput) -> Vec<&mut Vec<Attribute>> {
    match &mut item.data {
        Data::Struct(data) => field_attributes(&mut data.fields).collect(),
        Data::Union(data) => data.fields.named.iter_mut().map(|field| &mut field.attrs).collect(),
        Data::Enum(data) => {
            let lists = data
                .variants
                .iter_mut()
                .flat_map(|Variant { attrs, fields, .. }| std::iter::once(attrs).chain(field_attributes(fields)));
            lists.collect()
        }
    }
}

fn field_attributes(fields: &mut Fields) -> impl Iterator<Item = &mut Vec<Attribute>> {
    fields.iter_mut().map(|field| &mut field.attrs)
}

/// The fields of a struct with names; a unit struct has none. Of another item, none and a mistake.
pub(crate) fn named_fields<'i>(
    item: &'i DeriveInput,
    attribute: &str,
    errors: &mut Errors,
) -> Vec<(&'i Ident, &'i Field)> {
    let ident = &item.ident;
    let shape = format!("write `struct {ident} {{ field: Type }}`");
    match &item.data {
        Data::Struct(data) if matches!(data.fields, Fields::Unnamed(_)) => {
            errors.push_over(&data.fields, format!("`{attribute}` needs fields with names: {shape}"));
        }
        Data::Struct(data) => {
            return data.fields.iter().filter_map(|field| Some((field.ident.as_ref()?, field))).collect();
        }
        Data::Enum(data) => {
            let message = format!("`{attribute}` belongs on a struct: {shape}; for an enum, use `#[open_enum]`");
            errors.push(data.enum_token.span, message);
        }
        Data::Union(data) => errors.push(data.union_token.span, format!("`{attribute}` belongs on a struct: {shape}")),
    }
    Vec::new()
}

/// Asks the compiler, at the type, whether it is not a file, which has no place outside of a multipart body.
pub(crate) fn refuse_file(runtime: &Runtime, type_: &Type) -> TokenStream {
    let private = quote!(#runtime::__private);
    // Only of the runtime's file is the constant its own; of every other type, the imported trait's is found.
    let is_file = quote!({
        #[allow(unused_imports)]
        use #private::NoFile as _;
        #private::OfType::<#type_>::IS_FILE
    });
    let check = quote!(<#private::Outside<#is_file> as #private::OutsideOfMultipart>::HOLDS);
    let check = moved(check, span_of(type_));
    quote!(let () = #check;)
}

/// The item without its attributes.
pub(crate) fn without_attributes(item: &DeriveInput) -> TokenStream {
    let DeriveInput { vis, ident, data, generics, .. } = item;
    match data {
        Data::Struct(DataStruct { struct_token, fields: Fields::Named(fields), .. }) if generics.params.is_empty() => {
            let conditions = &generics.where_clause;
            quote!(#vis #struct_token #ident #conditions #fields)
        }
        _ => DeriveInput { attrs: Vec::new(), ..item.clone() }.into_token_stream(),
    }
}

/// Whether nothing can be derived for it.
pub(crate) fn is_union(item: &DeriveInput) -> bool {
    matches!(item.data, Data::Union(_))
}
