api! {
    /// A clock.
    pub struct Clock {
        base_url: "https://clock.example",
        auth: {
            signed: Md5Sorted,
            public: none,
            token: Scheme::bearer(),
        },
    }
    operations { all: Time; }
}
