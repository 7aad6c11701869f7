//! Components: data in, actions out.
//!
//! A component draws what `state` tells it and calls its actions; it owns no signal, starts
//! no effect and never speaks to the browser itself. Text of a bundle is always a text node
//! or an attribute, never HTML. Only the doors use this room.

mod about;
#[cfg(not(target_arch = "wasm32"))]
mod ahead;
mod chronicle;
mod desk;
mod draw;
mod facets;
mod incident;
mod numbers;
mod results;
mod search;
mod selection;
mod shell;
mod table;
mod timeline;

#[cfg(not(target_arch = "wasm32"))]
pub use ahead::first_screen;
pub use shell::App;
