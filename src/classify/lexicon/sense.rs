use super::meaning::Meaning;

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
    /// A modal after which stands who must act: `it is the duty of`.
    Impersonal,
    /// Lowers what is owed, 3 least.
    Effort(u8),
    /// Leaves room in carrying a duty out.
    Hedge,
    /// Opens an exception.
    Exception,
    /// Makes an exception of its whole sentence.
    Exemption,
    /// Leaves something else untouched and takes nothing out.
    Saving,
    /// Opens a condition.
    Condition,
    /// Opens a condition where a clause may begin.
    LooseCondition,
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

impl Sense {
    /// Its kind.
    pub(super) const fn meaning(&self) -> Meaning {
        match self {
            Self::Content(_) => Meaning::Content,
            Self::Function => Meaning::Function,
            Self::Pronoun => Meaning::Pronoun,
            Self::Joins(_) => Meaning::Joins,
            Self::Modal(_) => Meaning::Modal,
            Self::Impersonal => Meaning::Impersonal,
            Self::Effort(_) => Meaning::Effort,
            Self::Hedge => Meaning::Hedge,
            Self::Exception => Meaning::Exception,
            Self::Exemption => Meaning::Exemption,
            Self::Saving => Meaning::Saving,
            Self::Condition => Meaning::Condition,
            Self::LooseCondition => Meaning::LooseCondition,
            Self::ShortCondition => Meaning::ShortCondition,
            Self::Defines => Meaning::Defines,
            Self::Prompt(_) => Meaning::Prompt,
            Self::Rhythm(_) => Meaning::Rhythm,
            Self::Every => Meaning::Every,
            Self::Lead(_) => Meaning::Lead,
            Self::Bound(_) => Meaning::Bound,
            Self::Share(_) => Meaning::Share,
            Self::Unit(_) => Meaning::Unit,
            Self::Citation(_) => Meaning::Citation,
        }
    }
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

impl Modal {
    /// The least strength that asks for an act; a weaker one permits it.
    pub(in crate::classify) const OWED: u8 = 2;

    /// Whether an act is asked for.
    pub(in crate::classify) const fn is_owed(self) -> bool {
        self.strength >= Self::OWED
    }
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
    /// An act is due before a period ends.
    End,
    /// Something applies from then.
    From,
    /// So long after something.
    After,
    /// Not before then.
    Earliest,
    /// Before a month: at some time in it.
    In,
}

/// Which side of an amount is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Bound {
    /// At least so much.
    Least,
    /// At most so much.
    Most,
    /// Less than so much, which is at most so much without that itself.
    Below,
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
            Self::Below => "[below]",
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
    /// Days of which not all count, such as working days, by the number of their kind.
    Working(u8),
    /// Any other measure, by name and size.
    Amount(String, f64),
}

macro_rules! traits {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)*) => {
        /// What a word is good for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(in crate::classify) enum Trait { $($(#[$doc])* $name,)* }

        // A set holds a bit for each.
        const _: () = assert!([$(Trait::$name,)*].len() <= u64::BITS as usize);

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
    /// Names a month.
    Month = "months",
    /// After an amount: along which side it is measured.
    Dimension = "dimension",
    /// Before `of each`: when in a rhythm.
    Moment = "moment",
    /// Between one and another number: a ratio.
    RatioSign = "ratio.sign",
    /// After a number of years: no time limit.
    Tenure = "tenure",
    /// Narrows a class.
    Narrow = "narrow",
    /// Forbids all else.
    Exclusive = "exclusive",
    /// Takes in a whole class.
    Wide = "wide",
    /// The plainest of those that stand before a noun.
    Article = "article",
    /// An article that may count one.
    Indefinite = "article.indefinite",
    /// Stands before a noun and says which one is meant.
    Determiner = "determiner",
    /// Opens a clause that says which one is meant.
    Relative = "relative",
    /// Opens a clause that says what is asked or told.
    Question = "question",
    /// The authors of a draft.
    Author = "author",
    /// What its authors call a draft.
    AuthorText = "author.text",
    /// Names a state and no act.
    State = "state",
    /// A permission or no more than a possibility.
    Ability = "ability",
    /// Gives examples.
    Illustration = "illustration",
    /// Before a number: names a picture or a table.
    Caption = "caption",
    /// Points at the items of a list.
    Listed = "listed",
    /// Tells what is to come.
    Future = "future",
    /// Points at what was named before.
    Demonstrative = "demonstrative",
    /// Stands for a name before a noun or a verb.
    Possessive = "possessive",
    /// Leads to who acts, in the passive voice.
    Agent = "agent",
    /// Leads to who is told or given something.
    Recipient = "recipient",
    /// Leads to persons.
    Towards = "towards",
    /// After a role: whose it is.
    Genitive = "genitive",
    /// Says that something is.
    Copula = "copula",
    /// Turns the act into its opposite.
    Negation = "negation",
    /// In front of a sentence: makes a condition of it.
    Inverting = "inverting",
    /// Opens a condition, or says which place.
    Where = "where",
    /// Opens a condition, or counts.
    Once = "once",
    /// After a number: how many times.
    Repetition = "repetition",
    /// Between an amount and what it is measured by.
    Rate = "rate",
    /// Before `each` and an event: a rhythm.
    Event = "event",
    /// After a duration: from when it counts.
    CountsFrom = "counts.from",
    /// Between the ends of a range.
    Through = "through",
    /// Whose law it is.
    Union = "union",
    /// Before a number, in capitals.
    NumberSign = "number.sign",
    /// Between a person and a number of years: an age.
    Age = "age",
    /// Names a law by itself.
    LawAlone = "law.alone",
    /// Ends like a word that says how, and names an act.
    Act = "act",
    /// By its ending: does something.
    Gerund = "gerund",
    /// Says how a noun stands to what is before it.
    Preposition = "preposition",
    /// Undergoes or does something, by its ending or by itself.
    Participle = "participle",
    /// By its ending: says how.
    Adverb = "adverb",
    /// Opens what is to be done.
    Infinitive = "infinitive",
    /// Before a number below zero.
    Minus = "minus",
    /// In front of a duty: nobody may, `no waste shall`.
    None = "none",
}

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::classify) struct Traits(u64);

impl Traits {
    /// Whether a trait is among them.
    pub(in crate::classify) const fn has(self, one: Trait) -> bool {
        self.0 & (1 << one as u32) != 0
    }

    /// With those of another set.
    pub(in crate::classify) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// With one fewer.
    pub(in crate::classify) const fn without(self, one: Trait) -> Self {
        Self(self.0 & !(1 << one as u32))
    }

    /// With one more.
    pub(super) const fn with(self, one: Trait) -> Self {
        Self(self.0 | 1 << one as u32)
    }
}
