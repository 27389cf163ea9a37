#[endpoint(GET, "/releases/{id}", base = "https://Uploads.example:443/v2/", redirects = same_host)]
pub struct GetRelease {
    pub id: u64,
}
