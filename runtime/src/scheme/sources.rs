//! The free functions: what a request sends, what a scheme adds to it, and how texts are combined.

use std::time::Duration;

use super::choices::{Hash, TimeFormat};
use super::fields::Fields;
use super::into_text::{IntoText, IntoTexts};
use super::json_path::JsonPath;
use super::pairs::{Pairs, Supply};
use super::text::{Node, NonceForm, Source, Text};

/// Returns the method, in upper case (AWS, OAuth 1.0a, OKX).
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
/// assert_eq!(written(method()), "GET");
/// ```
#[must_use]
pub fn method() -> Text {
    Text::new(Node::Source(Source::Method))
}

/// Returns the path as it is sent, escapes included, with its leading slash (Lazada, Shopee, Kraken).
///
/// ```
/// # use countersign::scheme::path;
/// // Lazada signs the path without its first segment.
/// let text = path().after("/rest");
/// # assert_eq!(text.to_string(), r#"path().after("/rest")"#);
/// ```
#[must_use]
pub fn path() -> Text {
    Text::new(Node::Source(Source::Path))
}

/// Returns the query as it is sent, without `?` (Binance, Tencent Cloud). Empty if there is none.
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
/// assert_eq!(written(raw_query()), "title=Faust%20I");
/// ```
#[must_use]
pub fn raw_query() -> Text {
    Text::new(Node::Source(Source::RawQuery))
}

/// Returns path and query as they are sent, with a `?` between them if there is a query (OKX, WeChat Pay v3).
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
/// assert_eq!(written(path_and_query()), "/v1/books?title=Faust%20I");
/// ```
#[must_use]
pub fn path_and_query() -> Text {
    Text::new(Node::Source(Source::PathAndQuery))
}

/// Returns the body as it is sent (GitHub, Shopify and Stripe sign it in webhooks). Empty if there is none.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn body() -> Text {
    Text::new(Node::Source(Source::Body))
}

/// Returns the host, with its port unless that is the default port (RFC 9421). A receiver takes it from its
/// configuration.
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
/// assert_eq!(written(host()), "books.example");
/// ```
#[must_use]
pub fn host() -> Text {
    Text::new(Node::Source(Source::Host))
}

/// Returns the host without its port (Hawk).
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
/// assert_eq!(written(host_name()), "books.example");
/// ```
#[must_use]
pub fn host_name() -> Text {
    Text::new(Node::Source(Source::HostName))
}

/// Returns the port, which defaults to the URL scheme's, such as `443` (Hawk).
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
/// assert_eq!(written(port()), "443");
/// ```
#[must_use]
pub fn port() -> Text {
    Text::new(Node::Source(Source::Port))
}

/// Returns `https://host`, with the port unless that is the default port (OAuth 1.0a). A receiver takes it from its
/// configuration.
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
/// assert_eq!(written(origin()), "https://books.example");
/// ```
#[must_use]
pub fn origin() -> Text {
    Text::new(Node::Source(Source::Origin))
}

/// Returns the value of a header without blanks around it (RFC 9421). Absent if the header is not sent. The values of a
/// repeated header are joined by `, `.
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
/// assert_eq!(written(header("x-shop")), "Berlin");
/// ```
#[must_use]
pub fn header(name: impl Into<String>) -> Text {
    Text::new(Node::Header(name.into().into()))
}

/// Returns the decoded value of a parameter in query or body. Absent if the parameter is not sent.
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
/// assert_eq!(written(parameter("title")), "Faust I");
/// ```
#[must_use]
pub fn parameter(name: impl Into<String>) -> Text {
    Text::new(Node::Parameter(name.into().into()))
}

/// Returns the value of a constant that each operation declares: the `constant("action" = "find")` of its
/// `#[endpoint]`, which is also sent, or that of [`Request::constant`](super::Request::constant), which is not. Both
/// sides know it, so a receiver takes its own value. A client cannot be built if one of its operations lacks the
/// constant.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let version = operation_constant("version");
/// let scheme = Scheme::new((path() + "\n" + version).hmac_sha256(secret()).hex())
///     .header("x-signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn operation_constant(name: impl Into<String>) -> Text {
    Text::new(Node::Constant(name.into().into()))
}

