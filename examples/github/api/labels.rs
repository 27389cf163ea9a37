//! Labels of issues.

use countersign::{endpoint, model};

/// Adds labels to an issue.
#[endpoint(POST, "/repos/{owner}/{repo}/issues/{issue_number}/labels", response = Vec<Label>, rename_all = "snake_case")]
pub struct AddLabels {
    /// Owner of the repository.
    pub owner: String,
    /// Name of the repository.
    pub repo: String,
    /// Number of the issue in the repository.
    pub issue_number: u64,
    /// Names of the labels: the body is a list.
    #[param(body, min_items = 1)]
    pub labels: Vec<String>,
}

/// A label of a repository.
#[model]
pub struct Label {
    /// Number of the label.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its color in six hexadecimal digits.
    pub color: String,
    /// Every new repository has it.
    pub default: bool,
}
