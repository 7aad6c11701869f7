//! The walls of the house, read from its source text: which room may use which, where the
//! browser and signals may be spoken of, how files open and how long they grow. A failure
//! says what to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use failscope::incident::taxonomy::RESERVED;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What each room may use. A new room is a new line here and a paragraph in ARCHITECTURE.md.
const ARROWS: [(&str, &[&str]); 16] = [
    ("incident", &[]),
    ("corpus", &["incident"]),
    ("synth", &["incident"]),
    ("bundle", &["incident"]),
    ("timeline", &["incident"]),
    ("query", &["incident", "bundle", "timeline"]),
    ("link", &["query", "incident", "timeline"]),
    ("words", &["link", "query", "bundle", "incident"]),
    ("publish", &["query", "incident", "bundle"]),
    ("export", &["words", "link", "query", "incident", "timeline"]),
    ("page", &["words", "export", "query", "incident"]),
    ("pages", &["page", "words", "export", "link", "query", "incident"]),
    ("browser", &["link", "bundle"]),
    ("state", &["page", "words", "query", "link", "browser", "incident", "bundle", "timeline"]),
    ("view", &["state", "page", "words", "query", "timeline", "incident"]),
    (
        "bin",
        &[
            "incident", "corpus", "synth", "bundle", "timeline", "query", "publish", "link", "words", "export", "page",
            "pages", "browser", "state", "view",
        ],
    ),
];

/// A source file: its path from the root of the project, and its text without comments.
struct Source {
    path: String,
    text: String,
    code: String,
}

impl Source {
    /// The room of a file under src.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or_default();
        inside.split_once('/').map_or("", |(room, _)| room)
    }
}

fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, paths);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                paths.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        Source { path: path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"), text, code }
    };
    let sources: Vec<Source> = paths.into_iter().map(read).collect();
    assert!(!sources.is_empty(), "there is no source file under {folder}");
    sources
}

/// The rooms that a text names as `crate::room`, `failscope::room` or inside
/// `use crate::{room, room::…}`.
fn named_rooms(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for root in ["crate::", "failscope::"] {
        for (at, _) in code.match_indices(root) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(group) => rooms.extend(first_words(group)),
                None => rooms.extend(word(rest)),
            }
        }
    }
    rooms
}

fn word(text: &str) -> Option<String> {
    let word: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    Some(word).filter(|word| !word.is_empty())
}

/// The first word of each entry of a group, which ends at the brace that closes it.
fn first_words(group: &str) -> Vec<String> {
    let mut words: Vec<String> = word(group).into_iter().collect();
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => words.extend(word(&group[at + 1..])),
            _ => {}
        }
    }
    words
}

/// Fails with every file that breaks a rule, and what to do about it.
fn hold(broken: &[String], mend: &str) {
    assert!(broken.is_empty(), "\n{}\n\nwhat to do: {mend}\n", broken.join("\n"));
}

#[test]
fn rooms_are_found_in_every_way_of_naming_them() {
    let code = "use crate::query::{bits, answer};\nuse crate::{bundle, link::{self, parse}, timeline::Bin};\nlet x = crate::view::a(); mycrate::state::x";
    assert_eq!(named_rooms(code), ["bundle", "link", "query", "timeline", "view"].map(str::to_owned).into());
}

#[test]
fn each_room_uses_only_the_rooms_it_may() {
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| !source.room().is_empty()) {
        let Some((room, may)) = ARROWS.iter().find(|(room, _)| *room == source.room()) else {
            broken.push(format!("{}: the room {} is not in the plan", source.path, source.room()));
            continue;
        };
        for used in named_rooms(&source.code) {
            // `crate::` in a program is the program itself; other names are items of one room.
            let is_room = ARROWS.iter().any(|(room, _)| *room == used);
            if is_room && used != *room && !may.contains(&used.as_str()) {
                broken.push(format!("{}: {room} may not use {used}", source.path));
            }
        }
    }
    hold(
        &broken,
        "move the code to the room that may, or pass in what it needs; the arrows are in ARCHITECTURE.md and in ARROWS of this file",
    );
}

