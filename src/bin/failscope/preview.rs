//! `failscope preview`: shows a built site as a static host would, so that what is wrong with
//! types, caching, compression or a sub-path is seen before it is uploaded.
//!
//! It listens on this machine only, never writes, and never hands out a file from outside the
//! site's folder. `command` uses it.

use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::ExitCode;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Extensions, Method, StatusCode, Uri, Version};
use axum::response::{IntoResponse, Response};
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, DefaultPredicate};
use tower_http::services::fs::{Backend, ServeDir, TokioBackend, TokioFile};

use crate::caching;
use crate::command::Failure;

/// The port where nobody asks for another.
const PORT: u16 = 8080;

/// How many ports are tried from there.
const TRIES: u16 = 20;

/// What `preview` is asked for.
#[derive(Default)]
pub(crate) struct Wish {
    pub(crate) port: Option<u16>,
    pub(crate) base: Option<String>,
}

/// Serves `<site>` until it is stopped. Ctrl-C needs no care: there is nothing to save.
pub(crate) fn run(words: &[String], wish: &Wish) -> Result<ExitCode, Failure> {
    let [site] = words else { return Err(Failure::Usage("preview needs one site".to_owned())) };
    let base = base(wish.base.as_deref().unwrap_or("/"))?;
    let root = Path::new(site);
    if !root.join("index.html").is_file() {
        return Err(Failure::Outside(format!(
            "{site} holds no site to show, for it has no index.html: make one with failscope build --app"
        )));
    }
    let root = root.canonicalize().map_err(|error| crate::files::refuse("read", root, &error))?;
    let listener = listen(wish.port)?;
    let stopped = |error: io::Error| Failure::Outside(format!("the preview stopped: {error}"));
    let address = listener.local_addr().map_err(stopped)?;
    listener.set_nonblocking(true).map_err(stopped)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().build().map_err(stopped)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(stopped)?;
        // Whoever closed standard output does not want to know.
        let _ = writeln!(io::stdout(), "{site} is at http://{address}{base} (Ctrl-C ends it)");
        axum::serve(listener, router(root, base)).await.map_err(stopped)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// A base with a slash at both ends.
fn base(asked: &str) -> Result<String, Failure> {
    let inner = asked.trim_matches('/');
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&c);
    if !inner.bytes().all(plain) || inner.split('/').any(|name| name == "." || name == "..") || inner.contains("//") {
        return Err(Failure::Usage(format!(
            "--base is the path of the site on its host, like /failures/, not `{asked}`"
        )));
    }
    Ok(if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") })
}

/// The port that was asked for or none, else the first free one.
fn listen(asked: Option<u16>) -> Result<TcpListener, Failure> {
    let open = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let refuse = |port, error: &io::Error| {
        let why = match error.kind() {
            io::ErrorKind::AddrInUse => "another program has it; name another port, or none and a free one is found",
            io::ErrorKind::PermissionDenied => "the system does not allow it; ports from 1024 on need no rights",
            _ => return Failure::Outside(format!("cannot listen on port {port}: {error}")),
        };
        Failure::Outside(format!("cannot listen on port {port}: {why}"))
    };
    if let Some(port) = asked {
        return open(port).map_err(|error| refuse(port, &error));
    }
    for port in PORT..PORT + TRIES {
        match open(port) {
            Ok(listener) if port == PORT => return Ok(listener),
            Ok(listener) => {
                eprintln!("port {PORT} is taken, so this is port {port}");
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(refuse(port, &error)),
        }
    }
    Err(Failure::Outside(format!("the ports {PORT} to {} are all taken: name one with --port", PORT + TRIES - 1)))
}

/// Files that are read only where they are really inside the site: a link that leads out of it
/// would show what no upload of the folder contains.
#[derive(Clone)]
struct Inside(PathBuf);

type Opening<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl Inside {
    fn check(&self, path: &Path) -> io::Result<()> {
        let inside = path.canonicalize().is_ok_and(|real| real.starts_with(&self.0));
        if inside { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

impl Backend for Inside {
    type File = TokioFile;
    type Metadata = std::fs::Metadata;
    type OpenFuture = Opening<TokioFile>;
    type MetadataFuture = Opening<std::fs::Metadata>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        match self.check(&path) {
            Ok(()) => TokioBackend.open(path),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        match self.check(&path) {
            Ok(()) => TokioBackend.metadata(path),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }
}

/// What every request is answered from.
#[derive(Clone)]
struct Site {
    files: ServeDir<tower_http::services::fs::DefaultServeDirFallback, Inside>,
    base: String,
}

fn router(root: PathBuf, base: String) -> Router {
    let files = ServeDir::with_backend(&root, Inside(root.clone()))
        .redirect_path_prefix(base.trim_end_matches('/'))
        .ignore_multi_range_requests(true)
        .precompressed_br()
        .precompressed_gzip();
    // What has no copy beside it is compressed as a content network would: text, not pictures.
    let worth = DefaultPredicate::new().and(SizeAbove::new(256)).and(is_text as fn(_, _, &HeaderMap, &Extensions) -> _);
    Router::new().fallback(answer).with_state(Site { files, base }).layer(CompressionLayer::new().compress_when(worth))
}

fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/")
        || ["json", "wasm", "javascript", "xml"].iter().any(|word| kind.split([';', ' ']).any(|k| k.ends_with(word)))
}

async fn answer(State(mut site): State<Site>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(inside) = path.strip_prefix(&site.base) else {
        if format!("{path}/") == site.base {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            let home = [(header::LOCATION, site.base + &query), (header::CACHE_CONTROL, caching::ASK.to_owned())];
            return (StatusCode::TEMPORARY_REDIRECT, home).into_response();
        }
        let says = format!("404: this site is at {}\n", site.base);
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, caching::ASK)], says).into_response();
    };
    let missing = plain_request(request.method(), request.headers());
    let mut response = site.file(inside, request).await;
    let mut policy = caching::policy(inside);
    if response.status() == StatusCode::NOT_FOUND {
        response = site.file("404.html", missing).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = StatusCode::NOT_FOUND;
        } else {
            response = (StatusCode::NOT_FOUND, "404: there is no such file in this site\n").into_response();
        }
        // The error is of this address; these would speak of the page that tells it.
        for name in [header::ETAG, header::LAST_MODIFIED, header::ACCEPT_RANGES] {
            response.headers_mut().remove(name);
        }
    }
    if !response.status().is_success() && response.status() != StatusCode::NOT_MODIFIED {
        policy = caching::ASK;
    }
    finish(response.headers_mut(), policy);
    response
}

/// A request for the page that tells of an error: without conditions and ranges, which were
/// meant for another file.
fn plain_request(method: &Method, headers: &HeaderMap) -> Request {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.clone();
    if let Some(accepted) = headers.get(header::ACCEPT_ENCODING) {
        request.headers_mut().insert(header::ACCEPT_ENCODING, accepted.clone());
    }
    request
}

impl Site {
    /// The file at a path inside the site, still encoded as in an address.
    async fn file(&mut self, inside: &str, mut request: Request) -> Response {
        // Two slashes would begin the name of another host where this redirects to a folder.
        if inside.starts_with('/') {
            return StatusCode::NOT_FOUND.into_response();
        }
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let Ok(uri) = format!("/{inside}{query}").parse::<Uri>() else {
            return StatusCode::NOT_FOUND.into_response();
        };
        *request.uri_mut() = uri;
        // Whether a range still fits the copy that the client has is not looked at, so that it
        // gets the whole.
        if request.headers_mut().remove(header::IF_RANGE).is_some() {
            request.headers_mut().remove(header::RANGE);
        }
        match self.files.try_call(request).await {
            Ok(response) => response.map(Body::new),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::NotADirectory => {
                    StatusCode::NOT_FOUND.into_response()
                }
                _ => (StatusCode::INTERNAL_SERVER_ERROR, format!("500: {error}\n")).into_response(),
            },
        }
    }
}

/// The headers that hosts add to what a file says of itself.
fn finish(headers: &mut HeaderMap, policy: &'static str) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
    let change = |headers: &mut HeaderMap, name: HeaderName, to: &dyn Fn(&str) -> Option<String>| {
        let new = headers.get(&name).and_then(|value| to(value.to_str().ok()?));
        if let Some(new) = new.and_then(|new| HeaderValue::try_from(new).ok()) {
            headers.insert(name, new);
        }
    };
    change(headers, header::CONTENT_TYPE, &|kind| {
        (kind.starts_with("text/") && !kind.contains("charset")).then(|| format!("{kind}; charset=utf-8"))
    });
    // Weak, because the same tag stands for the file and for what is compressed on its way.
    change(headers, header::ETAG, &|tag| (!tag.starts_with("W/")).then(|| format!("W/{tag}")));
}
