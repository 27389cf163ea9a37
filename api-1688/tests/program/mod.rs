//! Starts the program and keeps what it printed.

use std::fmt;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) status: i32,
}

impl Shown {
    pub(crate) fn succeeded(&self) -> bool {
        self.status == 0
    }

    /// The standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}\n--- out\n{}\n--- err\n{}", self.status, self.out, self.err)
    }
}

/// The program, without the tester's environment.
pub(crate) fn program(environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_api-1688"));
    for name in ["API_1688_APP_KEY", "API_1688_APP_SECRET", "API_1688_BASE_URL", "COLUMNS"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied());
    command
}

/// Runs the program in this environment with this on its standard input, which is not a terminal.
pub(crate) fn ran_with_input(arguments: &[impl AsRef<str>], environment: &[(&str, &str)], input: &[u8]) -> Shown {
    let arguments = arguments.iter().map(AsRef::as_ref);
    let mut command = program(environment);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    // It may end without reading any of it.
    let _ = process.stdin.take().unwrap().write_all(input);
    shown(process.wait_with_output().unwrap())
}

/// Runs the program at a terminal at which a person types this; what is printed there is the error output.
#[cfg(unix)]
pub(crate) fn ran_at_terminal(arguments: &[impl AsRef<str>], environment: &[(&str, &str)], typed: &str) -> Shown {
    let pty = nix::pty::openpty(None, None).unwrap();
    let mut command = program(environment);
    command.args(arguments.iter().map(AsRef::as_ref));
    command.stdin(pty.slave.try_clone().unwrap()).stdout(Stdio::piped()).stderr(pty.slave);
    let process = command.spawn().unwrap();
    // The program alone has the terminal open now: its end is the end of what is read.
    drop(command);
    let mut terminal = fs::File::from(pty.master);
    terminal.write_all(typed.as_bytes()).unwrap();
    let mut printed = Vec::new();
    // Linux reports the end as an error.
    let _ = terminal.read_to_end(&mut printed);
    let output = process.wait_with_output().unwrap();
    Shown { err: String::from_utf8(printed).unwrap(), ..shown(output) }
}

fn shown(output: Output) -> Shown {
    Shown {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// Runs the program without credentials.
pub(crate) fn run(arguments: &[impl AsRef<str>]) -> Shown {
    ran(arguments, &[])
}

/// Runs the program in this environment.
pub(crate) fn ran(arguments: &[impl AsRef<str>], environment: &[(&str, &str)]) -> Shown {
    let arguments = arguments.iter().map(AsRef::as_ref);
    shown(program(environment).args(arguments).output().unwrap())
}

/// A file of a test's own; gives its path.
pub(crate) fn scratch(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// `api-1688 stand-in`, running until it is dropped.
pub(crate) struct StandIn {
    process: Child,
    base_url: String,
}

impl StandIn {
    pub(crate) fn start() -> Self {
        let mut process = program(&[]).arg("stand-in").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let base_url = first.trim_end().strip_prefix("export API_1688_BASE_URL=").expect("the base URL").to_owned();
        Self { process, base_url }
    }

    /// Runs the program against this stand-in.
    pub(crate) fn run(&self, arguments: &[impl AsRef<str>]) -> Shown {
        self.run_as((api_1688::stand_in::APP_KEY, api_1688::stand_in::APP_SECRET), arguments)
    }

    /// The same with other credentials.
    pub(crate) fn run_as(&self, (key, secret): (&str, &str), arguments: &[impl AsRef<str>]) -> Shown {
        ran(arguments, &self.environment((key, secret)))
    }

    /// The environment in which the program asks this stand-in.
    pub(crate) fn environment<'g>(&'g self, (key, secret): (&'g str, &'g str)) -> [(&'static str, &'g str); 3] {
        [("API_1688_APP_KEY", key), ("API_1688_APP_SECRET", secret), ("API_1688_BASE_URL", &self.base_url)]
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
