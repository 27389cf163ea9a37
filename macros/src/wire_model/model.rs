//! What a model means: its fields with their names on the wire.
//!
//! Built from `syntax.rs`, read by `codegen.rs`. It exists even when something is wrong.

use std::iter;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Generics, LitStr, Type, Visibility};

use super::case::{Case, Renamed};
use super::expansion::Runtime;
use super::syntax::{DefaultKey, FieldSyntax, Syntax};
use super::types::{FieldType, Kind, Shape};
use super::{Errors, item, lints};

/// The meaning of `#[model]`.
pub(crate) struct Model<'s> {
    pub(crate) runtime: Runtime,
    pub(crate) ident: &'s Ident,
    pub(crate) visibility: &'s Visibility,
    /// The attributes of the struct, without ours.
    pub(crate) attributes: &'s [Attribute],
    /// The key `exhaustive`, if set.
    pub(crate) exhaustive: Option<Span>,
    pub(crate) has_builder: bool,
    pub(crate) name: String,
    pub(crate) generics: &'s Generics,
    /// The attributes of every generated item.
    pub(crate) lints: TokenStream,
    pub(crate) docs: String,
    pub(crate) fields: Vec<Field<'s>>,
}

/// One field.
pub(crate) struct Field<'s> {
    pub(crate) ident: &'s Ident,
    pub(crate) whole: &'s Type,
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// Further names that it is read under.
    pub(crate) aliases: Vec<String>,
    /// Where the wire name was written, or the field that gives it.
    pub(crate) name_span: Span,
    pub(crate) default: Option<&'s DefaultKey>,
    pub(crate) number: bool,
    pub(crate) text: bool,
    /// It is read and written by serde.
    pub(crate) by_serde: bool,
    pub(crate) docs: String,
    pub(crate) attributes: &'s [Attribute],
}

impl<'s> Model<'s> {
    /// Checks and interprets the syntax.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let keys = &syntax.keys;
        let fields: Vec<_> = syntax.fields.iter().map(|field| Field::new(field, syntax.keys.rename_all)).collect();
        let fields = aliased(fields, syntax, errors);
        fields.iter().for_each(|field| check_default(field, errors));
        refuse_doubles(&fields, errors);
        item::check_growth(&syntax.item.attrs, keys.exhaustive, errors);
        check_serde(syntax, errors);
        check_builder(syntax, &fields, errors);
        let attributes = syntax.fields.iter().map(|field| &*field.attributes);
        Self {
            runtime: Runtime::new(keys.runtime.as_ref()),
            ident: &syntax.item.ident,
            visibility: &syntax.item.vis,
            attributes: &syntax.item.attrs,
            exhaustive: keys.exhaustive,
            has_builder: keys.builder.is_some(),
            name: item::plain_name(&syntax.item.ident),
            generics: &syntax.item.generics,
            lints: lints::of_generated(iter::once(&*syntax.item.attrs).chain(attributes)),
            docs: item::docs(&syntax.item.attrs),
            fields,
        }
    }
}

impl<'s> Field<'s> {
    fn new(field: &'s FieldSyntax, case: Case) -> Self {
        let keys = &field.keys;
        let name = item::plain_name(&field.ident);
        Self {
            ident: &field.ident,
            whole: &field.whole,
            wire_name: keys.name.as_ref().map_or_else(|| case.rename(&name, Renamed::Field), LitStr::value),
            aliases: keys.alias.iter().map(LitStr::value).collect(),
            name_span: keys.name.as_ref().map_or_else(|| field.ident.span(), LitStr::span),
            name,
            default: keys.default.as_ref(),
            number: keys.number.is_some(),
            text: keys.text.is_some(),
            by_serde: keys.serde.is_some(),
            docs: item::docs(&field.attributes),
            attributes: &field.attributes,
        }
    }

    /// Where errors about the field's type belong.
    pub(crate) fn place(&self) -> Span {
        item::span_of(FieldType::new(self.whole).inner)
    }

