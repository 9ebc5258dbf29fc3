//! What a drafter's hand does: one function a kind of edit, each knowing what became of whom.

use super::Kind;
use super::manuscript::{Item, Line, Manuscript, Role};
use super::numbers::{self, Form};
use super::random::Random;
use super::words::{self, Pool};
use redraft::matching::Relation;
use redraft::model::UnitKind;
use redraft::text;

/// The older half of a text must have so many words to be divided or combined.
const ENOUGH: usize = 15;

/// The draft under edit.
struct Desk<'a> {
    manuscript: &'a mut Manuscript,
    random: &'a mut Random,
    pool: Pool,
}

/// Does an edit; `false` where nothing could be done.
pub(super) fn edit(manuscript: &mut Manuscript, kind: Kind, random: &mut Random) -> bool {
    let pool = Pool::new(manuscript);
    let mut desk = Desk { manuscript, random, pool };
    match kind {
        Kind::Nothing => true,
        Kind::Renumber => desk.renumber(),
        Kind::Move => desk.several(3, |desk| desk.move_unit(0)),
        Kind::MoveReworded => desk.several(3, |desk| desk.move_unit(20)),
        Kind::SwapNumbers => desk.several(3, Desk::swap_numbers),
        Kind::ReuseNumber => desk.several(2, Desk::reuse_number),
        Kind::Split => desk.several(2, |desk| desk.split(0)),
        Kind::SplitReworded => desk.several(2, |desk| desk.split(20)),
        Kind::Merge => desk.several(2, |desk| desk.merge(0)),
        Kind::MergeReworded => desk.several(2, |desk| desk.merge(20)),
        Kind::Lift => desk.several(2, Desk::lift),
        Kind::Delete => desk.several(4, Desk::delete),
        Kind::Insert => desk.several(4, Desk::insert),
        Kind::Shuffle => desk.several(2, Desk::shuffle),
        Kind::Reword(strength) => desk.reword_many(strength),
        Kind::Mixed => desk.mixed(),
    }
}