/// Where each word may stand: paths under src that begin so.
#[test]
fn each_kind_of_work_is_done_in_one_place() {
    let rules: [(&[&str], &[&str], &str); 8] = [
        (
            &["web_sys", "gloo_net", "js_sys"],
            &["src/browser/"],
            "only browser speaks to the browser: give it a function that says what is wanted",
        ),
        (
            &["wasm_bindgen"],
            &["src/browser/", "src/bin/engine/"],
            "only browser and the JavaScript door speak to JavaScript: hand them plain values",
        ),
        (
            &["RwSignal", "ArcRwSignal", "WriteSignal", "signal(", "Memo::new"],
            &["src/state/"],
            "only state owns signals and memos: derive in a closure, or add a reader or an action to state",
        ),
        (
            &["Effect::new", "RenderEffect"],
            &["src/state/", "src/bin/app.rs"],
            "a view has no effects: derive in a closure, or let state or the door speak to the outside",
        ),
        (&["view!"], &["src/view/", "src/bin/app.rs"], "only view draws"),
        (
            &["leptos"],
            &["src/browser/", "src/state/", "src/view/", "src/bin/app.rs"],
            "the core is without leptos: cargo test --no-default-features proves it",
        ),
        (
            &["std::fs", "std::env", "std::process", "std::net"],
            &["src/bin/failscope/"],
            "only the command touches files and arguments: hand names and bytes to the library",
        ),
        (
            &["SystemTime", "Instant::now", "rand::"],
            &["src/browser/", "src/bin/"],
            "the core reads no clock and no chance: pass the value in",
        ),
    ];
    let mut broken = Vec::new();
    for source in &sources("src") {
        for (words, places, mend) in &rules {
            for found in words.iter().filter(|word| names(&source.code, word)) {
                if !places.iter().any(|place| source.path.starts_with(place)) {
                    broken.push(format!("{} mentions {found}: {mend}", source.path));
                }
            }
        }
    }
    hold(&broken, "see the line of each file");
}

/// Whether a text names a word, not as the end of a longer one.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn only_link_spells_parameters() {
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| !["link", "bin"].contains(&source.room())) {
        for parameter in RESERVED {
            for before in ["\"", "?", "&"] {
                let spelled = format!("{before}{parameter}=");
                // A parameter begins its string or follows a mark inside one: `"q=`, `"?open=`, `&to=`.
                if source.code.lines().any(|line| {
                    line.contains('"') && line.contains(&spelled) && !line.contains(&format!("{parameter}=\""))
                }) {
                    broken.push(format!("{} spells {spelled}", source.path));
                }
            }
        }
    }
    hold(&broken, "build a failscope::link::Link and print it; names of parameters may then change in one place");
}

#[test]
fn every_file_opens_with_what_it_is() {
    let mut broken = Vec::new();
    for source in ["src", "style", "tests", "benches", "xtask"].into_iter().flat_map(sources) {
        if !source.text.starts_with("//! ") {
            broken.push(source.path);
        }
    }
    hold(&broken, "open the file with a paragraph of //! that says what it is and what it never does");
}

#[test]
fn no_file_outgrows_a_reader() {
    let mut broken = Vec::new();
    for source in sources("src") {
        let lines = source.text.lines().count();
        if lines > 400 {
            broken.push(format!("{} has {lines} lines", source.path));
        }
    }
    hold(&broken, "divide the file at a noun: at most 400 lines each");
}

/// Each sheet has one idea, says it, is in the list, and takes its spaces and its times from the scales.
#[test]
fn sheets_keep_to_the_scales() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let list = std::fs::read_to_string(folder.join("mod.rs")).unwrap();
    let mut broken = Vec::new();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let sheet = std::fs::read_to_string(folder.join(&name)).unwrap();
        if !name.ends_with(".css") {
            continue;
        }
        if !list.contains(&format!("\"{name}\"")) {
            broken.push(format!("style/mod.rs does not list {name}"));
        }
        if !sheet.starts_with("/* ") || sheet.lines().count() > 400 {
            broken.push(format!("{name} does not open with what it dresses, or is longer than 400 lines"));
        }
        for line in sheet.lines().map(str::trim).filter(|_| name != "tokens.css") {
            let Some((property, value)) = line.split_once(": ") else { continue };
            let is_space = ["padding", "margin", "gap", "row-gap", "column-gap"]
                .iter()
                .any(|space| property == *space || property.starts_with(&format!("{space}-")));
            let is_time = property.starts_with("transition") || property.starts_with("animation");
            let is_own = |unit: &str| {
                value.match_indices(unit).any(|(at, _)| value[..at].ends_with(|c: char| c.is_ascii_digit()))
            };
            // The width of the page, from which its margins follow, is no space.
            let value_is_page = value.contains("90rem");
            if is_space && is_own("rem") && !value_is_page || is_time && (is_own("ms") || is_own("s ")) {
                broken.push(format!("{name}: {line}"));
            }
        }
    }
    hold(&broken, "take --space-1 to --space-9 for spaces and --motion-1 or -2 for times: style/tokens.css");
}
