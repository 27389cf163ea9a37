//! The published packages: manifests, READMEs, licences and dependencies, as reported by `cargo metadata`, so that new
//! crates are checked, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::root;

/// Folders whose crates are not published.
const UNPUBLISHED: [&str; 3] = ["examples", "fuzz", "tests"];

/// One package, as cargo reports it.
struct Package(Value);

impl Package {
    fn name(&self) -> &str {
        self.text("name")
    }

    /// A string in the manifest; empty if it is missing.
    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_default()
    }

    fn texts(&self, key: &str) -> Vec<&str> {
        self.0[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn folder(&self) -> &Path {
        Path::new(self.text("manifest_path")).parent().unwrap()
    }

    /// It is not published if `publish` lists no registry.
    fn is_published(&self) -> bool {
        self.0["publish"].is_null()
    }

    fn dependencies(&self) -> impl Iterator<Item = &Value> {
        self.0["dependencies"].as_array().into_iter().flatten()
    }
}

/// The members of the workspace.
fn members() -> Vec<Package> {
    packages(&metadata(&["--no-deps"]))
}

fn packages(metadata: &Value) -> Vec<Package> {
    metadata["packages"].as_array().unwrap().iter().cloned().map(Package).collect()
}

fn metadata(arguments: &[&str]) -> Value {
    serde_json::from_slice(&cargo(&[&["metadata", "--format-version=1", "--locked"], arguments].concat())).unwrap()
}

/// All packages that are built on any platform, with every feature.
fn everything() -> Value {
    metadata(&["--all-features"])
}

/// What cargo prints for these arguments.
fn cargo(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO")).current_dir(root()).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Panics with the problems of all members.
fn hold(members: impl IntoIterator<Item = Package>, problems: impl Fn(&Package) -> Vec<String>) {
    let found: Vec<String> = members
        .into_iter()
        .flat_map(|member| problems(&member).into_iter().map(move |problem| format!("{}: {problem}", member.name())))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn published() -> impl Iterator<Item = Package> {
    members().into_iter().filter(Package::is_published)
}

#[test]
fn unpublished_crates_are_in_their_folders() {
    hold(members(), |member| {
        let folder = member.folder().strip_prefix(root()).unwrap();
        let is_private = UNPUBLISHED.iter().any(|private| folder.starts_with(private));
        let problem = match (is_private, member.is_published()) {
            (true, true) => "needs `publish = false`",
            (false, false) => "must be published: remove `publish = false`",
            _ => return Vec::new(),
        };
        vec![problem.to_owned()]
    });
    for folder in ["fuzz", "tests/arbitrary-precision"] {
        let manifest: toml::Table =
            fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap().parse().unwrap();
        assert_eq!(manifest["package"]["publish"].as_bool(), Some(false), "{folder}");
    }
}

#[test]
fn the_declared_rust_version_is_the_one_that_is_tested() {
    let toolchain: toml::Table = fs::read_to_string(root().join("rust-toolchain.toml")).unwrap().parse().unwrap();
    let pinned = toolchain["toolchain"]["channel"].as_str().unwrap();
    hold(members(), |member| {
        let declared = member.text("rust_version");
        let is_pinned = pinned.strip_prefix(declared).is_some_and(|patch| patch.is_empty() || patch.starts_with('.'));
        (!is_pinned).then(|| format!("`rust-version` is {declared}, but {pinned} is tested")).into_iter().collect()
    });
}

#[test]
fn manifests_say_what_a_registry_shows() {
    hold(published(), |member| {
        let mut problems = Vec::new();
        let mut demand = |is_met: bool, problem: &str| problems.extend((!is_met).then(|| problem.to_owned()));
        demand(member.text("description").ends_with('.'), "`description` is not a sentence");
        demand(member.text("license") == "MIT OR Apache-2.0", "needs `license.workspace = true`");
        demand(member.text("readme") == "README.md", "needs `readme = \"README.md\"`");
        let keywords = member.texts("keywords");
        let is_word = |word: &&str| word.len() <= 20 && word.starts_with(|first: char| first.is_ascii_alphanumeric());
        demand((1..=5).contains(&keywords.len()), "needs one to five `keywords`");
        demand(keywords.iter().all(is_word), "a keyword begins with a letter or digit and has at most 20 characters");
        demand((1..=5).contains(&member.texts("categories").len()), "needs one to five `categories`");
        let documented = &member.0["metadata"]["docs"]["rs"]["all-features"];
        demand(*documented == Value::Bool(true), "needs `all-features = true` below `[package.metadata.docs.rs]`");
        let library = fs::read_to_string(member.folder().join("src/lib.rs")).unwrap();
        let has_features = member.0["features"].as_object().is_some_and(|features| !features.is_empty());
        let marks = library.contains("#![cfg_attr(docsrs, feature(doc_cfg))]");
        demand(
            marks || !has_features,
            "needs `#![cfg_attr(docsrs, feature(doc_cfg))]`, which marks what a feature adds",
        );
        problems
    });
}

#[test]
fn packages_contain_a_readme_and_the_licences() {
    hold(published(), |member| {
        let mut problems = Vec::new();
        let read = |name: &str| fs::read_to_string(member.folder().join(name));
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let ours = fs::read_to_string(root().join(licence)).unwrap();
            // A link, so that there is one text; cargo packages its target.
            if !read(licence).is_ok_and(|text| text == ours) {
                problems.push(format!("needs a link `{licence}` to `../{licence}`"));
            }
        }
        if !read("README.md").is_ok_and(|text| text.starts_with(&format!("# {}\n", member.name()))) {
            problems.push(String::from("needs a README.md that begins with its name"));
        }
        let listed = cargo(&["package", "--list", "--allow-dirty", "--package", member.name()]);
        let listed = String::from_utf8(listed).unwrap();
        let is_packaged = |file: &&str| listed.lines().any(|line| line == *file);
        let missing = ["LICENSE-APACHE", "LICENSE-MIT", "README.md"].into_iter().filter(|file| !is_packaged(file));
        problems.extend(missing.map(|file| format!("cargo does not package `{file}`")));
        if is_packaged(&"public-api.txt") {
            problems.push(String::from("needs `exclude = [\"/public-api.txt\"]`"));
        }
        problems
    });
}

#[test]
fn dependencies_on_members_can_be_published() {
    hold(published(), |member| {
        let is_normal = |dependency: &&Value| dependency["kind"].is_null();
        let normal: Vec<&Value> = member.dependencies().filter(is_normal).map(|each| &each["name"]).collect();
        let on_members = member.dependencies().filter(|dependency| dependency["path"].is_string());
        let problem = |dependency: &Value| {
            let (name, has_version) = (&dependency["name"], dependency["req"] != "*");
            match is_normal(&dependency) || normal.contains(&name) {
                true => (!has_version).then(|| format!("the dependency {name} needs a version")),
                // Without a version, cargo leaves it out of the package, so it may be published later.
                false => has_version.then(|| format!("the dev-dependency {name} must have no version, only a path")),
            }
        };
        on_members.filter_map(problem).collect()
    });
}

#[test]
fn every_dependency_is_used() {
    let metadata = everything();
    let members = members();
    let ids: Vec<&str> = members.iter().map(|member| member.text("id")).collect();
    let of_members = packages(&metadata).into_iter().filter(|package| ids.contains(&package.text("id")));
    hold(of_members, |package| {
        // Tests and examples mount files of other crates.
        let folder = if package.is_published() { package.folder() } else { root() };
        let code: String = sources(folder).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
        let words: BTreeSet<&str> = code.split(|each: char| !each.is_ascii_alphanumeric() && each != '_').collect();
        let unnamed = crates_of(package, &metadata).into_iter().filter(|name| !words.contains(name));
        unnamed.map(|name| format!("nothing in it names `{name}`")).collect()
    });
    let named: Vec<&Value> = members.iter().flat_map(Package::dependencies).map(|each| &each["name"]).collect();
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let shared = manifest["workspace"]["dependencies"].as_table().unwrap().keys();
    let unused: Vec<&String> = shared.filter(|name| !named.iter().any(|each| *each == *name)).collect();
    assert!(unused.is_empty(), "no member uses {unused:?} of `workspace.dependencies`");
}

/// The direct dependencies of a package, under the names used in its code.
fn crates_of<'m>(package: &Package, metadata: &'m Value) -> Vec<&'m str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let node = nodes.iter().find(|node| node["id"] == package.text("id")).unwrap();
    node["deps"].as_array().unwrap().iter().filter_map(|dependency| dependency["name"].as_str()).collect()
}

