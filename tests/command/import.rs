//! `failscope import`: records of others as documents of our own, that build to the same answers.

use super::Folder;
use super::sites::files;

const RECORD: &str = include_str!("../documents/ferry.json");

#[test]
fn what_is_imported_answers_like_what_it_came_from() {
    let folder = Folder::new();
    let second = RECORD.replace("F3A0-ferry", "LICENSE").replace("\"Loss\"", "\"Gaffe\"");
    folder.write("records/all.json", &format!("[{RECORD}, {second}, {RECORD}]"));
    folder.write("records/license.txt", "The terms.");
    let mut answers = Vec::new();
    for words in [
        vec!["build", "records", "--out", "site"],
        vec!["import", "records", "--out", "docs"],
        vec!["build", "docs", "--out", "site"],
    ] {
        let (code, out, err) = folder.run(&words);
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        answers.push(folder.answer("date=occurred&error-variety=loss&q=stick"));
    }
    assert_eq!(answers[0]["total"], 2);
    assert_eq!(answers[0], answers[2]);
    // A document called like the licence would be left out of a folder.
    let names: Vec<String> = files(&folder, "docs").into_keys().collect();
    assert_eq!(names, ["F3A0-ferry-2.md", "F3A0-ferry.md", "failscope.toml", "incident-LICENSE.md"]);
}

#[test]
fn a_taxonomy_of_ones_own_comes_along() {
    let folder = Folder::new();
    let taxonomy = "title = \"Own\"\n[[groups]]\nid = \"g\"\nlabel = \"G\"\n[[groups.categories]]\nid = \"action\"\n\
        label = \"What\"\noptions = [{ id = \"hacking\", label = \"hacking\" }, { id = \"error\", label = \"error\" }]\n";
    folder.write("records/failscope.toml", "title = \"Ferries\"\nlicense = \"CC0\"\ntaxonomy = \"own.toml\"\n");
    folder.write("records/own.toml", taxonomy);
    folder.write("records/a.json", RECORD);
    assert_eq!(folder.run(&["import", "records", "--out", "docs"]).0, 0);
    let docs = files(&folder, "docs");
    assert!(String::from_utf8_lossy(&docs["failscope.toml"]).contains("license = \"CC0\""));
    assert!(String::from_utf8_lossy(&docs["F3A0-ferry.md"]).contains("hacking.variety: SQLi"), "no category, so text");
    assert_eq!(folder.run(&["build", "docs", "--out", "site"]).0, 0);
    assert_eq!(folder.answer("")["facets"]["action"]["error"], 1);
}

#[test]
fn a_wrong_wish_is_told_what_is_right() {
    let folder = Folder::new();
    folder.write("full/note.txt", "mine");
    folder.write("a.json", RECORD);
    for (words, code, says) in [
        (vec!["import", "a.json"], 2, "import needs --out <folder>"),
        (vec!["import", "--out", "docs"], 2, "name at least one document or folder"),
        (vec!["import", "a.json", "--out", "full"], 1, "full is not empty: name a new folder"),
        (vec!["import", "a.json", "gone.md", "--out", "docs"], 1, "cannot read gone.md"),
    ] {
        let (found, _, err) = folder.run(&words);
        assert!(found == code && err.contains(says), "{words:?}\n{found} {err}");
    }
}
