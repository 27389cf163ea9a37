//! The output of `#[model]`: the struct, `Model`, `Decode`, `Serialize` and `Deserialize`.
//!
//! Called by `mod.rs`. It cannot fail and decides nothing: one function for each generated item. The work of reading
//! and writing is in the runtime.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Generics, parse_quote};

use super::model::{Field, Model};
use super::syntax::DefaultKey;
use super::types::{FieldType, Shape};
use super::{builder, item, lints};

/// The struct with its derives.
pub(crate) fn item(item: &DeriveInput, model: &Model<'_>) -> TokenStream {
    let derives = item::missing_derives(&item.attrs, &item::struct_derives());
    let growth = item::growth(item, model.exhaustive);
    quote!(#derives #growth #item)
}

/// The complete output for a model without mistakes.
pub(crate) fn whole(model: &Model<'_>) -> TokenStream {
    let implementation = implementation(model, &info(model), &read(model), &write(model));
    let serde = serde(model);
    let (items, checks) = (items(model), checks(model));
    let (default, builder) = (default(model), builder::whole(model));
    quote!(#implementation #serde #default #items #builder #checks)
}

/// The minimum that code which uses the model needs. It never runs, because the mistakes abort the compilation.
pub(crate) fn stub(model: &Model<'_>) -> TokenStream {
    let diverge = quote!(::core::unreachable!());
    let implementation = implementation(model, &diverge, &diverge, &diverge);
    let serde = serde(model);
    let builder = builder::stub(model);
    quote!(#implementation #serde #builder)
}

/// JSON has no place for files.
fn checks(model: &Model<'_>) -> Option<TokenStream> {
    let Model { runtime, lints, fields, .. } = model;
    let types = fields.iter().map(|field| FieldType::new(field.whole)).filter(FieldType::may_be_file);
    let files: Vec<TokenStream> = types.map(|type_| item::refuse_file(runtime, type_.inner)).collect();
    (!files.is_empty()).then(|| quote!(#lints const _: fn() = || { #(#files)* };))
}

fn implementation(model: &Model<'_>, info: &TokenStream, read: &TokenStream, write: &TokenStream) -> TokenStream {
    let Model { runtime, ident, lints, .. } = model;
    let generics = bounded(model);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let serde = quote!(#runtime::__private::serde);
    let (source, sink) = (free_name(model, "A"), free_name(model, "S"));
    // A default that is a call needs no closure, which generated code cannot tell.
    let closure = |field: &Field<'_>| matches!(field.default, Some(DefaultKey::Expression(_)));
    let lint = model.fields.iter().any(closure).then(|| quote!(#[allow(clippy::redundant_closure)]));
    quote! {
        #[automatically_derived]
        #lints
        impl #parameters #runtime::Model for #ident #arguments #conditions {
            fn info() -> &'static #runtime::operation::ModelInfo {
                #info
            }
            #lint
            fn read<'de, #source: #serde::de::MapAccess<'de>>(
                fields: &mut #runtime::decode::FieldReader<#source>,
            ) -> ::core::result::Result<Self, #source::Error> {
                #read
            }
            fn write<#sink: #serde::ser::SerializeMap>(
                &self,
                fields: &mut #runtime::decode::FieldWriter<#sink>,
            ) -> ::core::result::Result<(), #sink::Error> {
                #write
            }
        }
    }
}

/// The type parameters, each of which can be read and written.
fn bounded(model: &Model<'_>) -> Generics {
    let runtime = &model.runtime;
    let mut generics = without_defaults(model.generics);
    generics.type_params_mut().for_each(|parameter| parameter.bounds.push(parse_quote!(#runtime::Decode)));
    generics
}

/// An implementation has no defaults.
fn without_defaults(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    generics.type_params_mut().for_each(|parameter| parameter.default = None);
    generics
}

/// A type parameter of generated code: the name, with underscores appended until the user has none of that name.
fn free_name(model: &Model<'_>, wanted: &str) -> Ident {
    let is_taken = |name: &str| {
        let is_default = |default: &DefaultKey| match default {
            DefaultKey::Expression(expression) => item::mentions(expression, name),
            DefaultKey::OfType => false,
        };
        item::mentions(model.generics, name)
            || model.ident == name
            || model
                .fields
                .iter()
                .any(|field| item::type_mentions(field.whole, name) || field.default.is_some_and(is_default))
    };
    let mut name = wanted.to_owned();
    while is_taken(&name) {
        name.push('_');
    }
    format_ident!("{name}")
}

fn info(model: &Model<'_>) -> TokenStream {
    let Model { runtime, name, docs, .. } = model;
    let docs = (!docs.is_empty()).then(|| quote!(.with_docs(#docs)));
    let fields = model.fields.iter().map(|field| field_info(model, field));
    quote! {
        const {
            &#runtime::operation::ModelInfo::new(#name, const { &[#(#fields),*] }) #docs
        }
    }
}

fn field_info(model: &Model<'_>, field: &Field<'_>) -> TokenStream {
    let runtime = &model.runtime;
    let Field { name, wire_name, .. } = field;
    let schema = of_decode(model, field, "SCHEMA");
    let is_optional = FieldType::new(field.whole).shape == Shape::Optional;
    let required = match field.default {
        Some(_) => quote!(false),
        None if field.by_serde && is_optional => quote!(false),
        None => of_decode(model, field, "REQUIRED"),
    };
    let number = field.number.then(|| quote!(.with_number(true)));
    let text = field.text.then(|| quote!(.with_text(true)));
    let aliases = &field.aliases;
    let aliases = (!aliases.is_empty()).then(|| quote!(.with_aliases(&[#(#aliases),*])));
    let nullable = (FieldType::new(field.whole).shape == Shape::Patch).then(|| quote!(.with_nullable(true)));
    let docs = &field.docs;
    let docs = (!docs.is_empty()).then(|| quote!(.with_docs(#docs)));
    let deprecated = lints::deprecation(runtime, field.attributes);
    let deprecated = deprecated.map(|why| quote!(.with_deprecated(::core::option::Option::Some(#why))));
    quote! {
        #runtime::operation::FieldInfo::new(#name, #wire_name, #schema).with_required(#required)
            #number #text #aliases #nullable #docs #deprecated
    }
}

/// A constant of `Decode` for the field's type.
fn of_decode(model: &Model<'_>, field: &Field<'_>, constant: &str) -> TokenStream {
    let runtime = &model.runtime;
    let at = field.place();
    let whole = item::moved(field.whole, at);
    if field.by_serde {
        let holds = quote!(<#whole as #runtime::decode::BySerde>::HOLDS);
        let constant = if constant == "SCHEMA" { quote!(#runtime::operation::Schema::Any) } else { quote!(true) };
        return quote!({ let () = #holds; #constant });
    }
    let constant = format_ident!("{constant}");
    quote!(<#whole as #runtime::Decode>::#constant)
}

/// Requires `Decode` before anything else does, unless the type's name implies it.
///
/// The compiler reports an unmet bound once for each function that needs it, unless message and place are the same.
fn guard(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let required = of_decode(model, field, "REQUIRED");
    field.is_unknown().then(|| quote!(let _ = #required;))
}

fn read(model: &Model<'_>) -> TokenStream {
    let guards = model.fields.iter().map(|field| guard(model, field));
    let fields = || model.fields.iter().enumerate();
    let places = fields().map(|(index, field)| {
        let (place, whole) = (place(index, field), field.whole);
        quote!(let mut #place: ::core::option::Option<#whole> = ::core::option::Option::None;)
    });
    let arms = fields().map(|(index, field)| read_arm(index, field));
    let finished = fields().map(|(index, field)| finish(index, field));
    quote! {
        #(#guards)*
        #(#places)*
        while let ::core::option::Option::Some(index) = fields.next()? {
            match index {
                #(#arms)*
                _ => fields.skip()?,
            }
        }
        ::core::result::Result::Ok(Self { #(#finished)* })
    }
}

/// The local variable of a field; numbered, so that no field can be called like another variable.
fn place(index: usize, field: &Field<'_>) -> Ident {
    format_ident!("field_{index}", span = field.place())
}

fn read_arm(index: usize, field: &Field<'_>) -> TokenStream {
    let at = field.place();
    let (place, fields) = (place(index, field), item::local("fields"));
    let index = Literal::usize_unsuffixed(index);
    match (field.default, field.by_serde) {
        // Of two spellings, the one that says something.
        (_, by_serde) if !field.aliases.is_empty() => {
            let beside = if by_serde { quote!(by_serde_beside) } else { quote!(value_beside) };
            quote_spanned!(at=> #index => #place = #fields.#beside(#place)?,)
        }
        (Some(_), false) => quote_spanned!(at=> #index => #place = #fields.value_or_null()?,),
        (None, false) => quote_spanned!(at=> #index => #place = ::core::option::Option::Some(#fields.value()?),),
        (Some(_), true) => quote_spanned!(at=> #index => #place = #fields.by_serde_or_null()?,),
        (None, true) => quote_spanned!(at=> #index => #place = ::core::option::Option::Some(#fields.by_serde()?),),
    }
}

fn finish(index: usize, field: &Field<'_>) -> TokenStream {
    let at = field.place();
    let (place, fields) = (place(index, field), item::local("fields"));
    let ident = field.ident;
    let index = Literal::usize_unsuffixed(index);
    match field.default {
        None if field.by_serde => quote_spanned!(at=> #ident: #fields.finish_by_serde(#index, #place)?,),
        None => quote_spanned!(at=> #ident: #fields.finish(#index, #place)?,),
        Some(DefaultKey::OfType) => {
            let whole = item::moved(field.whole, at);
            let default = quote!(|| <#whole as ::core::default::Default>::default());
            quote_spanned!(at=> #ident: #fields.finish_or(#index, #place, #default)?,)
        }
        Some(DefaultKey::Expression(expression)) => {
            quote_spanned!(at=> #ident: #fields.finish_or(#index, #place, || #expression)?,)
        }
    }
}

fn write(model: &Model<'_>) -> TokenStream {
    let statements = model.fields.iter().enumerate().map(|(index, field)| {
        let (index, ident) = (Literal::usize_unsuffixed(index), field.ident);
        let (at, fields, this) = (field.place(), item::local("fields"), item::local("self"));
        let put = if field.by_serde { quote!(put_by_serde) } else { quote!(put) };
        match guard(model, field) {
            Some(guard) => quote_spanned!(at=> { #guard let value = &#this.#ident; #fields.#put(#index, value)?; }),
            None => quote!(fields.put(#index, &self.#ident)?;),
        }
    });
    quote!(#(#statements)* ::core::result::Result::Ok(()))
}

/// A model with a list called `items` is a page of them.
fn items(model: &Model<'_>) -> Option<TokenStream> {
    let Model { runtime, ident, lints, .. } = model;
    let field = model.fields.iter().find(|field| field.name == "items")?;
    let type_ = FieldType::new(field.whole);
    let inner = (type_.shape == Shape::List).then_some(type_.inner)?;
    let generics = bounded(model);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let (field, this) = (field.ident, item::local("self"));
    Some(quote! {
        #[automatically_derived]
        #lints
        impl #parameters #runtime::page::PageItems for #ident #arguments #conditions {
            type Item = #inner;
            fn items(&self) -> &[Self::Item] { &#this.#field }
            fn into_items(self) -> ::std::vec::Vec<Self::Item> { #this.#field }
        }
    })
}

/// What an object without members is read as, as far as every field that it must have has a default of its type.
fn default(model: &Model<'_>) -> Option<TokenStream> {
    let Model { runtime, ident, lints, generics, fields, attributes, .. } = model;
    // The lifetime makes the compiler ask for the bounds where the default is used, and not here.
    let own = |field: &Field<'_>| matches!(field.default, Some(DefaultKey::Expression(_)));
    let bounds = fields
        .iter()
        .filter(|field| !own(field))
        .map(|Field { whole, .. }| quote!(for<'field> #whole: #runtime::__private::FieldDefault<'field>));
    let values = fields.iter().map(|Field { ident, default, .. }| match default {
        Some(DefaultKey::Expression(expression)) => quote!(#ident: #expression),
        _ => quote!(#ident: #runtime::__private::FieldDefault::value()),
    });
    let generics = without_defaults(generics);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let conditions = conditions.map(|conditions| conditions.predicates.iter()).into_iter().flatten();
    (!item::derives(attributes, "Default")).then(|| {
        quote! {
            #[automatically_derived]
            #lints
            impl #parameters ::core::default::Default for #ident #arguments where #(#conditions,)* #(#bounds,)* {
                fn default() -> Self { Self { #(#values,)* } }
            }
        }
    })
}

fn serde(model: &Model<'_>) -> TokenStream {
    let serialize = serialize(model);
    let deserialize = deserialize(model);
    let decode = decode(model);
    quote!(#serialize #deserialize #decode)
}

/// Not a blanket implementation over `Model` in the runtime: that would leave no room for `Box<T>`.
fn decode(model: &Model<'_>) -> TokenStream {
    let Model { runtime, ident, lints, .. } = model;
    let generics = bounded(model);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let serde = quote!(#runtime::__private::serde);
    let source = free_name(model, "D");
    quote! {
        #[automatically_derived]
        #lints
        impl #parameters #runtime::Decode for #ident #arguments #conditions {
            const SCHEMA: #runtime::operation::Schema =
                #runtime::operation::Schema::Object(<Self as #runtime::Model>::info);
            fn decode<'de, #source: #serde::Deserializer<'de>>(
                deserializer: #source,
            ) -> ::core::result::Result<Self, #source::Error> {
                #runtime::__private::read_model(deserializer)
            }
        }
    }
}

fn serialize(model: &Model<'_>) -> TokenStream {
    let Model { runtime, ident, lints, .. } = model;
    let generics = bounded(model);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    let sink = free_name(model, "S");
    quote! {
        #[automatically_derived]
        #lints
        impl #parameters #runtime::__private::serde::Serialize for #ident #arguments #conditions {
            fn serialize<#sink: #runtime::__private::serde::Serializer>(
                &self,
                serializer: #sink,
            ) -> ::core::result::Result<#sink::Ok, #sink::Error> {
                #runtime::__private::write_model(self, serializer)
            }
        }
    }
}

fn deserialize(model: &Model<'_>) -> TokenStream {
    let Model { runtime, ident, lints, .. } = model;
    let generics = bounded(model);
    let (_, arguments, conditions) = generics.split_for_impl();
    let (parameters, source) = (&generics.params, free_name(model, "D"));
    quote! {
        #[automatically_derived]
        #lints
        impl<'de, #parameters> #runtime::__private::serde::Deserialize<'de> for #ident #arguments #conditions {
            fn deserialize<#source: #runtime::__private::serde::Deserializer<'de>>(
                deserializer: #source,
            ) -> ::core::result::Result<Self, #source::Error> {
                #runtime::__private::read_model(deserializer)
            }
        }
    }
}
