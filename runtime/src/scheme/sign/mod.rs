//! The signing half: a plan that is compiled once, and run for each request.
//!
//! All values are in the draft's buffer, and each string that is digested is in one piece at its end, so that the trace
//! consists of ranges. Secrets are kept outside of the buffer. The verifying half is a separate module that calls
//! nothing in this one.

mod clock;
mod crypto;
mod encode;
mod fields;
mod pairs;
mod results;
mod sources;
mod writer;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub use self::clock::Fresh;
pub(crate) use self::clock::random_uuid;
use self::crypto::Keys;
pub(super) use self::encode::{form_decode, is_plain, percent_encode};
use self::writer::Writer;
use super::ambiguous::Ends;
use super::covers;
use super::definition::{Definition, Place, Scheme, Sent};
use super::error::SignError;
use super::pairs::Supply;
use super::request::{Kind, Request};
use super::text::{Map, Node, Text};
use crate::auth::{Credentials, SigningTrace};
use crate::operation::Operation;
use crate::param::{Component, Digest, Draft};
use crate::secret::Fingerprint;

/// The steps for each request, in order.
pub(super) struct Plan {
    before: Vec<Sent>,
    /// What is digested, authenticated or signed, inner ones first.
    stages: Vec<Stage>,
    after: Vec<Sent>,
    /// Which pairs it needs: of the query, of the body.
    pub(super) pairs: [bool; 2],
    pub(super) refuses_bytes: bool,
    /// The expiries and lifetimes that are not signed.
    pub(super) open_ends: Vec<Text>,
    /// Whether it contains a time or a nonce.
    pub(super) is_fresh: bool,
    /// Whether it collects headers. Such schemes sign more parts than others.
    collects_headers: bool,
    /// Whether the signature consists of hexadecimal digits, which need no encoding.
    is_hex: bool,
    ends: Ends,
    keys: Keys,
    /// How the signature is made from the string, in words.
    pub(super) digest: Arc<str>,
}

/// A value that is computed from a message.
struct Stage {
    text: Text,
    message: Text,
    made: &'static str,
    label: Option<Arc<str>>,
}

impl Plan {
    pub(super) fn of(definition: &Definition) -> Self {
        let sends = definition.sends.iter().cloned();
        let (after, before) = sends.partition(|send| send.text.facts().signature);
        let mut stages = Vec::new();
        if let Some(signature) = &definition.signature {
            collect(signature, None, &mut stages);
        }
        let (mut pairs, mut is_fresh, mut collects_headers) = ([false; 2], false, false);
        definition.walk(&mut |text| match text.node() {
            Node::Pairs(from, _) => from.supplies(&mut |supply| match supply {
                Supply::Query => pairs[0] = true,
                Supply::Form | Supply::Json => pairs[1] = true,
                Supply::Parameters => pairs = [true; 2],
                Supply::Nothing | Supply::JsonOf(_) => {}
                Supply::Headers(_) | Supply::HeadersStarting(_) | Supply::SignedHeaders(_) => collects_headers = true,
            }),
            Node::Parameter(_) => pairs = [true; 2],
            Node::Time(..) | Node::TimeAfter(..) | Node::Nonce(_) => is_fresh = true,
            _ => {}
        });
        let digest = definition.signature.as_ref().map_or_else(String::new, digest_of).into();
        let (refuses_bytes, open_ends) = (covers::refuses_bytes(definition), covers::open_ends(definition));
        let signature = definition.signature.as_ref().map(Text::node);
        let is_hex = matches!(signature, Some(Node::Map(Map::Hex | Map::UpperHex, _)));
        let (ends, keys) = (Ends::of(definition), Keys::default());
        Self {
            before,
            stages,
            after,
            pairs,
            refuses_bytes,
            open_ends,
            is_fresh,
            collects_headers,
            is_hex,
            ends,
            keys,
            digest,
        }
    }
}

