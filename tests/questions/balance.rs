//! The balance of our own collection in numbers: how many incidents, from when, of what kind.
//!
//! The numbers are floors a little beneath what is there, so that the collection can be corrected
//! and cannot drift. They say nothing about failures in general: it is no sample (METHOD.md).

use std::collections::{BTreeMap, BTreeSet};

use failscope::incident::date::civil;
use failscope::incident::{Choice, Incident};

use super::text_experts::ours;

fn carries(incident: &Incident, category: &str, option: &str) -> bool {
    incident.choice(category).options().iter().any(|chosen| chosen == option)
}

#[test]
fn there_are_a_hundred_and_fifty_from_six_decades() {
    let catalog = ours();
    assert!(catalog.incidents().len() >= 160, "{}", catalog.incidents().len());
    let mut decades: BTreeMap<i32, usize> = BTreeMap::new();
    let mut years = BTreeSet::new();
    for incident in catalog.incidents() {
        let (year, ..) = civil(incident.occurred.as_ref().unwrap().first());
        years.insert(year);
        *decades.entry(year / 10 * 10).or_default() += 1;
    }
    assert!(*years.first().unwrap() <= 1966 && *years.last().unwrap() >= 2024, "{years:?}");
    for (decade, least) in [(1960, 3), (1970, 2), (1980, 8), (1990, 15), (2000, 30), (2010, 50), (2020, 20)] {
        let found = decades.get(&decade).copied().unwrap_or_default();
        assert!(found >= least, "{found} from the {decade}s, and not {least}");
    }
}

/// What the collection says of its own size is true.
#[test]
fn the_papers_count_right() {
    let said = format!("{} failures", ours().incidents().len());
    for paper in [include_str!("../../README.md"), include_str!("../../incidents/METHOD.md")] {
        assert!(paper.contains(&said), "a paper does not speak of {said}");
    }
}

/// Options that no incident can carry, and why: FAIL's domains have room for all of ours, so that
/// a domain which is not listed would be a mistake.
const CANNOT_OCCUR: [(&str, &str); 1] = [("domain", "other")];

#[test]
fn every_option_occurs_twice_at_least() {
    let catalog = ours();
    for category in catalog.taxonomy.categories() {
        for option in &category.options {
            let found = catalog.incidents().iter().filter(|one| carries(one, &category.id, &option.id)).count();
            if CANNOT_OCCUR.contains(&(category.id.as_str(), option.id.as_str())) {
                assert_eq!(found, 0, "{} {} does occur", category.id, option.id);
            } else {
                assert!(found >= 2, "{} {} occurs {found} times", category.id, option.id);
            }
        }
    }
}

#[test]
fn no_kind_of_failure_is_a_token() {
    let catalog = ours();
    for (category, option, least) in [
        ("domain", "information", 40),
        ("domain", "transportation", 30),
        ("domain", "government", 30),
        ("domain", "knowledge", 30),
        ("domain", "finance", 14),
        ("domain", "health", 10),
        ("domain", "utilities", 6),
        ("domain", "entertainment", 6),
        ("domain", "manufacturing", 3),
        ("domain", "natural_resources", 3),
        ("domain", "sales", 3),
        ("domain", "construction", 2),
        ("consequence", "death", 18),
        ("consequence", "harm", 18),
        ("consequence", "property", 70),
        ("consequence", "delay", 75),
        // Near misses: nothing happened, or only might have.
        ("consequence", "theoretical_consequence", 35),
        ("consequence", "no_consequence", 8),
        ("behaviour", "crash", 35),
        ("behaviour", "omission", 65),
        ("behaviour", "timing", 18),
        ("behaviour", "value", 90),
        ("behaviour", "byzantine", 8),
        ("objective", "malicious", 18),
        ("phase", "operation", 85),
        ("dimension", "hardware", 30),
        ("recurring", "one_organization", 55),
        ("cps", "TRUE", 60),
        ("perception", "sensor", 12),
        ("perception", "embedded_software", 40),
        ("communication", "connectivity_level", 10),
        ("communication", "link_level", 6),
        ("application", "TRUE", 55),
        ("application", "FALSE", 3),
    ] {
        let found = catalog.incidents().iter().filter(|incident| carries(incident, category, option)).count();
        assert!(found >= least, "{category} {option}: {found}, and not {least}");
    }
}

