//! `failscope preview` over a real socket: what a browser would get from a host.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Folder;
use super::hosting::{build, unfold, with_app};
use super::sites::files;

const ASK: &str = "no-cache";
const FOREVER: &str = "public, max-age=31536000, immutable";

/// A running preview, which ends with its test.
struct Preview {
    child: Child,
    port: u16,
    base: String,
}

struct Response {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Preview {
    /// Starts one on a port that the system chooses, and waits until it says where it is.
    fn of(folder: &Folder, site: &str, words: &[&str]) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_failscope"))
            .args(["preview", site, "--port", "0"])
            .args(words)
            .current_dir(&folder.0)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let (_, address) = line.split_once("http://127.0.0.1:").unwrap_or_else(|| panic!("no address in {line:?}"));
        let (address, _) = address.split_once(' ').unwrap();
        let (port, base) = address.split_once('/').unwrap();
        Preview { child, port: port.parse().unwrap(), base: format!("/{base}") }
    }

    /// Asks for a path as it is written, with headers, and reads the whole answer.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Response::read(&bytes)
    }

    fn get(&self, inside: &str) -> Response {
        self.ask("GET", &format!("{}{inside}", self.base), &[])
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Response {
    fn read(bytes: &[u8]) -> Response {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: BTreeMap<String, String> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut body = bytes[end + 4..].to_vec();
        if headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked") {
            body = whole(&body);
        }
        Response { status, headers, body }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// A body that came in chunks.
fn whole(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = rest.windows(2).position(|two| two == b"\r\n") {
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..at]).unwrap(), 16).unwrap();
        body.extend(&rest[at + 2..at + 2 + length]);
        rest = &rest[at + 2 + length + 2..];
    }
    body
}

/// The only part of a kind.
fn part(folder: &Folder, start: &str) -> String {
    let named = |name: &&String| name.starts_with(start) && (name.ends_with(".json") || name.ends_with(".bin"));
    files(folder, "site").keys().find(named).unwrap().clone()
}

#[test]
fn every_kind_of_file_has_its_type_and_its_time_to_live() {
    let folder = with_app();
    build(&folder, "site", &[]);
    let (index, text) = (part(&folder, "parts/index-"), part(&folder, "parts/text-"));
    let preview = Preview::of(&folder, "site", &[]);
    for (path, file, kind, policy) in [
        ("", "index.html", "text/html; charset=utf-8", ASK),
        ("?q=rollback", "index.html", "text/html; charset=utf-8", ASK),
        ("index.html", "index.html", "text/html; charset=utf-8", ASK),
        ("bundle.json", "bundle.json", "application/json", ASK),
        (&index, &index, "application/json", FOREVER),
        (&text, &text, if text.ends_with(".bin") { "application/octet-stream" } else { "application/json" }, FOREVER),
        ("app-0123456789abcdef.js", "app-0123456789abcdef.js", "text/javascript; charset=utf-8", FOREVER),
        ("app-0123456789abcdef_bg.wasm", "app-0123456789abcdef_bg.wasm", "application/wasm", FOREVER),
        ("main-0123456789abcde.css", "main-0123456789abcde.css", "text/css; charset=utf-8", FOREVER),
        ("engine/failscope-engine.wasm", "engine/failscope-engine.wasm", "application/wasm", ASK),
        ("icon.svg", "icon.svg", "image/svg+xml", ASK),
    ] {
        let plain = folder.read(&format!("site/{file}"));
        let response = preview.get(path);
        let found = (response.status, response.header("content-type"), response.header("cache-control"));
        assert_eq!(found, (200, kind, policy), "{path}");
        assert!(response.body == plain && response.header("content-encoding").is_empty(), "{path}");
        let head = preview.ask("HEAD", &format!("/{path}"), &[]);
        let found = (head.status, head.header("content-type"), head.header("cache-control"));
        assert_eq!((found, head.body.len()), ((200, kind, policy), 0), "HEAD {path}");
        assert_eq!(head.header("content-length"), plain.len().to_string(), "HEAD {path}");
    }
    assert_eq!(preview.ask("POST", "/", &[]).status, 405);
}

