//! The sub-commands that call no operation, for debugging and setting up an API.

use clap::ArgMatches;
use countersign::Answer;
use countersign::auth::Credentials;
use countersign::decode::{Decode, to_untyped};
use countersign::scheme::{RefusedKind, SchemeError};
use countersign::webhook::{Delivered, PushError, Pushes, Verified};
use serde_json::Value;

use super::failure::{Failure, Outcome};
use super::{Program, Terminal, call, command, text};

/// How a program receives push messages.
pub(super) struct PushReader {
    rules: Vec<(&'static str, Result<Pushes, SchemeError>)>,
    decode: fn(&Verified) -> Result<Delivered<Value>, PushError>,
}

impl PushReader {
    pub(super) fn new<M: Decode>(rules: Vec<(&'static str, Result<Pushes, SchemeError>)>) -> Self {
        let decode = |verified: &Verified| {
            let delivered = verified.decode::<M>()?;
            Ok(delivered.map(|message| to_untyped(&message).unwrap_or_default()))
        };
        Self { rules, decode }
    }

    /// Names of the rules.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.rules.iter().map(|(name, _)| *name)
    }
}

/// `decode OPERATION FILE`: prints the answer as JSON, and its drift on standard error.
pub(super) fn decode(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let name = argument(matches, "OPERATION");
    let entry = program.entry(name)?;
    let status = matches.get_one::<u16>("--status").copied().unwrap_or(200);
    let status = http::StatusCode::from_u16(status).map_err(|error| Failure::usage(error.to_string()))?;
    let body = text::bytes(argument(matches, "FILE"))?;
    let mark = text::BYTE_ORDER_MARK.to_string();
    let body = body.strip_prefix(mark.as_bytes()).unwrap_or(&body).to_vec();
    let answer = Answer::new(status, body);
    let read = entry.read(&program.envelope, &answer);
    let reply = read.map_err(|error| Failure::of_answer(program, error))?;
    call::report_drift(reply.drift(), terminal)?;
    call::json(&reply, terminal)
}

/// `openapi`: prints the document.
pub(super) fn openapi(program: &Program, terminal: &mut Terminal<'_>) -> Outcome {
    match program.openapi {
        Some(document) => call::json(&document(), terminal),
        None => Ok(()),
    }
}

/// `verify-message --file FORM_BODY`: prints the message as JSON, if its signature is valid.
pub(super) fn verify_message(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let Some(push) = &program.push else { return Ok(()) };
    let credentials = credentials(program, terminal)?;
    let file = text::file(argument(matches, "--file"))?;
    let request = http::Request::new(file.trim_end().as_bytes());
    let verify = |pushes: &Result<Pushes, SchemeError>| {
        let pushes = pushes.as_ref().map_err(|error| Failure::failed(error.to_string()))?;
        Ok::<_, Failure>(pushes.receiver(&credentials).verify(&request))
    };
    let chosen = matches.get_one::<String>("--rule");
    let rule = push.rules.iter().find(|(name, _)| chosen.is_none_or(|chosen| chosen == name));
    let Some((name, pushes)) = rule else { return Ok(()) };
    let verified = match verify(pushes)? {
        Ok(verified) => verified,
        Err(error) => {
            let mut lines = vec![error.to_string()];
            if matches!(&error, PushError::Refused(refused) if refused.kind() == RefusedKind::Signature) {
                lines.push(format!("it was not signed with this secret by the rule `{name}`"));
                for (other, pushes) in &push.rules {
                    if verify(pushes)?.is_ok() {
                        lines.push(format!("the signature is valid by the rule `{other}`: add `--rule {other}`"));
                    }
                }
            }
            return Err(Failure::Failed(lines));
        }
    };
    let delivered = (push.decode)(&verified).map_err(|error| Failure::failed(error.to_string()))?;
    call::report_drift(delivered.drift(), terminal)?;
    call::json(&delivered, terminal)
}

/// The credentials of the environment, or else those of the stand-in.
fn credentials(program: &Program, terminal: &mut Terminal<'_>) -> Result<Credentials, Failure> {
    let environment = &program.environment;
    if let Some(credentials) = Credentials::from_env(environment)? {
        return Ok(credentials);
    }
    let Some(stand_in) = &program.stand_in else {
        return Err(Failure::usage(format!("set {environment}_APP_KEY and {environment}_APP_SECRET")));
    };
    writeln!(terminal.err, "No credentials are set: verifying with those of the embedded stand-in.")?;
    Ok(stand_in.credentials()?)
}

/// `stand-in --port N`: serves until it is interrupted.
pub(super) async fn stand_in(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let Some(stand_in) = &program.stand_in else { return Ok(()) };
    let port = matches.get_one::<u16>("--port").copied().unwrap_or(0);
    let running = stand_in
        .start(port)
        .await
        .map_err(|error| Failure::failed(format!("cannot listen on port {port}: {error}")))?;
    let (environment, credentials) = (&program.environment, stand_in.credentials()?);
    let (url, key) = (running.base_url(), credentials.key_id());
    // The stand-in's secret is in its documentation, and is valid only there.
    let secret = credentials.secret().expose();
    // In one piece, so that a reader that only wants the first line does not end the stand-in.
    let settings = format!(
        "export {environment}_BASE_URL={url}\nexport {environment}_APP_KEY={key}\nexport {environment}_APP_SECRET={secret}\n"
    );
    terminal.out.write_all(settings.as_bytes())?;
    terminal.out.flush()?;
    writeln!(terminal.err, "The stand-in answers until it is interrupted (Ctrl-C).")?;
    std::future::pending::<()>().await;
    Ok(())
}

/// `completions SHELL`: prints the completions.
pub(super) fn completions(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("SHELL").copied() else { return Ok(()) };
    // Written to memory first, because clap_complete panics if its reader is gone.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command::whole(program), program.name, &mut script);
    terminal.out.write_all(&script)?;
    Ok(())
}

pub(super) fn argument<'m>(matches: &'m ArgMatches, id: &str) -> &'m str {
    matches.get_one::<String>(id).map_or("", String::as_str)
}
