//! The rules for a path with `{placeholders}`: which strings are valid, and which spelling to use instead.
//!
//! The macros and the runtime have identical copies of this file, because neither can call the other: a path is refused
//! in the same words at compile time and when a client is built. A valid path is sent byte for byte: no URL parser
//! changes it. The check is a constant function, so that a hand-written operation is checked at compile time as well.
#![expect(clippy::indexing_slicing, reason = "a constant function has no `get`; the indices are below the lengths")]

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It does not begin with a slash.
    NoSlash,
    /// A segment is `.` or `..`, percent-encoded or not: URL parsers remove it.
    Dots,
    /// A character that has to be percent-encoded, or cannot occur in a path at all.
    Character,
    /// A `%` without two hexadecimal digits after it.
    Escape,
    /// An escaped control character.
    Control,
    /// Escapes that are not UTF-8 when they are decoded.
    NotUtf8,
    /// A brace without a partner.
    Brace,
    /// A placeholder that is only a part of its segment.
    PartOfSegment,
    /// `{}`.
    NoName,
    /// Something in braces that is not the name of a field.
    Name,
    /// Two placeholders of one name.
    Repeated,
    /// A placeholder for several segments that is not the last.
    CatchAll,
}

impl Problem {
    /// Returns the rule that was broken.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            Self::NoSlash => "a path must begin with `/`",
            Self::Dots => "a path cannot contain a segment `.` or `..`, percent-encoded or not",
            Self::Character => "a path can contain letters, digits and `-._~!$&'()*+,;=:@%` only",
            Self::Escape => "`%` must be followed by two hexadecimal digits",
            Self::Control => "a path cannot contain control characters, percent-encoded or not",
            Self::NotUtf8 => "percent-encoded characters must be UTF-8",
            Self::Brace => "unmatched brace in the path",
            Self::PartOfSegment => "a placeholder must be a whole segment",
            Self::NoName => "a placeholder needs the name of a field",
            Self::Name => "a placeholder contains the name of a field and nothing else",
            Self::Repeated => "a placeholder can occur only once",
            Self::CatchAll => "a placeholder for several segments must be the last segment",
        }
    }
}

/// Checks a path.
pub(crate) const fn check(path: &str) -> Result<(), (Problem, usize)> {
    let bytes = path.as_bytes();
    if bytes.is_empty() || bytes[0] != b'/' {
        return Err((Problem::NoSlash, 0));
    }
    let mut at = 0;
    while at < bytes.len() {
        if !is_plain(bytes[at]) && !matches!(bytes[at], b'/' | b'{' | b'}' | b'%') {
            return Err((Problem::Character, at));
        }
        at += 1;
    }
    let mut slash = 0;
    while slash < bytes.len() {
        let start = slash + 1;
        let mut end = start;
        while end < bytes.len() && bytes[end] != b'/' {
            end += 1;
        }
        if let Err(problem) = check_segment(bytes, start, end) {
            return Err(problem);
        }
        slash = end;
    }
    Ok(())
}

const fn check_segment(bytes: &[u8], start: usize, end: usize) -> Result<(), (Problem, usize)> {
    let (mut at, mut dots, mut others) = (start, 0, 0);
    while at < end {
        let (length, is_dot) = match bytes[at] {
            b'{' | b'}' => return check_placeholder(bytes, start, end),
            b'%' => match check_escape(bytes, at, end) {
                Ok(length) => {
                    (length, length == 3 && bytes[at + 1] == b'2' && bytes[at + 2].eq_ignore_ascii_case(&b'e'))
                }
                Err(problem) => return Err((problem, at)),
            },
            byte => (1, byte == b'.'),
        };
        if is_dot {
            dots += 1;
        } else {
            others += 1;
        }
        at += length;
    }
    if others == 0 && (dots == 1 || dots == 2) { Err((Problem::Dots, start)) } else { Ok(()) }
}

/// Returns the length of the escaped character at `at`: three bytes for each byte of its UTF-8.
const fn check_escape(bytes: &[u8], at: usize, end: usize) -> Result<usize, Problem> {
    let first = match escaped_byte(bytes, at, end) {
        Some(byte) => byte,
        None => return Err(Problem::Escape),
    };
    let count = match first {
        0..0x20 | 0x7F => return Err(Problem::Control),
        0x20..0x7F => return Ok(3),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return Err(Problem::NotUtf8),
    };
    let mut character = [0; 4];
    let mut index = 0;
    while index < count {
        character[index] = match escaped_byte(bytes, at + 3 * index, end) {
            Some(byte) => byte,
            None => return Err(Problem::NotUtf8),
        };
        index += 1;
    }
    match core::str::from_utf8(character.split_at(count).0) {
        // U+0080 to U+009F.
        Ok(_) if first == 0xC2 && character[1] < 0xA0 => Err(Problem::Control),
        Ok(_) => Ok(3 * count),
        Err(_) => Err(Problem::NotUtf8),
    }
}

/// Returns the byte that is escaped at `at`.
const fn escaped_byte(bytes: &[u8], at: usize, end: usize) -> Option<u8> {
    if at + 2 >= end || bytes[at] != b'%' {
        return None;
    }
    match (digit(bytes[at + 1]), digit(bytes[at + 2])) {
        (Some(high), Some(low)) => Some(high << 4 | low),
        _ => None,
    }
}

