//! The signing trace: what was signed, byte for byte.
//!
//! It takes over the draft's buffer: every value, its origin, and its range in the signed string. The secret is not in
//! it, because it was never written there; its [`Fingerprint`] is printed instead. Printing is in `text`.

mod columns;
mod strings;
mod text;

use std::borrow::Cow;
use std::ops::Range;

pub use self::strings::{TracedPart, TracedString};

use crate::operation::{Operation, Parameter, Place};
use crate::param::{Beside, Component, Digest, Draft, Origin, SignedString};
use crate::secret::Fingerprint;
use crate::value::File;

/// The trace of a signature: what was signed, and where each byte of it came from.
///
/// It prints as a table of the values in the order in which they are signed, followed by each string that was signed or
/// digested, with the secret's fingerprint in place of the secret, how the signature was computed, and where it was
/// sent.
///
/// ```
/// use countersign::operation::Place;
/// use countersign::param::Origin;
/// use countersign::scheme::{Scheme, key_id, parameters, secret, signature};
/// use countersign::{Client, Credentials, Envelope, endpoint};
///
/// /// Looks for books.
/// #[endpoint(GET, "/books", response = Vec<String>)]
/// pub struct FindBooks {
///     /// A word of the title.
///     pub title: String,
///     /// The maximum number of books.
///     #[param(default = 10)]
///     pub limit: u32,
/// }
///
/// let scheme = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
///     .parameter("appKey", key_id())
///     .parameter("sign", signature());
/// let client: Client = Client::builder("https://books.example", scheme.build(), Envelope::none())
///     .credentials(Credentials::new("reader", "sesame")?)
///     .build()?;
/// let trace = client.prepare(&FindBooks::builder().title("Faust").build())?.trace;
///
/// assert_eq!(trace.operation().name(), "find_books");
/// assert_eq!(trace.signed(), b"appKey=reader&limit=10&title=Faust");
/// assert_eq!(trace.secret().bytes(), 6);
/// // Where each byte is from:
/// let signed = trace.in_order().into_iter().filter(|component| component.is_signed());
/// let parts: Vec<_> = signed.map(|part| (trace.name(part).into_owned(), trace.origin(part))).collect();
/// assert_eq!(parts[0], (String::from("appKey"), Origin::Auth));
/// assert_eq!(parts[1], (String::from("limit"), Origin::Default));
/// assert_eq!(parts[2], (String::from("title"), Origin::Field));
/// let title = trace.components().iter().find(|component| trace.name(component) == "title").expect("it is sent");
/// assert_eq!(trace.value(title), b"Faust");
/// assert_eq!(trace.signed_range(title).map(|range| &trace.signed()[range]), Some(&b"Faust"[..]));
/// let declared = trace.operation().parameters().iter().find(|parameter| trace.is_of(title, parameter));
/// assert!(declared.is_some_and(|parameter| parameter.wire_name() == "title") && trace.file(title).is_none());
/// // What the scheme sent:
/// assert_eq!(trace.sent().map(|(_, name, _)| name.into_owned()).collect::<Vec<_>>(), ["appKey", "sign"]);
/// let (sign, place) = trace.signature().expect("the request is signed");
/// assert_eq!((&*trace.name(sign), place), ("sign", Place::Query));
/// // The rule prints as the code that makes it, or as its name.
/// assert!(!trace.rule().is_empty());
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone)]
pub struct SigningTrace {
    rule: &'static str,
    operation: &'static Operation,
    bytes: Vec<u8>,
    components: Vec<Component>,
    beside: Option<Box<Beside>>,
    signed: SignedString,
    earlier: Vec<SignedString>,
    digest: Digest,
    secret: Fingerprint,
}

impl SigningTrace {
    /// Takes over the values that a draft was signed from.
    pub(crate) fn new(rule: &'static str, secret: Fingerprint, draft: &mut Draft, digest: Digest) -> Self {
        draft.forget_secrets();
        let (bytes, components) = (std::mem::take(&mut draft.bytes), std::mem::take(&mut draft.components));
        let (signed, earlier) = (std::mem::take(&mut draft.signed), std::mem::take(&mut draft.earlier));
        let beside = draft.beside.take();
        Self { rule, operation: draft.operation, bytes, components, beside, signed, earlier, digest, secret }
    }

