//! Which module of a crate may use which, from the bottom up. `ARCHITECTURE.md` describes each.

/// A room (a module, or a module inside it with a row of its own), and the rooms that it may use.
pub(super) type Rooms = &'static [(&'static str, &'static [&'static str])];

/// Each crate by its folder.
pub(super) const CRATES: &[(&str, Rooms)] =
    &[("macros", MACROS), ("runtime", RUNTIME), ("server", SERVER), ("tools", TOOLS)];

/// Folders whose files have their own directions: a crate, a folder in it, and the files.
pub(super) const FOLDERS: &[(&str, &str, Rooms)] = &[
    ("macros", "api", API),
    ("macros", "endpoint", ENDPOINT),
    ("macros", "open_enum", STAGES),
    ("macros", "wire_model", MODEL),
];

/// Syntax, model, codegen.
const STAGES: Rooms = &[("syntax", &[]), ("model", &["syntax"]), ("codegen", &["model"])];

/// The same, with the warnings in between.
const API: Rooms = &[("syntax", &[]), ("sent", &[]), ("model", &["sent", "syntax"]), ("codegen", &["model"])];

const MODEL: Rooms = &[
    ("syntax", &[]),
    ("model", &["syntax"]),
    ("builder", &["model", "syntax"]),
    ("codegen", &["builder", "model", "syntax"]),
];

const ENDPOINT: Rooms = &[
    ("choices", &[]),
    ("head", &["choices"]),
    ("keys", &["choices", "head"]),
    ("syntax", &["head", "keys"]),
    ("path", &[]),
    ("carrier", &["choices", "path", "syntax"]),
    ("rules", &["carrier", "choices", "syntax"]),
    ("parameter", &["carrier", "choices", "rules", "syntax"]),
    ("pages", &["choices", "keys", "parameter"]),
    ("model", &["carrier", "choices", "keys", "pages", "parameter", "rules", "syntax"]),
    ("documentation", &["choices", "model", "parameter"]),
    ("builder", &["model", "parameter", "rules"]),
    ("metadata", &["builder", "choices", "keys", "model", "pages", "parameter"]),
    ("known", &["model", "parameter"]),
    ("codegen", &["builder", "choices", "documentation", "keys", "known", "metadata", "model", "pages", "parameter"]),
    ("warnings", &["choices", "keys", "model", "parameter", "syntax"]),
];

const MACROS: Rooms = &[
    ("errors", &[]),
    ("expand", &[]),
    ("grammar", &[]),
    ("path_rule", &[]),
    ("recover", &[]),
    ("words", &[]),
    ("arguments", &["errors", "grammar", "words"]),
    ("base_url_rule", &["path_rule"]),
    ("values", &["arguments", "grammar", "words"]),
    ("types", &["values"]),
    ("expansion", &["types"]),
    ("lints", &["expansion"]),
    ("item", &["errors", "expansion", "recover", "words"]),
    ("warning", &["arguments", "errors", "item", "words"]),
    ("case", &["warning", "words"]),
    ("open_enum", &["arguments", "case", "errors", "expansion", "grammar", "item", "lints", "warning"]),
    ("api", &["arguments", "base_url_rule", "errors", "expansion", "grammar", "item", "lints", "values", "words"]),
    ("builder", &["expansion", "item", "lints", "types"]),
    (
        "endpoint",
        &[
            "arguments",
            "base_url_rule",
            "builder",
            "case",
            "errors",
            "expansion",
            "grammar",
            "item",
            "lints",
            "path_rule",
            "types",
            "values",
            "warning",
            "words",
        ],
    ),
    (
        "wire_model",
        &[
            "arguments",
            "builder",
            "case",
            "errors",
            "expansion",
            "grammar",
            "item",
            "lints",
            "types",
            "values",
            "warning",
        ],
    ),
];

const RUNTIME: Rooms = &[
    ("address", &[]),
    ("builder", &[]),
    ("guide", &[]),
    ("clip", &[]),
    ("const_text", &[]),
    ("per_runtime", &[]),
    ("printable", &[]),
    ("secret", &[]),
    ("timer", &[]),
    ("operation", &["address"]),
    ("decode", &["clip", "operation", "printable"]),
    ("proof", &["decode", "operation"]),
    ("value", &["clip", "const_text", "decode", "operation", "printable", "secret"]),
    ("param", &["address", "decode", "operation", "printable", "secret", "value"]),
    ("retry", &["value"]),
    ("trace", &["clip", "operation", "param", "printable", "secret", "value"]),
    ("error", &["address", "clip", "decode", "operation", "param", "printable", "trace"]),
    ("auth", &["address", "error", "operation", "param", "secret", "trace", "value"]),
    ("envelope", &["address", "clip", "decode", "error", "operation", "param", "printable", "secret", "value"]),
    ("metrics", &["decode", "error", "operation"]),
    ("transport", &["address", "clip", "error", "operation", "per_runtime", "printable", "secret"]),
    ("scheme", &["auth", "error", "operation", "param", "secret", "value"]),
    ("doctor", &["auth", "clip", "decode", "envelope", "error", "operation", "param", "secret", "value"]),
    ("endpoint", &["decode", "envelope", "error", "operation", "param"]),
    ("limit", &["error", "metrics", "operation", "per_runtime", "printable", "timer", "value"]),
    ("table", &["auth", "const_text", "operation", "scheme"]),
    (
        "webhook",
        &["auth", "decode", "envelope", "error", "operation", "param", "printable", "scheme", "transport", "value"],
    ),
    ("prepare", &["address", "auth", "endpoint", "error", "operation", "param", "printable", "secret", "value"]),
    (
        "client",
        &[
            "address",
            "auth",
            "clip",
            "decode",
            "doctor",
            "endpoint",
            "envelope",
            "error",
            "limit",
            "metrics",
            "operation",
            "param",
            "prepare",
            "printable",
            "retry",
            "scheme",
            "secret",
            "timer",
            "transport",
            "value",
        ],
    ),
    (
        "page",
        &[
            "address",
            "client",
            "clip",
            "decode",
            "endpoint",
            "envelope",
            "error",
            "operation",
            "param",
            "printable",
            "proof",
        ],
    ),
    (
        "testing",
        &["address", "client", "decode", "endpoint", "envelope", "operation", "param", "timer", "transport", "value"],
    ),
    ("private", &["address", "decode", "endpoint", "operation", "page", "param", "proof", "table", "value"]),
    ("blocking", &["client", "decode", "endpoint", "envelope", "error", "page", "value"]),
];

const SERVER: Rooms = &[("stand_in", &[])];

const TOOLS: Rooms = &[
    ("docs", &[]),
    ("scheme", &[]),
    ("doctor", &["scheme"]),
    ("solve", &[]),
    ("cli", &["docs", "doctor", "scheme", "solve"]),
    ("openapi", &["docs", "scheme"]),
];
