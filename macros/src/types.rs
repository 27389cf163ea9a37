//! What can be known about a type from its tokens.
//!
//! The rules of `#[param]` ask whether a field is optional or a list and whether it is surely a number or surely none.
//! A type that cannot be determined from its tokens is [`Kind::Other`]; the compiler checks those. Nothing here reports
//! mistakes.

use syn::{GenericArgument, Ident, PathArguments, Type};

use super::values::Literal;

/// The type of a field: the value's own type and what is around it.
#[derive(Clone, Copy)]
pub(crate) struct FieldType<'s> {
    /// As it was written.
    pub(crate) whole: &'s Type,
    /// Without `Option` or `Vec`.
    pub(crate) inner: &'s Type,
    /// Which of the two was around it.
    pub(crate) shape: Shape,
    /// What the value's own type is.
    kind: Kind,
}

/// What is around the value's own type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing.
    Plain,
    /// `Option`.
    Optional,
    /// `Vec`.
    List,
    /// `Option<Vec<…>>`.
    OptionalList,
    /// The runtime's `Patch`, by its name.
    Patch,
}

/// The kind of the value's own type, if its name implies it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A primitive whole number.
    Integer,
    /// A primitive number with a fraction.
    Float,
    /// `bool`.
    Boolean,
    /// `String`.
    Text,
    /// Unknown from the name.
    Other,
}

impl Kind {
    /// Returns why a literal cannot be of this kind. Other expressions are checked by the compiler.
    pub(crate) fn refusal(self, literal: Literal) -> Option<&'static str> {
        match (self, literal) {
            (_, Literal::Other) => None,
            (Self::Integer, Literal::Integer(_)) | (Self::Float, Literal::Float) => None,
            (Self::Boolean, Literal::Boolean) | (Self::Text, Literal::Text) | (Self::Other, _) => None,
            (Self::Integer, _) => Some("the default of this field must be a whole number: `default = 1`"),
            (Self::Float, _) => Some("the default of this field must be a number with a point: `default = 1.0`"),
            (Self::Boolean, _) => Some("the default of this field must be `true` or `false`"),
            (Self::Text, _) => Some("the default of this field must be a string in quotes: `default = \"…\"`"),
        }
    }
}

impl<'s> FieldType<'s> {
    /// Looks at a type.
    pub(crate) fn new(whole: &'s Type) -> Self {
        let (inner, shape) = inside(whole);
        Self { whole, inner, shape, kind: kind(inner) }
    }

    /// The type of a whole body: the field's, without `Option`.
    pub(crate) fn body(&self) -> &'s Type {
        argument_of(self.whole, "Option").unwrap_or(self.whole)
    }

    /// What the value's own type is.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether its name is that of the runtime's file; only the compiler can tell whether it is that type.
    pub(crate) fn may_be_file(&self) -> bool {
        self.inner_name().as_deref() == Some("File")
    }

    /// The values of a map: `T` of `BTreeMap<String, T>`.
    pub(crate) fn map_value(&self) -> Option<&'s Type> {
        let Type::Path(path) = peel(self.whole) else { return None };
        let last = path.path.segments.last().filter(|last| path.qself.is_none() && last.ident == "BTreeMap")?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        match arguments.args.iter().collect::<Vec<_>>().as_slice() {
            [GenericArgument::Type(_), GenericArgument::Type(value)] => Some(value),
            _ => None,
        }
    }

    /// Whether it is a list, which may be optional.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List | Shape::OptionalList)
    }

    /// Whether it is `Patch<Vec<…>>`.
    pub(crate) fn is_patch_of_list(&self) -> bool {
        self.shape == Shape::Patch && argument_of(self.inner, "Vec").is_some()
    }

    /// The name of the value's own type, if it is a plain one.
    pub(crate) fn inner_name(&self) -> Option<String> {
        name(self.inner).map(ToString::to_string)
    }
}

/// The value's own type and what is around it.
fn inside(whole: &Type) -> (&Type, Shape) {
    if let Some(inner) = argument_of(whole, "Patch") {
        return (inner, Shape::Patch);
    }
    if let Some(inner) = argument_of(whole, "Option") {
        return argument_of(inner, "Vec").map_or((inner, Shape::Optional), |item| (item, Shape::OptionalList));
    }
    argument_of(whole, "Vec").map_or((whole, Shape::Plain), |inner| (inner, Shape::List))
}

fn kind(inner: &Type) -> Kind {
    match name(inner).map(ToString::to_string).as_deref() {
        Some("u8" | "u16" | "u32" | "u64" | "i8" | "i16" | "i32" | "i64") => Kind::Integer,
        Some("f32" | "f64") => Kind::Float,
        Some("bool") => Kind::Boolean,
        Some("String") => Kind::Text,
        _ => Kind::Other,
    }
}

/// The last name of a path without arguments.
fn name(whole: &Type) -> Option<&Ident> {
    let Type::Path(path) = peel(whole) else { return None };
    let last = path.path.segments.last()?;
    matches!(last.arguments, PathArguments::None).then_some(&last.ident)
}

/// `T` of `Option<T>`.
pub(crate) fn optional(whole: &Type) -> Option<&Type> {
    argument_of(whole, "Option")
}

/// `T` of `Wrapper<T>`, however the path to the wrapper is written.
fn argument_of<'s>(whole: &'s Type, wrapper: &str) -> Option<&'s Type> {
    let Type::Path(path) = peel(whole) else { return None };
    let last = path.path.segments.last().filter(|last| path.qself.is_none() && last.ident == wrapper)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner),
        _ => None,
    }
}

/// The type without parentheses and without the invisible group that `macro_rules!` puts around a `$type`.
fn peel(mut whole: &Type) -> &Type {
    loop {
        whole = match whole {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            other => return other,
        };
    }
}
