//! Checks operations against each other and against their schemes while `api!` compiles.
//!
//! The expansion of `api!` calls [`clash`] for each operation at its place in the table. Everything is constant: a
//! mistake is a message that the compiler prints at both operations. [`check_schemes`] covers what a scheme only knows
//! at run time; the test that `api!` generates calls it.

use std::fmt;
use std::marker::PhantomData;

use crate::auth::{AddsParameters, Schemes};
use crate::const_text::ConstText;
use crate::operation::{Body, Constant, Operation, Parameter, Place, same};
pub use crate::scheme::Place as Sent;

/// The names that a signing rule adds, or none if the rule does not declare them ([`NoAddedNames`]).
#[derive(Debug)]
pub struct AddedNames<A>(PhantomData<A>);

impl<A: AddsParameters> AddedNames<A> {
    /// The names.
    pub const NAMES: &'static [&'static str] = A::NAMES;
}

/// What the compiler finds in [`AddedNames`] if the rule does not implement [`AddsParameters`].
pub trait NoAddedNames {
    /// The names.
    const NAMES: &'static [&'static str] = &[];
}

impl<A> NoAddedNames for AddedNames<A> {}

/// Two definitions that are not allowed in one API.
#[derive(Clone, Copy, Debug)]
pub struct Clash {
    first: usize,
    text: ConstText,
}

impl Clash {
    /// Returns the index of the other operation, or of the operation itself if it clashes with the signing rule.
    pub const fn first(&self) -> usize {
        self.first
    }

    /// Aborts the compilation.
    #[track_caller]
    pub const fn report(&self) {
        panic!("{}", self.text.as_str())
    }
}

/// The clashes between the operations of an API and their schemes, one per line.
pub struct Clashes(String);

/// Prints what a failed test shows.
impl fmt::Debug for Clashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks what is only known at run time about the schemes of an API. Called by the test that `api!` generates.
pub fn check_schemes(schemes: &Schemes, operations: &[&'static Operation]) -> Result<(), Clashes> {
    let clashes = operations.iter().filter_map(|operation| schemes.check(operation).err());
    let clashes: Vec<String> = clashes.map(|clash| clash.to_string()).collect();
    if clashes.is_empty() { Ok(()) } else { Err(Clashes(clashes.join("\n"))) }
}

/// A scheme of an API, as far as it is known at compile time.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    name: Option<&'static str>,
    adds: &'static [&'static str],
    sends: &'static [(Sent, &'static str)],
}

impl Declared {
    /// A scheme without a name, about which nothing is known.
    pub const NEW: Self = Self { name: None, adds: &[], sends: &[] };

    /// Sets the name.
    pub const fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// Sets the names that it adds, in query, form or body.
    pub const fn adding(self, adds: &'static [&'static str]) -> Self {
        Self { adds, ..self }
    }

    /// Sets the names that its expression contains as literals, each with the place where it is sent.
    pub const fn sending(self, sends: &'static [(Sent, &'static str)]) -> Self {
        Self { sends, ..self }
    }

    /// Returns whether an operation picks this scheme. The first one is the default.
    const fn is_picked(&self, is_first: bool, operation: &Operation) -> bool {
        match (operation.auth(), self.name) {
            (None, _) => is_first,
            (Some(picked), Some(name)) => same(picked, name),
            (Some(_), None) => false,
        }
    }
}

/// The names of an API's schemes.
pub trait SchemeNames {
    /// The names; none if the only scheme has no name.
    const NAMES: &'static [&'static str];
}

/// An operation that picks one of the schemes of an API. `#[endpoint(auth = …)]` implements it, so that the compiler
/// reports a wrong name where it is written.
pub trait Picks<Schemes> {
    /// `true`. An unknown name aborts the compilation.
    const PICKS: bool;
}

/// An operation and the names of an API's schemes.
#[derive(Debug)]
pub struct Picked<Operation, Schemes>(PhantomData<(Operation, Schemes)>);

impl<E: Picks<S>, S: SchemeNames> Picked<E, S> {
    /// The value of [`Picks::PICKS`].
    pub const PICKS: bool = E::PICKS;
}

/// What the compiler finds in [`Picked`] for an operation that does not implement [`Picks`].
pub trait PicksNone {
    /// Whether the name of a scheme was checked.
    const PICKS: bool = false;
}

impl<E, S> PicksNone for Picked<E, S> {}

/// Aborts the compilation if the name is not one of the schemes of an API.
#[track_caller]
pub const fn picks<S: SchemeNames>(name: &str) -> bool {
    if !is_one_of(name, S::NAMES) {
        panic!("{}", unknown_scheme(name, S::NAMES).as_str())
    }
    true
}