/// Lists what is computed, inner ones first. Keys are not traced, so what they are derived from is not a stage.
fn collect(text: &Text, label: Option<&Arc<str>>, stages: &mut Vec<Stage>) {
    let (message, made) = match text.node() {
        Node::Named(label, inner) => return collect(inner, Some(label), stages),
        Node::Mac(hash, message, _) => (message, hash.mac_name()),
        Node::Asymmetric(algorithm, message) => (message, algorithm.name()),
        Node::Map(Map::Digest(hash), message) => (message, hash.name()),
        Node::Derived(..) => return,
        Node::Map(_, inner) => return collect(inner, label, stages),
        _ => return text.children().into_iter().for_each(|child| collect(child, None, stages)),
    };
    collect(message, None, stages);
    if !stages.iter().any(|known| known.text.is(text)) {
        let own = if let Node::Named(own, _) = message.node() { Some(own) } else { label };
        stages.push(Stage { text: text.clone(), message: message.clone(), made, label: own.cloned() });
    }
}

/// Describes how a signature is made: `MD5, in upper-case hex`.
fn digest_of(text: &Text) -> String {
    match text.node() {
        Node::Map(Map::Digest(hash), _) => hash.name().to_owned(),
        Node::Mac(hash, ..) => hash.mac_name().to_owned(),
        Node::Asymmetric(algorithm, _) => algorithm.name().to_owned(),
        Node::Named(_, inner) => digest_of(inner),
        Node::Map(Map::Hex, inner) => digest_of(inner) + ", in lower-case hex",
        Node::Map(Map::UpperHex, inner) => digest_of(inner) + ", in upper-case hex",
        Node::Map(Map::Base64, inner) => digest_of(inner) + ", in Base64",
        _ => text.to_string(),
    }
}

/// The parts of a request under construction that are not in its draft.
pub(super) trait Message {
    fn method(&self) -> &str;
    /// Returns scheme, and host with port.
    fn origin(&self) -> [&str; 2];
    fn path(&self, draft: &Draft) -> Cow<'_, [u8]>;
    /// Returns the query as it will be sent.
    fn query(&self, draft: &Draft) -> Option<Raw<'_>>;
    /// Returns the body as it will be sent.
    fn body(&self, draft: &Draft) -> Result<Raw<'_>, SignError>;
    fn kind(&self) -> Kind;
    /// Returns whether the draft contains all parameters, even those that the scheme does not need.
    fn is_in_draft(&self) -> bool;
    /// Returns a header, and whether it is secret. Several values are joined by `between`.
    fn header<'m>(&'m self, draft: &'m Draft, name: &str, between: &[u8]) -> Option<(Cow<'m, [u8]>, bool)>;
    fn header_names(&self, draft: &Draft) -> Vec<String>;
    fn constant(&self, name: &str) -> Option<&str>;
    /// Adds a component of the draft to the request, at this place. If `is_new`, nothing else has its name.
    fn add(
        &mut self,
        draft: &Draft,
        send: &Sent,
        place: Place,
        added: &Component,
        is_new: bool,
    ) -> Result<(), SignError>;
}

/// The bytes of a query or a body, and the ranges of secrets in them.
pub(super) struct Raw<'r> {
    pub(super) bytes: Cow<'r, [u8]>,
    pub(super) secret: Cow<'r, [Range<usize>]>,
}

/// A signed request, and the trace of what was signed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SignedRequest {
    /// The request, including everything that the scheme sends.
    pub request: Request,
    /// The trace of what was signed.
    pub trace: SigningTrace,
    /// The signature as it is sent. Empty if nothing is signed.
    pub signature: String,
}

