//! A scheme as the rule of a client and of a server.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::definition::{Place as Sent, Scheme};
use super::encoded::Encoded;
use super::error::{RefusedKind, SignError};
use super::request::{Body, Request};
use super::sign::{Fresh, Origin, Trace};
use crate::auth::{Auth, Credentials, Refusal, Signing};
use crate::operation::{Body as Kind, Place};
use crate::param::{self, ParameterError, Received};

impl Auth for Scheme {
    fn name(&self) -> &'static str {
        "scheme"
    }

    fn sign(&self, signing: &mut Signing<'_>, credentials: &Credentials) -> Result<(), ParameterError> {
        let request = outgoing(signing).map_err(ParameterError::malformed)?;
        let since = Duration::from_millis(u64::try_from(signing.now().as_millisecond()).unwrap_or_default());
        let fresh = Fresh::at(UNIX_EPOCH + since);
        let signed = Self::sign(self, request, credentials, &fresh).map_err(ParameterError::malformed)?;
        note(self, signing, &signed.trace)?;
        signing.wire = Some(signed.request.to_http().map_err(ParameterError::malformed)?);
        Ok(())
    }

    fn headers(&self) -> Vec<String> {
        self.header_names()
    }

    fn verify(&self, received: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        let request = arrived(received).map_err(|error| Refusal::new(error.to_string()))?;
        let verified = Self::verify(self, &request, |_| [credentials.clone()], SystemTime::now());
        verified.map(drop).map_err(|refused| match refused.kind() {
            RefusedKind::UnknownKey => Refusal::unknown_key(),
            _ => Refusal::new(refused.to_string()),
        })
    }
}

/// The request as it will be sent, but for what the scheme adds.
fn outgoing(signing: &Signing<'_>) -> Result<Request, SignError> {
    let draft = &*signing.draft;
    let [scheme, host] = signing.origin;
    let url = format!("{scheme}://{host}{}", signing.path());
    let mut request = Request::new(draft.operation.method().as_str(), &url)?;
    let mut query = Vec::new();
    param::query::write_pairs(&mut query, draft, Place::Query);
    if !query.is_empty() {
        request.query = Some(Encoded { bytes: query, secret: Vec::new() });
    }
    for component in draft.in_place(Place::Header) {
        let value = String::from_utf8_lossy(draft.value(component)).into_owned();
        request = request.header(component.name(), &value)?;
    }
    request.headers.extend(signing.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
    if draft.operation.body() == Kind::Multipart {
        let texts: Vec<_> = signing.body_texts().collect();
        return Ok(request.fields(texts.iter().map(|(name, value)| (*name, value.as_ref()))));
    }
    if let Some(encoded) = param::body::encode(draft) {
        request = request.header("content-type", &encoded.content_type)?;
        let body = Encoded { bytes: encoded.bytes, secret: Vec::new() };
        request.body = if draft.operation.body() == Kind::Json { Body::Json(body) } else { Body::Form(body) };
    }
    Ok(request)
}

/// Keeps in the client's trace what was signed, and what was added.
fn note(scheme: &Scheme, signing: &mut Signing<'_>, trace: &Trace) -> Result<(), ParameterError> {
    let multipart = signing.operation().body() == Kind::Multipart;
    let sent: Vec<_> =
        trace.sent().map(|(place, name, value)| (place, name.to_owned(), value.map(<[u8]>::to_vec))).collect();
    for (place, name, value) in sent {
        let carries_signature = scheme.signature_places().any(|carrier| carrier == (place, name.as_str()));
        let place = match place {
            Sent::Header => Place::Header,
            Sent::Query => Place::Query,
            Sent::Parameter if signing.operation().body() == Kind::None => Place::Query,
            Sent::Form | Sent::Json | Sent::Parameter => Place::Body,
        };
        let origin = match value {
            None => param::Origin::Secret,
            Some(_) if carries_signature => param::Origin::Signature,
            Some(_) => param::Origin::Auth,
        };
        if value.is_none() && multipart && place == Place::Body {
            return Err(ParameterError::malformed(format_args!(
                "`{name}` is secret and cannot travel in a multipart body"
            )));
        }
        let value = String::from_utf8_lossy(value.as_deref().unwrap_or_default()).into_owned();
        signing.draft.add(Cow::Owned(name), place, &value, origin);
    }
    let Some(string) = trace.strings().next_back() else { return Ok(()) };
    signing.digested_with(string.made());
    signing.canonical(|canonical| {
        let mut written = 0;
        for part in string.parts() {
            let range = part.range();
            canonical.bytes(string.bytes().get(written..range.start).unwrap_or_default());
            canonical.part(part.label(), part.bytes(), origin_of(part.origin()));
            written = range.end;
        }
        canonical.bytes(string.bytes().get(written..).unwrap_or_default());
    });
    Ok(())
}

fn origin_of(origin: Origin) -> param::Origin {
    match origin {
        Origin::Secret => param::Origin::Secret,
        Origin::Clock => param::Origin::Clock,
        Origin::Body => param::Origin::Body,
        Origin::Path | Origin::Query | Origin::Host | Origin::Method => param::Origin::Path,
        Origin::Signature => param::Origin::Signature,
        Origin::Header | Origin::Parameter | Origin::Field | Origin::Constant => param::Origin::Field,
        Origin::Credentials | Origin::Nonce | Origin::Digest => param::Origin::Auth,
    }
}

/// The request as it arrived.
fn arrived(received: &Received<'_>) -> Result<Request, SignError> {
    let http = received.request().ok_or_else(|| SignError::new("there is no request to verify"))?;
    // The stand-in is reached directly, so `Host` is where it was reached.
    let host = http.uri().authority().map(|authority| authority.as_str().to_owned());
    let named = || received.header("host").ok().flatten().map(str::to_owned);
    let host = host.or_else(named).unwrap_or_default();
    let scheme = http.uri().scheme_str().unwrap_or(if host.starts_with("127.0.0.1") { "http" } else { "https" });
    let request = Request::received(http, &format!("{scheme}://{host}"))?;
    if received.operation().body() != Kind::Multipart {
        return Ok(request);
    }
    let texts = received.parameters().iter().filter(|each| each.place() == Place::Body);
    Ok(request.fields(texts.filter_map(|each| Some((each.name(), each.text()?)))))
}
