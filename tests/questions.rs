//! Questions and their answers: the engine, the links and the bundle against naive oracles,
//! on random collections with ugly names, and on real records where they are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

#[path = "questions/articles.rs"]
mod articles;
#[path = "questions/balance.rs"]
mod balance;
#[path = "questions/bundles.rs"]
mod bundles;
#[path = "questions/citations.rs"]
mod citations;
#[path = "questions/compare.rs"]
mod compare;
#[path = "questions/counts.rs"]
mod counts;
#[path = "questions/crosstab.rs"]
mod crosstab;
#[path = "questions/damage.rs"]
mod damage;
#[path = "questions/glance.rs"]
mod glance;
#[path = "questions/json.rs"]
mod json;
#[path = "questions/known.rs"]
mod known;
#[path = "questions/links.rs"]
mod links;
#[path = "questions/moments.rs"]
mod moments;
#[path = "questions/oracle.rs"]
mod oracle;
#[path = "questions/originals.rs"]
mod originals;
#[path = "questions/packed.rs"]
mod packed;
#[path = "questions/parts.rs"]
mod parts;
#[path = "questions/ranges.rs"]
mod ranges;
#[path = "questions/rare.rs"]
mod rare;
#[path = "questions/records.rs"]
mod records;
#[path = "questions/schema.rs"]
mod schema;
#[path = "questions/similar.rs"]
mod similar;
#[path = "questions/site.rs"]
mod site;
#[path = "questions/sizes.rs"]
mod sizes;
#[path = "questions/text.rs"]
mod text;
#[path = "questions/text_experts.rs"]
mod text_experts;
#[path = "questions/text_fold.rs"]
mod text_fold;
#[path = "questions/text_oracle.rs"]
mod text_oracle;
#[path = "questions/text_shards.rs"]
mod text_shards;
#[path = "questions/told.rs"]
mod told;
#[path = "questions/trouble.rs"]
mod trouble;
#[path = "questions/words.rs"]
mod words;
#[path = "questions/world.rs"]
mod world;
#[path = "questions/written.rs"]
mod written;

/// How property tests run: failures are printed and not written into the source tree.
fn cases() -> proptest::prelude::ProptestConfig {
    proptest::prelude::ProptestConfig { failure_persistence: None, cases: 128, ..Default::default() }
}
