//! The sub-commands about signatures: check vectors, compare with another program, find a rule, examine a refusal.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, ErrorKind, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use clap::ArgMatches;
use countersign::auth::Secret;
use countersign::doctor::Cause;
use countersign::printable::{Printable, PrintableLines};
use serde::Deserialize;

use super::connection::{Connect, is_set};
use super::failure::{Failure, Outcome};
use super::tools::argument;
use super::{Program, Terminal, confirm, text};
use crate::doctor::{Outcome as Checked, diagnose};
use crate::solve::{Example, Progress, SolveError, solve};

/// One line of a file of vectors. A parameter that is `null` is absent.
#[derive(Deserialize)]
struct Vector {
    secret: String,
    params: BTreeMap<String, Option<String>>,
    #[serde(default)]
    sign: Option<String>,
}

impl Vector {
    fn read(line: &str, number: usize, source: &str) -> Result<Self, Failure> {
        serde_json::from_str(line)
            .map_err(|error| Failure::usage(format!("line {number} of `{source}` is not a vector: {error}")))
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.params.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?))).collect()
    }

    fn signature_by(&self, signer: super::PairSigner) -> String {
        signer(&self.pairs(), &Secret::new(self.secret.as_str()))
    }

    fn is_accepted(&self, verifier: super::PairVerifier, signature: &str) -> bool {
        verifier(&self.pairs(), &Secret::new(self.secret.as_str()), signature)
    }
}

/// `sign`: `--vectors FILE`, or a sub-command.
pub(super) fn sign(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    match matches.subcommand() {
        Some(("compare", matches)) => compare(program, matches, terminal),
        Some(("solve", matches)) => find(program, matches, terminal),
        _ => vectors(program, matches, terminal),
    }
}

/// The lines of a file that are not empty, with their numbers.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(position, line)| (position + 1, line)).filter(|(_, line)| !line.trim().is_empty())
}

/// `sign --vectors FILE`: checks whether each signature matches.
fn vectors(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let Some(signer) = program.signer else { return Ok(()) };
    let source = argument(matches, "--vectors");
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for (number, line) in numbered(&text::file(source)?) {
        let vector = Vector::read(line, number, source)?;
        let Some(expected) = &vector.sign else {
            return Err(Failure::usage(format!("line {number} of `{source}` is not a vector: missing field `sign`")));
        };
        let sign = vector.signature_by(signer);
        if sign == *expected {
            passed += 1;
        } else {
            failed += 1;
            writeln!(terminal.out, "line {number}: the signature is {sign}, the vector has {}", Printable(expected))?;
        }
    }
    writeln!(terminal.out, "{passed} passed, {failed} failed")?;
    if failed == 0 { Ok(()) } else { Err(Failure::failed(format!("{failed} of {} vectors failed", passed + failed))) }
}

/// `sign compare --vectors FILE -- PROGRAM …`: passes every vector to the program, which answers each line with a
/// signature. Signer and verifier must agree with it.
fn compare(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let Some(signer) = program.signer else { return Ok(()) };
    let source = argument(matches, "--vectors");
    let words: Vec<&String> = matches.get_many::<String>("PROGRAM").into_iter().flatten().collect();
    let mut other = Other::start(&words, program)?;
    let (mut agreed, mut differed) = (0_usize, 0_usize);
    for (number, line) in numbered(&text::file(source)?) {
        let vector = Vector::read(line, number, source)?;
        let theirs = other.signature_of(line)?;
        let ours = vector.signature_by(signer);
        let is_refused = program.verifier.is_some_and(|verifier| !vector.is_accepted(verifier, &theirs));
        if ours != theirs {
            writeln!(
                terminal.out,
                "line {number}: the signer returns {ours}, the other program {}",
                Printable(&theirs)
            )?;
        }
        if is_refused {
            writeln!(terminal.out, "line {number}: the verifier refuses {}", Printable(&theirs))?;
        }
        if ours == theirs && !is_refused {
            agreed += 1;
        } else {
            differed += 1;
        }
    }
    other.finish()?;
    writeln!(terminal.out, "{agreed} agree, {differed} differ")?;
    if differed == 0 {
        Ok(())
    } else {
        Err(Failure::failed(format!("{differed} of {} signatures differ", agreed + differed)))
    }
}

/// The program to compare with.
struct Other {
    name: String,
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Other {
    /// Starts it without the user's own key and secret: it gets those of the vectors, and needs no others.
    fn start(words: &[&String], program: &Program) -> Result<Self, Failure> {
        let [name, arguments @ ..] = words else { return Err(Failure::usage("name the program to compare with")) };
        let mut command = Command::new(name);
        for variable in ["APP_KEY", "APP_SECRET"] {
            command.env_remove(format!("{}_{variable}", program.environment));
        }
        let started = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = started.map_err(|error| Failure::usage(format!("cannot start `{name}`: {error}")))?;
        match (process.stdin.take(), process.stdout.take()) {
            (Some(input), Some(output)) => {
                Ok(Self { name: (*name).clone(), process, input, output: BufReader::new(output) })
            }
            _ => Err(Failure::failed(format!("`{name}` has no standard input or output"))),
        }
    }

    /// Writes a line and reads a line.
    fn signature_of(&mut self, line: &str) -> Result<String, Failure> {
        let mut answer = String::new();
        let asked = writeln!(self.input, "{line}").and_then(|()| self.input.flush());
        let answered = asked.and_then(|()| self.output.read_line(&mut answer));
        let failed = |what: String| Failure::failed(format!("`{}` {what}", self.name));
        let ended = || failed(String::from("ended before it answered every line: it must answer each with a line"));
        match answered {
            Ok(0) => Err(ended()),
            Ok(_) => Ok(answer.trim_end_matches(['\r', '\n']).to_owned()),
            // Whether writing or reading fails depends on how fast the program ends.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(ended()),
            Err(error) => Err(failed(format!("does not answer: {error}"))),
        }
    }

    /// Waits for its end, so that it can write its messages.
    fn finish(mut self) -> Outcome {
        drop(self.input);
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(Failure::failed(format!("`{}` ended with {status}", self.name))) }
    }
}

