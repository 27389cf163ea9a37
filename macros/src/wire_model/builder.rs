//! The builder of a model that requests contain, where `#[model]` has the key `builder`.
//!
//! `codegen.rs` calls this; the builder itself is made in `../builder.rs`. Nothing is decided here.

use proc_macro2::Delimiter;

use super::builders::{self, Builder, Required, Slot, Words};
use super::expansion::Expansion;
use super::item;
use super::model::{Field, Model, is_reserved};
use super::syntax::DefaultKey;
use super::types::{FieldType, Shape};

/// The builder and the function that starts one.
pub(crate) fn whole(model: &Model<'_>) -> Option<Expansion> {
    let builder = builder(model)?;
    let mut code = Expansion::default();
    start(model, &mut code, &builder, initial(model, &builder));
    code.append(builder.expansion(builder.complete(), &builder.bounds(), Expansion::default(), Expansion::default()));
    Some(code)
}

/// The builder of a model with mistakes. It has all methods, but builds nothing and requires nothing.
pub(crate) fn stub(model: &Model<'_>) -> Option<Expansion> {
    let mut builder = builder(model)?;
    builder.required.retain(|required| !is_reserved(required.slot.name));
    builder.optional.retain(|slot| !is_reserved(slot.name));
    let diverge = || Expansion::from("::core::unreachable!()".to_owned());
    let mut code = Expansion::default();
    start(model, &mut code, &builder, diverge());
    code.append(builder.expansion(diverge(), &[], Expansion::default(), Expansion::default()));
    Some(code)
}

/// Returns `None` for a model with type parameters too: its key `builder` has been refused.
fn builder<'m>(model: &'m Model<'_>) -> Option<Builder<'m>> {
    if !model.has_builder || !model.generics.params.is_empty() {
        return None;
    }
    let all: Vec<Slot<'m>> = model.fields.iter().map(slot).collect();
    let (required, optional): (Vec<_>, Vec<_>) = model.fields.iter().partition(|field| is_required(field));
    let required = required.into_iter().map(|field| Required::new(slot(field), &all, |name| is_taken(model, name)));
    Some(Builder {
        runtime: &model.runtime,
        ident: model.ident,
        visibility: model.visibility,
        attributes: model.attributes,
        lints: &model.lints,
        has_prelude: true,
        words: Words {
            needs: format!("`{}` needs its field", model.name),
            unused: "a builder does nothing until its value is built",
            when_some: "Sets an optional field if there is a value: `.when_some(value, |builder, value| builder.setter(value))`.",
            built: "Returns the value.",
            unused_built: "a value that is built does nothing until a request contains it",
        },
        via: None,
        required: required.collect(),
        optional: optional.into_iter().map(slot).collect(),
        value: builders::free_name("Value", |name| is_taken(model, name)),
    })
}

fn slot<'m>(field: &'m Field<'_>) -> Slot<'m> {
    let Field { ident, whole, name, wire_name, attributes, .. } = field;
    Slot { ident, type_: FieldType::new(whole), name, wire_name, attributes }
}

fn is_required(field: &Field<'_>) -> bool {
    field.default.is_none() && FieldType::new(field.whole).shape == Shape::Plain
}

/// Returns whether the user's tokens contain this name.
fn is_taken(model: &Model<'_>, name: &str) -> bool {
    *model.ident == name
        || builders::name(model.ident) == name
        || model.fields.iter().any(|field| item::type_mentions(field.whole, name))
}

fn start(model: &Model<'_>, code: &mut Expansion, builder: &Builder<'_>, initial: Expansion) {
    let required: Vec<String> = builder.required.iter().map(|each| format!("`{}`", each.slot.name)).collect();
    let required = if required.is_empty() { "nothing".to_owned() } else { required.join(", ") };
    code.tokens(&model.lints);
    code.text("impl");
    code.tokens(model.ident);
    code.group(Delimiter::Brace, |code| {
        code.text(format!("#[doc = \"Starts a value. Required: {required}.\"]"));
        code.tokens(model.visibility);
        code.text(format!("fn builder() -> {}", builder.name()));
        code.group(Delimiter::Brace, |code| code.append(initial));
    });
}

/// The empty builder.
fn initial(model: &Model<'_>, builder: &Builder<'_>) -> Expansion {
    let mut code = Expansion::from(format!("{} ", builder.name()));
    code.group(Delimiter::Brace, |code| {
        let missing: String =
            builder.required.iter().map(|_| format!("{}::builder::Missing, ", model.runtime)).collect();
        code.text(format!("required: ({missing}), optional: "));
        code.group(Delimiter::Parenthesis, |code| {
            for field in model.fields.iter().filter(|field| !is_required(field)) {
                initial_value(code, field);
                code.text(",");
            }
        });
    });
    code
}

fn initial_value(code: &mut Expansion, field: &Field<'_>) {
    match (field.default, FieldType::new(field.whole).shape) {
        (Some(DefaultKey::Expression(expression)), _) => code.tokens(expression),
        (_, Shape::Optional | Shape::OptionalList) => code.text("::core::option::Option::None"),
        (_, Shape::List) => code.text("::std::vec::Vec::new()"),
        (_, Shape::Plain | Shape::Patch) => code.text("::core::default::Default::default()"),
    }
}
