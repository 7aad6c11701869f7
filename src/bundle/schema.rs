//! The format as a JSON Schema, derived from the types that write and read it.
//!
//! It is a file of the documentation (`docs/bundle.schema.json`), for people who write readers
//! or check files by machine; nothing of it is in the app. A test holds the file to the types.

use schemars::{JsonSchema, SchemaGenerator};

use super::columns::Index;
use super::likeness::Likeness;
use super::text::TextParts;
use super::{Content, FORMAT, Head, Site};
use crate::incident::Incident;

/// `bundle.json`: a whole bundle where it has `content`, a split one where it has `site`.
#[derive(JsonSchema)]
#[schemars(title = "Failscope bundle")]
#[expect(dead_code, reason = "only its schema is used")]
struct File {
    /// The format, 1.
    failscope: u32,
    /// XXH3-64 of the bytes of `content` or `site`, as 16 hexadecimal digits.
    #[schemars(default)]
    version: String,
    /// Everything that a whole bundle holds.
    content: Option<Content>,
    /// The manifest of a split bundle.
    site: Option<Site>,
}

/// The schema of `bundle.json`; that of each kind of JSON part stands under `$defs`, as
/// `IndexPart` and so on. Deterministic, ending in a line break.
///
/// # Errors
/// The serializer's words, which nothing should cause.
pub fn schema() -> Result<String, super::Error> {
    let mut generator = SchemaGenerator::default();
    let parts = [
        ("IndexPart", generator.subschema_for::<Index<'static>>()),
        ("HeadsPart", generator.subschema_for::<Vec<Head>>()),
        ("DetailsPart", generator.subschema_for::<Vec<Incident>>()),
        ("TextPart", generator.subschema_for::<TextParts>()),
        ("LikenessPart", generator.subschema_for::<Likeness>()),
    ];
    let mut root = generator.into_root_schema_for::<File>();
    if let Some(properties) = root.pointer_mut("/properties/failscope") {
        *properties = serde_json::json!({ "description": "The format.", "const": FORMAT });
    }
    if let Some(definitions) = root.pointer_mut("/$defs").and_then(|definitions| definitions.as_object_mut()) {
        definitions.extend(parts.map(|(name, part)| (name.to_owned(), part.to_value())));
    }
    root.insert("oneOf".to_owned(), serde_json::json!([{ "required": ["content"] }, { "required": ["site"] }]));
    let mut text = serde_json::to_string_pretty(&root).map_err(super::Error::unwritten)?;
    text.push('\n');
    Ok(text)
}
