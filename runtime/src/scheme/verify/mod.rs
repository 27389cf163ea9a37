//! The verifying half: reads back what was sent, evaluates what the signature covers, and compares.
//!
//! It shares the expression with the signer and nothing else: encodings, calendar, order and evaluation are implemented
//! a second time, to be obvious rather than fast. A mistake in one half is found by the other.

mod calendar;
mod claim;
mod decode;
mod evaluate;
mod pairs;
mod read;
mod view;

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};

use self::read::{Read, Unlike};
use self::view::View;
use super::covers;
use super::definition::{Place, Scheme, Sent};
use super::error::{Refused, RefusedKind};
use super::nonces::Nonces;
use super::request::{Kind, Request};
use super::shape::Piece;
use super::text::{Node, Text};
use crate::auth::Credentials;

const SECOND: i128 = 1_000_000_000;

/// What a request claims, before anything is verified. It is used to look up credentials.
///
/// ```
/// use std::time::{Duration, SystemTime, UNIX_EPOCH};
/// use countersign::Credentials;
/// use countersign::scheme::{
///     Fresh, Request, Scheme, TimeFormat, identifier, join, key_id, nonce, path, secret, signature, time,
/// };
///
/// let now = time(TimeFormat::UnixSeconds);
/// let text = join("\n", (key_id(), identifier("shop"), &now, nonce(), path()));
/// let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
///     .header("x-key", key_id())
///     .header("x-shop", identifier("shop"))
///     .header("x-time", now)
///     .header("x-nonce", nonce())
///     .header("x-signature", signature())
///     .build()?;
/// let credentials = Credentials::new("reader", "sesame")?.with("shop", "berlin")?;
/// let signed_at = UNIX_EPOCH + Duration::from_secs(1_554_208_460);
/// let fresh = Fresh::at(signed_at).with_nonce("593BEC0C");
/// let arrived = scheme.sign(Request::new("GET", "https://books.example/books")?, &credentials, &fresh)?.request;
///
/// // What the request says of itself, in order to find the credentials that it may be signed with.
/// let claim = scheme.read(&arrived)?;
/// assert_eq!((claim.key_id(), claim.credential("shop")), (Some("reader"), Some("berlin")));
/// assert_eq!((claim.nonce(), claim.time()), (Some("593BEC0C"), Some(signed_at)));
/// assert_eq!(claim.secret(), None);
/// assert!(claim.verify([credentials], signed_at).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Claim<'r> {
    view: View<'r>,
    read: Read,
    time: Option<i128>,
    /// The expiries and lifetimes that are not signed.
    open_ends: &'r [Text],
}

impl Claim<'_> {
    /// Returns the key id, if one is sent.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        std::str::from_utf8(self.read.key_id.as_deref()?).ok()
    }

    /// Returns a named part of the credentials that is sent: see [`identifier`](super::identifier) and
    /// [`credential`](super::credential).
    #[must_use]
    pub fn credential(&self, name: &str) -> Option<&str> {
        let (_, value) = self.read.credentials.iter().find(|(read, _)| read == name)?;
        std::str::from_utf8(value).ok()
    }

    /// Returns the secret, if it is what is sent, such as a token.
    #[must_use]
    pub fn secret(&self) -> Option<&str> {
        std::str::from_utf8(self.read.secret.as_ref()?).ok()
    }

    /// Returns the nonce, if one is sent.
    #[must_use]
    pub fn nonce(&self) -> Option<&str> {
        std::str::from_utf8(self.read.nonce.as_deref()?).ok()
    }

    /// Returns the time of the request, if it is sent.
    #[must_use]
    pub fn time(&self) -> Option<SystemTime> {
        point(self.time?)
    }
}

/// Prints no values: some are secret.
impl std::fmt::Debug for Claim<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Claim").field("key_id", &self.key_id()).field("time", &self.time()).finish_non_exhaustive()
    }
}

/// A request that was verified.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verified {
    /// The credentials that it was signed with.
    pub credentials: Credentials,
    /// The time of the request, if the scheme has one.
    pub time: Option<SystemTime>,
    /// What must not arrive a second time, if the scheme [remembers](super::SchemeBuilder::remembers) something.
    pub once: Option<Vec<u8>>,
    /// When that may be forgotten: afterwards, the time of the request is enough to refuse it.
    pub until: Option<SystemTime>,
}

