#[derive(Clone, Eq)]
#[model]
pub struct Page<T> {
    pub total: u64,
    pub items: Vec<T>,
}
