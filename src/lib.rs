//! Failscope: an explorer for collections of software failures.
//!
//! The rooms, from the nouns outward; each opens with a paragraph that says what it is,
//! what it never does and who may use it. ARCHITECTURE.md draws the arrows between them,
//! and `tests/walls.rs` holds them.

// A whole page is one type of leptos, and drawing one as HTML needs its layout.
#![recursion_limit = "256"]

pub mod bundle;
#[cfg(not(target_arch = "wasm32"))]
pub mod corpus;
pub mod export;
pub mod incident;
pub mod link;
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
#[cfg(not(target_arch = "wasm32"))]
pub mod publish;
pub mod query;
#[cfg(not(target_arch = "wasm32"))]
pub mod synth;
pub mod timeline;
pub mod words;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod state;
#[cfg(feature = "web")]
pub mod view;
