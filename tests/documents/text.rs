//! Running text taken apart: lists, bullets, citations; tables of cases and properties.

use failscope::corpus::prose::{blocks, fold_space, points};
use failscope::incident::Source;
use failscope::incident::citation::{Span, article_numbers, spans};
use proptest::prelude::*;

fn source(id: &str, title: &str) -> Source {
    Source { id: id.to_owned(), title: Some(title.to_owned()), ..Source::default() }
}

fn sources() -> Vec<Source> {
    vec![
        source("4540", "Shop warns of breach"),
        source("20950", "Second story, with a comma"),
        source("inquiry", "Report"),
    ]
}

/// Citations with the id of their source, dangling ones with `?`.
fn cited(text: &str) -> Vec<String> {
    let sources = sources();
    spans(text, &sources)
        .into_iter()
        .filter_map(|span| match span {
            Span::Text(_) => None,
            Span::Cite(_, index) => Some(sources[index].id.clone()),
            Span::Dangling(text) => Some(format!("?{text}")),
        })
        .collect()
}

#[test]
fn every_form_of_citation_is_recognized() {
    for (text, expected) in [
        ("stolen [4540].", vec!["4540"]),
        ("both [4540, 20950]", vec!["4540", "20950"]),
        ("[Article 4540]", vec!["4540"]),
        ("[Article 1, Article 2]", vec!["?Article 1", "?Article 2"]),
        ("[#4540, #20950]", vec!["4540", "20950"]),
        ("[#4540]", vec!["4540"]),
        ("[#, #]", vec!["?#", "?#"]),
        ("[a4540]", vec!["4540"]),
        ("<Article 20950> says", vec!["20950"]),
        ("<Article #4540>", vec!["4540"]),
        ("as Article 4540 says", vec!["4540"]),
        ("as Article #4540 says", vec!["4540"]),
        ("Article 5 of the law", vec![]),
        ("[7, 7, 7]", vec!["?7", "?7", "?7"]),
        ("[Shop warns of breach]", vec!["4540"]),
        ("[Second story, with a comma]", vec!["20950"]),
        ("[Shop warns of breach, #20950]", vec!["4540", "20950"]),
        ("[inquiry]", vec!["inquiry"]),
        ("[inquiry, 4540]", vec!["inquiry", "4540"]),
        ("the [company handling] mail", vec![]),
        ("a[0] and b[i]", vec!["?0"]),
        ("<script>alert(1)</script>", vec![]),
        ("no citation at all", vec![]),
        ("[unclosed 4540", vec![]),
        ("[[4540]]", vec!["4540"]),
        ("an <Article 19740 without an end", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(cited(text), expected, "{text}");
    }
}

#[test]
fn pages_without_sources_still_tell_the_numbers_they_cite() {
    assert_eq!(article_numbers("a [4540] b [Article 7] <Article 9> Article 5 [#, #]"), ["4540", "7", "9"]);
}

#[test]
fn lists_split_at_numbers_that_count_up() {
    for (text, expected) in [
        ("1. a 2. b 3. c", vec!["1|a", "2|b", "3|c"]),
        ("lead: 1. a 2. b", vec!["|lead:", "1|a", "2|b"]),
        ("1. iOS 8.0.1 and 5.1.3 2. b", vec!["1|iOS 8.0.1 and 5.1.3", "2|b"]),
        ("1. PlayStation 4 2. Xbox One 3. Base PS4", vec!["1|PlayStation 4", "2|Xbox One", "3|Base PS4"]),
        ("1. affects iOS 2. It froze [1]. 2. b", vec!["1|affects iOS 2. It froze [1].", "2|b"]),
        ("1. runs version 2. 2. b", vec!["1|runs version 2.", "2|b"]),
        ("in 2011. 1. a", vec!["|in 2011.", "1|a"]),
        ("2. not a list", vec!["|2. not a list"]),
        ("plain", vec!["|plain"]),
        ("1. a\n\n2. b", vec!["1|a", "2|b"]),
        ("1. Version 1.2. released 2. b", vec!["1|Version 1.2. released", "2|b"]),
        ("", vec![]),
    ] {
        let got: Vec<String> = blocks(text)
            .iter()
            .map(|block| format!("{}|{}", block.number.map_or(String::new(), |number| number.to_string()), block.text))
            .collect();
        assert_eq!(got, expected, "{text}");
    }
}

#[test]
fn dashes_are_bullets_only_after_the_end_of_a_thought() {
    for (text, lead, expected) in [
        ("Red - The operator", "Red - The operator", vec![]),
        ("so: - a [1]. - b", "so:", vec!["a [1].", "b"]),
        ("- a. - b", "", vec!["a.", "b"]),
        ("2010 - 2012", "2010 - 2012", vec![]),
    ] {
        let (text, points) = points(text);
        assert_eq!((text.as_str(), points), (lead, expected.iter().map(|point| (*point).to_owned()).collect()));
    }
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn joined_spans_are_the_text(text in "[\\[\\]<>,;#a A-Za-z0-9 .\\n漢é]{0,80}") {
        let joined: String = spans(&text, &sources()).into_iter().map(Span::text).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn citations_survive_any_text(text in any::<String>()) {
        let joined: String = spans(&text, &sources()).into_iter().map(Span::text).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn blocks_written_out_again_are_the_text(text in "([0-9]{1,2}\\. |[a-z]{1,4} |- |: |\\[7\\]\\. |8\\.1 ){0,30}") {
        let mut words = String::new();
        for block in blocks(&text) {
            if let Some(number) = block.number {
                words.push_str(&format!("{number}. "));
            }
            words.push_str(&block.text);
            block.points.iter().for_each(|point| words.push_str(&format!(" - {point}")));
            words.push(' ');
        }
        prop_assert_eq!(fold_space(&words), fold_space(&text));
    }

    #[test]
    fn a_list_that_is_written_out_is_read_again(items in prop::collection::vec("[a-z]{1,6}( [a-z]{1,6}){0,4}", 1..30)) {
        let text: String = (1..).zip(&items).map(|(number, item)| format!("{number}. {item} ")).collect();
        let read: Vec<String> = blocks(&text).into_iter().map(|block| block.text).collect();
        prop_assert_eq!(read, items);
    }
}
