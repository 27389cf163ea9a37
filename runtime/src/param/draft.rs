//! A request under construction: every value that will travel, before it is signed and encoded.
//!
//! The [`Encoder`](super::Encoder) fills it from the fields, the auth scheme adds what it adds, and
//! [`prepare`](crate::prepare) turns it into bytes. All values share one buffer; the signing trace keeps that buffer and
//! the components, so the trace costs no allocation of its own. A value lies in it as `name=value&`: a signed string and
//! a query are made of such pairs, and most are copied there in one piece.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::operation::{Operation, Parameter, Place};
use crate::secret::Hidden;
use crate::value::{File, Form};

/// Room for the pairs of an ordinary request and for the string that is signed.
const USUAL_BYTES: usize = 1024;

/// Room for the values of an ordinary request and for what a scheme adds and signs beside them.
const USUAL_COMPONENTS: usize = 16;

/// Where a signed value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// A field of the request.
    Field,
    /// A field of the request that has its declared default.
    Default,
    /// The credentials or the scheme itself.
    Auth,
    /// The clock.
    Clock,
    /// A nonce.
    Nonce,
    /// The method.
    Method,
    /// The host, or the origin.
    Host,
    /// The encoded body.
    Body,
    /// The path of the URL.
    Path,
    /// The query as it is sent.
    Query,
    /// A header.
    Header,
    /// A constant of the operation.
    Constant,
    /// The result of a digest.
    Digest,
    /// The secret: its bytes are in no trace.
    Secret,
    /// The signature itself.
    Signature,
}

impl Origin {
    /// One word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Default => "default",
            Self::Auth => "auth",
            Self::Clock => "clock",
            Self::Nonce => "nonce",
            Self::Method => "method",
            Self::Host => "host",
            Self::Body => "body",
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Constant => "constant",
            Self::Digest => "digest",
            Self::Secret => "secret",
            Self::Signature => "signature",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Name of a component. Making one takes no allocation.
#[derive(Clone, Debug)]
pub(crate) enum Name {
    Static(&'static str),
    Shared(Arc<str>),
    /// It is written there in the buffer.
    At(Range<usize>),
}

impl Name {
    /// The name; empty where it is in the buffer.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Static(name) => name,
            Self::Shared(name) => name,
            Self::At(_) => "",
        }
    }

    /// The bytes of the name.
    pub(crate) fn bytes<'n>(&'n self, buffer: &'n [u8]) -> &'n [u8] {
        match self {
            Self::At(range) => buffer.get(range.clone()).unwrap_or_default(),
            name => name.as_str().as_bytes(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::At(range) => range.len(),
            name => name.as_str().len(),
        }
    }
}

impl From<Cow<'static, str>> for Name {
    fn from(name: Cow<'static, str>) -> Self {
        match name {
            Cow::Borrowed(name) => Self::Static(name),
            Cow::Owned(name) => Self::Shared(name.into()),
        }
    }
}

/// One value of a request: a parameter that travels, or a part of a signed string.
#[derive(Clone, Debug)]
pub struct Component {
    pub(crate) name: Name,
    /// `None` for what is signed but does not travel as a parameter.
    pub(crate) place: Option<Place>,
    pub(crate) form: Form,
    /// Where its bytes are; what travels has its name and `=` before them, and `&` after them.
    pub(crate) value: Range<usize>,
    /// Where the value is in a signed string, when it is signed; encoded, it is longer there.
    pub(crate) signed: Option<Range<usize>>,
    /// [`Origin::Default`] is never here: the trace finds it out when it is asked.
    pub(crate) origin: Origin,
}

/// A string that was digested, authenticated or signed: where it is, what was made of it, and what it is called.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedString {
    pub(crate) range: Range<usize>,
    pub(crate) made: &'static str,
    pub(crate) label: Option<Arc<str>>,
}

impl Component {
    /// Name on the wire, or of the part.
    pub fn name(&self) -> &str {
        self.name.as_str()
    }

    /// Returns whether it is what travels of this parameter.
    pub fn is_of(&self, parameter: &Parameter) -> bool {
        self.place.is_some_and(|place| parameter.travels_as(place, self.name()))
    }

    /// Where it travels; `None` for what is signed without travelling as a parameter, such as the body as a whole.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The file that travels as this component.
    pub fn file(&self) -> Option<&File> {
        match &self.form {
            Form::File(file) => Some(file),
            _ => None,
        }
    }

