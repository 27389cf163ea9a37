#[endpoint(POST, "/releases/{id}/assets", response = Asset)]
pub struct Upload {
    pub id: u64,
    #[param(in = query)]
    pub name: String,
    #[param(body, content_type = "application/zip")]
    pub file: Bytes,
}
