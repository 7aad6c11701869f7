//! Files and folders, the only part of the command that touches them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use failscope::corpus::File;

use crate::command::Failure;

/// The endings that a folder is searched for.
const READ: [&str; 4] = ["md", "txt", "csv", "toml"];

/// Reads the files and folders of a call, each file once. In a folder, files named in capital
/// letters (README.md, METHOD.md, LICENSE) are about the collection and not of it; hidden
/// files and files with other endings are left alone. A file that is named itself is always
/// read.
pub(crate) fn gather(names: &[String]) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for name in names {
        let path = Path::new(name);
        if path.is_dir() {
            folder(path, &mut files)?;
        } else {
            file(path, &mut files)?;
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert(fs::canonicalize(&file.name).unwrap_or_else(|_| file.name.clone().into())));
    Ok(files)
}

fn folder(path: &Path, files: &mut Vec<File>) -> Result<(), Failure> {
    let entries = fs::read_dir(path).map_err(|error| refuse("read", path, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| refuse("read", path, &error))?.path());
    }
    paths.sort();
    for path in paths {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let about = stem.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        if stem.starts_with('.') {
        } else if path.is_dir() {
            folder(&path, files)?;
        } else if READ.contains(&ending.as_str()) && !about {
            file(&path, files)?;
        }
    }
    Ok(())
}

fn file(path: &Path, files: &mut Vec<File>) -> Result<(), Failure> {
    let bytes = fs::read(path).map_err(|error| refuse("read", path, &error))?;
    files.push(File { name: path.display().to_string(), bytes });
    Ok(())
}

/// Writes a file whole or not at all, making its folder.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| refuse("make", folder, &error))?;
    let part = path.with_extension("part");
    fs::write(&part, bytes).map_err(|error| refuse("write", &part, &error))?;
    fs::rename(&part, path).map_err(|error| refuse("write", path, &error))
}

/// Copies a built app, all but its data.
pub(crate) fn copy_app(from: &Path, to: &Path) -> Result<(), Failure> {
    if !from.join("index.html").is_file() {
        return Err(Failure::Outside(format!(
            "{} holds no built app: run cargo xtask build, which makes one in dist/",
            from.display()
        )));
    }
    fs::create_dir_all(to).map_err(|error| refuse("make", to, &error))?;
    if fs::canonicalize(from).ok() == fs::canonicalize(to).ok() {
        // The app is there already, and a file copied to itself would be emptied.
        return Ok(());
    }
    copy_folder(from, to)
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to).map_err(|error| refuse("make", to, &error))?;
    for entry in fs::read_dir(from).map_err(|error| refuse("read", from, &error))? {
        let path = entry.map_err(|error| refuse("read", from, &error))?.path();
        let Some(name) = path.file_name().filter(|name| *name != "bundle.json") else { continue };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name)).map_err(|error| refuse("copy", &path, &error))?;
        }
    }
    Ok(())
}

/// Reads one file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| refuse("read", path, &error))
}

fn refuse(verb: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::Outside(format!("cannot {verb} {}: {error}", path.display()))
}
