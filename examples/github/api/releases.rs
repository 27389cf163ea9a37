//! Files of releases.

use countersign::value::{Bytes, Timestamp};
use countersign::{endpoint, model, open_enum};

use super::users::User;

/// Returns the details of a release's file.
#[endpoint(
    GET, "/repos/{owner}/{repo}/releases/assets/{asset_id}",
    constant("accept" = "application/vnd.github+json", in = header), response = Asset, rename_all = "snake_case",
)]
pub struct GetAsset {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the file.
    pub asset_id: u64,
}

/// Returns the bytes of a file of a release.
#[endpoint(
    GET, "/repos/{owner}/{repo}/releases/assets/{asset_id}",
    constant("accept" = "application/octet-stream", in = header), response = Bytes, rename_all = "snake_case",
)]
pub struct DownloadAsset {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the file.
    pub asset_id: u64,
}

/// Adds a file to a release. Its name must be unique.
#[endpoint(
    POST, "/repos/{owner}/{repo}/releases/{release_id}/assets", base = "https://uploads.github.com",
    response = Asset, status = [201], proof(id), rename_all = "snake_case",
)]
pub struct UploadAsset {
    /// The owner of the repository.
    pub owner: String,
    /// The name of the repository.
    pub repo: String,
    /// The number of the release.
    pub release_id: u64,
    /// Name of the file.
    #[param(in = query)]
    pub name: String,
    /// The label that is shown instead of the name.
    #[param(in = query)]
    pub label: Option<String>,
    /// Media type of the file.
    #[param(in = header, name = "content-type")]
    pub media_type: String,
    /// The bytes of the file.
    #[param(body)]
    pub content: Bytes,
}

/// A file of a release.
#[model(rename_all = "snake_case")]
pub struct Asset {
    /// The number of the file.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// The label that is shown instead of the name.
    pub label: Option<String>,
    /// The state of the upload.
    pub state: AssetState,
    /// Its media type.
    pub content_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its digest, such as `sha256:c5220b3c…`.
    pub digest: Option<String>,
    /// How often it was downloaded.
    pub download_count: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed.
    pub updated_at: Timestamp,
    /// The uploader.
    pub uploader: Option<User>,
    /// The URL of the bytes in a browser.
    pub browser_download_url: String,
    /// Address in the API.
    pub url: String,
}

/// The state of an upload.
#[open_enum]
pub enum AssetState {
    /// It is complete.
    Uploaded,
    /// It is in progress.
    Open,
    /// It failed.
    Starter,
}