/// The layers arise for cyber-physical systems and for no others, and a good part of those
/// incidents names the layer that erred.
#[test]
fn cyber_physical_failures_use_the_layers() {
    let catalog = ours();
    let mut named = 0;
    for incident in catalog.incidents() {
        let layers = ["perception", "communication", "application"].map(|layer| incident.choice(layer));
        let is_physical = carries(incident, "cps", "TRUE");
        assert!(layers.iter().all(|layer| (**layer != Choice::NotApplicable) == is_physical), "{}", incident.id);
        named += usize::from(layers.iter().any(|layer| !layer.options().is_empty() && layer.options() != ["unknown"]));
    }
    assert!(named >= 50, "{named}");
}

/// Subjects as people speak of them. No category says them, so they are said by hand here, each
/// incident under the one it is told for; those left out fit none or several.
const SUBJECTS: [(&str, usize, &str); 16] = [
    (
        "space",
        20,
        "apollo-11-1202 ariane-5-501 ariane-va241-2018 cryosat-2005 dart-2005 deep-impact-2013 eole-balloons-1971 \
         galileo-2019 hakuto-r-2023 hitomi-2016 huygens-receiver-2000 mariner-1 mars-climate-orbiter \
         mars-global-surveyor-2006 mars-pathfinder-1997 mars-polar-lander nauka-2021 near-1998 phobos-1-1988 \
         schiaparelli-2016 soho-1998 spirit-flash-2004 starliner-oft-2019 sts-1-1981 titan-centaur-milstar-1999",
    ),
    (
        "aviation",
        15,
        "a320-elac-2025 a400m-seville-2015 alaska-weights-2023 boeing-737-max-mcas boeing-787-248-days eram-u2-2014 \
         f22-date-line-2007 faa-notam-2023 lufthansa-2904-warsaw malaysia-124-2005 nats-2014 nats-2023 \
         palmdale-voice-switch-2004 qantas-72-2008 tui-miss-2020 turkish-1951-2009 v22-new-river-2000",
    ),
    ("rail", 5, "cambrian-speed-restrictions-2017 fort-totten-2009 ns-planning-2022 tsuen-wan-2019 wenzhou-2011"),
    (
        "automotive",
        6,
        "cruise-san-francisco-2023 gm-airbag-2016 jeep-cherokee-2015 tesla-mountain-view-2018 toyota-bookout-2013 \
         uber-tempe-2018",
    ),
    (
        "medicine",
        9,
        "cedars-sinai-ct-2009 epinal-radiotherapy-2004 hospira-symbiq-2015 london-ambulance-1992 \
         panama-radiotherapy-2001 phe-spreadsheet-2020 qrisk2-tpp-2016 st-jude-pacemakers-2017 therac-25 \
         wannacry-nhs-2017",
    ),
    (
        "energy and water",
        8,
        "browns-ferry-2006 davis-besse-slammer-2003 hatch-2008 industroyer-2016 maroochy-2000 \
         northeast-blackout-2003 olympic-pipeline-1999 ukraine-grid-2015",
    ),
    (
        "finance",
        10,
        "bank-of-new-york-1985 bats-ipo-2012 flash-crash-2010 knight-capital-2012 nasdaq-facebook-2012 rbs-2012 \
         the-dao-2016 tsb-migration-2018 tse-arrowhead-2020 tse-jcom-2005 vancouver-index-1983",
    ),
    (
        "telecommunications",
        10,
        "arpanet-1980 as7007-1997 att-long-distance-1990 centurylink-2018 ericsson-o2-2018 facebook-backbone-2021 \
         intrado-911-2014 kddi-2022 optus-2023 pakistan-youtube-2008 rogers-2022",
    ),
    (
        "cloud",
        15,
        "atlassian-2022 aws-dynamodb-2025 aws-ebs-2011 aws-kinesis-2020 aws-s3-2017 azure-leap-day-2012 \
         azure-storage-certificate-2013 cloudflare-bot-management-2025 cloudflare-leap-second-2017 \
         cloudflare-regex-2019 datadog-2023 fastly-2021 github-2018 gitlab-database-2017 google-cloud-2025 \
         unisuper-2024",
    ),
    (
        "government",
        9,
        "australian-census-2016 midas-michigan-2013 novopay-2012 phoenix-pay-2016 post-office-horizon robodebt \
         roca-estonia-2017 toeslagen-risk-model washington-early-release-2015",
    ),
    ("elections", 5, "carteret-votes-2004 northampton-2019 schaerbeek-vote-2003 swiss-post-evoting-2019 volusia-2000"),
    (
        "defence",
        7,
        "hawaii-missile-alert-2018 norad-chip-1980 norad-tape-1979 oko-1983 patriot-dhahran thule-moon-1960 uss-yorktown-1997",
    ),
    (
        "security",
        10,
        "debian-openssl-2008 diginotar-2011 equifax-2017 goto-fail-2014 heartbleed log4shell-2021 morris-worm-1988 \
         norsk-hydro-2019 stuxnet-2010 triton-2017 xz-backdoor-2024",
    ),
    (
        "consumer products",
        5,
        "excel-65535-2007 my-book-live-2021 nest-thermostat-2016 sony-bmg-rootkit-2005 zune-leap-year-2008",
    ),
    ("science", 4, "chang-structures-2006 fmri-cluster-2016 gene-names-excel reinhart-rogoff-2010"),
    ("games", 4, "corrupted-blood-2005 eve-boot-ini-2007 pac-man-256 ps3-leap-year-2010"),
];

