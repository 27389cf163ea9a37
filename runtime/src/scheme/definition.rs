//! [`Scheme`]: what is signed, and what is sent where.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::check;
use super::error::{SchemeError, Warning, WarningKind};
use super::into_text::IntoText;
use super::sign::Plan;
use super::text::{Node, Text};
use crate::param::Origin;

/// How requests are authenticated: what string is signed, by what, and where the results travel.
///
/// ```
/// use countersign::scheme::*;
///
/// // Taobao: the MD5 of sorted parameters between the secret and itself.
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
/// What is sent without the signature goes into the request first, in the order written here; then the string is made
/// and signed; then what contains the signature is added. What carries the signature is left out of every source by
/// itself: it is not among [`parameters`](super::parameters), and is cut out of [`raw_query`](super::raw_query).
#[derive(Clone)]
pub struct Scheme(Arc<Built>);

struct Built {
    definition: Definition,
    plan: Plan,
    warnings: Vec<Warning>,
}

/// What a scheme is defined by.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Definition {
    pub(super) signature: Option<Text>,
    pub(super) sends: Vec<Sent>,
    pub(super) max_age: Option<Duration>,
    pub(super) remembers: Option<Text>,
    /// Sorted, each once, so that schemes that accept the same are equal.
    pub(super) accepted: Vec<WarningKind>,
}

/// Something that is sent.
#[derive(Clone, PartialEq)]
pub(super) struct Sent {
    pub(super) place: Place,
    pub(super) name: Arc<str>,
    pub(super) text: Text,
    /// What a trace says of it.
    pub(super) origin: Origin,
}

/// Where something is sent.
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
    /// The body where the request has one that holds parameters, else the query.
    Parameter,
}

impl Place {
    /// Where it travels.
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
    /// Calls `visit` with every text, those within others included.
    pub(super) fn walk<'d>(&'d self, visit: &mut dyn FnMut(&'d Text)) {
        let sent = self.sends.iter().map(|send| &send.text);
        self.signature.iter().chain(sent).chain(&self.remembers).for_each(|text| text.walk(visit));
    }
}

impl Sent {
    /// Whether it has this name; headers have it in any case.
    pub(super) fn is_called(&self, name: &str) -> bool {
        if self.place == Place::Header { self.name.eq_ignore_ascii_case(name) } else { *self.name == *name }
    }
}

impl Scheme {
    /// Begins a scheme with its signature, encoded as it travels.
    #[expect(clippy::new_ret_no_self, reason = "`build` checks it")]
    pub fn new(signature: impl IntoText) -> SchemeBuilder {
        SchemeBuilder(Definition { signature: Some(signature.into_text()), ..Definition::default() })
    }

    /// Begins a scheme that signs nothing: what it sends is the proof, such as a token.
    pub fn unsigned() -> SchemeBuilder {
        SchemeBuilder(Definition::default())
    }

    /// Returns what may be wrong with the scheme although it can be used, without what it
    /// [accepts](SchemeBuilder::accept).
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.0.warnings
    }

    /// Refuses a scheme with [`warnings`](Self::warnings): whoever receives requests must have read them.
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
    /// Every warning as a problem, with the kind that would have to be accepted.
    pub fn deny_warnings(&self) -> Result<(), SchemeError> {
        let problems: Vec<_> = self.warnings().iter().map(Warning::denied).collect();
        if problems.is_empty() { Ok(()) } else { Err(SchemeError::new(problems)) }
    }

    /// Places and names of all that the scheme sends, in order.
    pub fn sends(&self) -> impl Iterator<Item = (Place, &str)> {
        self.definition().sends.iter().map(|send| (send.place, &*send.name))
    }

    /// Places and names of what carries the signature.
    pub fn signature_places(&self) -> impl Iterator<Item = (Place, &str)> {
        let carriers = self.definition().sends.iter().filter(|send| send.text.facts().signature);
        carriers.map(|send| (send.place, &*send.name))
    }

    /// Whether a part of the credentials is signed or sent.
    /// Whether parts run into each other, and someone has said that this is made up for.
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

/// A [`Scheme`] that is not checked yet.
#[derive(Clone)]
#[must_use = "a scheme signs nothing before it is built"]
pub struct SchemeBuilder(Definition);

crate::secret::opaque!(SchemeBuilder);

impl SchemeBuilder {
    fn send(mut self, place: Place, name: impl Into<String>, text: impl IntoText) -> Self {
        let (name, text): (String, Text) = (name.into(), text.into_text());
        let origin = if text.facts().signature {
            Origin::Signature
        } else if text.any(|node| matches!(node, Node::Nonce(_))) {
            Origin::Nonce
        } else if text.any(|node| matches!(node, Node::Time(_) | Node::TimeAfter(..))) {
            Origin::Clock
        } else {
            Origin::Auth
        };
        self.0.sends.push(Sent { place, name: name.into(), text, origin });
        self
    }

    /// Sends a header; one that the request has already is replaced.
    pub fn header(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Header, name, text)
    }

    /// Sends a parameter in the query.
    ///
    /// It goes to the end, unless the request has an empty parameter of this name, which holds a place for it.
    pub fn query(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Query, name, text)
    }

    /// Sends a field of the form, as [`query`](Self::query) does.
    pub fn form(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Form, name, text)
    }

    /// Sends a member of the JSON object that is the body, as text.
    pub fn json(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Json, name, text)
    }

    /// Sends a parameter: in the body where that is a form or a JSON object, else in the query.
    pub fn parameter(self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.send(Place::Parameter, name, text)
    }

    /// Sets how far the time of a received request may lie from the receiver's, in both directions. Defaults to five
    /// minutes; a time that is exact to a day only may be off by a day more.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.0.max_age = Some(age);
        self
    }

    /// Sets what a receiver remembers, so that it accepts a request once: the nonce, or the header with the number of a
    /// message. See [`Scheme::verify_once`].
    pub fn remembers(mut self, text: impl IntoText) -> Self {
        self.0.remembers = Some(text.into_text());
        self
    }

    /// Accepts warnings of a kind, of a rule that someone else has made: receivers then take the scheme. What stands
    /// beside it must make up for the warning, for example a list of the fields that may arrive.
    pub fn accept(mut self, kind: WarningKind) -> Self {
        if let Err(index) = self.0.accepted.binary_search(&kind) {
            self.0.accepted.insert(index, kind);
        }
        self
    }

    /// Checks the scheme and compiles it.
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
