//! What `failscope build` adds for hosts: compressed copies, the page for addresses that lead
//! nowhere, and each host's own file.

use std::collections::BTreeMap;
use std::io::Read;

use super::sites::files;
use super::{DOCUMENT, Folder};

/// Documents and an app with the names that Trunk gives.
pub(crate) fn with_app() -> Folder {
    let folder = Folder::with_documents();
    folder.write("dist/index.html", "<html><head><title>Explorer</title></head></html>");
    folder.write("dist/app-0123456789abcdef.js", &"export const answer = 42;\n".repeat(40));
    folder.write("dist/app-0123456789abcdef_bg.wasm", &"\0asm, and what follows\n".repeat(40));
    folder.write("dist/main-0123456789abcde.css", &"body { color: red; }\n".repeat(40));
    folder.write("dist/engine/failscope-engine.wasm", &"\0asm of the engine\n".repeat(40));
    folder.write("dist/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    folder
}

/// Builds a site of the app and says what the command said.
pub(crate) fn build(folder: &Folder, out: &str, more: &[&str]) -> String {
    let (code, _, err) = folder.run(&[&["build", "docs", "--no-pages", "--out", out, "--app", "dist"], more].concat());
    assert_eq!(code, 0, "{err}");
    err
}

/// What a copy holds, or nothing where it is no copy.
pub(crate) fn unfold(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match ending {
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_end(&mut plain),
        _ => flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain),
    };
    read.unwrap();
    plain
}

/// The copies of a site, by their file's name, and how many of them there are.
fn copies(site: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &str)> {
    site.keys()
        .filter_map(|name| name.rsplit_once('.'))
        .filter(|(plain, ending)| ["br", "gz"].contains(ending) && site.contains_key(*plain))
        .collect()
}

/// Every copy holds its file.
#[track_caller]
fn hold(site: &BTreeMap<String, Vec<u8>>) {
    for (plain, ending) in copies(site) {
        assert!(unfold(ending, &site[&format!("{plain}.{ending}")]) == site[plain], "{plain}.{ending}");
    }
}

#[test]
fn copies_hold_the_same_bytes_as_their_files() {
    let folder = with_app();
    let says = build(&folder, "site", &["--precompress"]);
    assert!(says.contains(" KB as .br and ") && says.contains("0 copies were there already"), "{says}");
    let site = files(&folder, "site");
    hold(&site);
    let small = |name: &str| site[name].len() < 256;
    for name in site.keys().filter(|name| !name.ends_with(".br") && !name.ends_with(".gz") && !small(name)) {
        for ending in ["br", "gz"] {
            let copy = site.get(&format!("{name}.{ending}"));
            assert!(copy.is_some_and(|copy| copy.len() < site[name].len()), "{name}.{ending}");
        }
    }
    assert!(copies(&site).len() >= 14 && small("icon.svg") && !site.contains_key("icon.svg.br"));
}

#[test]
fn two_builds_give_the_same_copies_and_a_third_keeps_them() {
    let folder = with_app();
    build(&folder, "one", &["--precompress"]);
    build(&folder, "two", &["--precompress"]);
    let one = files(&folder, "one");
    assert!(one == files(&folder, "two"));
    let says = build(&folder, "one", &["--precompress"]);
    assert!(says.contains(&format!("; {} copies were there already", copies(&one).len())), "{says}");
    assert!(one == files(&folder, "one"));
    // The site as the app of another: its copies come along, and all of them are right.
    let (code, _, err) = folder.run(&["build", "docs/ferry.md", "--out", "three", "--app", "one"]);
    assert_eq!(code, 0, "{err}");
    let three = files(&folder, "three");
    hold(&three);
    assert!(three.contains_key("app-0123456789abcdef.js.br") && !three.contains_key("bundle.json.br"));
}

