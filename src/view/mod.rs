//! Components: data in, actions out.
//!
//! A component draws what `state` tells it and calls its actions; it owns no signal, starts
//! no effect and never speaks to the browser itself. Text of a bundle is always a text node
//! or an attribute, never HTML. Only the doors use this room.

mod about;
mod chronicle;
mod desk;
mod draw;
mod facets;
mod incident;
mod results;
mod search;
mod selection;
mod shell;
mod table;
mod timeline;

pub use shell::App;
