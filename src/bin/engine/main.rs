//! The JavaScript door: the engine without an interface, for pages and notebooks of others.
//!
//! It reads links and hands out what `export` spells. Objects cross as JSON text, which a
//! browser parses faster than it builds them call by call; counts cross as one array of
//! numbers. Its other half, `failscope-engine.js`, is what people import. Wasm only: natively
//! it is nothing.

#[cfg(target_arch = "wasm32")]
mod handle;

fn main() {}
