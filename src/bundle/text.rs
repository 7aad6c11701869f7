//! The parts of a site's text index, as the manifest names them.
//!
//! What stands in them is not said here yet. Nothing in this file reads or fetches.

use serde::{Deserialize, Serialize};

use super::Part;

/// Where the text index of a site is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TextParts {
    /// The whole dictionary, for corrections.
    pub words: Part,
    /// The first word of each shard, and the shard, in the order of words.
    pub shards: Vec<(String, Part)>,
    /// Where words stand, for phrases and passages.
    pub places: Vec<Part>,
    /// How long the fields of incidents are.
    pub layout: Vec<Part>,
}
