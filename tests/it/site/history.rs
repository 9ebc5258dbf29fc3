//! What the history of a series promises, whatever is made from it.

use crate::laws::{self, Subject};
use redraft::model::{Pair, Parsed};
use redraft::report::{self, About, History, Step};

fn history(subjects: &[Subject]) -> History {
    let parsed: Vec<&Parsed> = subjects.iter().map(|subject| &subject.parsed).collect();
    let pairs = (1..parsed.len()).map(|after| (after - 1, after)).chain((2..parsed.len()).map(|after| (0, after)));
    let step = |(before, after): (usize, usize)| {
        let found = laws::compared(Pair::new(&parsed[before].draft, &parsed[after].draft));
        let classified = &found.classified;
        let pair = Pair::new(parsed[before], parsed[after]);
        let report = report::build(pair, &found.matching, &found.script, &classified.findings, &classified.weights);
        Step { before, after, report }
    };
    let steps = pairs.map(step).collect();
    report::history(About::default(), &parsed, steps)
}

fn holds(history: &History) {
    lives_are_whole(history);
    kin_is_mutual(history);
    redlines_give_both_texts(history);
    later_drafts_change_no_beginning(history);
}

/// Every provision is in one life, and a life has one unit in each of some consecutive drafts.
fn lives_are_whole(history: &History) {
    for (at, draft) in history.drafts.iter().enumerate() {
        for (position, unit) in draft.units.iter().enumerate().filter(|(_, unit)| unit.note.is_none()) {
            let line = &history.lines[draft.lines[position].expect("a life")];
            let spots: Vec<usize> = line.spots.iter().filter(|spot| spot.draft == at).map(|spot| spot.unit).collect();
            assert_eq!(spots, [position], "{} of {}", unit.label, draft.name);
        }
    }
    for line in &history.lines {
        assert!(line.spots.windows(2).all(|pair| pair[1].draft == pair[0].draft + 1), "{}", line.name);
        assert!(!line.sentences.is_empty() && line.spots.iter().all(|spot| !spot.deed.is_empty()), "{}", line.name);
    }
}

/// A text that went from one life to another is told in both.
fn kin_is_mutual(history: &History) {
    for (at, kin) in history.kin.iter().enumerate() {
        assert_ne!(kin.before, kin.after);
        assert!(history.lines[kin.before].heirs.contains(&at) && history.lines[kin.after].origins.contains(&at));
    }
}

/// Every redline is between the texts that it says.
fn redlines_give_both_texts(history: &History) {
    for line in &history.lines {
        let drafts = line.spots.len();
        assert_eq!(line.redlines.len(), drafts * (drafts - 1) / 2, "{}: any two", line.name);
        for redline in &line.redlines {
            let report =
                if redline.next { &history.steps[redline.of].report } else { &history.apart[redline.of].report };
            let link = &report.links[redline.link];
            let side = |op: &str, side: &str| -> String {
                let ours = link
                    .redline
                    .iter()
                    .filter(|it| it.op == "equal" || it.op == op || it.side.as_deref() == Some(side));
                ours.map(|segment| segment.text.as_str()).collect()
            };
            let text = |draft: usize| {
                let spot = line.spots.iter().find(|spot| spot.draft == draft).expect("a unit in the draft");
                &history.drafts[draft].units[spot.unit].text
            };
            assert_eq!(&side("delete", "before"), text(redline.before), "{}", line.name);
            assert_eq!(&side("insert", "after"), text(redline.after), "{}", line.name);
        }
    }
}

/// The history of fewer drafts has the same lives, as far as it goes.
fn later_drafts_change_no_beginning(history: &History) {
    let mut names: Vec<&str> = history.lines.iter().map(|line| line.name.as_str()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "every life has a name of its own");
}

#[test]
fn the_history_of_the_sample_holds() {
    let subjects = crate::drafts::sample();
    let (whole, part) = (history(&subjects), history(&subjects[..2]));
    holds(&whole);
    let begin = |history: &History| -> Vec<(String, Vec<(usize, usize)>)> {
        let spots = |line: &report::LineInfo| {
            line.spots.iter().filter(|spot| spot.draft < 2).map(|spot| (spot.draft, spot.unit)).collect()
        };
        let lines = history.lines.iter().filter(|line| line.spots[0].draft < 2);
        lines.map(|line| (line.name.clone(), spots(line))).collect()
    };
    assert_eq!(begin(&whole), begin(&part));
}

#[test]
fn a_split_goes_on_where_most_of_the_text_is_and_the_rest_leads_back() {
    let whole = history(&crate::drafts::sample());
    let split = whole.kin.iter().find(|kin| kin.relation == "split").expect("the sample splits units");
    let (giver, taker) = (&whole.lines[split.before], &whole.lines[split.after]);
    assert_eq!(taker.spots[0].draft, split.step + 1, "a part begins a life of its own");
    assert!(giver.spots.iter().any(|spot| spot.draft == split.step + 1), "the main heir goes on");
    assert!(taker.sentences[0].contains("split off from"), "{:?}", taker.sentences);
}

#[test]
fn the_history_of_the_real_drafts_holds() {
    if let Some(subjects) = crate::drafts::real() {
        holds(&history(&subjects));
    }
}