#[test]
fn stale_copies_are_made_again_or_removed() {
    for wanted in [&["--precompress"][..], &[]] {
        let folder = with_app();
        build(&folder, "site", &["--precompress"]);
        let before = files(&folder, "site");
        folder.write("docs/tram.md", &DOCUMENT.replace("ferry-2014", "tram"));
        folder.write("dist/engine/failscope-engine.wasm", &"\0asm of another engine\n".repeat(40));
        build(&folder, "site", wanted);
        let after = files(&folder, "site");
        hold(&after);
        let gone: Vec<_> = before.keys().filter(|name| name.starts_with("parts/index-")).collect();
        assert_eq!(gone.len(), 3, "the index and two copies");
        gone.iter().for_each(|name| assert!(!after.contains_key(*name), "{name}"));
        for name in ["bundle.json.br", "engine/failscope-engine.wasm.gz"] {
            assert_eq!(after.contains_key(name), !wanted.is_empty(), "{name}");
        }
        // What did not change keeps its copy either way.
        assert!(after.contains_key("app-0123456789abcdef_bg.wasm.br"));
    }
    let folder = with_app();
    build(&folder, "site", &["--precompress"]);
    build(&folder, "site", &["--whole"]);
    assert!(!folder.0.join("site/parts").exists(), "copies of parts go with their parts");
}

#[test]
fn files_of_somebody_stay() {
    let folder = with_app();
    let mine = ["archive.tar.gz", "parts/notes.gz", "parts/notes-0123.json.br", "photo.png", "404.html"];
    mine.iter().for_each(|name| folder.write(&format!("site/{name}"), "mine"));
    folder.write("site/notes.txt", &"long enough to compress\n".repeat(40));
    for more in [&["--precompress", "--host", "github-pages"][..], &[], &["--whole"]] {
        build(&folder, "site", more);
        let site = files(&folder, "site");
        mine.iter().for_each(|name| assert_eq!(site[*name], b"mine", "{name} {more:?}"));
        assert!(!site.contains_key("photo.png.br") && site.contains_key("notes.txt.gz"));
    }
}

#[test]
fn the_page_for_nowhere_leads_home() {
    for (settings, link) in [
        ("", "href=\"./\""),
        ("base_url = \"https://example.org\"\n", "href=\"/\""),
        ("base_url = \"https://example.org/failures\"\n", "href=\"/failures/\""),
    ] {
        let folder = with_app();
        folder.write("docs/failscope.toml", &format!("title = \"Ferries\"\n{settings}"));
        build(&folder, "site", &[]);
        let page = String::from_utf8(folder.read("site/404.html")).unwrap();
        assert!(page.contains(link), "{settings}: {page}");
        build(&folder, "site", &[]);
        assert_eq!(folder.read("site/404.html"), page.as_bytes());
        assert_eq!(folder.run(&["build", "docs", "--out", "data"]).0, 0);
        assert!(!folder.0.join("data/404.html").exists(), "data alone is no site");
    }
}

#[test]
fn each_host_gets_its_file_and_no_other() {
    const FILES: [&str; 3] = [".nojekyll", "_headers", "failscope.nginx.conf"];
    for (host, file, says) in [
        ("github-pages", Some(".nojekyll"), "GitHub Pages: publish the folder"),
        ("gitlab-pages", None, "GitLab Pages: the folder must be called public"),
        ("netlify", Some("_headers"), "Netlify reads _headers"),
        ("cloudflare-pages", Some("_headers"), "Cloudflare reads _headers"),
        ("s3", None, "S3: headers are given when files are uploaded"),
        ("nginx", Some("failscope.nginx.conf"), "include failscope.nginx.conf"),
    ] {
        let folder = with_app();
        let err = build(&folder, "site", &["--host", host]);
        assert!(err.contains(says), "{host}: {err}");
        let site = files(&folder, "site");
        let found: Vec<_> = FILES.into_iter().filter(|name| site.contains_key(*name)).collect();
        assert_eq!(found, file.into_iter().collect::<Vec<_>>(), "{host}");
        build(&folder, "site", &["--host", host]);
        assert!(files(&folder, "site") == site, "{host}: the same again");
        let Some(file) = file.filter(|file| *file != ".nojekyll") else { continue };
        // Somebody's own is not replaced, and nothing else is written before that is said.
        for (words, place) in [(["--out", "other"], "other"), (["--out", "new"], "dist")] {
            folder.write(&format!("{place}/{file}"), "# mine");
            let words = [&["build", "docs", "--app", "dist", "--host", host][..], &words].concat();
            let (code, _, err) = folder.run(&words);
            assert_eq!(code, 1, "{err}");
            assert!(err.contains(&format!("{place}/{file} is not a file that failscope wrote")), "{err}");
            assert_eq!(folder.read(&format!("{place}/{file}")), b"# mine");
            assert!(!folder.0.join(words[words.len() - 1]).join("bundle.json").exists());
        }
    }
}

