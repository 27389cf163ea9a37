//! The list of mutations: mistakes of a tired developer.
//!
//! A mutation yields every mutant of a declaration, each broken in one place. It works on tokens, like an editor. A
//! mutant may mean the same as its original, and then counts as missed.

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Field, Fields, ItemEnum, ItemStruct, LitStr, Token, Type, parse_quote};

use super::declaration::{Declaration, Macro};

type Mutation = fn(&Declaration) -> Vec<Declaration>;

/// All mutations by their name.
pub(crate) const MUTATIONS: &[(&str, Mutation)] = &[
    ("argument: dropped", argument_dropped),
    ("argument: said twice", argument_twice),
    ("argument: comma dropped", comma_dropped),
    ("argument: a letter of the key dropped", argument_misspelt),
    ("argument: value of another kind", argument_of_another_kind),
    ("method: in lower case", method_in_lower_case),
    ("method: another", method_changed),
    ("path: without its slash", |of| path(of, |path| path.trim_start_matches('/').to_owned())),
    ("path: with a query", |of| path(of, |path| format!("{path}?page=1"))),
    ("path: another", |of| path(of, |path| format!("{path}/all"))),
    ("path: with a brace", |of| path(of, |path| format!("{path}{{"))),
    ("path: placeholder renamed", |of| path(of, |path| path.replace('}', "_}"))),
    ("path: placeholder twice", |of| path(of, twice)),
    ("path: placeholder dropped", |of| path(of, |path| path.split('{').next().unwrap_or_default().to_owned())),
    ("field: dropped", field_dropped),
    ("field: renamed", field_renamed),
    ("field: there twice", field_twice),
    ("field: type of its neighbour", types_swapped),
    ("field: optional", |of| field_type(of, |type_| parse_quote!(Option<#type_>))),
    ("field: a list", |of| field_type(of, |type_| parse_quote!(Vec<#type_>))),
    ("field: not optional", |of| field_type(of, inner)),
    ("field: boolean", |of| field_type(of, |_| parse_quote!(bool))),
    ("field: borrowed", field_borrowed),
    ("field: named like its neighbour", named_like_neighbour),
    ("field: under a cfg", |of| each_field(of, |field| field.attrs.push(parse_quote!(#[cfg(test)])))),
    ("field: attribute dropped", |of| each_attributed(of, |field| field.attrs.clear())),
    ("field: attribute of another macro", attribute_of_another_macro),
    ("field: key dropped", |of| {
        keys(of, |mut keys, index| {
            keys.remove(index);
            keys
        })
    }),
    ("field: key said twice", |of| {
        keys(of, |mut keys, index| {
            keys.push(keys[index].clone());
            keys
        })
    }),
    ("field: key misspelt", |of| keys(of, |keys, index| replaced(keys, index, misspelt))),
    ("field: value of another kind", |of| keys(of, |keys, index| replaced(keys, index, of_another_kind))),
    ("item: a tuple", tuple),
    ("item: of another kind", of_another_item),
    ("item: with a lifetime", |of| generic(of, &parse_quote!(<'a>))),
    ("item: with a type parameter", |of| generic(of, &parse_quote!(<const N: usize>))),
    ("variant: dropped", variant_dropped),
    ("variant: renamed", |of| {
        each_variant(of, |variant| {
            variant.attrs.clear();
            variant.ident = named(&variant.ident, "s");
        })
    }),
    ("variant: value of its neighbour", value_of_neighbour),
    ("variant: value dropped", |of| each_variant(of, |variant| variant.attrs.clear())),
    ("variant: value without quotes", value_without_quotes),
    ("variant: with data", |of| each_variant(of, |variant| variant.fields = Fields::Unnamed(parse_quote!((u32))))),
    ("variant: with a discriminant", |of| {
        each_variant(of, |variant| {
            variant.discriminant = Some((parse_quote!(=), parse_quote!(1)));
        })
    }),
    ("variant: `Unknown` by hand", |of| each_variant(of, |variant| variant.ident = parse_quote!(Unknown))),
    ("table: operation dropped", |of| {
        operations(of, |names, index| {
            names.remove(index);
        })
    }),
    ("table: operation twice", |of| operations(of, |names, index| names.push(names[index].clone()))),
    ("table: setting dropped", setting_dropped),
    ("table: without operations", table_without_operations),
];

/// Arguments, keys and settings: everything between commas.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    let mut depth = 0_usize;
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' && depth == 0 => {
                parts.push(TokenStream::new());
                continue;
            }
            // The comma in `Map<String, u32>` separates nothing here.
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        parts.last_mut().unwrap().extend([token]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn replaced(
    mut parts: Vec<TokenStream>,
    index: usize,
    change: fn(&TokenStream) -> Option<TokenStream>,
) -> Vec<TokenStream> {
    if let Some(changed) = change(&parts[index]) {
        parts[index] = changed;
    }
    parts
}

/// One mutant for each argument of an attribute.
fn arguments(of: &Declaration, change: impl Fn(Vec<TokenStream>, usize) -> TokenStream) -> Vec<Declaration> {
    if of.macro_ == Macro::Api {
        return Vec::new();
    }
    let parts = split(of.arguments.clone());
    (0..parts.len()).map(|index| of.with_arguments(change(parts.clone(), index))).collect()
}

fn argument_dropped(of: &Declaration) -> Vec<Declaration> {
    arguments(of, |mut parts, index| {
        parts.remove(index);
        quote!(#(#parts),*)
    })
}

fn argument_twice(of: &Declaration) -> Vec<Declaration> {
    arguments(of, |mut parts, index| {
        parts.insert(index, parts[index].clone());
        quote!(#(#parts),*)
    })
}

fn comma_dropped(of: &Declaration) -> Vec<Declaration> {
    arguments(of, |parts, dropped| {
        let comma =
            |index: usize| (index != dropped && index + 1 < parts.len()).then(|| Punct::new(',', Spacing::Alone));
        let commas = (0..parts.len()).map(comma);
        quote!(#(#parts #commas)*)
    })
}

fn argument_misspelt(of: &Declaration) -> Vec<Declaration> {
    arguments(of, |parts, index| {
        let parts = replaced(parts, index, misspelt);
        quote!(#(#parts),*)
    })
}

fn argument_of_another_kind(of: &Declaration) -> Vec<Declaration> {
    arguments(of, |parts, index| {
        let parts = replaced(parts, index, of_another_kind);
        quote!(#(#parts),*)
    })
}

/// The name with a suffix.
fn named(ident: &Ident, suffix: &str) -> Ident {
    Ident::new(&format!("{}{suffix}", ident.to_string().trim_start_matches("r#")), Span::call_site())
}

/// `respons = Type`.
fn misspelt(part: &TokenStream) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = part.clone().into_iter().collect();
    let TokenTree::Ident(key) = tokens.first()? else { return None };
    let mut name = key.to_string();
    name.pop();
    tokens[0] = Ident::new(if name.is_empty() { "_" } else { &name }, Span::call_site()).into();
    Some(tokens.into_iter().collect())
}

/// A number instead of a string, and a string instead of anything else.
fn of_another_kind(part: &TokenStream) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = part.clone().into_iter().collect();
    let is_text = |token: &TokenTree| token.to_string().starts_with('"');
    let other = if is_text(tokens.last()?) { Literal::u8_unsuffixed(1) } else { Literal::string("?") };
    let value = tokens.iter().position(|token| token.to_string() == "=").map_or(0, |equals| equals + 1);
    // `default = "…"` is a mistake for a number, but not for a type that the macro does not know.
    tokens.truncate(value);
    tokens.push(other.into());
    Some(tokens.into_iter().collect())
}

fn method_in_lower_case(of: &Declaration) -> Vec<Declaration> {
    method(of, str::to_lowercase)
}

fn method_changed(of: &Declaration) -> Vec<Declaration> {
    method(of, |method| if method == "GET" { "POST" } else { "GET" }.to_owned())
}

fn method(of: &Declaration, change: impl Fn(&str) -> String) -> Vec<Declaration> {
    if of.macro_ != Macro::Endpoint {
        return Vec::new();
    }
    let mut tokens = of.arguments.clone().into_iter();
    let Some(TokenTree::Ident(method)) = tokens.next() else { return Vec::new() };
    let method = Ident::new(&change(&method.to_string()), Span::call_site());
    vec![of.with_arguments(quote!(#method #(#tokens)*))]
}

fn path(of: &Declaration, change: impl Fn(&str) -> String) -> Vec<Declaration> {
    if of.macro_ != Macro::Endpoint {
        return Vec::new();
    }
    let mut parts = split(of.arguments.clone());
    let Some(path) = parts.get(1).and_then(|part| syn::parse2::<LitStr>(part.clone()).ok()) else { return Vec::new() };
    parts[1] = LitStr::new(&change(&path.value()), Span::call_site()).into_token_stream();
    vec![of.with_arguments(quote!(#(#parts),*))]
}

fn twice(path: &str) -> String {
    let placeholder = path.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(name, _)| name);
    placeholder.map_or_else(|| path.to_owned(), |name| format!("{path}/{{{name}}}"))
}

fn struct_of(of: &Declaration) -> Option<ItemStruct> {
    syn::parse2(of.item.clone()).ok().filter(|item: &ItemStruct| !item.fields.is_empty())
}

fn enum_of(of: &Declaration) -> Option<ItemEnum> {
    syn::parse2(of.item.clone()).ok()
}

/// One mutant for each field.
fn each_field(of: &Declaration, change: impl Fn(&mut Field)) -> Vec<Declaration> {
    fields(of, |fields, index| fields.get_mut(index).into_iter().for_each(&change))
}

/// One mutant for each position in the list of fields.
fn fields(of: &Declaration, change: impl Fn(&mut Vec<Field>, usize)) -> Vec<Declaration> {
    let Some(item) = struct_of(of) else { return Vec::new() };
    let mutant = |index: usize| {
        let mut item = item.clone();
        let mut list: Vec<Field> = item.fields.iter().cloned().collect();
        change(&mut list, index);
        item.fields = Fields::Named(parse_quote!({ #(#list),* }));
        of.with_item(item.into_token_stream())
    };
    (0..item.fields.len()).map(mutant).collect()
}

fn field_dropped(of: &Declaration) -> Vec<Declaration> {
    fields(of, |fields, index| drop(fields.remove(index)))
}

fn field_twice(of: &Declaration) -> Vec<Declaration> {
    fields(of, |fields, index| fields.push(fields[index].clone()))
}

/// Only if the field determines the wire name: otherwise nothing changes.
fn field_renamed(of: &Declaration) -> Vec<Declaration> {
    each_field(of, |field| {
        let is_named = field.attrs.iter().any(|attribute| attribute.to_token_stream().to_string().contains("name ="));
        if let Some(ident) = field.ident.as_mut().filter(|_| !is_named) {
            *ident = named(ident, "_x");
        }
    })
}

fn types_swapped(of: &Declaration) -> Vec<Declaration> {
    fields(of, |fields, index| {
        if let [one, other] = fields.get_mut(index..index + 2).unwrap_or_default() {
            std::mem::swap(&mut one.ty, &mut other.ty);
        }
    })
}

fn field_type(of: &Declaration, change: fn(&Type) -> Type) -> Vec<Declaration> {
    each_field(of, |field| field.ty = change(&field.ty))
}

/// The `T` of `Option<T>`; other types unchanged.
fn inner(type_: &Type) -> Type {
    let text = type_.to_token_stream().to_string();
    let argument = text.split_once("Option <").and_then(|(_, rest)| rest.rsplit_once('>'));
    argument.and_then(|(argument, _)| syn::parse_str(argument).ok()).unwrap_or_else(|| type_.clone())
}

/// A borrowed field needs a lifetime, which the struct then has.
fn field_borrowed(of: &Declaration) -> Vec<Declaration> {
    let borrowed = each_field(of, |field| field.ty = parse_quote!(&'a str));
    borrowed.iter().flat_map(|mutant| generic(mutant, &parse_quote!(<'a>))).collect()
}

fn home(of: &Declaration) -> &'static str {
    match of.macro_ {
        Macro::Endpoint => "param",
        Macro::Model => "field",
        Macro::OpenEnum | Macro::Api => "wire",
    }
}

fn named_like_neighbour(of: &Declaration) -> Vec<Declaration> {
    let attribute = Ident::new(home(of), Span::call_site());
    fields(of, |fields, index| {
        let Some(name) = index.checked_sub(1).and_then(|before| fields[before].ident.clone()) else { return };
        let name = heck::ToLowerCamelCase::to_lower_camel_case(name.to_string().trim_start_matches("r#"));
        let is_plain = fields[index - 1].attrs.is_empty() && fields[index].attrs.is_empty();
        if is_plain {
            fields[index].attrs.push(parse_quote!(#[#attribute(name = #name)]));
        }
    })
}

/// One mutant for each field that has an attribute of ours.
fn each_attributed(of: &Declaration, change: impl Fn(&mut Field)) -> Vec<Declaration> {
    each_field(of, |field| {
        if !field.attrs.is_empty() {
            change(field);
        }
    })
}

fn attribute_of_another_macro(of: &Declaration) -> Vec<Declaration> {
    let other: Ident = if of.macro_ == Macro::Model { parse_quote!(param) } else { parse_quote!(field) };
    each_attributed(of, |field| {
        for attribute in &mut field.attrs {
            if let Ok(list) = attribute.meta.require_list() {
                let tokens = &list.tokens;
                *attribute = parse_quote!(#[#other(#tokens)]);
            }
        }
    })
}

/// One mutant for each key of each field's attribute.
fn keys(of: &Declaration, change: fn(Vec<TokenStream>, usize) -> Vec<TokenStream>) -> Vec<Declaration> {
    const MOST: usize = 8;
    let of_key = |index: usize| {
        each_attributed(of, |field| {
            for attribute in &mut field.attrs {
                let (path, Ok(list)) = (attribute.path().clone(), attribute.meta.require_list()) else { continue };
                let parts = split(list.tokens.clone());
                if index < parts.len() {
                    let parts = change(parts, index);
                    *attribute = parse_quote!(#[#path(#(#parts),*)]);
                }
            }
        })
    };
    (0..MOST).flat_map(of_key).collect()
}

fn tuple(of: &Declaration) -> Vec<Declaration> {
    let Some(mut item) = struct_of(of) else { return Vec::new() };
    let types = item.fields.iter().map(|field| field.ty.clone());
    item.fields = Fields::Unnamed(parse_quote!((#(#types),*)));
    item.semi_token = Some(parse_quote!(;));
    vec![of.with_item(item.into_token_stream())]
}

/// An enum instead of a struct, and vice versa.
fn of_another_item(of: &Declaration) -> Vec<Declaration> {
    if let Some(item) = struct_of(of) {
        let name = &item.ident;
        return vec![of.with_item(quote!(pub enum #name { Open }))];
    }
    let Some(item) = enum_of(of) else { return Vec::new() };
    let name = &item.ident;
    vec![of.with_item(quote!(pub struct #name { open: bool }))]
}

fn generic(of: &Declaration, generics: &syn::Generics) -> Vec<Declaration> {
    let with = |item: &dyn Fn(syn::Generics) -> TokenStream| vec![of.with_item(item(generics.clone()))];
    match (struct_of(of), enum_of(of)) {
        (Some(item), _) => with(&|generics| ItemStruct { generics, ..item.clone() }.into_token_stream()),
        (_, Some(item)) => with(&|generics| ItemEnum { generics, ..item.clone() }.into_token_stream()),
        _ => Vec::new(),
    }
}

/// One mutant for each position in the list of variants.
fn variants(of: &Declaration, change: impl Fn(&mut Vec<syn::Variant>, usize)) -> Vec<Declaration> {
    let Some(item) = enum_of(of) else { return Vec::new() };
    let mutant = |index: usize| {
        let mut item = item.clone();
        let mut list: Vec<syn::Variant> = item.variants.iter().cloned().collect();
        change(&mut list, index);
        item.variants = list.into_iter().collect();
        of.with_item(item.into_token_stream())
    };
    (0..item.variants.len()).map(mutant).collect()
}

fn each_variant(of: &Declaration, change: impl Fn(&mut syn::Variant)) -> Vec<Declaration> {
    variants(of, |variants, index| variants.get_mut(index).into_iter().for_each(&change))
}

fn variant_dropped(of: &Declaration) -> Vec<Declaration> {
    variants(of, |variants, index| drop(variants.remove(index)))
}

fn value_of_neighbour(of: &Declaration) -> Vec<Declaration> {
    variants(of, |variants, index| {
        let before = index.checked_sub(1).map(|before| variants[before].attrs.clone());
        if let Some(attributes) = before.filter(|attributes| !attributes.is_empty()) {
            variants[index].attrs = attributes;
        }
    })
}

fn value_without_quotes(of: &Declaration) -> Vec<Declaration> {
    each_variant(of, |variant| {
        for attribute in &mut variant.attrs {
            let Ok(text) = attribute.parse_args::<LitStr>() else { continue };
            if let Ok(word) = syn::parse_str::<Ident>(&text.value()) {
                *attribute = parse_quote!(#[wire(#word)]);
            }
        }
    })
}

/// The two groups in braces of `api!`: settings and operations.
fn table(of: &Declaration, change: impl Fn(usize, TokenStream) -> Vec<TokenStream>) -> Vec<Declaration> {
    if of.macro_ != Macro::Api {
        return Vec::new();
    }
    let tokens: Vec<TokenTree> = of.arguments.clone().into_iter().collect();
    let is_brace =
        |token: &&TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let count = tokens.iter().filter(is_brace).count();
    let mutants = (0..count).flat_map(|wanted| {
        let (index, inside) = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| is_brace(token))
            .nth(wanted)
            .map(|(index, token)| (index, token.clone()))
            .unwrap();
        let TokenTree::Group(inside) = inside else { return Vec::new() };
        let changed = change(wanted, inside.stream()).into_iter().map(|stream| {
            let mut tokens = tokens.clone();
            tokens[index] = Group::new(Delimiter::Brace, stream).into();
            of.with_arguments(tokens.into_iter().collect())
        });
        changed.collect()
    });
    mutants.collect()
}

fn setting_dropped(of: &Declaration) -> Vec<Declaration> {
    table(of, |group, inside| {
        let parts = if group == 0 { split(inside) } else { Vec::new() };
        let without = |dropped: usize| {
            let mut parts = parts.clone();
            parts.remove(dropped);
            quote!(#(#parts),*)
        };
        (0..parts.len()).map(without).collect()
    })
}

/// The operations of each group, between `:` and `;`.
fn operations(of: &Declaration, change: fn(&mut Vec<syn::Path>, usize)) -> Vec<Declaration> {
    table(of, |group, inside| {
        let groups = if group == 1 { groups(inside) } else { Vec::new() };
        let mut mutants = Vec::new();
        for (index, (_, operations)) in groups.iter().enumerate() {
            for operation in 0..operations.len() {
                let mut groups = groups.clone();
                change(&mut groups[index].1, operation);
                let written = groups.iter().map(|(name, operations)| quote!(#name: #(#operations),*;));
                mutants.push(quote!(#(#written)*));
            }
        }
        mutants
    })
}

fn groups(inside: TokenStream) -> Vec<(Ident, Vec<syn::Path>)> {
    let group = |input: ParseStream<'_>| -> syn::Result<(Ident, Vec<syn::Path>)> {
        let name: Ident = input.parse()?;
        input.parse::<Token![:]>()?;
        let operations = Punctuated::<syn::Path, Token![,]>::parse_separated_nonempty(input)?;
        input.parse::<Option<Token![;]>>()?;
        Ok((name, operations.into_iter().collect()))
    };
    let all = |input: ParseStream<'_>| {
        let mut groups = Vec::new();
        while !input.is_empty() {
            groups.push(group(input)?);
        }
        Ok(groups)
    };
    all.parse2(inside).unwrap()
}

fn table_without_operations(of: &Declaration) -> Vec<Declaration> {
    if of.macro_ != Macro::Api {
        return Vec::new();
    }
    let mut tokens: Vec<TokenTree> = of.arguments.clone().into_iter().collect();
    tokens.truncate(tokens.len().saturating_sub(2));
    vec![of.with_arguments(tokens.into_iter().collect())]
}
