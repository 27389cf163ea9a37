//! Parts of messages: lists of valid words, and the near miss.
//!
//! Every rule that knows the valid words ends its message with [`hint`]. Nothing here knows a rule.

/// `did you mean …?` where a valid word is near, and the list of valid words.
pub(crate) fn hint(written: &str, valid: impl IntoIterator<Item: AsRef<str>>) -> String {
    let valid: Vec<String> = valid.into_iter().map(|word| word.as_ref().to_owned()).collect();
    match nearest(written, &valid).or_else(|| meant(written, &valid)) {
        Some(word) => format!("did you mean `{word}`? valid: {}", list(&valid)),
        None => format!("valid: {}", list(&valid)),
    }
}

/// What other libraries call it, and our word.
const SYNONYMS: [(&str, &str); 15] = [
    ("rename", "name"),
    ("wire_name", "name"),
    ("place", "in"),
    ("location", "in"),
    ("separator", "join"),
    ("delimiter", "join"),
    ("max", "range"),
    ("min", "range"),
    ("length", "max_len"),
    ("output", "response"),
    ("returns", "response"),
    ("url", "docs"),
    ("base_url", "base"),
    ("host", "base"),
    ("server", "base"),
];

/// The valid word for a word of another library.
fn meant<'w>(written: &str, valid: &'w [String]) -> Option<&'w str> {
    let (_, ours) = SYNONYMS.iter().find(|(theirs, _)| *theirs == written)?;
    valid.iter().find(|word| word == ours).map(String::as_str)
}

/// The words in backticks, with commas.
pub(crate) fn list(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    if quoted.is_empty() { "none".to_owned() } else { quoted.join(", ") }
}

/// The valid word that was probably meant: a third of its letters may be wrong, capitals do not count.
fn nearest<'w>(written: &str, valid: &'w [String]) -> Option<&'w str> {
    let written = written.to_lowercase();
    valid
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&written, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= (word.len() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word.as_str())
}
