//! What was signed, and where each byte of it came from. No secret is in it: none was ever written there.

use std::fmt;
use std::ops::Range;

use crate::scheme::definition::Place;

/// What was signed in one request, string by string, and what was sent.
///
/// It prints each string with the secret's places marked, and what was made of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Trace {
    pub(super) bytes: Vec<u8>,
    pub(super) parts: Vec<Part>,
    pub(super) strings: Vec<Signed>,
    pub(super) sent: Vec<Carried>,
}

/// A string that was digested, authenticated or signed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) range: Range<usize>,
    pub(super) parts: Range<usize>,
    pub(super) by: &'static str,
    pub(super) label: Option<String>,
}

/// Something that was sent.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Carried {
    pub(super) place: Place,
    pub(super) name: String,
    /// `None` where it is secret.
    pub(super) value: Option<Vec<u8>>,
}

/// A part of a string.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) label: Label,
    pub(super) origin: Origin,
    pub(super) range: Range<usize>,
}

/// What a part is called.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Label {
    Known(Box<str>),
    /// The name that was written there.
    Written(Range<usize>),
}

/// Where a part of a string comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// The method.
    Method,
    /// The path.
    Path,
    /// The query as it is sent.
    Query,
    /// The body as it is sent.
    Body,
    /// Host or origin.
    Host,
    /// A header.
    Header,
    /// A parameter, or another value with a name.
    Parameter,
    /// A field of what is sent.
    Field,
    /// A constant of the operation.
    Constant,
    /// The credentials, but nothing secret.
    Credentials,
    /// The clock.
    Clock,
    /// The nonce.
    Nonce,
    /// The result of a digest.
    Digest,
    /// The signature.
    Signature,
    /// A secret, or something made from one: its bytes are in no trace.
    Secret,
}

/// One string of a [`Trace`].
#[derive(Clone, Copy)]
pub struct TracedString<'t> {
    trace: &'t Trace,
    signed: &'t Signed,
}

/// One part of a [`TracedString`].
#[derive(Clone, Copy)]
pub struct TracedPart<'t> {
    string: TracedString<'t>,
    part: &'t Part,
}

impl Trace {
    /// The strings in the order in which they were made; the last one is the string to sign.
    pub fn strings(&self) -> impl DoubleEndedIterator<Item = TracedString<'_>> {
        self.strings.iter().map(|signed| TracedString { trace: self, signed })
    }

    /// The string to sign: what stands under the signature; empty when nothing is signed.
    #[must_use]
    pub fn string_to_sign(&self) -> &[u8] {
        self.strings().next_back().map_or(&[], |string| string.bytes())
    }

    /// What the scheme sent: place, name, and the value unless it is secret.
    pub fn sent(&self) -> impl Iterator<Item = (Place, &str, Option<&[u8]>)> {
        self.sent.iter().map(|sent| (sent.place, sent.name.as_str(), sent.value.as_deref()))
    }
}

impl<'t> TracedString<'t> {
    /// The string, without secrets.
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.trace.bytes.get(self.signed.range.clone()).unwrap_or_default()
    }

    /// What was made of it, such as `HMAC-SHA-256`.
    #[must_use]
    pub fn made(&self) -> &'static str {
        self.signed.by
    }

    /// Its name, where the scheme has [`named`](crate::scheme::Text::named) it.
    #[must_use]
    pub fn label(&self) -> Option<&'t str> {
        self.signed.label.as_deref()
    }

    /// Its parts, in order; what stands between them is literal.
    pub fn parts(self) -> impl Iterator<Item = TracedPart<'t>> {
        let parts = self.trace.parts.get(self.signed.parts.clone()).unwrap_or_default();
        parts.iter().map(move |part| TracedPart { string: self, part })
    }
}

impl<'t> TracedPart<'t> {
    /// Name of the parameter, the header or the part.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.part.label {
            Label::Known(label) => label.to_string(),
            Label::Written(range) => {
                String::from_utf8_lossy(self.string.trace.bytes.get(range.clone()).unwrap_or_default()).into_owned()
            }
        }
    }

    /// Where it comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.part.origin
    }

    /// Where it is in the string, in bytes; empty where it is secret.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        let start = self.string.signed.range.start;
        self.part.range.start.saturating_sub(start)..self.part.range.end.saturating_sub(start)
    }

    /// Its bytes; empty where it is secret.
    #[must_use]
    pub fn bytes(&self) -> &'t [u8] {
        self.string.trace.bytes.get(self.part.range.clone()).unwrap_or_default()
    }
}

impl fmt::Display for TracedString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        let bytes = self.bytes();
        let text =
            |from: usize, to: usize| String::from_utf8_lossy(bytes.get(from..to).unwrap_or_default()).into_owned();
        for part in self.parts().filter(|part| part.origin() == Origin::Secret) {
            write!(f, "{}‹{}›", text(written, part.range().start), part.label())?;
            written = part.range().start;
        }
        f.write_str(&text(written, bytes.len()))
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for string in self.strings() {
            let label = string.label().map(|label| format!("{label}, ")).unwrap_or_default();
            writeln!(f, "{label}{} of {} bytes:\n{string}", string.made(), string.bytes().len())?;
        }
        for (place, name, value) in self.sent() {
            let value =
                value.map_or_else(|| String::from("‹secret›"), |value| String::from_utf8_lossy(value).into_owned());
            writeln!(f, "{place} {name}: {value}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
