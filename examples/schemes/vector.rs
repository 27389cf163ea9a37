//! A vector: a request from a vendor's documentation, with its signature.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::{Fresh, Request, Scheme};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

type Failure = Box<dyn std::error::Error>;

/// A line of `schemes.jsonl`.
pub(crate) struct Vector(Vec<(String, Value)>);

/// A string, or an object whose members keep their order, unlike in `serde_json::Map`.
enum Value {
    Text(String),
    Members(Vec<(String, Value)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("text or an object")
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Value::Members(members))
    }
}

impl Vector {
    /// All vectors.
    pub(crate) fn all() -> Result<Vec<Self>, serde_json::Error> {
        let lines = include_str!("../../tests/vectors/schemes.jsonl").lines();
        let members = lines.map(|line| match serde_json::from_str(line)? {
            Value::Members(members) => Ok(Self(members)),
            Value::Text(_) => Ok(Self(Vec::new())),
        });
        members.collect()
    }

    /// A member that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.member(name)? {
            Value::Text(text) => Some(text),
            Value::Members(_) => None,
        }
    }

    fn member(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The vendor.
    pub(crate) fn vendor(&self) -> &str {
        self.text("vendor").unwrap_or_default()
    }

    /// The expected signature, as it is sent.
    pub(crate) fn signature(&self) -> &str {
        self.text("signature").unwrap_or_default()
    }

    /// The names of its headers, in order.
    pub(crate) fn header_names(&self) -> Vec<&str> {
        self.members("headers").map(|(name, _)| name).collect()
    }

    fn members(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        let members = match self.member(name) {
            Some(Value::Members(members)) => members.as_slice(),
            _ => &[],
        };
        members.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name.as_str(), text.as_str())),
            Value::Members(_) => None,
        })
    }

    /// The request, without what the scheme adds. Parameters that the scheme fills in are empty.
    pub(crate) fn request(&self, scheme: &Scheme) -> Result<Request, Failure> {
        let adds = |name: &str| scheme.sends().any(|(_, added)| added.eq_ignore_ascii_case(name));
        let is_xml = self.text("rule").is_some_and(|rule| rule.contains("XML")) || self.vendor().contains("v2 (HMAC");
        let place = |(name, value)| (name, if adds(name) { "" } else { value });
        let host = match self.vendor() {
            "OAuth 1.0a (Twitter)" => "api.twitter.com",
            _ => self.members("headers").find(|(name, _)| *name == "host").map_or("vendor.example", |(_, host)| host),
        };
        let query = self.text("query").map(|query| format!("?{query}")).unwrap_or_default();
        let url = format!("https://{host}{}{query}", self.text("path").unwrap_or("/"));
        let mut request = Request::new(self.text("method").unwrap_or("GET"), &url)?;
        for (name, value) in self.members("headers").filter(|(name, _)| *name != "host" && !adds(name)) {
            request = request.header(name, value)?;
        }
        for (name, value) in self.members("query").map(place) {
            request = request.query(name, value);
        }
        let fields = || self.members("body");
        Ok(match self.text("body") {
            Some(json) if json.starts_with('{') => request.json(json),
            Some(form) if form.contains('=') => {
                let pairs = form.split('&').map(|pair| match pair.split_once('=') {
                    Some((name, _)) if adds(name) => format!("{name}="),
                    _ => pair.to_owned(),
                });
                let form = pairs.collect::<Vec<_>>().join("&");
                request.header("content-type", "application/x-www-form-urlencoded")?.bytes(form)
            }
            Some(bytes) => request.bytes(bytes.to_owned()),
            None if is_xml => request.fields(fields().filter(|(name, _)| !adds(name))),
            None if fields().next().is_some() => request.form(fields().map(place)),
            None => request,
        })
    }

    /// The credentials, with the named parts that the scheme sends and the vector contains.
    pub(crate) fn credentials(&self, scheme: &Scheme) -> Result<Credentials, Failure> {
        let secret = self.text("secret").unwrap_or_default();
        let key = self.text("key").or((self.vendor().starts_with("JWT")).then_some("joe"));
        let credentials = match key {
            Some(key) => Credentials::new(key, secret)?,
            None => Credentials::of_secret(secret)?,
        };
        self.with_parts(credentials, scheme)
    }

    /// What a receiver has: the same credentials, or the public key.
    pub(crate) fn receiver(&self, scheme: &Scheme) -> Result<Credentials, Failure> {
        let public = match self.vendor() {
            "WeChat Pay v3 (GET)" | "WeChat Pay v3 (POST)" => {
                include_str!("../../tests/vectors/keys/wechat-pay-v3.pem")
            }
            "Alipay RSA2" | "WeChat Pay v3 notification" => include_str!("../../tests/vectors/keys/alipay.pem"),
            "Binance spot (Ed25519)" => include_str!("../../tests/vectors/keys/rfc-8032.pem"),
            _ => return self.credentials(scheme),
        };
        let credentials = match self.text("key") {
            Some(key) => Credentials::new(key, public)?,
            None => Credentials::of_secret(public)?,
        };
        self.with_parts(credentials, scheme)
    }

    fn with_parts(&self, mut credentials: Credentials, scheme: &Scheme) -> Result<Credentials, Failure> {
        for name in ["passphrase", "token", "token_secret", "hash_iv"] {
            if let Some(value) = self.text(name) {
                credentials = credentials.with(name, value)?;
            }
        }
        if self.vendor().starts_with("WeChat Pay v3") {
            credentials = credentials.with("serial_no", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C")?;
        }
        for (name, value) in self.members("query").chain(self.members("body")) {
            if scheme.sends().any(|(_, added)| added == name) {
                credentials = credentials.with(name, value)?;
            }
        }
        Ok(credentials)
    }

    /// The time of the request.
    pub(crate) fn time(&self) -> SystemTime {
        let at = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        // Its `exp` is an hour later.
        let text = self.text("timestamp").or(self.text("nonce")).unwrap_or("1300815780");
        match (text.len(), text.parse::<u64>()) {
            (10, Ok(seconds)) => at(seconds),
            (13, Ok(millis)) => UNIX_EPOCH + Duration::from_millis(millis),
            _ => match text {
                "2016-01-01 12:00:00" => at(1_451_620_800),
                "2024-05-01 10:00:00" => at(1_714_528_800),
                "2014-07-24 03:07:50" => at(1_406_142_470),
                "2020-12-08T09:08:57.715Z" => UNIX_EPOCH + Duration::from_millis(1_607_418_537_715),
                "2016-02-23T12:46:24Z" => at(1_456_231_584),
                "20150830T123600Z" => at(1_440_938_160),
                "20130524T000000Z" => at(1_369_353_600),
                "Fri, 26 Jun 2015 23:39:12 GMT" => at(1_435_361_952),
                _ => at(1_700_000_000),
            },
        }
    }

    /// Time and nonce of the request.
    pub(crate) fn fresh(&self) -> Fresh {
        let is_webhook = self.vendor().starts_with("Standard Webhooks");
        let nonce = if is_webhook { Some("msg_p5jXN8AQM9LWM0D4loKWxJek") } else { self.text("nonce") };
        nonce.map_or_else(|| Fresh::at(self.time()), |nonce| Fresh::at(self.time()).with_nonce(nonce))
    }
}
