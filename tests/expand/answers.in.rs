#[endpoint(GET, "/user/starred", response = Option<()>, empty = [304, 404], status = [204])]
pub struct Starred {
    pub page: u32,
}
