//! What is wrong with an operation only beside others, or under a signing rule: checked while `api!` compiles.
//!
//! The expansion of `api!` calls [`clash`] for each operation at its place in the table. Everything is constant: a
//! mistake is a text that the compiler prints, at both operations. [`check_schemes`] is for what a scheme knows only at run
//! time: the test that `api!` generates calls it.

use std::fmt;
use std::marker::PhantomData;

use crate::auth::{AddsParameters, Schemes};
use crate::operation::{Body, Constant, Operation, Parameter, Place, same};
pub use crate::scheme::Place as Sent;

/// The names that a signing rule adds; none where the rule does not say so ([`NoAddedNames`]).
#[derive(Debug)]
pub struct AddedNames<A>(PhantomData<A>);

impl<A: AddsParameters> AddedNames<A> {
    /// The names.
    pub const NAMES: &'static [&'static str] = A::NAMES;
}

/// What the compiler finds in [`AddedNames`] when the rule does not implement [`AddsParameters`].
pub trait NoAddedNames {
    /// The names.
    const NAMES: &'static [&'static str] = &[];
}

impl<A> NoAddedNames for AddedNames<A> {}

/// Two definitions that cannot stand in one API.
#[derive(Clone, Copy, Debug)]
pub struct Clash {
    first: usize,
    text: Text,
}

impl Clash {
    /// The index of the other operation; the operation's own, where it clashes with the signing rule.
    pub const fn first(&self) -> usize {
        self.first
    }

    /// Stops the compilation.
    #[track_caller]
    pub const fn report(&self) {
        panic!("{}", self.text.as_str())
    }
}

/// What is wrong between the operations of an API and their schemes, one per line.
pub struct Clashes(String);

/// What a test prints.
impl fmt::Debug for Clashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks what is only known at run time of the schemes of an API: the test that `api!` generates.
pub fn check_schemes(schemes: &Schemes, operations: &[&'static Operation]) -> Result<(), Clashes> {
    let clashes = operations.iter().filter_map(|operation| schemes.check(operation).err());
    let clashes: Vec<String> = clashes.map(|clash| clash.to_string()).collect();
    if clashes.is_empty() { Ok(()) } else { Err(Clashes(clashes.join("\n"))) }
}

/// A scheme of an API, as far as it is known while compiling.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    name: Option<&'static str>,
    adds: &'static [&'static str],
    sends: &'static [(Sent, &'static str)],
}

impl Declared {
    /// A scheme without a name of which nothing is known.
    pub const NEW: Self = Self { name: None, adds: &[], sends: &[] };

    /// The same with a name.
    pub const fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The same with names that it adds, in query, form or body.
    pub const fn adding(self, adds: &'static [&'static str]) -> Self {
        Self { adds, ..self }
    }

    /// The same with names that its expression contains as literals, each with the place where it is sent.
    pub const fn sending(self, sends: &'static [(Sent, &'static str)]) -> Self {
        Self { sends, ..self }
    }

    /// Whether it is the scheme that an operation picks; the first is what those have that pick none.
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
    /// The names; none where the only scheme has none.
    const NAMES: &'static [&'static str];
}

/// An operation that picks one of the schemes of an API: what `#[endpoint(auth = …)]` implements, so that the compiler shows
/// a wrong name where it is written.
pub trait Picks<Schemes> {
    /// `true`; a name that is not there stops the compilation.
    const PICKS: bool;
}

/// An operation and the names of an API's schemes.
#[derive(Debug)]
pub struct Picked<Operation, Schemes>(PhantomData<(Operation, Schemes)>);

impl<E: Picks<S>, S: SchemeNames> Picked<E, S> {
    /// See [`Picks::PICKS`].
    pub const PICKS: bool = E::PICKS;
}

/// What the compiler finds in [`Picked`] of an operation that does not implement [`Picks`].
pub trait PicksNone {
    /// Whether the name of a scheme was checked.
    const PICKS: bool = false;
}

impl<E, S> PicksNone for Picked<E, S> {}

