//! [`ParamValue`]: what a parameter's type must implement, and its implementations for common types.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{File, ValueError};
use crate::decode::{
    BySerde, Decode, Lenient, MAX_ITEMS, Model, Serde, Written, check_finite, clear_path, decoding, from_json,
    take_path,
};
use crate::operation::Limits;

/// A type that a request parameter can have.
///
/// [`write`](Self::write) writes the value as it is sent, and [`parse`](Self::parse) reads it back; a JSON body is read
/// through [`Decode`]. `#[open_enum]` implements it, `#[model]` structs have it (as nested JSON), and so do the values
/// of [`crate::value`].
///
/// By hand:
///
/// ```
/// use countersign::decode::read_lenient;
/// use countersign::operation::{Limits, Schema};
/// use countersign::param::{ParamValue, ValueError, ValueWriter};
/// use countersign::value::File;
/// use countersign::{Decode, decode::Lenient};
/// use serde::{Deserializer, Serialize};
///
/// /// A number of stars, from 1 to 5, that travels as `*****`.
/// #[derive(Debug, PartialEq, Serialize)]
/// pub struct Stars(usize);
///
/// impl Lenient for Stars {
///     const EXPECTED: &'static str = "stars, such as ***";
///
///     fn from_text(text: &str) -> Option<Self> {
///         text.bytes().all(|byte| byte == b'*').then_some(Self(text.len()))
///     }
/// }
///
/// impl Decode for Stars {
///     const SCHEMA: Schema = Schema::String;
///
///     fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         read_lenient(deserializer)
///     }
/// }
///
/// impl ParamValue for Stars {
///     fn write(&self, to: &mut ValueWriter<'_>) {
///         to.text(&"*".repeat(self.0));
///     }
///
///     fn parse(text: &str) -> Result<Self, ValueError> {
///         Self::from_text(text).ok_or_else(|| ValueError::new(Self::EXPECTED, text))
///     }
///
///     // Before it is sent, and when it arrives.
///     fn check(&self, _: &Limits) -> Result<(), ValueError> {
///         if (1..=5).contains(&self.0) { Ok(()) } else { Err(ValueError::new("1 to 5 stars", self.0)) }
///     }
/// }
///
/// assert_eq!(Stars::parse("****")?, Stars(4));
/// assert!(Stars(6).check(&Limits::NONE).is_err());
/// // The others have defaults: a string in a JSON body is parsed like any other text, and a file is refused.
/// assert_eq!(Stars::from_json_text("**")?, Stars(2));
/// assert!(Stars::from_file(&File::new("stars.txt", "text/plain", "**")).is_err());
/// # Ok::<(), ValueError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a request parameter",
    label = "does not implement `ParamValue`",
    note = "possible types: `String`, `bool`, integers of 8 to 64 bits, `f64`, `Decimal`, `Value`, ids, `Amount<C>`, \
            `Timestamp` and the other types of `countersign::value`, structs with `#[model]`, enums with \
            `#[open_enum]`, and `Option` and `Vec` of these, written out as `Option<…>` and `Vec<…>`"
)]
pub trait ParamValue: Decode {
    /// Writes the value as it is sent.
    fn write(&self, to: &mut ValueWriter<'_>);

    /// Reads the value from the text of a query, a form, a path or a header.
    ///
    /// # Errors
    /// The text is not such a value.
    fn parse(text: &str) -> Result<Self, ValueError>;

    /// Reads the value from a string in a JSON body, without its quotes.
    ///
    /// # Errors
    /// The text is not such a value.
    fn from_json_text(text: &str) -> Result<Self, ValueError> {
        Self::parse(text)
    }

    /// Refuses a value that the limits do not allow.
    ///
    /// # Errors
    /// The limit that is broken.
    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        let _ = limits;
        Ok(())
    }

    /// Reads the value from a file of a multipart form.
    ///
    /// # Errors
    /// The type is not a file.
    fn from_file(file: &File) -> Result<Self, ValueError> {
        Err(ValueError::new("a text field", format_args!("the file `{}`", file.file_name())))
    }
}

/// What was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrote {
    /// Whether it is a JSON token; otherwise, it is quoted in a JSON body.
    pub(crate) is_json: bool,
    /// Whether it is a whole number, which no encoding changes.
    pub(crate) is_plain: bool,
}

/// What a value is that cannot be written as text or JSON.
pub(crate) enum Unwritten {
    File(File),
    Error(ValueError),
}