    /// Returns whether it is in a string that is signed or digested.
    pub fn is_signed(&self) -> bool {
        self.signed.is_some()
    }

    /// The secret itself travels as this component.
    pub(crate) fn carries_secret(&self) -> bool {
        self.place.is_some() && matches!(self.form, Form::Secret(_))
    }

    /// Where `name=value&` is, of a component that travels.
    #[inline]
    pub(crate) fn pair(&self) -> Range<usize> {
        self.value.start - self.name.len() - 1..self.value.end + 1
    }
}

/// A request before it is encoded.
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    /// Pairs, in the order they were added, and the signed strings.
    pub(crate) bytes: Vec<u8>,
    pub(crate) components: Vec<Component>,
    /// A parameter that is the whole body is set, even if it has no members.
    pub(crate) has_whole_body: bool,
    /// The string to sign, and those before it, of which it contains digests.
    pub(crate) signed: SignedString,
    pub(crate) earlier: Vec<SignedString>,
    /// Where values are that hold the secret; they are overwritten once the request is encoded.
    pub(crate) secret_values: Vec<Range<usize>>,
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        let (bytes, components) = (Vec::with_capacity(USUAL_BYTES), Vec::with_capacity(USUAL_COMPONENTS));
        Self {
            operation,
            bytes,
            components,
            has_whole_body: false,
            signed: SignedString::default(),
            earlier: Vec::new(),
            secret_values: Vec::new(),
        }
    }

    /// What travels as the component's value; of a file, its content.
    #[inline]
    pub(crate) fn value<'d>(&'d self, component: &'d Component) -> &'d [u8] {
        match &component.form {
            Form::Text | Form::Json => self.bytes.get(component.value.clone()).unwrap_or_default(),
            Form::File(file) => file.bytes(),
            Form::Secret(Hidden::Bytes(bytes)) => bytes,
            Form::Secret(Hidden::Main) => &[],
        }
    }

    /// Notes what was digested, authenticated or signed.
    pub(crate) fn sign(&mut self, range: Range<usize>, made: &'static str, label: Option<Arc<str>>) {
        let before = std::mem::replace(&mut self.signed, SignedString { range, made, label });
        if !before.made.is_empty() {
            self.earlier.push(before);
        }
    }

    /// Components that travel in `place`, in order.
    pub(crate) fn in_place(&self, place: Place) -> impl Iterator<Item = &Component> {
        self.components.iter().filter(move |component| component.place == Some(place))
    }

    /// Adds a value that is not a declared parameter.
    pub(crate) fn add(&mut self, name: Cow<'static, str>, place: Place, value: &str, origin: Origin) {
        let start = self.open(&name);
        self.bytes.extend_from_slice(value.as_bytes());
        self.close(start, name, place, Form::Text, origin);
    }

    /// Adds what every request of the operation carries.
    pub(crate) fn add_constants(&mut self) {
        for constant in self.operation.constants() {
            let start = self.open(constant.name());
            self.bytes.extend_from_slice(constant.value().as_bytes());
            let form = if constant.literal() { Form::Json } else { Form::Text };
            self.close(start, Cow::Borrowed(constant.name()), constant.place(), form, Origin::Field);
        }
    }

    /// Overwrites the values that hold the secret, and forgets those that are beside the buffer.
    pub(crate) fn forget_secrets(&mut self) {
        for component in &mut self.components {
            if let Form::Secret(Hidden::Bytes(bytes)) = &mut component.form {
                std::mem::take(bytes);
            }
        }
        for range in std::mem::take(&mut self.secret_values) {
            self.bytes.get_mut(range).unwrap_or_default().fill(b'*');
        }
    }

    /// Begins a component; the value is to be written next. Gives the place where it starts.
    #[inline]
    pub(crate) fn open(&mut self, name: &str) -> usize {
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b'=');
        self.bytes.len()
    }

    /// Ends the component whose value was written from `start`.
    #[inline]
    pub(crate) fn close(&mut self, start: usize, name: impl Into<Name>, place: Place, form: Form, origin: Origin) {
        let (name, value) = (name.into(), start..self.bytes.len());
        self.bytes.push(b'&');
        let component = || Component { name, place: Some(place), form, value, signed: None, origin };
        // Unlike `push`, this makes the component where it is to be, after there is room for it.
        self.components.extend(std::iter::once_with(component));
    }
}