/// Stops the compilation where the name is not one of the schemes of an API.
#[track_caller]
pub const fn picks<S: SchemeNames>(name: &str) -> bool {
    if !is_one_of(name, S::NAMES) {
        panic!("{}", unknown_scheme(name, S::NAMES).as_str())
    }
    true
}

const fn unknown_scheme(name: &str, names: &[&str]) -> Text {
    let [first, rest @ ..] = names else {
        let text = Text::EMPTY.and("the API has one scheme, which has no name: remove `auth = ").and(name);
        let text = text.and("`, write `auth = none`, or name the schemes in `api!`, as `auth: { ").and(name);
        return text.and(": Scheme::bearer(), … }`");
    };
    let mut text = Text::EMPTY.and("the API has no scheme ").quoted(name).and("; valid: ").quoted(first);
    let mut rest = rest;
    while let [next, others @ ..] = rest {
        text = text.and(", ").quoted(next);
        rest = others;
    }
    text.and(", `none`")
}

/// What is wrong with the operation at `index`, if anything is.
pub const fn clash(operations: &[&Operation], index: usize, schemes: &[Declared], is_checked: bool) -> Option<Clash> {
    let (before, rest) = operations.split_at(index);
    let [operation, ..] = rest else { return None };
    if let Some(text) = clash_with_scheme(operation, schemes, is_checked) {
        return Some(Clash { first: index, text });
    }
    let (mut others, mut first) = (before, 0);
    while let [other, rest @ ..] = others {
        if same(operation.name(), other.name()) {
            let text = Text::EMPTY.and("two operations are called ").quoted(operation.name());
            return Some(Clash { first, text: text.and(": give one another `name`") });
        }
        if operation.method() as u8 == other.method() as u8
            && operation.path().is_route_of(other.path())
            && !operation.is_told_from(other)
        {
            let text = Text::EMPTY.quoted(other.name()).and(" and ").quoted(operation.name()).and(" are both ");
            let text = text.and(operation.method().as_str()).and(" ").and(operation.path().as_str());
            return Some(Clash { first, text: text.and(": a server cannot tell them apart") });
        }
        (others, first) = (rest, first + 1);
    }
    None
}

/// What is wrong between an operation and the scheme that it picks.
const fn clash_with_scheme(operation: &Operation, schemes: &[Declared], is_checked: bool) -> Option<Text> {
    let mut rest = schemes;
    while let [scheme, others @ ..] = rest {
        if scheme.is_picked(rest.len() == schemes.len(), operation) {
            return scheme.clash(operation);
        }
        rest = others;
    }
    match operation.auth() {
        Some(name) if !is_checked && !same(name, "none") => {
            let text = Text::EMPTY.quoted(operation.name()).and(" picks the scheme ").quoted(name);
            Some(text.and(", which the API does not have"))
        }
        _ => None,
    }
}

impl Declared {
    const fn clash(&self, operation: &Operation) -> Option<Text> {
        let (name, what, fix) = match self.added_parameter(operation) {
            Some(parameter) => (parameter.wire_name(), "parameter", "field"),
            None => match self.added_constant(operation) {
                Some(constant) => (constant.name(), "constant", "constant"),
                None => return None,
            },
        };
        let text = Text::EMPTY.quoted(operation.name()).and(" has a ").and(what).and(" ").quoted(name);
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

    /// An empty constant holds a place for what the scheme sends.
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

    /// Whether it sends something of this name there. Headers have names of their own, in any case.
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

/// Whether two names are one header.
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

/// A text that is put together while compiling; what does not fit is left out.
#[derive(Clone, Copy, Debug)]
struct Text {
    bytes: [u8; Self::MOST],
    len: usize,
}

impl Text {
    const MOST: usize = 320;
    const EMPTY: Self = Self { bytes: [0; Self::MOST], len: 0 };

    #[expect(clippy::indexing_slicing, reason = "a constant function has no `get`, and runs at compile time")]
    const fn and(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut index = 0;
        while index < text.len() && self.len < Self::MOST {
            self.bytes[self.len] = text[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    const fn quoted(self, text: &str) -> Self {
        self.and("`").and(text).and("`")
    }

    const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // A text that was cut inside of a letter.
            Err(_) => "two definitions of this API clash",
        }
    }
}
