//! What a careful user writes by hand over reqwest instead of a declaration: the client that calls are compared with.
//!
//! It does the same work: it sorts and signs the parameters, encodes them into one buffer, has a timeout, and reads the
//! answer into derived structs. The program `instructions` builds it a second time, so it uses nothing of this crate.

use std::error::Error;
use std::time::Duration;

use md5::{Digest as _, Md5};
use serde::Deserialize;

/// A client of one operation.
#[derive(Debug)]
pub struct ByHand {
    http: reqwest::Client,
    base_url: String,
    app_key: &'static str,
    secret: &'static str,
}

impl ByHand {
    /// A client that sends with `http`.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, app_key: &'static str, secret: &'static str) -> Self {
        Self { http, base_url: base_url.to_owned(), app_key, secret }
    }

    /// Searches by these parameters, and returns how many products there are on the page.
    ///
    /// # Errors
    /// The connection broke, the status or the code is not a success, or the answer is not one.
    pub async fn search(&self, mut pairs: Vec<(&str, String)>) -> Result<usize, Box<dyn Error>> {
        pairs.push(("appKey", self.app_key.to_owned()));
        pairs.sort_unstable_by(|one, other| one.0.cmp(other.0));
        let mut text = String::with_capacity(512);
        for (name, value) in &pairs {
            text.push_str(name);
            text.push('=');
            text.push_str(value);
            text.push('&');
        }
        text.push_str("secret=");
        text.push_str(self.secret);
        let signature = base16ct::upper::encode_string(&Md5::digest(&text));
        text.clear();
        text.push_str(&self.base_url);
        text.push_str("/alibaba/product/keywordQuery?");
        let query = text.len();
        let mut encoder = form_urlencoded::Serializer::for_suffix(text, query);
        encoder.extend_pairs(&pairs).append_pair("sign", &signature);
        let answer = self.http.get(encoder.finish()).timeout(Duration::from_secs(30)).send().await?;
        read(&answer.error_for_status()?.bytes().await?)
    }
}

/// Reads an answer into plain structs, and returns how many products there are on the page.
///
/// # Errors
/// The code is not a success, or the answer is not one.
pub fn read(body: &[u8]) -> Result<usize, Box<dyn Error>> {
    match serde_json::from_slice(body)? {
        Envelope { code: 200, data: Some(page), .. } => Ok(page.data.len()),
        Envelope { code, message, .. } => Err(format!("{code}: {}", message.unwrap_or_default()).into()),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct Envelope {
    code: u32,
    message: Option<String>,
    data: Option<Page>,
    timestamp: Option<i64>,
    trace_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct Page {
    total_records: u64,
    total_page: u64,
    page_size: u32,
    current_page: Option<u32>,
    data: Vec<Product>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct Product {
    image_url: String,
    subject: String,
    subject_trans: String,
    offer_id: u64,
    is_jxhy: bool,
    price_info: Prices,
    repurchase_rate: String,
    month_sold: u64,
    trace_info: String,
    is_one_psale: bool,
    seller_identities: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct Prices {
    price: String,
    jxhy_price: Option<String>,
    pf_jxhy_price: Option<String>,
    consign_price: Option<String>,
}
