//! What pages say: functions from data to a plain tree of elements.
//!
//! The page of an incident, incidents side by side, the codebook. A tree is data: this room knows
//! no HTML text, no address, no signal and no browser. `view` draws trees in the app and `pages`
//! writes them as files, so that the two cannot drift.

mod cards;
pub mod codebook;
pub mod compare;
pub mod incident;
pub mod listing;
mod moments;
mod prose;
pub mod related;
mod shares;
mod take;
pub mod tree;