#[test]
fn answers_are_compressed_as_the_browser_accepts() {
    let folder = with_app();
    build(&folder, "flying", &[]);
    build(&folder, "site", &["--precompress"]);
    for site in ["flying", "site"] {
        let preview = Preview::of(&folder, site, &[]);
        for (accepts, encoding) in [
            ("", ""),
            ("identity", ""),
            ("gzip", "gzip"),
            ("br", "br"),
            ("gzip, deflate, br, zstd", "br"),
            ("br;q=0, gzip", "gzip"),
            ("deflate", ""),
        ] {
            for path in ["bundle.json", "app-0123456789abcdef_bg.wasm", "app-0123456789abcdef.js"] {
                let response = preview.ask("GET", &format!("/{path}"), &[("Accept-Encoding", accepts)]);
                let plain = folder.read(&format!("{site}/{path}"));
                assert_eq!(response.header("content-encoding"), encoding, "{site} {accepts} {path}");
                assert!(response.header("vary").to_lowercase().contains("accept-encoding"), "{site} {accepts} {path}");
                if encoding.is_empty() {
                    assert!(response.body == plain, "{site} {accepts} {path}");
                    continue;
                }
                let ending = if encoding == "br" { "br" } else { "gz" };
                assert!(unfold(ending, &response.body) == plain, "{site} {accepts} {path}");
                if site == "site" {
                    // The copy itself, and not something compressed on the way.
                    assert!(response.body == folder.read(&format!("site/{path}.{ending}")), "{accepts} {path}");
                }
            }
            let small = preview.ask("GET", "/icon.svg", &[("Accept-Encoding", accepts)]);
            assert_eq!((small.status, small.header("content-encoding")), (200, ""), "{accepts}");
        }
    }
}

#[test]
fn a_site_under_a_path_is_there_and_nowhere_else() {
    let folder = with_app();
    build(&folder, "site", &[]);
    for base in ["/failures/", "failures", "/failures", "/a/b/"] {
        let preview = Preview::of(&folder, "site", &["--base", base]);
        let home = format!("/{}/", base.trim_matches('/'));
        assert_eq!(preview.base, home);
        let bare = home.trim_end_matches('/');
        for (path, status, location) in [
            (home.clone(), 200, String::new()),
            (format!("{home}bundle.json"), 200, String::new()),
            (bare.to_owned(), 307, home.clone()),
            (format!("{bare}?q=a+b"), 307, format!("{home}?q=a+b")),
            (format!("{home}engine"), 307, format!("{home}engine/")),
            ("/".to_owned(), 404, String::new()),
            ("/bundle.json".to_owned(), 404, String::new()),
            (format!("{bare}ish/"), 404, String::new()),
            (format!("{home}/example.org"), 404, String::new()),
        ] {
            let response = preview.ask("GET", &path, &[]);
            assert_eq!((response.status, response.header("location")), (status, location.as_str()), "{base} {path}");
            assert_eq!(response.header("cache-control"), ASK, "{base} {path}");
        }
    }
}

#[test]
fn what_is_not_there_gets_the_page_for_nowhere() {
    let folder = with_app();
    build(&folder, "site", &["--precompress"]);
    let page = folder.read("site/404.html");
    let preview = Preview::of(&folder, "site", &[]);
    for path in
        ["nowhere", "engine/", "parts/index-0123456789abcdef.json", "icon.svg/deep", "caf%C3%A9", "%ff", "a%00b"]
    {
        let conditions = [("If-None-Match", "*"), ("Range", "bytes=0-1")];
        for headers in [&[][..], &conditions] {
            let response = preview.ask("GET", &format!("/{path}"), headers);
            let found = (response.status, response.header("content-type"), response.header("cache-control"));
            assert_eq!(found, (404, "text/html; charset=utf-8", ASK), "{path}");
            assert!(response.body == page && response.header("etag").is_empty(), "{path}");
        }
        let packed = preview.ask("GET", &format!("/{path}"), &[("Accept-Encoding", "br")]);
        assert_eq!((packed.status, packed.header("content-encoding")), (404, "br"), "{path}");
        assert!(unfold("br", &packed.body) == page, "{path}");
        let head = preview.ask("HEAD", &format!("/{path}"), &[]);
        assert_eq!((head.status, head.body.len()), (404, 0), "{path}");
    }
    std::fs::remove_file(folder.0.join("site/404.html")).unwrap();
    std::fs::remove_file(folder.0.join("site/404.html.br")).unwrap();
    let response = preview.get("nowhere");
    assert_eq!((response.status, response.header("cache-control")), (404, ASK));
    assert!(response.body.starts_with(b"404: "));
}

