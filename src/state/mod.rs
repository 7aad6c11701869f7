//! The only owner of writable signals: what is loaded, and what is selected.
//!
//! [`Load`] is the way from an address to a catalogue, [`Arrivals`] that of the files which come
//! after it; [`Explorer`] is everything a view
//! reads and every action it can ask for. One [`crate::link::Link`] is the whole state of
//! the view, and everything else is derived from it. No effect writes a signal.

mod actions;
mod arrivals;
mod chart;
mod desk;
mod drawer;
mod explorer;
mod frame;
mod load;
mod outside;
mod pace;
mod panels;
mod picks;
mod reading;
mod rows;
mod saved;
mod speech;
mod suggest;

pub use crate::link::{Bars, View};
pub use arrivals::{Arrivals, Fetch};
pub use chart::{Chart, Of, Part};
pub use desk::{Theme, Toast};
pub use explorer::Explorer;
pub use frame::Piece;
pub use load::{Load, Stage};
pub use outside::Outside;
pub use pace::{CHART, LINE};
pub use panels::{Listing, Panel, Reach, SHORT};
pub use reading::Reads;
pub use rows::Row;
pub use speech::Speech;
pub use suggest::{Hints, Suggested, Suggestion};
