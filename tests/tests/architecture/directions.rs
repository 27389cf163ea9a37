//! Which module of a crate may use which, from the ground up. `ARCHITECTURE.md` says what each is for.

/// A room (a module, or one below it with a row of its own), and the rooms it may use.
pub(super) type Rooms = &'static [(&'static str, &'static [&'static str])];

/// Each crate by its folder.
pub(super) const CRATES: &[(&str, Rooms)] =
    &[("macros", MACROS), ("runtime", RUNTIME), ("server", SERVER), ("tools", TOOLS)];

const MACROS: Rooms = &[
    ("errors", &[]),
    ("expand", &[]),
    ("grammar", &[]),
    ("lints", &[]),
    ("path_rule", &[]),
    ("recover", &[]),
    ("words", &[]),
    ("arguments", &["errors", "grammar", "words"]),
    ("base_url_rule", &["path_rule"]),
    ("item", &["errors", "recover", "words"]),
    ("open_enum", &["arguments", "errors", "grammar", "item", "lints"]),
    ("values", &["arguments", "grammar", "words"]),
    ("api", &["arguments", "base_url_rule", "errors", "grammar", "item", "lints", "values", "words"]),
    ("types", &["values"]),
    ("endpoint", &["arguments", "errors", "grammar", "item", "lints", "path_rule", "types", "values", "words"]),
    ("wire_model", &["arguments", "errors", "grammar", "item", "lints", "types", "values"]),
];

const RUNTIME: Rooms = &[
    ("address", &[]),
    ("builder", &[]),
    ("printable", &[]),
    ("secret", &[]),
    ("timer", &[]),
    ("operation", &["address"]),
    ("decode", &["operation", "printable"]),
    ("proof", &["decode", "operation"]),
    ("value", &["decode", "operation", "printable"]),
    ("param", &["address", "decode", "operation", "printable", "secret", "value"]),
    ("retry", &["value"]),
    ("trace", &["operation", "param", "printable", "secret", "value"]),
    ("error", &["address", "param", "printable", "trace"]),
    ("auth", &["address", "error", "operation", "param", "secret", "trace", "value"]),
    ("envelope", &["decode", "error", "operation", "param", "printable", "secret", "value"]),
    ("metrics", &["decode", "error", "operation"]),
    ("transport", &["address", "error", "operation", "printable"]),
    ("scheme", &["auth", "operation", "param"]),
    ("doctor", &["auth", "decode", "envelope", "error", "operation", "param", "value"]),
    ("endpoint", &["decode", "envelope", "error", "operation", "param"]),
    ("limit", &["error", "metrics", "operation", "printable", "timer", "value"]),
    ("table", &["auth", "operation"]),
    ("webhook", &["auth", "decode", "envelope", "error", "operation", "param", "printable", "transport", "value"]),
    ("prepare", &["address", "auth", "endpoint", "error", "operation", "param", "printable", "value"]),
    ("private", &["address", "decode", "endpoint", "operation", "param", "proof", "table", "value"]),
    (
        "client",
        &[
            "address",
            "auth",
            "decode",
            "doctor",
            "endpoint",
            "envelope",
            "error",
            "limit",
            "metrics",
            "operation",
            "prepare",
            "printable",
            "retry",
            "secret",
            "timer",
            "transport",
            "value",
        ],
    ),
    ("page", &["client", "decode", "endpoint", "envelope", "error"]),
    ("blocking", &["client", "decode", "endpoint", "envelope", "error", "page"]),
];

const SERVER: Rooms = &[("stand_in", &[])];

const TOOLS: Rooms =
    &[("docs", &[]), ("doctor", &[]), ("solve", &[]), ("cli", &["docs", "doctor", "solve"]), ("openapi", &["docs"])];
