//! A prepared request as a curl command for a shell.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use countersign::Prepared;
use countersign::operation::Place;
use countersign::param::Origin;
use countersign::printable::steers;

/// Returns a request as a curl command for a shell. What contains a secret is a variable, which a comment names.
///
/// ```
/// # use countersign::endpoint;
/// use countersign::scheme::Scheme;
/// use countersign::{Client, Credentials, Envelope};
///
/// # /// Says hello.
/// # #[endpoint(GET, "/hello")]
/// # pub struct Hello;
/// let client = Client::builder("https://api.example", Scheme::bearer(), Envelope::none())
///     .credentials(Credentials::of_secret("t0ken-of-the-app")?)
/// #   .transport(countersign::transport::MemoryTransport::new(|_| http::Response::default()))
///     .build()?;
/// let command = countersign_tools::cli::curl(&client.prepare(&Hello::builder().build())?);
/// assert!(command.ends_with("--header 'authorization: Bearer '\"$SECRET_AUTHORIZATION\""));
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn curl(prepared: &Prepared) -> String {
    let request = &prepared.request;
    let mut secrets = Secrets::of(prepared);
    let url = secrets.in_url(&request.uri().to_string());
    let headers: Vec<Word> =
        request.headers().iter().map(|(name, value)| secrets.in_header(name.as_str(), value.as_bytes())).collect();
    let content_type = request.headers().get(http::header::CONTENT_TYPE).map_or(&b""[..], |value| value.as_bytes());
    let body = secrets.in_body(content_type, request.body());
    if !secrets.all_found() {
        let (method, path) = (request.method(), request.uri().path());
        return format!("# {method} {path}: the body contains a secret, so this request is not printed");
    }
    // No argument of a command can contain a NUL.
    let is_piped = request.body().contains(&0);
    let mut command = secrets.comment();
    if is_piped {
        let _ = write!(command, "printf {} | ", printed(request.body()));
    }
    command.push_str("curl");
    if request.method() == http::Method::HEAD {
        command.push_str(" --head");
    } else if request.method() != http::Method::GET {
        // Writing to a string cannot fail.
        let _ = write!(command, " --request {}", request.method());
    }
    let _ = write!(command, " {url}");
    for header in headers {
        let _ = write!(command, " \\\n  --header {header}");
    }
    if is_piped {
        command.push_str(" \\\n  --data-binary @-");
    } else if !request.body().is_empty() {
        let _ = write!(command, " \\\n  --data-raw {body}");
    }
    command
}

/// A word of a command: quoted text, and variables between it.
#[derive(Default)]
struct Word(String);

impl Word {
    fn text(mut self, bytes: &[u8]) -> Self {
        if !bytes.is_empty() {
            self.0.push_str(&quoted(bytes));
        }
        self
    }

