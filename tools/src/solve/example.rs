//! A request that is known to be good, as input of the solver.

use std::fmt;

use countersign::auth::Secret;
use countersign::operation::Place;
use countersign::scheme::{Request, TimeFormat};

use super::raw;
use super::signature::{Target, is_other_digest, is_signature_name, plain, read, time_format};

/// A request whose signature is known to be valid, and the secret that signed it.
#[derive(Clone)]
pub struct Example {
    pub(super) method: String,
    /// Scheme and host.
    pub(super) origin: String,
    pub(super) path: String,
    /// The query as it was sent.
    pub(super) query: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) body_kind: BodyKind,
    /// What can be signed as pairs: the parameters of query and body, and headers that do not belong to HTTP.
    pub(super) parameters: Vec<ExampleParameter>,
    pub(super) is_push: bool,
    pub(super) secret: Secret,
    pub(super) secret_names: Vec<String>,
    signature: Option<String>,
}

/// The form in which a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyKind {
    None,
    Form,
    Json,
    Multipart,
    Bytes,
}

/// One parameter of an example, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExampleParameter {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) value: String,
    /// It is an object or a list in a JSON body.
    pub(super) is_nested: bool,
}

/// The reason why an example cannot be solved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SolveError {
    /// There is no example.
    NoExample,
    /// The text is not a request, for this reason.
    Malformed(String),
    /// There is nothing in the request that could be signed.
    Empty,
    /// The secret is empty.
    NoSecret,
    /// No parameter or header looks like a signature, and none was set.
    NoSignature,
    /// The signature is not a digest or a MAC in a known encoding.
    UnknownSignature {
        /// Its length in characters.
        characters: usize,
    },
}

impl fmt::Display for SolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoExample => f.write_str("no example: pass a request that is known to be good"),
            Self::Malformed(problem) => write!(f, "the example is not a request: {problem}"),
            Self::Empty => {
                f.write_str("the example has no parameters and no body: there is nothing that could be signed")
            }
            Self::NoSecret => f.write_str("the example has no secret: pass the one it was signed with"),
            Self::NoSignature => f.write_str(
                "no parameter or header of the example looks like a signature: pass the signature with `--signature` \
                 (`Example::with_signature`)",
            ),
            Self::UnknownSignature { characters } => write!(
                f,
                "the signature has {characters} characters and is not an MD5, SHA-1, SHA-256, SHA-384 or SHA-512 in hex \
                 (digits of one case) or Base64; signatures by private keys are not searched for"
            ),
        }
    }
}

impl std::error::Error for SolveError {}

impl Example {
    /// Creates an example from decoded parameters in the order in which they were sent. A signature among them is
    /// recognized, and not signed.
    ///
    /// ```
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// let example = Example::from_parameters([("a", "1"), ("b", "2")], "sesame", "7f6a1bdc3b5b52b0ce5b6ae7d3a1f9ad");
    /// let solutions = solve(&[example], &mut |_| {})?;
    /// // Nothing that is usual yields this signature.
    /// assert!(solutions.likeliest().is_none());
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    pub fn from_parameters<N: Into<String>, V: Into<String>>(
        parameters: impl IntoIterator<Item = (N, V)>,
        secret: impl Into<String>,
        signature: impl Into<String>,
    ) -> Self {
        let mut example = Self::empty(secret);
        for (name, value) in parameters {
            let (name, value) = (name.into(), value.into());
            let separator = if example.query.is_empty() { "" } else { "&" };
            example.query += &format!("{separator}{}={}", raw::percent_encoded(&name), raw::percent_encoded(&value));
            example.parameters.push(ExampleParameter { place: Place::Query, name, value, is_nested: false });
        }
        example.with_signature(signature)
    }

    /// Parses a request as text: an HTTP request (`GET /path?query HTTP/1.1`, headers, an empty line, a body), or a URL
    /// alone. The signature is the parameter or header that looks like one, unless
    /// [`with_signature`](Self::with_signature) sets it. Headers of HTTP itself are not signed as pairs.
    ///
    /// ```
    /// use countersign::auth::{Secret, hmac_sha256_hex};
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// let signature = hmac_sha256_hex(&Secret::new("sesame"), br#"{"parcel":7}"#);
    /// let head = format!("POST /hooks HTTP/1.1\r\nhost: shop.example\r\nx-signature: {signature}\r\n");
    /// let text = head + "\r\n" + r#"{"parcel":7}"#;
    /// let solutions = solve(&[Example::from_text(&text, "sesame")?], &mut |_| {})?;
    /// let scheme = solutions.likeliest().map(ToString::to_string).unwrap_or_default();
    /// assert!(scheme.contains("body().hmac_sha256(secret()).hex()"), "{scheme}");
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    ///
    /// # Errors
    /// The text is neither of these.
    pub fn from_text(text: &str, secret: impl Into<String>) -> Result<Self, SolveError> {
        raw::read(text, Self::empty(secret))
    }

