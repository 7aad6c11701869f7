//! Files and folders, the only part of the command that touches them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Failure;
use crate::pages;

/// The endings that a folder is searched for.
const READ: [&str; 5] = ["md", "txt", "csv", "json", "toml"];

/// The documents of a call: their names, ascending, and where they are.
pub(crate) struct Documents {
    /// As a person would write them.
    pub(crate) names: Vec<String>,
    /// Those whose names cannot be written: a name on screen is not always enough to open a file.
    unwritable: BTreeMap<usize, PathBuf>,
}

impl Documents {
    /// Where a document is.
    pub(crate) fn path(&self, at: usize) -> &Path {
        let named = || Path::new(self.names.get(at).map_or("", String::as_str));
        self.unwritable.get(&at).map_or_else(named, PathBuf::as_path)
    }
}

/// Finds the files and folders of a call, each file once. In a folder, files named in capital
/// letters (README.md, METHOD.md, LICENSE) or called so are about the collection and not of it; hidden
/// files and files with other endings are left alone. A file that is named itself is always
/// read.
pub(crate) fn gather(names: &[String]) -> Result<Documents, Failure> {
    let mut paths = Vec::new();
    // Only links, or two words of a call, can lead to a file twice.
    let mut doubtful = names.len() > 1;
    for name in names {
        let path = PathBuf::from(name);
        if path.is_dir() {
            folder(&path, &mut paths, &mut doubtful)?;
        } else {
            paths.push(path);
        }
    }
    let mut found: Vec<(String, PathBuf)> = paths.into_iter().map(|path| (path.display().to_string(), path)).collect();
    found.sort();
    if doubtful {
        let mut seen = BTreeSet::new();
        found.retain(|(_, path)| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    }
    let mut documents = Documents { names: Vec::new(), unwritable: BTreeMap::new() };
    for (at, (name, path)) in found.into_iter().enumerate() {
        if path.to_str().is_none() {
            documents.unwritable.insert(at, path);
        }
        documents.names.push(name);
    }
    Ok(documents)
}

fn folder(path: &Path, paths: &mut Vec<PathBuf>, doubtful: &mut bool) -> Result<(), Failure> {
    for entry in fs::read_dir(path).map_err(|error| refuse("read", path, &error))? {
        let entry = entry.map_err(|error| refuse("read", path, &error))?;
        let kind = entry.file_type().map_err(|error| refuse("read", path, &error))?;
        let path = entry.path();
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let about = is_about(&stem);
        if stem.starts_with('.') {
            continue;
        }
        *doubtful |= kind.is_symlink();
        if kind.is_dir() || kind.is_symlink() && path.is_dir() {
            folder(&path, paths, doubtful)?;
        } else if READ.contains(&ending.as_str()) && !about {
            paths.push(path);
        }
    }
    Ok(())
}

/// Whether a file of this name is about a collection.
fn is_about(stem: &str) -> bool {
    let called = ["license", "licence", "readme"].iter().any(|name| stem.eq_ignore_ascii_case(name));
    called || stem.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// The name of the document of an incident: its id, but none that would be left out of a folder.
pub(crate) fn document_name(id: &str) -> String {
    if is_about(id) { format!("incident-{id}.md") } else { format!("{id}.md") }
}

/// Writes a file whole or not at all, making its folder.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    write_by_way_of(path, &format!(".{name}.writing"), bytes)
}

/// The same, by way of another name in its folder.
pub(crate) fn write_by_way_of(path: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| refuse("make", folder, &error))?;
    let part = folder.join(name);
    fs::write(&part, bytes).map_err(|error| refuse("write", &part, &error))?;
    fs::rename(&part, path).map_err(|error| refuse("write", path, &error))
}

/// What a built app brings as data of its own.
const DATA: [&str; 5] = ["bundle.json", "bundle.json.br", "bundle.json.gz", "parts", pages::LIST];

/// Copies a built app, all but its data, and says which files it is, by their paths in the site.
pub(crate) fn copy_app(from: &Path, to: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !from.join("index.html").is_file() {
        return Err(Failure::Outside(format!(
            "{} holds no built app: run cargo xtask build, which makes one in dist/",
            from.display()
        )));
    }
    fs::create_dir_all(to).map_err(|error| refuse("make", to, &error))?;
    if fs::canonicalize(from).ok() == fs::canonicalize(to).ok() {
        // The app is there already, and a file copied to itself would be emptied.
        return Ok(Vec::new());
    }
    // Its static pages are those of its own collection.
    let pages: BTreeSet<PathBuf> = pages::listed(from).into_keys().map(|path| from.join(path)).collect();
    let mut copied = Vec::new();
    copy_folder(
        from,
        to,
        &|path, top| {
            let data = top && DATA.iter().any(|data| path.file_name().is_some_and(|name| name == *data));
            data || pages.contains(path) || pages.contains(&path.with_extension(""))
        },
        &mut copied,
    )?;
    Ok(copied.iter().filter_map(|path| path.strip_prefix(to).ok()).map(Path::to_owned).collect())
}

/// Copies a folder, all but what is said, by its path and whether it stands at the top.
fn copy_folder(
    from: &Path,
    to: &Path,
    but: &dyn Fn(&Path, bool) -> bool,
    copied: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    fn level(
        from: &Path,
        to: &Path,
        top: bool,
        but: &dyn Fn(&Path, bool) -> bool,
        copied: &mut Vec<PathBuf>,
    ) -> Result<(), Failure> {
        for entry in fs::read_dir(from).map_err(|error| refuse("read", from, &error))? {
            let path = entry.map_err(|error| refuse("read", from, &error))?.path();
            let Some(name) = path.file_name().filter(|_| !but(&path, top)) else { continue };
            let copy = to.join(name);
            if path.is_dir() {
                level(&path, &copy, false, but, copied)?;
            } else {
                // Made only for what goes into it: a folder of pages that stay behind is none.
                fs::create_dir_all(to).map_err(|error| refuse("make", to, &error))?;
                fs::copy(&path, &copy).map_err(|error| refuse("copy", &path, &error))?;
                copied.push(copy);
            }
        }
        Ok(())
    }
    level(from, to, true, but, copied)
}

/// Reads one file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| refuse("read", path, &error))
}

/// Every file under a folder, in order. Links are followed to files and not to folders, which
/// could lead round in circles.
pub(crate) fn under(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut rest) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = rest.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| refuse("read", &folder, &error))? {
            let entry = entry.map_err(|error| refuse("read", &folder, &error))?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                rest.push(entry.path());
            } else if entry.path().is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A file or folder would not have it.
pub(crate) fn refuse(verb: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::Outside(format!("cannot {verb} {}: {error}", path.display()))
}
