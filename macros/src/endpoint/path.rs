//! The path of an endpoint and its `{placeholders}`.
//!
//! `model.rs` calls this. Whether every placeholder has a field is not checked here: `codegen.rs` hands the literal to
//! the compiler as a format string, whose message points inside of it. Nothing here touches fields.

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

use super::Errors;

/// Words that no field can have, not even raw.
const NO_FIELDS: [&str; 5] = ["_", "self", "Self", "super", "crate"];

/// What stands in a path as it is, besides letters and digits; the braces are those of placeholders.
const PLAIN: &str = "/{}%-._~!$&'()*+,;=:@";

/// A path that keeps the rules.
pub(crate) struct Route<'s> {
    /// As it was written.
    pub(crate) literal: &'s LitStr,
    /// The names in braces, in order.
    pub(crate) placeholders: Vec<String>,
}

impl<'s> Route<'s> {
    /// Checks a path; reports the first rule that it breaks.
    pub(crate) fn parse(literal: &'s LitStr, errors: &mut Errors) -> Option<Self> {
        let path = literal.value();
        let parsed = check_text(&path).and_then(|()| placeholders(&path));
        match parsed {
            Ok(placeholders) => Some(Self { literal, placeholders }),
            Err(message) => {
                errors.push(literal.span(), message);
                None
            }
        }
    }

    /// Whether the field of this name fills a placeholder.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.placeholders.iter().any(|placeholder| placeholder == field)
    }
}

fn check_text(path: &str) -> Result<(), String> {
    if let Some((_, address)) = path.split_once("://") {
        let path = address.split_once('/').map_or("", |(_, path)| path);
        return Err(format!("the address of an API is said in `api!`, here is only the path: `\"/{path}\"`"));
    }
    if !path.starts_with('/') {
        return Err(format!("a path begins with `/`: `\"/{path}\"`"));
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err("a path has no `.` and no `..`: write where it leads".to_owned());
    }
    let is_strange = |letter: &char| !letter.is_ascii_alphanumeric() && !PLAIN.contains(*letter);
    match path.chars().find(is_strange) {
        Some('?') => Err("a path has no `?`: parameters of the query are fields of the struct".to_owned()),
        Some(letter) if letter.is_whitespace() || letter.is_control() || letter == '#' => {
            Err(format!("a path has no {letter:?}: remove it"))
        }
        Some(letter) => Err(format!("a path has no {letter:?}: write it as it travels, percent-encoded")),
        None => Ok(()),
    }
}

/// The names in braces.
fn placeholders(path: &str) -> Result<Vec<String>, String> {
    const UNBALANCED: &str = "a brace of this path has no partner: a placeholder is written `{field}`";
    let mut found: Vec<String> = Vec::new();
    let mut parts = path.split('{');
    if parts.next().is_some_and(|before| before.contains('}')) {
        return Err(UNBALANCED.to_owned());
    }
    for part in parts {
        let (name, after) = part.split_once('}').ok_or(UNBALANCED)?;
        if after.contains('}') {
            return Err(UNBALANCED.to_owned());
        }
        found.push(placeholder(name, &found)?);
    }
    let is_part = |segment: &str| segment.contains('{') && !(segment.starts_with('{') && segment.ends_with('}'));
    match path.split('/').find(|segment| is_part(segment) || segment.matches('{').count() > 1) {
        Some(segment) => {
            Err(format!("`{segment}` is more than a placeholder: one fills a whole segment, `/{{field}}/`"))
        }
        None => Ok(found),
    }
}

fn placeholder(name: &str, before: &[String]) -> Result<String, String> {
    // `{type}` is filled by the field `r#type`.
    let is_word = !NO_FIELDS.contains(&name) && Ident::parse_any.parse_str(name).is_ok();
    if name.is_empty() {
        return Err("this placeholder is empty: `{}` needs the name of a field, `{field}`".to_owned());
    }
    if !is_word {
        return Err(format!("`{{{name}}}` is no placeholder: between the braces is the name of a field, nothing else"));
    }
    if before.iter().any(|known| known == name) {
        return Err(format!("the placeholder `{{{name}}}` is there twice: every field fills one place"));
    }
    Ok(name.to_owned())
}