/// Returns the parameters of query and body, decoded, in the order in which they are sent (Taobao, WeChat Pay v2,
/// Cloudinary). A parameter may move between query and body without changing the signature.
///
/// Members of a JSON object count as parameters. Strings are decoded; any other value, including `null`, is its JSON as
/// it is written. **Signing the members is not the same as signing the body**: it does not cover their order,
/// whitespace and escapes, nor the difference between an object or a `null` and a string with the same text.
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
/// assert_eq!(written(parameters().pairs("=", "&")), "title=Faust I");
/// ```
#[must_use]
pub fn parameters() -> Pairs {
    Pairs::new(Supply::Parameters)
}

/// Returns the parameters of the query, decoded, in the order in which they are sent (AWS, TikTok Shop, Upbit).
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
/// assert_eq!(written(query_pairs().values("")), "Faust I");
/// ```
#[must_use]
pub fn query_pairs() -> Pairs {
    Pairs::new(Supply::Query)
}

/// Returns the fields of a form, decoded, in the order in which they are sent (OAuth 1.0a).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let form = form_pairs().sorted().pairs("=", "&");
/// let scheme = Scheme::new(form.hmac_sha256(secret()).hex()).form("sign", signature()).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn form_pairs() -> Pairs {
    Pairs::new(Supply::Form)
}

/// Returns the members of a JSON body, in the same way as [`parameters`].
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let members = json_members().sorted().pairs("=", "&");
/// let scheme = Scheme::new(members.hmac_sha256(secret()).hex()).json("sign", signature()).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn json_members() -> Pairs {
    Pairs::new(Supply::Json)
}

/// Returns a member of a JSON body: that of this name or, if it begins with `/`, the one that a JSON Pointer
/// (RFC 6901) leads to, such as `/items/0/id`. If there is none, the text is absent. A string is decoded; any other
/// value is its JSON as it is written.
///
/// The pointer is the same as in [`SchemeBuilder::json`](super::SchemeBuilder::json). Only this member is signed, not
/// what stands around it, such as the other elements of a list (Adyen's notifications, Mailgun's webhooks).
///
/// ```
/// use countersign::Credentials;
/// use countersign::scheme::{Fresh, Request, Scheme, join, json_member, secret, signature};
///
/// let text = join(":", (json_member("id"), json_member("/price/currency")));
/// let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).json("/proof/signature", signature()).build()?;
/// let request = Request::new("POST", "https://books.example/orders")?;
/// let request = request.json(r#"{"id": 7, "price": {"currency": "EUR"}}"#);
/// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
/// assert_eq!(trace.signed(), b"7:EUR");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn json_member(path: impl Into<String>) -> Text {
    Text::new(Node::Json(JsonPath::new(&path.into())))
}

/// Returns the members of an object inside a JSON body, decoded as by [`parameters`] and found as by [`json_member`].
/// If the object is not sent, there are no pairs (Crypto.com).
///
/// ```
/// use countersign::Credentials;
/// use countersign::scheme::{Fresh, Request, Scheme, json_members_of, secret, signature};
///
/// let text = json_members_of("/params").sorted().pairs("=", "&");
/// let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).json("sig", signature()).build()?;
/// let request = Request::new("POST", "https://books.example/")?;
/// let request = request.json(r#"{"method": "find", "params": {"title": "Faust", "page": 2}}"#);
/// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
/// assert_eq!(trace.signed(), b"page=2&title=Faust");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn json_members_of(path: impl Into<String>) -> Pairs {
    Pairs::new(Supply::JsonOf(JsonPath::new(&path.into())))
}

/// Returns these headers in this order, with names in lower case, without those that are not sent (Azure Storage).
/// Values have no blanks around them. The values of a repeated header are joined by `,`.
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
/// assert_eq!(written(headers(["X-Shop"]).pairs(":", "")), "x-shop:Berlin");
/// ```
#[must_use]
pub fn headers<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Pairs {
    Pairs::new(Supply::Headers(names.into_iter().map(|name| name.into().to_ascii_lowercase().into()).collect()))
}

