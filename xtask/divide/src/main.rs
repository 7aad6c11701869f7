//! Divides a program into what the first screen calls and the rest, which is fetched behind it, and
//! makes it and its script short.
//!
//! `cargo xtask build` calls it for the site, `cargo xtask profile` to learn what the first screen
//! calls. It knows nothing of Failscope but the names of its loader.

mod count;
mod divide;
mod names;
mod plan;
mod profile;
mod program;
mod script;
#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use plan::Plan;
use profile::Profile;
use program::Program;

/// The export that fetches the rest, and the part of names by which it and its closures are known.
const LOADER: &str = "load_rest";
const LOADING: &str = "::browser::rest::";

/// Exports that wasm-bindgen's own JavaScript calls in the middle of anything, fetching included.
const GLUE: [&str; 6] = [
    "__wbindgen_malloc",
    "__wbindgen_realloc",
    "__wbindgen_free",
    "__wbindgen_exn_store",
    "__externref_table_alloc",
    "__externref_table_dealloc",
];

/// A profile of which less than this is found again belongs to another program.
const FITS: f64 = 0.9;

const USAGE: &str =
    "usage: divide split PROGRAM PROFILE   divides app-HASH_bg.wasm, of which app-HASH.js is the script; what
                                     is made of them is put beside them, under its own hash
       divide count PROGRAM           makes it remember which of its functions are called
       divide list PROFILE EXPORTS    writes a profile from the names of exports that were set";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["split", program, profile] => split(program, profile),
        ["count", program] => count(program),
        ["list", profile, exports] => list(profile, exports),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("divide: {why}");
            ExitCode::FAILURE
        }
    }
}

fn split(path: &str, profile: &str) -> Result<String, String> {
    let file = read(path)?;
    let program = Program::read(&file)?;
    let profile = Profile::read(&String::from_utf8_lossy(&read(profile)?));
    let Some(loader) = program.exports.get(LOADER).copied() else {
        return Err(format!("{path} exports no {LOADER}: nothing in it could fetch its rest"));
    };
    let fits = profile.fits(program.own().map(|function| program.name(function)));
    if fits < FITS {
        replace(path, divide::whole(&file)?)?;
        return Ok(format!(
            "the program stays whole: only {:.0} % of the functions that the profile names are in it. \
             `cargo xtask profile` makes a new one",
            fits * 100.0
        ));
    }
    let fetch = program.own().filter(|function| program.name(*function).contains(LOADING));
    let fetch: Vec<u32> = fetch.chain(GLUE.iter().filter_map(|name| program.exports.get(name).copied())).collect();
    let plan = Plan::new(&program, loader, &fetch, |function| !profile.has(program.name(function)));
    let rest = divide::rest(&plan)?;
    let name = format!("rest-{}.wasm", hash(&rest));
    let first = divide::first(&file, &plan, &name)?;
    write(&Path::new(path).with_file_name(&name).to_string_lossy(), &rest)?;
    let sizes = [first.len() / 1000, rest.len() / 1000];
    replace(path, first)?;
    Ok(format!("the first screen has {} KB of the program, {name} the other {} KB", sizes[0], sizes[1]))
}

/// Writes another program in place of `app-HASH_bg.wasm` and the script for it in place of
/// `app-HASH.js`, each under its own hash: a browser keeps what it has fetched under such a name for ever.
fn replace(path: &str, program: Vec<u8>) -> Result<(), String> {
    let stem = path.strip_suffix("_bg.wasm").unwrap_or(path);
    let name = stem.trim_end_matches(|letter: char| letter.is_ascii_hexdigit());
    if !name.ends_with('-') || name.len() == stem.len() {
        return Err(format!("{path} is not named app-HASH_bg.wasm"));
    }
    let old = format!("{stem}.js");
    let (program, script) = names::shorten(&program, &String::from_utf8_lossy(&read(&old)?))?;
    let script = script::minified(&script)?;
    for (old, bytes, end) in [(path, &program[..], "_bg.wasm"), (&old, script.as_bytes(), ".js")] {
        fs::remove_file(old).map_err(|error| format!("{old} cannot be removed: {error}"))?;
        write(&format!("{name}{}{end}", hash(bytes)), bytes)?;
    }
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}

fn count(path: &str) -> Result<String, String> {
    let file = read(path)?;
    let program = Program::read(&file)?;
    if program.own().all(|function| program.name(function).is_empty()) {
        return Err(format!("{path} has no names of functions: wasm-opt keeps them if it is told -g"));
    }
    write(path, &count::counting(&file, &program)?)?;
    Ok(format!("{path} remembers which of its functions are called"))
}

fn list(path: &str, exports: &str) -> Result<String, String> {
    let said = String::from_utf8_lossy(&read(exports)?).into_owned();
    let marks: BTreeSet<&str> = said.split_whitespace().filter_map(|name| name.strip_prefix(count::CALLED)).collect();
    if marks.is_empty() {
        return Err("no function was called: the profile stays as it is".to_owned());
    }
    write(path, profile::written(&marks).as_bytes())?;
    Ok(format!("{path} names {} functions", marks.len()))
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{path} cannot be read: {error}"))
}

fn write(path: &str, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{path} cannot be written: {error}"))
}
