//! The program `api-poizon`. See `api_poizon::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    api_poizon::cli::command_line().run()
}
