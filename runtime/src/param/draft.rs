//! A request under construction: all values that will be sent, before they are signed and encoded.
//!
//! The [`Encoder`](super::Encoder) fills it from the fields, the scheme adds its own values, and
//! [`prepare`](crate::prepare) turns it into bytes. All values share one buffer. The signing trace takes over that
//! buffer and the components, so it needs no allocation of its own. A value is stored as `name=value&`: signed strings
//! and queries consist of such pairs, and most are copied in one piece. Components are plain data, which is written and
//! dropped fastest; what few of them have besides is in [`Beside`].

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::query;
use crate::operation::{Operation, Parameter, Place};
use crate::value::File;

/// Room for the pairs of a request and for the strings that are signed.
const USUAL_BYTES: usize = 1024;
/// Room for its values, and for those that a scheme adds and signs.
const USUAL_COMPONENTS: usize = 16;

const TOO_LONG: &str =
    "the parameters and the strings that are signed are longer than 4 GiB: send large values as files";

/// The origin of a signed value.
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
    /// The secret. Its bytes are not in any trace.
    Secret,
    /// The signature itself.
    Signature,
}

impl Origin {
    /// Returns it as a single word.
    ///
    /// ```
    /// use countersign::param::Origin;
    ///
    /// assert_eq!(Origin::Clock.as_str(), "clock");
    /// ```
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

/// The name of a component.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name {
    Static(&'static str),
    /// In the buffer, as that of every component that is sent.
    At(Span),
    /// Its number in [`Beside::names`].
    Beside(usize),
}

impl Name {
    pub(crate) fn at(range: Range<usize>) -> Self {
        Self::At(Span::of(range))
    }

    /// Returns the bytes of the name.
    pub(crate) fn bytes<'n>(self, buffer: &'n [u8], beside: Option<&'n Beside>) -> &'n [u8] {
        match self {
            Self::Static(name) => name.as_bytes(),
            Self::At(span) => buffer.get(span.range()).unwrap_or_default(),
            Self::Beside(number) => {
                beside.and_then(|beside| beside.names.get(number)).map_or(&[], |name| name.as_bytes())
            }
        }
    }
}

/// How a value is sent, and where it is if it is not in the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Quoted in a JSON body.
    Text,
    /// Already JSON.
    Json,
    /// A part in a multipart form: its number in [`Beside::files`].
    File(u32),
    Secret(Hidden),
}

/// A secret, which no trace contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// The secret of the credentials, which is available wherever it is needed.
    Main,
    /// Something else that is secret, or is derived from a secret: its number in [`Beside::secrets`].
    Beside(u32),
}

/// What few components have, and is not in the buffer.
#[derive(Clone, Default)]
pub(crate) struct Beside {
    files: Vec<File>,
    names: Vec<Arc<str>>,
    secrets: Vec<Zeroizing<Vec<u8>>>,
}

/// A range in the buffer of a draft. With these, a component fits in 64 bytes, and 16 of them in the allocator's cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    const NONE: Self = Self { start: u32::MAX, end: 0 };

    /// Truncates: [`Draft::check_length`] refuses a longer buffer before its ranges are used.
    #[inline]
    fn of(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    #[inline]
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    #[inline]
    fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

/// What is known of a pair without looking at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Whether the name needs no encoding in a query or a form.
    pub(crate) plain_name: bool,
    /// Whether the value needs none.
    pub(crate) plain_value: bool,
    /// How many wire names of the operation sort before this one.
    pub(crate) rank: Option<u8>,
    /// Whether the value is JSON even if it is secret.
    pub(crate) json: bool,
}

impl Known {
    pub(crate) const NOTHING: Self = Self { plain_name: false, plain_value: false, rank: None, json: false };
}

