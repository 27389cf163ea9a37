//! Verifies what a request claims, with the credentials that may have signed it.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ctutils::CtEq as _;

use super::evaluate::{Evaluator, Value};
use super::{Claim, SECOND, Verified, decode, nanos_of, point, read_time};
use crate::auth::Credentials;
use crate::scheme::asymmetric;
use crate::scheme::covers::same_value;
use crate::scheme::error::{Refused, RefusedKind};
use crate::scheme::text::{Map, Node, Source, Text};

/// How far a time may be from the receiver's clock by default.
const USUAL_AGE: Duration = Duration::from_secs(300);

impl Claim<'_> {
    /// Verifies the request with the credentials that may have signed it.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, RefusedKind, Request, Scheme};
    ///
    /// let request = Request::new("GET", "https://books.example/books")?;
    /// let (scheme, credentials) = (Scheme::bearer(), Credentials::of_secret("t-1")?);
    /// let arrived = scheme.sign(request, &credentials, &Fresh::now())?.request;
    ///
    /// let claim = scheme.read(&arrived)?;
    /// let verified = claim.verify([Credentials::of_secret("t-0")?, credentials], SystemTime::now())?;
    /// assert_eq!(verified.credentials.secret().expose(), "t-1");
    /// let unknown = claim.verify([], SystemTime::now()).unwrap_err();
    /// assert_eq!(unknown.kind(), RefusedKind::UnknownKey);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`Scheme::verify`](crate::scheme::Scheme::verify).
    pub fn verify(
        &self,
        candidates: impl IntoIterator<Item = Credentials>,
        now: SystemTime,
    ) -> Result<Verified, Refused> {
        let until = self.check_age(now)?;
        let mut refused = Refused::new(RefusedKind::UnknownKey, "no credentials are known for this request");
        for credentials in candidates {
            match self.verify_with(&credentials) {
                Ok(once) => {
                    let time = self.time();
                    return Ok(Verified { credentials, time, once, until });
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn verify_with(&self, credentials: &Credentials) -> Result<Option<Vec<u8>>, Refused> {
        let Self { view, read, time, .. } = self;
        let evaluator = Evaluator { view, read, credentials, time: *time };
        if let Some(key_id) = &read.key_id
            && !credentials.key_id().is_empty()
            && !equal(key_id, credentials.key_id().as_bytes())
        {
            return Err(Refused::new(RefusedKind::UnknownKey, "the request is signed with another key"));
        }
        self.check_credentials(credentials)?;
        for (text, arrived) in &read.expected {
            let mut expected = Value::new();
            let right = match (evaluator.present(text, &mut expected)?, arrived) {
                (true, Some(arrived)) => equal(&expected, arrived),
                (true, None) => false,
                (false, arrived) => arrived.as_ref().is_none_or(|arrived| arrived.is_empty()),
            };
            if !right {
                return Err(Refused::new(
                    RefusedKind::Signature,
                    format!("the value that arrived as `{text}` is wrong"),
                ));
            }
        }
        if let Some(signature) = &view.definition.signature {
            self.check_signature(signature, &evaluator)?;
        }
        let Some(text) = &view.definition.remembers else { return Ok(None) };
        let once = evaluator.with(text, |once| Some(once.to_vec()))?;
        once.map(Some).ok_or_else(|| evaluator.missing(text))
    }

    /// Compares the parts of the credentials that arrived.
    fn check_credentials(&self, credentials: &Credentials) -> Result<(), Refused> {
        let wrong = || Refused::new(RefusedKind::Signature, "a secret that arrived is wrong");
        let unknown =
            |name: &str| Refused::new(RefusedKind::UnknownKey, format!("no {name} is known for this request"));
        if let Some(secret) = &self.read.secret {
            let own = credentials.secret().expose().as_bytes();
            // An empty secret would equal one that nobody has sent.
            if own.is_empty() {
                return Err(unknown("secret"));
            }
            if !equal(secret, own) {
                return Err(wrong());
            }
        }
        for (name, arrived) in &self.read.credentials {
            let own = credentials.named(name);
            if own.is_some_and(|own| !equal(arrived, own.expose().as_bytes())) {
                return Err(wrong());
            }
            let is_secret = |node: &Node| matches!(node, Node::Credential(secret) if **secret == **name);
            if own.is_none() && self.view.definition.sends.iter().any(|send| send.text.any(is_secret)) {
                return Err(unknown(&format!("`{name}`")));
            }
        }
        Ok(())
    }

    fn check_signature(&self, signature: &Text, evaluator: &Evaluator<'_>) -> Result<(), Refused> {
        if !evaluator.has_bytes() && signature.any(|node| *node == Node::Source(Source::Body)) {
            return Err(Refused::new(RefusedKind::Receiver, "the body is signed as bytes, which are not available"));
        }
        let wrong = || Refused::new(RefusedKind::Signature, "the signature is wrong");
        let mut arrived = self.read.signatures.iter();
        let mut expected = Value::new();
        let mut evaluate =
            |text| if evaluator.text(text, &mut expected)? { Ok(()) } else { Err(evaluator.missing(text)) };
        let Some((maps, Node::Asymmetric(algorithm, message))) = outermost(signature) else {
            evaluate(signature)?;
            // All are compared, so that timing does not reveal which one is right.
            let right =
                arrived.by_ref().fold(false, |right, arrived| right | equal(&expected, &cased(signature, arrived)));
            return if right { Ok(()) } else { Err(wrong()) };
        };
        evaluate(message)?;
        let key = evaluator.credentials.secret().expose();
        for arrived in arrived {
            let undone = maps.iter().try_fold(arrived.clone(), |text, map| decode::undone(map, &text));
            let Some(undone) = undone else { continue };
            let verified = asymmetric::verify(*algorithm, key, &expected, &undone);
            if verified.map_err(|error| Refused::new(RefusedKind::Receiver, error))? {
                return Ok(());
            }
        }
        Err(wrong())
    }

    /// Returns how long the request is valid, if its sender chose that.
    fn lifetime(&self) -> Result<Option<i128>, Refused> {
        let Some(arrived) = &self.read.lifetime else { return Ok(None) };
        let seconds = std::str::from_utf8(arrived).ok().and_then(|text| text.parse::<u64>().ok());
        let seconds = seconds.filter(|seconds| seconds.to_string().as_bytes() == arrived);
        let malformed = || Refused::new(RefusedKind::Malformed, "a lifetime is not a whole number of seconds");
        let lifetime = i128::from(seconds.ok_or_else(malformed)?) * SECOND;
        match self.view.definition.max_age {
            Some(most) if lifetime > nanos_of(most) => {
                Err(Refused::new(RefusedKind::Age, "the request is valid for longer than is accepted"))
            }
            _ => Ok(Some(lifetime)),
        }
    }

    /// Checks the time, and returns when the request becomes too old.
    fn check_age(&self, now: SystemTime) -> Result<Option<SystemTime>, Refused> {
        let refuse = |problem: &str| Err(Refused::new(RefusedKind::Age, format!("the request {problem}")));
        let now = nanos(now);
        let mut ends = Vec::new();
        for (after, format, text) in &self.read.expiries {
            ends.push((Node::TimeAfter(*after, *format), read_time(*format, text)?));
        }
        if let (Some(lifetime), Some(time)) = (self.lifetime()?, self.time) {
            ends.push((Node::Lifetime(Duration::ZERO), time.saturating_add(lifetime)));
        }
        if ends.iter().any(|(_, end)| now >= *end) {
            return refuse("has expired");
        }
        // One that is not signed may have been written by anyone.
        let is_signed = |end: &Node| !self.open_ends.iter().any(|open| same_value(open.node(), end));
        let expires = ends.iter().filter(|(end, _)| is_signed(end)).map(|(_, end)| *end).min();
        let Some(time) = self.time else { return Ok(expires.and_then(point)) };
        let exactness = self.read.times.iter().filter_map(|(_, format, _)| format.exactness()).min().unwrap_or(1);
        let slack = if exactness > 60 * SECOND { exactness } else { 0 };
        let age = nanos_of(self.view.definition.max_age.unwrap_or(USUAL_AGE)).saturating_add(slack);
        if time > now.saturating_add(age) {
            return refuse("is from the future: the clocks differ");
        }
        if expires.is_none() && time < now.saturating_sub(age) {
            return refuse("is too old");
        }
        Ok(point(expires.unwrap_or(time.saturating_add(age))))
    }
}

/// Returns a signature that arrived with its hex digits in the case that the scheme uses: other senders use either
/// case.
fn cased<'a>(signature: &Text, arrived: &'a [u8]) -> Cow<'a, [u8]> {
    match signature.node() {
        Node::Named(_, inner) => cased(inner, arrived),
        Node::Map(Map::Hex, _) => Cow::Owned(arrived.to_ascii_lowercase()),
        Node::Map(Map::UpperHex, _) => Cow::Owned(arrived.to_ascii_uppercase()),
        _ => Cow::Borrowed(arrived),
    }
}

/// Returns the outermost digest, MAC or signature, and the encodings around it, outer ones first.
fn outermost(signature: &Text) -> Option<(Vec<&Map>, &Node)> {
    let (mut maps, mut text) = (Vec::new(), signature);
    loop {
        match text.node() {
            Node::Named(_, inner) => text = inner,
            Node::Map(Map::Digest(_), _) => return None,
            Node::Map(map, inner) => {
                maps.push(map);
                text = inner;
            }
            node => return Some((maps, node)),
        }
    }
}

/// Compares in a time that depends only on the lengths.
fn equal(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

fn nanos(time: SystemTime) -> i128 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => nanos_of(since),
        Err(before) => -nanos_of(before.duration()),
    }
}
