//! `failscope build --precompress`: compressed copies, `.br` and `.gz`, beside the files of a
//! site, for hosts that serve them instead of compressing at every visit.
//!
//! It writes nothing but such copies, and the same files always give the same bytes. A copy that
//! holds another content than its file is worse than none, because a host would serve it: with
//! `--precompress` all are made new, and every build removes those that its own files made stale.
//! A name that is no copy of a file beside it is left alone. `delivery` uses it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::command::Failure;
use crate::progress::Progress;
use crate::{caching, files};

/// What is worth compressing; pictures and archives are compressed already.
const TEXTS: [&str; 18] = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "wasm",
    "bin",
    "svg",
    "txt",
    "xml",
    "md",
    "csv",
    "ts",
    "bib",
    "ris",
    "atom",
    "webmanifest",
    "map",
];

/// A file smaller than this travels in one packet either way.
const LEAST: u64 = 256;

/// Programs are few, never grow with the collection, and everybody downloads them.
const PROGRAMS: [&str; 3] = ["wasm", "js", "css"];

/// Data that everybody downloads, whole, before anything is seen.
const FIRST: [&str; 2] = ["bundle.json", "index-"];

/// The two encodings, by the endings of their copies.
#[derive(Clone, Copy)]
enum Encoding {
    Brotli,
    Gzip,
}

const ENCODINGS: [Encoding; 2] = [Encoding::Brotli, Encoding::Gzip];

/// How hard the two coders try, by their own scales.
#[derive(Clone, Copy)]
struct Effort {
    brotli: i32,
    gzip: u32,
}

impl Effort {
    /// By the kind of file. Most of a site is data that a visitor fetches a few files of, and for
    /// it the next steps cost many times the time: at 10, brotli saves another 7% and takes twenty
    /// times as long (docs/performance.md).
    fn for_file(path: &Path) -> Effort {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if ends_in(path, &PROGRAMS) {
            Effort { brotli: 11, gzip: 9 }
        } else if FIRST.iter().any(|start| name.starts_with(start)) {
            Effort { brotli: 10, gzip: 9 }
        } else {
            Effort { brotli: 6, gzip: 6 }
        }
    }
}

/// What was done: for people.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Done {
    /// Files that have copies.
    pub(crate) files: usize,
    /// Their bytes.
    pub(crate) plain: u64,
    /// The bytes of their `.br` copies, or of the file where it has none.
    pub(crate) brotli: u64,
    /// The same for `.gz`.
    pub(crate) gzip: u64,
    /// Copies that were there already.
    pub(crate) kept: usize,
}

/// Brings all copies in a site up to date: makes those that are missing, replaces those that
/// hold something else, and removes those of parts that are gone.
pub(crate) fn refresh(site: &Path) -> Result<Done, Failure> {
    remove_orphans(site)?;
    let mut paths = files::under(site)?;
    paths.retain(|path| ends_in(path, &TEXTS));
    let (next, progress) = (AtomicUsize::new(0), Mutex::new(Progress::begin("compressing")));
    let work = || -> Result<Done, Failure> {
        let mut done = Done::default();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.add(&copies(path, true)?);
            if let Ok(mut progress) = progress.lock() {
                progress.step("compressing", paths.len());
            }
        }
        Ok(done)
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores.min(paths.len())).map(|_| scope.spawn(work)).collect();
        let mut all = Done::default();
        for worker in workers {
            let done = worker.join().map_err(|_| Failure::Outside("a thread that compressed broke off".to_owned()))?;
            all.add(&done?);
        }
        Ok(all)
    })
}

/// Removes the copies that a build without `--precompress` has made stale: of the pages and the
/// manifest, of the app's files, and of parts that are gone. Nobody else's archives are opened.
pub(crate) fn remove_stale(site: &Path, app: &[PathBuf]) -> Result<(), Failure> {
    remove_orphans(site)?;
    let own = ["bundle.json", "index.html", "404.html"].map(Path::new);
    for inside in own.into_iter().chain(app.iter().map(PathBuf::as_path)) {
        let path = site.join(inside);
        if path.is_file() {
            copies(&path, false)?;
        }
    }
    Ok(())
}

