//! [`Scheme`]: what is signed, and what is sent where.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;

use super::check;
use super::error::{SchemeError, Warning, WarningKind};
use super::into_text::IntoText;
use super::json_path::JsonPath;
use super::sign::{Plan, is_plain};
use super::text::{Node, Text};
use crate::param::Origin;

/// A signing scheme: what string is signed, by what, and where the results are sent.
///
/// ```
/// use countersign::scheme::*;
///
/// // Taobao: the MD5 of the sorted parameters, with the secret on both sides.
/// let sorted = parameters().sorted().pairs("", "");
/// let scheme = Scheme::new((secret() + sorted + secret()).md5().upper_hex())
///     .parameter("app_key", key_id())
///     .parameter("timestamp", time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(480)))
///     .parameter("sign", signature())
///     .build()?;
///
/// assert_eq!(scheme.signature_places().collect::<Vec<_>>(), [(Place::Parameter, "sign")]);
/// # Ok::<(), SchemeError>(())
/// ```
///
/// Everything that does not contain the signature is added to the request first, in the order written here. Then the
/// string is composed and signed, and what contains the signature is added last. Whatever carries the signature is left
/// out of every source automatically: it is not among [`parameters`](super::parameters), and is cut out of
/// [`raw_query`](super::raw_query).
#[derive(Clone)]
pub struct Scheme(Arc<Built>);

struct Built {
    definition: Definition,
    plan: Plan,
    warnings: Vec<Warning>,
}

/// The definition of a scheme.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Definition {
    pub(super) signature: Option<Text>,
    pub(super) sends: Vec<Sent>,
    pub(super) max_age: Option<Duration>,
    pub(super) remembers: Option<Text>,
    /// Sorted and without duplicates, so that schemes that accept the same warnings are equal.
    pub(super) accepted: Vec<WarningKind>,
}

/// An item that is sent.
#[derive(Clone, PartialEq)]
pub(super) struct Sent {
    pub(super) place: Place,
    pub(super) name: Arc<str>,
    /// Where it is in a JSON body, if it is sent as a member.
    pub(super) path: Option<JsonPath>,
    pub(super) text: Text,
    /// Its origin, as traces print it.
    pub(super) origin: Origin,
    /// The name of a header, if it is one.
    pub(super) header: Option<HeaderName>,
    /// Whether the name needs no encoding.
    pub(super) plain_name: bool,
    /// Whether it is a number in JSON, without quotes.
    pub(super) number: bool,
    /// The other headers in which it may arrive.
    pub(super) others: Vec<Arc<str>>,
}

/// The place where an item is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A header.
    Header,
    /// The query.
    Query,
    /// A form.
    Form,
    /// A member of a JSON object.
    Json,
    /// The body if it holds parameters, otherwise the query.
    Parameter,
}

impl Place {
    /// Returns the place in terms of operations.
    pub(super) fn travels(self) -> crate::operation::Place {
        match self {
            Self::Header => crate::operation::Place::Header,
            Self::Query => crate::operation::Place::Query,
            Self::Form | Self::Json | Self::Parameter => crate::operation::Place::Body,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Header => "header",
            Self::Query => "query parameter",
            Self::Form => "form field",
            Self::Json => "JSON member",
            Self::Parameter => "parameter",
        })
    }
}

impl Definition {
    /// Calls `visit` with every text, including nested ones.
    pub(super) fn walk<'d>(&'d self, visit: &mut dyn FnMut(&'d Text)) {
        let sent = self.sends.iter().map(|send| &send.text);
        self.signature.iter().chain(sent).chain(&self.remembers).for_each(|text| text.walk(visit));
    }
}

impl Sent {
    /// Returns the steps that lead to it: its name, unless it is inside a member of a JSON body.
    pub(super) fn steps(&self) -> &[Arc<str>] {
        self.path.as_ref().map_or(std::slice::from_ref(&self.name), |path| &path.steps)
    }