impl Scheme {
    /// Verifies a received request.
    ///
    /// `find` receives what was read and returns the credentials that may have signed it: one, several while a secret
    /// is being replaced, or none.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, RefusedKind, Request, Scheme, body, secret, signature};
    ///
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).base64()).header("x-signature", signature()).build()?;
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let request = Request::new("POST", "https://receiver.example/")?.bytes("{}");
    /// let arrived = scheme.sign(request, &credentials, &Fresh::now())?.request;
    ///
    /// let now = SystemTime::now();
    /// assert!(scheme.verify(&arrived, |_| [credentials.clone()], now).is_ok());
    ///
    /// let changed = arrived.bytes("{ }");
    /// let refused = scheme.verify(&changed, |_| [credentials.clone()], now).unwrap_err();
    /// assert_eq!(refused.kind(), RefusedKind::Signature);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The request was not signed with one of them, or is too old. A refusal never contains a secret or an expected
    /// signature.
    pub fn verify<C: IntoIterator<Item = Credentials>>(
        &self,
        request: &Request,
        find: impl FnOnce(&Claim<'_>) -> C,
        now: SystemTime,
    ) -> Result<Verified, Refused> {
        let claim = self.read(request)?;
        let candidates = find(&claim);
        claim.verify(candidates, now)
    }

    /// Verifies a received request, and that it is the first one with its nonce.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use countersign::Credentials;
    /// use countersign::scheme::{
    ///     Fresh, NoncesInMemory, RefusedKind, Request, Scheme, join, nonce, path, secret, signature,
    /// };
    ///
    /// let scheme = Scheme::new(join("\n", (nonce(), path())).hmac_sha256(secret()).hex())
    ///     .header("x-nonce", nonce())
    ///     .header("x-signature", signature())
    ///     .remembers(nonce())
    ///     .build()?;
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let request = Request::new("GET", "https://books.example/books")?;
    /// let arrived = scheme.sign(request, &credentials, &Fresh::now())?.request;
    ///
    /// let (nonces, now) = (NoncesInMemory::new(100_000), SystemTime::now());
    /// assert!(scheme.verify_once(&arrived, |_| [credentials.clone()], now, &nonces).is_ok());
    /// let repeated = scheme.verify_once(&arrived, |_| [credentials.clone()], now, &nonces).unwrap_err();
    /// assert_eq!(repeated.kind(), RefusedKind::Repeated);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`verify`](Self::verify), and if what the scheme
    /// [remembers](super::SchemeBuilder::remembers) has arrived before. [`RefusedKind::Receiver`] if the scheme
    /// remembers nothing, or the memory is full or fails. If the scheme sends no time, a repetition is refused only as
    /// long as the memory remembers it, which is 24 hours for [`NoncesInMemory`](super::NoncesInMemory).
    pub fn verify_once<C: IntoIterator<Item = Credentials>>(
        &self,
        request: &Request,
        find: impl FnOnce(&Claim<'_>) -> C,
        now: SystemTime,
        nonces: &impl Nonces,
    ) -> Result<Verified, Refused> {
        let verified = self.verify(request, find, now)?;
        let once = verified.once.as_deref().ok_or_else(|| {
            Refused::new(RefusedKind::Receiver, "the scheme does not define what to remember: add `.remembers(…)`")
        })?;
        // The nonces of two senders may be equal, and senders of webhooks have no key id.
        let sender = format!("{}\0{}\0", verified.credentials.key_id(), verified.credentials.fingerprint());
        match nonces.insert(&[sender.as_bytes(), once].concat(), now, verified.until) {
            Ok(true) => Ok(verified),
            Ok(false) => Err(Refused::new(RefusedKind::Repeated, "the request arrived before")),
            Err(error) => {
                let message = format!("the memory of nonces failed: {error}");
                Err(Refused::new(RefusedKind::Receiver, message))
            }
        }
    }

    /// Reads what a request claims, without verifying it. Call [`Claim::verify`] once the credentials are found, which
    /// may take an asynchronous look-up.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme};
    ///
    /// let request = Request::new("GET", "https://books.example/books")?;
    /// let arrived = Scheme::bearer().sign(request, &Credentials::of_secret("t-1")?, &Fresh::now())?.request;
    /// // Nothing is verified yet: look the token up, and call `Claim::verify`.
    /// let scheme = Scheme::bearer();
    /// assert_eq!(scheme.read(&arrived)?.secret(), Some("t-1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Something that the scheme sends did not arrive, or is not written as the scheme writes it.
    pub fn read<'r>(&'r self, request: &'r Request) -> Result<Claim<'r>, Refused> {
        check_body(request)?;
        if self.plan().refuses_bytes && request.body.kind() == Kind::Bytes {
            return Err(Refused::new(RefusedKind::Malformed, covers::UNREADABLE));
        }
        let view = View::of(self.definition(), request, self.plan().pairs);
        let mut read = Read::default();
        for send in &self.definition().sends {
            read_sent(send, &view, &mut read)?;
        }
        let time = time_of(&read)?;
        Ok(Claim { view, read, time, open_ends: &self.plan().open_ends })
    }
}

/// Reads one item that the scheme sends.
fn read_sent(send: &Sent, view: &View<'_>, read: &mut Read) -> Result<(), Refused> {
    let Sent { place, name, text, others, .. } = send;
    if !others.is_empty() {
        return read_any(send, view, read);
    }
    match view.at(send, name)? {
        Some(arrived) => {
            let arrived = named_alike(send, arrived);
            read.read(text, &arrived).map_err(|Unlike| unlike(send, name, read))
        }
        None if text.is_optional() => {
            read.expected.push((text.clone(), None));
            Ok(())
        }
        None => Err(Refused::new(RefusedKind::Missing, format!("the {place} `{name}` did not arrive"))),
    }
}

/// Returns what arrived with the name of its authorization scheme in the case that the scheme writes: that of `Bearer`
/// or `Basic` does not matter (RFC 9110, section 11.1).
fn named_alike<'a>(send: &Sent, arrived: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    let is_authorization = send.place == Place::Header && send.is_called(AUTHORIZATION.as_str());
    let Some(own) = first_word(&send.text).filter(|_| is_authorization) else { return arrived };
    match arrived.split_at_checked(own.len()) {
        Some((name, rest)) if name != own.as_bytes() && name.eq_ignore_ascii_case(own.as_bytes()) => {
            Cow::Owned([own.as_bytes(), rest].concat())
        }
        _ => arrived,
    }
}