#[test]
fn nothing_outside_the_site_is_handed_out() {
    let folder = with_app();
    build(&folder, "site", &[]);
    folder.write("secret.txt", "secret");
    folder.write("hidden/secret.txt", "secret");
    let mut paths = vec![
        "/../secret.txt".to_owned(),
        "/engine/../../secret.txt".to_owned(),
        "/%2e%2e/secret.txt".to_owned(),
        "/..%2fsecret.txt".to_owned(),
        "/..%5csecret.txt".to_owned(),
        "//secret.txt".to_owned(),
        format!("/{}/secret.txt", folder.0.display()),
    ];
    #[cfg(unix)]
    {
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(folder.0.join(to), folder.0.join(name)).unwrap();
        link("secret.txt", "site/link.txt");
        link("hidden", "site/linked");
        link("secret.txt", "site/icon.svg.br");
        link("site/icon.svg", "site/inside.svg");
        paths.extend(["/link.txt", "/linked/secret.txt", "/linked/", "/linked"].map(str::to_owned));
    }
    let preview = Preview::of(&folder, "site", &[]);
    for path in paths {
        let response = preview.ask("GET", &path, &[]);
        assert_eq!(response.status, 404, "{path}");
        assert_ne!(response.body, b"secret", "{path}");
    }
    if cfg!(unix) {
        assert_eq!(
            preview.get("inside.svg").body,
            folder.read("site/icon.svg"),
            "a link that stays inside is followed"
        );
        let copy = preview.ask("GET", "/icon.svg", &[("Accept-Encoding", "br")]);
        assert_ne!(copy.body, b"secret");
    }
}

#[test]
fn a_copy_that_is_still_right_is_not_sent_again() {
    let folder = with_app();
    build(&folder, "flying", &[]);
    build(&folder, "site", &["--precompress"]);
    for site in ["flying", "site"] {
        let preview = Preview::of(&folder, site, &[]);
        for accepts in ["identity", "br"] {
            let encoding = ("Accept-Encoding", accepts);
            let ask = |name: &str, value: &str| preview.ask("GET", "/bundle.json", &[encoding, (name, value)]);
            let first = preview.ask("GET", "/bundle.json", &[encoding]);
            let (tag, date) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
            assert!(tag.starts_with("W/\"") && !date.is_empty(), "{site} {accepts}: {tag} {date}");
            for (name, value, status) in [
                ("If-None-Match", tag.as_str(), 304),
                ("If-None-Match", "\"other\"", 200),
                ("If-Modified-Since", date.as_str(), 304),
                ("If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT", 200),
            ] {
                let again = ask(name, value);
                assert_eq!((again.status, again.header("cache-control")), (status, ASK), "{site} {accepts} {name}");
                assert_eq!(again.body.is_empty(), status == 304, "{site} {accepts} {name}");
            }
        }
        let range = preview.ask("GET", "/bundle.json", &[("Range", "bytes=2-5")]);
        let plain = folder.read(&format!("{site}/bundle.json"));
        assert_eq!((range.status, &range.body[..]), (206, &plain[2..6]), "{site}");
    }
}

#[test]
fn a_wrong_call_says_what_is_right() {
    let folder = with_app();
    build(&folder, "site", &[]);
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (words, code, says) in [
        (vec!["preview"], 2, "preview needs one site"),
        (vec!["preview", "site", "other"], 2, "preview needs one site"),
        (vec!["preview", "site", "--port"], 2, "missing argument for option '--port'"),
        (vec!["preview", "site", "--port", "70000"], 2, "cannot parse argument \"70000\""),
        (vec!["preview", "site", "--port", "http"], 2, "cannot parse argument \"http\""),
        (vec!["preview", "site", "--base", "/a/../b/"], 2, "--base is the path of the site on its host"),
        (vec!["preview", "site", "--base", "/a//b/"], 2, "--base is the path of the site on its host"),
        (vec!["preview", "site", "--base", "/a b/"], 2, "--base is the path of the site on its host"),
        (vec!["preview", "site", "--base", "https://example.org/?"], 2, "--base is the path of the site on its host"),
        (vec!["preview", "site", "--out", "x"], 2, "invalid option '--out'"),
        (vec!["build", "docs", "--port", "1"], 2, "invalid option '--port'"),
        (vec!["preview", "nowhere"], 1, "nowhere holds no site to show, for it has no index.html"),
        (vec!["preview", "docs"], 1, "make one with failscope build --app"),
        (vec!["preview", "site", "--port", &port], 1, "another program has it; name another port, or none"),
    ] {
        let (found, out, err) = folder.run(&words);
        assert_eq!((found, out.as_str()), (code, ""), "{words:?}: {err}");
        assert!(err.contains(says), "{words:?}: {err}");
    }
}