/// Receives the value of one parameter. In a JSON body, text is quoted and JSON is not.
///
/// The `write` of a [`ParamValue`] calls one of its methods, once:
///
/// ```
/// use countersign::param::ValueWriter;
/// use countersign::value::File;
///
/// enum Value {
///     Word(String),
///     Price(f64),
///     Count(u64),
///     Id(u64),
///     Address(Vec<String>),
///     Picture(File),
/// }
///
/// fn write(value: &Value, to: &mut ValueWriter<'_>) {
///     match value {
///         Value::Word(word) => to.text(word),
///         Value::Price(price) => to.display(format_args!("{price:.2}")),
///         // In a JSON body: `7`
///         Value::Count(count) => to.literal(count),
///         // In a JSON body: `"7"`
///         Value::Id(id) => to.integer_text(*id),
///         Value::Address(lines) => to.json(lines),
///         Value::Picture(file) => to.file(file),
///     }
/// }
/// ```
pub struct ValueWriter<'w> {
    bytes: &'w mut Vec<u8>,
    start: usize,
    /// The end of a whole number with which the value begins.
    number: usize,
    is_json: bool,
    unwritten: Option<Box<Unwritten>>,
}

crate::secret::opaque!(ValueWriter<'_>);

impl<'w> ValueWriter<'w> {
    pub(crate) fn new(bytes: &'w mut Vec<u8>) -> Self {
        let start = bytes.len();
        Self { bytes, start, number: start, is_json: false, unwritten: None }
    }

    /// Returns how the value was written.
    #[inline]
    pub(crate) fn finish(self) -> Result<Wrote, Box<Unwritten>> {
        let is_plain = self.number == self.bytes.len() && self.number > self.start;
        self.unwritten.map_or(Ok(Wrote { is_json: self.is_json, is_plain }), Err)
    }

    /// Writes text.
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes text through its `Display`.
    pub fn display(&mut self, value: impl fmt::Display) {
        // Writing to memory cannot fail; a `Display` that reports an error anyway has written what it could.
        let _ = write!(FormatInto(self.bytes), "{value}");
    }

    /// Writes a number or a boolean, which is not quoted in a JSON body.
    pub fn literal(&mut self, value: impl fmt::Display) {
        self.is_json = true;
        self.display(value);
    }

    /// Writes a whole number, which is not quoted in a JSON body.
    #[inline]
    pub(crate) fn integer(&mut self, number: impl itoa::Integer) {
        self.is_json = true;
        self.digits(number);
    }

    /// Writes a whole number as text, which is quoted in a JSON body.
    #[inline]
    pub fn integer_text(&mut self, number: u64) {
        self.digits(number);
    }

    #[inline]
    fn digits(&mut self, number: impl itoa::Integer) {
        let is_first = self.bytes.len() == self.start;
        self.text(itoa::Buffer::new().format(number));
        if is_first {
            self.number = self.bytes.len();
        }
    }

    /// Writes any value as JSON: nested in a JSON body, elsewhere as a JSON string.
    pub fn json(&mut self, value: &(impl Serialize + ?Sized)) {
        self.is_json = true;
        self.unwritten = write_json(self.bytes, value).err().map(|error| Box::new(Unwritten::Error(error)));
    }

    /// Sends a file as a part of a multipart form.
    pub fn file(&mut self, file: &File) {
        self.unwritten = Some(Box::new(Unwritten::File(file.clone())));
    }
}

struct FormatInto<'w>(&'w mut Vec<u8>);

