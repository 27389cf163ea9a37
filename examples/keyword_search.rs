//! Shows a call to a real API: searches for products by keyword and prints them as a table.
//!
//! Without credentials, it calls the embedded stand-in, which has a small market. With `API_1688_APP_KEY` and
//! `API_1688_APP_SECRET` (and optionally `API_1688_BASE_URL`), it calls the vendor.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

use std::error::Error;
use std::process::ExitCode;

use api_1688::stand_in::StandIn;
use api_1688::{Client, Credentials, Language, Page, ProductSummary};
use comfy_table::{CellAlignment, ContentLineStyle, LineStyle, Table, TableStyle};

/// A line below the header, none between rows.
const ONE_RULE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none().junction(' '));

const HELP: &str = "\
Searches products by keyword.

usage: cargo run --example keyword_search [KEYWORD [LANGUAGE [PAGE_SIZE]]]

  KEYWORD    what to look for, in Chinese            (default: 夏季, summer)
  LANGUAGE   of the translated titles: en, ru, ja …  (default: en)
  PAGE_SIZE  products to show, 1 to 50               (default: 20)

environment: API_1688_APP_KEY and API_1688_APP_SECRET go to the vendor instead of the
embedded stand-in, API_1688_BASE_URL to another address of the vendor.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let argument = |position: usize, usual| arguments.get(position).map_or(usual, String::as_str);
    let page_size = argument(2, "20");
    let page_size: u32 = page_size.parse().map_err(|_| format!("the page size must be a number, is {page_size:?}"))?;
    let language: Language = argument(1, "en").parse()?;

    let (client, stand_in) = connect().await?;
    let page =
        client.keyword_search().keyword(argument(0, "夏季")).country(language).page_size(page_size).send().await?;

    println!("{}", table(&page));
    println!("{} of {} offers, trace id {}", page.items.len(), page.total_records, page.trace_id().unwrap_or("-"));
    if let Some(stand_in) = stand_in {
        println!("\nTo search the real market, set API_1688_APP_KEY and API_1688_APP_SECRET and run it again.");
        stand_in.shutdown().await?;
    }
    Ok(())
}

/// Connects to the vendor if credentials are set, otherwise to a gateway of our own.
async fn connect() -> Result<(Client, Option<StandIn>), Box<dyn Error>> {
    let Some(credentials) = Credentials::from_env("API_1688")? else {
        let stand_in = StandIn::start().await?;
        eprintln!("No credentials are set: asking the embedded stand-in at {}.", stand_in.base_url());
        return Ok((stand_in.client()?, Some(stand_in)));
    };
    let mut builder = Client::builder().credentials(credentials);
    if let Ok(base_url) = std::env::var("API_1688_BASE_URL") {
        builder = builder.base_url(base_url);
    }
    Ok((builder.build()?, None))
}

fn table(page: &Page<ProductSummary>) -> Table {
    let mut table = Table::new();
    table.load_style(ONE_RULE);
    table.set_header(["offer id", "title", "price (yuan)", "sold / month", "bought again"]);
    for offer in &page.items {
        table.add_row([
            offer.offer_id.to_string(),
            shortened(&offer.translated_subject),
            offer.price_info.price.to_string(),
            offer.month_sold.to_string(),
            offer.repurchase_rate.to_string(),
        ]);
    }
    for numbers in 2..5 {
        if let Some(column) = table.column_mut(numbers) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// Titles are long; sixty characters are enough to distinguish them.
fn shortened(title: &str) -> String {
    match title.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title.to_owned(),
    }
}
