//! The first screen as HTML, drawn without a browser.

use std::sync::Arc;

use failscope::bundle;
use failscope::query::Catalog;
use failscope::view::first_screen;

use crate::BUNDLE;

fn drawn(bundle: &str) -> String {
    first_screen(Arc::new(Catalog::new(bundle::decode_whole(bundle.as_bytes()).unwrap()).unwrap()))
}

#[test]
fn it_has_the_total_the_rows_the_counts_and_the_bars() {
    let screen = drawn(BUNDLE);
    for part in [
        "3 incidents",
        ">Alpha</a>",
        "href=\"?open=b\"",
        "reported January 5, 2013",
        "data-testid=\"kind=crash\"",
        "background-size:66.67% 100%",
        "2011-03: 1 incident",
        // Which of these two there is room for, its style decides.
        "id=\"drawer\"",
        "class=\"group\"",
    ] {
        assert!(screen.contains(part), "{part} is not in {screen}");
    }
}

#[test]
fn it_speaks_the_language_of_its_collection() {
    let german = BUNDLE.replace("\"title\":\"Small\"", "\"title\":\"Klein\",\"language\":\"de\"");
    let screen = drawn(&german);
    assert!(screen.contains("3 Vorfälle") && screen.contains("5. Januar 2013"), "{screen}");
    assert!(screen.contains("(true ? 'de'"), "{screen}");
    assert!(drawn(BUNDLE).contains("(false ? 'en'"));
}

#[test]
fn nothing_of_a_bundle_is_a_tag_a_comment_or_a_script() {
    let hostile =
        r#"</script><script>alert(1)</script><!-- / first screen --><img src=x onerror=alert(1)>" onclick=alert(1) '"#;
    let quoted = format!("\"{}\"", hostile.replace('"', "\\\""));
    let bundle = BUNDLE.replace("\"Alpha\"", &quoted).replace("\"Small\"", &quoted);
    let bundle = bundle.replace("\"label\":\"crash\"", &format!("\"label\":{quoted}"));
    let screen = drawn(&bundle);
    assert!(screen.contains("&lt;img"), "{screen}");
    assert_eq!(screen.matches("<script").count(), 1, "{screen}");
    assert_eq!(screen.matches("</script").count(), 1, "{screen}");
    assert!(!screen.contains("<img") && !screen.contains("<!--"), "{screen}");
    // In a text a quotation mark is one; in an attribute it would end it.
    let tags = screen.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    assert!(tags.filter(|tag| tag.contains("\" onclick")).count() == 0, "{screen}");
}