    /// Returns the name or the pointer as the scheme has it.
    pub(super) fn written(&self) -> &str {
        self.path.as_ref().map_or(&self.name, |path| &path.written)
    }

    /// Returns where it is in a JSON body, if that is inside a member.
    pub(super) fn nested(&self) -> Option<&JsonPath> {
        self.path.as_ref().filter(|path| path.steps.len() > 1)
    }

    /// Returns whether it has this name. Headers are compared without regard to case.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let mut others = self.others.iter();
        match self.place {
            Place::Header => self.name.eq_ignore_ascii_case(name) || others.any(|each| each.eq_ignore_ascii_case(name)),
            _ => *self.name == *name,
        }
    }
}

impl Scheme {
    /// Starts a scheme with its signature, encoded as it is sent.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[expect(clippy::new_ret_no_self, reason = "`build` checks it")]
    pub fn new(signature: impl IntoText) -> SchemeBuilder {
        SchemeBuilder(Definition { signature: Some(signature.into_text()), ..Definition::default() })
    }

    /// Starts a scheme that signs nothing, but sends a proof such as a token.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::unsigned().header("x-token", credential("token")).build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn unsigned() -> SchemeBuilder {
        SchemeBuilder(Definition::default())
    }

    /// Returns warnings about the scheme, which can be used nevertheless, without those that it
    /// [accepts](SchemeBuilder::accept).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new((path() + body()).hmac_sha256(secret()).hex())
    ///     .header("x-signature", signature())
    ///     .build()?;
    /// assert_eq!(scheme.warnings()[0].kind, WarningKind::RunTogether);
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.0.warnings
    }

    /// Refuses a scheme with [`warnings`](Self::warnings). Receivers call this, so that a weakness has to be accepted
    /// by name.
    ///
    /// ```
    /// use countersign::scheme::{Scheme, WarningKind, body, raw_query, secret, signature};
    ///
    /// let rule = Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex()).header("x-signature", signature());
    /// assert!(rule.clone().build()?.deny_warnings().is_err());
    /// assert!(rule.accept(WarningKind::RunTogether).build()?.deny_warnings().is_ok());
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    ///
    /// # Errors
    /// Every warning as a problem, with the kind to accept.
    pub fn deny_warnings(&self) -> Result<(), SchemeError> {
        let problems: Vec<_> = self.warnings().iter().map(Warning::denied).collect();
        if problems.is_empty() { Ok(()) } else { Err(SchemeError::new(problems)) }
    }

    /// Returns places and names of everything that the scheme sends, in order.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::bearer();
    /// assert_eq!(scheme.sends().collect::<Vec<_>>(), [(Place::Header, "authorization")]);
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn sends(&self) -> impl Iterator<Item = (Place, &str)> {
        self.definition().sends.iter().map(|send| (send.place, &*send.name))
    }

    /// Returns places and names of what carries the signature.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha256(secret()).hex()).query("sign", signature()).build()?;
    /// assert_eq!(scheme.signature_places().collect::<Vec<_>>(), [(Place::Query, "sign")]);
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn signature_places(&self) -> impl Iterator<Item = (Place, &str)> {
        let carriers = self.definition().sends.iter().filter(|send| send.text.facts().signature);
        carriers.map(|send| (send.place, &*send.name))
    }

    /// Returns whether the scheme accepts a warning.
    pub(crate) fn accepts_warnings(&self) -> bool {
        !self.definition().accepted.is_empty()
    }

    pub(super) fn uses_credentials(&self) -> bool {
        let mut uses = false;
        self.definition().walk(&mut |text| {
            uses |= text.facts().credential || matches!(text.node(), Node::KeyId | Node::Identifier(_));
        });
        uses
    }

    /// Returns whether a named part of the credentials is an identifier, and nowhere secret.
    pub(super) fn identifies(&self, part: &str) -> bool {
        let (mut is_shown, mut is_secret) = (false, false);
        self.definition().walk(&mut |text| match text.node() {
            Node::Identifier(name) => is_shown |= **name == *part,
            Node::Credential(name) => is_secret |= **name == *part,
            _ => {}
        });
        is_shown && !is_secret
    }

    pub(super) fn definition(&self) -> &Definition {
        &self.0.definition
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.0.plan
    }
}

