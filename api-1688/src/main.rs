//! The program `api-1688`. See `api_1688::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api_1688::cli::command_line().run()
}
