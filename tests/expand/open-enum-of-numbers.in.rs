#[open_enum]
enum State {
    #[wire(0)]
    Closed,
    #[wire(1)]
    Open,
}
