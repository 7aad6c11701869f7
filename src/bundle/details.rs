//! Details: whole incidents, a run of them in a part, fetched when one is opened.
//!
//! A part is a JSON array of incidents as they stand in a bundle that is one file, under the
//! same checks. The writer and whoever shows an incident use it.

use super::{Error, check, counted};
use crate::incident::Incident;

/// Writes incidents as the bytes of a part.
///
/// # Errors
/// What the decoder would say of them.
pub fn encode_details(incidents: &[Incident]) -> Result<Vec<u8>, Error> {
    check::incidents(incidents).map_err(Error::Content)?;
    serde_json::to_vec(incidents).map_err(Error::unwritten)
}

/// Reads a part of so many incidents and checks them.
///
/// # Errors
/// See [`Error`]; no input makes this panic.
pub fn decode_details(bytes: &[u8], count: u32) -> Result<Vec<Incident>, Error> {
    let incidents: Vec<Incident> = super::json(bytes)?;
    counted(incidents.len(), count, "incidents")?;
    check::incidents(&incidents).map_err(Error::Content)?;
    Ok(incidents)
}
