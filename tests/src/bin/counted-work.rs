//! The work whose instructions the program `instructions` counts. It is built for each commit to compare.
//!
//! `counted-work NAME N` does it N times; `counted-work serve` answers on loopback, for the calls over sockets. Commits
//! before the feature `hyper` are built without it.
#![allow(clippy::print_stdout, reason = "it is started by a program that reads the address")]

use std::error::Error;
use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::SystemTime;

use api_1688::{
    Client, KeywordSearch, Language, Md5Sorted, Page, ProductSummary, SearchFilter, Sort, SortKey, SortOrder,
};
use countersign::scheme::Request;
#[cfg(feature = "hyper")]
use countersign::transport::HyperTransport;
use countersign::transport::MemoryTransport;
use countersign::{Answer, Credentials, Endpoint, Envelope};
use md5::{Digest as _, Md5};

use self::by_hand::ByHand;
use self::signing::{SigV4, SortedMd5};

#[path = "../by_hand.rs"]
#[allow(unreachable_pub, reason = "it is a module of the library, too")]
mod by_hand;
#[path = "../signing.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is a module of the library, too")]
mod signing;

const KEY: &str = "k2046747647";
const SECRET: &str = "8633a319dbb971564e057ffa9d26caf0";
const HOST: &str = "https://openapi.dajisaas.com";
const PAGE: &str = include_str!("../../../api-1688/samples/keyword-search.response.json");
const EMPTY: &str = r#"{"code":200,"message":"操作成功","data":{"totalRecords":0,"totalPage":0,"pageSize":20,"currentPage":1,"data":[]},"timestamp":1724224057972,"traceId":"9e3779b97f4a"}"#;

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve"] => serve(),
        [work, times] => run(work, times.parse()?, HOST),
        [work, times, base_url] => run(work, times.parse()?, base_url),
        _ => Err("expected `counted-work NAME N`".into()),
    }
}

/// Everything is set up for each work, so that the difference between two counts is only the work.
fn run(work: &str, times: u32, base_url: &str) -> Done {
    let credentials = Credentials::new(KEY, SECRET)?;
    let builder = Client::builder().credentials(credentials.clone()).base_url(base_url);
    let client = match work {
        "reqwest" => builder.build()?,
        #[cfg(feature = "hyper")]
        "hyper" => builder.transport(HyperTransport::builder().build()?).build()?,
        _ => builder.transport(MemoryTransport::new(|_| http::Response::new(EMPTY.into()))).build()?,
    };
    let search = search();
    let prepared = client.prepare(&search)?;
    let query = prepared.request.uri().query().unwrap_or_default().to_owned();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let signed = [prepared.trace.signed(), SECRET.as_bytes()].concat();
    let (scheme, arrived) = (Md5Sorted::default().scheme(false)?, Request::received(&prepared.request, HOST)?);
    let (md5, v4) = (SortedMd5::new()?, SigV4::new()?);
    let (answer, page) = (Answer::new(http::StatusCode::OK, EMPTY), Answer::new(http::StatusCode::OK, PAGE));
    let read = |answer| Envelope::default().read::<Page<ProductSummary>>(KeywordSearch::OPERATION, answer);
    // The transport brings its own TLS and installs none, so a client of reqwest alone needs one.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let client_by_hand = ByHand::new(reqwest::Client::new(), base_url, KEY, SECRET);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for _ in 0..times {
        match work {
            "floor" => {
                let mut encoded = form_urlencoded::Serializer::new(String::new());
                encoded.extend_pairs(&pairs);
                black_box((Md5::digest(&signed), encoded.finish()));
            }
            "prepare" => drop(black_box(client.prepare(&search)?)),
            "verify" => drop(black_box(scheme.verify(&arrived, |_| [credentials.clone()], SystemTime::now())?)),
            "read" => drop(black_box(read(&answer)?)),
            "read-page" => drop(black_box(read(&page)?)),
            "read-page-by-hand" => drop(black_box(by_hand::read(PAGE.as_bytes())?)),
            "md5-by-hand" => drop(black_box(md5.by_hand()?)),
            "md5" => drop(black_box(md5.by_scheme()?)),
            "sigv4-by-hand" => drop(black_box(v4.by_hand()?)),
            "sigv4" => drop(black_box(v4.by_scheme()?)),
            "by-hand" => {
                black_box(runtime.block_on(client_by_hand.search(pairs_of_search()))?);
            }
            "memory" | "reqwest" | "hyper" => {
                drop(black_box(runtime.block_on(async { client.call(search.clone()).await })?));
            }
            other => return Err(format!("there is no work `{other}`").into()),
        }
    }
    Ok(())
}

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

/// The same as text, for the client that is written by hand.
fn pairs_of_search() -> Vec<(&'static str, String)> {
    vec![
        ("keyword", String::from("连衣裙 夏季 新款")),
        ("country", String::from("en")),
        ("beginPage", 3.to_string()),
        ("pageSize", 50.to_string()),
        ("filter", String::from("shipIn24Hours,isOnePsale")),
        ("sort", String::from(r#"{"price":"asc"}"#)),
        ("priceStart", 10.to_string()),
        ("priceEnd", 200.to_string()),
        ("categoryId", 1_031_919.to_string()),
    ]
}

/// Prints its address, and answers every request with an empty page until it is ended.
fn serve() -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        std::thread::spawn(move || answer_all(stream));
    }
    Ok(())
}

/// The requests have no body, so each ends with an empty line.
fn answer_all(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{EMPTY}", EMPTY.len());
    let (mut buffer, mut request) = ([0; 4096], Vec::new());
    loop {
        let read = stream.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            stream.write_all(answer.as_bytes())?;
        }
    }
}
