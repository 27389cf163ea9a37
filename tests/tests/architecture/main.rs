//! The structure of the project: which module may use which, what the runtime may contain, and how large it may be.
//!
//! `ARCHITECTURE.md` draws the same directions. A module may use those of its row, and every row is below the rows that
//! it uses, so there are no cycles. Paths inside of macros are invisible here: they belong to the crate that calls
//! them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

mod directions;
mod packages;

use self::directions::{CRATES, FOLDERS, Rooms};

/// The maximum number of lines of code in the runtime, without blank lines and comments. The goal is 13,000; whoever
/// raises this explains why.
const RUNTIME_LINES: usize = 25_256;

/// Dependencies that a client does not need; `server` and `tools` have them.
const NOT_IN_RUNTIME: [&str; 6] = ["axum", "clap", "comfy-table", "encoding_rs", "indicatif", "unicode-width"];

/// Vendors and their country: they belong to the crates of the APIs.
const VENDORS: [&str; 9] =
    ["1688", "alibaba", "taobao", "dajisaas", "poizon", "shanghai", "china", "yuan", "gateway.example"];

#[test]
fn modules_use_only_what_their_row_allows() {
    let problems: Vec<String> =
        CRATES.iter().flat_map(|(name, rooms)| problems(name, rooms, &uses(name, &[], rooms))).collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn the_stages_of_an_attribute_go_one_way() {
    let problems = FOLDERS.iter().flat_map(|(name, folder, rooms)| {
        let mut found = uses(name, &[folder], rooms);
        // Modules that all attributes share are used through the folder, too; the rows of the crate cover them.
        found.values_mut().for_each(|used| used.retain(|target, _| rooms.iter().any(|(room, _)| room == target)));
        problems(&format!("{name}/{folder}"), rooms, &found)
    });
    let problems: Vec<String> = problems.collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// The violations: a room that is used without being in the row, the other way around, and rows out of order.
fn problems(name: &str, rooms: Rooms, found: &Uses) -> Vec<String> {
    let mut problems = Vec::new();
    for (position, (room, allowed)) in rooms.iter().enumerate() {
        let below: BTreeSet<&str> = rooms[..position].iter().map(|(room, _)| *room).collect();
        let used = found.get(*room).cloned().unwrap_or_default();
        for (target, file) in &used {
            if !allowed.contains(&target.as_str()) {
                problems.push(format!("{name}: `{room}` uses `{target}` in {}", file.display()));
            }
        }
        for target in *allowed {
            if !below.contains(target) {
                problems.push(format!("{name}: the row of `{room}` stands above `{target}`, which it may use"));
            }
            if !used.contains_key(*target) {
                problems.push(format!("{name}: `{room}` no longer uses `{target}`: remove it from the row"));
            }
        }
    }
    for (room, used) in found.iter().filter(|(found, _)| !rooms.iter().any(|(room, _)| room == found)) {
        problems.push(format!("{name}: `{room}` has no row; it uses {:?}", used.keys()));
    }
    problems
}

/// Crates whose types users may see: of the language, of HTTP and JSON, and those that the name of a feature announces.
const SEEN: [&str; 12] = [
    "alloc",
    "bytes",
    "core",
    "futures_core",
    "http",
    "reqwest",
    "rust_decimal",
    "serde_core",
    "serde_json",
    "std",
    "tower_layer",
    "tower_service",
];

#[test]
fn the_public_api_names_no_other_foreign_types() {
    let primitive =
        ["bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "str", "u8", "u16", "u32", "u64", "usize"];
    for (folder, ours) in [
        ("api-1688", "api_1688"),
        ("api-taobao", "api_taobao"),
        ("api-poizon", "api_poizon"),
        ("dajisaas", "dajisaas"),
        ("runtime", "countersign"),
        ("server", "countersign_server"),
        ("tools", "countersign_tools"),
    ] {
        let text = fs::read_to_string(root().join(folder).join("public-api.txt")).unwrap();
        let known = |name: &&str| {
            *name == ours
                || *name == "dajisaas"
                || name.starts_with("countersign")
                || SEEN.contains(name)
                || primitive.contains(name)
        };
        let found: Vec<&str> = crates_in(&text).into_iter().filter(|name| !known(name)).collect();
        assert!(found.is_empty(), "{folder}: {found:?}");
    }
}

/// The first segments of all paths, except type parameters.
fn crates_in(text: &str) -> BTreeSet<&str> {
    let first = |(at, _)| {
        let before = &text[..at];
        let name = before.trim_end_matches(|each: char| each.is_ascii_alphanumeric() || each == '_');
        let is_first = !name.ends_with(':') || name.ends_with(": ");
        is_first.then(|| &before[name.len()..])
    };
    let names = text.match_indices("::").filter_map(first);
    names.filter(|name| name.starts_with(|each: char| each.is_ascii_lowercase())).collect()
}

#[test]
fn the_runtime_stays_small() {
    let lines: usize = sources("runtime").iter().map(|file| lines_of_code(&fs::read_to_string(file).unwrap())).sum();
    assert!(lines <= RUNTIME_LINES, "{lines} lines of code, {RUNTIME_LINES} at most");
}

#[test]
fn the_runtime_knows_no_terminal_and_no_server() {
    let manifest: toml::Table = fs::read_to_string(root().join("runtime/Cargo.toml")).unwrap().parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let found: Vec<_> = NOT_IN_RUNTIME.iter().filter(|name| dependencies.contains_key(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_runtime_names_no_vendor() {
    let mut found = Vec::new();
    for file in sources("runtime") {
        let text = fs::read_to_string(&file).unwrap();
        let parts = file.starts_with(root().join("runtime/src/scheme"));
        for (number, line) in text.lines().enumerate() {
            // The docs of a part of schemes name its users.
            if parts && line.trim_start().starts_with("//") {
                continue;
            }
            let lower = line.to_lowercase();
            if VENDORS.iter().any(|vendor| lower.contains(vendor)) {
                found.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// By room: the other rooms that it uses, each with a file that does.
type Uses = BTreeMap<String, BTreeMap<String, PathBuf>>;

/// The uses among the rooms in `within`, which is a module of the crate or its root.
fn uses(name: &str, within: &[&str], rooms: Rooms) -> Uses {
    let source = root().join(name).join("src");
    let mut found = Uses::new();
    for file in sources(name) {
        let module = module_of(file.strip_prefix(&source).unwrap());
        let Some(room) = room_of(&module, within, rooms) else { continue };
        let used = found.entry(room.clone()).or_default();
        let syntax = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
        let mut paths = Paths { module: module.clone(), found: Vec::new() };
        paths.visit_file(&syntax);
        for path in paths.found {
            if let Some(target) = room_of(&path, within, rooms).filter(|target| *target != room) {
                used.entry(target).or_insert_with(|| file.strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found
}

/// The room in `within` with the longest name that is a prefix of the path; the crate's root belongs to none.
fn room_of(module: &[String], within: &[&str], rooms: Rooms) -> Option<String> {
    let module = module.get(within.len()..).filter(|_| module.iter().zip(within).all(|(one, other)| one == other))?;
    let mut named = (1..=module.len()).rev().map(|length| module[..length].join("::"));
    let known = named.find(|name| rooms.iter().any(|(room, _)| room == name));
    // A module without a row is reported by its name, so that a row is added.
    known.or_else(|| module.first().cloned())
}

/// `endpoint/mod.rs` is `endpoint`, `endpoint/path.rs` is `endpoint::path`, `lib.rs` is the root.
fn module_of(file: &Path) -> Vec<String> {
    let mut module: Vec<String> =
        file.with_extension("").components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

/// Collects paths that begin with `crate` or `super`, as modules from the root of the crate.
struct Paths {
    module: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Paths {
    /// A path from the root; `None` if it does not begin with `crate`, `self` or `super`.
    fn rooted(&self, path: &[String]) -> Option<Vec<String>> {
        let mut at = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => self.module.clone(),
            _ => return None,
        };
        for part in path.iter().skip_while(|part| ["crate", "self"].contains(&part.as_str())) {
            if part == "super" {
                at.pop();
            } else {
                at.push(part.clone());
            }
        }
        Some(at)
    }

    fn tree(&mut self, before: &mut Vec<String>, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.tree(before, &path.tree);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(before, item)),
            syn::UseTree::Name(syn::UseName { ident, .. }) | syn::UseTree::Rename(syn::UseRename { ident, .. }) => {
                before.push(ident.to_string());
                self.found.extend(self.rooted(before));
                before.pop();
            }
            _ => self.found.extend(self.rooted(before)),
        }
    }
}

impl<'a> Visit<'a> for Paths {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&mut Vec::new(), &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.found.extend(self.rooted(&parts));
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        syn::visit::visit_item_mod(self, item);
        self.module.pop();
    }
}

fn lines_of_code(text: &str) -> usize {
    text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).count()
}

/// The source files of a crate, in order.
fn sources(name: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(name).join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                None if path.is_dir() => folders.push(path),
                Some(extension) if extension == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