impl Scheme {
    /// Signs a request.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, body, secret, signature};
    ///
    /// // GitHub's pushes.
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex())
    ///     .header("x-hub-signature-256", "sha256=" + signature())
    ///     .build()?;
    /// let request = Request::new("POST", "https://receiver.example/")?.bytes("Hello, World!");
    /// let credentials = Credentials::of_secret("It's a Secret to Everybody")?;
    ///
    /// let signed = scheme.sign(request, &credentials, &Fresh::now())?;
    /// assert_eq!(signed.trace.signed(), b"Hello, World!");
    /// assert!(signed.signature.starts_with("757107ea0eb2509fc211221cce984b8a"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The request or the credentials lack something that the scheme needs, or have a parameter that it adds.
    pub fn sign(
        &self,
        mut request: Request,
        credentials: &Credentials,
        fresh: &Fresh,
    ) -> Result<SignedRequest, SignError> {
        const ANY: &Operation = &Operation::ANY;
        let mut draft = Draft::new(ANY);
        request.mark_hidden();
        request.write_pairs(self.plan().pairs, &mut draft)?;
        draft.check_length().map_err(SignError::new)?;
        let signature = self.sign_draft(&mut draft, &mut request, credentials, fresh)?;
        draft.check_length().map_err(SignError::new)?;
        let signature = draft.bytes.get(signature).unwrap_or_default().to_vec();
        let signature =
            String::from_utf8(signature).unwrap_or_else(|other| String::from_utf8_lossy(other.as_bytes()).into());
        let digest = Digest::Shared(self.plan().digest.clone());
        // The credentials have already computed the fingerprint, which is a digest.
        let secret: Fingerprint = credentials.fingerprint();
        Ok(SignedRequest { request, trace: SigningTrace::new("scheme", secret, &mut draft, digest), signature })
    }

    /// Signs a draft, and returns the range of the signature in its buffer.
    pub(super) fn sign_draft(
        &self,
        draft: &mut Draft,
        message: &mut dyn Message,
        credentials: &Credentials,
        fresh: &Fresh,
    ) -> Result<Range<usize>, SignError> {
        let plan = self.plan();
        plan.ends.check(credentials, fresh)?;
        if plan.refuses_bytes && message.kind() == Kind::Bytes {
            return Err(SignError::new(covers::UNREADABLE));
        }
        let mut writer = Writer::new(plan, draft, message, credentials, fresh);
        plan.before.iter().try_for_each(|send| writer.send(send))?;
        plan.stages.iter().try_for_each(|stage| writer.compute(stage))?;
        let signature = match &self.definition().signature {
            Some(signature) => writer.sign(signature)?,
            None => 0..0,
        };
        plan.after.iter().try_for_each(|send| writer.send(send))?;
        Ok(signature)
    }
}

impl Text {
    /// Returns the value of this text for a request that a hand-written rule signs. The trace shows it as the string
    /// that is `made` into a signature, such as `CRC-32`. The text may use everything that a scheme can. The value is
    /// wiped from memory when it is dropped.
    ///
    /// ```
    /// use countersign::auth::{AuthError, Signing};
    /// use countersign::scheme::{lines, method, path, raw_query};
    /// use countersign::{Credentials, auth::Secret};
    ///
    /// fn string_to_sign(signing: &mut Signing<'_>, credentials: &Credentials) -> Result<Vec<u8>, AuthError> {
    ///     let text = lines((method(), path(), raw_query()));
    ///     Ok(text.write(signing, credentials, "CRC-32")?.to_vec())
    /// }
    /// ```
    ///
    /// # Errors
    /// The request lacks something that the text needs.
    pub fn write(
        &self,
        signing: &mut crate::auth::Signing<'_>,
        credentials: &Credentials,
        made: &'static str,
    ) -> Result<impl std::ops::Deref<Target = Vec<u8>> + use<>, SignError> {
        let plan = Plan::of(&Definition { signature: Some(self.clone()), ..Definition::default() });
        let fresh = Fresh::at(super::auth::system_time(signing.now()));
        let mut writer = Writer::new(&plan, signing.draft, &mut signing.wire, credentials, &fresh);
        plan.stages.iter().try_for_each(|stage| writer.compute(stage))?;
        writer.string(self, made)
    }
}