/// Removes the copies of parts that are gone. Only names of parts are certain to be the command's
/// own; an archive that somebody put into the site stays.
fn remove_orphans(site: &Path) -> Result<(), Failure> {
    let folder = site.join(caching::PARTS);
    if !folder.is_dir() {
        return Ok(());
    }
    for path in files::under(&folder)?.iter().filter(|path| orphan(site, path)) {
        fs::remove_file(path).map_err(|error| files::refuse("remove", path, &error))?;
    }
    // Only an empty folder goes.
    let _ = fs::remove_dir(&folder);
    Ok(())
}

impl Done {
    fn add(&mut self, more: &Done) {
        self.files += more.files;
        self.plain += more.plain;
        self.brotli += more.brotli;
        self.gzip += more.gzip;
        self.kept += more.kept;
    }
}

impl Encoding {
    fn ending(self) -> &'static str {
        match self {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gz",
        }
    }

    /// A file's copy: `bundle.json.br`.
    fn beside(self, path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(self.ending());
        PathBuf::from(name)
    }

    fn encode(self, bytes: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
        match self {
            Encoding::Brotli => {
                let settings = brotli::enc::BrotliEncoderParams {
                    quality: effort.brotli,
                    size_hint: bytes.len(),
                    ..brotli::enc::BrotliEncoderParams::default()
                };
                let mut copy = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut copy, &settings)?;
                Ok(copy)
            }
            Encoding::Gzip => {
                // Neither a time nor a name is written into the copy unless one is given.
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(effort.gzip));
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }

    /// Whether a copy holds these bytes. A broken one does not.
    fn holds(self, copy: &[u8], bytes: &[u8]) -> bool {
        match self {
            Encoding::Brotli => same(brotli::Decompressor::new(copy, 4096), bytes),
            Encoding::Gzip => same(flate2::read::MultiGzDecoder::new(copy), bytes),
        }
    }
}

/// Whether a stream gives these bytes and ends; read piece by piece, because a copy may unfold
/// to any size.
fn same(mut stream: impl Read, mut rest: &[u8]) -> bool {
    let mut piece = [0; 16 * 1024];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return rest.is_empty(),
            Ok(read) if rest.starts_with(&piece[..read]) => rest = &rest[read..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(_) | Err(_) => return false,
        }
    }
}

/// The copies of one file.
fn copies(path: &Path, wanted: bool) -> Result<Done, Failure> {
    let there = ENCODINGS.map(|encoding| encoding.beside(path)).map(|copy| copy.is_file());
    if !wanted && there == [false, false] {
        return Ok(Done::default());
    }
    let bytes = files::read(path)?;
    let plain = bytes.len() as u64;
    let (mut sizes, mut kept) = ([plain; 2], 0);
    for ((encoding, there), size) in ENCODINGS.into_iter().zip(there).zip(&mut sizes) {
        let beside = encoding.beside(path);
        let old = if there { Some(files::read(&beside)?) } else { None };
        if let Some(old) = old.filter(|old| encoding.holds(old, &bytes)) {
            (*size, kept) = (old.len() as u64, kept + 1);
            continue;
        }
        let copy = if wanted && plain >= LEAST {
            encoding.encode(&bytes, Effort::for_file(path)).map_err(|error| files::refuse("compress", path, &error))?
        } else {
            Vec::new()
        };
        if !copy.is_empty() && copy.len() < bytes.len() {
            *size = copy.len() as u64;
            files::write(&beside, &copy)?;
        } else if there {
            fs::remove_file(&beside).map_err(|error| files::refuse("remove", &beside, &error))?;
        }
    }
    let has = sizes.iter().any(|size| *size < plain);
    Ok(if has { Done { files: 1, plain, brotli: sizes[0], gzip: sizes[1], kept } } else { Done::default() })
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

/// Whether a path is the copy of a part that is gone.
fn orphan(site: &Path, path: &Path) -> bool {
    let Some(inside) = path.strip_prefix(site).ok().and_then(Path::to_str) else { return false };
    let inside = inside.replace('\\', "/");
    let plain = ENCODINGS.iter().find_map(|encoding| inside.strip_suffix(encoding.ending())?.strip_suffix('.'));
    plain.is_some_and(|plain| {
        plain.starts_with(caching::PARTS) && caching::named_by_content(plain) && !site.join(plain).exists()
    })
}
