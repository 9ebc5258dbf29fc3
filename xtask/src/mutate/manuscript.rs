//! A draft as an editor sees it: the tree of its units with their source lines, to be rearranged and written again.
//!
//! Every line knows its unit from [`Unit::lines`], so what is written is real Markdown and is parsed afresh; every
//! unit knows where it came from, so whatever is done to it, the truth can be told.

use super::{Head, Truth};
use redraft::matching::Relation;
use redraft::model::{BlockKind, Draft, Unit, UnitKind};

/// The tree of units; nodes are never dropped, only taken out of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Manuscript {
    pub(crate) nodes: Vec<Node>,
    root: usize,
    before: Vec<(u32, Option<u32>)>,
}

/// One unit.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: UnitKind,
    pub(crate) number: Option<String>,
    /// The number before anything was done, for references to follow.
    pub(crate) was: Option<String>,
    pub(crate) parent: usize,
    pub(crate) items: Vec<Item>,
    /// Heading lines of the units that it comes from; empty for a new one.
    pub(crate) origins: Vec<(u32, Relation)>,
    /// Something was done to it already, so that no truth is made twice.
    pub(crate) touched: bool,
}

/// What stands in a unit, in order.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Line(Line),
    Unit(usize),
}

/// One source line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) role: Role,
    /// Where words may be replaced from: past the number and label.
    pub(crate) words: usize,
}

/// What may be done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Opens its unit.
    Head,
    /// Running text.
    Prose,
    /// A point of a list.
    Point,
    /// A row of a table.
    Row,
    /// Structure, notes' borders, blank: left alone.
    Fixed,
}

impl Line {
    pub(crate) const fn new(text: String, role: Role) -> Self {
        Self { text, role, words: 0 }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Manuscript {
    /// The manuscript of a draft of one file.
    pub(crate) fn new(draft: &Draft, text: &str) -> Self {
        let root = draft.units.len();
        let mut nodes: Vec<Node> = draft.units.iter().map(|unit| node(unit, root)).collect();
        nodes.push(Node {
            kind: UnitKind::Preamble,
            number: None,
            was: None,
            parent: root,
            items: Vec::new(),
            origins: Vec::new(),
            touched: true,
        });
        let before = draft.units.iter().map(|unit| (unit.span.line, unit.parent.map(|up| draft[up].span.line)));
        let mut manuscript = Self { nodes, root, before: before.collect() };
        manuscript.fill(draft, text);
        manuscript
    }

    fn fill(&mut self, draft: &Draft, text: &str) {
        let owners = owners(draft, text.lines().count());
        let mut last = self.root;
        for (content, (number, owner)) in text.lines().zip((1..).zip(owners)) {
            let owner = owner.unwrap_or(last);
            let mut line = Line::new(content.to_owned(), Role::Fixed);
            if owner < self.root {
                let unit = &draft.units[owner];
                line.role = role(unit, number, content);
                if line.role == Role::Head {
                    line.words = first_word(unit, content);
                    let parent = self.nodes[owner].parent;
                    self.nodes[parent].items.push(Item::Unit(owner));
                }
            }
            self.nodes[owner].items.push(Item::Line(line));
            last = owner;
        }
    }

    /// The text, and what became of every unit.
    pub(crate) fn write(&self) -> (String, Truth) {
        let mut writer = Writer { manuscript: self, lines: Vec::new(), heads: Vec::new() };
        writer.node(self.root, None);
        let mut text = writer.lines.join("\n");
        text.push('\n');
        (text, Truth { before: self.before.clone(), after: writer.heads })
    }

    /// Units in the tree, in order.
    pub(crate) fn live(&self) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect(self.root, &mut found);
        found
    }

    fn collect(&self, node: usize, found: &mut Vec<usize>) {
        for child in self.children(node) {
            found.push(child);
            self.collect(child, found);
        }
    }

    /// A unit and all that stand in it.
    pub(crate) fn subtree(&self, node: usize) -> Vec<usize> {
        let mut found = vec![node];
        self.collect(node, &mut found);
        found
    }

    pub(crate) fn children(&self, node: usize) -> Vec<usize> {
        let unit = |item: &Item| if let Item::Unit(child) = item { Some(*child) } else { None };
        self.nodes[node].items.iter().filter_map(unit).collect()
    }

    /// Takes a unit, with all that stands in it, out of the tree.
    pub(crate) fn take(&mut self, node: usize) {
        let parent = self.nodes[node].parent;
        self.nodes[parent].items.retain(|item| !matches!(item, Item::Unit(child) if *child == node));
    }

    /// Puts a unit right after another one.
    pub(crate) fn put_after(&mut self, node: usize, sibling: usize) {
        let parent = self.nodes[sibling].parent;
        let place = self.place(sibling);
        self.nodes[parent].items.insert(place + 1, Item::Unit(node));
        self.nodes[node].parent = parent;
    }

    /// Position of a unit among its parent's items.
    pub(crate) fn place(&self, node: usize) -> usize {
        let items = &self.nodes[self.nodes[node].parent].items;
        items.iter().position(|item| matches!(item, Item::Unit(child) if *child == node)).unwrap_or(items.len())
    }

    /// The line that opens a unit.
    pub(crate) fn head(&self, node: usize) -> &Line {
        match &self.nodes[node].items[0] {
            Item::Line(line) => line,
            Item::Unit(_) => unreachable!("a unit starts with its head"),
        }
    }

    pub(crate) fn head_mut(&mut self, node: usize) -> &mut Line {
        match &mut self.nodes[node].items[0] {
            Item::Line(line) => line,
            Item::Unit(_) => unreachable!("a unit starts with its head"),
        }
    }

    /// The words of a unit's own title, as in the source.
    pub(crate) fn title(&self, node: usize) -> &str {
        let head = self.head(node);
        head.text[head.words..].split('{').next().unwrap_or_default().trim()
    }

    /// Whether a heading opens the unit.
    pub(crate) fn is_headed(&self, node: usize) -> bool {
        self.head(node).text.starts_with('#')
    }

    pub(crate) fn lines(&self, node: usize) -> impl Iterator<Item = &Line> {
        self.nodes[node].items.iter().filter_map(|item| if let Item::Line(line) = item { Some(line) } else { None })
    }
}

struct Writer<'a> {
    manuscript: &'a Manuscript,
    lines: Vec<&'a str>,
    heads: Vec<Head>,
}

