//! Workflows and their runs.

use std::collections::BTreeMap;

use countersign::value::Redirect;
use countersign::{endpoint, model};

/// Starts a workflow.
#[endpoint(
    POST, "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
    response = Option<StartedRun>, rename_all = "snake_case",
)]
pub struct DispatchWorkflow {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the workflow, or the name of its file.
    pub workflow_id: String,
    /// Branch or tag.
    #[param(name = "ref")]
    pub reference: String,
    /// The inputs of the workflow, at most 25.
    pub inputs: Option<BTreeMap<String, String>>,
    /// Whether the answer names the run.
    pub return_run_details: Option<bool>,
}

/// Cancels a run.
#[endpoint(POST, "/repos/{owner}/{repo}/actions/runs/{run_id}/cancel", response = (), status = [202], rename_all = "snake_case")]
pub struct CancelRun {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the run.
    pub run_id: u64,
}

/// Returns the URL of a run's logs, as a ZIP archive. The URL is valid for a minute.
#[endpoint(GET, "/repos/{owner}/{repo}/actions/runs/{run_id}/logs", response = Redirect, rename_all = "snake_case")]
pub struct GetRunLogs {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the run.
    pub run_id: u64,
}

/// The run that was started.
#[model(rename_all = "snake_case")]
pub struct StartedRun {
    /// The number of the run.
    pub workflow_run_id: u64,
    /// Address in the API.
    pub run_url: String,
    /// The URL of the page.
    pub html_url: String,
}
