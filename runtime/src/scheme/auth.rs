//! Implements the signing rule of clients and servers for schemes.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::definition::{Place as To, Scheme, Sent};
use super::encoded::{Encoded, member};
use super::error::{RefusedKind, SchemeError, SignError};
use super::request::{Body as Sealed, Kind, Request, header_of, host_and_port, joined};
use super::sign::{Fresh, Message, Raw};
use crate::auth::{Auth, AuthError, Credentials, Description, Refusal, Signing, Wire, WithoutMembers};
use crate::error::{Error, ErrorKind};
use crate::operation::{Body, Constant, Operation, Place, Schema};
use crate::param::{Component, Digest, Draft, Received, is_object};
use crate::value::Timestamp;

impl Auth for Scheme {
    fn name(&self) -> &'static str {
        "scheme"
    }

    fn sign(&self, signing: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let fresh = if self.plan().is_fresh { Fresh::at(system_time(signing.now())) } else { Fresh::UNUSED };
        self.sign_draft(signing.draft, &mut signing.wire, credentials, &fresh)?;
        signing.digest = Digest::Shared(self.plan().digest.clone());
        Ok(())
    }

    fn describe(&self, operation: &Operation) -> Description {
        self.description(operation)
    }

    fn needs_credentials(&self) -> bool {
        self.uses_credentials()
    }

    fn shows(&self, part: &str) -> bool {
        self.identifies(part)
    }

    fn verify(&self, received: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        let request = arrived(received).map_err(|error| Refusal::new(error.to_string()))?;
        let verified = Self::verify(self, &request, |_| [credentials.clone()], system_time(received.now()));
        verified.map(drop).map_err(|refused| match refused.kind() {
            RefusedKind::UnknownKey => Refusal::unknown_key(),
            _ => Refusal::new(refused.to_string()),
        })
    }
}

/// The result of `build` can be passed to a client directly: an error is reported when the client is used.
impl Auth for Result<Scheme, SchemeError> {
    fn name(&self) -> &'static str {
        "scheme"
    }

    fn sign(&self, signing: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        Auth::sign(self.as_ref().map_err(Clone::clone)?, signing, credentials)
    }

    fn verify(&self, received: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        match self {
            Ok(scheme) => Auth::verify(scheme, received, credentials),
            Err(error) => Err(Refusal::new(error.to_string())),
        }
    }

    fn describe(&self, operation: &Operation) -> Description {
        match self {
            Ok(scheme) => scheme.description(operation),
            Err(error) => {
                Description { problem: Some(format!("it cannot be built: {error}")), ..Description::default() }
            }
        }
    }

    fn needs_credentials(&self) -> bool {
        self.as_ref().is_ok_and(Scheme::uses_credentials)
    }

    fn shows(&self, part: &str) -> bool {
        self.as_ref().is_ok_and(|scheme| scheme.identifies(part))
    }
}

/// Converts a point in time to the standard library's type.
pub(super) fn system_time(time: Timestamp) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(u64::try_from(time.as_millisecond()).unwrap_or_default())
}

/// A client's request, which is encoded from the draft after it was signed.
impl Message for Wire<'_> {
    fn method(&self) -> &str {
        self.operation.method().as_str()
    }

    fn origin(&self) -> [&str; 2] {
        self.origin
    }

    fn path(&self, draft: &Draft) -> Cow<'_, [u8]> {
        self.path(draft)
    }

    fn query(&self, draft: &Draft) -> Option<Raw<'_>> {
        let bytes = draft.pairs(Place::Query);
        (!bytes.is_empty()).then(|| raw(draft, Place::Query, Cow::Owned(bytes)))
    }

    fn body(&self, draft: &Draft) -> Result<Raw<'_>, SignError> {
        let bytes = self.body(draft).map_or(&[][..], |encoded| &encoded.bytes);
        Ok(raw(draft, Place::Body, Cow::Borrowed(bytes)))
    }

    fn kind(&self) -> Kind {
        match self.operation.body() {
            Body::None => Kind::None,
            Body::Form => Kind::Form,
            Body::Json => Kind::Json,
            Body::Multipart => Kind::Fields,
            Body::Whole => match self.without_members {
                Some(WithoutMembers::Absent) => Kind::None,
                Some(WithoutMembers::Bytes) => Kind::Bytes,
                None => Kind::Json,
            },
        }
    }

    fn is_in_draft(&self) -> bool {
        true
    }

    fn header<'m>(&'m self, draft: &'m Draft, name: &str, between: &[u8]) -> Option<(Cow<'m, [u8]>, bool)> {
        match name.to_ascii_lowercase().as_str() {
            "host" => return Some((Cow::Borrowed(self.origin[1].as_bytes()), false)),
            "content-type" if let Some(body) = self.body(draft) => {
                return Some((Cow::Owned(body.content_type.clone().into_bytes()), false));
            }
            _ => {}
        }
        let extra = self.extra.get_all(name).iter();
        let added = self.headers.iter().filter(|(known, _)| known.as_str().eq_ignore_ascii_case(name));
        let declared = draft.in_place(Place::Header).find(|each| draft.name(each).eq_ignore_ascii_case(name));
        let declared = declared.map(|each| (Cow::Borrowed(draft.value(each)), each.is_secret()));
        joined(added.map(|(_, value)| value).chain(extra), between).or(declared)
    }

    fn header_names(&self, draft: &Draft) -> Vec<String> {
        let declared = draft.in_place(Place::Header).map(|each| draft.name(each).to_ascii_lowercase());
        declared.chain(self.extra.keys().map(|name| name.as_str().to_owned())).collect()
    }

    fn constant(&self, name: &str) -> Option<&str> {
        declared(self.operation, name)
    }

    fn add(&mut self, draft: &Draft, send: &Sent, place: To, added: &Component, _: bool) -> Result<(), SignError> {
        match (place, self.kind()) {
            (To::Header, _) => {
                let (name, value) = header_of(draft, added, send)?;
                self.headers.retain(|(known, _)| *known != name);
                self.headers.push((name, value));
            }
            (To::Json, Kind::Json) if has_no_room(self.operation) => {
                let message = format!("`{}` cannot be added to a body whose members are not declared", send.name);
                return Err(SignError::new(message));
            }
            (To::Form, Kind::Form | Kind::Fields) | (To::Json, Kind::Json) => drop(self.body.take()),
            (To::Query, _) => {}
            _ => {
                let message = format!("the {place} `{}` cannot be added to a body of another kind", send.name);
                return Err(SignError::new(message));
            }
        }
        Ok(())
    }
}