/// The rules of a `_headers`: path to lines of headers, no path twice.
fn rules(text: &str) -> BTreeMap<String, Vec<&str>> {
    let (mut rules, mut path) = (BTreeMap::<String, Vec<&str>>::new(), "");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(header) => rules.get_mut(path).unwrap().push(header),
            None => {
                path = line;
                assert!(rules.insert(path.to_owned(), Vec::new()).is_none(), "{path} is there twice");
            }
        }
    }
    rules
}

#[test]
fn header_files_name_every_asset_once() {
    const FOREVER: &str = "Cache-Control: public, max-age=31536000, immutable";
    const WASM: &str = "Content-Type: application/wasm";
    for (base, home) in [("", "/"), ("base_url = \"https://example.org/a\"\n", "/a/")] {
        let folder = with_app();
        folder.write("docs/failscope.toml", &format!("title = \"Ferries\"\n{base}"));
        build(&folder, "site", &["--host", "netlify", "--precompress"]);
        build(&folder, "other", &["--host", "cloudflare-pages", "--precompress"]);
        let text = String::from_utf8(folder.read("site/_headers")).unwrap();
        assert_eq!(folder.read("other/_headers"), text.as_bytes());
        let expected = [
            ("bundle.json", vec!["Cache-Control: no-cache"]),
            ("parts/*", vec![FOREVER]),
            ("app-0123456789abcdef.js", vec![FOREVER]),
            ("app-0123456789abcdef_bg.wasm", vec![FOREVER, WASM]),
            ("main-0123456789abcde.css", vec![FOREVER]),
            ("engine/failscope-engine.wasm", vec![WASM]),
        ];
        let expected: BTreeMap<String, _> =
            expected.into_iter().map(|(path, headers)| (format!("{home}{path}"), headers)).collect();
        assert_eq!(rules(&text), expected);
    }
}

#[test]
fn the_snippet_for_nginx_has_the_path_of_the_site() {
    let folder = with_app();
    folder.write("docs/failscope.toml", "title = \"Ferries\"\nbase_url = \"https://example.org/a.b/\"\n");
    build(&folder, "site", &["--host", "nginx"]);
    let text = String::from_utf8(folder.read("site/failscope.nginx.conf")).unwrap();
    for says in [
        "location /a.b/ {",
        "error_page 404 /a.b/404.html;",
        "location ~ \"^/a\\.b/(parts/",
        "gzip_static on;",
        "application/wasm wasm;",
        "add_header Cache-Control \"no-cache\" always;",
        "add_header Cache-Control \"public, max-age=31536000, immutable\";",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}

#[test]
fn wrong_words_for_hosts_are_told_the_right_ones() {
    let folder = with_app();
    let names = "--host is one of github-pages, gitlab-pages, netlify, cloudflare-pages, s3, nginx, not `geocities`";
    for (words, says) in [
        (vec!["build", "docs", "--out", "site", "--host", "geocities"], names),
        (vec!["build", "docs", "--out", "site", "--host"], "missing argument for option '--host'"),
        (vec!["check", "docs", "--host", "nginx"], "invalid option '--host'"),
        (vec!["check", "docs", "--precompress"], "invalid option '--precompress'"),
    ] {
        let (code, _, err) = folder.run(&words);
        assert_eq!(code, 2, "{words:?}: {err}");
        assert!(err.contains(says), "{words:?}: {err}");
    }
    assert!(!folder.0.join("site").exists());
}
