//! A builder: a type whose parameters remember which required fields are set.
//!
//! `#[endpoint]` has one for requests and `#[model]` one for what requests contain; they call [`Builder::tokens`]. Only
//! required fields are part of the type, each with one marker trait whose message names the field that was forgotten.
//! Nothing is decided here.

use heck::ToUpperCamelCase as _;
use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned};
use syn::{Attribute, Visibility};

use super::expansion::{Expansion, Runtime};
use super::types::{FieldType, Kind, Shape};
use super::{item, lints};

/// What a builder builds, and the names that its code is free to choose.
pub(crate) struct Builder<'s> {
    pub(crate) runtime: &'s Runtime,
    /// The struct that is built.
    pub(crate) ident: &'s Ident,
    pub(crate) visibility: &'s Visibility,
    /// The attributes of the struct.
    pub(crate) attributes: &'s [Attribute],
    /// The attributes of every generated item.
    pub(crate) lints: &'s TokenStream,
    /// Whether the struct's module has a prelude, so that tool attributes can be used.
    pub(crate) has_prelude: bool,
    /// The words for the builder in messages.
    pub(crate) words: Words,
    /// The type parameter for what carries the call, of a builder that can send.
    pub(crate) via: Option<Ident>,
    pub(crate) required: Vec<Required<'s>>,
    pub(crate) optional: Vec<Slot<'s>>,
    /// The type parameter of `when_some`.
    pub(crate) value: Ident,
}

/// The words for a builder in messages and documentation.
pub(crate) struct Words {
    /// Whose field is missing, and what a field is called: "`search` needs its parameter".
    pub(crate) needs: String,
    /// Why a builder must be used.
    pub(crate) unused: &'static str,
    /// What `when_some` does.
    pub(crate) when_some: &'static str,
    /// What `build` returns.
    pub(crate) built: &'static str,
    /// Why what `build` returns must be used.
    pub(crate) unused_built: &'static str,
}

/// A field that a builder sets.
#[derive(Clone, Copy)]
pub(crate) struct Slot<'s> {
    pub(crate) ident: &'s Ident,
    pub(crate) type_: FieldType<'s>,
    pub(crate) name: &'s str,
    pub(crate) wire_name: &'s str,
    pub(crate) attributes: &'s [Attribute],
}

/// A required field: its state in the builder's type and the trait of the state in which it is set.
pub(crate) struct Required<'s> {
    pub(crate) slot: Slot<'s>,
    state: Ident,
    is_set: Ident,
}

/// The name of the builder of a struct.
pub(crate) fn name(ident: &Ident) -> Ident {
    format_ident!("{}Builder", item::plain_name(ident), span = ident.span())
}

/// Returns the name, with underscores appended until it is free.
pub(crate) fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Ident {
    let mut free = wanted.to_owned();
    while is_taken(&free) {
        free.push('_');
    }
    format_ident!("{free}")
}

impl<'s> Required<'s> {
    /// Names the state of a field; `all` are the fields of the builder.
    pub(crate) fn new(slot: Slot<'s>, all: &[Slot<'_>], is_taken: impl Fn(&str) -> bool) -> Self {
        let camel = unique_camel(slot, all);
        let state = free_name(&format!("{camel}State"), &is_taken);
        let is_set = free_name(&format!("{camel}IsSet"), &is_taken);
        Self { slot, state, is_set }
    }
}

/// The field in CamelCase, or as it is where two fields look the same in CamelCase.
fn unique_camel(slot: Slot<'_>, all: &[Slot<'_>]) -> String {
    let camel = slot.name.to_upper_camel_case();
    let twins = all.iter().filter(|other| are_twins(slot.name, other.name)).count();
    // `_3d` is a valid identifier, but `3d` is not.
    let is_name = !camel.starts_with(|first: char| first.is_ascii_digit());
    if twins == 1 && is_name { camel } else { slot.name.to_owned() }
}

/// Whether two names may look the same in CamelCase: whether they are the same without underscores and capitals.
fn are_twins(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
    }
    letters(one).eq(letters(other))
}

