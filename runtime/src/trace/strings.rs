//! The strings of a trace: what was digested, authenticated or signed, and its parts.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::SigningTrace;
use crate::operation::Place;
use crate::param::{Component, Origin, SignedString};

/// A string of a [`SigningTrace`]: the string to sign, or one whose digest is part of it.
///
/// ```
/// use countersign::Credentials;
/// use countersign::param::Origin;
/// use countersign::scheme::{Fresh, Request, Scheme, body, lines, method, secret, signature};
///
/// let canonical = lines((method(), body().sha256().hex())).named("canonical request");
/// let scheme = Scheme::new(canonical.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
/// let request = Request::new("POST", "https://books.example/orders")?.json("{}");
/// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
///
/// // The body, whose digest is a part of the string to sign, and the string to sign.
/// let strings: Vec<_> = trace.strings().collect();
/// assert_eq!((strings[0].bytes(), strings[0].made()), (&b"{}"[..], "SHA-256"));
/// assert_eq!((strings[1].label(), strings[1].made()), (Some("canonical request"), "HMAC-SHA-256"));
///
/// let parts: Vec<_> = strings[1].parts().collect();
/// assert_eq!((parts[0].bytes(), parts[0].range(), parts[0].origin()), (&b"POST"[..], 0..4, Origin::Method));
/// assert_eq!(parts[1].origin(), Origin::Digest);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct TracedString<'t> {
    trace: &'t SigningTrace,
    string: &'t SignedString,
}

/// A part of a [`TracedString`].
///
/// ```
/// use countersign::Credentials;
/// use countersign::param::Origin;
/// use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
///
/// let sorted = parameters().sorted().pairs("=", "&") + "&key=" + secret();
/// let scheme = Scheme::new(sorted.sha256().hex()).parameter("sign", signature()).build()?;
/// let request = Request::new("GET", "https://books.example/?title=Faust")?;
/// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
///
/// let string = trace.strings().next_back().expect("a string is digested");
/// let parts: Vec<_> = string.parts().collect();
/// assert_eq!((parts[0].label().as_ref(), parts[0].bytes(), parts[0].range()), ("title", &b"Faust"[..], 6..11));
/// // Of the secret, only the place is known.
/// assert_eq!((parts[1].origin(), parts[1].bytes()), (Origin::Secret, &b""[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct TracedPart<'t> {
    string: TracedString<'t>,
    component: &'t Component,
}

crate::secret::opaque!(TracedString<'_>, TracedPart<'_>);

impl SigningTrace {
    /// Returns the strings in the order in which they were composed. The last one is the string to sign.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, body, join, method, secret, signature};
    ///
    /// let text = join("\n", (method(), body().sha256().hex()));
    /// let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("POST", "https://books.example/orders")?.json("{}");
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.strings().map(|string| string.made()).collect::<Vec<_>>(), ["SHA-256", "HMAC-SHA-256"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn strings(&self) -> impl DoubleEndedIterator<Item = TracedString<'_>> {
        let strings = self.earlier.iter().chain(Some(&self.signed));
        strings.filter(|string| !string.made.is_empty()).map(|string| TracedString { trace: self, string })
    }

    /// Returns what the signing rule sent: the place, the name, and the value unless it is secret.
    pub fn sent(&self) -> impl Iterator<Item = (Place, Cow<'_, str>, Option<&[u8]>)> {
        let added = self.components.iter().filter(|component| component.origin != Origin::Field);
        added.filter_map(|component| {
            let value = (!component.is_secret()).then(|| self.value(component));
            Some((component.place?, self.name(component), value))
        })
    }
}

impl<'t> TracedString<'t> {
    /// Returns the string, without secrets.
    pub fn bytes(&self) -> &'t [u8] {
        self.trace.bytes.get(self.string.range.clone()).unwrap_or_default()
    }

    /// Returns what was computed from it, such as `HMAC-SHA-256`.
    pub fn made(&self) -> &'static str {
        self.string.made
    }

    /// Returns its name, if the scheme has [`named`](crate::scheme::Text::named) it.
    pub fn label(&self) -> Option<&'t str> {
        self.string.label.as_deref()
    }

    /// Returns its parts, in order. The bytes between them are literal.
    pub fn parts(self) -> impl Iterator<Item = TracedPart<'t>> {
        let Range { start, end } = self.string.range;
        let of_this = |each: &&Component| each.signed().is_some_and(|at| at.start >= start && at.end <= end);
        let mut parts: Vec<&Component> = self.trace.components.iter().filter(of_this).collect();
        parts.sort_by_key(|component| component.signed().map(|at| (at.start, at.end)));
        parts.into_iter().map(move |component| TracedPart { string: self, component })
    }
}

impl<'t> TracedPart<'t> {
    /// Returns the name of the parameter, the header or the part.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    ///
    /// let sorted = parameters().sorted().pairs("=", "&");
    /// let scheme = Scheme::new(sorted.hmac_sha256(secret()).hex()).parameter("sign", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/?title=Faust&limit=10")?;
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// let string = trace.strings().next_back().expect("a string is signed");
    /// assert_eq!(string.parts().map(|part| part.label().into_owned()).collect::<Vec<_>>(), ["limit", "title"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn label(&self) -> Cow<'t, str> {
        self.string.trace.name(self.component)
    }

    /// Returns its origin.
    pub fn origin(&self) -> Origin {
        self.string.trace.origin(self.component)
    }

    /// Returns its byte range in the string. Empty if it is secret.
    pub fn range(&self) -> Range<usize> {
        let Range { start, end } = self.component.signed().unwrap_or_default();
        let before = self.string.string.range.start;
        start.saturating_sub(before)..end.saturating_sub(before)
    }

    pub(super) fn component(&self) -> &'t Component {
        self.component
    }

    /// Returns its bytes. Empty if it is secret.
    pub fn bytes(&self) -> &'t [u8] {
        self.string.bytes().get(self.range()).unwrap_or_default()
    }
}

/// Prints the string with marks in place of secrets.
impl fmt::Display for TracedString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = 0;
        let text = |from, to| String::from_utf8_lossy(self.bytes().get(from..to).unwrap_or_default()).into_owned();
        for part in self.parts().filter(|part| part.origin() == Origin::Secret) {
            write!(f, "{}‹{}›", text(written, part.range().start), part.label())?;
            written = part.range().start;
        }
        f.write_str(&text(written, self.bytes().len()))
    }
}
