//! A request that is known to be good: what the solver works on.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign::auth::{Digest, Secret, SignatureText, TimeFormat};
use countersign::operation::Place;
use countersign::value::Zone;

use super::raw;

/// A request whose signature is known to be right, and the secret it was signed with.
#[derive(Clone)]
pub struct Example {
    pub(super) path: Option<String>,
    /// As they were sent.
    pub(super) parameters: Vec<ExampleParameter>,
    /// The text of a JSON body.
    pub(super) json: Option<String>,
    pub(super) has_body: bool,
    pub(super) is_push: bool,
    pub(super) secret: Secret,
    signature: Option<String>,
}

/// One parameter of an example, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExampleParameter {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) value: String,
    /// It is an object or a list of a JSON body.
    pub(super) is_nested: bool,
}

/// Why an example cannot be solved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SolveError {
    /// There is no example.
    NoExample,
    /// The text is no request: what is wrong with it.
    Malformed(String),
    /// There is nothing in the request that could be signed.
    Empty,
    /// The secret is empty.
    NoSecret,
    /// No parameter looks like a signature, and none was given.
    NoSignature,
    /// The signature is no MD5, SHA-1 or SHA-256 in hex or Base64.
    UnknownSignature {
        /// Its length in characters.
        characters: usize,
    },
}

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoExample => f.write_str("there is no example: give one request that is known to be good"),
            Self::Malformed(problem) => write!(f, "the example is no request: {problem}"),
            Self::Empty => f.write_str("the example has no parameters: there is nothing that could be signed"),
            Self::NoSecret => f.write_str("the example has no secret: give the one it was signed with"),
            Self::NoSignature => f.write_str(
                "no parameter of the example looks like a signature: give the signature with `with_signature`",
            ),
            Self::UnknownSignature { characters } => write!(
                f,
                "the signature has {characters} characters and is no MD5, SHA-1 or SHA-256 in hex (32, 40, 64 digits of \
                 one case) or Base64 (24, 28, 44 characters)"
            ),
        }
    }
}

impl std::error::Error for SolveError {}

impl Example {
    /// Parameters in the order in which they were sent, decoded; a signature among them is recognised and not signed.
    pub fn from_parameters<N: Into<String>, V: Into<String>>(
        parameters: impl IntoIterator<Item = (N, V)>,
        secret: impl Into<String>,
        signature: impl Into<String>,
    ) -> Self {
        let parameter = |(name, value): (N, V)| {
            let (name, value) = (name.into(), value.into());
            ExampleParameter { place: Place::Query, name, value, is_nested: false }
        };
        let parameters = parameters.into_iter().map(parameter).collect();
        Self { parameters, ..Self::empty(secret) }.with_signature(signature)
    }

    /// A request as text: an HTTP request (`GET /path?query HTTP/1.1`, headers, an empty line, a body), or a URL alone.
    /// The signature is the parameter or header that looks like one, unless [`with_signature`](Self::with_signature)
    /// gives it. Of the headers those are taken that begin with `x-`.
    ///
    /// # Errors
    /// The text is neither.
    pub fn from_text(text: &str, secret: impl Into<String>) -> Result<Self, SolveError> {
        raw::read(text, Self::empty(secret))
    }

    /// The form of a push message, as it arrived in the body of the POST.
    pub fn from_push(body: &[u8], secret: impl Into<String>) -> Self {
        let mut example = Self { has_body: true, is_push: true, ..Self::empty(secret) };
        raw::read_pairs(body, Place::Body, &mut example);
        example
    }

    fn empty(secret: impl Into<String>) -> Self {
        let secret = Secret::new(secret);
        let (path, json, signature) = (None, None, None);
        Self { path, parameters: Vec::new(), json, has_body: false, is_push: false, secret, signature }
    }

    /// The example with this signature; parameters that have it as their value are not signed.
    #[must_use]
    pub fn with_signature(self, signature: impl Into<String>) -> Self {
        Self { signature: Some(signature.into()), ..self }
    }

