//! What the app weighs: every file of the site as it is sent, and the program by crate.
//!
//! The program is the one of `dist/` with its names kept. The report stands in docs/size.md
//! between two marks; what people wrote around it stays.

use crate::pins::WASM;
use crate::project::{dist, native, root, target};
use crate::say::{Outcome, Step, line};
use crate::{install, run, site, wasm_file};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- measured by `cargo xtask size` -->\n";
const END: &str = "<!-- end -->";

/// HTML, CSS, JavaScript and wasm together, with brotli.
const BUDGET: usize = 250_000;

/// How many rows a table has at most.
const ROWS: usize = 30;

/// Writes the sizes of the files named on the command line: path, bytes, gzip, brotli.
const COMPRESS: &str = "
const fs = require('fs'), z = require('zlib');
for (const file of process.argv.slice(1)) {
    const bytes = fs.readFileSync(file);
    const sizes = [bytes, z.gzipSync(bytes, { level: 9 }), z.brotliCompressSync(bytes)].map(({ length }) => length);
    console.log([...sizes, file].join(' '));
}";

/// A file as it is and as it is sent.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Builds the site if it is old, measures it, and writes the report.
pub fn report() -> Outcome {
    site::build()?;
    let step = Step::begin("size", "taking the program apart");
    let table = step.end(measured())?;
    let path = root().join("docs/size.md");
    let unusable = |error| format!("{} cannot be used ({error}): restore it", path.display());
    let page = fs::read_to_string(&path).map_err(unusable)?;
    let whole = page.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = whole.ok_or_else(|| format!("{} lacks the marks around its report", path.display()))?;
    fs::write(&path, format!("{before}{BEGIN}\n{table}\n{END}{after}")).map_err(unusable)?;
    line(format_args!("{table}\n[size] written to docs/size.md"));
    Ok(())
}

fn measured() -> Outcome<String> {
    let (files, rest) = (sizes(&sent())?, sizes(&rest())?);
    let program =
        fs::read(named()?).map_err(|error| format!("the program cannot be read ({error}): repeat the command"))?;
    let parts = wasm_file::parts(&program).ok_or("the program is no WebAssembly file that can be read")?;
    let mut text = String::new();
    files_table(&mut text, &files, &rest);
    program_table(&mut text, &parts);
    Ok(text)
}

/// The rest of the program, which follows once the first screen stands.
fn rest() -> Vec<PathBuf> {
    in_site(|name| name.starts_with("rest-"))
}

/// What a visitor of the explorer downloads before any data: not what only pages of incidents and pages
/// of others ask for.
fn sent() -> Vec<PathBuf> {
    in_site(|name| {
        !["404.html", "embed.", "pages-", "rest-"].iter().any(|start| name.starts_with(start))
            && ["html", "css", "js", "wasm", "svg"]
                .iter()
                .any(|sent| name.rsplit_once('.').is_some_and(|(_, kind)| kind == *sent))
    })
}

fn in_site(is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(dist()).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| is_wanted(&path.file_name().unwrap_or_default().to_string_lossy())).collect();
    files.sort();
    files
}

fn sizes(files: &[PathBuf]) -> Outcome<Vec<(String, Sizes)>> {
    let mut node = native("node");
    let said = run::output(node.args(["-e", COMPRESS]).args(files)).ok_or("node could not compress the site")?;
    let parsed = said.lines().map(|line| {
        let mut words = line.splitn(4, ' ');
        let mut number = || words.next()?.parse().ok();
        let sizes = Sizes { raw: number()?, gzip: number()?, brotli: number()? };
        let name = Path::new(words.next()?).file_name()?.to_string_lossy().into_owned();
        Some((name, sizes))
    });
    parsed.collect::<Option<_>>().ok_or_else(|| "node said something else than sizes".to_owned())
}

/// The program of the site once more, through the same tools, with the names of its functions.
fn named() -> Outcome<PathBuf> {
    let kit = install::for_engine()?;
    let folder = target().join("size");
    let compiled = target().join(WASM).join("release/app.wasm");
    let mut bindgen = kit.wasm.command("wasm-bindgen", &kit.folders);
    run::seen(bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder).arg(compiled))?;
    let named = folder.join("named.wasm");
    let mut optimise = kit.wasm.command("wasm-opt", &kit.folders);
    let plain = folder.join("app_bg.wasm");
    run::seen(optimise.args(["-Oz", "-g"]).args(optimisation()?.split(' ')).arg(plain).arg("-o").arg(&named))?;
    Ok(named)
}

