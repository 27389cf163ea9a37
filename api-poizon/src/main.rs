//! The program `api-poizon`; `api_poizon::cli` says what it offers.

use std::process::ExitCode;

fn main() -> ExitCode {
    api_poizon::cli::command_line().run()
}
