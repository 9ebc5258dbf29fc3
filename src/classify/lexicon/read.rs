use super::endings::Endings;
use super::meaning::Meanings;
use super::sense::{Bound, Conjunction, Lead, Modal, Polarity, Sense, Trait, Unit};
use super::stem::LEAST;
use super::{Form, Lexicon, Phrase, Stem};

/// Bytes of a language's data for each word that is kept by its form, or by its stem.
const BYTES_A_FORM: usize = 16;

impl Lexicon {
    /// Reads a language's data: sections of entries, one a line.
    pub(super) fn read(data: &str) -> Self {
        let mut lexicon = Self::default();
        lexicon.forms.reserve(data.len() / BYTES_A_FORM);
        lexicon.stems.reserve(data.len() / BYTES_A_FORM);
        let mut later = Vec::new();
        let mut section = "";
        for line in data.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if line.is_empty() {
                continue;
            }
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => lexicon.open(name, &mut section),
                None if section == "opposite" => lexicon.add_opposites(line),
                None if section == "interchangeable" => lexicon.add_interchangeable(line),
                None if by_stem(section) => later.push((section, line)),
                None => lexicon.entry(section, line),
            }
        }
        // These are kept by stem, so they wait for all endings and for each other.
        for (_, line) in later.iter().filter(|(section, _)| *section == "synonyms") {
            lexicon.synonym(line);
        }
        for (section, line) in later {
            if let Some(one) = Trait::of_section(section) {
                line.split(',').for_each(|word| lexicon.add_trait(word.trim(), one));
            } else if section == "near" {
                lexicon.add_near(line);
            } else if section == "class" {
                lexicon.add_class(line);
            } else if section == "itemise" {
                line.split(',').for_each(|word| lexicon.stem_of(word.trim()).itemises = true);
            }
        }
        for form in lexicon.forms.values_mut() {
            form.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lexicon
    }

    fn open<'d>(&mut self, name: &'d str, section: &mut &'d str) {
        *section = name;
        if name.starts_with("step.") {
            self.stemmer.steps.push(Endings::default());
        }
    }

    fn entry(&mut self, section: &str, line: &str) {
        let (names, value) = line.split_once(" = ").unwrap_or((line, ""));
        for name in names.split(',').map(str::trim) {
            self.add(section, name, value.trim());
        }
    }

    fn add(&mut self, section: &str, name: &str, value: &str) {
        let number = || value.parse::<f64>().unwrap_or_default();
        let keep = name.to_owned();
        match section {
            "numbers" => drop(self.counting(name).numbers.insert(keep, number())),
            "multipliers" => drop(self.counting(name).multipliers.insert(keep, number())),
            "times" => drop(self.counting(name).times.insert(keep, number())),
            "ordinal" => drop(self.counting(name).ordinals.insert(keep, number())),
            "month" => self.add_month(keep, value),
            "irregular" => drop(self.stemmer.irregular.insert(keep, silent(value).to_owned())),
            "citation" => self.add_citation(name, value),
            "aside" => self.add_phrase(name, Sense::Function).closes = true,
            "standard" => self.add_standard(name, value),
            "vague" => self.form_of(name).vague = true,
            "prefix" => self.prefixes.push(keep),
            "turning" => self.turning.push(keep),
            "governing" => self.governing.push(keep),
            "perfect" => self.perfect.push(keep),
            "progressive" => self.progressive.push(keep),
            "ordering" => self.ordering.push(keep),
            "prefix.denial" => self.denials.push(keep),
            "near.ending" => self.near_endings.add(silent(name), ()),
            _ if section.ends_with(".ending") => {
                let one = section.strip_suffix(".ending").and_then(Trait::of_section);
                debug_assert!(one.is_some(), "no trait for the endings `{section}`");
                one.into_iter().for_each(|one| self.endings.add(name, one));
            }
            _ if section.starts_with("step.") => self.add_ending(name, value),
            _ => match sense(section, value) {
                Some(sense) => drop(self.add_phrase(name, sense)),
                None => debug_assert!(false, "no section `{section}`"),
            },
        }
    }

    /// Gives a word in this form a trait.
    fn add_to_form(&mut self, word: &str, one: Trait) {
        let form = self.form_of(word);
        form.traits = form.traits.with(one);
    }

    fn form_of(&mut self, word: &str) -> &mut Form {
        self.forms.entry(word.to_owned()).or_default()
    }

    /// The lexicon, once it knows that a word counts.
    fn counting(&mut self, word: &str) -> &mut Self {
        self.add_to_form(word, Trait::Counts);
        self
    }

    fn add_month(&mut self, name: String, value: &str) {
        self.add_to_form(&name, Trait::Month);
        self.months.insert(name, value.parse().unwrap_or_default());
    }

    fn add_standard(&mut self, word: &str, measure: &str) {
        let key = self.form(measure).standard.unwrap_or(self.standards);
        self.form_of(word).standard = Some(key);
        self.standards += 1;
    }

    fn add_ending(&mut self, from: &str, to: &str) {
        if let Some(step) = self.stemmer.steps.last_mut() {
            step.add(from, to.trim_matches('-').to_owned());
        }
    }

    fn add_trait(&mut self, word: &str, one: Trait) {
        if one == Trait::Party {
            self.add_to_form(word, one);
            return;
        }
        let stem = self.stem_of(word);
        stem.traits = stem.traits.with(one);
    }

    /// What is known of the stem of a word.
    fn stem_of(&mut self, word: &str) -> &mut Stem {
        let stem = self.stem(word);
        self.stems.entry(stem).or_default()
    }

    fn add_class(&mut self, line: &str) {
        let Some((class, kinds)) = line.split_once(':') else { return };
        let class = self.stem(class.trim());
        for kind in kinds.split(',') {
            self.stem_of(kind.trim()).classes.push(class.clone());
        }
    }

    fn add_opposites(&mut self, line: &str) {
        if let Some((one, other)) = line.split_once(',') {
            self.opposites.push((one.trim().to_owned(), other.trim().to_owned()));
        }
    }

    fn add_interchangeable(&mut self, line: &str) {
        self.interchangeable.push(line.split(',').map(|word| word.trim().to_owned()).collect());
    }

    fn add_near(&mut self, line: &str) {
        self.circles += 1;
        let circle = self.circles;
        for word in line.split(',') {
            let near = &mut self.stem_of(word.trim()).near;
            if near.last() != Some(&circle) {
                near.push(circle);
            }
        }
    }

    fn add_citation(&mut self, name: &str, kind: &str) {
        let kind = if kind.is_empty() { name } else { kind };
        self.add_phrase(name, Sense::Citation(kind.to_owned()));
    }

    fn add_phrase(&mut self, name: &str, sense: Sense) -> &mut Phrase {
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Vec<u32> = words.map(|word| self.add_follower(word)).collect();
        let known = &mut self.form_of(first).phrases;
        let at = known.iter().position(|phrase| phrase.rest == rest).unwrap_or_else(|| {
            known.push(Phrase { rest, senses: Vec::new(), meanings: Meanings::default(), closes: false });
            known.len() - 1
        });
        known[at].meanings = known[at].meanings.with(sense.meaning());
        known[at].senses.push(sense);
        &mut known[at]
    }

    fn add_follower(&mut self, word: &str) -> u32 {
        let next = self.followers;
        let key = *self.form_of(word).follower.get_or_insert(next);
        self.followers += u32::from(key == next);
        key
    }

    fn synonym(&mut self, line: &str) {
        let Some((canonical, others)) = line.split_once(':') else { return };
        let canonical = self.stemmer.stem(canonical.trim());
        for other in others.split(',').map(str::trim) {
            if other.contains(' ') {
                self.add_phrase(other, Sense::Content(canonical.clone()));
            } else {
                let stem = self.stemmer.stem(other);
                let known = self.stems.entry(stem).or_default().stands_for.replace(canonical.clone());
                debug_assert!(known.is_none_or(|known| known == canonical), "`{other}` stands for two words");
            }
        }
    }
}

