/// Counts what was sold.
#[endpoint(
    GET,
    "/sold",
    response = Vec<Day>,
    span(from = first, until = last, months = 3),
    failure(code = "errorCode", message = "errorMsg"),
)]
pub struct Sold {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Option<Date>,
}
