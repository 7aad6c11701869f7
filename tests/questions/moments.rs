//! Which dates a text names with certainty.

use failscope::incident::moments::moments;

#[test]
fn only_what_is_certain_is_a_date() {
    for (text, dates) in [
        ("", ""),
        ("On 22 March 2011 it failed [4540].", "2011-03-22"),
        ("On March 22, 2011, and again on the 3rd April 2011.", "2011-03-22 2011-04-03"),
        ("Published on 2011-03-22.", "2011-03-22"),
        ("In March 2011 the vendor knew; in Sept 2012 too.", "2011-03 2012-09"),
        ("It may have begun in March 2011.", ""),
        ("It happened in May 2011.", "2011-05"),
        ("The incident likely occurred in March 2011. It was reported on 22 March 2011.", "2011-03-22"),
        ("About March 2011; before 1 May 2011; after the 2 May 2011", ""),
        ("In 2011 it failed; on 31 February 2011 it did not.", ""),
        ("Version 10.03.2011 of the article 1234-56-78 and 2011-13-01", ""),
        ("12 march 2011 and march 2011 are written small", ""),
        ("22 March 2011, 22 March 2011", "2011-03-22"),
        ("March", ""),
        ("22 March", ""),
        ("May 4 1996", "1996-05-04"),
    ] {
        let found: Vec<String> = moments(text).iter().map(ToString::to_string).collect();
        assert_eq!(found.join(" "), dates, "{text}");
    }
}
