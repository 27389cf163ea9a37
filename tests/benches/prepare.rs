//! `cargo bench -p countersign-tests --bench prepare`: the cost of a signed `KeywordSearch`, compared with its floor
//! and with the usual way.
//!
//! Floor: MD5 of the same bytes and form-encoding of the same pairs, nothing else. Usual way: what hand-written clients
//! of such APIs do: a sorted map of owned strings, `format!`, reqwest's `build`.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run should say so at once")]

use std::collections::BTreeMap;

use api_1688::{Client, KeywordSearch, Language, SearchFilter, Sort, SortKey, SortOrder};
use countersign::transport::MemoryTransport;
use countersign::{Credentials, Prepared};
use countersign_tests::measure::compare;
use md5::{Digest as _, Md5};

const SECRET: &str = "8633a319dbb971564e057ffa9d26caf0";
const LIMIT: f64 = 1.25;

fn search() -> KeywordSearch {
    let mut search = KeywordSearch::builder()
        .keyword("连衣裙 夏季 新款")
        .country(Language::English)
        .begin_page(3)
        .page_size(50)
        .filter([SearchFilter::ShipIn24Hours, SearchFilter::Dropshipping])
        .sort(Sort::new(SortKey::Price, SortOrder::Ascending))
        .price_start(10)
        .price_end(200)
        .build();
    search.category_id = Some(1_031_919.into());
    search
}

fn main() {
    let client = Client::builder()
        .credentials(Credentials::new("k2046747647", SECRET).unwrap())
        .transport(MemoryTransport::new(|_| http::Response::default()))
        .build()
        .unwrap();
    let search = search();
    let prepared = client.prepare(&search).unwrap();
    let pairs = pairs_of(&prepared);
    let mut canonical = prepared.trace.signed().to_vec();
    canonical.extend_from_slice(SECRET.as_bytes());
    println!(
        "{} parameters, {} bytes signed, {} bytes of URL",
        pairs.len() - 2,
        canonical.len(),
        url_of(&prepared).len()
    );

    let against_floor = compare(301, 500, || floor(&canonical, &pairs), || client.prepare(&search).unwrap());
    // The transport brings its own TLS and installs none, so a client of reqwest alone needs one.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let http = reqwest::Client::new();
    let usual = compare(301, 500, || floor(&canonical, &pairs), || usual_way(&http, &pairs));
    let allocations = allocation_counter::measure(|| drop(client.prepare(&search).unwrap()));
    let usual_allocations = allocation_counter::measure(|| drop(usual_way(&http, &pairs)));

    println!("floor        {:>5} ns", against_floor.floor.as_nanos());
    println!(
        "countersign  {:>5} ns  {:.2} × floor (limit {LIMIT}), {} allocations (limit 4)",
        against_floor.work.as_nanos(),
        against_floor.ratio,
        allocations.count_total
    );
    println!(
        "usual way    {:>5} ns  {:.2} × floor, {} allocations",
        usual.work.as_nanos(),
        usual.ratio,
        usual_allocations.count_total
    );
}

fn url_of(prepared: &Prepared) -> String {
    prepared.request.uri().to_string()
}

/// All pairs of the query, decoded, signature included.
fn pairs_of(prepared: &Prepared) -> Vec<(String, String)> {
    form_urlencoded::parse(prepared.request.uri().query().unwrap().as_bytes()).into_owned().collect()
}

fn floor(canonical: &[u8], pairs: &[(String, String)]) -> ([u8; 16], String) {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    (Md5::digest(canonical).into(), query.finish())
}

fn usual_way(http: &reqwest::Client, pairs: &[(String, String)]) -> reqwest::Request {
    let mut sorted: BTreeMap<String, String> = pairs.iter().filter(|(name, _)| name != "sign").cloned().collect();
    let joined: Vec<String> = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = format!("{}&secret={SECRET}", joined.join("&"));
    let sign: String = Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02X}")).collect();
    sorted.insert(String::from("sign"), sign);
    let mut url = url::Url::parse("https://openapi.dajisaas.com/alibaba/product/keywordQuery").unwrap();
    url.query_pairs_mut().extend_pairs(&sorted);
    http.get(url).build().unwrap()
}
