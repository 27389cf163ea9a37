//! Compiles crates and measures their CPU time, or counts the compiler's instructions.
//!
//! All crates are members of one workspace, so that dependencies are built once. Each time, a crate is compiled from
//! scratch, without incremental compilation. Nothing here depends on the contents of a crate.

use std::env;
use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use super::generate::{Crate, Style};

/// The variable that names the file for the number of instructions.
pub(crate) const COUNTED: &str = "COMPILE_TIME_COUNTED";

/// What cargo is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Check,
    Build,
}

impl Command {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }
}

/// The generated crates.
pub(crate) struct Workspace {
    directory: PathBuf,
}

impl Workspace {
    /// Writes the crates and builds their dependencies.
    pub(crate) fn new(
        directory: PathBuf,
        crates: &[Crate<'_>],
        styles: &[Style],
        commands: &[Command],
    ) -> Result<Self, Box<dyn Error>> {
        let runtime = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize()?;
        let members: Vec<String> = crates.iter().map(Crate::name).collect();
        for generated in crates {
            let home = directory.join(generated.name());
            fs::create_dir_all(home.join("src"))?;
            fs::write(home.join("Cargo.toml"), generated.manifest(&runtime.to_string_lossy()))?;
            fs::write(home.join("src/lib.rs"), generated.source())?;
        }
        let profile = "[profile.dev]\ndebug = \"line-tables-only\"\n";
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{profile}");
        fs::write(directory.join("Cargo.toml"), manifest)?;
        let workspace = Self { directory };
        for style in styles {
            for command in commands {
                workspace.cargo(*command, &Crate::empty(*style), None)?;
            }
        }
        Ok(workspace)
    }

    /// The CPU seconds of compiling one crate, cargo included.
    pub(crate) fn compile(&self, command: Command, generated: &Crate<'_>) -> Result<f64, Box<dyn Error>> {
        self.touch(generated)?;
        let before = cpu_seconds_of_children()?;
        self.cargo(command, generated, None)?;
        Ok(cpu_seconds_of_children()? - before)
    }

    /// The instructions that the compiler takes to check one crate, in millions.
    pub(crate) fn count(&self, generated: &Crate<'_>) -> Result<f64, Box<dyn Error>> {
        self.touch(generated)?;
        let file = self.directory.join("counted");
        fs::write(&file, "")?;
        self.cargo(Command::Check, generated, Some(&file))?;
        let counted: u64 = fs::read_to_string(&file)?.trim().parse()?;
        Ok(counted as f64 / 1e6)
    }

    /// After a change of the file's time, cargo compiles it again.
    fn touch(&self, generated: &Crate<'_>) -> io::Result<()> {
        fs::write(self.directory.join(generated.name()).join("src/lib.rs"), generated.source())
    }

    fn cargo(&self, command: Command, generated: &Crate<'_>, counted: Option<&Path>) -> Result<(), Box<dyn Error>> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = process::Command::new(cargo);
        cargo.args([command.name(), "--quiet", "--package", &generated.name()]);
        cargo.current_dir(&self.directory).env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_TARGET_DIR", self.directory.join("target")).env_remove("RUSTFLAGS");
        if let Some(file) = counted {
            cargo.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(COUNTED, file);
        }
        let status = cargo.status()?;
        if status.success() { Ok(()) } else { Err(format!("{} does not compile", generated.name()).into()) }
    }
}

/// Runs the compiler under callgrind in place of cargo, which passes it as the first argument, and writes the number of
/// instructions into a file.
pub(crate) fn run_compiler(mut arguments: impl Iterator<Item = OsString>, file: &OsStr) -> Result<(), Box<dyn Error>> {
    let compiler = arguments.next().ok_or("no compiler")?;
    let arguments: Vec<OsString> = arguments.collect();
    // Cargo also asks for the version.
    if !arguments.iter().any(|argument| argument == "--out-dir") {
        let status = process::Command::new(compiler).args(arguments).status()?;
        process::exit(status.code().unwrap_or(1));
    }
    let log = PathBuf::from(file).with_extension("log");
    let mut valgrind = process::Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(format!("--log-file={}", log.display())).arg(compiler).args(arguments);
    let status = valgrind.status().map_err(|error| format!("valgrind cannot be started: {error}"))?;
    let report = fs::read_to_string(log)?;
    let collected = report.lines().filter_map(|line| line.split_once("Collected : ")).next_back();
    let (_, collected) = collected.filter(|_| status.success()).ok_or(report.clone())?;
    Ok(fs::write(file, collected)?)
}

/// User and system time of all programs that this one has waited for, and of those that they have waited for.
#[cfg(unix)]
fn cpu_seconds_of_children() -> Result<f64, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}

#[cfg(not(unix))]
fn cpu_seconds_of_children() -> Result<f64, Box<dyn Error>> {
    Err("the CPU time of child processes is only known on Unix".into())
}

/// The seconds of one crate over all rounds, never empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    least: f64,
    middle: f64,
}

impl Measured {
    pub(crate) fn new(mut seconds: Vec<f64>) -> Self {
        seconds.sort_by(f64::total_cmp);
        let least = seconds.first().copied().unwrap_or(f64::NAN);
        let middle = seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN);
        Self { least, middle }
    }

    /// The minimum of all rounds, because other work on the machine only adds.
    pub(crate) fn least(self) -> f64 {
        self.least
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} s ± {:.2}", self.least, self.middle - self.least)
    }
}

/// Measures every style once per round, so that all run under the same conditions.
pub(crate) fn in_turns<R: From<Vec<[f64; 2]>>>(
    rounds: usize,
    styles: &[Style],
    mut measure: impl FnMut(Style) -> Result<[f64; 2], Box<dyn Error>>,
) -> Result<Vec<(Style, R)>, Box<dyn Error>> {
    let mut measured: Vec<(Style, Vec<[f64; 2]>)> = styles.iter().map(|style| (*style, Vec::new())).collect();
    for _ in 0..rounds {
        for (style, seconds) in &mut measured {
            seconds.push(measure(*style)?);
        }
    }
    Ok(measured.into_iter().map(|(style, seconds)| (style, R::from(seconds))).collect())
}
