/// Languages of titles.
#[open_enum]
pub enum Language {
    #[wire("en")]
    English,
    /// Whatever the shop speaks.
    AsItIs,
}
