//! Instructions instead of times: `cargo run -p countersign-tests --bin instructions [-- COMMIT]`.
//!
//! Counts, with callgrind (`apt-get install valgrind`), the instructions of preparing, verifying, reading and calling:
//! in the work tree and, if a commit is named, in that commit, which is checked out and built in `target/instructions`.
//! Counts depend on the processor, the libraries and the compiler, so only the two columns of one run can be compared.
#![allow(clippy::print_stdout, reason = "it prints its figures")]

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What is counted, how it is called in the table, and the work that it is compared with.
const WORKS: [(&str, &str, &str); 14] = [
    ("floor", "MD5 of the same bytes and form-encoding of the same pairs", "floor"),
    ("prepare", "prepare a signed GET of 9 parameters", "floor"),
    ("verify", "verify it", "floor"),
    ("read", "read an empty page", "floor"),
    ("read-page-by-hand", "read a page of 20 items by hand, into plain structs", "read-page-by-hand"),
    ("read-page", "the same by its declaration", "read-page-by-hand"),
    ("md5-by-hand", "sign sorted pairs with MD5, by hand", "md5-by-hand"),
    ("md5", "the same by a scheme", "md5-by-hand"),
    ("sigv4-by-hand", "sign with SigV4, by hand", "sigv4-by-hand"),
    ("sigv4", "the same by a scheme", "sigv4-by-hand"),
    ("memory", "a call over the in-memory transport", "floor"),
    ("by-hand", "a call over loopback by hand, on reqwest", "by-hand"),
    ("reqwest", "a call over loopback, on reqwest", "by-hand"),
    ("hyper", "a call over loopback, on hyper", "by-hand"),
];
/// Each work is done this often in two runs; the difference of the counts belongs to the additional work.
const TIMES: [u64; 2] = [20, 220];
const SOURCE: &str = include_str!("../counted-work.rs");
/// The modules of the work.
const MODULES: [(&str, &str); 2] =
    [("by_hand.rs", include_str!("../../by_hand.rs")), ("signing.rs", include_str!("../../signing.rs"))];
/// The works that need a server.
const OVER_SOCKETS: [&str; 3] = ["by-hand", "reqwest", "hyper"];

fn main() -> Result<(), Box<dyn Error>> {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let directory = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree.join("target"), PathBuf::from);
    let directory = directory.join("instructions");
    let mut programs = Vec::new();
    if let Some(commit) = env::args().nth(1) {
        if commit.starts_with('-') {
            return Err(format!("unknown option `{commit}`; usage: instructions [COMMIT]").into());
        }
        let checked_out = directory.join("commit");
        check_out(&tree, &checked_out, &commit)?;
        programs.push((commit, build(&directory, "before", &checked_out)?));
    }
    programs.push((String::from("work tree"), build(&directory, "now", &tree)?));

    let columns = programs.iter().map(|(name, _)| format!("{name:>16}")).collect::<String>();
    println!("{:<60}{columns}", "instructions");
    let mut counted: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for (work, meaning, reference) in WORKS {
        let mut shown = String::new();
        for (name, program) in &programs {
            if work == "hyper" && !program.has_hyper {
                shown.push_str(&format!("{:>16}", "-"));
                continue;
            }
            let count = count(&program.path, work)?;
            counted.insert((name, work), count);
            let ratio = count as f64 / counted.get(&(name.as_str(), reference)).copied().unwrap_or_default() as f64;
            shown.push_str(&format!("{count:>9} {ratio:>5.2}×"));
        }
        println!("{meaning:<60}{shown}");
    }
    println!(
        "× is against the first row of the same column, and for pages of 20 items, schemes and calls over loopback"
    );
    println!(
        "against the one by hand. The rounds of SHA-2 are left out, because valgrind lacks the processor's instructions for them."
    );
    Ok(())
}

