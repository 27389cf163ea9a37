//! [`Fields`]: `name=value` in one header, or a JSON object.

use std::fmt;
use std::sync::Arc;

use super::into_text::IntoText;
use super::text::Text;

/// Fields as `name=value` in one header, made by [`fields`](super::fields), or as a JSON object, made by
/// [`json_object`](super::json_object).
///
/// ```
/// use countersign::scheme::{TimeFormat, fields, nonce, identifier, key_id, signature, time};
///
/// // The header `Authorization` of WeChat Pay v3.
/// let sent = fields(",").after("WECHATPAY2-SHA256-RSA2048 ").quoted().with("mchid", key_id())
///     .with("nonce_str", nonce()).with("signature", signature())
///     .with("timestamp", time(TimeFormat::UnixSeconds)).with("serial_no", identifier("serial_no"));
/// ```
///
/// When fields are read, their order and blanks do not matter, and unknown fields are skipped. A duplicate field is
/// refused, unless it carries the signature: then one of them must be right (Stripe, while a secret is being replaced).
#[derive(Clone, PartialEq)]
pub struct Fields(pub(super) Arc<Written>);

/// How fields are written.
#[derive(Clone, PartialEq)]
pub(super) struct Written {
    pub(super) separator: String,
    pub(super) prefix: String,
    pub(super) quoted: bool,
    pub(super) percent: bool,
    /// Whether they are the members of a JSON object.
    pub(super) object: bool,
    pub(super) fields: Vec<(Arc<str>, Text)>,
    /// The names of the members whose text is JSON, rather than the value of a string.
    pub(super) json: Vec<Arc<str>>,
}

impl Written {
    /// Returns whether the text of a field is JSON.
    pub(super) fn is_json(&self, name: &str) -> bool {
        self.json.iter().any(|each| **each == *name)
    }
}

impl Fields {
    pub(super) fn new(separator: String) -> Self {
        let (prefix, fields, json) = (String::new(), Vec::new(), Vec::new());
        Self(Arc::new(Written { separator, prefix, quoted: false, percent: false, object: false, fields, json }))
    }

    pub(super) fn object() -> Self {
        Self::new(String::from(",")).changed(|written| written.object = true)
    }

    /// Returns all texts, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.0.fields.iter().map(|(_, text)| text)
    }

    /// Returns the texts of the fields that do not carry the signature.
    pub(super) fn signed_texts(&self) -> impl Iterator<Item = &Text> {
        self.texts().filter(|text| !text.facts().signature)
    }

    fn changed(&self, change: impl FnOnce(&mut Written)) -> Self {
        let mut written = Written::clone(&self.0);
        change(&mut written);
        Self(Arc::new(written))
    }

    /// Prepends text to the first field, such as `OAuth `.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(fields(",").after("OAuth ").with("shop", "7").into_text()), "OAuth shop=7");
    /// ```
    #[must_use]
    pub fn after(&self, prefix: impl Into<String>) -> Self {
        self.changed(|written| written.prefix = prefix.into())
    }

    /// Puts values in double quotes (OAuth 1.0a, WeChat Pay v3).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(fields(",").quoted().with("shop", "7").into_text()), "shop=\"7\"");
    /// ```
    #[must_use]
    pub fn quoted(&self) -> Self {
        self.changed(|written| written.quoted = true)
    }

    /// Encodes names and values as [`Text::percent_encoded`] does (OAuth 1.0a).
    ///
    /// ```
    /// use countersign::scheme::{fields, key_id, signature};
    ///
    /// // OAuth 1.0a.
    /// let sent = fields(", ").after("OAuth ").percent_encoded().with("oauth_consumer_key", key_id());
    /// let sent = sent.with("oauth_signature", signature());
    /// assert!(sent.to_string().contains(".percent_encoded()"));
    /// ```
    #[must_use]
    pub fn percent_encoded(&self) -> Self {
        self.changed(|written| written.percent = true)
    }

    /// Adds a field. It is left out if its text is optional and absent.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(fields(", ").with("shop", "7").with("key", key_id()).into_text()), "shop=7, key=reader");
    /// ```
    #[must_use]
    pub fn with(&self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.changed(|written| written.fields.push((name.into().into(), text.into_text())))
    }

    /// Adds a member of a [`json_object`](super::json_object) whose text is JSON: a number such as a time, `true`, a
    /// list, or another object. Signing fails if the text is not JSON.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/v1/books?title=Faust%20I").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// let object = json_object().with("shop", "7").with_json("page", "7");
    /// assert_eq!(written(object.into_text()), r#"{"shop":"7","page":7}"#);
    /// ```
    #[must_use]
    pub fn with_json(&self, name: impl Into<String>, text: impl IntoText) -> Self {
        let name: Arc<str> = name.into().into();
        self.changed(|written| {
            written.fields.push((name.clone(), text.into_text()));
            written.json.push(name);
        })
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
