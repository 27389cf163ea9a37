//! The public API of each published crate as text, compared with the `public-api.txt` next to its manifest, and
//! whether an example in the documentation calls each public function.
//!
//! With `BLESS` set, the texts are rewritten. They are generated from rustdoc's JSON, which the pinned toolchain writes
//! if `RUSTC_BOOTSTRAP` is set. It is only set for rustdoc, because cargo would otherwise rebuild every dependency:
//! this program also acts as the rustdoc that cargo starts.
//!
//! Omitted are blanket implementations, auto traits, items that a trait prescribes, and what [`BRIEF`] crates derive.
#![allow(clippy::indexing_slicing, reason = "a missing member is `null`, and positions are those of matches")]
#![allow(clippy::print_stdout, reason = "a test without a harness talks to the terminal")]

mod examples;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// The published crates: directory, and the name of the library.
const CRATES: [(&str, &str); 8] = [
    ("macros", "countersign_macros"),
    ("runtime", "countersign"),
    ("server", "countersign_server"),
    ("tools", "countersign_tools"),
    ("dajisaas", "dajisaas"),
    ("api-1688", "api_1688"),
    ("api-taobao", "api_taobao"),
    ("api-poizon", "api_poizon"),
];

/// Crates that only contain declarations: what every declaration derives would be most of their text.
const BRIEF: [&str; 3] = ["api_1688", "api_taobao", "api_poizon"];

/// Set if this program acts as rustdoc.
const AS_RUSTDOC: &str = "COUNTERSIGN_AS_RUSTDOC";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    if env::var_os(AS_RUSTDOC).is_some() {
        return rustdoc();
    }
    let bless = env::var_os("BLESS").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let documented = document(&root)?;
    let mut is_same = true;
    for (directory, library) in CRATES {
        let text = text(&documented.join(library).with_extension("json"), BRIEF.contains(&library))?;
        let path = root.join(directory).join("public-api.txt");
        if bless {
            fs::write(&path, text)?;
        } else {
            is_same &= compare(library, &fs::read_to_string(&path).unwrap_or_default(), &text);
        }
    }
    if !is_same {
        println!("\nif these changes are meant: BLESS=1 cargo test -p countersign-tests --test public_api");
    }
    Ok(if has_examples(&documented, &root)? && is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the functions without an example.
fn has_examples(documented: &Path, root: &Path) -> Result<bool, Box<dyn Error>> {
    let mut reports = Vec::new();
    for (_, library) in CRATES {
        reports.push(examples::report(
            &documented.join(library).with_extension("json"),
            root,
            BRIEF.contains(&library),
        )?);
    }
    let missing: Vec<&String> = reports.iter().flat_map(|report| &report.missing).collect();
    let idle = examples::WITHOUT.iter().filter(|(name, _)| reports.iter().all(|report| report.idle.contains(name)));
    let idle: Vec<_> = idle.map(|(name, _)| *name).collect();
    println!("{} public functions", reports.iter().map(|report| report.functions).sum::<usize>());
    for function in &missing {
        println!("no example calls {function}");
    }
    for name in &idle {
        println!("`{name}` no longer needs an excuse: take it out of `WITHOUT`");
    }
    Ok(missing.is_empty() && idle.is_empty())
}

/// Runs rustdoc like cargo, with its unstable options.
fn rustdoc() -> Result<ExitCode, Box<dyn Error>> {
    let status = Command::new("rustdoc").args(env::args_os().skip(1)).env("RUSTC_BOOTSTRAP", "1").status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Documents the crates as JSON, and returns the directory. With the features of the whole workspace, as with `cargo
/// doc --workspace`, no dependency has to be rebuilt.
fn document(root: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["doc", "--quiet", "--workspace", "--lib", "--no-deps", "--all-features", "--target-dir"]).arg(&target);
    cargo.current_dir(root).env("RUSTDOC", env::current_exe()?).env(AS_RUSTDOC, "1");
    cargo.env("RUSTDOCFLAGS", "-Z unstable-options --output-format json --cap-lints allow");
    if cargo.status()?.success() {
        Ok(target.join("doc"))
    } else {
        Err(Box::from("the crates could not be documented"))
    }
}

/// One item per line, sorted.
fn text(json: &Path, is_brief: bool) -> Result<String, Box<dyn Error>> {
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(is_brief)
        .build()
        .map_err(|error| io::Error::other(format!("{}: {error}", json.display())))?;
    Ok(without_methods_of_traits(&api.to_string()))
}

/// Leaves out the functions and constants of implementations, which the trait prescribes.
fn without_methods_of_traits(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut of_trait = None;
    for line in text.lines().filter(|line| !line.contains("core::marker::StructuralPartialEq")) {
        if line.starts_with("impl") {
            let implemented = line.split_once(" for ").map(|(_, type_)| type_.split(" where ").next().unwrap_or(type_));
            of_trait = implemented.map(|type_| format!(" {type_}::"));
        }
        let is_member = line.starts_with("pub ") && !line.starts_with("pub type ");
        let is_prescribed = is_member && of_trait.as_ref().is_some_and(|type_| line.contains(type_));
        if !is_prescribed {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Prints the lines that are in only one of two texts.
fn compare(library: &str, before: &str, now: &str) -> bool {
    let only_in = |one: &str, other: &str, sign: char| {
        let other: std::collections::BTreeSet<&str> = other.lines().collect();
        for line in one.lines().filter(|line| !other.contains(line)) {
            println!("{sign} {line}");
        }
    };
    if before != now {
        println!("the public API of {library} changed:");
        only_in(before, now, '-');
        only_in(now, before, '+');
    }
    before == now
}
