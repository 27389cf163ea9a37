//! Instructions instead of times: `cargo run -p countersign-tests --bin instructions [-- COMMIT]`.
//!
//! Counts, with callgrind (`apt-get install valgrind`), the instructions of preparing, verifying, reading and calling:
//! in the work tree and, if a commit is named, in that commit, which is checked out and built in `target/instructions`.
//! Counts depend on the processor, the libraries and the compiler, so only the two columns of one run can be compared.
#![allow(clippy::print_stdout, reason = "it prints its figures")]

use std::env;
use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The work to count, with its name in the table.
const WORKS: [(&str, &str); 6] = [
    ("floor", "MD5 of the same bytes and form-encoding of the same pairs"),
    ("prepare", "prepare a signed GET of 9 parameters"),
    ("verify", "verify it"),
    ("read", "read an empty page"),
    ("memory", "a call over the in-memory transport"),
    ("loopback", "a call over loopback"),
];
/// Each work is done this often in two runs; the difference of the counts belongs to the additional work.
const TIMES: [u64; 2] = [20, 220];
const SOURCE: &str = include_str!("../counted-work.rs");

fn main() -> Result<(), Box<dyn Error>> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let directory = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree.join("target"), PathBuf::from);
    let directory = directory.join("instructions");
    let mut programs = Vec::new();
    if let Some(commit) = env::args().nth(1) {
        let checked_out = directory.join("commit");
        check_out(&tree, &checked_out, &commit)?;
        programs.push((commit, build(&directory, "before", &checked_out)?));
    }
    programs.push((String::from("work tree"), build(&directory, "now", &tree)?));

    let columns = programs.iter().map(|(name, _)| format!("{name:>16}")).collect::<String>();
    println!("{:<60}{columns}", "instructions");
    let mut floors = Vec::new();
    for (work, meaning) in WORKS {
        let counts = programs.iter().map(|(_, program)| count(program, work)).collect::<Result<Vec<_>, _>>()?;
        if floors.is_empty() {
            floors.clone_from(&counts);
        }
        let shown = counts.iter().zip(&floors).map(|(count, floor)| {
            let ratio = *count as f64 / *floor as f64;
            format!("{count:>9} {ratio:>5.2}×")
        });
        println!("{meaning:<60}{}", shown.collect::<String>());
    }
    println!("× is against the first row of the same column");
    Ok(())
}

/// Makes `to` a work tree of the commit.
fn check_out(tree: &Path, to: &Path, commit: &str) -> Result<(), Box<dyn Error>> {
    let git = |arguments: &[&str]| run(Command::new("git").arg("-C").arg(tree).args(arguments));
    let to = to.to_string_lossy();
    if !Path::new(&*to).exists() {
        git(&["worktree", "prune"])?;
        git(&["worktree", "add", "--quiet", "--detach", &to, commit])?;
    }
    run(Command::new("git").args(["-C", &to, "checkout", "--quiet", "--detach", commit]))
}

/// Builds the work as a separate crate, with the crates of a work tree and its lock file.
fn build(directory: &Path, name: &str, tree: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let home = directory.join(name);
    fs::create_dir_all(home.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"counted-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         countersign = {{ path = {:?} }}\napi-1688 = {{ path = {:?} }}\nform_urlencoded = \"1\"\nhttp = \"1\"\nmd-5 = \"*\"\n\
         tokio = {{ version = \"1\", features = [\"net\", \"rt\", \"time\"] }}\n",
        tree.join("runtime"),
        tree.join("api-1688"),
    );
    fs::write(home.join("Cargo.toml"), manifest)?;
    fs::write(home.join("src/main.rs"), SOURCE)?;
    fs::copy(tree.join("Cargo.lock"), home.join("Cargo.lock"))?;
    let target = directory.join("target");
    run(Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet"])
        .current_dir(&home)
        .env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join("release").join(format!("counted-{name}")))
}

/// The number of instructions of doing a work once.
fn count(program: &Path, work: &str) -> Result<u64, Box<dyn Error>> {
    let server = if work == "loopback" { Some(Server::start(program)?) } else { None };
    let mut counts = [0; 2];
    for (count, times) in counts.iter_mut().zip(TIMES) {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
        command.arg(work).arg(times.to_string()).args(server.as_ref().map(|server| &server.base_url));
        let output = command.output().map_err(|error| format!("valgrind cannot be started: {error}"))?;
        let report = String::from_utf8_lossy(&output.stderr);
        let collected = report.lines().find_map(|line| line.split_once("Collected : "));
        let collected = collected.filter(|_| output.status.success()).ok_or_else(|| report.clone())?;
        *count = collected.1.trim().parse()?;
    }
    let ([few, many], [fewer, more]) = (counts, TIMES);
    Ok((many - few.min(many)) / (more - fewer))
}

/// The other side of loopback, a separate process that is not counted.
struct Server {
    process: Child,
    base_url: String,
}

impl Server {
    fn start(program: &Path) -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut address)?;
        }
        Ok(Self { process, base_url: format!("http://{}", address.trim()) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}
