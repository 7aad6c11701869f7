//! What is selected, and one incident, written for other programs: pure values and text out.
//!
//! It asks the engine and spells the result. It reads no link, touches no file and decides
//! nothing; the doors hand its output on. The command and the JavaScript door share it, so a
//! script meets one shape wherever it asks; pages offer the rest to take away.

pub mod answer;
pub mod citation;
pub mod compact;
pub mod glance;
pub mod json;
pub mod markdown;

/// Texts as one. Never copied into its callers, which are many.
#[inline(never)]
pub fn joined(parts: &[&str]) -> String {
    parts.concat()
}

/// Appends texts to one.
#[inline(never)]
pub fn append(text: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| text.push_str(part));
}
