//! What the first screen calls, as a list of marks: one of eight hexadecimal digits for every name.
//!
//! Names lose what changes without a reason, so that a list outlives small edits: the hashes that
//! compilers put into them, and the numbers of closures. The list only decides where a function
//! lies: a wrong one makes the first screen slower and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write;

/// The marks of functions that the first screen calls.
pub struct Profile(BTreeSet<String>);

impl Profile {
    /// Reads a list: marks between spaces, and lines of words that start with `#`.
    pub fn read(text: &str) -> Profile {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Profile(lines.flat_map(str::split_whitespace).map(str::to_owned).collect())
    }

    /// Whether the first screen calls a function of this name. One without a name might be anything.
    pub fn has(&self, name: &str) -> bool {
        name.is_empty() || self.0.contains(&mark(name))
    }

    /// How much of the list a program with these names still has, from 0 to 1.
    pub fn fits<'a>(&self, names: impl Iterator<Item = &'a str>) -> f64 {
        let marks: BTreeSet<String> = names.map(mark).collect();
        self.0.intersection(&marks).count() as f64 / self.0.len().max(1) as f64
    }
}

/// The mark of a name.
pub fn mark(name: &str) -> String {
    format!("{:08x}", xxhash_rust::xxh3::xxh3_64(lasting(name).as_bytes()) as u32)
}

/// A name without `[…]` around hashes, the same as `::h…` at its end, a number after its last dot,
/// and numbers of closures.
fn lasting(name: &str) -> String {
    let is_hash = |text: &str| text.len() > 9 && text.chars().all(|letter| letter.is_ascii_hexdigit());
    let name = name.rsplit_once("::h").filter(|(_, end)| is_hash(end)).map_or(name, |(name, _)| name);
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let mut rest = name.rsplit_once('.').filter(|(_, end)| is_number(end)).map_or(name, |(name, _)| name);
    let mut lasting = String::with_capacity(rest.len());
    while let Some(at) = rest.find(['[', '#']) {
        let (before, after) = rest.split_at(at);
        lasting.push_str(before);
        rest = &after[1..];
        match rest.find([']', '}']) {
            Some(end) if after.starts_with('[') && is_hash(&rest[..end]) => rest = &rest[end + 1..],
            Some(end) if after.starts_with('#') && is_number(&rest[..end]) => rest = &rest[end..],
            _ => lasting.push_str(&after[..1]),
        }
    }
    lasting + rest
}

/// A list for a file, with what it is on top.
pub fn written(marks: &BTreeSet<&str>) -> String {
    let mut text = String::from(
        "# Marks of the functions that the first screen calls, by their names: the others are fetched later.\n\
         # Read off a browser by `cargo xtask profile`; what a mark is stands in src/profile.rs.\n",
    );
    for line in marks.iter().collect::<Vec<_>>().chunks(12) {
        let line: Vec<&str> = line.iter().map(|mark| **mark).collect();
        let _ = writeln!(text, "{}", line.join(" "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_mark_through_what_changes_without_a_reason() {
        for (name, lasts) in [
            ("core::fmt::write", "core::fmt::write"),
            (
                "failscope[82489e6e1b37f3be]::view::facets::values::{closure#2}",
                "failscope::view::facets::values::{closure}",
            ),
            (
                "<leptos[a8a92ac147f7dee]::View<[u8]> as Render>::build::{closure#0}::{closure#11}",
                "<leptos::View<[u8]> as Render>::build::{closure}::{closure}",
            ),
            ("hashbrown::raw::rehash_in_place.408", "hashbrown::raw::rehash_in_place"),
            ("dlmalloc::malloc::h0123456789abcdef", "dlmalloc::malloc"),
            (
                "core::ptr::drop_in_place::<[alloc::string::String]>",
                "core::ptr::drop_in_place::<[alloc::string::String]>",
            ),
            ("call_once::{shim:vtable#0}", "call_once::{shim:vtable}"),
            ("an # alone and a [ alone", "an # alone and a [ alone"),
        ] {
            assert_eq!(lasting(name), lasts, "{name}");
        }
    }

    #[test]
    fn a_list_that_is_written_reads_the_same() {
        let marks: Vec<String> = (0..30).map(|number| mark(&format!("function {number}"))).collect();
        let profile = Profile::read(&written(&marks.iter().map(String::as_str).collect()));
        assert!(profile.has("function 3") && profile.has("function 29") && !profile.has("function 30"));
        assert!(profile.has(""), "a function without a name stays");
        let known = ["function 0", "function 1", "another"];
        assert!((profile.fits(known.into_iter()) - 2.0 / 30.0).abs() < 1e-9);
    }
}
