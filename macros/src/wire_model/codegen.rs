//! The output of `#[model]`: the struct, `Model`, `Decode`, `Serialize` and `Deserialize`.
//!
//! Called by `mod.rs`. It cannot fail and decides nothing: one function for each generated item. The work of reading
//! and writing is in the runtime.

use proc_macro2::{Delimiter, Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Generics, parse_quote};

use super::expansion::Expansion;
use super::model::{Field, Model};
use super::syntax::DefaultKey;
use super::types::{FieldType, Shape};
use super::{builder, item, lints};

/// The struct with its derives.
pub(crate) fn item(item: &DeriveInput, model: &Model<'_>) -> TokenStream {
    let mut code = Expansion::from(item::missing_derives(&item.attrs, &item::STRUCT_DERIVES));
    code.text(item::growth(item, model.exhaustive));
    item.attrs.iter().for_each(|attribute| code.tokens(attribute));
    code.tokens(item::without_attributes(item));
    code.finish(&model.runtime)
}

/// The complete output for a model without mistakes.
pub(crate) fn whole(model: &Model<'_>) -> TokenStream {
    let mut code = Expansion::default();
    implementation(model, &mut code, info(model), read(model), write(model));
    serde(model, &mut code);
    default(model, &mut code);
    code.tokens(items(model));
    code.append(builder::whole(model).unwrap_or_default());
    code.tokens(checks(model));
    code.finish(&model.runtime)
}

/// The minimum that code which uses the model needs. It never runs, because the mistakes abort the compilation.
pub(crate) fn stub(model: &Model<'_>) -> TokenStream {
    let diverge = || Expansion::from("::core::unreachable!()".to_owned());
    let mut code = Expansion::default();
    implementation(model, &mut code, diverge(), diverge(), diverge());
    serde(model, &mut code);
    code.append(builder::stub(model).unwrap_or_default());
    code.finish(&model.runtime)
}

/// JSON has no place for files.
fn checks(model: &Model<'_>) -> Option<TokenStream> {
    let Model { runtime, lints, fields, .. } = model;
    let types = fields.iter().map(|field| FieldType::new(field.whole)).filter(FieldType::may_be_file);
    let files: Vec<TokenStream> = types.map(|type_| item::refuse_file(runtime, type_.inner)).collect();
    (!files.is_empty()).then(|| quote!(#lints const _: fn() = || { #(#files)* };))
}

fn implementation(model: &Model<'_>, code: &mut Expansion, info: Expansion, read: Expansion, write: Expansion) {
    let runtime = &model.runtime;
    let (source, sink) = (free_name(model, "A"), free_name(model, "S"));
    implement(model, code, &bounded(model), "", &format!("{runtime}::Model"), |code| {
        code.text(format!("fn info() -> &'static {runtime}::operation::ModelInfo"));
        code.group(Delimiter::Brace, |code| code.append(info));
        // A default that is a call needs no closure, which generated code cannot tell.
        if model.fields.iter().any(|field| matches!(field.default, Some(DefaultKey::Expression(_)))) {
            code.text("#[allow(clippy::redundant_closure)]");
        }
        code.text(format!(
            "fn read<'de, {source}: {runtime}::__private::serde::de::MapAccess<'de>>(
                fields: &mut {runtime}::decode::FieldReader<{source}>,
            ) -> ::core::result::Result<Self, {source}::Error>"
        ));
        code.group(Delimiter::Brace, |code| code.append(read));
        code.text(format!(
            "fn write<{sink}: {runtime}::__private::serde::ser::SerializeMap>(
                &self,
                fields: &mut {runtime}::decode::FieldWriter<{sink}>,
            ) -> ::core::result::Result<(), {sink}::Error>"
        ));
        code.group(Delimiter::Brace, |code| code.append(write));
    });
}

