//! Regular expressions for strings: times as written by `strftime`, and small values as JSON.

use countersign::operation::{EnumInfo, Schema};

/// Bytes in Base64 with their padding.
pub(super) const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

/// The expression for the output of `strftime`; `None` if it writes names, or numbers of variable width.
///
/// Years have four digits, and a day is one of the calendar if year, month and day follow each other.
pub(super) fn of_time(format: &str) -> Option<String> {
    let mut expression = String::from("^");
    let mut rest = format;
    while !rest.is_empty() {
        let (written, after) =
            day(rest).or_else(|| conversion(rest)).or_else(|| fraction(rest)).or_else(|| literal(rest))?;
        expression.push_str(&written);
        rest = after;
    }
    Some(expression + "$")
}

/// Year, month and day with the same separator between them, or with none.
fn day(format: &str) -> Option<(String, &str)> {
    if let Some(rest) = format.strip_prefix("%F") {
        return Some((calendar("-"), rest));
    }
    let rest = format.strip_prefix("%Y")?;
    let (separator, rest) = rest.split_once("%m")?;
    let rest = rest.strip_prefix(separator)?.strip_prefix("%d")?;
    (!separator.contains('%')).then(|| (calendar(&separator.chars().map(escaped).collect::<String>()), rest))
}

/// The days from 1000 to 2999.
fn calendar(s: &str) -> String {
    let long = format!("(?:0[13578]|1[02]){s}(?:0[1-9]|[12][0-9]|3[01])");
    let short = format!("(?:0[469]|11){s}(?:0[1-9]|[12][0-9]|30)");
    let leap = format!("(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00){s}02{s}29");
    format!("(?:[12][0-9]{{3}}{s}(?:{long}|{short}|02{s}(?:0[1-9]|1[0-9]|2[0-8]))|{leap})")
}

const CONVERSIONS: [(&str, &str); 13] = [
    ("%Y", "[12][0-9]{3}"),
    ("%m", "(?:0[1-9]|1[0-2])"),
    ("%d", "(?:0[1-9]|[12][0-9]|3[01])"),
    ("%H", "(?:[01][0-9]|2[0-3])"),
    ("%M", "[0-5][0-9]"),
    ("%S", "[0-5][0-9]"),
    ("%y", "[0-9]{2}"),
    ("%T", "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"),
    ("%z", "[+-](?:0[0-9]|1[0-4])[0-5][0-9]"),
    ("%:z", "[+-](?:0[0-9]|1[0-4]):[0-5][0-9]"),
    ("%.f", "(?:\\.[0-9]{1,9})?"),
    ("%.3f", "\\.[0-9]{3}"),
    ("%%", "%"),
];

fn conversion(format: &str) -> Option<(String, &str)> {
    let known = |&(conversion, written): &(&str, &str)| Some((written.to_owned(), format.strip_prefix(conversion)?));
    CONVERSIONS.iter().find_map(known)
}

/// `%3f` and `%.6f`.
fn fraction(format: &str) -> Option<(String, &str)> {
    let (count, rest) = format.strip_prefix('%')?.split_once('f')?;
    let (point, count) = count.strip_prefix('.').map_or(("", count), |count| ("\\.", count));
    Some((format!("{point}[0-9]{{{}}}", count.parse::<usize>().ok()?), rest))
}

/// A character that stands for itself.
fn literal(format: &str) -> Option<(String, &str)> {
    let mut rest = format.chars();
    let first = rest.next()?;
    (first != '%').then(|| (escaped(first), rest.as_str()))
}

fn escaped(character: char) -> String {
    let is_plain = character.is_alphanumeric() || "-:/, \"_".contains(character);
    if is_plain { character.to_string() } else { format!("\\{character}") }
}

/// The expression for a value as JSON without blanks; `None` if the value is too complex.
pub(super) fn of_json(schema: &Schema) -> Option<String> {
    Some(format!("^{}$", json(schema)?))
}

fn json(schema: &Schema) -> Option<String> {
    Some(match schema {
        Schema::Boolean => String::from("(?:true|false)"),
        Schema::Integer { least, most } => {
            let digits = most.to_string().len().saturating_sub(1).max(1);
            format!("{}(?:0|[1-9][0-9]{{0,{}}})", if *least < 0 { "-?" } else { "" }, digits - 1)
        }
        Schema::Id => String::from("\"[0-9]{1,19}\""),
        Schema::String => String::from("\"[^\"\\\\\\x00-\\x1f]*\""),
        Schema::Enum(info) if !info.integer() => one_of(info),
        Schema::SingleMember(names, value) => format!("\\{{{}:{}\\}}", one_of(names), json(value)?),
        Schema::List(item) => format!("\\[(?:{item}(?:,{item})*)?\\]", item = json(item)?),
        _ => return None,
    })
}

fn one_of(info: &EnumInfo) -> String {
    let escaped = |wire: &str| wire.chars().map(escaped).collect::<String>();
    let values: Vec<String> = info.values().iter().map(|value| escaped(value.wire())).collect();
    format!("\"(?:{})\"", values.join("|"))
}