impl Desk<'_> {
    fn several(&mut self, times: usize, mut edit: impl FnMut(&mut Self) -> bool) -> bool {
        let mut done = 0;
        for _ in 0..times * 4 {
            done += usize::from(done < times && edit(self));
        }
        done > 0
    }

    fn mixed(&mut self) -> bool {
        let mut done = self.move_unit(10);
        done |= self.move_unit(0);
        done |= self.split(10);
        done |= self.merge(10);
        done |= self.lift();
        done |= self.delete();
        done |= self.reuse_number();
        done |= self.insert();
        done |= self.reword_many(15);
        done && self.renumber()
    }

    // --- who --------------------------------------------------------------------------------------------------------

    /// Duties under a heading that nothing was done to.
    fn duties(&self, kinds: &[UnitKind]) -> Vec<usize> {
        let fresh = |&node: &usize| {
            let unit = &self.manuscript.nodes[node];
            kinds.contains(&unit.kind) && unit.number.is_some() && !unit.touched && self.manuscript.is_headed(node)
        };
        self.manuscript.live().into_iter().filter(fresh).collect()
    }

    fn pick(&mut self, from: &[usize]) -> Option<usize> {
        self.random.pick(from).copied()
    }

    /// Whether other duties stand in it.
    fn has_duties(&self, node: usize) -> bool {
        self.manuscript.children(node).into_iter().any(|child| self.manuscript.is_headed(child))
    }

    fn touch(&mut self, node: usize) {
        self.manuscript.nodes[node].touched = true;
    }

    fn parent(&self, node: usize) -> usize {
        self.manuscript.nodes[node].parent
    }

    fn siblings(&self, node: usize) -> Vec<usize> {
        let parent = self.parent(node);
        let same = |&other: &usize| other != node && self.parent(other) == parent;
        self.duties(std::slice::from_ref(&self.manuscript.nodes[node].kind)).into_iter().filter(same).collect()
    }

    // --- numbers ----------------------------------------------------------------------------------------------------

    fn renumber(&mut self) -> bool {
        let form = match self.random.below(4) {
            0 => Form::Roman,
            1 => Form::Other,
            by => Form::Shifted(u32::try_from(by).unwrap_or(1)),
        };
        numbers::renumber_all(self.manuscript, form);
        true
    }

    fn swap_numbers(&mut self) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure, UnitKind::Commitment]);
        let Some(one) = self.pick(&duties) else { return false };
        let siblings = self.siblings(one);
        let Some(other) = self.pick(&siblings) else { return false };
        let number = |node: usize| self.manuscript.nodes[node].number.clone().unwrap_or_default();
        let (mine, its) = (number(one), number(other));
        numbers::renumber(self.manuscript, one, "0");
        numbers::renumber(self.manuscript, other, &mine);
        numbers::renumber(self.manuscript, one, &its);
        self.touch(one);
        self.touch(other);
        true
    }

    // --- places -----------------------------------------------------------------------------------------------------

    fn move_unit(&mut self, strength: usize) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure]);
        let Some(node) = self.pick(&duties) else { return false };
        self.move_from(node, strength)
    }

    fn move_from(&mut self, node: usize, strength: usize) -> bool {
        let parent = self.parent(node);
        let elsewhere: Vec<usize> = self
            .duties(std::slice::from_ref(&self.manuscript.nodes[node].kind))
            .into_iter()
            .filter(|&other| self.parent(other) != parent)
            .collect();
        let Some(neighbour) = self.pick(&elsewhere) else { return false };
        let Some(number) = numbers::next(self.manuscript, neighbour) else { return false };
        self.manuscript.take(node);
        self.manuscript.put_after(node, neighbour);
        numbers::renumber(self.manuscript, node, &number);
        words::reword(self.manuscript, node, strength, &self.pool, self.random);
        self.touch(node);
        true
    }

    fn lift(&mut self) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure]);
        let level = |node: usize| match self.manuscript.nodes[node].kind {
            UnitKind::SubMeasure => UnitKind::Measure,
            _ => UnitKind::Commitment,
        };
        let liftable: Vec<usize> = duties
            .into_iter()
            .filter(|&node| self.manuscript.nodes[self.parent(node)].kind == level(node) && !self.has_duties(node))
            .collect();
        let Some(node) = self.pick(&liftable) else { return false };
        let parent = self.parent(node);
        let Some(number) = numbers::next(self.manuscript, parent) else { return false };
        let words = self.manuscript.head(node).text[self.manuscript.head(node).words..].to_owned();
        self.manuscript.take(node);
        self.manuscript.put_after(node, parent);
        numbers::renumber(self.manuscript, node, &number);
        *self.manuscript.head_mut(node) = self.heading(parent, &number, &words);
        self.manuscript.nodes[node].kind = self.manuscript.nodes[parent].kind.clone();
        self.touch(node);
        true
    }

    fn shuffle(&mut self) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure, UnitKind::Commitment]);
        let mut row = match self.random.below(3) {
            0 => self.parts(),
            _ => self.pick(&duties).map(|node| [self.siblings(node), vec![node]].concat()).unwrap_or_default(),
        };
        if row.len() < 2 {
            return false;
        }
        row.sort_unstable_by_key(|&node| self.manuscript.place(node));
        let places: Vec<usize> = row.iter().map(|&node| self.manuscript.place(node)).collect();
        let parent = self.parent(row[0]);
        self.random.shuffle(&mut row);
        for (&node, &place) in row.iter().zip(&places) {
            self.manuscript.nodes[parent].items[place] = Item::Unit(node);
        }
        true
    }

    /// Outermost units that hold duties.
    fn parts(&self) -> Vec<usize> {
        let live = self.manuscript.live();
        let outermost = |&node: &usize| self.parent(node) == self.parent(live[0]);
        live.iter().copied().filter(outermost).filter(|&node| self.has_duties(node)).collect()
    }

    // --- coming and going -------------------------------------------------------------------------------------------

    fn delete(&mut self) -> bool {
        let companion = self.random.percent(30);
        let from = if companion {
            let kinds = [UnitKind::Kpi, UnitKind::Recital, UnitKind::Definition];
            let live = self.manuscript.live();
            live.into_iter().filter(|&node| kinds.contains(&self.manuscript.nodes[node].kind)).collect()
        } else {
            self.duties(&[UnitKind::Measure, UnitKind::SubMeasure])
        };
        let Some(node) = self.pick(&from) else { return false };
        self.manuscript.take(node);
        true
    }

    fn insert(&mut self) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure, UnitKind::Commitment]);
        let Some(neighbour) = self.pick(&duties) else { return false };
        let Some(number) = numbers::next(self.manuscript, neighbour) else { return false };
        let node = self.new_unit(neighbour, &number);
        self.manuscript.put_after(node, neighbour);
        true
    }

    /// A unit goes, or goes elsewhere, and a new one prints its number.
    fn reuse_number(&mut self) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure]);
        let Some(node) = self.pick(&duties) else { return false };
        let siblings = self.siblings(node);
        let Some(neighbour) = self.pick(&siblings) else { return false };
        let number = self.manuscript.nodes[node].number.clone().unwrap_or_default();
        let new = self.new_unit(node, &number);
        if self.random.percent(50) {
            self.manuscript.take(node);
        } else if !self.move_from(node, 0) {
            return false;
        }
        self.manuscript.put_after(new, neighbour);
        true
    }

    /// A unit of another one's kind about something that no draft is about; not yet in the tree.
    fn new_unit(&mut self, like: usize, number: &str) -> usize {
        let title = words::title(self.random);
        let sentences: Vec<String> = (0..3 + self.random.below(4)).map(|_| words::sentence(self.random)).collect();
        let text = sentences.iter().map(|sentence| words::capitalised(sentence)).collect::<Vec<_>>().join(" ");
        self.node(like, number, &title, vec![text], Vec::new())
    }

    fn node(
        &mut self,
        like: usize,
        number: &str,
        title: &str,
        paragraphs: Vec<String>,
        origins: Vec<(u32, Relation)>,
    ) -> usize {
        let mut node = self.manuscript.nodes[like].clone();
        let head = self.heading(like, number, title);
        node.items = vec![Item::Line(head)];
        node.items.extend(written(paragraphs));
        node.number = Some(number.to_owned());
        node.was = None;
        node.origins = origins;
        node.touched = true;
        self.manuscript.nodes.push(node);
        self.manuscript.nodes.len() - 1
    }

    /// A heading like another unit's: its level and kind word, another number and title.
    fn heading(&self, like: usize, number: &str, words: &str) -> Line {
        let head = self.manuscript.head(like);
        let printed = self.manuscript.nodes[like].number.as_deref().unwrap_or_default();
        let at = head.text.find(printed).unwrap_or_default();
        let start = format!("{}{number}. ", &head.text[..at]);
        Line { words: start.len(), text: start + words, role: Role::Head }
    }

    // --- dividing and combining -------------------------------------------------------------------------------------

    fn split(&mut self, strength: usize) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure]);
        let duties: Vec<usize> = duties.into_iter().filter(|&node| !self.has_duties(node)).collect();
        let Some(node) = self.pick(&duties) else { return false };
        let lead = self.lead(node);
        let pieces = pieces(&lead);
        let Some(cut) = self.cut(&pieces) else { return false };
        let Some(number) = numbers::next(self.manuscript, node) else { return false };
        let (first, second) = pieces.split_at(cut);
        let second = paragraphs(second);
        let title = words::title_from(&second.join(" "), self.random);
        let rest = self.manuscript.nodes[node].items.split_off(1 + lead.len());
        self.manuscript.nodes[node].items.truncate(1);
        self.manuscript.nodes[node].items.extend(written(paragraphs(first)));
        self.manuscript.nodes[node].items.extend(rest);
        for (_, relation) in &mut self.manuscript.nodes[node].origins {
            *relation = Relation::Split;
        }
        let origins = self.manuscript.nodes[node].origins.clone();
        let new = self.node(node, &number, &title, second, origins);
        self.manuscript.put_after(new, node);
        self.touch(node);
        for half in [node, new] {
            words::reword(self.manuscript, half, strength, &self.pool, self.random);
        }
        true
    }

    /// Lines of a unit's own text before whatever else stands in it.
    fn lead(&self, node: usize) -> Vec<Line> {
        let open = |item: &&Item| match item {
            Item::Line(line) => line.is_blank() || matches!(line.role, Role::Prose | Role::Point),
            Item::Unit(_) => false,
        };
        let lead = self.manuscript.nodes[node].items.iter().skip(1).take_while(open);
        lead.filter_map(|item| if let Item::Line(line) = item { Some(line.clone()) } else { None }).collect()
    }

    /// Where to divide: each half with at least a third of the words.
    fn cut(&mut self, pieces: &[Piece]) -> Option<usize> {
        let words: Vec<usize> = pieces.iter().map(|piece| text::word_count(&piece.text)).collect();
        let all: usize = words.iter().sum();
        let fair = |&cut: &usize| {
            let first: usize = words[..cut].iter().sum();
            let second = all - first;
            first.min(second) * 3 >= all && first.min(second) >= ENOUGH && !pieces[cut].nested
        };
        let cuts: Vec<usize> = (1..pieces.len()).filter(fair).collect();
        self.pick(&cuts)
    }

    fn merge(&mut self, strength: usize) -> bool {
        let duties = self.duties(&[UnitKind::Measure, UnitKind::SubMeasure]);
        let mut whole: Vec<usize> = duties.into_iter().filter(|&node| !self.has_duties(node)).collect();
        self.random.shuffle(&mut whole);
        let far = self.random.percent(25);
        let pairs = whole.iter().flat_map(|&one| whole.iter().map(move |&other| (one, other)));
        let fits = |&(one, other): &(usize, usize)| {
            let (mine, its) = (self.lead_words(one), self.lead_words(other));
            let near = self.parent(one) == self.parent(other);
            let kind = self.manuscript.nodes[one].kind == self.manuscript.nodes[other].kind;
            one != other && kind && near != far && mine.min(its) >= ENOUGH && mine.min(its) * 4 >= mine + its
        };
        let Some((one, other)) = pairs.clone().find(fits) else { return false };
        self.combine(one, other);
        words::reword(self.manuscript, one, strength, &self.pool, self.random);
        true
    }

    fn lead_words(&self, node: usize) -> usize {
        self.lead(node).iter().map(|line| text::word_count(&line.text)).sum()
    }

    fn combine(&mut self, one: usize, other: usize) {
        let title = self.manuscript.title(other).to_owned();
        self.manuscript.take(other);
        let leads = [one, other].map(|node| 1 + self.lead(node).len());
        let rest = self.manuscript.nodes[one].items.split_off(leads[0]);
        let mut added = self.manuscript.nodes[other].items.clone();
        let more = added.split_off(leads[1]);
        for child in self.manuscript.children(other) {
            self.manuscript.nodes[child].parent = one;
        }
        let both = [vec![blank()], added.split_off(1), vec![blank()], rest, vec![blank()], more].concat();
        self.manuscript.nodes[one].items.extend(both);
        if self.random.percent(50) {
            let head = self.manuscript.head_mut(one);
            let end = head.text.find(" {").unwrap_or(head.text.len());
            head.text.insert_str(end, &format!(" and {}", title.to_lowercase()));
        }
        let origins = self.manuscript.nodes[other].origins.clone();
        self.manuscript.nodes[one].origins.extend(origins);
        for (_, relation) in &mut self.manuscript.nodes[one].origins {
            *relation = Relation::Merge;
        }
        self.touch(one);
    }

    // --- wording ----------------------------------------------------------------------------------------------------

    fn reword_many(&mut self, strength: usize) -> bool {
        use UnitKind::{Appendix, Commitment, Definition, Kpi, Measure, Recital, SubMeasure};
        let kinds = [Appendix, Commitment, Definition, Kpi, Measure, Recital, SubMeasure];
        for node in self.manuscript.live() {
            let unit = &self.manuscript.nodes[node];
            if kinds.contains(&unit.kind) && !unit.touched && self.random.percent(50) {
                words::reword(self.manuscript, node, strength, &self.pool, self.random);
            }
        }
        true
    }
}

