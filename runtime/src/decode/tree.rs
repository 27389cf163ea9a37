//! JSON that is kept as a [`Value`].
//!
//! Hand-written because `serde_json` silently loses digits that a `Value` cannot represent, and does not limit lists.
//! The input was already skipped over by `serde_json`, so it is well formed.

use serde::de::Error as _;
use serde_json::{Error, Map, Number, Value};

use super::{bounds, digits, path};

/// The maximum nesting depth of lists and objects, as in `serde_json`.
const MOST_DEPTH: usize = 128;

/// Parses one value.
///
/// # Errors
/// A number has more digits than can be represented, a string is not Unicode, or a limit is exceeded.
pub(super) fn read(text: &str) -> Result<Value, Error> {
    Reader { rest: text, depth: 0, numbers: Numbers::Exact }.value()
}

/// Parses a value like [`read`], for inspection only: a number may lose digits.
///
/// # Errors
/// A string is not Unicode, or a limit is exceeded.
pub(super) fn look(text: &str) -> Result<Value, Error> {
    Reader { rest: text, depth: 0, numbers: Numbers::Rounded }.value()
}

/// Parses a value like [`read`], where a number that a float could round becomes a string, so that every digit is kept.
///
/// # Errors
/// A string is not Unicode, or a limit is exceeded.
pub(super) fn read_long_as_text(text: &str) -> Result<Value, Error> {
    Reader { rest: text, depth: 0, numbers: Numbers::LongAsText }.value()
}

/// How a number with many digits is treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Exact,
    Rounded,
    LongAsText,
}

/// A number of this many digits is unchanged by a conversion to a float and back.
const DIGITS_OF_FLOATS: usize = 15;

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
    numbers: Numbers,
}

impl<'t> Reader<'t> {
    fn value(&mut self) -> Result<Value, Error> {
        self.skip_blanks();
        match self.rest.as_bytes().first() {
            Some(b'[') => self.nested(Self::list),
            Some(b'{') => self.nested(Self::object),
            Some(b'"') => self.text().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => serde_json::from_str(self.take_while(|byte| byte.is_ascii_alphabetic())),
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Value, Error>) -> Result<Value, Error> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(Error::custom("its lists and objects are nested too deeply"));
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self) -> Result<Value, Error> {
        let mut list = Vec::new();
        while self.is_followed_by_another(b']')? {
            bounds::count()?;
            list.push(self.value().inspect_err(|_| path::prepend(list.len().into()))?);
        }
        Ok(list.into())
    }

    fn object(&mut self) -> Result<Value, Error> {
        let mut members = Map::new();
        while self.is_followed_by_another(b'}')? {
            bounds::count()?;
            self.skip_blanks();
            let name = self.text()?;
            self.skip_blanks();
            self.skip(b':')?;
            let value = self.value().inspect_err(|_| path::prepend(name.as_str().into()))?;
            members.insert(name, value);
        }
        Ok(members.into())
    }

    /// Skips the bracket or comma before an element, and returns whether there is one.
    fn is_followed_by_another(&mut self, end: u8) -> Result<bool, Error> {
        self.skip_blanks();
        let is_end = |reader: &Self| reader.rest.as_bytes().first() == Some(&end);
        if is_end(self) {
            self.skip(end)?;
            return Ok(false);
        }
        self.rest = self.rest.get(1..).ok_or_else(broken)?;
        self.skip_blanks();
        if is_end(self) {
            self.skip(end)?;
            return Ok(false);
        }
        Ok(true)
    }

    fn text(&mut self) -> Result<String, Error> {
        let mut escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let is_end = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            is_end
        });
        let (quoted, rest) = end.and_then(|end| self.rest.split_at_checked(end + 2)).ok_or_else(broken)?;
        self.rest = rest;
        serde_json::from_str(quoted)
    }

    fn number(&mut self) -> Result<Value, Error> {
        let text = self.take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9'));
        let number: Number = serde_json::from_str(text)?;
        let is_long = || text.bytes().filter(u8::is_ascii_digit).count() > DIGITS_OF_FLOATS;
        if self.numbers == Numbers::LongAsText && number.is_f64() && is_long() {
            return Ok(Value::from(text));
        }
        if self.numbers == Numbers::Exact && number.is_f64() && !digits::are_equal(text, &number.to_string()) {
            return Err(Error::custom(format_args!(
                "the number {text} has more digits than untyped JSON keeps; `Decimal` and `String` keep them"
            )));
        }
        Ok(number.into())
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'t str {
        let length = self.rest.bytes().position(|byte| !belongs(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        self.take_while(|byte| byte.is_ascii_whitespace());
    }

    fn skip(&mut self, byte: u8) -> Result<(), Error> {
        match self.rest.split_at_checked(1) {
            Some((first, rest)) if first.as_bytes() == [byte] => {
                self.rest = rest;
                Ok(())
            }
            _ => Err(broken()),
        }
    }
}

fn broken() -> Error {
    Error::custom("this is not JSON")
}
