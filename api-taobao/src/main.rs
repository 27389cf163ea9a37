//! The program `api-taobao`; `api_taobao::cli` describes what it offers.

use std::process::ExitCode;

fn main() -> ExitCode {
    api_taobao::cli::command_line().run()
}
