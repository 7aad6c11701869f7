//! The command as a person runs it: arguments, files, exit codes, words on the terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "command/embeds.rs"]
mod embeds;
#[path = "command/hosting.rs"]
mod hosting;
#[path = "command/import.rs"]
mod import;
#[path = "command/pages.rs"]
mod pages;
#[path = "command/preview.rs"]
mod preview;
#[path = "command/sites.rs"]
mod sites;
#[path = "command/synth.rs"]
mod synth;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

const DOCUMENT: &str = include_str!("documents/ferry.md");

/// A folder of its own for one test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("failscope-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// A folder with a good document and one that has a warning.
    fn with_documents() -> Folder {
        let folder = Folder::new();
        folder.write("docs/ferry.md", DOCUMENT);
        let bus = DOCUMENT.replace("ferry-2014", "bus").replace("Ferry timetable", "Bus stop");
        folder.write("docs/bus.md", &bus.replace("2014-05-06", "2015"));
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join(name)).unwrap()
    }

    /// Runs the command in the folder: exit code, standard output, standard error.
    fn run(&self, words: &[&str]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_failscope")).args(words).current_dir(&self.0).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        assert!(!err.contains("panicked"), "{err}");
        (output.status.code().unwrap(), out, err)
    }

    fn answer(&self, query: &str) -> Value {
        let (code, out, err) = self.run(&["answer", "site", query]);
        assert_eq!((code, err.as_str()), (0, ""), "{query}");
        serde_json::from_str(&out).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_wrong_call_is_told_the_right_ones() {
    let folder = Folder::with_documents();
    for (words, says) in [
        (vec!["frobnicate"], "there is no command `frobnicate`"),
        (vec!["build", "docs"], "build needs --out <site>"),
        (vec!["build", "--out", "site"], "name at least one document or folder"),
        (vec!["build", "docs", "--out"], "missing argument for option '--out'"),
        (vec!["check"], "name at least one document or folder"),
        (vec!["check", "docs", "--fast"], "invalid option '--fast'"),
        (vec!["check", "docs", "--out", "site"], "invalid option '--out'"),
        (vec!["answer", "site"], "answer needs a site and a link query"),
        (vec!["answer", "site", "q=a", "q=b"], "answer needs a site and a link query"),
        (vec!["check", "docs", "--whole"], "invalid option '--whole'"),
        (vec!["--fast"], "invalid option '--fast'"),
    ] {
        let (code, out, err) = folder.run(&words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}");
        assert!(err.contains(says) && err.contains("failscope build <docs>... --out <site>"), "{words:?}: {err}");
    }
    assert!(!folder.0.join("site").exists());
}

#[test]
fn help_and_version_are_no_mistakes() {
    let folder = Folder::new();
    for words in [vec![], vec!["--help"], vec!["-h"]] {
        let (code, out, err) = folder.run(&words);
        assert_eq!((code, err.as_str()), (0, ""));
        for command in [
            "failscope build",
            "failscope check",
            "failscope answer",
            "failscope preview",
            "failscope synth",
            "exit codes",
        ] {
            assert!(out.contains(command), "{out}");
        }
    }
    assert_eq!(folder.run(&["--version"]).1, format!("failscope {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn good_documents_are_built_and_checked_with_code_0() {
    let folder = Folder::with_documents();
    let (code, out, err) = folder.run(&["check", "docs", "--strict"]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", "2 incidents, 0 findings\n"));
    let (code, _, err) = folder.run(&["build", "docs", "--out", "site", "--no-pages"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("2 incidents, ") && err.contains("bundle.json"), "{err}");
    assert_eq!(folder.answer("")["ids"], serde_json::json!(["bus", "ferry-2014"]));
}

#[test]
fn the_same_documents_give_the_same_bytes_however_they_are_named() {
    let folder = Folder::with_documents();
    for (words, site) in [
        (vec!["docs"], "one"),
        (vec!["docs"], "two"),
        (vec!["docs/ferry.md", "docs/bus.md"], "three"),
        (vec!["docs/bus.md", "docs/ferry.md"], "four"),
        (vec!["./docs/", "docs/bus.md"], "five"),
    ] {
        let words = [vec!["build"], words, vec!["--out", site]].concat();
        let (code, _, err) = folder.run(&words);
        assert_eq!(code, 0, "{err}");
        assert!(sites::files(&folder, site) == sites::files(&folder, "one"), "{site}");
    }
}

#[test]
fn a_bad_document_costs_code_1_and_the_good_ones_are_built() {
    let folder = Folder::with_documents();
    folder.write("docs/bad.md", "no front matter");
    let (code, _, err) = folder.run(&["check", "docs"]);
    assert_eq!(code, 1);
    assert!(err.contains("docs/bad.md:1: error: there is no front matter; open the file"), "{err}");
    let (code, _, _) = folder.run(&["build", "docs", "--out", "site"]);
    assert_eq!(code, 1);
    assert_eq!(folder.answer("")["total"], 2);
}

#[test]
fn strict_counts_warnings_and_writes_nothing() {
    let folder = Folder::with_documents();
    folder.write("docs/bus.md", &DOCUMENT.replace("ferry-2014", "bus").replace("## Fixes", "## Impact"));
    assert_eq!(folder.run(&["check", "docs"]).0, 0);
    assert_eq!(folder.run(&["check", "docs", "--strict"]).0, 1);
    let (code, _, err) = folder.run(&["build", "docs", "--out", "site", "--strict"]);
    assert_eq!(code, 1);
    assert!(err.contains("nothing was written"), "{err}");
    assert!(!folder.0.join("site").exists());
    assert_eq!(folder.run(&["build", "docs", "--out", "site"]).0, 0);
}

#[test]
fn folders_are_searched_for_documents_and_nothing_else() {
    let folder = Folder::with_documents();
    for name in ["README.md", "METHOD.md", "picture.png", ".hidden.md", ".git/x.md", "notes.markdown"] {
        folder.write(&format!("docs/{name}"), "nothing to read");
    }
    folder.write("docs/deep/er/CVE-2014-0160.md", &DOCUMENT.replace("ferry-2014", "cve"));
    let (code, _, err) = folder.run(&["check", "docs"]);
    assert_eq!((code, err.as_str()), (0, "3 incidents, 0 findings\n"));
    assert_eq!(folder.run(&["check", "docs/README.md"]).0, 1, "a file that is named is always read");
}

#[test]
fn what_is_not_there_or_cannot_be_written_is_one_sentence() {
    let folder = Folder::with_documents();
    folder.write("empty/.keep", "");
    folder.write("file", "");
    folder.write("other/bundle.json", "{\"failscope\":9}");
    for (words, says) in [
        (vec!["check", "nowhere"], "cannot read nowhere"),
        (vec!["check", "empty"], "there is no incident in what was given"),
        (vec!["build", "docs", "--out", "file/site"], "cannot make file/site"),
        (vec!["build", "docs", "--out", "site", "--app", "docs"], "docs holds no built app: run cargo xtask build"),
        (vec!["answer", "nowhere", ""], "cannot read nowhere"),
        (vec!["answer", "docs", ""], "bundle.json"),
        (vec!["answer", "other", ""], "format 9 and this program reads format 1"),
        (vec!["answer", "docs/ferry.md", ""], "docs/ferry.md: the data is damaged"),
    ] {
        let (code, out, err) = folder.run(&words);
        assert_eq!((code, out.as_str()), (1, ""), "{words:?}");
        assert!(err.contains(says), "{words:?}: {err}");
    }
    assert!(!folder.0.join("site/bundle.json").exists());
}

#[test]
fn an_app_is_copied_beside_the_data_but_not_its_own_data() {
    let folder = Folder::with_documents();
    for (name, text) in [("index.html", "<html>"), ("app.wasm", "wasm"), ("bundle.json", "of another site")] {
        folder.write(&format!("dist/{name}"), text);
    }
    let build = |site: &str| folder.run(&["build", "docs", "--out", site, "--app", "dist"]);
    assert_eq!(build("site").0, 0);
    assert_eq!((folder.read("site/index.html"), folder.read("site/app.wasm")), (b"<html>".to_vec(), b"wasm".to_vec()));
    assert_eq!(folder.answer("")["total"], 2);
    assert_eq!(folder.read("dist/bundle.json"), b"of another site");
    // A site built into the folder of the app itself leaves the app as it is.
    assert_eq!(build("dist").0, 0);
    assert_eq!(
        (folder.read("dist/index.html"), folder.read("dist/bundle.json")),
        (b"<html>".to_vec(), folder.read("site/bundle.json"))
    );
}

#[test]
fn an_answer_has_the_shape_that_scripts_rely_on() {
    let folder = Folder::with_documents();
    assert_eq!(folder.run(&["build", "docs", "--out", "site"]).0, 0);
    let answer = folder.answer("?behaviour=omission&year=2014&colour=red");
    assert_eq!((&answer["total"], &answer["ids"]), (&1.into(), &serde_json::json!(["ferry-2014"])));
    assert_eq!(answer["notices"].as_array().unwrap().len(), 1);
    assert_eq!(answer["histogram"], serde_json::json!([{"from": "2014-05-06", "count": 1}]));
    let facets = answer["facets"].as_object().unwrap();
    let taxonomy = failscope::corpus::collection::fail_taxonomy();
    for category in taxonomy.categories() {
        let counts = facets[&category.id].as_object().unwrap();
        let special = ["unknown", "missing"].into_iter().chain(category.conditional.then_some("none"));
        for value in category.options.iter().map(|option| option.id.as_str()).chain(special) {
            assert!(counts[value].is_u64(), "{} {value}", category.id);
        }
    }
    for facet in ["year", "organization", "responsible", "impacted"] {
        assert!(facets[facet].is_object(), "{facet}");
    }
    assert_eq!((&facets["perception"]["none"], &facets["behaviour"]["omission"]), (&1.into(), &1.into()));
    assert_eq!(
        (&facets["year"]["2015"], &facets["year"]["2014"]),
        (&1.into(), &1.into()),
        "counted without its own selection"
    );
    assert_eq!(folder.answer("q=nowhere")["total"], 0);
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let folder = Folder::with_documents();
    assert_eq!(folder.run(&["build", "docs", "--out", "site"]).0, 0);
    let mut child = Command::new(env!("CARGO_BIN_EXE_failscope"))
        .args(["answer", "site", ""])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