/// Schemes are equal when their definitions are.
impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.definition() == other.definition()
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A [`Scheme`] that has not been checked yet.
#[derive(Clone)]
#[must_use = "call `build` to create the scheme"]
pub struct SchemeBuilder(Definition);

crate::secret::opaque!(SchemeBuilder);

impl SchemeBuilder {
    fn send(mut self, place: Place, name: impl Into<String>, text: impl IntoText) -> Self {
        let (name, text): (String, Text) = (name.into(), text.into_text());
        let path = (place == Place::Json).then(|| JsonPath::new(&name));
        let name: Arc<str> = match path.as_ref().map(|path| path.steps.as_slice()) {
            Some([name]) => name.clone(),
            _ => name.into(),
        };
        let origin = if text.facts().signature {
            Origin::Signature
        } else if text.any(|node| matches!(node, Node::Nonce(_))) {
            Origin::Nonce
        } else if text.any(|node| matches!(node, Node::Time(..) | Node::TimeAfter(..) | Node::Lifetime(_))) {
            Origin::Clock
        } else {
            Origin::Auth
        };
        let header = if place == Place::Header { HeaderName::from_bytes(name.as_bytes()).ok() } else { None };
        let plain_name = is_plain(name.as_bytes());
        self.0.sends.push(Sent {
            place,
            name,
            path,
            text,
            origin,
            header,
            plain_name,
            number: false,
            others: Vec::new(),
        });
        self
    }