const fn unknown_scheme(name: &str, names: &[&str]) -> ConstText {
    let [first, rest @ ..] = names else {
        let text = ConstText::EMPTY.and("the API has one scheme, which has no name: remove `auth = ").and(name);
        let text = text.and("`, write `auth = none`, or name the schemes in `api!`, as `auth: { ").and(name);
        return text.and(": Scheme::bearer(), … }`");
    };
    let mut text = ConstText::EMPTY.and("the API has no scheme ").quoted(name).and("; valid: ").quoted(first);
    let mut rest = rest;
    while let [next, others @ ..] = rest {
        text = text.and(", ").quoted(next);
        rest = others;
    }
    text.and(", `none`")
}

/// Returns what is wrong with the operation at `index`, if anything.
pub const fn clash(operations: &[&Operation], index: usize, schemes: &[Declared], is_checked: bool) -> Option<Clash> {
    let (before, rest) = operations.split_at(index);
    let [operation, ..] = rest else { return None };
    if let Some(text) = clash_with_scheme(operation, schemes, is_checked) {
        return Some(Clash { first: index, text });
    }
    let (mut others, mut first) = (before, 0);
    while let [other, rest @ ..] = others {
        if same(operation.name(), other.name()) {
            let text = ConstText::EMPTY.and("two operations are named ").quoted(operation.name());
            return Some(Clash { first, text: text.and(": give one of them another `name`") });
        }
        if operation.method() as u8 == other.method() as u8
            && operation.has_base_of(other)
            && operation.path().is_route_of(other.path())
            && !operation.is_told_from(other)
        {
            let text = ConstText::EMPTY.quoted(other.name()).and(" and ").quoted(operation.name()).and(" are both ");
            let text = text.and(operation.method().as_str()).and(" ").and(operation.path().as_str());
            return Some(Clash { first, text: text.and(": a server cannot tell them apart") });
        }
        (others, first) = (rest, first + 1);
    }
    None
}

/// Returns what is wrong between an operation and the scheme that it picks.
const fn clash_with_scheme(operation: &Operation, schemes: &[Declared], is_checked: bool) -> Option<ConstText> {
    let mut rest = schemes;
    while let [scheme, others @ ..] = rest {
        if scheme.is_picked(rest.len() == schemes.len(), operation) {
            return scheme.clash(operation);
        }
        rest = others;
    }
    match operation.auth() {
        Some(name) if !is_checked && !same(name, "none") => {
            let text = ConstText::EMPTY.quoted(operation.name()).and(" picks the scheme ").quoted(name);
            Some(text.and(", which the API does not have"))
        }
        _ => None,
    }
}

impl Declared {
    const fn clash(&self, operation: &Operation) -> Option<ConstText> {
        let (name, what, fix) = match self.added_parameter(operation) {
            Some(parameter) => (parameter.wire_name(), "parameter", "field"),
            None => match self.added_constant(operation) {
                Some(constant) => (constant.name(), "constant", "constant"),
                None => return None,
            },
        };
        let text = ConstText::EMPTY.quoted(operation.name()).and(" has a ").and(what).and(" ").quoted(name);
        Some(text.and(", which the signing rule adds itself: remove the ").and(fix))
    }

    const fn added_parameter<'p>(&self, operation: &'p Operation) -> Option<&'p Parameter> {
        let mut parameters = operation.parameters();
        while let [parameter, rest @ ..] = parameters {
            if self.adds(parameter.place(), parameter.wire_name(), operation.body()) {
                return Some(parameter);
            }
            parameters = rest;
        }
        None
    }

    /// Returns the constant that clashes with the scheme. An empty constant reserves a place for what the scheme sends.
    const fn added_constant<'p>(&self, operation: &'p Operation) -> Option<&'p Constant> {
        let mut constants = operation.constants();
        while let [constant, rest @ ..] = constants {
            if !constant.value().is_empty() && self.adds(constant.place(), constant.name(), operation.body()) {
                return Some(constant);
            }
            constants = rest;
        }
        None
    }

    /// Returns whether it sends something of this name there. Headers are compared without regard to case.
    const fn adds(&self, place: Place, name: &str, body: Body) -> bool {
        if !matches!(place, Place::Header) && is_one_of(name, self.adds) {
            return true;
        }
        let mut sends = self.sends;
        while let [(sent, known), rest @ ..] = sends {
            let is_here = match (sent, place) {
                (Sent::Header, Place::Header) => same_header(known, name),
                (Sent::Query, Place::Query) | (Sent::Form | Sent::Json, Place::Body) => same(known, name),
                (Sent::Parameter, Place::Query) => matches!(body, Body::None) && same(known, name),
                (Sent::Parameter, Place::Body) => same(known, name),
                _ => false,
            };
            if is_here {
                return true;
            }
            sends = rest;
        }
        false
    }
}

/// Compares two header names.
const fn same_header(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([first, ours @ ..], [second, theirs @ ..]) = (one, other) {
        if !first.eq_ignore_ascii_case(second) {
            return false;
        }
        (one, other) = (ours, theirs);
    }
    one.len() == other.len()
}

const fn is_one_of(name: &str, mut names: &[&str]) -> bool {
    while let [each, rest @ ..] = names {
        if same(name, each) {
            return true;
        }
        names = rest;
    }
    false
}
