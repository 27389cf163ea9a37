#[endpoint(GET, "/offers")]
pub struct Offers {
    #[param(min_items = 1, max_items = 50)]
    pub ids: Vec<u64>,
    #[param(join = ",")]
    pub states: Vec<State>,
    #[param(json)]
    pub sizes: Vec<Size>,
}