impl Builder<'_> {
    /// Generates the builder: `request` is the result of `build`, `methods` are further methods, `others` are items
    /// around them.
    pub(crate) fn expansion(
        &self,
        request: Expansion,
        bounds: &[TokenStream],
        methods: Expansion,
        others: Expansion,
    ) -> Expansion {
        let mut code = Expansion::default();
        code.tokens(self.lints);
        self.structure(&mut code);
        code.tokens(self.lints);
        code.text("const _: () =");
        code.group(Delimiter::Brace, |code| {
            self.required.iter().for_each(|required| self.is_set_trait(code, required));
            let (builder, parameters) = (self.name(), self.parameters());
            // The values may be secret.
            code.text(format!(
                "#[automatically_derived]
                impl<{parameters}> ::core::fmt::Debug for {builder}<{parameters}> {{
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                        f.write_str(\"{builder} {{ .. }}\")
                    }}
                }}
                impl<{parameters}> {builder}<{parameters}>"
            ));
            code.group(Delimiter::Brace, |code| {
                self.required.iter().enumerate().for_each(|(index, each)| self.required_setter(code, index, each));
                self.optional.iter().enumerate().for_each(|(index, each)| self.optional_setter(code, index, each));
                self.when_some(code);
                self.build(code, request, bounds);
                code.append(methods);
            });
            code.append(others);
        });
        code.text(";");
        code
    }

    /// The name of the builder's type.
    pub(crate) fn name(&self) -> Ident {
        name(self.ident)
    }

    /// The parameters of the builder's type.
    pub(crate) fn parameters(&self) -> String {
        let all = self.via.iter().chain(self.required.iter().map(|required| &required.state));
        all.map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The states of the required fields, in the builder's type.
    pub(crate) fn states(&self) -> Vec<&Ident> {
        self.required.iter().map(|required| &required.state).collect()
    }

    /// The struct, with every field taken out of a complete builder.
    pub(crate) fn complete(&self) -> Expansion {
        let (runtime, mut fields) = (self.runtime, String::new());
        for (index, Required { slot, .. }) in self.required.iter().enumerate() {
            let field = slot.ident;
            fields += &format!("{field}: {runtime}::builder::Provided::into_value(self.required.{index}), ");
        }
        for (index, slot) in self.optional.iter().enumerate() {
            fields += &format!("{}: self.optional.{index}, ", slot.ident);
        }
        Expansion::from(format!("{} {{ {fields} }}", self.ident))
    }

    /// Every required field is set; each bound is at its field, for the compiler to show.
    pub(crate) fn bounds(&self) -> Vec<TokenStream> {
        let bound = |Required { slot, state, is_set }: &Required<'_>| {
            let at = slot.ident.span();
            let (state, is_set) = (placed(state, at), placed(is_set, at));
            quote_spanned!(at=> #state: #is_set)
        };
        self.required.iter().map(bound).collect()
    }

    fn structure(&self, code: &mut Expansion) {
        let Self { runtime, visibility, .. } = self;
        let builder = self.name();
        let at = item::generated_at(builder.span());
        code.text(format!("#[doc = \"A builder of [`{}`].\"] #[must_use = {:?}]", self.ident, self.words.unused));
        let via = self.via.iter().map(|via| quote_spanned!(at=> #via = (),));
        let states = self
            .required
            .iter()
            .map(|Required { state, .. }| quote_spanned!(at=> #state = #runtime::builder::Missing,));
        let parameters = via.chain(states);
        code.tokens(quote_spanned!(at=> #visibility struct #builder<#(#parameters)*>));
        code.group_at(at, Delimiter::Brace, |code| {
            self.via.iter().for_each(|via| code.text(format!("via: {via},")));
            let states = self.required.iter().map(|required| format!("{}, ", required.state)).collect::<String>();
            code.text(format!("required: ({states}), optional: "));
            code.group(Delimiter::Parenthesis, |code| {
                for slot in &self.optional {
                    code.type_(slot.type_.whole);
                    code.text(",");
                }
            });
            code.text(",");
        });
    }

    fn is_set_trait(&self, code: &mut Expansion, required: &Required<'_>) {
        let runtime = self.runtime;
        let Required { slot: Slot { name, wire_name, type_, .. }, is_set, .. } = required;
        // The compiler finds `diagnostic` through the prelude; without it, the name of the trait has to be enough.
        if self.has_prelude {
            let message = format!("{} {}, which was not set", self.words.needs, named(name, wire_name));
            let label = format!("`.{name}(…)` is missing before this");
            code.text(format!("#[diagnostic::on_unimplemented(message = {message:?}, label = {label:?})]"));
        }
        code.text(format!("pub trait {is_set}: {runtime}::builder::Provided<"));
        code.type_(type_.whole);
        code.text("> {}");
        if self.has_prelude {
            code.text("#[diagnostic::do_not_recommend]");
        }
        code.text(format!("impl {is_set} for {runtime}::builder::Set<"));
        code.type_(type_.whole);
        code.text("> {}");
    }

    fn required_setter(&self, code: &mut Expansion, set: usize, Required { slot, state, .. }: &Required<'_>) {
        let (runtime, builder) = (self.runtime, self.name());
        let value = setter(code, runtime, slot, "self");
        code.text(format!("-> {builder}<"));
        self.via.iter().for_each(|via| code.text(format!("{via},")));
        for (index, other) in self.required.iter().enumerate() {
            if index == set {
                code.text(format!("{runtime}::builder::Set<"));
                code.type_(slot.type_.whole);
                code.text(">,");
            } else {
                code.text(format!("{},", other.state));
            }
        }
        code.text("> where");
        let at = item::generated_at(slot.ident.span());
        let (state, runtime_at) = (placed(state, at), item::moved(runtime, at));
        code.tokens(quote_spanned!(at=> #state: #runtime_at::builder::Unset));
        let carrier = if self.via.is_some() { "via: self.via, " } else { "" };
        let states = (0..self.required.len()).map(|index| match index == set {
            true => format!("{runtime}::builder::Set({value}), "),
            false => format!("self.required.{index}, "),
        });
        let states = states.collect::<String>();
        code.text(format!("{{ {builder} {{ {carrier} required: ({states}), optional: self.optional }} }}"));
    }

    fn optional_setter(&self, code: &mut Expansion, index: usize, slot: &Slot<'_>) {
        let runtime = self.runtime;
        let value = setter(code, runtime, slot, "mut self");
        let value = match slot.type_.shape {
            Shape::Optional | Shape::OptionalList => format!("::core::option::Option::Some({value})"),
            Shape::Patch => format!("{runtime}::value::Patch::Set({value})"),
            Shape::Plain | Shape::List => value,
        };
        code.text(format!("-> Self {{ self.optional.{index} = {value}; self }}"));
        if slot.type_.shape == Shape::Patch {
            clear(code, runtime, slot, index);
        }
    }

    /// Generates `when_some`, for builders with optional fields.
    fn when_some(&self, code: &mut Expansion) {
        if self.optional.is_empty() {
            return;
        }
        let (value, sentence) = (&self.value, &self.words.when_some);
        code.text(format!(
            "#[doc = {sentence:?}]
            pub fn when_some<{value}>(
                self,
                value: ::core::option::Option<{value}>,
                set: impl ::core::ops::FnOnce(Self, {value}) -> Self,
            ) -> Self {{
                {}::__private::when_some(self, value, set)
            }}",
            self.runtime
        ));
    }

    fn build(&self, code: &mut Expansion, request: Expansion, bounds: &[TokenStream]) {
        let ident = self.ident;
        let Words { built, unused_built, .. } = self.words;
        code.text(format!("#[doc = {built:?}]"));
        code.tokens(lints::of_stand_in(self.attributes));
        code.text(format!("#[must_use = {unused_built:?}]"));
        let at = item::generated_at(self.name().span());
        code.tokens(quote_spanned!(at=> pub fn build(self) -> #ident));
        if !bounds.is_empty() {
            code.text("where");
            code.tokens(quote_spanned!(at=> #(#bounds),*));
        }
        code.group(Delimiter::Brace, |code| code.append(request));
    }
}

/// The name at another place.
fn placed(name: &Ident, at: Span) -> Ident {
    let mut placed = name.clone();
    placed.set_span(at);
    placed
}

/// `clear_field`, of what can be cleared on the other side.
fn clear(code: &mut Expansion, runtime: &Runtime, slot: &Slot<'_>, index: usize) {
    code.text(format!("#[doc = \"Clears `{}` on the other side: it is sent as `null`.\"]", slot.name));
    code.tokens(lints::of_stand_in(slot.attributes));
    code.text("pub fn");
    code.tokens(format_ident!("clear_{}", slot.name, span = slot.ident.span()));
    code.text(format!("(mut self) -> Self {{ self.optional.{index} = {runtime}::value::Patch::Clear; self }}"));
}

/// Begins a setter, up to its result. Returns what is set.
fn setter(code: &mut Expansion, runtime: &Runtime, slot: &Slot<'_>, this: &str) -> String {
    attributes(code, slot);
    code.text("pub fn");
    code.tokens(slot.ident);
    let mut value = String::new();
    code.group(Delimiter::Parenthesis, |code| {
        code.text(format!("{this}, value:"));
        value = argument(code, runtime, slot);
    });
    value
}

/// The type of a setter's argument. Returns what it becomes.
fn argument(code: &mut Expansion, runtime: &Runtime, slot: &Slot<'_>) -> String {
    let inner = slot.type_.inner;
    // The bound is at the type, where the compiler reports a value of another type.
    let at = item::generated_at(item::span_of(inner));
    let (item, convert) = match slot.type_.kind() {
        Kind::Integer | Kind::Float | Kind::Boolean => (quote_spanned!(at=> #inner), None),
        Kind::Text => {
            (quote_spanned!(at=> impl ::core::convert::Into<#inner>), Some("::core::convert::Into::into".to_owned()))
        }
        Kind::Other => {
            let runtime_at = item::moved(runtime, at);
            let bound = quote_spanned!(at=> impl #runtime_at::builder::Argument<#inner>);
            (bound, Some(format!("{runtime}::builder::Argument::into_argument")))
        }
    };
    match (slot.type_.shape, convert) {
        (Shape::List | Shape::OptionalList, convert) => {
            code.text("impl ::core::iter::IntoIterator<Item = ");
            code.tokens(item);
            code.text(">");
            collected(convert.as_deref())
        }
        (Shape::Plain | Shape::Optional | Shape::Patch, convert) => {
            code.tokens(item);
            convert.map_or_else(|| "value".to_owned(), |convert| format!("{convert}(value)"))
        }
    }
}

fn collected(convert: Option<&str>) -> String {
    let items = "::core::iter::IntoIterator::into_iter(value)";
    match convert {
        None => format!("::core::iter::Iterator::collect({items})"),
        Some(convert) => {
            format!("::core::iter::Iterator::collect(::core::iter::Iterator::map({items}, {convert}))")
        }
    }
}

/// The attributes of a setter: the documentation of the field, or a sentence where it has none, and its lints.
fn attributes(code: &mut Expansion, slot: &Slot<'_>) {
    let mut documentation = item::doc_attributes(slot.attributes).peekable();
    if documentation.peek().is_none() {
        code.text(format!("#[doc = \"Sets {}.\"]", named(slot.name, slot.wire_name)));
    }
    for attribute in documentation {
        match item::doc_literal(attribute) {
            Some(text) => code.text(format!("#[doc = {:?}]", text.value())),
            None => code.tokens(attribute),
        }
    }
    code.tokens(lints::of_stand_in(slot.attributes));
}

/// The name of a field, and its name on the wire where that is another one.
fn named(name: &str, wire_name: &str) -> String {
    if name == wire_name { format!("`{name}`") } else { format!("`{name}` (`{wire_name}` on the wire)") }
}