    /// The example with the path of its URL.
    #[must_use]
    pub fn with_path(self, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    pub(super) fn has_json_body(&self) -> bool {
        self.json.is_some()
    }

    pub(super) fn check(&self) -> Result<(), SolveError> {
        if self.secret.expose().is_empty() {
            return Err(SolveError::NoSecret);
        }
        let Some(signature) = self.signature() else { return Err(SolveError::NoSignature) };
        if self.target().is_none() {
            return Err(SolveError::UnknownSignature { characters: signature.chars().count() });
        }
        let has_something = self.json.is_some() || self.signed_parameters().next().is_some();
        if has_something { Ok(()) } else { Err(SolveError::Empty) }
    }

    /// The signature that was given, or the parameter that looks like one.
    pub(super) fn signature(&self) -> Option<&str> {
        let found = || self.parameters.iter().find(|each| is_signature_name(&each.name) && !each.value.is_empty());
        self.signature.as_deref().or_else(|| found().map(|each| each.value.as_str()))
    }

    /// The parameter with the signature.
    pub(super) fn signature_parameter(&self) -> Option<&ExampleParameter> {
        let signature = self.signature()?;
        self.parameters.iter().find(|each| each.value == signature)
    }

    /// What is not the signature.
    pub(super) fn signed_parameters(&self) -> impl Iterator<Item = &ExampleParameter> {
        let signature = self.signature();
        self.parameters.iter().filter(move |each| signature != Some(&each.value))
    }

    /// The digest that is looked for, and how it was written.
    pub(super) fn target(&self) -> Option<Target> {
        let signature = self.signature()?;
        let kind = |bytes: &[u8]| Digest::ALL.into_iter().find(|digest| digest.bytes() == bytes.len());
        if let Ok(bytes) = base16ct::mixed::decode_vec(signature)
            && let Some(digest) = kind(&bytes)
        {
            let (upper, lower) = (
                signature.contains(|c: char| c.is_ascii_uppercase()),
                signature.contains(|c: char| c.is_ascii_lowercase()),
            );
            let texts = match (upper, lower) {
                (true, true) => return None,
                (true, false) => vec![SignatureText::UpperHex],
                (false, true) => vec![SignatureText::LowerHex],
                (false, false) => vec![SignatureText::UpperHex, SignatureText::LowerHex],
            };
            return Some(Target { digest, bytes, texts });
        }
        let bytes = STANDARD.decode(signature).ok()?;
        kind(&bytes).map(|digest| Target { digest, bytes, texts: vec![SignatureText::Base64] })
    }

    /// The parameter with the application's key, by its name.
    pub(super) fn key(&self) -> Option<&ExampleParameter> {
        const NAMES: [&str; 14] = [
            "appkey",
            "appid",
            "applicationid",
            "accesskey",
            "accesskeyid",
            "accessid",
            "apikey",
            "clientid",
            "clientkey",
            "partnerid",
            "mchid",
            "key",
            "ak",
            "app",
        ];
        self.signed_parameters().find(|each| NAMES.contains(&&*plain(&each.name)))
    }

    /// The parameter with the time, by its name and what it looks like.
    pub(super) fn time(&self) -> Option<(&ExampleParameter, TimeFormat)> {
        self.signed_parameters().find_map(|each| {
            let name = plain(&each.name);
            let named = name.contains("time") || name.contains("date") || matches!(&*name, "ts" | "t");
            named.then(|| time_format(&each.value)).flatten().map(|format| (each, format))
        })
    }
}

/// What is looked for.
pub(super) struct Target {
    pub(super) digest: Digest,
    pub(super) bytes: Vec<u8>,
    /// Hex of digits alone is of both cases.
    pub(super) texts: Vec<SignatureText>,
}

/// A name in small letters, without what separates its words; the `x-` of headers is left out.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("x-").unwrap_or(&name).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// `sign`, `signature`, `_aop_signature`, `x-ca-sign`; not `sign_type` and the like.
fn is_signature_name(name: &str) -> bool {
    let name = plain(name);
    ["sign", "signature", "sig", "hmac", "mac"].iter().any(|end| name.ends_with(end))
}

fn time_format(value: &str) -> Option<TimeFormat> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let shape: String = value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match (digits, value.len()) {
        (true, 10) => Some(TimeFormat::Seconds),
        (true, 13) => Some(TimeFormat::Milliseconds),
        _ if shape == "0000-00-00 00:00:00" => Some(TimeFormat::DateTime(Zone::UTC)),
        _ => None,
    }
}

/// Names only: a value can be the secret.
impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|each| &each.name).collect();
        f.debug_struct("Example").field("path", &self.path).field("parameters", &names).finish_non_exhaustive()
    }
}
