//! Two rules, each as a scheme of parts and by hand: code for the same string with the same remembered keys, which schemes
//! are compared with.
//!
//! The program `instructions` builds this a second time, so it uses nothing of this crate.

use std::borrow::Cow;
use std::error::Error;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::{
    Fresh, Hash, IntoText as _, Order, Request, Scheme, SignError, SignedRequest, TimeFormat, body, derived, fields,
    join, key_id, lines, method, parameters, path, query_pairs, secret, signature, signed_headers, time,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

/// The request, signed by hand, and the string to sign.
type ByHand = Result<(Request, Vec<u8>), SignError>;

/// MD5 of sorted parameters, with the secret as the last one.
#[derive(Debug)]
pub struct SortedMd5(Rule);

/// AWS SigV4.
#[derive(Debug)]
pub struct SigV4 {
    rule: Rule,
    /// The derived key, which the rule by hand remembers.
    key: Vec<u8>,
}

#[derive(Debug)]
struct Rule {
    scheme: Scheme,
    credentials: Credentials,
    request: Request,
    fresh: Fresh,
}

impl Rule {
    fn by_scheme(&self) -> Result<SignedRequest, SignError> {
        self.scheme.sign(self.request.clone(), &self.credentials, &self.fresh)
    }
}

impl SortedMd5 {
    const KEY: &str = "k2046747647";
    const SECRET: &str = "8633a319dbb971564e057ffa9d26caf0";

    /// A search of nine parameters.
    ///
    /// # Errors
    /// The scheme cannot be built.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let sorted = parameters().sorted_by(Order::Utf16).plus("secret", secret()).pairs("=", "&");
        let scheme = Scheme::new(sorted.md5().upper_hex()).parameter("appKey", key_id()).parameter("sign", signature());
        let request = Request::new("GET", "https://openapi.example/alibaba/product/keywordQuery")?;
        let request = [
            ("keyword", "连衣裙 夏季 新款"),
            ("country", "en"),
            ("beginPage", "3"),
            ("pageSize", "50"),
            ("filter", "shipIn24Hours,dropshipping"),
            ("sort", r#"{"price":"asc"}"#),
            ("priceStart", "10"),
            ("priceEnd", "200"),
            ("categoryId", "1031919"),
        ]
        .into_iter()
        .fold(request, |request, (name, value)| request.query(name, value));
        let credentials = Credentials::new(Self::KEY, Self::SECRET)?;
        let fresh = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_700_000_000)).with_nonce("x");
        Ok(Self(Rule { scheme: scheme.build()?, credentials, request, fresh }))
    }

    /// Signs by the scheme.
    ///
    /// # Errors
    /// The request cannot be signed.
    pub fn by_scheme(&self) -> Result<SignedRequest, SignError> {
        self.0.by_scheme()
    }

    /// Signs by hand.
    ///
    /// # Errors
    /// None.
    pub fn by_hand(&self) -> ByHand {
        let request = self.0.request.clone().query("appKey", Self::KEY);
        let target = request.target();
        let (_, query) = target.split_once('?').unwrap_or_default();
        let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = form_urlencoded::parse(query.as_bytes()).collect();
        pairs.sort_by(|one, other| one.0.cmp(&other.0));
        let mut text = Vec::with_capacity(1024);
        for (name, value) in &pairs {
            text.extend_from_slice(name.as_bytes());
            text.push(b'=');
            text.extend_from_slice(value.as_bytes());
            text.push(b'&');
        }
        text.extend_from_slice(b"secret=");
        text.extend_from_slice(Self::SECRET.as_bytes());
        let sign = base16ct::upper::encode_string(&Md5::digest(&text));
        Ok((request.query("sign", &sign), text))
    }

    /// The scheme, the credentials and the time, to verify with.
    #[must_use]
    pub fn receiver(&self) -> (&Scheme, &Credentials, SystemTime) {
        (&self.0.scheme, &self.0.credentials, UNIX_EPOCH + Duration::from_secs(1_700_000_000))
    }
}

impl SigV4 {
    const KEY: &str = "AKIDEXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

