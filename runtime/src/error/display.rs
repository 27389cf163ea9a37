//! How an error is printed: one line that a person can act on, without secrets.

use std::error::Error as _;
use std::fmt;

use super::{Error, Inner};
use crate::clip::clipped;
use crate::printable::Printable;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { message, look_up, operation, hint, status, trace_id, wait, attempts, elapsed, .. } = &*self.inner;
        if let Some(operation) = operation {
            write!(f, "{}: ", operation.name())?;
        }
        write!(f, "{}", one_line(message))?;
        if let Some(look_up) = look_up {
            write!(f, "; it may have been carried out, {}", one_line(look_up))?;
        }
        match (status, trace_id) {
            (Some(status), Some(trace_id)) => {
                write!(f, " (HTTP {}, trace id {})", status.as_u16(), one_line(trace_id))?;
            }
            (Some(status), None) => write!(f, " (HTTP {})", status.as_u16())?,
            _ => {}
        }
        if *attempts > 1 {
            write!(f, " after {attempts} attempts in {:.1} s", elapsed.as_secs_f64())?;
        }
        if let (Some(wait), Some(_)) = (wait, status) {
            write!(f, "; the server asks to wait {wait:.0?}")?;
        }
        if let Some(hint) = hint {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

/// The longest part of an error's line, in characters. [`Error::body`] returns the whole answer.
const MOST: usize = 600;

/// Returns the text on one line and of limited length: part of it may come from the vendor.
fn one_line(text: &str) -> String {
    Printable(&clipped(text, MOST)).to_string()
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &self.inner.kind).field("message", &self.to_string());
        if let Some(source) = &self.inner.source {
            debug.field("source", &source.to_string());
        }
        debug.finish_non_exhaustive()
    }
}

impl Error {
    /// Returns the error and its causes, one per line, without repeating what a previous line already contains.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// for line in error.lines() {
    ///     eprintln!("{line}");
    /// }
    /// ```
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.to_string()];
        let mut cause = self.source();
        while let Some(error) = cause {
            let line = Printable(&error.to_string()).to_string();
            if !lines.iter().any(|said| said.contains(&line)) {
                lines.push(line);
            }
            cause = error.source();
        }
        lines
    }
}