/// An implementation of a trait; `lifetime` comes before the parameters of the model.
fn implement(
    model: &Model<'_>,
    code: &mut Expansion,
    generics: &Generics,
    lifetime: &str,
    implemented: &str,
    items: impl FnOnce(&mut Expansion),
) {
    let Model { ident, lints, .. } = model;
    let (_, arguments, conditions) = generics.split_for_impl();
    code.text("#[automatically_derived]");
    code.tokens(lints);
    code.text("impl");
    if !lifetime.is_empty() || !generics.params.is_empty() {
        code.text(format!("<{lifetime}"));
        code.tokens(&generics.params);
        code.text(">");
    }
    code.text(format!("{implemented} for"));
    code.tokens(ident);
    code.tokens(arguments);
    code.tokens(conditions);
    code.group(Delimiter::Brace, items);
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

fn info(model: &Model<'_>) -> Expansion {
    let Model { runtime, name, docs, .. } = model;
    let mut code = Expansion::from("const ".to_owned());
    code.group(Delimiter::Brace, |code| {
        code.text(format!("&{runtime}::operation::ModelInfo::new"));
        code.group(Delimiter::Parenthesis, |code| {
            code.text(format!("{name:?}, const "));
            code.group(Delimiter::Brace, |code| {
                code.text("&");
                code.group(Delimiter::Bracket, |code| {
                    model.fields.iter().for_each(|field| field_info(model, code, field));
                });
            });
        });
        if !docs.is_empty() {
            code.text(format!(".with_docs({docs:?})"));
        }
    });
    code
}

fn field_info(model: &Model<'_>, code: &mut Expansion, field: &Field<'_>) {
    let runtime = &model.runtime;
    let Field { name, wire_name, aliases, docs, .. } = field;
    let shape = FieldType::new(field.whole).shape;
    code.text(format!("{runtime}::operation::FieldInfo::new"));
    code.group(Delimiter::Parenthesis, |code| {
        code.text(format!("{name:?}, {wire_name:?}, "));
        of_decode(model, code, field, "SCHEMA");
    });
    code.text(".with_required");
    code.group(Delimiter::Parenthesis, |code| match field.default {
        Some(_) => code.text("false"),
        None if field.by_serde && shape == Shape::Optional => code.text("false"),
        None => of_decode(model, code, field, "REQUIRED"),
    });
    if field.number {
        code.text(".with_number(true)");
    }
    if field.text {
        code.text(".with_text(true)");
    }
    if !aliases.is_empty() {
        code.text(format!(".with_aliases(&{aliases:?})"));
    }
    if shape == Shape::Patch {
        code.text(".with_nullable(true)");
    }
    if !docs.is_empty() {
        code.text(format!(".with_docs({docs:?})"));
    }
    let deprecated = lints::deprecation(runtime, field.attributes);
    code.tokens(deprecated.map(|why| quote!(.with_deprecated(::core::option::Option::Some(#why)))));
    code.text(",");
}

/// A constant of `Decode` for the field's type.
fn of_decode(model: &Model<'_>, code: &mut Expansion, field: &Field<'_>, constant: &str) {
    if field.is_unknown() {
        return code.tokens(of_unknown(model, field, constant));
    }
    code.text("<");
    code.type_(field.whole);
    code.text(format!("as {}::Decode>::{constant}", model.runtime));
}

/// The same, at the field's type.
fn of_unknown(model: &Model<'_>, field: &Field<'_>, constant: &str) -> TokenStream {
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
    field.is_unknown().then(|| {
        let required = of_unknown(model, field, "REQUIRED");
        quote!(let _ = #required;)
    })
}

fn read(model: &Model<'_>) -> Expansion {
    let mut code = Expansion::default();
    let fields = || model.fields.iter().enumerate();
    for field in &model.fields {
        code.tokens(guard(model, field));
    }
    for (index, field) in fields() {
        code.text("let mut");
        place(&mut code, index, field);
        code.text(": ::core::option::Option<");
        code.type_(field.whole);
        code.text("> = ::core::option::Option::None;");
    }
    code.text("while let ::core::option::Option::Some(index) = fields.next()?");
    code.group(Delimiter::Brace, |code| {
        code.text("match index");
        code.group(Delimiter::Brace, |code| {
            fields().for_each(|(index, field)| read_arm(code, index, field));
            code.text("_ => fields.skip()?,");
        });
    });
    code.text("::core::result::Result::Ok");
    code.group(Delimiter::Parenthesis, |code| {
        code.text("Self");
        code.group(Delimiter::Brace, |code| fields().for_each(|(index, field)| finish(code, index, field)));
    });
    code
}

/// The local variable of a field; numbered, so that no field can be called like another variable.
fn place(code: &mut Expansion, index: usize, field: &Field<'_>) {
    match field.is_unknown() {
        true => code.tokens(format_ident!("field_{index}", span = field.place())),
        false => code.text(format!("field_{index}")),
    }
}

fn read_arm(code: &mut Expansion, index: usize, field: &Field<'_>) {
    let at = field.place();
    // Of two spellings, the one that says something.
    let is_beside = !field.aliases.is_empty();
    let method = match (is_beside, field.default, field.by_serde) {
        (true, _, true) => "by_serde_beside",
        (true, _, false) => "value_beside",
        (false, Some(_), false) => "value_or_null",
        (false, Some(_), true) => "by_serde_or_null",
        (false, None, false) => "value",
        (false, None, true) => "by_serde",
    };
    let is_wrapped = !is_beside && field.default.is_none();
    if !field.is_unknown() {
        let old = if is_beside { format!("field_{index}") } else { String::new() };
        let read = format!("fields.{method}({old})?");
        let read = if is_wrapped { format!("::core::option::Option::Some({read})") } else { read };
        return code.text(format!("{index} => field_{index} = {read},"));
    }
    let (place, fields, method) =
        (format_ident!("field_{index}", span = at), item::local("fields"), Ident::new(method, at));
    let old = is_beside.then_some(&place);
    let index = Literal::usize_unsuffixed(index);
    code.tokens(match is_wrapped {
        true => quote_spanned!(at=> #index => #place = ::core::option::Option::Some(#fields.#method()?),),
        false => quote_spanned!(at=> #index => #place = #fields.#method(#old)?,),
    });
}

fn finish(code: &mut Expansion, index: usize, field: &Field<'_>) {
    let ident = field.ident;
    if field.default.is_none() && !field.is_unknown() {
        return code.text(format!("{ident}: fields.finish({index}, field_{index})?,"));
    }
    let (at, fields) = (field.place(), item::local("fields"));
    let place = match field.is_unknown() {
        true => format_ident!("field_{index}", span = at),
        false => item::local(&format!("field_{index}")),
    };
    let index = Literal::usize_unsuffixed(index);
    code.tokens(match field.default {
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
    });
}

fn write(model: &Model<'_>) -> Expansion {
    let mut code = Expansion::default();
    for (index, field) in model.fields.iter().enumerate() {
        let ident = field.ident;
        let Some(guard) = guard(model, field) else {
            code.text(format!("fields.put({index}, &self.{ident})?;"));
            continue;
        };
        let (index, put) = (Literal::usize_unsuffixed(index), if field.by_serde { "put_by_serde" } else { "put" });
        let (at, fields, this) = (field.place(), item::local("fields"), item::local("self"));
        let put = Ident::new(put, at);
        code.tokens(quote_spanned!(at=> { #guard let value = &#this.#ident; #fields.#put(#index, value)?; }));
    }
    code.text("::core::result::Result::Ok(())");
    code
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
fn default(model: &Model<'_>, code: &mut Expansion) {
    let Model { runtime, ident, lints, generics, fields, attributes, .. } = model;
    if item::derives(attributes, "Default") {
        return;
    }
    let generics = without_defaults(generics);
    let (parameters, arguments, conditions) = generics.split_for_impl();
    code.text("#[automatically_derived]");
    code.tokens(lints);
    code.text("impl");
    code.tokens(parameters);
    code.text("::core::default::Default for");
    code.tokens(ident);
    code.tokens(arguments);
    code.text("where");
    for condition in conditions.map(|conditions| conditions.predicates.iter()).into_iter().flatten() {
        code.tokens(condition);
        code.text(",");
    }
    let own = |field: &Field<'_>| matches!(field.default, Some(DefaultKey::Expression(_)));
    for field in fields.iter().filter(|field| !own(field)) {
        // The lifetime makes the compiler ask for the bounds where the default is used, and not here.
        code.text("for<'field>");
        code.type_(field.whole);
        code.text(format!(": {runtime}::__private::FieldDefault<'field>,"));
    }
    code.group(Delimiter::Brace, |code| {
        code.text("fn default() -> Self");
        code.group(Delimiter::Brace, |code| {
            code.text("Self");
            code.group(Delimiter::Brace, |code| {
                for Field { ident, default, .. } in fields {
                    match default {
                        Some(DefaultKey::Expression(expression)) => {
                            code.text(format!("{ident}:"));
                            code.tokens(expression);
                            code.text(",");
                        }
                        _ => code.text(format!("{ident}: {runtime}::__private::FieldDefault::value(),")),
                    }
                }
            });
        });
    });
}

/// `Decode` is not a blanket implementation over `Model` in the runtime: that would leave no room for `Box<T>`.
fn serde(model: &Model<'_>, code: &mut Expansion) {
    let (runtime, generics) = (&model.runtime, bounded(model));
    let serde = format!("{runtime}::__private::serde");
    let (source, sink) = (free_name(model, "D"), free_name(model, "S"));
    implement(model, code, &generics, "", &format!("{serde}::Serialize"), |code| {
        code.text(format!(
            "fn serialize<{sink}: {serde}::Serializer>(
                &self,
                serializer: {sink},
            ) -> ::core::result::Result<{sink}::Ok, {sink}::Error> {{
                {runtime}::__private::write_model(self, serializer)
            }}"
        ));
    });
    implement(model, code, &generics, "'de, ", &format!("{serde}::Deserialize<'de>"), |code| {
        code.text(format!(
            "fn deserialize<{source}: {serde}::Deserializer<'de>>(
                deserializer: {source},
            ) -> ::core::result::Result<Self, {source}::Error> {{
                {runtime}::__private::read_model(deserializer)
            }}"
        ));
    });
    implement(model, code, &generics, "", &format!("{runtime}::Decode"), |code| {
        code.text(format!(
            "const SCHEMA: {runtime}::operation::Schema =
                {runtime}::operation::Schema::Object(<Self as {runtime}::Model>::info);
            fn decode<'de, {source}: {serde}::Deserializer<'de>>(
                deserializer: {source},
            ) -> ::core::result::Result<Self, {source}::Error> {{
                {runtime}::__private::read_model(deserializer)
            }}"
        ));
    });
}