/// Returns all headers whose names begin with a prefix, written as by [`headers`], in the order of their names (Azure
/// Storage).
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
/// assert_eq!(written(headers_starting("x-sh").names(";")), "x-shop");
/// ```
#[must_use]
pub fn headers_starting(prefix: impl Into<String>) -> Pairs {
    Pairs::new(Supply::HeadersStarting(prefix.into().to_ascii_lowercase().into()))
}

/// Returns the headers that the request itself lists as signed, which include at least these, as far as they are sent.
///
/// The list must be sent as [`names`](Pairs::names) of these pairs. A receiver reads it back and accepts more headers
/// than these, up to 256, but refuses a request that contains one of these without listing it (AWS, Tencent Cloud,
/// Huawei Cloud).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let covered = signed_headers(["host", "x-shop"]);
/// let scheme = Scheme::new(covered.pairs(":", "\n").hmac_sha256(secret()).hex())
///     .header("x-signed-headers", covered.names(";"))
///     .header("x-signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn signed_headers<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Pairs {
    Pairs::new(Supply::SignedHeaders(names.into_iter().map(|name| name.into().to_ascii_lowercase().into()).collect()))
}

/// Returns an empty collection of pairs, for [`plus`](Pairs::plus) and [`and`](Pairs::and).
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
/// assert_eq!(written(no_pairs().plus("key", key_id()).pairs("=", "&")), "key=reader");
/// ```
#[must_use]
pub fn no_pairs() -> Pairs {
    Pairs::new(Supply::Nothing)
}

/// Returns the key id of the credentials, which may be sent (AWS, Taobao, Binance).
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
/// assert_eq!(written(key_id()), "reader");
/// ```
#[must_use]
pub fn key_id() -> Text {
    Text::new(Node::KeyId)
}

/// Returns the secret of the credentials. Traces never contain it, nor anything made from it except a signature.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new(path().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn secret() -> Text {
    Text::new(Node::Secret)
}

/// Returns a named part of the credentials that must be kept secret, such as a passphrase (OKX, Coinbase) or an access
/// token (Shopee, TikTok Shop). Absent if the credentials do not have it.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::unsigned().header("x-token", credential("token")).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn credential(name: impl Into<String>) -> Text {
    Text::new(Node::Credential(name.into().into()))
}

/// Returns a named part of the credentials that may be visible, such as the serial number of a certificate or the
/// number of a shop.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new(path().hmac_sha256(secret()).hex())
///     .header("x-shop", identifier("shop"))
///     .header("x-signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn identifier(name: impl Into<String>) -> Text {
    Text::new(Node::Identifier(name.into().into()))
}

/// Returns a random string, new for each request: 32 hexadecimal digits (OAuth 1.0a, WeChat Pay).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new((path() + "\n" + nonce()).hmac_sha256(secret()).hex())
///     .header("x-nonce", nonce())
///     .header("x-signature", signature())
///     .remembers(nonce())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn nonce() -> Text {
    Text::new(Node::Nonce(NonceForm::Hex))
}

/// Returns the [`nonce`] as a random UUID, which some vendors require (Upbit).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new((path() + "\n" + uuid()).hmac_sha256(secret()).hex())
///     .header("x-nonce", uuid())
///     .header("x-signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn uuid() -> Text {
    Text::new(Node::Nonce(NonceForm::Uuid))
}

/// Returns the [`nonce`] as `length` of these characters, for vendors that limit it: `nonce_of("0123456789", 9)` is a
/// number (Tencent Cloud's API 2.0), and SHEIN needs five letters or digits. Where all of the characters are digits,
/// the first one is not 0, unless it is the only one.
///
/// Short nonces repeat soon, so do not [remember](super::SchemeBuilder::remembers) them.
///
/// ```
/// # use countersign::scheme::*;
/// let random = nonce_of("abcdefghijklmnopqrstuvwxyz", 5);
/// let scheme = Scheme::new(path().hmac_sha256(secret() + &random).hex())
///     .header("x-signature", random + signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn nonce_of(characters: &'static str, length: usize) -> Text {
    Text::new(Node::Nonce(NonceForm::Of(characters, length)))
}

