//! What the text of a failure speaks of, in the languages vendors write. Texts come in small letters.

/// Words that follow `sign` where no signature is meant: sign in, sign up.
const OTHER_SIGNING: [&str; 6] = ["in", "into", "up", "on", "off", "out"];

/// Words of an application that its owner has yet to have activated.
const ACTIVATION: [&str; 3] = ["激活", "创建应用", "activat"];

/// Words for the application or its key, …
const APPLICATION: [&str; 7] =
    ["应用", "appkey", "app key", "the application", "this application", "unknown app", "the key"];

/// … and for something that is not there or not in use. Of what, only the words above tell: products end, too.
const MISSING: [&str; 6] = ["不存在", "禁用", "not exist", "not known", "unknown", "disabled"];

fn has(said: &str, words: &[&str]) -> bool {
    words.iter().any(|word| said.contains(word))
}

/// The signature.
pub(crate) fn of_signature(said: &str) -> bool {
    let mut words = said.split(|each: char| !each.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut signs = false;
    while let Some(word) = words.next() {
        signs |= word == "sign" && words.peek().is_none_or(|next| !OTHER_SIGNING.contains(next));
    }
    signs || has(said, &["签名", "signature"])
}

/// An application that is not active yet.
pub(crate) fn of_activation(said: &str) -> bool {
    has(said, &ACTIVATION)
}

/// An application that is not known or not in use.
pub(crate) fn of_unknown_application(said: &str) -> bool {
    has(said, &APPLICATION) && has(said, &MISSING)
}
