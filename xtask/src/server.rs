//! A file server for one folder on this machine: enough HTTP for a browser, and nothing else.
//!
//! GET and HEAD, one thread a connection, one request a connection. It never leaves its folder.

use crate::say::Outcome;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_HEAD: u64 = 16 * 1024;

/// Answers requests until the process ends.
pub fn run(listener: &TcpListener, folder: &Path) -> Outcome {
    let folder = fs::canonicalize(folder)
        .map_err(|error| format!("{} cannot be read ({error}): run `cargo xtask build`", folder.display()))?;
    for stream in listener.incoming() {
        let folder = folder.clone();
        // A connection that breaks is the browser's business; the next one is served.
        if let Ok(stream) = stream {
            let _ = thread::Builder::new().spawn(move || answer(stream, &folder));
        }
    }
    Ok(())
}

fn answer(mut stream: TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head = read_head(&stream)?;
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let reply = if matches!(method, "GET" | "HEAD") { look_up(folder, target) } else { Reply::text(405) };
    reply.send(&mut stream, method != "HEAD")
}

/// The request line. The headers are read to their end, because closing a connection with unread
/// bytes in it makes the browser drop the answer; they say nothing that matters here.
fn read_head(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(LONGEST_HEAD));
    let mut first = Vec::new();
    lines.read_until(b'\n', &mut first)?;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 2 {
        line.clear();
    }
    Ok(String::from_utf8_lossy(&first).into_owned())
}

struct Reply {
    status: u16,
    kind: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Reply {
    fn text(status: u16) -> Reply {
        Reply {
            status,
            kind: "text/plain; charset=utf-8",
            location: None,
            body: format!("{status} {}\n", phrase(status)).into(),
        }
    }

    fn send(&self, stream: &mut TcpStream, with_body: bool) -> io::Result<()> {
        let Reply { status, kind, location, body } = self;
        // A rebuild may give a file another content under the same name, so the browser asks
        // every time; on one machine that costs nothing.
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\nConnection: close\r\n",
            phrase(*status),
            body.len()
        );
        if *status == 405 {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Some(location) = location {
            head.push_str(&format!("Location: {location}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if with_body {
            stream.write_all(body)?;
        }
        stream.flush()
    }
}

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        405 => "Method Not Allowed",
        _ => "Not Found",
    }
}

fn look_up(folder: &Path, target: &str) -> Reply {
    let (path, query) = target.split_once('?').map_or((target, ""), |(path, query)| (path, query));
    let Some(inside) = resolve(path) else {
        return Reply::text(400);
    };
    let mut file = folder.join(inside);
    if file.is_dir() {
        if !path.ends_with('/') {
            let mark = if query.is_empty() { "" } else { "?" };
            // A path that began with two slashes would send the browser to another host.
            let location = format!("/{}/{mark}{query}", path.trim_start_matches('/'));
            return Reply { location: Some(location), ..Reply::text(301) };
        }
        file.push("index.html");
    }
    // A link inside the folder may point out of it.
    let stays = fs::canonicalize(&file).is_ok_and(|real| real.starts_with(folder));
    match fs::read(&file) {
        Ok(body) if stays => Reply { status: 200, kind: content_type(&file), location: None, body },
        _ => match fs::read(folder.join("404.html")) {
            Ok(body) => Reply { status: 404, kind: "text/html; charset=utf-8", location: None, body },
            Err(_) => Reply::text(404),
        },
    }
}

/// The path of a request as a path below the folder; `None` when it is not one.
fn resolve(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode(path.strip_prefix('/')?)?;
    if decoded.contains(['\\', '\0']) {
        return None;
    }
    let inside = PathBuf::from(decoded.trim_start_matches('/'));
    inside.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)).then_some(inside)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for (path, inside) in [
            ("/", Some("")),
            ("/data/bundle.json", Some("data/bundle.json")),
            ("/a%20b.css", Some("a b.css")),
            ("//etc/passwd", Some("etc/passwd")),
            ("/%2Fetc/passwd", Some("etc/passwd")),
            ("/../secret", None),
            ("/a/%2e%2e/%2e%2e/secret", None),
            ("/..%5csecret", None),
            ("/a%00.html", None),
            ("/%zz", None),
            ("/%f", None),
            ("/%ff", None),
            ("no-slash", None),
            ("", None),
        ] {
            assert_eq!(resolve(path), inside.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_needs() {
        assert_eq!(content_type(Path::new("app_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("LICENSE")), "application/octet-stream");
    }
}
