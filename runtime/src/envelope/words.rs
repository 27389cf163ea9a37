//! Classifies the message of a failure, in the languages that vendors use. Messages are passed in lower case.

/// Words that follow `sign` when it is not about a signature: sign in, sign up.
const OTHER_SIGNING: [&str; 6] = ["in", "into", "up", "on", "off", "out"];

/// Words about an application that its owner has yet to activate.
const ACTIVATION: [&str; 3] = ["激活", "创建应用", "activat"];

/// Words for the application or its key, …
const APPLICATION: [&str; 7] =
    ["应用", "appkey", "app key", "the application", "this application", "unknown app", "the key"];

/// … and for something that does not exist or is disabled, which may also be a product.
const MISSING: [&str; 6] = ["不存在", "禁用", "not exist", "not known", "unknown", "disabled"];

fn has(said: &str, words: &[&str]) -> bool {
    words.iter().any(|word| said.contains(word))
}

/// Returns whether it is about the signature.
pub(crate) fn of_signature(said: &str) -> bool {
    let mut words = said.split(|each: char| !each.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let mut signs = false;
    while let Some(word) = words.next() {
        signs |= word == "sign" && words.peek().is_none_or(|next| !OTHER_SIGNING.contains(next));
    }
    signs || has(said, &["签名", "signature"])
}

/// Returns whether it is about an application that is not activated yet.
pub(crate) fn of_activation(said: &str) -> bool {
    has(said, &ACTIVATION)
}

/// Returns whether it is about an application that is unknown or disabled.
pub(crate) fn of_unknown_application(said: &str) -> bool {
    has(said, &APPLICATION) && has(said, &MISSING)
}
