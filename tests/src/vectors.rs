//! The published vectors of the signing rule: `vectors/md5-sorted.jsonl`, one JSON object per line.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One vector: parameters, secret, and the results of the rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Vector {
    /// The application's secret.
    pub secret: String,
    /// Parameters by name. `None` is absent, which differs from empty.
    pub params: BTreeMap<String, Option<String>>,
    /// The canonical string, secret included.
    pub string_to_sign: String,
    /// The signature.
    pub sign: String,
}

impl Vector {
    /// The parameters that are present.
    pub fn pairs(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.params.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?)))
    }

    /// The parameters that are sent with the signature.
    #[must_use]
    pub fn travelling(&self) -> Vec<(&str, &str)> {
        self.pairs().filter(|(name, _)| *name != "sign").collect()
    }
}

/// All vectors, in the order of the file.
#[must_use]
pub fn all() -> Vec<Vector> {
    let lines = include_str!("../vectors/md5-sorted.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}
