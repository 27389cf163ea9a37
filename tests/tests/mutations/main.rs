//! What happens when a good declaration is broken in one place: `mutate.rs` breaks it; here it is counted whether that
//! is noticed.
//!
//! Every declaration of api-1688 and of the fixtures is broken in every way of the list and expanded by the macros,
//! which are included here as a library. A mutant is detected if the expansion has a diagnostic, or if it describes the
//! wire differently: the expansion snapshots, the contract's tables and the OpenAPI document compare these tables.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]
#![allow(clippy::print_stdout, reason = "the figures are for people")]

// The macros name it, and only a crate of macros has it anyway.
extern crate proc_macro;

mod declaration;
mod mutate;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens as _;

use self::declaration::{Declaration, Macro};
use self::mutate::MUTATIONS;

#[path = "../../../macros/src/expand.rs"]
mod expand;

/// The share of mutants that must be detected.
const TARGET: f64 = 0.95;
/// The maximum number of mutants per mutation and declaration, spread over all that there are: what is detected at one
/// variant of an enumeration is detected at its fortieth.
const MOST: usize = 2;

/// The results of one mutation's mutants.
#[derive(Default)]
struct Score {
    refused: usize,
    changed: usize,
    missed: Vec<String>,
}

impl Score {
    fn count(&self) -> usize {
        self.refused + self.changed + self.missed.len()
    }
}

#[test]
fn broken_declarations_are_noticed() {
    let declarations: Vec<(Declaration, Vec<String>)> =
        declaration::all().into_iter().map(|good| (good.clone(), wire(&expansion(&good)))).collect();
    let scores: BTreeMap<&str, Score> =
        MUTATIONS.iter().map(|(name, mutate)| (*name, score(&declarations, *mutate))).collect();
    let count = |of: fn(&Score) -> usize| scores.values().map(of).sum::<usize>();
    for (name, score) in &scores {
        println!("{name:<40}{:>6} refused{:>6} changed{:>6} missed", score.refused, score.changed, score.missed.len());
        score.missed.iter().take(3).for_each(|missed| println!("    missed: {missed}"));
    }
    let (all, refused, changed) = (count(Score::count), count(|score| score.refused), count(|score| score.changed));
    let share = (refused + changed) as f64 / all as f64;
    println!("{} declarations, {} mutations, {all} mutants", declarations.len(), MUTATIONS.len());
    println!("{refused} refused with a diagnostic, {changed} change what is sent: {:.1} % found", 100.0 * share);
    let idle: Vec<&&str> = scores.iter().filter(|(_, score)| score.count() == 0).map(|(name, _)| name).collect();
    assert!(idle.is_empty(), "nothing to break for {idle:?}");
    assert!(share >= TARGET, "{:.1} % found", 100.0 * share);
}

#[test]
fn good_declarations_are_not_refused() {
    let declarations = declaration::all();
    assert!(declarations.len() >= 150, "{} declarations", declarations.len());
    for declaration in declarations {
        assert!(!is_refused(&expansion(&declaration)), "{}: a diagnostic", declaration.origin);
    }
}

fn score(declarations: &[(Declaration, Vec<String>)], mutate: fn(&Declaration) -> Vec<Declaration>) -> Score {
    let mut score = Score::default();
    for (good, good_wire) in declarations {
        let mut mutants = mutate(good);
        mutants.retain(|mutant| !mutant.is(good));
        let step = mutants.len().div_ceil(MOST).max(1);
        for mutant in mutants.iter().step_by(step) {
            let expansion = expansion(mutant);
            if is_refused(&expansion) {
                score.refused += 1;
            } else if wire(&expansion) != *good_wire {
                score.changed += 1;
            } else {
                score.missed.push(format!("{}: {mutant}", mutant.origin));
            }
        }
    }
    score
}

fn expansion(declaration: &Declaration) -> TokenStream {
    let (arguments, item) = (declaration.arguments.clone(), declaration.item.to_token_stream());
    match declaration.macro_ {
        Macro::Endpoint => expand::endpoint(arguments, item),
        Macro::Model => expand::model(arguments, item),
        Macro::OpenEnum => expand::open_enum(arguments, item),
        Macro::Api => expand::api(arguments),
    }
}

fn is_refused(expansion: &TokenStream) -> bool {
    expansion.to_string().contains("compile_error !")
}

/// What an expansion says about the wire: the implementations of the traits for reading, writing and the tables, and
/// the list of operations. An expansion that does not parse as Rust differs from its original.
fn wire(expansion: &TokenStream) -> Vec<String> {
    let Ok(file) = syn::parse2::<syn::File>(expansion.clone()) else { return Vec::new() };
    let of_the_wire = |item: &syn::Item| match item {
        syn::Item::Impl(item) => item.trait_.as_ref().is_some_and(|(path, _)| {
            let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
            ["Described", "Endpoint", "Model", "OpenEnum", "Api"].contains(&name.as_str())
        }),
        syn::Item::Const(item) => item.ident != "_",
        _ => false,
    };
    file.items.iter().filter(|item| of_the_wire(item)).map(|item| item.to_token_stream().to_string()).collect()
}
