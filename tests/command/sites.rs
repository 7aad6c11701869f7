//! `failscope build` as files: a split site and a whole one, built again, into folders where
//! somebody has files, and with the page of an app.

use std::collections::BTreeMap;

use super::{DOCUMENT, Folder};

/// Every file of a folder, by its path inside it.
pub(crate) fn files(folder: &Folder, name: &str) -> BTreeMap<String, Vec<u8>> {
    let root = folder.0.join(name);
    let (mut found, mut rest) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            rest.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(inside, std::fs::read(path).unwrap());
        }
    }
    found
}

fn build(folder: &Folder, words: &[&str]) -> String {
    let (code, out, err) = folder.run(&[&["build", "--no-pages"], words].concat());
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    err
}

/// The only file whose name begins so.
fn name_of(files: &BTreeMap<String, Vec<u8>>, start: &str) -> String {
    let mut names = files.keys().filter(|name| name.starts_with(start));
    let name = names.next().unwrap_or_else(|| panic!("there is no {start}"));
    assert_eq!(names.next(), None, "one {start}");
    name.clone()
}

#[test]
fn building_twice_gives_the_same_files_and_no_others() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["synth", "--count", "600", "--out", "docs"]).0, 0);
    folder.write("more/ferry.md", DOCUMENT);
    build(&folder, &["docs", "more", "--out", "one"]);
    build(&folder, &["more", "docs", "--out", "two"]);
    let one = files(&folder, "one");
    assert!(one == files(&folder, "two"), "the order of words does not matter");
    assert_eq!(one.keys().filter(|name| name.starts_with("parts/heads-")).count(), 2);
    // Built again into the same folder, with others between.
    build(&folder, &["more", "--out", "two"]);
    assert!(files(&folder, "two").len() < one.len());
    build(&folder, &["docs", "more", "--out", "two"]);
    assert!(one == files(&folder, "two"));
}

#[test]
fn both_forms_give_the_same_answers() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["synth", "--count", "300", "--out", "docs"]).0, 0);
    let err = build(&folder, &["docs", "--out", "split"]);
    let last = err.lines().last().unwrap();
    assert!(last.starts_with("300 incidents, ") && last.contains(" files, ") && last.contains(" s: split/"), "{last}");
    let last = build(&folder, &["docs", "--out", "whole", "--whole"]);
    let last = last.lines().last().unwrap();
    assert!(last.contains(" KB in 1 file, ") && last.ends_with(" s: whole/bundle.json"), "{last}");
    assert_eq!(files(&folder, "whole").len(), 1);
    for query in ["", "domain=finance&from=2015", "q=software+failure", "q=title:network -x", "sort=title&year=2014"] {
        let [split, whole] = ["split", "whole"].map(|site| folder.run(&["answer", site, query]));
        assert_eq!((split.0, split.2.as_str()), (0, ""), "{query}");
        assert!(split.1 == whole.1, "{query}");
    }
}

#[test]
fn only_what_a_build_wrote_is_removed() {
    let folder = Folder::with_documents();
    build(&folder, &["docs", "--out", "site"]);
    let before = files(&folder, "site");
    let mine = [
        "parts/notes.txt",
        "parts/index-mine.json",
        // Named like a part, and not one: the name is no hash of it.
        "parts/index-0123456789abcdef.json",
        "parts/deep/heads-0123456789abcdef.json",
        "robots.txt",
    ];
    mine.iter().for_each(|name| folder.write(&format!("site/{name}"), "mine"));
    // A part under another ending, and what a build leaves that was broken off.
    let (index, heads) = (name_of(&before, "parts/index-"), name_of(&before, "parts/heads-"));
    folder.write(&format!("site/{}", heads.replace(".json", ".bin")), std::str::from_utf8(&before[&heads]).unwrap());
    folder.write("site/parts/.writing", "half");
    folder.write("docs/tram.md", &DOCUMENT.replace("ferry-2014", "tram"));
    build(&folder, &["docs", "--out", "site"]);
    let after = files(&folder, "site");
    mine.iter().for_each(|name| assert_eq!(after[*name], b"mine", "{name}"));
    assert!(!after.contains_key(&index) && !after.contains_key("parts/.writing"));
    assert!(after.contains_key(&heads.replace(".json", ".bin")));
    // One file in the place of many: nobody's parts stay, somebody's files do.
    build(&folder, &["docs", "--out", "site", "--whole"]);
    let whole = files(&folder, "site");
    assert_eq!(whole.len(), mine.len() + 2);
    mine.iter().for_each(|name| assert_eq!(whole[*name], b"mine", "{name}"));
    build(&folder, &["docs", "--out", "other"]);
    build(&folder, &["docs", "--out", "other", "--whole"]);
    assert!(!folder.0.join("other/parts").exists());
}

