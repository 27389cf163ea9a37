//! Labels of issues.

use countersign::{endpoint, model};

/// Adds labels to an issue.
#[endpoint(POST, "/repos/{owner}/{repo}/issues/{issue_number}/labels", response = Vec<Label>, rename_all = "snake_case")]
pub struct AddLabels {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the issue in the repository.
    pub issue_number: u64,
    /// The names of the labels: the body is a list.
    #[param(body, min_items = 1)]
    pub labels: Vec<String>,
}

/// A label of a repository.
#[model]
pub struct Label {
    /// The number of the label.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// Its color in six hexadecimal digits.
    pub color: String,
    /// Whether every new repository has it.
    pub default: bool,
}
