//! Arbitrary schemes with arbitrary requests: whatever the signing half signs, the verifying half accepts as it
//! arrives, and neither refuses what the other accepts. No secret is printed, and a changed byte never causes a panic.
//!
//! Input: a line of bytes, of which the first chooses the type of the body and how the scheme sends what it sends, and the
//! others are parts and steps of the scheme; then a line for the query, then the body.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use countersign::scheme::{
    Fresh, Hash, IntoText as _, Order, Pairs, Request, Scheme, Text, TimeFormat, any_of, body, derived, fields,
    form_pairs, header, headers, host, join, json_member, json_members, json_members_of, json_object, key_id, lines,
    method, nonce, parameters, path, path_and_query, query_pairs, raw_query, secret, signature, signed_headers, time,
    time_after,
};

use super::{SECRET, account, hides, line};

/// The time of all requests.
const NOW: Duration = Duration::from_secs(1_724_224_057);

const FORMATS: [TimeFormat; 5] = [
    TimeFormat::UnixSeconds,
    TimeFormat::UnixMillis,
    TimeFormat::Iso8601,
    TimeFormat::Iso8601Basic,
    TimeFormat::HttpDate,
];

/// The scheme so far.
#[derive(Default)]
struct Stack {
    texts: Vec<Text>,
    pairs: Option<Pairs>,
    format: usize,
}

impl Stack {
    fn format(&self) -> TimeFormat {
        FORMATS[self.format % FORMATS.len()]
    }

    /// A part, or a step on the existing text.
    fn take(&mut self, code: u8) {
        let format = self.format();
        let part = match code {
            0 => method(),
            1 => path(),
            2 => raw_query(),
            3 => path_and_query(),
            4 => body(),
            5 => host(),
            6 => header("x-a"),
            7 => header("x-b").optional(),
            8 => key_id(),
            9 => secret(),
            10 => nonce(),
            11 => time(format),
            12 => signed_headers(["host", "x-a"]).pairs(":", "\n"),
            13 => "v1".into_text(),
            51 => json_member("/a/0").or("none"),
            52 => json_member("/b/c").optional(),
            14..28 | 46..49 | 53 | 54 => return self.text_step(code),
            _ => return self.pairs_step(code),
        };
        self.texts.push(part);
    }

    fn text_step(&mut self, code: u8) {
        let Some(top) = self.texts.pop() else { return };
        let text = match code {
            14 => top.sha256().hex(),
            15 => top.md5().upper_hex(),
            16 => top.hmac_sha1(secret()).base64(),
            17 => top.percent_encoded(),
            18 => top.form_encoded(),
            19 => top.lower(),
            20 => top.upper(),
            21 => top.first(8),
            22 => top.base64(),
            23 => top.or("none"),
            24 => top.replaced("a", "bc"),
            25 => top.hmac_sha256(derived(Hash::Sha256, "K" + secret(), ("day", key_id()))).hex(),
            26 => lines((self.texts.pop().unwrap_or_else(method), top)),
            46 => top.only_if("POST"),
            47 => top.unless_empty(),
            48 => top.crc32(),
            53 => top.abridged(2),
            54 => json_object().with("a", top).with_json("b", "[1]").into_text().base64url_unpadded(),
            _ => join("&", (self.texts.pop().unwrap_or_else(path), top)),
        };
        self.texts.push(text);
    }

    fn pairs_step(&mut self, code: u8) {
        if code == 28 {
            self.format += 1;
            return;
        }
        let pairs = self.pairs.take();
        let or = |pairs: Option<Pairs>| pairs.unwrap_or_else(parameters);
        self.pairs = Some(match code {
            29 => query_pairs(),
            30 => form_pairs(),
            31 => json_members(),
            32 => headers(["x-a", "x-b"]),
            55 => or(pairs).starting("a"),
            56 => or(pairs).merged(","),
            57 => or(pairs).json_values(),
            33 => or(pairs).except(["b"]),
            34 => or(pairs).without_empty(),
            35 => or(pairs).lower_names(),
            36 => or(pairs).percent_encoded(),
            37 => or(pairs).form_encoded(),
            38 => or(pairs).sorted(),
            39 => or(pairs).sorted_by(Order::NameThenValue),
            40 => or(pairs).sorted_by(Order::Utf16),
            41 => or(pairs).plus("key", key_id()),
            42 => or(pairs).bare_when_empty(),
            43 => return self.texts.push(or(pairs).values("\n")),
            44 => return self.texts.push(or(pairs).names(",")),
            49 => or(pairs).replaced("a", "bc"),
            50 => or(pairs).hidden(),
            53 => json_members_of("/b"),
            _ => return self.texts.push(or(pairs).pairs("=", "&")),
        });
    }

