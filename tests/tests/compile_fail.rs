//! Wrong declarations: each mistake is one compile error at the right place (`ui/README.md` has the list).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![allow(clippy::print_stdout, reason = "the figures are for people")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Places to which an error must not point, because the user sees nothing there.
const CALL_SITES: [&str; 4] = ["#[endpoint", "#[model", "#[open_enum", "countersign::api!"];

/// A fixture and its compiler output.
struct Fixture {
    name: String,
    source: String,
    stderr: String,
}

impl Fixture {
    fn all() -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Self { name, source: read(path), stderr: read(&path.with_extension("stderr")) }
    }

    /// The number in the first line, `// errors: 1`.
    fn expected_errors(&self) -> usize {
        let header = self.source.lines().next().and_then(|line| line.strip_prefix("// errors: "));
        let number = header.and_then(|number| number.parse().ok());
        number.unwrap_or_else(|| panic!("{}: the first line is `// errors: N`", self.name))
    }

    /// The line and column of every error, as reported by the compiler.
    fn errors(&self) -> Vec<(usize, usize)> {
        let lines: Vec<&str> = self.stderr.lines().collect();
        let errors = lines.windows(2).filter(|pair| pair[0].starts_with("error"));
        errors.map(|pair| position(pair[1]).unwrap_or_else(|| panic!("{}: {}", self.name, pair[1]))).collect()
    }

    /// The user's text at an error.
    fn text_at(&self, (line, column): (usize, usize)) -> String {
        self.source.lines().nth(line - 1).unwrap_or_default().chars().skip(column - 1).collect()
    }
}

/// Line and column of ` --> ui/name.rs:7:13`.
fn position(arrow: &str) -> Option<(usize, usize)> {
    let (rest, column) = arrow.rsplit_once(':')?;
    let (_, line) = rest.rsplit_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

#[test]
fn wrong_definitions_do_not_compile() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}

#[test]
fn one_mistake_is_one_error_at_its_place() {
    for fixture in Fixture::all() {
        let (name, errors) = (&fixture.name, fixture.errors());
        assert_eq!(
            errors.len(),
            fixture.expected_errors(),
            "{name}: the header counts other errors\n{}",
            fixture.stderr
        );
        for error in errors {
            let text = fixture.text_at(error);
            let is_call_site = CALL_SITES.iter().any(|macro_| text.starts_with(macro_));
            assert!(!is_call_site, "{name}: an error points at the whole macro\n{}", fixture.stderr);
        }
        assert!(!fixture.stderr.contains("\nwarning"), "{name}: a warning beside the error\n{}", fixture.stderr);
        assert!(fixture.stderr.lines().count() <= 25, "{name}: more than a screen\n{}", fixture.stderr);
        assert!(!fixture.stderr.contains("--> /"), "{name}: a path of one machine\n{}", fixture.stderr);
    }
}

#[test]
fn fixtures_are_many_and_suggest() {
    let fixtures = Fixture::all();
    let count = |keep: fn(&Fixture) -> bool| fixtures.iter().filter(|fixture| keep(fixture)).count();
    let single = count(|fixture| fixture.expected_errors() == 1);
    let near_misses = count(|fixture| fixture.stderr.contains("did you mean"));
    let help = count(|fixture| fixture.stderr.contains("did you mean") || fixture.stderr.contains("\nhelp: "));
    let share = 100.0 * single as f64 / fixtures.len() as f64;
    println!("{} fixtures, {share:.1} % with exactly one error", fixtures.len());
    println!("{help} with a suggestion, {near_misses} of them `did you mean`");
    assert!(fixtures.len() >= 80 && share >= 95.0 && help >= 20);
}

#[test]
fn the_list_of_mistakes_names_every_fixture() {
    let readme = fs::read_to_string(directory().join("README.md")).unwrap();
    let rows = readme.lines().filter(|line| line.starts_with("| ") && line.contains("](")).filter_map(|row| {
        let (_, link) = row.rsplit_once("](")?;
        link.split_once(".rs)").map(|(name, _)| name.to_owned())
    });
    let listed: Vec<String> = rows.collect();
    let names: BTreeSet<String> = Fixture::all().into_iter().map(|fixture| fixture.name).collect();
    let unique: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), unique.len(), "a fixture has two rows");
    let strangers: Vec<&String> = unique.symmetric_difference(&names).collect();
    assert!(strangers.is_empty(), "only in one of README.md and the directory: {strangers:?}");
}