    /// Returns the name of the signing rule.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    /// Returns the operation that was signed.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Returns the signed string, without the secret.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    /// # let sorted = parameters().sorted().pairs("=", "&");
    /// # let scheme = Scheme::new((sorted + "&key=" + secret()).md5().hex()).parameter("sign", signature()).build()?;
    /// # let request = Request::new("GET", "https://books.example/?title=Faust")?;
    /// # let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.signed(), b"title=Faust&key=");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn signed(&self) -> &[u8] {
        self.bytes.get(self.signed.range.clone()).unwrap_or_default()
    }

    /// Returns how the signature was computed from the string, such as `MD5, in upper-case hex`. Empty if nothing was
    /// signed.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    /// # let sorted = parameters().sorted().pairs("=", "&");
    /// # let scheme = Scheme::new((sorted + "&key=" + secret()).md5().hex()).parameter("sign", signature()).build()?;
    /// # let request = Request::new("GET", "https://books.example/?title=Faust")?;
    /// # let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.digest(), "MD5, in lower-case hex");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn digest(&self) -> &str {
        match &self.digest {
            Digest::Static(digest) => digest,
            Digest::Shared(digest) => digest,
        }
    }

    /// Returns the fingerprint of the secret.
    pub fn secret(&self) -> Fingerprint {
        self.secret
    }

    /// Returns the offsets of the secret in the signed string, in bytes. Empty if it is only the key of an HMAC.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    /// # let sorted = parameters().sorted().pairs("=", "&");
    /// # let scheme = Scheme::new((sorted + "&key=" + secret()).md5().hex()).parameter("sign", signature()).build()?;
    /// # let request = Request::new("GET", "https://books.example/?title=Faust")?;
    /// # let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.secret_at(), [16]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn secret_at(&self) -> Vec<usize> {
        let last = self.strings().next_back().into_iter();
        let secrets = last.flat_map(TracedString::parts).filter(|part| part.origin() == Origin::Secret);
        secrets.map(|part| part.range().start).collect()
    }

    /// Returns the name of a component on the wire, or the name of the part.
    pub fn name<'t>(&'t self, component: &'t Component) -> Cow<'t, str> {
        String::from_utf8_lossy(component.name.bytes(&self.bytes, self.beside.as_deref()))
    }

    /// Returns whether a component is a value of this parameter.
    pub fn is_of(&self, component: &Component, parameter: &Parameter) -> bool {
        component.place.is_some_and(|place| parameter.travels_as(place, &self.name(component)))
    }

    /// Returns the file that is sent as a component.
    pub fn file(&self, component: &Component) -> Option<&File> {
        component.file(self.beside.as_deref())
    }

    /// Returns the byte range of a component's value in the string to sign, or `None` if it is not part of it.
    pub fn signed_range(&self, component: &Component) -> Option<Range<usize>> {
        let signed = component.signed()?;
        let from = |at: usize| at.checked_sub(self.signed.range.start);
        (signed.end <= self.signed.range.end).then_some(from(signed.start)?..from(signed.end)?)
    }

    /// Returns all values of the request and parts of the signed string, in no particular order.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// Returns the value of a component, as it is sent but before it is encoded.
    pub fn value(&self, component: &Component) -> &[u8] {
        self.bytes.get(component.value()).unwrap_or_default()
    }

    /// Returns the origin of a component's value. A field with its declared default counts as a default, even if it was
    /// set explicitly.
    pub fn origin(&self, component: &Component) -> Origin {
        let declared = self.operation.parameters().iter().find(|parameter| self.is_of(component, parameter));
        let default = declared.and_then(Parameter::default);
        match (component.origin, default) {
            (Origin::Field, Some(default)) if default().as_bytes() == self.value(component) => Origin::Default,
            (origin, _) => origin,
        }
    }

    /// Returns the signed components in the order of the signed string, followed by those that are sent unsigned.
    pub fn in_order(&self) -> Vec<&Component> {
        let mut components: Vec<_> = self.components.iter().collect();
        components
            .sort_by_key(|component| component.signed().map_or((usize::MAX, 0), |range| (range.start, range.end)));
        components
    }

    /// Returns the signature, and where it was sent, or `None` if nothing was signed.
    pub fn signature(&self) -> Option<(&Component, Place)> {
        let component = self.components.iter().find(|component| component.origin == Origin::Signature)?;
        Some((component, component.place?))
    }
}
