//! The output of `#[open_enum]`: the enum with its variant `Unknown`, `OpenEnum`, and the traits of a value.
//!
//! Called by `mod.rs`. It cannot fail and decides nothing: one function for each generated item. All work is in the
//! runtime.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, parse_quote};

use super::expansion::Expansion;
use super::item;
use super::model::{OpenEnum, Unknown, Variant};

/// The enum with its derives and the variant of unknown values.
pub(crate) fn item(open_enum: &OpenEnum<'_>) -> TokenStream {
    let item = open_enum.item;
    let mut code = Expansion::from(item::missing_derives(&item.attrs, &derives()));
    code.text(item::growth(item, open_enum.exhaustive));
    code.tokens(completed(open_enum));
    code.finish(&open_enum.runtime)
}

/// The user's tokens, so that the compiler shows the user's enum, and the variant of unknown values.
fn completed(open_enum: &OpenEnum<'_>) -> DeriveInput {
    let runtime = &open_enum.runtime;
    let mut item = open_enum.item.clone();
    let Data::Enum(data) = &mut item.data else { return item };
    // Discriminants were already refused; next to the added variant, rustc would refuse them again.
    data.variants.iter_mut().for_each(|variant| variant.discriminant = None);
    if open_enum.unknown == Unknown::Added {
        data.variants.push(parse_quote! {
            /// An unknown value, kept as it was received.
            Unknown(#runtime::UnknownValue)
        });
    }
    item
}

fn derives() -> [&'static str; 7] {
    let [clone, debug, equal] = item::STRUCT_DERIVES;
    [clone, debug, equal, "::core::cmp::Eq", "::core::cmp::PartialOrd", "::core::cmp::Ord", "::core::hash::Hash"]
}

/// The complete output for an enum without mistakes.
pub(crate) fn whole(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    let info = info(open_enum);
    let names = open_enum.variants.iter().map(|variant| variant.ident);
    let arms = open_enum.variants.iter().map(|Variant { ident, wire, .. }| quote!(Self::#ident => #wire,));
    let implementation = quote! {
        #[automatically_derived]
        #lints
        impl #runtime::OpenEnum for #ident {
            const INFO: &'static #runtime::operation::EnumInfo = &#info;
            const ALL: &'static [Self] = &[#(Self::#names),*];
            fn as_str(&self) -> &str {
                match self { #(#arms)* Self::Unknown(value) => value.as_str() }
            }
            fn unknown(value: #runtime::UnknownValue) -> Self { Self::Unknown(value) }
        }
    };
    let others = others(open_enum);
    quote!(#implementation #others)
}

/// The minimum that code which uses the enum needs. It never runs, because the mistakes abort the compilation.
pub(crate) fn stub(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    let name = &open_enum.name;
    let implementation = quote! {
        #[automatically_derived]
        #lints
        impl #runtime::OpenEnum for #ident {
            const INFO: &'static #runtime::operation::EnumInfo =
                &#runtime::operation::EnumInfo::new(#name, &[]);
            const ALL: &'static [Self] = &[];
            fn as_str(&self) -> &str { ::core::unreachable!() }
            fn unknown(_: #runtime::UnknownValue) -> Self { ::core::unreachable!() }
        }
    };
    let others = others(open_enum);
    quote!(#implementation #others)
}

fn info(open_enum: &OpenEnum<'_>) -> TokenStream {
    let OpenEnum { runtime, name, docs, integer, .. } = open_enum;
    let values = open_enum.variants.iter().map(|Variant { name, wire, docs, .. }| {
        let docs = (!docs.is_empty()).then(|| quote!(.with_docs(#docs)));
        quote!(#runtime::operation::EnumValue::new(#name, #wire) #docs)
    });
    let docs = (!docs.is_empty()).then(|| quote!(.with_docs(#docs)));
    let integer = integer.then(|| quote!(.with_integer(true)));
    quote!(#runtime::operation::EnumInfo::new(#name, &[#(#values),*]) #docs #integer)
}

/// What is the same for every enum.
fn others(open_enum: &OpenEnum<'_>) -> TokenStream {
    let inherent = inherent(open_enum);
    let text = text(open_enum);
    let serde = serde(open_enum);
    let decode = decode(open_enum);
    let parameter = parameter(open_enum);
    quote!(#inherent #text #serde #decode #parameter)
}

fn inherent(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    let visibility = &open_enum.item.vis;
    quote! {
        #lints
        impl #ident {
            /// All known values, in declared order.
            #visibility const ALL: &'static [Self] = <Self as #runtime::OpenEnum>::ALL;

            /// The value on the wire.
            #[must_use]
            #visibility fn as_str(&self) -> &str { #runtime::OpenEnum::as_str(self) }
        }
    }
}

fn text(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    quote! {
        #[automatically_derived]
        #lints
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(#runtime::OpenEnum::as_str(self))
            }
        }
        #[automatically_derived]
        #lints
        impl ::core::str::FromStr for #ident {
            type Err = ::core::convert::Infallible;
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(#runtime::__private::enum_from_str(text))
            }
        }
    }
}

fn serde(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    let serde = quote!(#runtime::__private::serde);
    quote! {
        #[automatically_derived]
        #lints
        impl #serde::Serialize for #ident {
            fn serialize<S: #serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                #runtime::__private::write_enum(self, serializer)
            }
        }
        #[automatically_derived]
        #lints
        impl<'de> #serde::Deserialize<'de> for #ident {
            fn deserialize<D: #serde::Deserializer<'de>>(from: D) -> ::core::result::Result<Self, D::Error> {
                #runtime::__private::read_enum(from)
            }
        }
    }
}

fn decode(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    quote! {
        #[automatically_derived]
        #lints
        impl #runtime::Decode for #ident {
            const SCHEMA: #runtime::operation::Schema =
                #runtime::operation::Schema::Enum(<Self as #runtime::OpenEnum>::INFO);
            fn decode<'de, D: #runtime::__private::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #runtime::__private::read_enum(from)
            }
        }
    }
}

fn parameter(open_enum: &OpenEnum<'_>) -> TokenStream {
    let runtime = &open_enum.runtime;
    let (ident, lints) = (&open_enum.item.ident, &open_enum.lints);
    quote! {
        #[automatically_derived]
        #lints
        impl #runtime::ParamValue for #ident {
            fn write(&self, to: &mut #runtime::param::ValueWriter<'_>) {
                #runtime::__private::write_enum_text(self, to);
            }
            fn parse(text: &str) -> ::core::result::Result<Self, #runtime::param::ValueError> {
                ::core::result::Result::Ok(#runtime::__private::enum_from_str(text))
            }
        }
    }
}