impl fmt::Write for FormatInto<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Appends JSON.
///
/// # Errors
/// It cannot be represented in JSON. The error contains the path inside the value.
pub(crate) fn write_json(bytes: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> Result<(), ValueError> {
    let start = bytes.len();
    let result = serde_json::to_writer(io::Write::by_ref(bytes), value);
    let written = bytes.get(start..).unwrap_or_default();
    if result.is_ok() && !written.windows(4).any(|window| window == b"null") {
        return Ok(());
    }
    // Only a `null` can stand for a number that JSON cannot represent, and few values contain one.
    clear_path();
    let refused = check_finite(value).err();
    let path = take_path();
    let at = if path.is_empty() { path } else { format!(" at `{path}`") };
    match (refused, result) {
        (Some(number), _) => Err(ValueError::new(format!("a finite number{at}"), number)),
        (None, Err(error)) => Err(ValueError::new("a value that can be written as JSON", error)),
        (None, Ok(())) => Ok(()),
    }
}

/// Reads JSON by the lenient rules. The error contains the path inside the value.
pub(crate) fn read_json<T: Decode>(text: &str) -> Result<T, ValueError> {
    let (read, _) = decoding(MAX_ITEMS, || from_json(text));
    read.map_err(|error| {
        let path = take_path();
        let rule =
            if path.is_empty() { format!("readable ({error})") } else { format!("readable at `{path}` ({error})") };
        ValueError::new(rule, text)
    })
}

impl ParamValue for String {
    #[inline]
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.text(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        Ok(text.to_owned())
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        match limits.max_len() {
            Some(most) if self.chars().count() > most => Err(ValueError::new(
                format!("at most {most} characters long"),
                format_args!("{}", self.chars().count()),
            )),
            _ => Ok(()),
        }
    }
}

impl ParamValue for bool {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.literal(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        text.parse().map_err(|_| ValueError::new("`true` or `false`", format_args!("{text:?}")))
    }
}

/// Describes the range of `limits` for an error.
pub(crate) fn range_rule(limits: &Limits) -> String {
    match (limits.minimum(), limits.maximum()) {
        (Some(least), Some(most)) => format!("from {least} to {most}"),
        (Some(least), None) => format!("{least} or more"),
        (None, Some(most)) => format!("{most} or less"),
        (None, None) => String::from("a finite number"),
    }
}

/// A number, the only kind of type that `range` applies to.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot have a `range`",
    label = "`range` does not apply to this type",
    note = "`range` is for integers, `f64`, `Decimal`, `Amount<C>`, `MinorAmount<C>` and `Option`s of these; strings have \
            `max_len`, lists `max_items`"
)]
pub trait Number {}

impl<T: Number> Number for Option<T> {}

macro_rules! number_param {
    ($write:ident, $wide:ty: $($number:ty),+) => {$(
        impl Number for $number {}

        impl ParamValue for $number {
            #[inline]
            fn write(&self, to: &mut ValueWriter<'_>) {
                to.$write(*self);
            }

            fn parse(text: &str) -> Result<Self, ValueError> {
                text.parse()
                    .map_err(|_| ValueError::new(<Self as Lenient>::EXPECTED, format_args!("{text:?}")))
            }

            #[inline]
            fn check(&self, limits: &Limits) -> Result<(), ValueError> {
                let least = limits.minimum().map_or(<$wide>::MIN, |least| least as $wide);
                let most = limits.maximum().map_or(<$wide>::MAX, |most| most as $wide);
                check_number((least..=most).contains(&(*self).into()), self, limits)
            }
        }
    )+};
}

number_param!(integer, i128: u8, u16, u32, u64, i8, i16, i32, i64);
number_param!(literal, f64: f32, f64);

/// Refuses a number outside of its range. Not-a-number and infinity, which cannot be written, are in no range.
#[inline]
fn check_number(is_in_range: bool, number: impl fmt::Display, limits: &Limits) -> Result<(), ValueError> {
    if is_in_range { Ok(()) } else { Err(ValueError::new(range_rule(limits), number)) }
}

impl Number for Decimal {}

/// A string in a JSON body: a JSON number would lose its trailing zeros.
impl ParamValue for Decimal {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.display(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        <Self as Lenient>::from_text(text)
            .ok_or_else(|| ValueError::new(<Self as Lenient>::EXPECTED, format_args!("{text:?}")))
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        let is_below = limits.minimum().is_some_and(|least| *self < Self::from(least));
        let is_above = limits.maximum().is_some_and(|most| *self > Self::from(most));
        check_number(!is_below && !is_above, self, limits)
    }
}

impl ParamValue for serde_json::Value {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.json(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        read_json(text)
    }

    fn from_json_text(text: &str) -> Result<Self, ValueError> {
        Ok(text.into())
    }
}

/// JSON.
impl<T: Decode> ParamValue for BTreeMap<String, T> {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.json(&Written(self));
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        read_json(text)
    }
}

/// JSON. A string has no quotes if it cannot be mistaken for other JSON.
impl<T: BySerde> ParamValue for Serde<T> {
    fn write(&self, to: &mut ValueWriter<'_>) {
        match serde_json::to_value(Written(self)) {
            Ok(serde_json::Value::String(text)) if read_json::<Self>(&text).is_err() => to.text(&text),
            _ => to.json(&Written(self)),
        }
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        read_json(text).or_else(|_| Self::from_json_text(text))
    }

    fn from_json_text(text: &str) -> Result<Self, ValueError> {
        read_json(&serde_json::Value::from(text).to_string())
    }
}

impl<T: Model> ParamValue for T {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.json(&Written(self));
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        read_json(text)
    }
}
