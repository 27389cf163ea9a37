//! [`Pairs`]: parameters, headers or fields, and the steps applied to them in order.

use std::fmt;
use std::sync::Arc;

use super::choices::Order;
use super::fields::Fields;
use super::into_text::IntoText;
use super::json_path::JsonPath;
use super::text::{Map, Node, Shape, Text};

/// Names and values of a request, such as its parameters or headers, and the steps applied to them, in the order in
/// which they are written.
///
/// ```
/// use countersign::scheme::{Order, parameters, secret};
///
/// // The rule of 1688: sorted as Java sorts strings, with the secret as the last pair.
/// let signed = parameters().sorted_by(Order::Utf16).plus("secret", secret()).pairs("=", "&").md5().upper_hex();
/// ```
///
/// Parameters that are signed without an encoding can be ambiguous: `a=1&b=2` is two parameters, or one with the value
/// `1&b=2`. If a vendor's rule is like that, read the values as typed fields.
#[derive(Clone, PartialEq)]
pub struct Pairs(Arc<Inner>);

#[derive(PartialEq)]
struct Inner {
    from: Supply,
    steps: Vec<Step>,
}

/// The source of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Supply {
    Nothing,
    Parameters,
    Query,
    Form,
    Json,
    /// The members of an object inside a JSON body.
    JsonOf(JsonPath),
    Headers(Vec<Arc<str>>),
    HeadersStarting(Arc<str>),
    SignedHeaders(Vec<Arc<str>>),
}

/// A step applied to pairs.
#[derive(Clone, PartialEq)]
pub(super) enum Step {
    Except(Vec<Arc<str>>),
    Only(Vec<Arc<str>>),
    Starting(Arc<str>),
    OrEmpty,
    WithoutEmpty,
    BareWhenEmpty,
    /// Between the values of a name.
    Merged(String),
    Scalars,
    Plus(Arc<str>, Text),
    AndFields(Fields),
    AndPairs(Pairs),
    LowerNames,
    SingleSpaced,
    Percent,
    Form,
    /// A change of every value.
    Values(Map),
    /// Every value as JSON.
    Json,
    Hidden,
    Sorted(Order),
}

impl Supply {
    pub(super) fn are_headers(&self) -> bool {
        matches!(self, Self::Headers(_) | Self::HeadersStarting(_) | Self::SignedHeaders(_))
    }
}

impl Pairs {
    pub(super) fn new(from: Supply) -> Self {
        Self(Arc::new(Inner { from, steps: Vec::new() }))
    }

    pub(super) fn from(&self) -> &Supply {
        &self.0.from
    }

    /// Returns the names of headers that are requested, sent or not.
    pub(super) fn asked_for(&self) -> &[Arc<str>] {
        match self.from() {
            Supply::Headers(names) => names,
            _ => &[],
        }
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.0.steps
    }

    /// Returns whether traces show nothing of them.
    pub(super) fn is_hidden(&self) -> bool {
        self.steps().iter().any(|step| matches!(step, Step::Hidden))
    }

    /// Returns whether these are the same pairs of the same expression.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns whether a header of this name is among those that are asked for.
    pub(super) fn asks_for(&self, header: &str) -> bool {
        match self.from() {
            Supply::Headers(names) | Supply::SignedHeaders(names) => {
                names.iter().any(|name| name.eq_ignore_ascii_case(header))
            }
            _ => true,
        }
    }

    /// Returns whether these are headers alone, which stay the same until something is sent.
    pub(super) fn are_headers(&self) -> bool {
        let adds = |step: &Step| matches!(step, Step::Plus(..) | Step::AndFields(_) | Step::AndPairs(_));
        self.from().are_headers() && !self.steps().iter().any(adds)
    }