#[test]
fn licences_are_those_of_deny_toml() {
    let policy: toml::Table = fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap();
    let allowed: BTreeSet<&str> =
        policy["licenses"]["allow"].as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
    let exceptions = policy["licenses"]["exceptions"].as_array().unwrap();
    let all = packages(&everything());
    hold(all, |package| {
        let expression = package.text("license");
        let own = exceptions.iter().filter(|each| each["crate"].as_str() == Some(package.name()));
        let own = own.flat_map(|each| each["allow"].as_array().unwrap()).filter_map(toml::Value::as_str);
        let is_allowed = is_met(expression, &allowed.iter().copied().chain(own).collect());
        (!is_allowed).then(|| format!("`{expression}` is not covered by `allow` in deny.toml")).into_iter().collect()
    });
}

/// Whether an expression of licences is satisfied: `A OR (B AND C)`, or `A/B` in the old notation.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    if let Some(end) = expression.find(')') {
        let start = expression[..end].rfind('(').unwrap();
        // The content of parentheses becomes a word that is satisfied or not.
        let inner = if is_met(&expression[start + 1..end], allowed) { "met" } else { "unmet" };
        return is_met(&format!("{}{inner}{}", &expression[..start], &expression[end + 1..]), allowed);
    }
    let is_one = |licence: &str| licence == "met" || allowed.contains(licence);
    expression.replace('/', " OR ").split(" OR ").any(|all| all.split(" AND ").all(|one| is_one(one.trim())))
}

/// The Rust files in a folder, except build output.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with(".git") {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}