/// A failure in each of these countries, by where it struck.
const COUNTRIES: [(&str, &str); 22] = [
    ("Australia", "robodebt"),
    ("Belgium", "schaerbeek-vote-2003"),
    ("Canada", "phoenix-pay-2016"),
    ("China", "wenzhou-2011"),
    ("Estonia", "roca-estonia-2017"),
    ("France", "epinal-radiotherapy-2004"),
    ("Greenland", "thule-moon-1960"),
    ("Hong Kong", "tsuen-wan-2019"),
    ("Iran", "stuxnet-2010"),
    ("Japan", "tse-arrowhead-2020"),
    ("Netherlands", "ns-planning-2022"),
    ("New Zealand", "novopay-2012"),
    ("Norway", "sleipner-a-1991"),
    ("Panama", "panama-radiotherapy-2001"),
    ("Poland", "lufthansa-2904-warsaw"),
    ("Saudi Arabia", "triton-2017"),
    ("Soviet Union", "oko-1983"),
    ("Spain", "a400m-seville-2015"),
    ("Switzerland", "swiss-post-evoting-2019"),
    ("Ukraine", "ukraine-grid-2015"),
    ("United Kingdom", "london-ambulance-1992"),
    ("United States", "therac-25"),
];

#[test]
fn subjects_and_countries_are_many() {
    let catalog = ours();
    let mut told = BTreeSet::new();
    for (subject, least, ids) in SUBJECTS {
        let ids: Vec<&str> = ids.split_whitespace().collect();
        assert!(ids.len() >= least, "{subject}: {}", ids.len());
        for id in ids {
            assert!(catalog.position(id).is_some(), "{subject}: there is no {id}");
            assert!(told.insert(id), "{id} is told twice");
        }
    }
    for (country, id) in COUNTRIES {
        assert!(catalog.position(id).is_some(), "{country}: there is no {id}");
    }
}
