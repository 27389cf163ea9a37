//! The cost of compiling endpoint declarations: `cargo run -p countersign-tests --bin compile-time --release`.
//!
//! Crates with many endpoints are written to `target/compile-time`: plain, with serde's derives, with bon's builder,
//! and with `#[endpoint]`. Each is compiled alone and its CPU time measured. The difference between two sizes of a
//! crate is the price of its endpoints, without cargo and the dependencies. `generate.rs` writes the crates,
//! `measure.rs` compiles them. The first run fetches bon from the registry.
//!
//! With `--instructions`, the compiler runs under callgrind (`apt-get install valgrind`), and its instructions are
//! counted, which other work on the machine does not change. A second table has a line for each kind of declaration.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod generate;
mod measure;

use std::env;
use std::error::Error;
use std::path::PathBuf;

use self::generate::{Crate, KINDS, SHAPES, STYLES, Shape, Style};
use self::measure::{Command, Measured, Workspace};

/// The numbers of endpoints in the two crates of a style.
const SIZES: [usize; 2] = [100, 400];
/// The same where instructions are counted, which do not vary.
const COUNTED_SIZES: [usize; 2] = [10, 40];
/// How often each crate is compiled without `--rounds`.
const ROUNDS: usize = 5;
const USAGE: &str = "compile-time [--instructions] [--rounds N] [--check] [--style plain|pair|serde|bon|countersign]…";

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(file) = env::var_os(measure::COUNTED) {
        return measure::run_compiler(env::args_os().skip(1), &file);
    }
    let options = Options::parse(env::args().skip(1))?;
    if options.instructions {
        return count(&options);
    }
    let crates = Crate::all(&options.styles, SHAPES, &SIZES);
    let workspace = Workspace::new(directory(), &crates, &options.styles, &[Command::Check, Command::Build])?;
    for command in options.commands {
        for shape in SHAPES {
            report(&workspace, *command, shape, &options)?;
        }
    }
    println!(
        "CPU time, user and system, the least of {} rounds; `±` is how far the middle of the rounds",
        options.rounds
    );
    println!(
        "lies above the least. The empty crate with the same dependencies is subtracted from the columns of a crate."
    );
    Ok(())
}

/// Both tables of instructions.
fn count(options: &Options) -> Result<(), Box<dyn Error>> {
    let crates = Crate::all(&options.styles, SHAPES, &COUNTED_SIZES).into_iter();
    let crates: Vec<Crate<'_>> = crates.chain(Crate::all(&[Style::Countersign], KINDS, &COUNTED_SIZES)).collect();
    let workspace = Workspace::new(directory(), &crates, &options.styles, &[Command::Check])?;
    for shape in SHAPES {
        println!("instructions of `cargo check` for one more endpoint, {}", shape.name);
        for style in &options.styles {
            println!("{:<14}{:>9.2} million", style.name(), slope(&workspace, *style, shape)?);
        }
        println!();
    }
    println!("instructions of `cargo check` for one more declaration");
    for shape in KINDS {
        println!("{:<46}{:>9.2} million", shape.name, slope(&workspace, Style::Countersign, shape)?);
    }
    Ok(())
}

/// The millions of instructions for one more declaration.
fn slope(workspace: &Workspace, style: Style, shape: &Shape) -> Result<f64, Box<dyn Error>> {
    let [small, large] = COUNTED_SIZES;
    let count = |size| workspace.count(&Crate::new(style, shape, size));
    Ok((count(large)? - count(small)?) / (large - small) as f64)
}

/// In the directory in which this program was built.
fn directory() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target");
    target.unwrap_or_else(beside).join("compile-time")
}

/// One table: a row for each style.
fn report(workspace: &Workspace, command: Command, shape: &Shape, options: &Options) -> Result<(), Box<dyn Error>> {
    println!("`cargo {}`, {}", command.name(), shape.name);
    println!("{:<14}{:>18}{:>18}{:>16}{:>10}", "", "100 endpoints", "400 endpoints", "an endpoint", "× pair");
    let rows: Vec<(Style, Row)> =
        measure::in_turns(options.rounds, &options.styles, |style| row(workspace, command, shape, style))?;
    let pair = rows.iter().find(|(style, _)| *style == Style::Pair).map(|(_, row)| row.slope());
    for (style, row) in &rows {
        let ratio = pair.map_or_else(String::new, |pair| format!("{:.2}", row.slope() / pair));
        let [small, large] = [row.small, row.large].map(|measured| measured.to_string());
        let slope = format!("{:.2} ms", row.slope() * 1000.0);
        println!("{:<14}{small:>18}{large:>18}{slope:>16}{ratio:>10}", style.name());
    }
    println!();
    Ok(())
}

/// The costs of the crates of one style.
struct Row {
    small: Measured,
    large: Measured,
}

impl Row {
    /// Seconds for one more endpoint.
    fn slope(&self) -> f64 {
        let [small, large] = SIZES;
        (self.large.least() - self.small.least()) / (large - small) as f64
    }
}

fn row(workspace: &Workspace, command: Command, shape: &Shape, style: Style) -> Result<[f64; 2], Box<dyn Error>> {
    let empty = workspace.compile(command, &Crate::empty(style))?;
    let mut seconds = [0.0; 2];
    for (size, seconds) in SIZES.iter().zip(&mut seconds) {
        *seconds = workspace.compile(command, &Crate::new(style, shape, *size))? - empty;
    }
    Ok(seconds)
}

impl From<Vec<[f64; 2]>> for Row {
    fn from(rounds: Vec<[f64; 2]>) -> Self {
        let column = |index: usize| rounds.iter().filter_map(|round| round.get(index).copied()).collect();
        Self { small: Measured::new(column(0)), large: Measured::new(column(1)) }
    }
}

struct Options {
    instructions: bool,
    rounds: usize,
    commands: &'static [Command],
    styles: Vec<Style>,
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let commands = &[Command::Check, Command::Build];
        let mut options = Self { instructions: false, rounds: ROUNDS, commands, styles: Vec::new() };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--instructions" => options.instructions = true,
                "--rounds" => options.rounds = arguments.next().ok_or(USAGE)?.parse::<usize>()?.max(1),
                "--check" => options.commands = &[Command::Check],
                "--style" => options.styles.push(Style::named(&arguments.next().ok_or(USAGE)?).ok_or(USAGE)?),
                _ => return Err(USAGE.into()),
            }
        }
        if options.styles.is_empty() {
            options.styles = STYLES.to_vec();
        }
        Ok(options)
    }
}