/// A value of a request: a parameter that is sent, or a part of a signed string. Its name, its value and its origin are
/// in the [trace](crate::auth::SigningTrace).
///
/// ```
/// # use countersign::scheme::Scheme;
/// # use countersign::transport::MemoryTransport;
/// # use countersign::{Client, Credentials, Envelope, endpoint};
/// # /// Returns the titles of all books.
/// # #[endpoint(GET, "/titles", response = Vec<String>)]
/// # pub struct Titles {
/// #     /// The language.
/// #     pub language: Option<String>,
/// # }
/// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
/// #     .credentials(Credentials::of_secret("token")?)
/// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
/// #     .build()?;
/// use countersign::Endpoint;
/// use countersign::operation::Place;
///
/// let trace = client.prepare(&Titles { language: Some(String::from("de")) })?.trace;
/// let language = trace.components().iter().find(|component| trace.name(component) == "language").expect("it is sent");
/// assert_eq!(language.place(), Some(Place::Query));
/// assert!(trace.is_of(language, &Titles::OPERATION.parameters()[0]));
/// // A bearer token signs nothing, and the value is not a file.
/// assert!(!language.is_signed() && trace.file(language).is_none());
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Component {
    pub(crate) name: Name,
    /// `None` for a value that is signed but not sent as a parameter.
    pub(crate) place: Option<Place>,
    pub(crate) form: Form,
    value: Span,
    signed: Span,
    /// Never [`Origin::Default`], which the trace determines on demand.
    pub(crate) origin: Origin,
    pub(crate) known: Known,
}

/// A string that was digested, authenticated or signed: its range, what was computed from it, and its name.
#[derive(Clone, Debug, Default)]
pub(crate) struct SignedString {
    pub(crate) range: Range<usize>,
    pub(crate) made: &'static str,
    pub(crate) label: Option<Arc<str>>,
}

/// How a signature is made from the string, in words.
#[derive(Clone)]
pub(crate) enum Digest {
    Static(&'static str),
    Shared(Arc<str>),
}

impl Component {
    /// Returns where it travels, or `None` for a value that is signed without being a parameter, such as the whole
    /// body.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// Returns whether it is in a string that is signed or digested.
    pub fn is_signed(&self) -> bool {
        self.signed != Span::NONE
    }

    /// Returns whether it carries the secret itself.
    pub(crate) fn carries_secret(&self) -> bool {
        self.place.is_some() && self.is_secret()
    }

    /// Returns whether its value is secret.
    pub(crate) fn is_secret(&self) -> bool {
        matches!(self.form, Form::Secret(_))
    }

    /// Returns whether it is a file.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.form, Form::File(_))
    }

    /// Returns the file that is sent as this component.
    pub(crate) fn file<'b>(&self, beside: Option<&'b Beside>) -> Option<&'b File> {
        match self.form {
            Form::File(number) => beside?.files.get(number as usize),
            _ => None,
        }
    }

    /// Returns where the value that is sent is; for a file, its content.
    #[inline]
    pub(crate) fn source<'b>(&self, beside: Option<&'b Beside>) -> Source<'b> {
        match self.form {
            Form::Text | Form::Json => Source::Here(self.value()),
            Form::File(_) => Source::Beside(self.file(beside).map_or(&[], |file| file.bytes())),
            Form::Secret(Hidden::Main) => Source::Beside(&[]),
            Form::Secret(Hidden::Beside(number)) => {
                let secret = beside.and_then(|beside| beside.secrets.get(number as usize));
                Source::Beside(secret.map_or(&[], |secret| secret.as_slice()))
            }
        }
    }

    /// Returns whether its value is in the buffer: it is neither secret nor a file.
    #[inline]
    pub(crate) fn is_in_buffer(&self) -> bool {
        matches!(self.form, Form::Text | Form::Json)
    }

    /// Returns the range of `name=value&`, for a component that is sent.
    #[inline]
    pub(crate) fn pair(&self) -> Range<usize> {
        let value = self.value();
        let start = if let Name::At(name) = self.name { name.range().start } else { value.start };
        start..value.end + 1
    }

    /// Returns whether it is sent under this name.
    #[inline]
    pub(crate) fn is_called(&self, name: &[u8], buffer: &[u8]) -> bool {
        matches!(self.name, Name::At(at) if at.len() == name.len() && buffer.get(at.range()) == Some(name))
    }

    /// Creates a part of a signed string that is not sent as a parameter.
    pub(crate) fn part(name: Name, origin: Origin, form: Form, range: Range<usize>) -> Self {
        let value = Span::of(range);
        Self { name, place: None, form, value, signed: value, origin, known: Known::NOTHING }
    }

    /// Returns the range of its bytes. For a value that is sent, its name and `=` precede it, and `&` follows.
    #[inline]
    pub(crate) fn value(&self) -> Range<usize> {
        self.value.range()
    }

    /// Returns the range in a signed string, if it is signed. Encoded, it is longer there.
    #[inline]
    pub(crate) fn signed(&self) -> Option<Range<usize>> {
        self.is_signed().then(|| self.signed.range())
    }

    /// Sets the range in a signed string.
    #[inline]
    pub(crate) fn set_signed(&mut self, range: Option<Range<usize>>) {
        self.signed = range.map_or(Span::NONE, Span::of);
    }

    /// Moves a part that is not sent.
    pub(crate) fn move_to(&mut self, range: Range<usize>) {
        (self.value, self.signed) = (Span::of(range.clone()), Span::of(range));
    }
}

