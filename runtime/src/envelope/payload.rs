//! Reads an answer in one pass: the envelope's members, and the payload in its place.
//!
//! The payload is decoded directly if the code precedes it and means success, which is the usual order. Otherwise it is
//! skipped, and decoded in a second pass if the code turns out to mean success.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Envelope, code};
use crate::decode::{Decode, Drift, Lenient as _, Piece, decoding, json_text, plain_text, prepend, take_path};
use crate::error::{Error, ErrorKind};
use crate::operation::Schema;
use crate::printable::Printable;
use crate::value::Timestamp;

/// The contents of an answer.
pub(super) struct Read<T> {
    pub(super) outcome: Outcome<T>,
    pub(super) trace_id: Option<String>,
    pub(super) timestamp: Option<Timestamp>,
}

/// Whether the envelope reports success or failure.
pub(super) enum Outcome<T> {
    Success(T),
    Failure { code: String, message: Option<String> },
}

/// Reads a body. `data` is the path from the payload to the response.
pub(super) fn read<T: Decode>(
    envelope: &Envelope,
    data: &[&str],
    body: &Bytes,
) -> Result<(Read<T>, Vec<Drift>), Error> {
    // Half of an answer may be text of three bytes per character, for which the standard library's check is slow.
    let text = simdutf8::compat::from_utf8(body).map_err(|error| {
        let message = format!("the answer is not UTF-8 after byte {}", error.valid_up_to());
        Error::new(ErrorKind::Decode, message).with_source(error)
    })?;
    let (read, drift) = decoding(envelope.max_items, || {
        if envelope.wrapped { wrapped(envelope, data, text) } else { unwrapped(data, text) }
    });
    match read {
        Ok(read) => Ok((read, drift)),
        Err(error) => Err(unreadable(text, error)),
    }
}

/// Returns whether an answer is read without JSON: text and bytes always, `()` unless there is an envelope to read.
pub(super) fn is_raw<T: Decode>(envelope: &Envelope) -> bool {
    match T::SCHEMA {
        Schema::Text | Schema::Bytes | Schema::Redirect => true,
        Schema::Nothing => !envelope.wrapped,
        _ => false,
    }
}

/// Reads an answer without JSON, unless it is the envelope of a failure: some servers send that with the status of a
/// success.
pub(super) fn raw_or_failure<T: Decode>(envelope: &Envelope, body: &Bytes) -> Result<Read<T>, Error> {
    let in_envelope = if envelope.wrapped { read::<()>(envelope, &[], body).ok() } else { None };
    match in_envelope {
        Some((Read { outcome: Outcome::Failure { code, message }, trace_id, timestamp }, _)) => {
            Ok(Read { outcome: Outcome::Failure { code, message }, trace_id, timestamp })
        }
        _ => raw(body),
    }
}

/// Reads an answer without JSON or an envelope.
pub(super) fn raw<T: Decode>(body: &Bytes) -> Result<Read<T>, Error> {
    let refuse = |problem| Error::new(ErrorKind::Decode, format!("the answer is {problem}"));
    let read = T::from_raw(body).map(|read| read.map_err(refuse)).transpose()?;
    let value = read.or_else(T::absent).ok_or_else(|| refuse("empty, and the response is not".to_owned()))?;
    Ok(Read { outcome: Outcome::Success(value), trace_id: None, timestamp: None })
}

fn unwrapped<T: Decode>(data: &[&str], text: &str) -> serde_json::Result<Read<T>> {
    // An answer without a body, such as a 204, has no payload.
    let absent = if text.trim().is_empty() { T::absent() } else { None };
    let value = match absent {
        Some(absent) => absent,
        None => whole(text, Payload { data, response: PhantomData })?,
    };
    Ok(Read { outcome: Outcome::Success(value), trace_id: None, timestamp: None })
}

fn wrapped<T: Decode>(envelope: &Envelope, data: &[&str], text: &str) -> serde_json::Result<Read<T>> {
    let pass = |says_yes| whole(text, Pass { envelope, data, says_yes, response: PhantomData });
    let Wrapped { members, mut response, passed_over } = pass(false)?;
    let says_yes = members.says_yes(envelope);
    if says_yes && passed_over {
        // The payload preceded the code that decides about it, which is now known.
        response = pass(true)?.response;
    }
    let Members { code, message, trace_id, timestamp, .. } = members;
    let trace_id = trace_id.map(Cow::into_owned);
    let no_envelope = || serde_json::Error::custom(format_args!("`{}` is missing: not an envelope", envelope.code));
    let code = code.ok_or_else(no_envelope)?;
    let outcome = if says_yes {
        let absent = || T::absent().ok_or_else(|| serde_json::Error::missing_field(envelope.data));
        Outcome::Success(response.map_or_else(absent, Ok)?)
    } else {
        Outcome::Failure { code: code.into_owned(), message: message.map(Cow::into_owned) }
    };
    Ok(Read { outcome, trace_id, timestamp })
}