    /// Returns the texts among the pairs.
    pub(super) fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        for step in self.steps() {
            match step {
                Step::Plus(_, text) => texts.push(text),
                Step::AndFields(fields) => texts.extend(fields.signed_texts()),
                Step::AndPairs(pairs) => texts.extend(pairs.texts()),
                _ => {}
            }
        }
        texts
    }

    /// Calls `visit` with the source of these pairs, and of those added to them.
    pub(super) fn supplies<'p>(&'p self, visit: &mut dyn FnMut(&'p Supply)) {
        visit(self.from());
        for step in self.steps() {
            if let Step::AndPairs(others) = step {
                others.supplies(visit);
            }
        }
    }

    /// The headers that are signed at least, where the signer lists which ones it signs.
    pub(super) fn signed_headers(&self) -> Option<&[Arc<str>]> {
        let mut found = None;
        self.supplies(&mut |supply| {
            if let Supply::SignedHeaders(names) = supply {
                found = Some(names.as_slice());
            }
        });
        found
    }

    /// The names of the pairs that the scheme adds.
    pub(super) fn added_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for step in self.steps() {
            match step {
                Step::Plus(name, _) => names.push(&**name),
                Step::AndFields(fields) => names.extend(fields.0.fields.iter().map(|(name, _)| &**name)),
                Step::AndPairs(others) => names.extend(others.added_names()),
                _ => {}
            }
        }
        names
    }

    fn step(&self, step: Step) -> Self {
        let steps = self.steps().iter().cloned().chain([step]).collect();
        Self(Arc::new(Inner { from: self.from().clone(), steps }))
    }

    /// Leaves out the pairs with these names (TikTok Shop, Cloudinary). What carries the signature is left out
    /// automatically.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().except(["a", "c"]).pairs("=", "&")), "b=2");
    /// ```
    #[must_use]
    pub fn except<N: Into<String>>(&self, names: impl IntoIterator<Item = N>) -> Self {
        self.step(Step::Except(names.into_iter().map(|name| name.into().into()).collect()))
    }

    /// Leaves out all pairs but those with these names.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().only(["a"]).pairs("=", "&")), "a=1");
    /// ```
    #[must_use]
    pub fn only<N: Into<String>>(&self, names: impl IntoIterator<Item = N>) -> Self {
        self.step(Step::Only(names.into_iter().map(|name| name.into().into()).collect()))
    }

    /// Leaves out all pairs but those whose names begin with a prefix (VK).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?vk_id=2&page=3&vk_at=1").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request, &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().starting("vk_").pairs("=", "&")), "vk_id=2&vk_at=1");
    /// ```
    #[must_use]
    pub fn starting(&self, prefix: impl Into<String>) -> Self {
        self.step(Step::Starting(prefix.into().into()))
    }

    /// Joins the values of pairs with the same name, in their order, at the place of the first of them (Atlassian,
    /// Shopify).
    ///
    /// One value that contains the separator is signed like two values.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?id=2&page=3&id=1").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request, &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().merged(",").pairs("=", "&")), "id=2,1&page=3");
    /// assert_eq!(written(parameters().sorted_by(Order::NameThenValue).merged(",").pairs("=", "&")), "id=1,2&page=3");
    /// ```
    #[must_use]
    pub fn merged(&self, separator: impl Into<String>) -> Self {
        self.step(Step::Merged(separator.into()))
    }

    /// Keeps [`headers`](super::headers) that are not sent, with an empty value (Azure Storage). It must be the first
    /// step.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(headers(["x-none"]).or_empty().pairs(":", "&")), "x-none:");
    /// ```
    #[must_use]
    pub fn or_empty(&self) -> Self {
        self.step(Step::OrEmpty)
    }

    /// Leaves out pairs whose value is empty (WeChat Pay v2, Alipay).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().without_empty().pairs("=", "&")), "b=2&a=1");
    /// ```
    #[must_use]
    pub fn without_empty(&self) -> Self {
        self.step(Step::WithoutEmpty)
    }

    /// Writes a pair with an empty value as its name alone, such as `acl` (Alibaba Cloud OSS, AWS S3).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().bare_when_empty().pairs("=", "&")), "b=2&a=1&c");
    /// ```
    #[must_use]
    pub fn bare_when_empty(&self) -> Self {
        self.step(Step::BareWhenEmpty)
    }

    /// Leaves out members of a JSON body that are objects or lists.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, json_members, secret, signature};
    ///
    /// let text = json_members().scalars().sorted().pairs("=", "&");
    /// let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let order = r#"{"isbn": "7", "gift": {"for": "Emma"}}"#;
    /// let request = Request::new("POST", "https://books.example/orders")?.json(order);
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.signed(), b"isbn=7");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn scalars(&self) -> Self {
        self.step(Step::Scalars)
    }

    /// Adds a pair at the end. It is left out if its text is optional and absent.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().only(["a"]).plus("key", key_id()).pairs("=", "&")), "a=1&key=reader");
    /// ```
    #[must_use]
    pub fn plus(&self, name: impl Into<String>, text: impl IntoText) -> Self {
        self.step(Step::Plus(name.into().into(), text.into_text()))
    }

    /// Appends other pairs: [`Fields`] (OAuth 1.0a signs those of its header), parameters or headers.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().only(["a"]).and(no_pairs().plus("z", "9")).pairs("=", "&")), "a=1&z=9");
    /// ```
    #[must_use]
    pub fn and(&self, others: impl IntoPairs) -> Self {
        self.step(others.into_step().0)
    }

    /// Converts names to lower case (Azure Storage, Tencent COS).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(no_pairs().plus("Shop", "7").lower_names().pairs("=", "&")), "shop=7");
    /// ```
    #[must_use]
    pub fn lower_names(&self) -> Self {
        self.step(Step::LowerNames)
    }

    /// Collapses several blanks in a row within values (AWS requires it for headers).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(no_pairs().plus("a", "1  2").single_spaced().pairs("=", "&")), "a=1 2");
    /// ```
    #[must_use]
    pub fn single_spaced(&self) -> Self {
        self.step(Step::SingleSpaced)
    }

    /// Encodes names and values as [`Text::percent_encoded`] does (AWS, OAuth 1.0a).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(no_pairs().plus("a", "1/2").percent_encoded().pairs("=", "&")), "a=1%2F2");
    /// ```
    #[must_use]
    pub fn percent_encoded(&self) -> Self {
        self.step(Step::Percent)
    }

    /// Encodes names and values as [`Text::form_encoded`] does.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(no_pairs().plus("a", "1 2").form_encoded().pairs("=", "&")), "a=1+2");
    /// ```
    #[must_use]
    pub fn form_encoded(&self) -> Self {
        self.step(Step::Form)
    }

    /// Replaces every occurrence of `from` in values, from left to right, with `to` (Vonage).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(no_pairs().plus("a", "1&2").replaced("&", "_").pairs("=", "&")), "a=1_2");
    /// ```
    #[must_use]
    pub fn replaced(&self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.step(Step::Values(Map::Replaced(from.into(), to.into())))
    }

    /// Writes each value as JSON (Ele.me): as a string in quotes, unless it is another value in a JSON body, which
    /// stays as it is written there.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, json_members, secret, signature};
    ///
    /// // NOWPayments: the members in the order of their names, as JSON.
    /// let sorted = json_members().sorted().json_values().pairs("\":", ",\"");
    /// let text = "{\"" + sorted + "}";
    /// let scheme = Scheme::new(text.hmac_sha512(secret()).hex()).header("x-nowpayments-sig", signature()).build()?;
    /// let request = Request::new("POST", "https://books.example/paid")?.json(r#"{"price": 7.50, "isbn": "7"}"#);
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.signed(), br#"{"isbn":"7","price":7.50}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn json_values(&self) -> Self {
        self.step(Step::Json)
    }

    /// Hides all of these pairs in traces, as if each was secret.
    ///
    /// Some vendors sort the secret among other values. The order would reveal how the secret begins, so such pairs
    /// must be hidden (WeChat, WeCom, DingTalk).
    ///
    /// ```
    /// use countersign::scheme::{Order, Scheme, TimeFormat, no_pairs, nonce, secret, signature, time};
    ///
    /// // WeChat: the token, the time and the nonce in the order of their bytes.
    /// let now = time(TimeFormat::UnixSeconds);
    /// let parts = no_pairs().plus("token", secret()).plus("timestamp", &now).plus("nonce", nonce());
    /// let scheme = Scheme::new(parts.hidden().sorted_by(Order::Value).values("").sha1().hex())
    ///     .query("timestamp", now)
    ///     .query("nonce", nonce())
    ///     .query("signature", signature())
    ///     .build()?;
    /// # drop(scheme);
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    #[must_use]
    pub fn hidden(&self) -> Self {
        self.step(Step::Hidden)
    }

    /// Sorts by the bytes of the names (Taobao, WeChat Pay v2, TikTok Shop).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().sorted().pairs("=", "&")), "a=1&b=2&c=");
    /// ```
    #[must_use]
    pub fn sorted(&self) -> Self {
        self.sorted_by(Order::Name)
    }

    /// Sorts in an [`Order`].
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().without_empty().sorted_by(Order::Value).pairs("=", "&")), "a=1&b=2");
    /// ```
    #[must_use]
    pub fn sorted_by(&self, order: Order) -> Self {
        self.step(Step::Sorted(order))
    }

    /// Writes all pairs as a text, with `between` between name and value, and `separator` between pairs. Taobao has
    /// neither, WeChat Pay v2 has `=` and `&`.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().pairs("", "")), "b2a1c");
    /// ```
    #[must_use]
    pub fn pairs(&self, between: impl Into<String>, separator: impl Into<String>) -> Text {
        Text::new(Node::Pairs(self.clone(), Shape::Pairs(between.into(), separator.into())))
    }

    /// Writes the names as a text, such as the list of signed headers of AWS.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().names(";")), "b;a;c");
    /// ```
    #[must_use]
    pub fn names(&self, separator: impl Into<String>) -> Text {
        Text::new(Node::Pairs(self.clone(), Shape::Names(separator.into())))
    }

    /// Writes the values as a text (Azure Storage).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// # fn written(text: Text) -> String {
    /// #     let scheme = Scheme::unsigned().header("x-text", text).build().unwrap();
    /// #     let request = Request::new("GET", "https://books.example/books?b=2&a=1&c=").unwrap();
    /// #     let credentials = Credentials::new("reader", "sesame").unwrap();
    /// #     let sent = scheme.sign(request.header("x-shop", "Berlin").unwrap(), &credentials, &Fresh::now()).unwrap();
    /// #     sent.request.headers()["x-text"].to_str().unwrap().to_owned()
    /// # }
    /// assert_eq!(written(parameters().without_empty().values(",")), "2,1");
    /// ```
    #[must_use]
    pub fn values(&self, separator: impl Into<String>) -> Text {
        Text::new(Node::Pairs(self.clone(), Shape::Values(separator.into())))
    }
}

impl fmt::Debug for Pairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A step that adds pairs.
pub struct AddsPairs(Step);

crate::secret::opaque!(AddsPairs);

/// A type that [`Pairs::and`] accepts: [`Fields`] or [`Pairs`], or a reference to one.
pub trait IntoPairs {
    #[doc(hidden)]
    fn into_step(self) -> AddsPairs;
}

impl IntoPairs for &Fields {
    fn into_step(self) -> AddsPairs {
        AddsPairs(Step::AndFields(self.clone()))
    }
}

impl IntoPairs for &Pairs {
    fn into_step(self) -> AddsPairs {
        AddsPairs(Step::AndPairs(self.clone()))
    }
}

impl IntoPairs for Fields {
    fn into_step(self) -> AddsPairs {
        AddsPairs(Step::AndFields(self))
    }
}

impl IntoPairs for Pairs {
    fn into_step(self) -> AddsPairs {
        AddsPairs(Step::AndPairs(self))
    }
}