    /// Signs what is put together, and sends what a receiver must know in one of several layouts.
    fn scheme(self, layout: u8) -> Option<Scheme> {
        let format = self.format();
        let text = self.texts.into_iter().reduce(|one, other| lines((one, other)))?;
        let list = signed_headers(["host", "x-a"]).names(";");
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signed", list);
        let (at, end) = (time(format), time_after(Duration::from_secs(60), format));
        let scheme = match layout % 7 {
            0 => scheme
                .header("x-key", key_id())
                .header("x-nonce", nonce())
                .header("x-date", at)
                .header("x-signature", signature()),
            1 => {
                let sent = fields(", ").after("Fuzz ").with("key", key_id()).with("once", nonce().hex());
                scheme.header("authorization", sent.with("at", at).with("end", end).with("sign", signature()))
            }
            2 => {
                let sent = fields("&").percent_encoded().with("key", key_id()).with("once", nonce()).with("at", at);
                scheme.header("x-sent", sent.into_text().base64url()).query("sign", signature())
            }
            3 => scheme
                .query("key", key_id())
                .query("once", nonce())
                .parameter("at", at)
                .parameter("sign", any_of(" ", "v1," + signature())),
            4 => {
                let sent = (key_id().path_encoded() + "/" + nonce().upper_hex() + "/" + at).base64();
                scheme.header("x-sent", "Fuzz " + sent).header("x-signature", any_of(",", "v1=" + signature()))
            }
            5 => {
                let scheme = scheme.json("/b/key", key_id()).json("/b/d/once", nonce());
                scheme.json_number("/at", time(TimeFormat::UnixNanos)).json("/b/d/sign", signature())
            }
            _ => scheme.form("key", key_id()).form("once", nonce()).form("at", at).form("sign", signature()),
        };
        scheme.build().map_err(|error| hides(&error.to_string())).ok()
    }
}

fn request(query: &str, body: &[u8], kind: u8) -> Option<Request> {
    let request = Request::new("POST", &format!("https://vendor.example/a/b?{query}")).ok()?;
    let kind = ["application/x-www-form-urlencoded", "application/json", "text/plain"][usize::from(kind) % 3];
    let request = request.header("content-type", kind).ok()?.header("x-a", " one  two").ok()?;
    Some(request.bytes(Bytes::copy_from_slice(body)))
}

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    if data.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()) {
        return;
    }
    let (codes, rest) = line(data);
    let (query, content) = line(rest);
    let (Some((kind, codes)), Ok(query)) = (codes.split_first(), std::str::from_utf8(query)) else { return };
    let mut stack = Stack::default();
    codes.iter().take(12).for_each(|code| stack.take(code % 58));
    let Some(scheme) = stack.scheme(*kind / 3) else { return };
    hides(&format!("{scheme} {scheme:#} {scheme:?} {:?} {:?}", scheme.warnings(), scheme.uncovered()));
    let now = SystemTime::UNIX_EPOCH + NOW;
    let fresh = Fresh::at(now).with_nonce("593bec0c930bf1afeb40b4a08c8fb242");
    let sign = |body: &[u8]| {
        let signed = scheme.sign(request(query, body, *kind)?, &account(), &fresh);
        signed.map_err(|error| hides(&error.to_string())).ok()
    };
    let Some(signed) = sign(content) else { return };
    hides(&format!("{} {:?} {:?}", signed.trace, signed.trace, signed.request));
    let Ok(sent) = signed.request.to_http() else { return };
    let verify = |sent: &http::Request<Bytes>| {
        let arrived = Request::received(sent, "https://vendor.example").map_err(|error| error.to_string())?;
        let verified = scheme.verify(&arrived, |_| [account()], now);
        verified.map(drop).map_err(|error| error.to_string())
    };
    if let Err(error) = verify(&sent) {
        panic!("{error}: {scheme}\n{}", signed.trace);
    }
    if scheme.uncovered().iter().any(|part| part.starts_with("body")) {
        return;
    }
    // Another body with the same signature is only accepted if it has the same string to sign.
    let other: Vec<u8> = content.iter().rev().copied().collect();
    let changed = sent.map(|_| Bytes::copy_from_slice(&other));
    match (verify(&changed), sign(&other)) {
        (Ok(()), Some(again)) => assert_eq!(again.signature, signed.signature, "another body is accepted: {scheme}"),
        (Ok(()), None) => panic!("a body that cannot be signed is accepted: {scheme}"),
        (Err(error), _) => hides(&error),
    }
}