/// What the page has wasm-opt told.
fn optimisation() -> Outcome<String> {
    let page = fs::read_to_string(root().join("index.html")).unwrap_or_default();
    let words = page.split_once("data-wasm-opt-params=\"").and_then(|(_, rest)| rest.split_once('"'));
    words.map(|(words, _)| words.to_owned()).ok_or_else(|| "index.html has no data-wasm-opt-params".to_owned())
}

fn files_table(text: &mut String, files: &[(String, Sizes)], rest: &[(String, Sizes)]) {
    let total = files.iter().fold(Sizes::default(), |sum, (_, file)| Sizes {
        raw: sum.raw + file.raw,
        gzip: sum.gzip + file.gzip,
        brotli: sum.brotli + file.brotli,
    });
    let _ = writeln!(text, "| file | bytes | gzip 9 | brotli 11 |\n|---|---:|---:|---:|");
    let all = [("all that comes before data".to_owned(), total)];
    for (name, Sizes { raw, gzip, brotli }) in files.iter().chain(&all).chain(rest) {
        // The hash in a name changes with every build.
        let name = without_hash(name);
        let _ = writeln!(text, "| {name} | {} | {} | {} |", number(*raw), number(*gzip), number(*brotli));
    }
    let over = total.brotli.abs_diff(BUDGET);
    let side = if total.brotli > BUDGET { "above" } else { "below" };
    let _ = writeln!(text, "\nThe budget is {} bytes with brotli: {} {side} it.\n", number(BUDGET), number(over));
}

fn program_table(text: &mut String, parts: &wasm_file::Parts) {
    let _ = writeln!(text, "| section | bytes |\n|---|---:|");
    for (name, bytes) in &parts.sections {
        if *bytes > 1000 {
            let _ = writeln!(text, "| {name} | {} |", number(*bytes));
        }
    }
    let (mut crates, mut functions) = (BTreeMap::new(), BTreeMap::new());
    let mut code = 0;
    for function in &parts.functions {
        let name = wasm_file::plain(&function.name);
        let krate: &mut (usize, usize) = crates.entry(wasm_file::owner(&name).to_owned()).or_default();
        *krate = (krate.0 + function.bytes, krate.1 + 1);
        let all: &mut (usize, usize) = functions.entry(name).or_default();
        *all = (all.0 + function.bytes, all.1 + 1);
        code += function.bytes;
    }
    let _ = writeln!(text, "\n| crate | bytes of code | share | functions |\n|---|---:|---:|---:|");
    for (name, (bytes, count)) in heaviest(crates) {
        let _ = writeln!(text, "| {name} | {} | {:.1}% | {count} |", number(bytes), 100.0 * bytes as f64 / code as f64);
    }
    let _ = writeln!(text, "\n| function | bytes of code | copies |\n|---|---:|---:|");
    for (name, (bytes, count)) in heaviest(functions) {
        let short: String = name.chars().take(110).collect();
        let _ = writeln!(text, "| `{short}` | {} | {count} |", number(bytes));
    }
}

fn heaviest(all: BTreeMap<String, (usize, usize)>) -> Vec<(String, (usize, usize))> {
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
    all.truncate(ROWS);
    all
}

/// `app-0123456789abcdef_bg.wasm` without what changes. Trunk leaves zeros at the front of a hash out.
fn without_hash(name: &str) -> String {
    let Some((stem, rest)) = name.split_once('-') else { return name.to_owned() };
    let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
    if end >= 12 { format!("{stem}{}", &rest[end..]) } else { name.to_owned() }
}

fn number(bytes: usize) -> String {
    let digits = bytes.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_names_read_well() {
        assert_eq!([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(without_hash("app-0123456789abcdef_bg.wasm"), "app_bg.wasm");
        assert_eq!(without_hash("main-26b5ce334f7a032.css"), "main.css");
        assert_eq!(without_hash("index.html"), "index.html");
    }
}
