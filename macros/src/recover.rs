//! Recovers what can be parsed of a struct or an enum that is still being typed.
//!
//! `item.rs` calls this for tokens that are not an item. rustc has reported what is wrong with them before it expands
//! the attribute, so nothing is reported here: what can be read is kept, so that code which uses it is not blamed as
//! well.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::token::Brace;
use syn::{
    Attribute, Data, DataEnum, DataStruct, DeriveInput, Field, Fields, FieldsNamed, Generics, Ident, Token, Variant,
    Visibility, braced, parse_quote,
};

/// The item without what cannot be read of it; `None` where it is neither a struct nor an enum.
pub(crate) fn recover(tokens: TokenStream) -> Option<DeriveInput> {
    let read = |input: ParseStream<'_>| {
        let read = item(input);
        rest(input);
        read
    };
    read.parse2(tokens).ok()
}

fn item(input: ParseStream<'_>) -> syn::Result<DeriveInput> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis: Visibility = input.parse()?;
    let struct_token: Option<Token![struct]> = input.parse()?;
    let enum_token: Option<Token![enum]> = if struct_token.is_none() { Some(input.parse()?) } else { None };
    let ident: Ident = seek(input)?;
    let mut generics: Generics = attempt(input).unwrap_or_default();
    generics.where_clause = attempt(input);
    let data = match enum_token {
        Some(enum_token) => enumeration(enum_token, input)?,
        None => structure(struct_token.unwrap_or_default(), &generics, input),
    };
    Ok(DeriveInput { attrs, vis, ident, generics, data })
}

fn structure(struct_token: Token![struct], generics: &Generics, input: ParseStream<'_>) -> Data {
    let mut fields = seek_with(input, fields).unwrap_or_else(|_| parse_quote!({}));
    // The field that uses a parameter may be the one that cannot be read.
    if !generics.params.is_empty() {
        let lifetimes = generics.lifetimes().map(|parameter| &parameter.lifetime);
        let types = generics.type_params().map(|parameter| &parameter.ident);
        let used = quote!(::core::marker::PhantomData<(#(&#lifetimes (),)* #(#types,)*)>);
        fields.named.push(parse_quote!(_unread: #used));
    }
    Data::Struct(DataStruct { struct_token, semi_token: None, fields: Fields::Named(fields) })
}

fn fields(input: ParseStream<'_>) -> syn::Result<FieldsNamed> {
    let inside;
    let brace_token = braced!(inside in input);
    Ok(FieldsNamed { brace_token, named: all(&inside, Field::parse_named) })
}

fn enumeration(enum_token: Token![enum], input: ParseStream<'_>) -> syn::Result<Data> {
    let (brace_token, variants) = seek_with(input, variants)?;
    Ok(Data::Enum(DataEnum { enum_token, brace_token, variants }))
}

fn variants(input: ParseStream<'_>) -> syn::Result<(Brace, Punctuated<Variant, Token![,]>)> {
    let inside;
    let brace_token = braced!(inside in input);
    Ok((brace_token, all(&inside, Variant::parse)))
}

/// Everything that can be read, however it is separated.
fn all<T>(input: ParseStream<'_>, read: fn(ParseStream<'_>) -> syn::Result<T>) -> Punctuated<T, Token![,]> {
    let mut all = Punctuated::new();
    while let Ok(next) = seek_with(input, read) {
        all.push(next);
    }
    all
}

fn seek<T: Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    seek_with(input, T::parse)
}

/// Passes over tokens until something can be read; at the end of the input, the error is the last one.
fn seek_with<T>(input: ParseStream<'_>, read: fn(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
    loop {
        let found = attempt_with(input, read);
        if found.is_ok() || input.is_empty() {
            return found;
        }
        input.parse::<TokenTree>()?;
    }
}

fn attempt<T: Parse>(input: ParseStream<'_>) -> Option<T> {
    attempt_with(input, T::parse).ok()
}

/// Reads something, or leaves the input where it was.
fn attempt_with<T>(input: ParseStream<'_>, read: fn(ParseStream<'_>) -> syn::Result<T>) -> syn::Result<T> {
    let ahead = input.fork();
    let found = read(&ahead)?;
    syn::parse::discouraged::Speculative::advance_to(input, &ahead);
    Ok(found)
}

/// What is left would be reported as unexpected.
fn rest(input: ParseStream<'_>) {
    let _rest: syn::Result<TokenStream> = input.parse();
}