/// Whether a section's entries are kept by stem.
fn by_stem(section: &str) -> bool {
    matches!(section, "synonyms" | "near" | "class" | "itemise") || Trait::of_section(section).is_some()
}

/// Stems end in no silent `e`.
fn silent(stem: &str) -> &str {
    if stem.len() > LEAST { stem.trim_end_matches('e') } else { stem }
}

fn sense(section: &str, value: &str) -> Option<Sense> {
    let modal = |polarity, strength| Sense::Modal(Modal { polarity, strength });
    let number = || value.parse::<f64>().unwrap_or_default();
    let level = || value.parse::<u8>().unwrap_or_default();
    Some(match section {
        "duty" => modal(Polarity::Act, 4),
        "prohibition" => modal(Polarity::Refrain, 4),
        "advice" => modal(Polarity::Act, 2),
        "discouragement" => modal(Polarity::Refrain, 2),
        "permission" => modal(Polarity::Act, 1),
        "release" => modal(Polarity::Act, 0),
        "effort" => Sense::Effort(level()),
        "impersonal" => Sense::Impersonal,
        "hedge" => Sense::Hedge,
        "prompt" => Sense::Prompt(level()),
        "rhythm" => Sense::Rhythm(number()),
        "every" => Sense::Every,
        "lead" => Sense::Lead(lead(value)),
        "units.time" => Sense::Unit(Unit::Time(number())),
        "units.working" => Sense::Unit(Unit::Working(level())),
        "units.amount" => Sense::Unit(amount(value)),
        "shares" => Sense::Share(number()),
        "bound" => Sense::Bound(bound(value)),
        "exception" => Sense::Exception,
        "exemption" => Sense::Exemption,
        "saving" => Sense::Saving,
        "condition" => Sense::Condition,
        "condition.loose" => Sense::LooseCondition,
        "condition.short" => Sense::ShortCondition,
        "defines" => Sense::Defines,
        "function" => Sense::Function,
        "pronoun" => Sense::Pronoun,
        "and" => Sense::Joins(Conjunction::And),
        "or" => Sense::Joins(Conjunction::Or),
        _ => return None,
    })
}

fn lead(value: &str) -> Lead {
    match value {
        "for" => Lead::For,
        "until" => Lead::Until,
        "end" => Lead::End,
        "from" => Lead::From,
        "after" => Lead::After,
        "earliest" => Lead::Earliest,
        "in" => Lead::In,
        _ => Lead::By,
    }
}

fn bound(value: &str) -> Bound {
    match value {
        "most" => Bound::Most,
        "below" => Bound::Below,
        "over" => Bound::Over,
        "target" => Bound::Target,
        _ => Bound::Least,
    }
}

fn amount(value: &str) -> Unit {
    let (name, size) = value.split_once(' ').unwrap_or((value, "1"));
    Unit::Amount(name.to_owned(), size.parse().unwrap_or(1.0))
}