    /// Creates an example from the form of a push message, as it arrived in the body of the POST.
    ///
    /// ```
    /// use countersign::auth::{Secret, hmac_sha256_hex};
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// let signature = hmac_sha256_hex(&Secret::new("sesame"), b"message=7&shop=berlin");
    /// let body = format!("message=7&shop=berlin&sign={signature}");
    /// let solutions = solve(&[Example::from_push(body.as_bytes(), "sesame")], &mut |_| {})?;
    /// assert!(solutions.likeliest().is_some());
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    pub fn from_push(body: &[u8], secret: impl Into<String>) -> Self {
        let mut example = Self { method: String::from("POST"), is_push: true, ..Self::empty(secret) };
        raw::read_pairs(body, Place::Body, &mut example);
        (example.body, example.body_kind) = (body.to_vec(), BodyKind::Form);
        example.headers.push((String::from("content-type"), String::from("application/x-www-form-urlencoded")));
        example
    }

    fn empty(secret: impl Into<String>) -> Self {
        Self {
            method: String::from("GET"),
            origin: String::from("https://vendor.example"),
            path: String::from("/"),
            query: String::new(),
            headers: Vec::new(),
            body: Vec::new(),
            body_kind: BodyKind::None,
            parameters: Vec::new(),
            is_push: false,
            secret: Secret::new(secret),
            secret_names: Vec::new(),
            signature: None,
        }
    }

    /// Sets the signature. Parameters with this value are not signed.
    ///
    /// ```
    /// use countersign::auth::{Secret, hmac_sha256_hex};
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// // The vendor's page shows a URL without its signature, and the signature beside it.
    /// let signature = hmac_sha256_hex(&Secret::new("sesame"), b"a=1&b=2");
    /// let example = Example::from_text("https://books.example/?b=2&a=1", "sesame")?.with_signature(signature);
    /// assert!(solve(&[example], &mut |_| {})?.likeliest().is_some());
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    #[must_use]
    pub fn with_signature(self, signature: impl Into<String>) -> Self {
        Self { signature: Some(signature.into()), ..self }
    }

    /// Sets the path of the URL.
    ///
    /// ```
    /// use countersign::auth::{Secret, hmac_sha256_hex};
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// let signature = hmac_sha256_hex(&Secret::new("sesame"), b"/books?a=1&b=2");
    /// let example = Example::from_parameters([("a", "1"), ("b", "2")], "sesame", signature).with_path("/books");
    /// assert!(solve(&[example], &mut |_| {})?.likeliest().is_some());
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    #[must_use]
    pub fn with_path(self, path: impl Into<String>) -> Self {
        Self { path: path.into(), ..self }
    }

    /// Adds a name under which the secret may be signed as a pair. Usual names, such as `key` and `app_secret`, are
    /// tried automatically.
    ///
    /// ```
    /// use countersign::auth::md5_hex;
    /// use countersign_tools::solve::{Example, solve};
    ///
    /// let signature = md5_hex(b"a=1&b=2&magic=sesame");
    /// let example = Example::from_parameters([("a", "1"), ("b", "2")], "sesame", signature).with_secret_name("magic");
    /// assert!(solve(&[example], &mut |_| {})?.likeliest().is_some());
    /// # Ok::<(), countersign_tools::solve::SolveError>(())
    /// ```
    #[must_use]
    pub fn with_secret_name(mut self, name: impl Into<String>) -> Self {
        self.secret_names.push(name.into());
        self
    }

    pub(super) fn check(&self) -> Result<(), SolveError> {
        if self.secret.expose().is_empty() {
            return Err(SolveError::NoSecret);
        }
        let Some(signature) = self.signature_text() else { return Err(SolveError::NoSignature) };
        if self.target().is_none() {
            return Err(SolveError::UnknownSignature { characters: signature.chars().count() });
        }
        let has_something = !self.body.is_empty() || self.path != "/" || self.signed_parameters().next().is_some();
        if has_something { Ok(()) } else { Err(SolveError::Empty) }
    }

    /// The value with the signature: the one that was set, or that of the parameter or header that looks like one.
    fn signature_text(&self) -> Option<&str> {
        self.signature.as_deref().or_else(|| self.carrier().map(|each| each.value.as_str()))
    }

