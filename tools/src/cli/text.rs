//! Files and variables that hold text, and answers as text for a terminal.

use std::env::{self, VarError};
use std::fs;
use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;

/// The byte order mark that editors put before text. It belongs to the file, not to the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Standard input belongs to the process: a second reader would find it empty.
static STANDARD_INPUT_IS_READ: AtomicBool = AtomicBool::new(false);

/// The content of a file, unchanged. `-` is standard input, which can be read only once.
pub(super) fn content(source: &str) -> io::Result<Vec<u8>> {
    if source != "-" {
        return fs::read(source);
    }
    if STANDARD_INPUT_IS_READ.swap(true, Ordering::Relaxed) {
        return Err(io::Error::other("standard input was already read for another value; write this one to a file"));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// [`content`], with a failure that names the file.
pub(super) fn bytes(source: &str) -> Result<Vec<u8>, Failure> {
    content(source).map_err(|error| Failure::usage(format!("cannot read `{source}`: {error}")))
}

/// The text in a file, without a byte order mark before it.
pub(super) fn file(source: &str) -> Result<String, Failure> {
    decoded(bytes(source)?).map_err(|problem| Failure::usage(format!("cannot read `{source}`: {problem}")))
}

/// The bytes of a text file as text, or what is wrong with them.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, &'static str> {
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let problem = if is_utf16 { "it is UTF-16: save it as UTF-8" } else { "it is not UTF-8" };
    let mut text = String::from_utf8(bytes).map_err(|_| problem)?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.remove(0);
    }
    Ok(text)
}

/// The value of an environment variable; `None` if it is not set.
pub(super) fn variable(name: &str) -> Result<Option<String>, Failure> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Failure::usage(format!("the value of {name} is not UTF-8: set it again"))),
    }
}