/// Returns the word with which a text begins, up to and including the blank behind it.
fn first_word(text: &Text) -> Option<&str> {
    let literal = match text.node() {
        Node::Named(_, inner) | Node::Optional(inner) => return first_word(inner),
        Node::Fields(fields) => fields.0.prefix.as_str(),
        _ => match text.pieces().first()? {
            Piece::Literal(literal) => literal.as_str(),
            Piece::Text(_) => return None,
        },
    };
    literal.split_inclusive(' ').next().filter(|word| word.ends_with(' '))
}

/// Reads the signature from one of several headers. Those that are not written as the scheme writes them are skipped.
fn read_any(send: &Sent, view: &View<'_>, read: &mut Read) -> Result<(), Refused> {
    let mut refused = Some(Refused::new(RefusedKind::Missing, format!("the header `{}` did not arrive", send.name)));
    for name in std::iter::once(&send.name).chain(&send.others) {
        let Some(arrived) = view.at(send, name)? else { continue };
        let mut attempt = read.clone();
        if attempt.read(&send.text, &arrived).is_ok() {
            (*read, refused) = (attempt, None);
        } else if refused.is_some() {
            refused = Some(unlike(send, name, &attempt));
        }
    }
    refused.map_or(Ok(()), Err)
}

fn unlike(Sent { place, text, .. }: &Sent, name: &str, read: &Read) -> Refused {
    let member = read.unlike_member.as_ref().map(|member| format!(", because of the member `{member}`"));
    let message = format!("the {place} `{name}` is not written as `{text}`{}", member.unwrap_or_default());
    Refused::new(RefusedKind::Malformed, message)
}

/// Returns the one point in time that all times in the request denote.
fn time_of(read: &Read) -> Result<Option<i128>, Refused> {
    let mut exact: Option<(i128, i128)> = None;
    for (before, format, text) in &read.times {
        let (time, exactness) =
            (read_time(*format, text)? + nanos_of(*before), format.exactness().unwrap_or(i128::MAX));
        if exact.is_none_or(|(_, known)| exactness < known) {
            exact = Some((time, exactness));
        }
    }
    let Some((time, _)) = exact else { return Ok(None) };
    if read
        .times
        .iter()
        .any(|(before, format, text)| calendar::write(*format, time - nanos_of(*before)).as_bytes() != text)
    {
        return Err(Refused::new(RefusedKind::Malformed, "the request names two different times"));
    }
    Ok(Some(time))
}

fn read_time(format: super::TimeFormat, text: &[u8]) -> Result<i128, Refused> {
    let read = std::str::from_utf8(text).ok().and_then(|text| calendar::read(format, text));
    read.ok_or_else(|| Refused::new(RefusedKind::Malformed, format!("a time is not written as {format:?}")))
}

/// Checks that length and type of the body arrived at most once, because readers differ in which one they take. A body
/// that differs from its declared length was truncated or replaced.
fn check_body(request: &Request) -> Result<(), Refused> {
    for name in [CONTENT_LENGTH, CONTENT_TYPE] {
        if request.headers.get_all(&name).iter().nth(1).is_some() {
            return Err(Refused::new(RefusedKind::Malformed, format!("the header `{name}` arrived twice")));
        }
    }
    let Some(length) = request.headers.get(CONTENT_LENGTH) else { return Ok(()) };
    // `parse` accepts a sign.
    let digits = length.to_str().ok().filter(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
    let length = digits.and_then(|length| length.parse::<usize>().ok());
    let is_fields = matches!(request.body, super::request::Body::Fields(_));
    if is_fields || length == Some(request.body().len()) {
        return Ok(());
    }
    Err(Refused::new(RefusedKind::Malformed, "the length of the body differs from `Content-Length`"))
}

fn nanos_of(duration: Duration) -> i128 {
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}

fn point(nanos: i128) -> Option<SystemTime> {
    let whole = u64::try_from(nanos / SECOND).ok()?;
    UNIX_EPOCH.checked_add(Duration::new(whole, u32::try_from(nanos % SECOND).ok()?))
}