fn blank() -> Item {
    Item::Line(Line::new(String::new(), Role::Fixed))
}

/// A sentence, or a point with what is nested in it.
struct Piece {
    text: String,
    /// Starts a paragraph, or a line of a list.
    opens: bool,
    point: bool,
    /// Belongs to the point before it.
    nested: bool,
}

/// The text of a unit in pieces that may be parted.
fn pieces(lead: &[Line]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut wraps = false;
    for line in lead {
        if line.is_blank() {
            wraps = false;
        } else if line.role == Role::Point {
            let nested = line.text.starts_with([' ', '\t']);
            found.push(Piece { text: line.text.clone(), opens: true, point: true, nested });
            wraps = false;
        } else {
            let joined = found.pop_if(|last| wraps && !last.point);
            let opens = joined.as_ref().is_none_or(|last| last.opens);
            let whole = joined.map_or_else(|| line.text.clone(), |last| format!("{} {}", last.text, line.text));
            let sentences = text::sentences(&whole);
            for (position, range) in sentences.into_iter().enumerate() {
                let text = whole[range].trim().to_owned();
                found.push(Piece { text, opens: opens && position == 0, point: false, nested: false });
            }
            wraps = true;
        }
    }
    found
}

/// Pieces as paragraphs and lists again.
fn paragraphs(pieces: &[Piece]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut last_is_point = true;
    for piece in pieces {
        match found.last_mut() {
            Some(last) if !piece.opens && !last_is_point => *last = format!("{last} {}", piece.text),
            Some(last) if piece.point && last_is_point => *last = format!("{last}\n{}", piece.text),
            _ => found.push(piece.text.clone()),
        }
        last_is_point = piece.point;
    }
    found
}

fn written(paragraphs: Vec<String>) -> Vec<Item> {
    let mut items = vec![blank()];
    for line in paragraphs.iter().flat_map(|paragraph| paragraph.split('\n').chain([""])) {
        let role = if line.is_empty() { Role::Fixed } else { Role::Prose };
        items.push(Item::Line(Line::new(line.to_owned(), role)));
    }
    items
}