    /// What carries the signature.
    pub(super) fn carrier(&self) -> Option<&ExampleParameter> {
        if let Some(signature) = &self.signature {
            return self.parameters.iter().find(|each| each.value == *signature || each.value.ends_with(&**signature));
        }
        // `design` and `assign` end like `sign`, so values that look like a signature come first.
        let named = || self.parameters.iter().filter(|each| is_signature_name(&each.name) && !each.value.is_empty());
        named().find(|each| read(&each.value).is_some()).or_else(|| named().next()).or_else(|| {
            // If no name tells, the only value that is a digest.
            let mut digests =
                self.parameters.iter().filter(|each| !is_other_digest(&each.name) && read(&each.value).is_some());
            digests.next().filter(|_| digests.next().is_none())
        })
    }

    /// Everything except the signature.
    pub(super) fn signed_parameters(&self) -> impl Iterator<Item = &ExampleParameter> {
        let carrier = self.carrier();
        self.parameters.iter().filter(move |each| carrier.is_none_or(|carrier| !std::ptr::eq(*each, carrier)))
    }

    /// The digest or MAC to find, and how it is written.
    pub(super) fn target(&self) -> Option<Target> {
        read(self.signature_text()?)
    }

    /// The parameter with the key id, by its name.
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
        let by_name = |names: &dyn Fn(&str) -> bool| self.signed_parameters().find(|each| names(&plain(&each.name)));
        by_name(&|name| NAMES.contains(&name)).or_else(|| {
            by_name(&|name| ["accesskey", "apikey", "appkey", "accesskeyid"].iter().any(|end| name.ends_with(end)))
        })
    }

    /// The parameter with the time, recognized by its name and its form.
    pub(super) fn time(&self) -> Option<(&ExampleParameter, TimeFormat)> {
        self.signed_parameters().find_map(|each| {
            let name = plain(&each.name);
            let named = name.contains("time") || name.contains("date") || matches!(&*name, "ts" | "t");
            named.then(|| time_format(&each.value)).flatten().map(|format| (each, format))
        })
    }

    /// The parameter with the nonce, by its name.
    pub(super) fn nonce(&self) -> Option<&ExampleParameter> {
        self.signed_parameters().find(|each| plain(&each.name).contains("nonce") && !each.value.is_empty())
    }

    /// The query as it was sent, without the signature.
    pub(super) fn unsigned_query(&self) -> String {
        let carrier = self.carrier().filter(|carrier| carrier.place == Place::Query);
        without_pair(&self.query, carrier.map(|carrier| carrier.name.as_str()))
    }

    /// The body as it was sent, without the signature; `None` if a JSON body contains it.
    pub(super) fn unsigned_body(&self) -> Option<Vec<u8>> {
        match (self.carrier().filter(|carrier| carrier.place == Place::Body), self.body_kind) {
            (None, _) => Some(self.body.clone()),
            (Some(carrier), BodyKind::Form) => {
                Some(without_pair(std::str::from_utf8(&self.body).ok()?, Some(&carrier.name)).into_bytes())
            }
            (Some(_), _) => None,
        }
    }

    /// The request as it was received. A signature that was set separately is sent as `sign`.
    pub(super) fn received(&self) -> Option<Request> {
        let mut query = self.query.clone();
        if let (None, Some(signature)) = (self.carrier(), &self.signature)
            && self.body_kind == BodyKind::None
        {
            let separator = if query.is_empty() { "" } else { "&" };
            query += &format!("{separator}{}={}", Self::SIGNATURE_NAME, raw::percent_encoded(signature));
        }
        let separator = if query.is_empty() { "" } else { "?" };
        let mut request = http::Request::builder()
            .method(&*self.method)
            .uri(format!("{}{}{separator}{query}", self.origin, self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let (None, Some(signature)) = (self.carrier(), &self.signature)
            && self.body_kind != BodyKind::None
        {
            request = request.header(Self::SIGNATURE_NAME, signature);
        }
        let received = Request::received(&request.body(self.body.clone()).ok()?, &self.origin).ok()?;
        if self.body_kind != BodyKind::Multipart {
            return Some(received);
        }
        let fields = self.parameters.iter().filter(|each| each.place == Place::Body);
        Some(received.fields(fields.map(|each| (each.name.as_str(), each.value.as_str()))))
    }

    /// The parameter name for a signature that was set separately from its request.
    pub(super) const SIGNATURE_NAME: &str = "sign";
}

/// Pairs as they were sent, without those of one name.
fn without_pair(pairs: &str, name: Option<&str>) -> String {
    let Some(name) = name else { return pairs.to_owned() };
    let is_other = |pair: &&str| countersign::param::read_pairs(pair.as_bytes()).all(|(found, _)| found != name);
    pairs.split('&').filter(is_other).collect::<Vec<_>>().join("&")
}

/// Names only: a value can be the secret.
impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|each| &each.name).collect();
        f.debug_struct("Example").field("path", &self.path).field("parameters", &names).finish_non_exhaustive()
    }
}
