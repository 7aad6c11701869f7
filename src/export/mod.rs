//! What is selected, written for other programs: pure values and text out.
//!
//! It asks the engine and spells the result. It reads no link, touches no file and decides
//! nothing; the doors hand its output on. The command and the JavaScript door share it, so a
//! script meets one shape wherever it asks.

pub mod answer;
pub mod compact;
pub mod glance;