    fn variable(mut self, name: &str) -> Self {
        let _ = write!(self.0, "\"${name}\"");
        self
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The parameters and headers that contain a secret.
struct Secrets {
    /// Place and name, and whether it was found in the request.
    parts: Vec<(Place, String, bool)>,
}

impl Secrets {
    fn of(prepared: &Prepared) -> Self {
        let trace = &prepared.trace;
        let secret = trace.components().iter().filter(|component| trace.origin(component) == Origin::Secret);
        let parts = secret.filter_map(|each| Some((each.place()?, trace.name(each).into_owned(), false)));
        Self { parts: parts.collect() }
    }

    /// Returns the variable for a part, if it contains a secret.
    fn find(&mut self, place: Place, name: &str) -> Option<String> {
        let is_same =
            |known: &str| if place == Place::Header { known.eq_ignore_ascii_case(name) } else { known == name };
        let (_, known, is_found) = self.parts.iter_mut().find(|(at, known, _)| *at == place && is_same(known))?;
        *is_found = true;
        Some(variable(known))
    }

    fn all_found(&self) -> bool {
        self.parts.iter().all(|(_, _, is_found)| *is_found)
    }

    fn comment(&self) -> String {
        let variables: BTreeSet<String> = self.parts.iter().map(|(_, name, _)| variable(name)).collect();
        if variables.is_empty() {
            return String::new();
        }
        let variables: Vec<_> = variables.into_iter().collect();
        format!(
            "# What contains a secret is not printed. Set it first, encoded as it is sent: {}\n",
            variables.join(", ")
        )
    }

    fn in_url(&mut self, url: &str) -> Word {
        let Some((path, query)) = url.split_once('?') else { return Word::default().text(url.as_bytes()) };
        self.in_pairs(Place::Query, &format!("{path}?"), query)
    }

    fn in_header(&mut self, name: &str, value: &[u8]) -> Word {
        let known = [b"Bearer ".as_slice(), b"Basic "].into_iter().find(|known| value.starts_with(known));
        let start = [name.as_bytes(), b": "].concat();
        match self.find(Place::Header, name) {
            Some(variable) => Word::default().text(&[&*start, known.unwrap_or_default()].concat()).variable(&variable),
            None => Word::default().text(&[&*start, value].concat()),
        }
    }

    /// A form or a JSON object; a secret in another body is not found.
    fn in_body(&mut self, content_type: &[u8], body: &[u8]) -> Word {
        let has_secret = self.parts.iter().any(|(place, ..)| *place == Place::Body);
        match std::str::from_utf8(body) {
            Ok(text) if has_secret && content_type.starts_with(b"application/json") => self.in_members(text),
            Ok(text) if has_secret && content_type.starts_with(b"application/x-www-form-urlencoded") => {
                self.in_pairs(Place::Body, "", text)
            }
            _ => Word::default().text(body),
        }
    }

    fn in_pairs(&mut self, place: Place, before: &str, pairs: &str) -> Word {
        let (mut word, mut text) = (Word::default(), before.to_owned());
        for (number, pair) in pairs.split('&').enumerate() {
            let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
            text.push_str(if number == 0 { "" } else { "&" });
            match self.find(place, &decoded(name)) {
                Some(variable) => {
                    word = word.text(format!("{text}{name}=").as_bytes()).variable(&variable);
                    text.clear();
                }
                None => text.push_str(pair),
            }
        }
        word.text(text.as_bytes())
    }

    /// A member whose value is a string. One that is written in another way is not found.
    fn in_members(&mut self, mut text: &str) -> Word {
        let names: Vec<String> =
            self.parts.iter().filter(|(place, ..)| *place == Place::Body).map(|(_, name, _)| name.clone()).collect();
        let start_of = |text: &str, name: &str| Some(text.find(&format!("\"{name}\":\""))? + name.len() + 4);
        let mut word = Word::default();
        while let Some((start, name)) = names.iter().filter_map(|name| Some((start_of(text, name)?, name))).min() {
            let Some((before, value)) = text.split_at_checked(start) else { break };
            let Some(variable) = self.find(Place::Body, name) else { break };
            word = word.text(before.as_bytes()).variable(&variable);
            text = value.get(end_of_string(value)..).unwrap_or_default();
        }
        word.text(text.as_bytes())
    }
}

/// Returns where a JSON string ends, without its first quote.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.unwrap_or(text.len())
}

/// Returns the name of the variable for a part. The prefix keeps it apart from the shell's own, such as `PATH`.
fn variable(name: &str) -> String {
    let name = name.to_ascii_uppercase();
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    format!("SECRET_{}", name.chars().map(letter).collect::<String>())
}

fn decoded(name: &str) -> String {
    form_urlencoded::parse(name.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// A word for a shell: in plain quotes if all of it is printable, otherwise with escapes (`$'…'`).
pub(super) fn quoted(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(|character: char| character == '\'' || steers(character)) => {
            format!("'{text}'")
        }
        _ => {
            let escaped: String = bytes.iter().map(|&byte| escaped(byte)).collect();
            format!("$'{escaped}'")
        }
    }
}

/// Bytes as the format of `printf`.
fn printed(bytes: &[u8]) -> String {
    let byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' => char::from(*byte).to_string(),
        byte => format!("\\{byte:03o}"),
    };
    format!("'{}'", bytes.iter().map(byte).collect::<String>())
}

fn escaped(byte: u8) -> String {
    match byte {
        b'\'' | b'\\' => format!("\\{}", char::from(byte)),
        b'\r' => String::from("\\r"),
        b'\n' => String::from("\\n"),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    }
}
