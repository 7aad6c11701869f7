//! What `failscope build` writes for other pages, and what the script that they load weighs.

use std::io::Write;

use super::sites::files;
use super::{DOCUMENT, Folder};

/// The most that `embed.js` may weigh with gzip.
const MOST: usize = 4096;

const PAGE: &str = "<!doctype html>\n<head><link rel=\"stylesheet\" href=\"./main-1.css\"/>\
    <link rel=\"modulepreload\" href=\"./app-1.js\"><link rel=\"preload\" href=\"./app-1_bg.wasm\"></head>\n";

fn with_app() -> Folder {
    let folder = Folder::with_documents();
    folder.write("dist/index.html", PAGE);
    folder.write("dist/embed/frame.js", "// the frame's");
    folder
}

fn build(folder: &Folder, words: &[&str]) {
    let (code, _, err) = folder.run(&[&["build"], words].concat());
    assert_eq!(code, 0, "{err}");
}

fn glance(folder: &Folder, site: &str) -> serde_json::Value {
    serde_json::from_slice(&folder.read(&format!("{site}/embed/glance.json"))).unwrap()
}

#[test]
fn a_site_with_an_app_has_a_frame_and_the_numbers_of_charts() {
    let folder = with_app();
    for (site, words) in [("split", &["--app", "dist"][..]), ("whole", &["--app", "dist", "--whole"])] {
        build(&folder, &[&["docs", "--out", site], words].concat());
        let frame = String::from_utf8(folder.read(&format!("{site}/embed.html"))).unwrap();
        assert!(frame.contains("./app-1.js") && frame.contains("./main-1.css") && frame.contains("./app-1_bg.wasm"));
        // The numbers are those of the answer to everything, in its shape.
        let (code, told, err) = folder.run(&["answer", site, ""]);
        assert_eq!((code, err.as_str()), (0, ""));
        let (told, glance): (serde_json::Value, _) = (serde_json::from_str(&told).unwrap(), glance(&folder, site));
        for name in ["total", "undated", "histogram"] {
            assert_eq!(glance[name], told[name], "{name}");
        }
        for (facet, counts) in glance["facets"].as_object().unwrap() {
            assert_eq!(counts, &told["facets"][facet], "{facet}");
            assert!(glance["labels"][facet]["label"].is_string(), "{facet}");
        }
        assert_eq!(glance["labels"]["domain"]["label"], "Domain");
    }
    assert_eq!(folder.read("split/embed.html"), folder.read("whole/embed.html"));
}

#[test]
fn embeds_are_given_their_words_in_every_language() {
    let folder = with_app();
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    let module = String::from_utf8(folder.read("site/embed/words.js")).unwrap();
    let (_, rest) = module.split_once("const WORDS = ").unwrap();
    let words: serde_json::Value = serde_json::from_str(rest.lines().next().unwrap()).unwrap();
    let scripts = concat!(include_str!("../../public/embed/chart.js"), include_str!("../../public/embed/dialog.js"));
    for (language, _) in failscope::words::LANGUAGES {
        assert!(words[language]["Plurals"].is_string(), "{language}");
        for name in scripts.split("say('").skip(1).filter_map(|after| after.split('\'').next()) {
            assert!(words[language][name].is_string(), "{name} in {language}");
        }
    }
    assert_eq!(words["de"]["NotApplicable"], "nicht anwendbar");
}

#[test]
fn numbers_follow_the_collection_and_building_again_changes_nothing_else() {
    let folder = with_app();
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    let (before, one) = (files(&folder, "site"), glance(&folder, "site")["total"].as_u64().unwrap());
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    assert!(files(&folder, "site") == before);
    folder.write("docs/tram.md", &DOCUMENT.replace("ferry-2014", "tram"));
    build(&folder, &["docs", "--out", "site"]);
    assert_eq!(glance(&folder, "site")["total"].as_u64(), Some(one + 1));
}

#[test]
fn a_frame_that_somebody_wrote_stays_and_data_alone_has_none() {
    let folder = with_app();
    folder.write("site/embed.html", "mine");
    build(&folder, &["docs", "--out", "site", "--app", "dist"]);
    assert_eq!(folder.read("site/embed.html"), b"mine");
    build(&folder, &["docs", "--out", "data"]);
    assert!(!folder.0.join("data/embed").exists() && !folder.0.join("data/embed.html").exists());
}

#[test]
fn the_script_of_embeds_is_small_and_asks_for_nothing() {
    let script = include_str!("../../public/embed.js");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(script.as_bytes()).unwrap();
    let size = gzip.finish().unwrap().len();
    assert!(size <= MOST, "embed.js is {size} bytes with gzip: {MOST} at most");
    for word in ["eval(", "innerHTML", "insertAdjacentHTML", "document.write", "fetch(", "XMLHttpRequest", "import("] {
        assert!(!script.contains(word), "{word}");
    }
}
