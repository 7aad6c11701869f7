//! The engine natively at growing sizes, beside the floor of the machine.
//!
//! The work is that of `benches/engine.rs`; never part of the tests, because machines are noisy.

use crate::project::cargo;
use crate::run;
use crate::say::Outcome;

/// Sizes of the collections, of which a million takes some 10 GB of memory and minutes.
const SIZES: &str = "2500,25000,100000";
const SIZES_AND_A_MILLION: &str = "2500,25000,100000,1000000";

/// Measures, and prints the table of docs/performance.md.
pub fn measure(million: bool) -> Outcome {
    let sizes = if million { SIZES_AND_A_MILLION } else { SIZES };
    let mut bench = cargo(&["bench", "--no-default-features", "--bench", "engine"]);
    run::seen(bench.env("FAILSCOPE_BENCH_SIZES", sizes))
}
