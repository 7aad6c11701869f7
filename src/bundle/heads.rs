//! Heads: what a row of results shows beyond the columns.
//!
//! They are fetched for the rows on screen, a run of incidents at a time. They are derived from
//! the incidents and hold nothing that details do not. The writer and the list use them.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::Error;
use super::json::record;
use crate::incident::Incident;

/// The most characters of a gist: three lines of a row. More would not be read in a list.
const GIST: usize = 240;

/// How far before its end a gist may be cut for the sake of a whole word.
const LONGEST_WORD: usize = 40;

/// Title and gist of an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Head {
    /// The whole title.
    pub title: String,
    /// The beginning of what it was about; ends in `…` where there is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gist: Option<String>,
}

record!(Head { title; gist });

impl Head {
    /// The head of an incident.
    pub fn of(incident: &Incident) -> Head {
        Head { title: incident.title.clone(), gist: incident.gist().map(shorten) }
    }
}

/// A text of at most [`GIST`] characters and an ellipsis, cut between words.
fn shorten(text: &str) -> String {
    let byte = |nth: usize| text.char_indices().nth(nth).map(|(at, _)| at);
    let (Some(end), Some(after)) = (byte(GIST), byte(GIST + 1).or(Some(text.len()))) else {
        return text.to_owned();
    };
    let least = byte(GIST - LONGEST_WORD).unwrap_or(0);
    // The space may be the first character that is left out.
    let space = text[..after].rfind(char::is_whitespace).filter(|at| *at >= least);
    // Scripts without spaces have words too; a chain of letters without any is cut where it is.
    let bound = || text.split_word_bound_indices().map(|(at, _)| at).take_while(|at| *at <= end).last();
    let cut = space.or_else(|| bound().filter(|at| *at >= least)).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}

/// Writes heads as the bytes of a part.
///
/// # Errors
/// None that content could cause; the serializer's words otherwise.
pub fn encode_heads(heads: &[Head]) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(heads).map_err(Error::unwritten)
}

/// Reads the heads of so many incidents.
///
/// # Errors
/// See [`Error`]; no input makes this panic.
pub fn decode_heads(bytes: &[u8], count: u32) -> Result<Vec<Head>, Error> {
    let heads: Vec<Head> = super::json(bytes)?;
    super::counted(heads.len(), count, "heads")?;
    Ok(heads)
}