/// `sign solve`: the rules that reproduce the signatures of the examples.
fn find(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let names: Vec<&String> = matches.get_many("--secret-name").into_iter().flatten().collect();
    let named = |example: Example| names.iter().fold(example, |example, name| example.with_secret_name(name.as_str()));
    let examples: Vec<Example> = examples(matches, &secret(program, matches)?)?.into_iter().map(named).collect();
    let mut stage = "";
    let mut report = |progress: Progress| {
        if progress.stage != stage {
            stage = progress.stage;
            // Without a reader of the progress, the search continues.
            let _ = writeln!(terminal.err, "{} signatures tried; now: {stage}", progress.tried);
        }
    };
    let solutions = solve(&examples, &mut report)?;
    writeln!(terminal.out, "{}", PrintableLines(solutions.to_string().trim_end()))?;
    match solutions.likeliest() {
        Some(_) => Ok(()),
        None => Err(Failure::failed("no rule reproduces the signature")),
    }
}

impl From<SolveError> for Failure {
    fn from(error: SolveError) -> Self {
        Self::usage(error.to_string())
    }
}

/// The secret of the examples: from a file, so that it does not appear in process lists, or from the environment.
fn secret(program: &Program, matches: &ArgMatches) -> Result<String, Failure> {
    let (what, secret) = match matches.get_one::<String>("--secret-file") {
        Some(source) => {
            let secret = String::from_utf8(text::bytes(source)?);
            let secret = secret.map_err(|_| Failure::usage(format!("the secret in `{source}` is not UTF-8")))?;
            (format!("the secret in `{source}`"), secret.trim_end_matches(['\r', '\n']).to_owned())
        }
        None => {
            let name = format!("{}_APP_SECRET", program.environment);
            let missing =
                || Failure::usage(format!("set {name} to the secret of the example, or give `--secret-file`"));
            (format!("the value of {name}"), text::variable(&name)?.ok_or_else(missing)?)
        }
    };
    if secret.contains(text::BYTE_ORDER_MARK) {
        return Err(Failure::usage(format!(
            "{what} contains a byte order mark (U+FEFF), which is not part of it: remove it"
        )));
    }
    Ok(secret)
}

fn examples(matches: &ArgMatches, secret: &str) -> Result<Vec<Example>, Failure> {
    let many = |id: &str| matches.get_many::<String>(id).into_iter().flatten();
    let mut examples = Vec::new();
    for source in many("--request") {
        examples.push(Example::from_text(&text::file(source)?, secret)?);
    }
    for source in many("--push") {
        examples.push(Example::from_push(text::file(source)?.trim_end().as_bytes(), secret));
    }
    let mut parameters = Vec::new();
    for parameter in many("--param") {
        let pair = parameter.split_once('=');
        parameters.push(pair.ok_or_else(|| Failure::usage(format!("`{parameter}` is not NAME=VALUE")))?);
    }
    let signature = matches.get_one::<String>("--signature");
    match (parameters.is_empty(), signature) {
        (true, Some(signature)) => Ok(examples.into_iter().map(|example| example.with_signature(signature)).collect()),
        (true, None) => Ok(examples),
        (false, Some(signature)) => {
            examples.push(Example::from_parameters(parameters, secret, signature));
            Ok(examples)
        }
        (false, None) => Err(Failure::usage("`--param` needs `--signature`: the signature of these parameters")),
    }
}

/// `doctor`: a checklist from harmless calls.
pub(super) async fn doctor(
    program: &Program,
    matches: &ArgMatches,
    connect: Connect,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let Some(harmless) = program.harmless else { return Ok(()) };
    let connection = connect.open(program, terminal).await?;
    for request in harmless() {
        confirm::confirm(&connection, &*request, is_set(matches, "--yes"), terminal)?;
    }
    let mut failed = false;
    for request in harmless() {
        let diagnosis = diagnose(&connection.client, &*request).await;
        writeln!(terminal.out, "{}\n{diagnosis}", request.operation().name())?;
        if diagnosis.findings.first().is_some_and(|finding| finding.cause == Cause::OtherReading) {
            writeln!(terminal.out, "   option:  `--other-reading`, of this operation and of each that has it")?;
        }
        failed |= diagnosis.checks.iter().any(|check| check.outcome == Checked::Failed);
    }
    if failed { Err(Failure::failed("a check failed")) } else { Ok(()) }
}
