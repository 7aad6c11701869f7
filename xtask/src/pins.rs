//! The versions of every tool that is not a dependency of the app, each with its reason.
//!
//! The version of the wasm-bindgen CLI is missing here because it is not ours to choose: it is
//! read from Cargo.lock (see `project::locked_version`).

/// The last Trunk that compiles with the Rust this project asks for; 0.22 wants a newer one.
pub const TRUNK: &str = "0.21.14";

/// `wasm-opt` as an npm package: the only prebuilt one that every machine with Node can have, and
/// new enough for what today's LLVM emits (Debian's own is not).
pub const BINARYEN: &str = "132.0.0";

/// Checks licences and sources of dependencies; compiled only when somebody asks for it.
pub const CARGO_DENY: &str = "0.20.2";

/// The documentation systems whose sites show embeds in the tests: the crate, the newest of its kind; the
/// package of npm, whose packages are in the lock file of tests/embeds; and, of PyPI's, the one that names
/// the environment, whose packages are in requirements.txt there.
pub const MDBOOK: &str = "0.5.4";
/// See [`MDBOOK`].
pub const DOCUSAURUS: &str = "3.10.2";
/// See [`MDBOOK`].
pub const MKDOCS_MATERIAL: &str = "9.8.2";

/// Debian's second Rust: newer than its first, and with the source of the standard library, from
/// which the wasm one is compiled where rustup cannot download it.
pub const DEBIAN_RUST: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// The browser of the tests and its WebDriver, as Debian calls them.
pub const DEBIAN_CHROMIUM: [&str; 2] = ["chromium", "chromium-driver"];

/// The second engine, for the smoke path.
pub const DEBIAN_FIREFOX: [&str; 1] = ["firefox-esr"];

/// What everything here compiles to besides the machine's own target.
pub const WASM: &str = "wasm32-unknown-unknown";
