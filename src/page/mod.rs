//! What pages say: functions from data to a plain tree of elements.
//!
//! The page of an incident, incidents side by side, the codebook, the collection about itself. A tree is data: this room knows
//! no HTML text, no address, no signal and no browser. `view` draws trees in the app and `pages`
//! writes them as files, so that the two cannot drift.
//!
//! Functions that make parts of a page are never inlined: in one of many kilobytes each local takes two
//! bytes to name, and the program that visitors download is made of such names.

pub mod about;
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
