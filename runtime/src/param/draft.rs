//! A request under construction: every value that will travel, before it is signed and encoded.
//!
//! The [`Encoder`](super::Encoder) fills it from the fields, the auth scheme adds what it adds, and
//! [`prepare`](crate::prepare) turns it into bytes. All values share one buffer; the signing trace keeps that buffer and
//! the components, so the trace costs no allocation of its own. A value lies in it as `name=value&`: a signed string and
//! a query are made of such pairs, and most are copied there in one piece.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::operation::{Operation, Parameter, Place};
use crate::secret::Secret;
use crate::value::{File, Form};

/// Room for the pairs of an ordinary request and for the string that is signed.
const USUAL_BYTES: usize = 1024;

/// Room for the values of an ordinary request. Allocators are quick up to about a kilobyte, so it is not more.
const USUAL_COMPONENTS: usize = 12;

/// Where a signed value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A field of the request.
    Field,
    /// A field of the request that has its declared default.
    Default,
    /// The credentials or the scheme itself.
    Auth,
    /// The clock.
    Clock,
    /// The encoded body.
    Body,
    /// The path of the URL.
    Path,
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
            Self::Body => "body",
            Self::Path => "path",
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

/// One value of a request: a parameter that travels, or a part of the signed string.
#[derive(Clone, Debug)]
pub struct Component {
    pub(crate) name: Cow<'static, str>,
    /// `None` for what is signed but does not travel as a parameter.
    pub(crate) place: Option<Place>,
    pub(crate) form: Form,
    /// Where its bytes are; what travels has its name and `=` before them, and `&` after them.
    pub(crate) value: Range<usize>,
    /// Where the value is in the signed string, when it is signed; a rule that signs encoded values makes it longer.
    pub(crate) signed: Option<Range<usize>>,
    /// [`Origin::Default`] is never here: the trace finds it out when it is asked.
    pub(crate) origin: Origin,
}

impl Component {
    /// Name on the wire, or of the part.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns whether it is what travels of this parameter.
    pub fn is_of(&self, parameter: &Parameter) -> bool {
        self.place.is_some_and(|place| parameter.travels_as(place, &self.name))
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

    /// The secret itself travels as this component.
    pub(crate) fn carries_secret(&self) -> bool {
        matches!(self.form, Form::Secret)
    }

    /// Byte range of the value in the signed string; `None` when it is not signed.
    pub fn signed_range(&self) -> Option<Range<usize>> {
        self.signed.clone()
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
    /// Pairs, in the order they were added, and the signed string.
    pub(crate) bytes: Vec<u8>,
    pub(crate) components: Vec<Component>,
    /// The secret, where a debugging mode sends it.
    pub(crate) secret: Option<Secret>,
    /// Where values are that hold the secret; they are overwritten once the request is encoded.
    pub(crate) secret_values: Vec<Range<usize>>,
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        let (bytes, components) = (Vec::with_capacity(USUAL_BYTES), Vec::with_capacity(USUAL_COMPONENTS));
        Self { operation, bytes, components, secret: None, secret_values: Vec::new() }
    }

    /// What travels as the component's value; of a file, its content.
    #[inline]
    pub(crate) fn value<'d>(&'d self, component: &'d Component) -> &'d [u8] {
        match &component.form {
            Form::Text | Form::Json => self.bytes.get(component.value.clone()).unwrap_or_default(),
            Form::File(file) => file.bytes(),
            Form::Secret => self.secret.as_ref().map_or(&[], |secret| secret.expose().as_bytes()),
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

    /// Notes that something secret travels there, which is not kept here.
    pub(crate) fn add_hidden(&mut self, name: Cow<'static, str>, place: Place) {
        let start = self.open(&name);
        self.close(start, name, place, Form::Secret, Origin::Secret);
    }

    /// Overwrites the values that hold the secret.
    pub(crate) fn forget_secrets(&mut self) {
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
    pub(crate) fn close(&mut self, start: usize, name: Cow<'static, str>, place: Place, form: Form, origin: Origin) {
        let value = start..self.bytes.len();
        self.bytes.push(b'&');
        let component = || Component { name, place: Some(place), form, value, signed: None, origin };
        // Unlike `push`, this makes the component where it is to be, after there is room for it.
        self.components.extend(std::iter::once_with(component));
    }
}
