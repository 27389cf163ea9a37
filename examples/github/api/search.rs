//! Search of repositories, and security advisories.

use countersign::value::{Decimal, Timestamp};
use countersign::{endpoint, model, open_enum};

use super::issue::Direction;
use super::repositories::Repository;

/// Searches repositories.
#[endpoint(GET, "/search/repositories", response = RepositoriesFound, pages(link), rename_all = "snake_case")]
pub struct SearchRepositories {
    /// Words and qualifiers, such as `signing language:rust`.
    pub q: String,
    /// The sort key. Defaults to the best match.
    pub sort: Option<RepositorySort>,
    /// Defaults to `desc`.
    pub order: Option<Direction>,
    /// Items on a page. Defaults to 30.
    #[param(range = 1..=100)]
    pub per_page: Option<u64>,
    /// The number of the page. Defaults to 1.
    #[param(range = 1..)]
    pub page: Option<u64>,
}

/// Returns security advisories.
#[endpoint(GET, "/advisories", response = Vec<Advisory>, pages(link), rename_all = "snake_case")]
pub struct ListAdvisories {
    /// GitHub's id of an advisory.
    pub ghsa_id: Option<String>,
    /// The id of a CVE.
    pub cve_id: Option<String>,
    /// Defaults to `reviewed`.
    #[param(name = "type")]
    pub kind: Option<AdvisoryKind>,
    /// The ecosystem of the packages.
    pub ecosystem: Option<Ecosystem>,
    /// The severity.
    pub severity: Option<Severity>,
    /// Numbers of weaknesses.
    #[param(join = ",")]
    pub cwes: Vec<String>,
    /// Whether they were withdrawn.
    pub is_withdrawn: Option<bool>,
    /// Packages, also with a version: `lantern@1.2.3`.
    #[param(join = ",", max_items = 1000)]
    pub affects: Vec<String>,
    /// A day or a range of days, such as `2026-01-01..2026-02-01`.
    pub published: Option<String>,
    /// A day or a range of days.
    pub updated: Option<String>,
    /// A cursor: the page before it.
    pub before: Option<String>,
    /// A cursor: the page after it.
    pub after: Option<String>,
    /// Defaults to `desc`.
    pub direction: Option<Direction>,
    /// Items on a page. Defaults to 30.
    #[param(range = 1..=100)]
    pub per_page: Option<u64>,
}

/// The sort key of repositories.
#[open_enum(rename_all = "kebab-case")]
pub enum RepositorySort {
    /// By the number of stars.
    Stars,
    /// By the number of forks.
    Forks,
    /// By the number of issues that ask for help.
    HelpWantedIssues,
    /// By the last change.
    Updated,
}

/// The result of a search.
#[model(rename_all = "snake_case")]
pub struct RepositoriesFound {
    /// The total number of matches.
    pub total_count: u64,
    /// Whether the search timed out.
    pub incomplete_results: bool,
    /// The first thousand matches, page by page.
    pub items: Vec<Repository>,
}

/// The review state of an advisory.
#[open_enum]
pub enum AdvisoryKind {
    /// Reviewed by GitHub.
    Reviewed,
    /// Malware.
    Malware,
    /// Not reviewed.
    Unreviewed,
}

/// The ecosystem of a package.
#[open_enum(rename_all = "lowercase")]
pub enum Ecosystem {
    /// Ruby.
    RubyGems,
    /// JavaScript.
    Npm,
    /// Python.
    Pip,
    /// Java.
    Maven,
    /// .NET.
    Nuget,
    /// PHP.
    Composer,
    /// Go.
    Go,
    /// Rust.
    Rust,
    /// Erlang.
    Erlang,
    /// GitHub Actions.
    Actions,
    /// Dart.
    Pub,
    /// Others.
    Other,
    /// Swift.
    Swift,
}

/// The severity of an advisory.
#[open_enum]
pub enum Severity {
    /// Unknown.
    #[wire("unknown")]
    NotRated,
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

/// A security advisory.
#[model(rename_all = "snake_case")]
pub struct Advisory {
    /// GitHub's id of it.
    pub ghsa_id: String,
    /// The id of the CVE.
    pub cve_id: Option<String>,
    /// The URL of the page.
    pub html_url: String,
    /// The subject.
    pub summary: String,
    /// The text.
    pub description: Option<String>,
    /// The review state.
    #[field(name = "type")]
    pub kind: AdvisoryKind,
    /// The severity.
    pub severity: Severity,
    /// Its ids.
    pub identifiers: Option<Vec<Identifier>>,
    /// The URLs of reports.
    pub references: Option<Vec<String>>,
    /// When it was published.
    pub published_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// The affected packages.
    pub vulnerabilities: Option<Vec<Vulnerability>>,
    /// The severity, in numbers.
    pub cvss: Option<Cvss>,
    /// Kinds of weakness.
    pub cwes: Option<Vec<Cwe>>,
    /// The probability of exploitation.
    pub epss: Option<Epss>,
}

/// An id of an advisory.
#[model]
pub struct Identifier {
    /// `CVE` or `GHSA`.
    #[field(name = "type")]
    pub kind: String,
    /// The id.
    pub value: String,
}

/// The affected versions of a package.
#[model(rename_all = "snake_case")]
pub struct Vulnerability {
    /// The package.
    pub package: Option<Package>,
    /// The affected versions.
    pub vulnerable_version_range: Option<String>,
    /// The first fixed version.
    pub first_patched_version: Option<String>,
    /// The affected functions.
    pub vulnerable_functions: Option<Vec<String>>,
}

/// A package.
#[model]
pub struct Package {
    /// Its ecosystem.
    pub ecosystem: Ecosystem,
    /// Its name.
    pub name: Option<String>,
}

/// The CVSS severity.
#[model(rename_all = "snake_case")]
pub struct Cvss {
    /// The CVSS vector.
    pub vector_string: Option<String>,
    /// From 0 to 10.
    pub score: Option<Decimal>,
}

/// A kind of weakness.
#[model(rename_all = "snake_case")]
pub struct Cwe {
    /// Its id.
    pub cwe_id: String,
    /// Its name.
    pub name: String,
}

/// The probability of exploitation within 30 days.
#[model]
pub struct Epss {
    /// The probability, from 0 to 1.
    pub percentage: Decimal,
    /// The percentile, from 0 to 1.
    pub percentile: Decimal,
}