/// Returns the value of a constant that an operation declares.
pub(super) fn declared(operation: &Operation, name: &str) -> Option<&'static str> {
    operation.constants().iter().find(|constant| constant.name() == name).map(Constant::value)
}

/// Returns whether every member of a JSON body belongs to a free-form parameter, so that an added one would be read as
/// part of it.
fn has_no_room(operation: &Operation) -> bool {
    operation.whole_body().is_some_and(|parameter| !matches!(parameter.schema(), Schema::Object(_)))
}

/// Returns the encoded bytes of a place. All of them are secret if something in the place is.
fn raw<'r>(draft: &Draft, place: Place, bytes: Cow<'r, [u8]>) -> Raw<'r> {
    let secret = draft.in_place(place).filter(|each| each.is_secret()).map(|each| member(&bytes, draft.name(each)));
    // One that is not a member of a JSON body makes everything secret.
    let secret = secret.collect::<Option<Vec<_>>>().unwrap_or_else(|| std::iter::once(0..bytes.len()).collect());
    Raw { bytes, secret: Cow::Owned(secret) }
}

/// Converts to [`ErrorKind::Configuration`].
impl From<SchemeError> for Error {
    fn from(error: SchemeError) -> Self {
        Self::new(ErrorKind::Configuration, "the scheme cannot be used").with_source(error)
    }
}

/// Returns the request as it arrived.
fn arrived(received: &Received<'_>) -> Result<Request, SignError> {
    let http = received.request().ok_or_else(|| SignError::new("there is no request to verify"))?;
    // The stand-in is reached directly, so `Host` is its own address.
    let host = http.uri().authority().map(|authority| authority.as_str().to_owned());
    let named = || received.header("host").ok().flatten().map(str::to_owned);
    let host = host.or_else(named).filter(|host| !host.is_empty());
    // A server on the same computer is reached without TLS.
    let is_local = |host: &String| matches!(host_and_port("http", host).0, "localhost" | "127.0.0.1" | "[::1]");
    let scheme = http.uri().scheme_str().unwrap_or(if host.as_ref().is_some_and(is_local) { "http" } else { "https" });
    let host = host.as_deref().unwrap_or("localhost");
    let mut request = Request::received(http, &format!("{scheme}://{host}"))?;
    for constant in received.operation().constants() {
        request = request.constant(constant.name(), constant.value());
    }
    let encoded = || Encoded { bytes: http.body().to_vec(), secret: Vec::new() };
    // The body is verified as what it is read as, whatever its header says.
    match received.operation().body() {
        Body::Json => request.body = Sealed::Json(encoded()),
        Body::Form => request.body = Sealed::Form(encoded()),
        Body::Multipart => {
            let texts = received.parameters().iter().filter(|each| each.place() == Place::Body);
            request = request.fields(texts.filter_map(|each| Some((each.name(), each.text()?))));
        }
        Body::Whole if http.body().is_empty() => request.body = Sealed::None,
        Body::Whole if is_object(received.operation(), http.body()) => request.body = Sealed::Json(encoded()),
        Body::Whole => request.body = Sealed::Bytes(http.body().clone()),
        Body::None => {}
    }
    Ok(request)
}
