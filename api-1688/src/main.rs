//! The program `api-1688`; `api_1688::cli` says what it offers.

use std::process::ExitCode;

fn main() -> ExitCode {
    api_1688::cli::command_line().run()
}
