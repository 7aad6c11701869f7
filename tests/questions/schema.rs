//! The JSON Schema in the documentation is that of the types. `FAILSCOPE_UPDATE=1` writes it anew.

#[test]
fn the_schema_of_the_documentation_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/bundle.schema.json");
    let schema = failscope::bundle::schema().unwrap();
    if std::env::var_os("FAILSCOPE_UPDATE").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == schema, "docs/bundle.schema.json is old: run this test with FAILSCOPE_UPDATE=1");
}
