//! Definitions that must work wherever they stand; `pass/` has one file for each surrounding.
//!
//! Their crate depends on `countersign` alone, so that an expansion which needs another crate does not compile.
#![allow(dead_code, reason = "what is declared here is there to compile; some of it also runs")]

#[path = "../../pass/crate-path.rs"]
pub mod crate_path;
#[path = "../../pass/deprecated.rs"]
pub mod deprecated;
#[path = "../../pass/lint-clean.rs"]
pub mod lint_clean;
#[path = "../../pass/made-by-a-macro.rs"]
pub mod made_by_a_macro;
#[path = "../../pass/names-of-generated-code.rs"]
pub mod names_of_generated_code;
#[path = "../../pass/no-implicit-prelude.rs"]
pub mod no_implicit_prelude;
#[path = "../../pass/raw-identifiers.rs"]
pub mod raw_identifiers;
#[path = "../../pass/shadowed-prelude.rs"]
pub mod shadowed_prelude;
#[path = "../../pass/two-tables.rs"]
pub mod two_tables;
#[path = "../../pass/warnings-allowed.rs"]
pub mod warnings_allowed;