/// Returns the time of the request. All uses in a request, in any format, denote the same point in time.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let now = time(TimeFormat::UnixSeconds);
/// let scheme = Scheme::new((path() + "\n" + &now).hmac_sha256(secret()).hex())
///     .header("x-time", now)
///     .header("x-signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn time(format: TimeFormat) -> Text {
    time_before(Duration::ZERO, format)
}

/// Returns a time that lies `duration` before that of the request, for vendors whose clocks may be behind (GitHub Apps,
/// whose tokens are issued a minute ago). For a receiver, it is a format of [`time`].
///
/// ```
/// use countersign::Credentials;
/// use countersign::scheme::{Fresh, Request, Scheme, TimeFormat, path, secret, signature, time_before};
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let issued = time_before(Duration::from_secs(60), TimeFormat::UnixSeconds);
/// let scheme = Scheme::new((path() + "\n" + &issued).hmac_sha256(secret()).hex())
///     .header("x-issued-at", issued)
///     .header("x-signature", signature())
///     .build()?;
/// let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
/// let request = Request::new("GET", "https://books.example/books")?;
/// let credentials = Credentials::of_secret("sesame")?;
/// let signed = scheme.sign(request, &credentials, &Fresh::at(now))?.request;
/// assert_eq!(signed.headers()["x-issued-at"], "1699999940");
/// assert_eq!(scheme.verify(&signed, |_| [credentials], now)?.time, Some(now));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn time_before(duration: Duration, format: TimeFormat) -> Text {
    Text::new(Node::Time(duration, format))
}

/// Returns how long the request is valid, in whole seconds. The signer sends `duration`. A receiver accepts any number
/// that arrives, up to the scheme's [`max_age`](super::SchemeBuilder::max_age) if that is set, and refuses the request
/// once it has passed since its [`time`], which must be sent as well (links to Amazon S3, Baidu Cloud). Both must be
/// signed: see [`WarningKind::ExpiryNotSigned`](super::WarningKind::ExpiryNotSigned).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let (begin, valid) = (time(TimeFormat::UnixSeconds), lifetime(Duration::from_secs(900)));
/// let scheme = Scheme::new(lines((path(), &begin, &valid)).hmac_sha256(secret()).hex())
///     .query("time", begin)
///     .query("valid", valid)
///     .query("signature", signature())
///     .build()?;
/// let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
/// let credentials = Credentials::of_secret("sesame")?;
/// let request = Request::new("GET", "https://books.example/books")?;
/// let signed = scheme.sign(request, &credentials, &Fresh::at(now))?.request;
/// scheme.verify(&signed, |_| [credentials.clone()], now + Duration::from_secs(600))?;
/// assert!(scheme.verify(&signed, |_| [credentials], now + Duration::from_secs(1_200)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lifetime(duration: Duration) -> Text {
    Text::new(Node::Lifetime(duration))
}

/// Returns the time at which the request expires, `duration` after it is made. A receiver refuses it from then on, and
/// accepts it until then, whatever its [`time`]. An expiry that is not signed does not extend that, because anyone can
/// change it: see [`WarningKind::ExpiryNotSigned`](super::WarningKind::ExpiryNotSigned).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// use std::time::Duration;
///
/// let expires = time_after(Duration::from_secs(60), TimeFormat::UnixSeconds);
/// let scheme = Scheme::new((path() + "\n" + &expires).hmac_sha256(secret()).hex())
///     .query("expires", expires)
///     .query("signature", signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn time_after(duration: Duration, format: TimeFormat) -> Text {
    Text::new(Node::TimeAfter(duration, format))
}

/// Returns the signature, for whatever carries it.
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new(path().hmac_sha256(secret()).base64())
///     .header("authorization", "Signature ".to_owned().into_text() + signature())
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn signature() -> Text {
    Text::new(Node::Signature)
}

/// Joins texts with a separator (Slack, Stripe, AWS).
///
/// ```
/// # use countersign::scheme::{join, key_id, nonce};
/// let text = join(":", (key_id(), nonce(), "v2"));
/// # assert_eq!(text.to_string(), r#"join(":", (key_id(), nonce(), "v2"))"#);
/// ```
#[must_use]
pub fn join(separator: impl Into<String>, texts: impl IntoTexts) -> Text {
    Text::new(Node::Join(separator.into(), texts.into_texts()))
}