    /// Whether only the compiler can tell what its type can do.
    pub(crate) fn is_unknown(&self) -> bool {
        self.by_serde || FieldType::new(self.whole).kind() == Kind::Other
    }
}

/// Whether a builder has a method of its own of this name.
pub(crate) fn is_reserved(name: &str) -> bool {
    ["build", "when_some"].contains(&name)
}

/// A builder lets other crates construct a struct that may grow. The struct cannot be generic or exhaustive, and a
/// field cannot have the name of the builder's own method.
fn check_builder(syntax: &Syntax, fields: &[Field<'_>], errors: &mut Errors) {
    let Some(span) = syntax.keys.builder else { return };
    if syntax.keys.exhaustive.is_some() {
        let message = "`builder` cannot be combined with `exhaustive`: an exhaustive struct is made by a struct literal and \
                       needs no builder; remove one of the two";
        errors.push(span, message);
    }
    if !syntax.item.generics.params.is_empty() {
        errors.push(span, "`builder` needs a struct without type parameters: remove `builder`");
    }
    for Field { name, ident, .. } in fields.iter().filter(|field| is_reserved(&field.name)) {
        let message = format!(
            "a builder has a method `{name}`: rename the field and keep its name on the wire with \
             `#[field(name = \"{name}\")]`"
        );
        errors.push(ident.span(), message);
    }
}

fn check_default(field: &Field<'_>, errors: &mut Errors) {
    let Some(DefaultKey::Expression(default)) = field.default else { return };
    let type_ = FieldType::new(field.whole);
    let refusal = type_.kind().refusal(default.literal).filter(|_| type_.shape == Shape::Plain);
    if let Some(message) = refusal {
        errors.push_over(&default.tokens, message);
    }
}

/// What serde writes is written as serde writes it.
fn check_serde(syntax: &Syntax, errors: &mut Errors) {
    for keys in syntax.fields.iter().map(|field| &field.keys) {
        if let (Some(_), Some(number)) = (keys.serde, keys.number) {
            errors.push(number, "`number` does not apply to what serde writes: remove `number` or `serde`");
        }
        if let (Some(_), Some(text)) = (keys.serde, keys.text) {
            errors.push(text, "`text` does not apply to what serde writes: remove `text` or `serde`");
        }
        if let (Some(_), Some(text)) = (keys.number, keys.text) {
            errors.push(text, "`text` cannot be combined with `number`: remove one of the two");
        }
    }
}

/// The fields with the names of `alias_all`, where no field is called so already.
fn aliased<'s>(mut fields: Vec<Field<'s>>, syntax: &Syntax, errors: &mut Errors) -> Vec<Field<'s>> {
    let taken: Vec<String> = fields.iter().map(|field| field.wire_name.clone()).collect();
    let mut seen: Vec<String> = Vec::new();
    for alias in syntax.fields.iter().flat_map(|field| &field.keys.alias) {
        let value = alias.value();
        if taken.contains(&value) || seen.contains(&value) {
            errors.push(alias.span(), format!("another field has the name `{value}` on the wire; remove this alias"));
        }
        seen.push(value);
    }
    if let Some(case) = syntax.keys.alias_all {
        let explicit: Vec<String> = fields.iter().flat_map(|field| field.aliases.clone()).collect();
        for field in &mut fields {
            let alias = case.rename(&field.wire_name, Renamed::Variant);
            if !taken.contains(&alias) && !explicit.contains(&alias) {
                field.aliases.push(alias);
            }
        }
    }
    fields
}

/// Of two fields with one wire name, one would never be read.
fn refuse_doubles(fields: &[Field<'_>], errors: &mut Errors) {
    for (index, field) in fields.iter().enumerate() {
        let wire_name = &field.wire_name;
        let Some(first) = fields.iter().take(index).find(|other| other.wire_name == *wire_name) else { continue };
        let name = &first.name;
        let message = format!(
            "the field `{name}` already has the name `{wire_name}` on the wire: choose another name with \
             `#[field(name = \"…\")]`"
        );
        errors.push(field.name_span, message);
    }
}