/// Where the bytes of a component are: in the buffer, or outside of it.
pub(crate) enum Source<'c> {
    Here(Range<usize>),
    Beside(&'c [u8]),
}

impl<'c> Source<'c> {
    #[inline]
    pub(crate) fn bytes(self, buffer: &'c [u8]) -> &'c [u8] {
        match self {
            Self::Here(range) => buffer.get(range).unwrap_or_default(),
            Self::Beside(bytes) => bytes,
        }
    }
}

/// A request before it is encoded.
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    /// Pairs in the order in which they were added, followed by the signed strings.
    pub(crate) bytes: Vec<u8>,
    pub(crate) components: Vec<Component>,
    pub(crate) beside: Option<Box<Beside>>,
    /// A bit for each place in which components travel, or did before they were removed.
    places: u8,
    /// Whether a parameter that is the whole body is set, even if it has no members.
    pub(crate) has_whole_body: bool,
    /// The string to sign, and before it those whose digests it contains.
    pub(crate) signed: SignedString,
    pub(crate) earlier: Vec<SignedString>,
    /// The ranges of values that contain the secret, which are overwritten once the request is encoded.
    pub(crate) secret_values: Vec<Range<usize>>,
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        let (bytes, components) = (Vec::with_capacity(USUAL_BYTES), Vec::with_capacity(USUAL_COMPONENTS));
        Self {
            operation,
            bytes,
            components,
            beside: None,
            places: 0,
            has_whole_body: false,
            signed: SignedString::default(),
            earlier: Vec::new(),
            secret_values: Vec::new(),
        }
    }

    /// Refuses a buffer that is too long for the ranges in it.
    pub(crate) fn check_length(&self) -> Result<(), &'static str> {
        if u32::try_from(self.bytes.len()).is_ok() { Ok(()) } else { Err(TOO_LONG) }
    }

    /// Returns what is sent as the component's value; for a file, its content.
    #[inline]
    pub(crate) fn value(&self, component: &Component) -> &[u8] {
        component.source(self.beside.as_deref()).bytes(&self.bytes)
    }

    /// Returns the name on the wire, or the name of the part, as bytes.
    pub(crate) fn name_bytes(&self, component: &Component) -> &[u8] {
        component.name.bytes(&self.bytes, self.beside.as_deref())
    }

    /// Returns the name on the wire, or the name of the part. Empty if it is not UTF-8.
    pub(crate) fn name(&self, component: &Component) -> &str {
        std::str::from_utf8(self.name_bytes(component)).unwrap_or_default()
    }

    /// Returns whether a component is a value of this parameter.
    pub(crate) fn is_of(&self, component: &Component, parameter: &Parameter) -> bool {
        component.place.is_some_and(|place| parameter.travels_as(place, self.name(component)))
    }

    /// Returns the file that is sent as a component.
    pub(crate) fn file(&self, component: &Component) -> Option<&File> {
        component.file(self.beside.as_deref())
    }

    /// Keeps a file, and returns the form of the component that it is sent as.
    pub(crate) fn keep_file(&mut self, file: File) -> Form {
        let files = &mut self.beside.get_or_insert_default().files;
        files.push(file);
        Form::File(files.len() as u32 - 1)
    }

    /// Keeps a secret outside of the buffer, and returns the form of its component.
    pub(crate) fn keep_secret(&mut self, secret: Zeroizing<Vec<u8>>) -> Form {
        let secrets = &mut self.beside.get_or_insert_default().secrets;
        secrets.push(secret);
        Form::Secret(Hidden::Beside(secrets.len() as u32 - 1))
    }

    /// Keeps the name of a part, which is not in the buffer.
    pub(crate) fn keep_name(&mut self, name: &Arc<str>) -> Name {
        let names = &mut self.beside.get_or_insert_default().names;
        names.push(name.clone());
        Name::Beside(names.len() - 1)
    }

    /// Returns the encoded pairs of a place.
    pub(crate) fn pairs(&self, place: Place) -> Vec<u8> {
        let mut buffer = self.bytes.clone();
        query::write_pairs(&mut buffer, &self.components, self.beside.as_deref(), place);
        buffer.split_off(self.bytes.len())
    }

    /// Records a string that was digested, authenticated or signed.
    pub(crate) fn sign(&mut self, range: Range<usize>, made: &'static str, label: Option<Arc<str>>) {
        let before = std::mem::replace(&mut self.signed, SignedString { range, made, label });
        if !before.made.is_empty() {
            self.earlier.push(before);
        }
    }

    /// Returns the components that travel in `place`, in order.
    pub(crate) fn in_place(&self, place: Place) -> impl Iterator<Item = &Component> {
        let components = if self.places & 1 << place as u8 == 0 { &[] } else { self.components.as_slice() };
        components.iter().filter(move |component| component.place == Some(place))
    }

    /// Adds a value that is not a declared parameter.
    pub(crate) fn add(&mut self, name: &str, place: Place, value: &str, origin: Origin) {
        let start = self.open(name);
        self.bytes.extend_from_slice(value.as_bytes());
        self.close(start, name, place, Form::Text, origin);
    }

    /// Adds the constants of the operation.
    pub(crate) fn add_constants(&mut self) {
        for constant in self.operation.constants() {
            let start = self.open(constant.name());
            self.bytes.extend_from_slice(constant.value().as_bytes());
            let form = if constant.literal() { Form::Json } else { Form::Text };
            self.close(start, constant.name(), constant.place(), form, Origin::Field);
        }
    }

    /// Overwrites the values that contain the secret, and drops those outside of the buffer.
    pub(crate) fn forget_secrets(&mut self) {
        if let Some(beside) = &mut self.beside {
            beside.secrets.clear();
        }
        for range in std::mem::take(&mut self.secret_values) {
            self.bytes.get_mut(range).unwrap_or_default().fill(b'*');
        }
    }

    /// Begins a component, whose value is written next. Returns its start. Not inlined, because the code of each type
    /// of a parameter would contain a copy.
    #[inline(never)]
    pub(crate) fn open(&mut self, name: &str) -> usize {
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b'=');
        self.bytes.len()
    }

    /// Ends the component whose value was written from `start`, behind this name.
    pub(crate) fn close(&mut self, start: usize, name: &str, place: Place, form: Form, origin: Origin) {
        self.close_with(start, Self::opened(start, name), place, form, origin, Known::NOTHING);
    }

    /// Returns the name of the component whose value begins at `start`.
    #[inline]
    pub(crate) fn opened(start: usize, name: &str) -> Name {
        Name::at(start - 1 - name.len()..start - 1)
    }

    /// Ends a component of which something is known.
    #[inline]
    pub(crate) fn close_with(
        &mut self,
        start: usize,
        name: Name,
        place: Place,
        form: Form,
        origin: Origin,
        known: Known,
    ) {
        let value = Span::of(start..self.bytes.len());
        self.bytes.push(b'&');
        self.places |= 1 << place as u8;
        let (place, signed) = (Some(place), Span::NONE);
        self.components.push(Component { name, place, form, value, signed, origin, known });
    }
}