    /// `ListUsers` of IAM, AWS's own example.
    ///
    /// # Errors
    /// The scheme cannot be built.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
        let steps = (day, "us-east-1", "iam", "aws4_request");
        let scope = join("/", &steps);
        let covered = signed_headers(["content-type", "host", "x-amz-date"]).single_spaced();
        let (pairs, names, hash) = (covered.pairs(":", "\n"), covered.names(";"), body().sha256().hex());
        let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
        let canonical = lines((method(), path().path_encoded(), query, pairs, "", &names, hash));
        let to_sign = lines(("AWS4-HMAC-SHA256", &now, &scope, canonical.named("canonical request").sha256().hex()));
        let sent = fields(", ").after("AWS4-HMAC-SHA256 ").with("Credential", key_id() + "/" + scope);
        let sent = sent.with("SignedHeaders", names).with("Signature", signature());
        let key = derived(Hash::Sha256, "AWS4".into_text() + secret(), &steps);
        let scheme = Scheme::new(to_sign.hmac_sha256(key).hex()).header("x-amz-date", now);
        let request = Request::new("GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08")?
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")?;
        let credentials = Credentials::new(Self::KEY, Self::SECRET)?;
        let fresh = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_440_938_160)).with_nonce("x");
        let rule = Rule { scheme: scheme.header("authorization", sent).build()?, credentials, request, fresh };
        let first = format!("AWS4{}", Self::SECRET).into_bytes();
        let steps = ["20150830", "us-east-1", "iam", "aws4_request"];
        let key = steps.into_iter().try_fold(first, |key, step| hmac(&key, step.as_bytes()))?;
        Ok(Self { rule, key })
    }

    /// Signs by the scheme.
    ///
    /// # Errors
    /// The request cannot be signed.
    pub fn by_scheme(&self) -> Result<SignedRequest, SignError> {
        self.rule.by_scheme()
    }

    /// Signs by hand.
    ///
    /// # Errors
    /// A header cannot be added.
    pub fn by_hand(&self) -> ByHand {
        let now = "20150830T123600Z";
        let request = self.rule.request.clone().header("x-amz-date", now)?;
        let target = request.target();
        let (path, query) = target.split_once('?').unwrap_or_default();
        let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = form_urlencoded::parse(query.as_bytes()).collect();
        pairs.sort();
        let mut text = Vec::with_capacity(1024);
        text.extend_from_slice(request.method().as_bytes());
        text.push(b'\n');
        text.extend_from_slice(path.as_bytes());
        text.push(b'\n');
        for (index, (name, value)) in pairs.iter().enumerate() {
            if index > 0 {
                text.push(b'&');
            }
            text.extend(utf8_percent_encode(name, Self::VALUE).flat_map(str::bytes));
            text.push(b'=');
            text.extend(utf8_percent_encode(value, Self::VALUE).flat_map(str::bytes));
        }
        text.push(b'\n');
        for name in ["content-type", "host", "x-amz-date"] {
            let value = request.headers().get(name).and_then(|value| value.to_str().ok());
            text.extend_from_slice(name.as_bytes());
            text.push(b':');
            text.extend_from_slice(value.unwrap_or("iam.amazonaws.com").as_bytes());
            text.push(b'\n');
        }
        text.extend_from_slice(b"\ncontent-type;host;x-amz-date\n");
        text.extend_from_slice(base16ct::lower::encode_string(&Sha256::digest(request.body())).as_bytes());
        let hash = base16ct::lower::encode_string(&Sha256::digest(&text));
        let scope = "20150830/us-east-1/iam/aws4_request";
        let to_sign = format!("AWS4-HMAC-SHA256\n{now}\n{scope}\n{hash}");
        let signature = hmac(&self.key, to_sign.as_bytes()).unwrap_or_default();
        let signature = base16ct::lower::encode_string(&signature);
        let id = Self::KEY;
        let sent = format!(
            "AWS4-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders=content-type;host;x-amz-date, Signature={signature}"
        );
        Ok((request.header("authorization", &sent)?, text))
    }
}

fn hmac(key: &[u8], text: &[u8]) -> Result<Vec<u8>, hmac::digest::InvalidLength> {
    Ok(Hmac::<Sha256>::new_from_slice(key)?.chain_update(text).finalize().into_bytes().to_vec())
}
