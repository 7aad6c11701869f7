//! Who goes where when a program is divided. Functions are named by their index in the undivided one.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::ExportKind;

use crate::program::Program;

/// A division, before anything of it is written.
pub struct Plan<'a> {
    /// What is divided.
    pub program: &'a Program<'a>,
    /// The function without parameters and results that fetches the rest and lets it join.
    pub loader: u32,
    /// The functions of the rest, in their order there.
    pub moved: Vec<u32>,
    /// Moved functions that the first program still wants, with their places in the table.
    pub doors: BTreeMap<u32, u32>,
    /// The functions of the first program that are not imported, in their order there: those that
    /// stay, then the doors.
    pub order: Vec<u32>,
    /// What the first program exports for the rest, in the order in which the rest imports it.
    pub shared: Vec<(ExportKind, u32)>,
}

impl<'a> Plan<'a> {
    /// Plans a division in which those functions move that are said to, but for the loader, others that
    /// fetch, and all that these call.
    pub fn new(program: &'a Program<'a>, loader: u32, fetch: &[u32], moves: impl Fn(u32) -> bool) -> Plan<'a> {
        let fetching = reached(program, fetch.iter().copied().chain([loader]).collect());
        let alike = |functions: &mut Vec<u32>| functions.sort_by_key(|function| program.shape(*function));
        let (mut moved, mut order): (Vec<u32>, Vec<u32>) =
            program.own().partition(|function| !fetching.contains(function) && moves(*function));
        // Functions of one shape beside each other: a hundredth less after compression.
        alike(&mut moved);
        alike(&mut order);

        let called = |functions: &[u32]| -> BTreeSet<u32> {
            functions
                .iter()
                .filter_map(|function| program.uses(*function))
                .flat_map(|uses| &uses.calls)
                .copied()
                .collect()
        };
        let is_wanted: BTreeSet<u32> = called(&order).union(&program.seen).copied().collect();
        let mut wanted: Vec<u32> = moved.iter().copied().filter(|function| is_wanted.contains(function)).collect();
        wanted.sort_by_key(|function| (program.functions[*function as usize], *function));
        let doors = wanted.iter().copied().zip(program.table.1..).collect();

        let gone: BTreeSet<u32> = moved.iter().copied().collect();
        let uses = || moved.iter().filter_map(|function| program.uses(*function));
        let functions: BTreeSet<u32> = called(&moved).difference(&gone).copied().collect();
        let tables: BTreeSet<u32> =
            uses().flat_map(|uses| uses.tables.iter().copied()).chain([program.table.0]).collect();
        let globals: BTreeSet<u32> = uses().flat_map(|uses| uses.globals.iter().copied()).collect();
        let kind = |kind: ExportKind| move |index: u32| (kind, index);
        let shared = functions.into_iter().map(kind(ExportKind::Func));
        let shared = shared.chain(tables.into_iter().map(kind(ExportKind::Table)));
        let shared = shared.chain(globals.into_iter().map(kind(ExportKind::Global)));
        let shared = shared.chain([(ExportKind::Memory, 0)]).collect();

        order.extend(wanted);
        Plan { program, loader, moved, doors, order, shared }
    }
}

/// Functions, and all that they call by name.
fn reached(program: &Program, mut open: Vec<u32>) -> BTreeSet<u32> {
    let mut reached = BTreeSet::new();
    while let Some(function) = open.pop() {
        if reached.insert(function) {
            open.extend(program.uses(function).into_iter().flat_map(|uses| &uses.calls));
        }
    }
    reached
}
