//! Finds products by a keyword in the markets of all APIs of Dajisaas, and prints one table of prices in yuan.
//!
//! A market with credentials is the vendor's; the others are embedded stand-ins.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]
#![allow(unreachable_pub, reason = "an example is not a library")]

mod markets;

use std::error::Error as _;
use std::process::ExitCode;

const HELP: &str = "\
Finds products by a keyword in several markets.

usage: cargo run --example find_product --features markets -- [KEYWORD [PRODUCTS]]

  KEYWORD    what to look for, in Chinese         (default: 连衣裙, dress)
  PRODUCTS   how many to show of each market      (default: 5)

environment: API_1688_APP_KEY and API_1688_APP_SECRET ask the vendor for 1688 instead of the embedded
stand-in, API_1688_BASE_URL asks another address; so do the variables of the other markets, which
begin with the names in the column `set`.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let keyword = arguments.first().map_or("连衣裙", String::as_str);
    let count = arguments.get(1).map_or(Ok(5), |count| count.parse());
    let (false, Ok(count)) = (arguments.iter().any(|each| each == "--help" || each == "-h"), count) else {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    };
    match markets::find(keyword, count).await {
        Ok(found) => {
            println!("{}", markets::table(&found));
            ExitCode::SUCCESS
        }
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
