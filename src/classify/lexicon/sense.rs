/// What a phrase means to the rules.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::classify) enum Sense {
    /// A word that carries meaning, in the form in which it counts as the same.
    Content(String),
    /// A word that says nothing of its own.
    Function,
    /// A word that stands for another.
    Pronoun,
    /// Joins the parts of a list.
    Joins(Conjunction),
    /// How binding an act is.
    Modal(Modal),
    /// Lowers what is owed, 3 least.
    Effort(u8),
    /// Leaves room in carrying a duty out.
    Hedge,
    /// Opens an exception.
    Exception,
    /// Makes an exception of its whole sentence.
    Exemption,
    /// Opens a condition.
    Condition,
    /// A condition by itself, without a clause: `on request`.
    ShortCondition,
    /// Says what a term means.
    Defines,
    /// A time without a number: 0 at once, 1 prompt, 2 in due time.
    Prompt(u8),
    /// Days between two times; below 0 what cannot be counted.
    Rhythm(f64),
    /// Opens a rhythm: every, per.
    Every,
    /// What a duration or a date says.
    Lead(Lead),
    /// Which side of an amount is allowed.
    Bound(Bound),
    /// A share, in per cent.
    Share(f64),
    /// What a number counts.
    Unit(Unit),
    /// Opens a citation of this kind.
    Citation(String),
}

/// Joins the parts of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Conjunction {
    /// All of them.
    And,
    /// One of them.
    Or,
}

/// How binding an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) struct Modal {
    /// To act or to refrain.
    pub(in crate::classify) polarity: Polarity,
    /// 4 must, 2 should, 1 may, 0 need not.
    pub(in crate::classify) strength: u8,
}

/// To act or to refrain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Polarity {
    /// The act is owed or allowed.
    Act,
    /// The act is not to be done.
    Refrain,
}

/// What a duration or a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Lead {
    /// An act is due by then.
    By,
    /// Something lasts so long.
    For,
    /// Something lasts until then.
    Until,
    /// Something applies from then.
    From,
    /// So long after something.
    After,
    /// Not before then.
    Earliest,
}

/// Which side of an amount is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Bound {
    /// At least so much.
    Least,
    /// At most so much.
    Most,
    /// More than so much: a limit after a prohibition, else a class.
    Over,
    /// So much is aimed at.
    Target,
}

impl Bound {
    /// One name for all phrases that set it.
    pub(in crate::classify) const fn name(self) -> &'static str {
        match self {
            Self::Least => "[least]",
            Self::Most => "[most]",
            Self::Over => "[over]",
            Self::Target => "[target]",
        }
    }
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::classify) enum Unit {
    /// Time, in days.
    Time(f64),
    /// Time of which only working days count.
    Working(f64),
    /// Any other measure, by name and size.
    Amount(String, f64),
}

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)*) => {
        /// What a word is good for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::classify) enum Trait { $($(#[$doc])* $name,)* }

        impl Trait {
            /// The trait that a section of the data gives its words.
            pub(super) fn of_section(section: &str) -> Option<Self> {
                match section { $($section => Some(Self::$name),)* _ => None }
            }
        }
    };
}

traits! {
    /// Keeps something for a time.
    Retain = "retain",
    /// Puts something away after a time.
    Erase = "erase",
    /// After a duration: counted back from an event.
    Advance = "advance",
    /// Names a place: a `where` after it is no condition.
    Place = "place",
    /// Links the parts of one citation.
    CitationLink = "citation.link",
    /// A law's name ends in it.
    Law = "law",
    /// Tells or gives somebody something.
    Tell = "tell",
    /// Its first object is the one who is told.
    TellWhom = "tell.whom",
    /// Says to what a text applies.
    Cover = "cover",
    /// A person or body.
    Party = "party",
    /// Before `of` and a person: who acts beside or instead of somebody.
    Role = "role",
    /// Joins or places what stands beside it.
    Connective = "connective",
    /// Leaves the act to a noun.
    Light = "light",
    /// One letter more or less makes it another word.
    Confusable = "confusable",
    /// Names a number, multiplies one, counts times or says which one of a row.
    Counts = "counts",
    /// After an amount: along which side it is measured.
    Dimension = "dimension",
    /// Before `of each`: when in a rhythm.
    Moment = "moment",
    /// After a number of years: no time limit.
    Tenure = "tenure",
    /// Narrows a class.
    Narrow = "narrow",
    /// Takes in a whole class.
    Wide = "wide",
}

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::classify) struct Traits(u32);

impl Traits {
    /// Whether a trait is among them.
    pub(in crate::classify) const fn has(self, one: Trait) -> bool {
        self.0 & (1 << one as u32) != 0
    }

    /// With one more.
    pub(super) const fn with(self, one: Trait) -> Self {
        Self(self.0 | 1 << one as u32)
    }
}