/// A program that does the works, and whether its tree has the transport over hyper.
struct Program {
    path: PathBuf,
    has_hyper: bool,
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
fn build(directory: &Path, name: &str, tree: &Path) -> Result<Program, Box<dyn Error>> {
    let home = directory.join(name);
    fs::create_dir_all(home.join("src"))?;
    let has_hyper = fs::read_to_string(tree.join("runtime/Cargo.toml"))?.contains("\nhyper = [");
    let manifest = format!(
        "[package]\nname = \"counted-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[features]\n\
         hyper = [{}]\n\n[dependencies]\n\
         countersign = {{ path = {:?} }}\napi-1688 = {{ path = {:?} }}\nbase16ct = \"1\"\nform_urlencoded = \"1\"\nhmac = \"*\"\nhttp = \"1\"\nmd-5 = \"*\"\n\
         percent-encoding = \"2\"\nsha2 = \"*\"\n\
         reqwest = {{ version = \"0.13\", default-features = false }}\nrustls = {{ version = \"0.23\", default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"net\", \"rt\", \"time\"] }}\n",
        if has_hyper { "\"countersign/hyper\"" } else { "" },
        tree.join("runtime"),
        tree.join("api-1688"),
    );
    fs::write(home.join("Cargo.toml"), manifest)?;
    fs::write(home.join("src/main.rs"), SOURCE.replace("../../../", &format!("{}/", tree.display())))?;
    for (file, module) in MODULES {
        fs::write(home.join(file), module)?;
    }
    fs::copy(tree.join("Cargo.lock"), home.join("Cargo.lock"))?;
    let target = directory.join("target");
    run(Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet"])
        .args(has_hyper.then_some("--features=hyper"))
        .current_dir(&home)
        .env("CARGO_TARGET_DIR", &target))?;
    Ok(Program { path: target.join("release").join(format!("counted-{name}")), has_hyper })
}

/// The number of instructions of doing a work once.
fn count(program: &Path, work: &str) -> Result<u64, Box<dyn Error>> {
    let server = if OVER_SOCKETS.contains(&work) { Some(Server::start(program)?) } else { None };
    let profile = program.with_extension("callgrind");
    let mut counts = [0; 2];
    for (count, times) in counts.iter_mut().zip(TIMES) {
        let mut command = Command::new("valgrind");
        command.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", profile.display())).arg(program);
        command.arg(work).arg(times.to_string()).args(server.as_ref().map(|server| &server.base_url));
        let output = command.output().map_err(|error| format!("valgrind cannot be started: {error}"))?;
        let report = String::from_utf8_lossy(&output.stderr);
        let collected = report.lines().find_map(|line| line.split_once("Collected : "));
        let collected = collected.filter(|_| output.status.success()).ok_or_else(|| report.clone())?;
        *count = collected.1.trim().parse::<u64>()? - rounds(&fs::read_to_string(&profile)?);
    }
    let ([few, many], [fewer, more]) = (counts, TIMES);
    Ok((many - few.min(many)) / (more - fewer))
}

/// The instructions of the rounds of SHA-2 in a profile, where each line below `fn=` is a place and its cost, unless it is
/// the cost of what was called.
fn rounds(profile: &str) -> u64 {
    let (mut names, mut is_round, mut is_called, mut sum) = (BTreeMap::new(), false, false, 0);
    for line in profile.lines() {
        let function = line.strip_prefix("fn=").or_else(|| line.strip_prefix("cfn="));
        if let Some((id, name)) = function.map(|function| function.split_once(' ').unwrap_or((function, ""))) {
            // A name is written once.
            let is_compress = *names.entry(id).or_insert(name.contains("sha2::") && name.contains("::compress"));
            is_round = if line.starts_with('c') { is_round } else { is_compress };
        } else if is_round && !is_called && !line.contains('=') {
            sum += line.split(' ').nth(1).and_then(|cost| cost.parse().ok()).unwrap_or(0);
        }
        is_called = line.starts_with("calls=");
    }
    sum
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
