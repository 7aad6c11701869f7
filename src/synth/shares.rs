//! How often the incidents of FAIL carry each option: the figures of the paper's repository,
//! counts of 2,457 incidents. The one place beside the taxonomy file that names options of
//! FAIL; a test holds the two together.

use crate::incident::Choice;
use crate::incident::taxonomy::UNKNOWN;
use crate::synth::chance::Chance;

/// A category as FAIL's incidents answer it.
pub(super) struct Question {
    pub(super) id: &'static str,
    /// How many incidents it was asked of.
    asked: u32,
    unknown: u32,
    options: &'static [(&'static str, u32)],
}

const fn of_all(id: &'static str, unknown: u32, options: &'static [(&'static str, u32)]) -> Question {
    Question { id, asked: 2457, unknown, options }
}

/// A layer, asked only of cyber-physical systems.
const fn of_layers(id: &'static str, unknown: u32, options: &'static [(&'static str, u32)]) -> Question {
    Question { id, asked: 393, unknown, options }
}

/// The gate of the layers.
static GATE: Question = of_all("cps", 6, &[("TRUE", 393), ("FALSE", 2043)]);

static LAYERS: [Question; 3] = [
    of_layers(
        "perception",
        8,
        &[
            ("sensor", 210),
            ("actuator", 55),
            ("processing_unit", 178),
            ("network_communication", 170),
            ("embedded_software", 303),
        ],
    ),
    of_layers("communication", 169, &[("link_level", 88), ("connectivity_level", 161)]),
    of_layers("application", 0, &[("TRUE", 272), ("FALSE", 122)]),
];

static QUESTIONS: [Question; 12] = [
    of_all("recurring", 371, &[("one_organization", 1894), ("multiple_organization", 1323)]),
    of_all("phase", 61, &[("design", 2352), ("operation", 1822)]),
    of_all("boundary", 14, &[("within_system", 2416), ("outside_system", 941)]),
    of_all("nature", 32, &[("non-human_actions", 2341), ("human_actions", 1705)]),
    of_all("dimension", 46, &[("hardware", 1244), ("software", 2141)]),
    of_all("objective", 37, &[("malicious", 1234), ("non-malicious", 1373)]),
    of_all("intent", 509, &[("poor_decisions", 1594), ("accidental_decisions", 797)]),
    of_all("capability", 165, &[("development_incompetence", 1603), ("accidental", 1519)]),
    of_all("duration", 200, &[("permanent", 493), ("temporary", 1963)]),
    of_all(
        "behaviour",
        25,
        &[("crash", 1256), ("omission", 1337), ("timing", 207), ("value", 1394), ("byzantine", 130), ("other", 2096)],
    ),
    of_all(
        "consequence",
        106,
        &[
            ("death", 140),
            ("harm", 336),
            ("basic", 22),
            ("property", 1623),
            ("delay", 523),
            // Not published for this one and `theoretical_consequence`: a guess.
            ("non-human", 620),
            ("no_consequence", 139),
            ("theoretical_consequence", 710),
            ("other", 228),
        ],
    ),
    of_all(
        "domain",
        61,
        &[
            ("information", 1161),
            ("transportation", 516),
            ("natural_resources", 3),
            ("sales", 67),
            ("construction", 5),
            ("manufacturing", 137),
            ("utilities", 102),
            ("finance", 474),
            ("knowledge", 136),
            ("health", 214),
            ("entertainment", 237),
            ("government", 439),
            ("other", 106),
        ],
    ),
];

impl Question {
    pub(super) fn options(&self) -> impl Iterator<Item = &'static str> {
        self.options.iter().map(|(option, _)| *option)
    }

    /// Whether it has more options than a machine argues about one by one.
    pub(super) fn is_long(&self) -> bool {
        self.options.len() > 6
    }

    /// Missing, unknown, or options so that each is as frequent as its figure: systematic
    /// sampling (Madow, 1949) over the options in an order of chance. Where the figures sum to
    /// more than one an incident there is always one at least.
    fn answer(&self, chance: &mut Chance) -> Choice {
        if chance.of(5, 1000) {
            return Choice::Missing;
        }
        if chance.of(self.unknown, self.asked) {
            return Choice::of(vec![UNKNOWN.to_owned()]);
        }
        let mut order: Vec<usize> = (0..self.options.len()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, chance.below(last as u32 + 1) as usize);
        }
        let step = self.asked - self.unknown;
        let (mut next, mut sum, mut chosen) = (chance.below(step), 0, Vec::new());
        for place in order {
            sum += self.options[place].1;
            if next < sum {
                chosen.push(place);
                next += step;
            }
        }
        chosen.sort_unstable();
        Choice::of(chosen.into_iter().map(|place| self.options[place].0.to_owned()).collect())
    }
}

/// Every question with an answer. The layers do not apply unless the system is
/// cyber-physical.
pub(super) fn answers(chance: &mut Chance) -> Vec<(&'static Question, Choice)> {
    let gate = GATE.answer(chance);
    let applies = gate.options().iter().any(|option| option == "TRUE");
    let mut answers: Vec<(&'static Question, Choice)> =
        QUESTIONS.iter().map(|question| (question, question.answer(chance))).collect();
    answers.push((&GATE, gate));
    answers
        .extend(LAYERS.iter().map(|layer| (layer, if applies { layer.answer(chance) } else { Choice::NotApplicable })));
    answers
}
