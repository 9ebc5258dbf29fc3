//! What is never called editorial, though it has nearly the same words.

use redraft::classify::{TextKind, Weight, compare_texts};
use redraft::model::Pair;

/// Changes of a few letters, with the same words for the most part, that no lawyer would call editorial.
const SAYS_SOMETHING_ELSE: [(&str, &str); 56] = [
    ("Mills may be charged a toll.", "Mills may charge a toll."),
    ("Guards must not be arrested.", "Guards must not arrest."),
    ("The mayor shall be advised by the port board.", "The mayor shall advise the port board."),
    ("If the guard is attacked, he may shoot.", "If the guard attacks, he may shoot."),
    ("The guard has the right to be heard.", "The guard has the right to hear."),
    ("A guard entitled to be paid shall sign.", "A guard entitled to pay shall sign."),
    ("The requesting state shall pay.", "The requested state shall pay."),
    ("A mill controlled by the bank shall act.", "A mill controlling the bank shall act."),
    ("A person whom the mill employs shall act.", "A person who employs the mill shall act."),
    ("The warden shall warn before fining.", "The warden shall fine before warning."),
    (
        "The clerk shall destroy the file after copying the data.",
        "The clerk shall copy the file after destroying the data.",
    ),
    ("The warden shall warn guests if he fines staff.", "The warden shall fine staff if he warns guests."),
    ("Cooks shall be dismissed if they strike.", "Cooks shall strike if they are dismissed."),
    ("The ferry shall wait only if it has loaded the mail.", "The ferry shall load the mail only if it has waited."),
    ("Wages, taxes and rents shall be paid in that order.", "Taxes, wages and rents shall be paid in that order."),
    ("Dogs and cats shall be kept in sheds and flats respectively.", "Dogs and cats shall be kept in sheds and flats."),
    ("Rule A prevails over Rule B.", "Rule B prevails over Rule A."),
    (
        "Point (a) applies to boards and point (b) to councils.",
        "Point (b) applies to boards and point (a) to councils.",
    ),
    ("If asked, the bank shall report and pay.", "The bank shall report and, if asked, pay."),
    (
        "The keeper shall lock the gate if it rains and shall call the crew.",
        "The keeper shall lock the gate and, if it rains, shall call the crew.",
    ),
    ("The conditions in paragraphs 1 and 2 must be met.", "The conditions in paragraphs 1 or 2 must be met."),
    ("Mills meeting Article 5 and Article 6 are exempt.", "Mills meeting Article 5 or Article 6 are exempt."),
    ("Points (a) to (c) apply.", "Points (a) and (c) apply."),
    ("Annexes I and III apply.", "Annexes I to III apply."),
    ("Sections 5-7 apply.", "Sections 5 and 7 apply."),
    ("No mill is required to sell.", "No mill may sell."),
    ("Drugs that may be harmful shall be labelled.", "Drugs that are harmful shall be labelled."),
    ("If the drug could harm, it shall be labelled.", "If the drug harms, it shall be labelled."),
    ("Where the mill may sell, it shall report.", "Where the mill sells, it shall report."),
    ("The stay is suspended for 30 days.", "The stay is suspended after 30 days."),
    ("The output shall not exceed 5 mW.", "The output shall not exceed 5 MW."),
    ("The deed shall be kept by the lender or on its behalf.", "The deed shall be kept by the lender on its behalf."),
    ("The owner shall register his dog.", "The owner shall register his dogs."),
    ("The mill shall deliver few samples.", "The mill shall deliver a few samples."),
    ("The fee is for A and B or C.", "The fee is for A, B or C."),
    ("The bank shall lend or lease and sell cars.", "The bank shall lend, lease and sell cars."),
    ("The bank shall report losses, gains.", "The bank shall report losses or gains."),
    ("A form signed by both parents is enough.", "A form signed by one parent is enough."),
    (
        "The police shall tow a car if any of its papers is missing.",
        "The police shall tow a car if all of its papers are missing.",
    ),
    (
        "The licence is void if any of the following applies:\n- the fee is unpaid;\n- the shop is closed.",
        "The licence is void if the following applies:\n- the fee is unpaid;\n- the shop is closed.",
    ),
    (
        "The mill shall carry out one of the following:\n- an audit;\n- a survey.",
        "The mill shall carry out the following:\n- an audit;\n- a survey.",
    ),
    ("The tool shall not store any prompt.", "The tool shall not store every prompt."),
    ("The fine is EUR 10.000.", "The fine is EUR 10."),
    ("The form applies from version 2.10.", "The form applies from version 2.1."),
    (
        "Notwithstanding Article 5, the mill may keep the data.",
        "Without prejudice to Article 5, the mill may keep the data.",
    ),
    (
        "Mills shall inform users that the text is machine-made.",
        "Mills shall inform users if the text is machine-made.",
    ),
    ("A mill that has been sued shall tell the port office.", "A mill that has sued shall tell the port office."),
    ("The mill which has paid may sue.", "The mill which has been paid may sue."),
    ("A person who has been convicted may not apply.", "A person who is being convicted may not apply."),
    ("The ship that has been repaired shall be insured.", "The ship that is to be repaired shall be insured."),
    ("The applicant who paid the fee may enter.", "The applicant who will pay the fee may enter."),
    ("The applicant shall have paid the fee.", "The applicant shall pay the fee."),
    ("Measures 3.1 to 3.4 apply to SMEs.", "Measures 3.1 and 3.4 apply to SMEs."),
    ("No one needs to register before entering.", "No one may register before entering."),
    ("The dose limit is 20 mSv a year.", "The dose limit is 20 MSv a year."),
    ("Mills shall inform one another of leaks.", "Mills shall inform another of leaks."),
];

#[test]
fn what_may_say_something_else_is_not_called_editorial() {
    for (before, after) in SAYS_SOMETHING_ELSE {
        for pair in [Pair::new(before, after), Pair::new(after, before)] {
            assert_eq!(compare_texts(pair, TextKind::Provision, "en").1, Weight::Substantive, "{pair:?}");
        }
    }
}
