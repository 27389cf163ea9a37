//! Items for generated code. Nothing else may use them, and they can change at any time.

use std::fmt;
use std::marker::PhantomData;

use crate::address::PathTemplate;
use crate::decode::Decode;
use crate::endpoint::{Build, Caller, Endpoint, Entry};
use crate::operation::{Method, Operation, Parameter, Schema};
use crate::param::{Number, ParamValue, ValueWriter};
use crate::proof::Proves;
use crate::value::{Cursor, PageNumber};

pub use serde;
pub use serde_json::Value;

pub use crate::decode::model::{read_model, write_model};
pub use crate::param::known::{KnownField, encode_known, equal_known};
pub use crate::param::table::{Fact, Table, kinds};
pub use crate::proof::Inside;
pub use crate::table::{
    AddedNames, Clash, Clashes, Declared, NoAddedNames, Picked, Picks, PicksNone, SchemeNames, Sent, check_schemes,
    clash, picks,
};
pub use crate::value::id::{parse_id, read_id};
pub use crate::value::open_enum::{enum_from_str, read_enum, write_enum, write_enum_text};

/// Creates an operation of which no more is known than a unique path.
pub const fn unknown_operation(name: &'static str, path: &'static str) -> Operation {
    Operation::new(name, Method::Get, PathTemplate::checked(path))
}

/// What is known of an operation, as a constant of its builder.
pub trait Described: Sized {
    /// The endpoint and the number of its parameters, which the compiler needs as a type: [`Shape`].
    type Shape: Shaped<Self>;

    /// What every declaration has.
    const TABLE: Table;

    /// See [`Endpoint::OPERATION`]. Declarations with further keys add them to [`operation`].
    const OPERATION: &'static Operation = &operation::<Self>();
}

/// Returns the operation of a table, of whose path the macro has already checked the rules.
pub const fn operation<D: Described>() -> Operation {
    let Table { name, method, path, retry, docs, .. } = D::TABLE;
    let operation = Operation::new(name, method, PathTemplate::checked(path)).with_retry(retry).with_docs(docs);
    operation.with_parameters(D::Shape::PARAMETERS).with_response(D::Shape::RESPONSE)
}

/// An endpoint and the number of its parameters.
#[derive(Debug)]
pub struct Shape<E, const N: usize>(PhantomData<E>);

/// What follows from a shape and a table. It takes the endpoint, not the response, so that a response that cannot be
/// read is reported once.
pub trait Shaped<D> {
    /// See [`Operation::parameters`].
    const PARAMETERS: &'static [Parameter];

    /// See [`Operation::response`].
    const RESPONSE: Schema;
}

impl<D: Described, E: Endpoint, const N: usize> Shaped<D> for Shape<E, N> {
    const PARAMETERS: &'static [Parameter] = &D::TABLE.parameters::<N>();
    const RESPONSE: Schema = <E::Response as Decode>::SCHEMA;
}

/// The operation, by a call: the compiler computes a constant wherever one is named, and calls only when they are
/// needed.
pub const fn described<D: Described>() -> &'static Operation {
    D::OPERATION
}

/// The text of a default that is written as a whole number.
pub fn text_of_number<const NUMBER: i64>() -> String {
    NUMBER.to_string()
}

/// The text of a default that is written as `true` or `false`.
pub fn text_of_flag<const FLAG: bool>() -> String {
    FLAG.to_string()
}

/// Writes what `derive(Debug)` writes for the struct of this name, whose fields all have known types.
///
/// # Errors
/// The formatter cannot be written to.
pub fn debug_known<E: Endpoint>(f: &mut fmt::Formatter<'_>, name: &str, fields: &[&dyn KnownField]) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (parameter, field) in E::OPERATION.parameters().iter().zip(fields) {
        shown.field(parameter.name(), field);
    }
    shown.finish()
}

/// Sets a parameter of a builder if there is a value.
pub fn when_some<B, V>(builder: B, value: Option<V>, set: impl FnOnce(B, V) -> B) -> B {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

/// What a builder is bound to: a [`Caller`], or nothing.
///
/// `send` names its outcome through this trait, which `()` implements as well: then the error of a call to `send`
/// without a client names what is missing, rather than claiming that there is no such method.
pub trait Bound {
    /// The result of sending.
    type Outcome<E: Endpoint>;
}

impl<C: Caller> Bound for C {
    type Outcome<E: Endpoint> = C::Outcome<E>;
}

impl Bound for () {
    type Outcome<E: Endpoint> = ();
}

/// Returns the text of a default value.
pub fn text_of<T: ParamValue>(value: &T) -> String {
    let mut bytes = Vec::new();
    value.write(&mut ValueWriter::new(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// [`Number`] as a constant, so that the compiler's message for a type without it stays short.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot have a `range`",
    label = "`range` does not apply to this type",
    note = "`range` is for integers, `f64`, `Decimal`, `Amount<C>`, `MinorAmount<C>` and `Option`s of these; strings have \
            `max_len`, lists `max_items`"
)]
pub trait Ranged {
    /// An empty constant.
    const HOLDS: ();
}

#[diagnostic::do_not_recommend]
impl<T: Number> Ranged for T {
    const HOLDS: () = ();
}

/// A calendar day, the only kind of type that `span` is for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no span: it is not a day",
    label = "`span` does not apply to this type",
    note = "`span` is for fields of type `countersign::value::Date` and `Option<Date>`"
)]
pub trait Dated {
    /// An empty constant.
    const HOLDS: ();
}

