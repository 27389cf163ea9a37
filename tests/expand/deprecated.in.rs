/// Finds offers.
#[endpoint(GET, "/offers")]
#[deprecated(since = "2.0", note = "use `list`")]
pub struct Find {
    #[deprecated]
    pub word: String,
    #[allow(non_snake_case)]
    pub pageSize: Option<u32>,
}
