//! The signing half: a plan that is made once, and run for each request.
//!
//! A digest or a MAC is a stage: its message is written in one piece at the end of one buffer, and the result is kept
//! for the texts that contain it. The buffer is what the trace shows afterwards. The verifying half is a module of its
//! own and calls nothing of this one.

mod clock;
mod crypto;
mod encode;
mod out;
mod pairs;
mod result;
mod trace;
mod writer;

use std::cell::RefCell;

pub use self::clock::Fresh;
use self::crypto::Keys;
pub(super) use self::encode::{form_decoded, percent_encode};
use self::out::Out;
use self::trace::{Carried, Signed as SignedString};
pub use self::trace::{Origin, Trace, TracedPart, TracedString};
use self::writer::{Stop, Writer};
use super::ambiguous::Ends;
use super::covers;
use super::definition::{Definition, Scheme, Sent};
use super::error::SignError;
use super::request::Request;
use super::text::{Map, Node, Text};
use crate::auth::Credentials;

/// What is done for each request, in order.
pub(super) struct Plan {
    before: Vec<Sent>,
    /// The texts under digests, MACs and signatures, inner ones first, and their names.
    stages: Vec<(Text, Option<String>)>,
    after: Vec<Sent>,
    ends: Ends,
    keys: Keys,
}

impl Plan {
    pub(super) fn of(definition: &Definition) -> Self {
        let sends = definition.sends.iter().cloned();
        let (after, before) = sends.partition(|send| send.text.facts().signature);
        let mut stages = Vec::new();
        if let Some(signature) = &definition.signature {
            collect(signature, None, &mut stages);
        }
        Self { before, stages, after, ends: Ends::of(definition), keys: Keys::default() }
    }
}

/// Lists what is computed, inner ones first. Keys are not traced, so what they are made of is not a stage.
fn collect(text: &Text, label: Option<&str>, stages: &mut Vec<(Text, Option<String>)>) {
    match text.node() {
        Node::Named(label, inner) => return collect(inner, Some(label), stages),
        Node::Mac(_, message, _) => collect(message, None, stages),
        Node::Derived(..) => return,
        Node::Map(map, inner) => collect(inner, if matches!(map, Map::Digest(_)) { None } else { label }, stages),
        _ => text.children().into_iter().for_each(|child| collect(child, None, stages)),
    }
    let is_stage = matches!(text.node(), Node::Mac(..) | Node::Asymmetric(..) | Node::Map(Map::Digest(_), _));
    if is_stage && !stages.iter().any(|(known, _)| known.is(text)) {
        let message = text.children().into_iter().next();
        let own = message.and_then(|message| match message.node() {
            Node::Named(label, _) => Some(label.as_str()),
            _ => None,
        });
        stages.push((text.clone(), own.or(label).map(str::to_owned)));
    }
}

/// A signed request, and what was signed.
#[derive(Clone, Debug)]
pub struct SignedRequest {
    /// The request with all that the scheme sends.
    pub request: Request,
    /// What was signed.
    pub trace: Trace,
    /// The signature, as it travels; empty when nothing is signed.
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
    /// assert_eq!(signed.trace.string_to_sign(), b"Hello, World!");
    /// assert!(signed.signature.starts_with("757107ea0eb2509fc211221cce984b8a"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The request or the credentials lack something that the scheme needs, or have a parameter that it adds.
    pub fn sign(&self, request: Request, credentials: &Credentials, fresh: &Fresh) -> Result<SignedRequest, SignError> {
        self.plan().ends.check(credentials)?;
        if !covers::is_body_readable(self.definition(), &request.body) {
            return Err(SignError::new(covers::UNREADABLE));
        }
        let (plan, mut request) = (self.plan(), request);
        let mut sent = Vec::with_capacity(plan.before.len() + plan.after.len());
        for send in &plan.before {
            deliver(send, &mut request, credentials, (fresh, &plan.keys), None, &mut sent)?;
        }
        let (signature, mut trace) = self.signature_of(&request, credentials, fresh)?;
        for send in &plan.after {
            deliver(send, &mut request, credentials, (fresh, &plan.keys), Some(&signature), &mut sent)?;
        }
        trace.sent = sent;
        Ok(SignedRequest { request, trace, signature: String::from_utf8_lossy(&signature).into_owned() })
    }

    fn signature_of(
        &self,
        request: &Request,
        credentials: &Credentials,
        fresh: &Fresh,
    ) -> Result<(Vec<u8>, Trace), SignError> {
        let plan = self.plan();
        let computed = RefCell::new(Vec::with_capacity(plan.stages.len()));
        let writer = Writer { request, credentials, fresh, keys: &plan.keys, computed, signature: None };
        let mut out = Out::traced();
        let mut strings = Vec::with_capacity(plan.stages.len());
        let mut parts = 0;
        for (stage, label) in &plan.stages {
            let Some(message) = stage.children().into_iter().next() else { continue };
            let mark = out.mark();
            let start = out.len();
            match writer.write(message, &mut out) {
                Ok(()) => {}
                // What contains it says whether it may be absent.
                Err(Stop::Absent(_)) => continue,
                Err(stop) => return Err(stop.into()),
            }
            let result = writer.compute(stage, || out.pieces(&mark))?;
            writer.computed.borrow_mut().push((stage.clone(), result));
            let traced = parts..out.parts();
            parts = traced.end;
            strings.push(SignedString {
                range: start..out.len(),
                parts: traced,
                by: made(stage),
                label: label.clone(),
            });
        }
        let signature = match &self.definition().signature {
            Some(signature) => std::mem::take(&mut *writer.plain(signature)?),
            None => Vec::new(),
        };
        let (bytes, parts) = out.into_trace();
        Ok((signature, Trace { bytes, parts, strings, sent: Vec::new() }))
    }
}

/// Adds one thing that is sent to the request.
fn deliver(
    send: &Sent,
    request: &mut Request,
    credentials: &Credentials,
    (fresh, keys): (&Fresh, &Keys),
    signature: Option<&[u8]>,
    sent: &mut Vec<Carried>,
) -> Result<(), SignError> {
    let computed = RefCell::new(Vec::new());
    let writer = Writer { request, credentials, fresh, keys, computed, signature };
    let Some(value) = writer.present(&send.text)? else { return Ok(()) };
    let secret = send.text.is_secret();
    request.add(send.place, &send.name, &value, secret)?;
    let value = (!secret).then(|| value.to_vec());
    sent.push(Carried { place: send.place, name: send.name.clone(), value });
    Ok(())
}

/// What a stage makes, in words.
fn made(stage: &Text) -> &'static str {
    match stage.node() {
        Node::Mac(hash, ..) => hash.mac_name(),
        Node::Map(Map::Digest(hash), _) => hash.name(),
        Node::Asymmetric(algorithm, _) => algorithm.name(),
        _ => "",
    }
}