/// Reads a string to its end.
fn whole<'t, S: DeserializeSeed<'t>>(text: &'t str, seed: S) -> serde_json::Result<S::Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

fn unreadable(text: &str, error: serde_json::Error) -> Error {
    let path = take_path();
    let at = if path.is_empty() { String::new() } else { format!(" at `{path}`") };
    let excerpt = excerpt(text, error.line(), error.column());
    let near = excerpt.lines().next().unwrap_or_default();
    let near = if near.is_empty() { String::from("; it is empty") } else { format!(", near `{near}`") };
    let message = format!("cannot read the answer{at}: {error}{near}");
    Error::new(ErrorKind::Decode, message).with_path(path, Some(excerpt)).with_source(error)
}

/// Returns the text around a position, with a caret under it.
fn excerpt(text: &str, line: usize, column: usize) -> String {
    const AROUND: usize = 32;
    let line = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default().trim_end();
    // serde_json counts columns in bytes.
    let at = line.get(..column.saturating_sub(1)).map_or(0, |before| before.chars().count());
    let from = at.saturating_sub(AROUND);
    // It will be printed, so control characters are escaped, and the caret moves accordingly.
    let part = |from: usize, until: usize| {
        let part: String = line.chars().take(until).skip(from).collect();
        Printable(&part).to_string()
    };
    let (before, after) = (part(from, at), part(at, from + 2 * AROUND));
    let lead = if from > 0 { "…" } else { "" };
    let caret = " ".repeat(before.chars().count() + lead.chars().count());
    if before.is_empty() && after.is_empty() { String::new() } else { format!("{lead}{before}{after}\n{caret}^") }
}

/// One pass over an envelope.
struct Pass<'e, T> {
    envelope: &'e Envelope,
    data: &'e [&'e str],
    /// Whether the code is known to mean success.
    says_yes: bool,
    response: PhantomData<T>,
}

/// The results of a pass.
struct Wrapped<'t, T> {
    members: Members<'t>,
    response: Option<T>,
    /// Whether the payload preceded the code, and was skipped.
    passed_over: bool,
}

impl<'de, T: Decode> DeserializeSeed<'de> for Pass<'_, T> {
    type Value = Wrapped<'de, T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Decode> Visitor<'de> for Pass<'_, T> {
    type Value = Wrapped<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an envelope with `{}`", self.envelope.code)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Self { envelope, data, says_yes, .. } = self;
        let members = Members::default();
        let mut wrapped = Wrapped { members, response: None, passed_over: false };
        while let Some(name) = map.next_key_seed(Piece)? {
            if *name != *envelope.data {
                wrapped.members.read(envelope, &name, &mut map)?;
            } else if says_yes || wrapped.members.says_yes(envelope) {
                let payload = Payload { data, response: PhantomData };
                let response = map.next_value_seed(payload).inspect_err(|_| prepend(envelope.data.into()))?;
                wrapped.response = Some(response);
            } else {
                map.next_value::<IgnoredAny>()?;
                wrapped.passed_over = true;
            }
        }
        Ok(wrapped)
    }
}

/// A member of the envelope as text, however it is written; `None` for `null`.
struct Text<'t>(Option<Cow<'t, str>>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json_text(deserializer).map(|json| Self(plain_text(json)))
    }
}

/// The members of the envelope other than the payload.
#[derive(Default)]
struct Members<'t> {
    code: Option<Cow<'t, str>>,
    has_code: bool,
    message: Option<Cow<'t, str>>,
    trace_id: Option<Cow<'t, str>>,
    timestamp: Option<Timestamp>,
}

impl<'de> Members<'de> {
    fn says_yes(&self, envelope: &Envelope) -> bool {
        self.code.as_deref().is_some_and(|code| envelope.is_success(code))
    }

    fn read<A: MapAccess<'de>>(&mut self, envelope: &Envelope, name: &str, map: &mut A) -> Result<(), A::Error> {
        let text = |map: &mut A| map.next_value::<Text<'_>>().map(|text| text.0);
        if name == envelope.code {
            self.read_code(map).inspect_err(|_| prepend(envelope.code.into()))?;
        } else if name == envelope.message {
            self.message = text(map)?;
        } else if Some(name) == envelope.trace_id {
            self.trace_id = text(map)?;
        } else if Some(name) == envelope.timestamp {
            // An unreadable time is no reason to discard the answer.
            self.timestamp = text(map)?.and_then(|time| time.parse().ok().or_else(|| Timestamp::from_number(&time)));
        } else {
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn read_code<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        let json: &'de RawValue = map.next_value()?;
        // One reader would believe the first code, another the last.
        if std::mem::replace(&mut self.has_code, true) {
            return Err(A::Error::custom("duplicate code"));
        }
        self.code = code::read(json.get()).map_err(A::Error::custom)?;
        Ok(())
    }
}

/// Follows the path from the payload to the response, and decodes it.
struct Payload<'d, T> {
    data: &'d [&'d str],
    response: PhantomData<T>,
}

impl<'de, T: Decode> DeserializeSeed<'de> for Payload<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        match self.data {
            [] => T::decode(deserializer),
            _ => deserializer.deserialize_option(self),
        }
    }
}

impl<'de, T: Decode> Visitor<'de> for Payload<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}`", self.data.join("."))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let (name, rest) = self.data.split_first().map_or(("", self.data), |(name, rest)| (*name, rest));
        let mut found = None;
        while let Some(member) = map.next_key_seed(Piece)? {
            if *member == *name {
                let inner = Payload { data: rest, response: PhantomData };
                found = Some(map.next_value_seed(inner).inspect_err(|_| prepend(name.into()))?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        match found {
            Some(found) => Ok(found),
            None => T::absent().ok_or_else(|| A::Error::custom(format_args!("`{name}` is missing"))),
        }
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<T, E> {
        T::absent().ok_or_else(|| E::invalid_type(serde::de::Unexpected::Unit, &self))
    }
}
