use crate::model::{Pair, UnitIdx};

/// Every correspondence between two drafts.
///
/// Each unit of either draft is in at least one link, or in `added`, or in `removed`; never in none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matching {
    /// The links, by the newer unit's place, then the older one's.
    pub links: Vec<Link>,
    /// Units of the newer draft without an origin, in document order.
    pub added: Vec<UnitIdx>,
    /// Units of the older draft without a successor, in document order.
    pub removed: Vec<UnitIdx>,
}

/// One unit of the older draft and one of the newer that it lives on in.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The two units.
    pub units: Pair<UnitIdx>,
    /// How they correspond.
    pub relation: Relation,
    /// Why they were linked, strongest first.
    pub evidence: Vec<Evidence>,
    /// How sure the link is, from 0 to 1: of the links given 0.9, nine in ten are right.
    pub confidence: f32,
}

/// How two linked units correspond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The newer unit is the successor of the older one.
    Same,
    /// The older unit was divided; the newer one holds a substantial share of it.
    Split,
    /// The newer unit combines several; the older one gave a substantial share.
    Merge,
    /// Only a minor passage went over; the units' main counterparts are others.
    Part,
}

impl Relation {
    /// The stable name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Part => "part",
        }
    }
}

/// One reason for a link. Shares and likenesses are from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Settled by the drafters in the series manifest.
    Pinned(String),
    /// Both carry this id.
    Id(String),
    /// The same words, up to noise.
    SameText,
    /// Both print this number.
    Number(String),
    /// The number of the older unit is printed on another unit now: this one, in the newer draft.
    NumberReused(UnitIdx),
    /// How alike the titles are.
    Title(f32),
    /// How alike the texts are.
    Text(f32),
    /// Their parents, children or neighbours are linked.
    Context(f32),
    /// The units through which consecutive drafts lead from the one to the other, in words, and how sure that way is.
    Chain(String, f32),
    /// Which share of the older unit's text the newer one holds, and of the newer one's the older gave.
    Coverage(Pair<f32>),
}

/// Why a pair was not linked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// The drafters settled it otherwise.
    Pinned,
    /// It is worth less than this.
    Weak {
        /// What a link of these kinds needs.
        floor: f32,
    },
    /// One of the two has a better choice; beside that one, this much was needed.
    Weaker {
        /// A share of what the best choice of either is worth.
        needed: f32,
    },
    /// One of the two is linked to a better one.
    Taken,
    /// One of the two has no text of its own.
    Empty,
    /// All that speaks for it as one of several is worth this, and a link needs more.
    Apart {
        /// Title, words beyond the main counterpart, and what stands around.
        worth: f32,
        /// What a link needs.
        floor: f32,
    },
    /// The main counterpart of the other one leaves only this share of it open.
    Told {
        /// Share of the other unit's text.
        open: f32,
    },
    /// Of what the main counterpart of the other one leaves open, it explains only this share.
    Little {
        /// Share of the open rest.
        gain: f32,
    },
}
