//! Columns of numbers as text: everything comes back, and no text makes the reader panic.

use failscope::bundle::packed::{decode, decode_beside, decode_steps, encode, encode_beside, encode_steps};
use proptest::collection::vec;
use proptest::prelude::*;

#[test]
fn numbers_are_written_as_documented() {
    // The worked example of docs/bundle-format.md.
    assert_eq!(encode([0, 1, 31, 32, 1000, u32::MAX]), "ABfgBof//////D");
    assert_eq!(encode_steps([5, 6, 6, 4]), "KCAD");
    assert_eq!(encode_beside(&[5, 6, 6, 4], &[5, 5, 7, 6]), "ACBD");
}

#[test]
fn what_is_no_column_is_refused_in_a_phrase() {
    for (text, count, limit, says) in [
        ("A", 2, 9, "2 numbers cannot stand in 1 characters"),
        ("AA", 1, 9, "there are 2 numbers instead of 1"),
        ("gA", 2, 9, "there are 1 numbers instead of 2"),
        ("A-", 2, 9, "the byte 45 stands for no number"),
        ("é", 2, 9, "stands for no number"),
        ("Ag", 2, 9, "the last number does not end"),
        ("J", 1, 9, "9 is not below 9"),
        ("A", 1, 0, "0 is not below 0"),
        ("/////////", 1, 9, "more than 32 bits"),
        ("//////E", 1, 9, "more than 32 bits"),
        ("//////jA", 1, u32::MAX, "more than 32 bits"),
    ] {
        let why = decode::<u32>(text, count, limit).expect_err(text);
        assert!(why.contains(says), "{text}: {why}");
    }
    assert_eq!(decode::<u8>("gI", 1, 1000), Err("256 is too large".to_owned()));
    assert_eq!(decode::<u32>("", 0, 0), Ok(Vec::new()));
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_number_comes_back(numbers in vec(prop_oneof![0..40_u32, any::<u32>().prop_map(|number| number - u32::from(number == u32::MAX))], 0..200)) {
        let text = encode(numbers.iter().copied());
        prop_assert_eq!(decode::<u32>(&text, numbers.len(), u32::MAX), Ok(numbers.clone()));
        let text = encode_steps(numbers.iter().copied());
        prop_assert_eq!(decode_steps::<u32>(&text, numbers.len(), u32::MAX), Ok(numbers.clone()));
        let others: Vec<u32> = numbers.iter().rev().copied().collect();
        prop_assert_eq!(decode_beside::<u32>(&encode_beside(&numbers, &others), &others, u32::MAX), Ok(numbers));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>(), letters in "[A-Za-z0-9+/]{0,40}", count in 0..50_usize, limit in any::<u32>()) {
        for text in [text, letters] {
            let others = vec![limit / 2; count];
            for numbers in [decode::<u32>(&text, count, limit), decode_steps::<u32>(&text, count, limit), decode_beside::<u32>(&text, &others, limit)].into_iter().flatten() {
                prop_assert!(numbers.len() == count && numbers.iter().all(|number| *number < limit));
            }
            let _ = decode::<u16>(&text, count, limit);
        }
    }
}