impl<'a> Writer<'a> {
    fn node(&mut self, node: usize, parent: Option<u32>) {
        let manuscript = self.manuscript;
        let node = &manuscript.nodes[node];
        let mut mine = parent;
        for item in &node.items {
            match item {
                Item::Line(line) => {
                    self.line(&line.text);
                    if line.role == Role::Head {
                        let head = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
                        self.heads.push(Head { line: head, parent, origins: node.origins.clone() });
                        mine = Some(head);
                    }
                }
                Item::Unit(child) => self.node(*child, mine),
            }
        }
    }

    /// A heading always stands after a blank line, whatever was moved before it.
    fn line(&mut self, text: &'a str) {
        if text.starts_with('#') && self.lines.last().is_some_and(|last| !last.trim().is_empty()) {
            self.lines.push("");
        }
        self.lines.push(text);
    }
}

fn node(unit: &Unit, root: usize) -> Node {
    let number = unit.number.as_ref().map(|number| number.printed().to_owned());
    Node {
        kind: unit.kind.clone(),
        was: number.clone(),
        number,
        parent: unit.parent.map_or(root, |parent| parent.get()),
        items: Vec::new(),
        origins: vec![(unit.span.line, Relation::Same)],
        touched: false,
    }
}

/// By line, the unit that owns it.
fn owners(draft: &Draft, lines: usize) -> Vec<Option<usize>> {
    let mut owners = vec![None; lines];
    for (idx, unit) in draft.iter() {
        for line in unit.lines.iter().flat_map(|run| run.line..=run.end_line) {
            owners[line as usize - 1] = Some(idx.get());
        }
    }
    owners
}

fn role(unit: &Unit, number: u32, content: &str) -> Role {
    if number == unit.span.line {
        return Role::Head;
    }
    let block = unit.body.blocks.iter().find(|block| (block.span.line..=block.span.end_line).contains(&number));
    match block.map(|block| &block.kind) {
        _ if content.trim().is_empty() => Role::Fixed,
        Some(BlockKind::Paragraph) if !content.starts_with(['|', '[', '#']) => Role::Prose,
        Some(BlockKind::Point { .. } | BlockKind::Continuation { .. }) => Role::Point,
        Some(BlockKind::Row { .. }) => Role::Row,
        _ => Role::Fixed,
    }
}

/// Where in a head line the unit's own words start: its title, or its text where it has none.
fn first_word(unit: &Unit, content: &str) -> usize {
    let said = if unit.title.text.is_empty() { &unit.body.prose.text } else { &unit.title.text };
    let opening = said.split_whitespace().next().unwrap_or_default();
    let past = unit.number.as_ref().and_then(|number| Some(content.find(number.printed())? + number.printed().len()));
    let past = past.unwrap_or_default();
    content[past..].find(opening).filter(|_| !opening.is_empty()).map_or(content.len(), |at| past + at)
}