impl<S: crate::value::TimeStyle> Dated for crate::value::Date<S> {
    const HOLDS: () = ();
}

/// [`Proves`] as a method, so that the compiler's message for a type without it stays short.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot prove that a call was carried out",
    label = "cannot be a proof",
    note = "a proof is a `bool`, an id, a whole number, a `String`, or an `Option` or a list of these"
)]
pub trait Proof {
    /// Does nothing.
    fn is_one(&self) {}
}

#[diagnostic::do_not_recommend]
impl<T: Proves> Proof for T {}

/// [`PageNumber`] as a constant, so that the compiler's message for a type without it stays short.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot count pages",
    label = "is not a whole number",
    note = "what counts pages is a whole number, such as `u32`, or an `Option` of one"
)]
pub trait Counts {
    /// An empty constant.
    const HOLDS: ();
}

#[diagnostic::do_not_recommend]
impl<T: PageNumber> Counts for T {
    const HOLDS: () = ();
}

/// [`Cursor`] as a constant and a method, so that the compiler's message for a type without it stays short.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a cursor",
    label = "does not identify where a page begins",
    note = "a cursor is a `String`, a whole number, an id, a `Timestamp`, or an `Option` of these"
)]
pub trait IsCursor {
    /// An empty constant.
    const HOLDS: () = ();

    /// Does nothing.
    fn is_one(&self) {}
}

#[diagnostic::do_not_recommend]
impl<T: Cursor> IsCursor for T {}

/// The URL of the next page.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the URL of the next page",
    label = "is not a string",
    note = "the URL of the next page is a `String` or an `Option<String>`"
)]
pub trait IsUrl {
    /// Does nothing.
    fn is_one(&self) {}
}

impl IsUrl for String {}
impl IsUrl for Option<String> {}

/// A flag that reports whether there are more pages.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot report whether there are more pages",
    label = "is not a `bool`",
    note = "whether there are more pages is a `bool` or an `Option<bool>`"
)]
pub trait IsFlag {
    /// Does nothing.
    fn is_one(&self) {}
}

impl IsFlag for bool {}
impl IsFlag for Option<bool> {}

/// Returns the first item of a page, so that the compiler can check its fields.
pub fn first_item<P: crate::page::PageItems>(page: &P) -> Option<&P::Item> {
    page.items().first()
}

/// A type, to determine whether it is a file.
#[derive(Debug)]
pub struct OfType<T>(PhantomData<T>);

impl OfType<crate::value::File> {
    /// `true` for the file type.
    pub const IS_FILE: bool = true;
}

/// Applies to all types but the file type, whose inherent constant takes precedence.
pub trait NoFile {
    /// `false`.
    const IS_FILE: bool = false;
}

impl<T> NoFile for OfType<T> {}

/// A value outside of a multipart body, and whether it is a file.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "a type parameter, without fields")]
pub struct Outside<const IS_FILE: bool>;

/// A value outside of a multipart body that is not a file.
#[diagnostic::on_unimplemented(
    message = "a file can only be sent in a multipart body",
    label = "not in a multipart body",
    note = "declare the operation with `body = multipart` and leave the file in its body, or send its bytes as \
            `countersign::value::Base64Bytes`"
)]
pub trait OutsideOfMultipart {
    /// An empty constant.
    const HOLDS: ();
}

impl OutsideOfMultipart for Outside<false> {
    const HOLDS: () = ();
}

/// Everything that `api!` needs of an operation, in one trait, so that a type that is not an operation is reported
/// once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "is not annotated with `#[endpoint]`",
    note = "put `#[endpoint(METHOD, \"/path\")]` on its definition"
)]
pub trait Listed {
    /// See [`Build::Builder`].
    type Builder<Via>;

    /// See [`Endpoint::OPERATION`].
    const OPERATION: &'static Operation;

    /// See [`Entry::of`].
    const ENTRY: Entry;

    /// See [`Build::builder_via`].
    fn start<Via>(via: Via) -> Self::Builder<Via>;
}

#[diagnostic::do_not_recommend]
impl<E: Build> Listed for E {
    type Builder<Via> = E::Builder<Via>;

    const OPERATION: &'static Operation = E::OPERATION;

    const ENTRY: Entry = Entry::of::<E>();

    fn start<Via>(via: Via) -> E::Builder<Via> {
        E::builder_via(via)
    }
}

/// `Default` for a model's field. The lifetime has no meaning: a bound that mentions a bound lifetime is not checked
/// before it is used, so that a model is `Default` if all of its fields are.
pub trait FieldDefault<'field> {
    /// Returns the default.
    fn value() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> FieldDefault<'_> for T {
    fn value() -> Self {
        Self::default()
    }
}