const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Returns whether a byte needs no escape in a path (RFC 3986, `pchar`).
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
        )
}

/// Checks a segment that contains a brace.
const fn check_placeholder(bytes: &[u8], start: usize, end: usize) -> Result<(), (Problem, usize)> {
    let (mut at, mut opened, mut pairs) = (start, false, 0);
    while at < end {
        match bytes[at] {
            b'{' if opened => return Err((Problem::Brace, at)),
            b'}' if !opened => return Err((Problem::Brace, at)),
            b'{' => opened = true,
            b'}' => (opened, pairs) = (false, pairs + 1),
            _ => {}
        }
        at += 1;
    }
    if opened {
        return Err((Problem::Brace, start));
    }
    if pairs > 1 || bytes[start] != b'{' || bytes[end - 1] != b'}' {
        return Err((Problem::PartOfSegment, start));
    }
    let name = if bytes[start + 1] == b'*' { start + 2 } else { start + 1 };
    if end - name == 1 {
        return Err((Problem::NoName, start));
    }
    if !is_name(bytes, name, end - 1) {
        return Err((Problem::Name, start));
    }
    if is_repeated(bytes, name, end) {
        return Err((Problem::Repeated, start));
    }
    if name > start + 1 && end < bytes.len() { Err((Problem::CatchAll, start)) } else { Ok(()) }
}

/// Returns whether a field can have this name; `{type}` is filled by the field `r#type`.
const fn is_name(bytes: &[u8], start: usize, end: usize) -> bool {
    let mut at = start;
    while at < end {
        if !(bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_') {
            return false;
        }
        at += 1;
    }
    let is_reserved = is(bytes, start, end, b"_")
        || is(bytes, start, end, b"self")
        || is(bytes, start, end, b"Self")
        || is(bytes, start, end, b"super")
        || is(bytes, start, end, b"crate");
    !bytes[start].is_ascii_digit() && !is_reserved
}

/// Returns whether the name that begins at `start` has occurred in braces before.
const fn is_repeated(bytes: &[u8], start: usize, end: usize) -> bool {
    let (_, name) = bytes.split_at(start);
    let (name, _) = name.split_at(end - start);
    let mut at = 1;
    while at + name.len() <= start {
        if matches!(bytes[at - 1], b'{' | b'*') && is(bytes, at, at + name.len(), name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn is(bytes: &[u8], start: usize, end: usize, text: &[u8]) -> bool {
    if end - start != text.len() {
        return false;
    }
    let mut at = 0;
    while at < text.len() {
        if bytes[start + at] != text[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Returns the rule that a path breaks at a byte, and a valid spelling.
pub(crate) fn explain(path: &str, problem: Problem, at: usize) -> String {
    let rule = problem.rule();
    let segment = path.get(at..).unwrap_or_default().split('/').next().unwrap_or_default();
    match problem {
        Problem::NoSlash => match path.split_once("://") {
            Some((_, address)) => {
                let path = address.split_once('/').map_or("", |(_, path)| path);
                format!("a path cannot contain the address of the API; write `/{path}`")
            }
            None => format!("{rule}; write `/{path}`"),
        },
        Problem::Dots => format!("{rule}; write the path that it leads to"),
        Problem::Character => explain_character(path, at),
        Problem::Escape => {
            let (before, after) = path.split_at_checked(at).unwrap_or((path, ""));
            format!("{rule}; write `{before}%25{}` for a percent sign", after.strip_prefix('%').unwrap_or(after))
        }
        Problem::Control => format!("{rule}; remove it"),
        Problem::NotUtf8 => format!("{rule}, and `{segment}` is not"),
        Problem::Brace => format!("{rule}; write a placeholder as `{{field}}`, and `%7B` or `%7D` for a brace"),
        Problem::PartOfSegment => format!("{rule}, and `{segment}` is more than that; write `/{{field}}/`"),
        Problem::NoName => format!("{rule}; write `{{field}}`"),
        Problem::Name => format!("{rule}, unlike `{segment}`"),
        Problem::Repeated => format!("{rule}, and `{segment}` occurs twice"),
        Problem::CatchAll => format!("{rule}, and something follows `{segment}`"),
    }
}

fn explain_character(path: &str, at: usize) -> String {
    match path.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default() {
        '?' => "a path cannot contain `?`; declare parameters of the query as fields".to_owned(),
        '#' => "a path cannot contain `#`: fragments are not sent; remove it, or write `%23`".to_owned(),
        character => match encoded(path).filter(|_| !character.is_control()) {
            Some(encoded) => format!("a path cannot contain {character:?}; write `{encoded}`"),
            None => format!("a path cannot contain {character:?}; remove it"),
        },
    }
}

/// Returns the path with everything percent-encoded that has to be, if that makes it valid.
fn encoded(path: &str) -> Option<String> {
    let encode = |byte: u8| match byte {
        b'/' | b'{' | b'}' | b'%' => char::from(byte).to_string(),
        byte if is_plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let encoded: String = path.bytes().map(encode).collect();
    check(&encoded).is_ok().then_some(encoded)
}
