//! `failscope synth`: documents on disk, the same for the same words, that check and build.

use super::Folder;
use super::sites::files;

#[test]
fn made_up_documents_are_written_in_folders_of_a_thousand() {
    let folder = Folder::new();
    let (code, out, err) = folder.run(&["synth", "--count", "1002", "--seed", "9", "--out", "docs"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.starts_with("1002 made-up incidents, "), "{err}");
    let files = files(&folder, "docs");
    let count = |start: &str| files.keys().filter(|name| name.starts_with(start)).count();
    assert_eq!((files.len(), count("000/"), count("001/")), (1003, 1000, 2));
    assert!(files.contains_key("failscope.toml"));
    let (code, _, err) = folder.run(&["build", "docs", "--out", "site"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(folder.answer("")["total"], 1002);
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let folder = Folder::new();
    for (out, seed) in [("a", "4"), ("b", "4"), ("c", "5")] {
        let words = ["synth", "--count", "20", "--seed", seed, "--words", "full", "--out", out];
        assert_eq!(folder.run(&words).0, 0);
    }
    assert!(files(&folder, "a") == files(&folder, "b"));
    assert!(files(&folder, "a") != files(&folder, "c"));
}

#[test]
fn a_wrong_wish_is_told_what_is_right() {
    let folder = Folder::new();
    folder.write("full/note.txt", "mine");
    for (words, code, says) in [
        (vec!["synth", "--out", "docs"], 2, "synth needs --count <incidents>"),
        (vec!["synth", "--count", "2"], 2, "synth needs --out <folder>"),
        (vec!["synth", "--count", "many", "--out", "docs"], 2, "cannot parse argument \"many\""),
        (vec!["synth", "--count", "2", "--out", "docs", "--words", "long"], 2, "--words is short or full, not `long`"),
        (vec!["synth", "--count", "2", "--out", "docs", "more"], 2, "unexpected argument \"more\""),
        (vec!["check", "docs", "--count", "2"], 2, "invalid option '--count'"),
        (vec!["synth", "--count", "2", "--out", "full"], 1, "full is not empty: name a new folder"),
    ] {
        let (found, _, err) = folder.run(&words);
        assert_eq!(found, code, "{words:?}: {err}");
        assert!(err.contains(says), "{words:?}: {err}");
    }
    assert!(!folder.0.join("docs").exists());
}
