//! Prints foreign text on a terminal: characters that would control it, or hide something, are escaped.
//!
//! Used wherever text from a vendor, a server or a file is printed: errors, findings, drift, traces, logs and the
//! command line. Values that programs read are never changed.

use std::fmt::{self, Write as _};

/// Prints text with everything that is not visible escaped (`\n`, `\u{1b}`), so that it stays on its line.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a wrapper that only changes how text prints")]
pub struct Printable<'t>(pub &'t str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, steering)) = rest.char_indices().find(|(_, character)| steers(*character)) {
            f.write_str(rest.get(..at).unwrap_or_default())?;
            for escaped in steering.escape_default() {
                f.write_char(escaped)?;
            }
            rest = rest.get(at + steering.len_utf8()..).unwrap_or_default();
        }
        f.write_str(rest)
    }
}

/// Returns whether a character does something to a terminal other than showing itself: control characters of C0 and C1,
/// line and paragraph separators, marks that change the direction of writing, and invisible characters. The joiners
/// U+200C and U+200D are kept, because words of several languages and emoji are spelled with them.
pub fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns a URL that may contain a password or a token in printable form: without user, query and fragment.
pub fn url_without_secrets(url: &str) -> String {
    let (whole, more) = match url.find(['?', '#']) {
        Some(end) => (url.get(..end).unwrap_or_default(), "?…"),
        None => (url, ""),
    };
    let shown = match (whole.rsplit_once('@'), url.contains('@')) {
        (Some((before, host)), _) => {
            let scheme = before.split_once("://").map_or_else(String::new, |(scheme, _)| format!("{scheme}://"));
            format!("{scheme}…@{host}")
        }
        // A password with a `?` or a `#` in it hides where the host begins.
        (None, true) => url.rsplit_once('@').map_or_else(String::new, |(_, host)| format!("…@{host}")),
        (None, false) => whole.to_owned(),
    };
    Printable(&format!("{shown}{more}")).to_string()
}

/// Prints text of several lines, with line breaks and tabs unchanged, and everything else that is not visible in the
/// escapes of JSON (`\u001b`), so that JSON stays valid.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a wrapper that only changes how text prints")]
pub struct PrintableLines<'t>(pub &'t str);

impl fmt::Display for PrintableLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.0.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\n' | '\t' => f.write_char(character)?,
                '\r' if characters.peek() == Some(&'\n') => {}
                steering if steers(steering) => {
                    let mut units = [0; 2];
                    steering.encode_utf16(&mut units).iter().try_for_each(|unit| write!(f, "\\u{unit:04x}"))?;
                }
                visible => f.write_char(visible)?,
            }
        }
        Ok(())
    }
}
