//! Whether each public function has an example: one in its own docs, or in those of its type, trait or module, that calls
//! it by its name or implements it.
//!
//! What attributes and `api!` generate is documented by the declaration: of a crate of declarations, only functions that
//! its source spells out count.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

const GENERATED: &str = "only generated code calls it";

/// Functions without an example, by owner or by owner and name, and the reason.
pub(crate) const WITHOUT: [(&str, &str); 11] = [
    ("Argument", GENERATED),
    ("BySerde", GENERATED),
    ("DynEndpoint::encode", "only a client makes an encoder"),
    ("EncodeField", GENERATED),
    ("FieldReader", GENERATED),
    ("FieldWriter", GENERATED),
    ("Model::read", GENERATED),
    ("Model::write", GENERATED),
    ("Provided", GENERATED),
    ("ReadField", GENERATED),
    ("ReadFields", GENERATED),
];

/// What follows the fence of a block that rustdoc compiles.
const COMPILED: [&str; 4] = ["", "rust", "no_run", "should_panic"];

/// How many functions there are, and which of them lack an example.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) functions: usize,
    pub(crate) missing: Vec<String>,
    /// What of `WITHOUT` no function needs.
    pub(crate) idle: BTreeSet<&'static str>,
}

/// Reads the JSON of a crate's documentation.
pub(crate) fn report(json: &Path, root: &Path, is_declared: bool) -> Result<Report, Box<dyn Error>> {
    let document: Value = serde_json::from_str(&fs::read_to_string(json)?)?;
    let items = Items(&document["index"]);
    let mut owners = BTreeMap::new();
    items.reach(&document["root"], &mut owners);
    let mut report = Report { idle: WITHOUT.iter().map(|(name, _)| *name).collect(), ..Report::default() };
    for owner in owners.values() {
        for function in items.functions_of(owner) {
            let (type_, name) = (text(&owner["name"]), text(&function["name"]));
            let path = format!("{type_}::{name}");
            if is_declared && !is_written(function, root) {
                continue;
            }
            report.functions += 1;
            if [owner, function].iter().any(|item| examples(text(&item["docs"])).iter().any(|code| calls(code, name))) {
                continue;
            }
            match WITHOUT.iter().find(|(excused, _)| *excused == path || *excused == type_) {
                Some((excused, _)) => drop(report.idle.remove(excused)),
                None => report.missing.push(format!("{}: {path}", text(&function["span"]["filename"]))),
            }
        }
    }
    Ok(report)
}

/// The items of a crate, by id.
struct Items<'j>(&'j Value);

impl<'j> Items<'j> {
    fn get(&self, id: &Value) -> Option<&'j Value> {
        self.0.get(id.to_string()).filter(|item| item["crate_id"] == 0)
    }

    fn all(&self, ids: &'j Value) -> impl Iterator<Item = &'j Value> {
        ids.as_array().into_iter().flatten().filter_map(|id| self.get(id))
    }

    /// Collects what users can reach from a module: itself, and all that has functions.
    fn reach(&self, id: &Value, reached: &mut BTreeMap<String, &'j Value>) {
        let Some(item) = self.get(id) else { return };
        if let Some(import) = item["inner"].get("use") {
            return self.reach(&import["id"], reached);
        }
        if reached.insert(id.to_string(), item).is_none() {
            for inner in self.all(&item["inner"]["module"]["items"]).filter(|item| item["visibility"] == "public") {
                self.reach(&inner["id"], reached);
            }
        }
    }

    /// Returns the functions of a module, of a trait, or of a type without those that traits prescribe.
    fn functions_of(&self, owner: &'j Value) -> Vec<&'j Value> {
        let inner = &owner["inner"];
        let is_function = |item: &&Value| item["inner"].get("function").is_some();
        let is_public = |item: &&Value| item["visibility"] == "public";
        if inner.get("trait").is_some() {
            return self.all(&inner["trait"]["items"]).filter(is_function).collect();
        }
        let mut functions: Vec<_> = self.all(&inner["module"]["items"]).collect();
        for kind in ["struct", "enum", "union"] {
            let own = self.all(&inner[kind]["impls"]).filter(|item| item["inner"]["impl"]["trait"].is_null());
            functions.extend(own.flat_map(|item| self.all(&item["inner"]["impl"]["items"])));
        }
        functions.into_iter().filter(is_function).filter(is_public).collect()
    }
}

/// Returns whether the source has the function where its item is said to be, and not an attribute that generates it.
fn is_written(function: &Value, root: &Path) -> bool {
    let span = &function["span"];
    let Ok(source) = fs::read_to_string(root.join(text(&span["filename"]))) else { return false };
    let line = span["begin"][0].as_u64().and_then(|number| source.lines().nth(usize::try_from(number).ok()? - 1));
    line.is_some_and(|line| line.contains(&format!("fn {}", text(&function["name"]))))
}

/// Returns the code of the examples in a doc comment that are compiled.
fn examples(docs: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The code of the block that is being read, and whether it is an example.
    let mut block: Option<(String, bool)> = None;
    for line in docs.lines() {
        match (line.trim_start().strip_prefix("```"), &mut block) {
            (Some(_), Some(_)) => {
                let ended = block.take().filter(|(_, is_example)| *is_example);
                found.extend(ended.map(|(code, _)| code));
            }
            (Some(kind), None) => block = Some((String::new(), COMPILED.contains(&kind.trim()))),
            (None, Some((code, _))) if !line.trim_start().starts_with("//") => {
                code.push_str(line);
                code.push('\n');
            }
            (None, _) => {}
        }
    }
    found
}

/// Returns whether code calls a function by its name, passes it on by its path, or implements it.
fn calls(code: &str, name: &str) -> bool {
    let is_part = |each: char| each.is_alphanumeric() || each == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let is_whole = !before.ends_with(is_part) && !after.starts_with(is_part);
        is_whole && (before.ends_with("::") || after.starts_with(['(', '<']) || after.starts_with("::<"))
    })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
