//! `failscope answer`: the engine's answer to a link, as JSON.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use failscope::bundle;
use failscope::export::answer::Told;
use failscope::link;
use failscope::query::Catalog;

use crate::command::Failure;
use crate::files;

/// Answers `<site> <query>`.
pub(crate) fn run(words: &[String]) -> Result<ExitCode, Failure> {
    let [site, query] = words else {
        return Err(Failure::Usage("answer needs a site and a link query".to_owned()));
    };
    let site = Path::new(site);
    let path = if site.is_dir() { site.join("bundle.json") } else { site.to_owned() };
    let bundle = bundle::decode_whole(&files::read(&path)?)
        .map_err(|error| Failure::Outside(format!("{}: {error}", path.display())))?;
    let catalog = Catalog::new(bundle);
    let (link, notices) = link::parse(query, &catalog);
    let told = serde_json::to_string(&Told::answer(&catalog, &link.query, notices))
        .map_err(|error| Failure::Outside(error.to_string()))?;
    // A reader that has seen enough (`head`) is no failure.
    let _ = writeln!(std::io::stdout(), "{told}");
    Ok(ExitCode::SUCCESS)
}
