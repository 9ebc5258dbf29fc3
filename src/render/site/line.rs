//! The life of one unit: its text in every draft, what changed between any two, where it came from and went.

use super::super::blocks::{self, BlockView, Fold, Pieces};
use super::super::frame::Frame;
use super::super::index::Index;
use super::super::layout::{Layout, Target};
use super::super::view::{FindingGroup, Why, grouped, why};
use super::Site;
use super::picture::{Family, family};
use crate::render::RenderError;
use crate::report::{KinInfo, LineInfo, LinkInfo, RedlineInfo, SpotInfo};
use serde::Serialize;

/// Words of a phrase that a finding quotes.
const QUOTED: usize = 24;

/// What `site/unit.html` is filled with.
#[derive(Serialize)]
struct LineView<'a> {
    label: &'a str,
    title: &'a str,
    lives: bool,
    sentences: &'a [String],
    spots: Vec<SpotView<'a>>,
    /// Which lines it came from and went to, and the picture of it.
    origins: Vec<KinView<'a>>,
    heirs: Vec<KinView<'a>>,
    family: Option<Family<'a>>,
    redlines: Vec<RedlineView<'a>>,
    feed: String,
}

#[derive(Serialize)]
struct SpotView<'a> {
    draft: &'a str,
    called: &'a str,
    date: Option<&'a str>,
    label: &'a str,
    title: &'a str,
    address: &'a str,
    words: usize,
    deed: &'a str,
    state: &'a str,
    weight: &'a str,
    findings: Vec<FindingGroup<'a>>,
    text: Vec<BlockView<'a>>,
    /// Where it stands in its draft, and where its changes are shown.
    page: String,
    changes: Option<String>,
}

#[derive(Serialize)]
struct KinView<'a> {
    words: &'a str,
    target: Target<'a>,
}

#[derive(Serialize)]
struct RedlineView<'a> {
    id: String,
    /// Labels of the two drafts, and their places in the series.
    before: &'a str,
    after: &'a str,
    places: (usize, usize),
    called: &'a str,
    /// The whole comparison of the two drafts.
    page: Option<String>,
    title: Pieces<'a>,
    folds: Vec<Fold<'a>>,
    why: Option<Why<'a>>,
}

impl<'a> Site<'a> {
    /// A page for each line.
    pub(super) fn line_pages(&mut self, progress: &mut dyn FnMut(usize)) -> Result<(), RenderError> {
        for line in &self.history.lines {
            let path = line.page();
            let content = self.filled("site/unit.html", &path, "../../", self.line_view(line))?;
            self.put(path, content);
            progress(self.pages.len());
        }
        Ok(())
    }

    fn line_view(&self, line: &'a LineInfo) -> LineView<'_> {
        LineView {
            label: &line.label,
            title: &line.title,
            lives: line.lives,
            sentences: &line.sentences,
            spots: line.spots.iter().map(|spot| self.spot(spot)).collect(),
            origins: self.kin(&line.origins, |kin| (kin.before, &kin.came)),
            heirs: self.kin(&line.heirs, |kin| (kin.after, &kin.went)),
            family: family(self.history, line),
            redlines: line.redlines.iter().map(|redline| self.redline(redline)).collect(),
            feed: line.feed(),
        }
    }

    fn spot(&self, spot: &'a SpotInfo) -> SpotView<'_> {
        let draft = &self.history.drafts[spot.draft];
        let unit = &draft.units[spot.unit];
        let step = spot.step.map(|step| (&self.history.steps[step], &self.steps[step]));
        let findings = step.map_or_else(Vec::new, |(step, (index, frame))| {
            let layout = Layout::of_one_unit(&step.report, index, frame);
            grouped(layout, &spot.findings, QUOTED)
        });
        SpotView {
            draft: &draft.name,
            called: &draft.called,
            date: draft.info.date.as_deref(),
            label: &unit.label,
            title: super::super::text::titled(unit),
            address: &unit.address,
            words: unit.words,
            deed: &spot.deed,
            state: &spot.state,
            weight: &spot.weight,
            findings,
            text: blocks::text(unit),
            page: format!("{}#{}", draft.page(), unit.anchor),
            changes: step.map(|(step, _)| format!("{}#{}", step.page(), unit.anchor)),
        }
    }

    fn kin(&self, kin: &[usize], other: impl Fn(&'a KinInfo) -> (usize, &'a String)) -> Vec<KinView<'a>> {
        let view = |&at: &usize| {
            let (line, words) = other(&self.history.kin[at]);
            let line = &self.history.lines[line];
            let href = format!("../../{}", line.page());
            KinView { words, target: Target { href, label: &line.label, title: &line.title } }
        };
        kin.iter().map(view).collect()
    }

    fn redline(&self, redline: &'a RedlineInfo) -> RedlineView<'_> {
        let drafts = &self.history.drafts;
        let (report, known) = if redline.next {
            (&self.history.steps[redline.of].report, &self.steps[redline.of])
        } else {
            (&self.history.apart[redline.of].report, &self.distant[redline.of])
        };
        let (index, frame): &(Index<'_>, Frame) = known;
        let link: &LinkInfo = &report.links[redline.link];
        let layout = Layout::of_one_unit(report, index, frame);
        let retitled = link.title_redline.iter().any(|segment| segment.op != "equal");
        let step = self.history.steps.iter().find(|step| (step.before, step.after) == (redline.before, redline.after));
        RedlineView {
            id: format!("{}-to-{}", drafts[redline.before].name, drafts[redline.after].name),
            before: &drafts[redline.before].info.label,
            after: &drafts[redline.after].info.label,
            places: (redline.before, redline.after),
            called: &redline.called,
            page: step.map(|step| {
                format!("{}#{}", step.page(), report.unit(&link.after).map_or("", |unit| unit.anchor.as_str()))
            }),
            title: if retitled { layout.pieces(&link.title_redline) } else { Pieces::default() },
            folds: layout.folds(link),
            why: redline.next.then(|| why(link)),
        }
    }
}