const PAGE: &str = "<!doctype html>\n<head>\n  <title>Ö</title>\n  \
    <link rel=\"preload\" href=\"bundle.json\" as=\"fetch\" crossorigin>\n  \
    <link rel=\"preload\" href=\"./app-1.wasm\" crossorigin>\n</head>\n<body></body>\n";

fn link(file: &str) -> String {
    format!("<link rel=\"preload\" href=\"{file}\" as=\"fetch\" crossorigin>")
}

#[test]
fn the_page_of_an_app_names_what_it_fetches_first() {
    let folder = Folder::with_documents();
    folder.write("dist/index.html", PAGE);
    folder.write("dist/app-1.wasm", "wasm");
    folder.write("dist/bundle.json", "of another site");
    folder.write("dist/parts/index-0123456789abcdef.json", "of another site");
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    let site = files(&folder, "site");
    let hints = [link("bundle.json"), link(&name_of(&site, "parts/index-")), link(&name_of(&site, "parts/heads-"))];
    let hinted = PAGE.replace(&hints[0], &hints.join("\n  "));
    assert_eq!(String::from_utf8_lossy(&site["index.html"]), hinted);
    // Built again, from the app or from the site itself or beside it: the same bytes.
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    assert!(files(&folder, "site") == site);
    build(&folder, &["docs", "--out", "again", "--app", "site"]);
    assert!(files(&folder, "again") == site);
    // Another collection in the place of this one, and no hint of what is not there any more.
    folder.write("docs/tram.md", &DOCUMENT.replace("ferry-2014", "tram"));
    build(&folder, &["docs", "--out", "site"]);
    let other = files(&folder, "site");
    let page = String::from_utf8_lossy(&other["index.html"]).into_owned();
    assert!(page.contains(&link(&name_of(&other, "parts/index-"))) && !page.contains(&hints[1]), "{page}");
    build(&folder, &["docs", "--out", "site", "--whole"]);
    assert_eq!(String::from_utf8_lossy(&folder.read("site/index.html")), PAGE);
    // The app that was copied is as it was.
    assert_eq!(folder.read("dist/index.html"), PAGE.as_bytes());
}

#[test]
fn a_page_that_is_no_app_stays_as_it_is() {
    let folder = Folder::with_documents();
    let page = "<head><title>My own</title></head>";
    folder.write("site/index.html", page);
    build(&folder, &["docs", "--out", "site"]);
    assert_eq!(folder.read("site/index.html"), page.as_bytes());
    folder.write("dist/index.html", page);
    build(&folder, &["docs", "--out", "copied", "--app", "dist"]);
    let copied = String::from_utf8(folder.read("copied/index.html")).unwrap();
    assert!(
        copied.contains(&format!("{}<link", link("bundle.json"))) && copied.ends_with("crossorigin></head>"),
        "{copied}"
    );
}

#[test]
fn findings_come_in_the_order_of_files_and_lines() {
    let folder = Folder::with_documents();
    folder.write("docs/a.md", "no front matter");
    folder.write("docs/failscope.toml", "title = \"Ferries\"\ncolour = \"red\"\n");
    folder.write("docs/table.csv", "Incident ID,Title,Recurring Option\n5,Boards\nbus,again,unknown\n");
    folder.write("docs/zebra.toml", "");
    let (code, _, checked) = folder.run(&["check", "docs"]);
    assert_eq!(code, 1);
    let heads: Vec<&str> = checked.lines().filter_map(|line| line.split_once(": ").map(|(place, _)| place)).collect();
    let mut sorted = heads.clone();
    sorted.sort();
    assert_eq!((heads.first(), heads.last()), (Some(&"docs/a.md:1"), Some(&"docs/zebra.toml:1")), "{checked}");
    assert_eq!(heads, sorted, "{checked}");
    assert!(checked.contains("the id `bus` is taken by docs/bus.md"), "{checked}");
    let (code, _, built) = folder.run(&["build", "docs", "--out", "site", "--no-pages"]);
    assert_eq!(code, 1);
    let findings = |text: &str| text.rsplit_once("2 incidents, ").map(|(findings, _)| findings.to_owned());
    assert!(findings(&checked).is_some());
    assert_eq!(findings(&built), findings(&checked), "both speak of the same");
}