    /// Sends a header, which replaces an existing one.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn header(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Header, name, text)
    }

    /// Sends the signature in the first of these headers. A receiver accepts it in any of them; one of those that
    /// arrive must be right (Box and DocuSign, which sign with several keys while one is being replaced).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # use std::time::SystemTime;
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).base64())
    ///     .any_of_headers(["x-docusign-signature-1", "x-docusign-signature-2"], signature())
    ///     .build()?;
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let request = Request::new("POST", "https://books.example/signed")?.json(r#"{"event": "completed"}"#);
    /// let signed = scheme.sign(request, &credentials, &Fresh::now())?.request;
    /// assert!(signed.headers().contains_key("x-docusign-signature-1"));
    /// scheme.verify(&signed, |_| [credentials], SystemTime::now())?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn any_of_headers<N: Into<String>>(self, names: impl IntoIterator<Item = N>, text: impl IntoText) -> Self {
        let mut names = names.into_iter().map(Into::<String>::into);
        let mut builder = self.header(names.next().unwrap_or_default(), text);
        if let Some(sent) = builder.0.sends.last_mut() {
            sent.others = names.map(Into::into).collect();
        }
        builder
    }

    /// Sends a query parameter.
    ///
    /// It is appended, unless the request has an empty parameter of this name, which reserves a place for it.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(path().hmac_sha256(secret()).hex()).query("sign", signature()).build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn query(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Query, name, text)
    }

    /// Sends a form field, in the same way as [`query`](Self::query).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
    ///     .form("sign", signature())
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn form(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Form, name, text)
    }

    /// Sends a string member of the JSON object that is the body.
    ///
    /// A name that begins with `/` is a JSON Pointer (RFC 6901) to a member of an object inside the body, such as
    /// `/signature/token` (Mailgun). Objects that are not there are added. An element of a list, as in
    /// `/items/0/signature`, must be there. `~1` is a slash in a name, and `~0` a tilde. See
    /// [`json_member`](super::json_member).
    ///
    /// The member is appended, unless the request has an empty string there, which reserves a place for it.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(json_members().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
    ///     .json("sign", signature())
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn json(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Json, name, text)
    }

    /// Sends a member of the JSON object that is the body, as a number without quotes: a time or a number as the nonce.
    ///
    /// A request whose text is not a number in JSON is refused when it is signed.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, TimeFormat, body, secret, signature, time};
    /// use std::time::{Duration, UNIX_EPOCH};
    ///
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex())
    ///     .json_number("timestamp", time(TimeFormat::UnixSeconds))
    ///     .header("x-signature", signature())
    ///     .build()?;
    /// let request = Request::new("POST", "https://books.example/orders")?.json("{}");
    /// let fresh = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_700_000_000));
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame")?, &fresh)?;
    /// assert_eq!(signed.request.body(), br#"{"timestamp":1700000000}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn json_number(self, name: impl Into<String>, text: impl IntoText) -> Self {
        let mut builder = self.json(name, text);
        if let Some(sent) = builder.0.sends.last_mut() {
            sent.number = true;
        }
        builder
    }

    /// Sends a parameter: in the body if that is a form or a JSON object, otherwise in the query.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new(parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
    ///     .parameter("sign", signature())
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn parameter(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Parameter, name, text)
    }

    /// Sets how far the time of a received request may be from the receiver's clock, in both directions. Defaults to
    /// five minutes. A time that is only exact to a day may be off by another day.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// use std::time::Duration;
    ///
    /// let now = time(TimeFormat::UnixSeconds);
    /// let scheme = Scheme::new((path() + "\n" + &now).hmac_sha256(secret()).hex())
    ///     .header("x-time", now)
    ///     .header("x-signature", signature())
    ///     .max_age(Duration::from_secs(60))
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn max_age(mut self, age: Duration) -> Self {
        self.0.max_age = Some(age);
        self
    }

    /// Sets what a receiver remembers in order to accept a request only once: the nonce, or the header with the id of a
    /// message. The signature must cover it, or anyone could change it. See [`Scheme::verify_once`].
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new((path() + "\n" + nonce()).hmac_sha256(secret()).hex())
    ///     .header("x-nonce", nonce())
    ///     .header("x-signature", signature())
    ///     .remembers(nonce())
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn remembers(mut self, text: impl IntoText) -> Self {
        self.0.remembers = Some(text.into_text());
        self
    }

    /// Accepts a kind of warning, for a rule that is given by a vendor. Receivers then use the scheme. Something else
    /// must compensate for the warning, such as a list of the fields that may arrive.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::new((path() + body()).hmac_sha256(secret()).hex())
    ///     .header("x-signature", signature())
    ///     .accept(WarningKind::RunTogether)
    ///     .build()?;
    /// assert!(scheme.warnings().is_empty());
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    pub fn accept(mut self, kind: WarningKind) -> Self {
        if let Err(index) = self.0.accepted.binary_search(&kind) {
            self.0.accepted.insert(index, kind);
        }
        self
    }

    /// Checks and compiles the scheme.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// // A mistake: the time is signed, but a receiver cannot know it.
    /// let scheme = Scheme::new((path() + "\n" + time(TimeFormat::UnixSeconds)).hmac_sha256(secret()).hex())
    ///     .header("x-signature", signature())
    ///     .build();
    /// assert_eq!(scheme.as_ref().unwrap_err().problems().len(), 1);
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    ///
    /// # Errors
    /// Everything that cannot work, or cannot be verified, each with the part that it is about.
    pub fn build(self) -> Result<Scheme, SchemeError> {
        let (problems, warnings) = check::check(&self.0);
        if !problems.is_empty() {
            return Err(SchemeError::new(problems));
        }
        Ok(self.with(warnings))
    }

    /// Compiles a scheme that is known to be sound.
    pub(super) fn sound(self) -> Scheme {
        self.with(Vec::new())
    }

    fn with(self, warnings: Vec<Warning>) -> Scheme {
        let plan = Plan::of(&self.0);
        Scheme(Arc::new(Built { definition: self.0, plan, warnings }))
    }
}