/// Joins texts with line feeds (AWS, WeChat Pay v3). For a final line feed, end with `""`.
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
/// assert_eq!(written(lines((method(), path())).base64()), "R0VUCi92MS9ib29rcw==");
/// ```
#[must_use]
pub fn lines(texts: impl IntoTexts) -> Text {
    join("\n", texts)
}

/// Derives a key: the MAC of the first step under `key` is the key for the next step, and so on. The last MAC is the
/// result. Keys are cached for as long as secret and steps stay the same (AWS, Tencent Cloud, Volcengine).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let key = derived(Hash::Sha256, "AWS4" + secret(), ("20150830", "us-east-1"));
/// let scheme = Scheme::new(path().hmac_sha256(key).hex()).header("x-signature", signature()).build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn derived(hash: Hash, key: impl IntoText, steps: impl IntoTexts) -> Text {
    Text::new(Node::Derived(hash, key.into_text(), steps.into_texts()))
}

/// Returns a text that may arrive several times with a separator in between; one of them must be right. The signer
/// sends one. Alternatives of another form are skipped (Svix and Standard Webhooks, while a secret is being replaced).
///
/// ```
/// # use countersign::Credentials;
/// # use countersign::scheme::*;
/// let scheme = Scheme::new(body().hmac_sha256(secret()).hex())
///     .header("x-signatures", any_of(" ", signature()))
///     .build()?;
/// # drop(scheme);
/// # Ok::<(), SchemeError>(())
/// ```
#[must_use]
pub fn any_of(separator: impl Into<String>, text: impl IntoText) -> Text {
    Text::new(Node::AnyOf(separator.into(), text.into_text()))
}

/// Returns an empty list of fields, to be written as `name=value` in one header, with a separator between them (AWS,
/// OAuth 1.0a, Stripe).
///
/// A receiver accepts them in any order, with or without blanks, and skips unknown fields.
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
/// let sent = fields(",").with("key", key_id()).with("shop", "7");
/// assert_eq!(written(sent.into_text()), "key=reader,shop=7");
/// ```
#[must_use]
pub fn fields(separator: impl Into<String>) -> Fields {
    Fields::new(separator.into())
}

/// Returns an empty JSON object, to be filled with [`Fields::with`] and [`Fields::with_json`]. It is written without
/// blanks.
///
/// A receiver accepts the members in any order, with blanks, and skips unknown members, so a JWT of another issuer can
/// be verified. Where the object is signed, what arrived is what is verified. A member twice is refused.
///
/// ```
/// use countersign::Credentials;
/// use countersign::scheme::*;
///
/// // Webhooks of Vonage: a JWT with the digest of the body among its claims.
/// let head = json_object().with("alg", "HS256").with("typ", "JWT");
/// let claims = json_object()
///     .with_json("iat", time(TimeFormat::UnixSeconds))
///     .with("jti", uuid())
///     .with("api_key", key_id())
///     .with("payload_hash", body().sha256().hex());
/// let token = join(".", (head.into_text().base64url_unpadded(), claims.into_text().base64url_unpadded()));
/// let scheme = Scheme::new(token.hmac_sha256(secret()).base64url_unpadded())
///     .header("authorization", "Bearer " + token + "." + signature())
///     .remembers(uuid())
///     .build()?;
///
/// let request = Request::new("POST", "https://receiver.example/")?.json("{}");
/// let credentials = Credentials::new("shop-7", "sesame")?;
/// let arrived = scheme.sign(request, &credentials, &Fresh::now())?.request;
/// assert_eq!(scheme.read(&arrived)?.key_id(), Some("shop-7"));
/// assert!(scheme.verify(&arrived, |_| [credentials], std::time::SystemTime::now()).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A member that is optional may be missing. To refuse a member, such as `crit` in the head of a JWT, add one that is
/// never written: `.with_json("crit", "".into_text().unless_empty().optional())`.
#[must_use]
pub fn json_object() -> Fields {
    Fields::object()
}
