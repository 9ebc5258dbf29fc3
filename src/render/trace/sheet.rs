//! The correspondence table for spreadsheets: one file, both directions, one line for each unit and link.

use crate::report::{Place, TableInfo, TableRow};

const HEAD: [&str; 12] = [
    "direction",
    "from draft",
    "from",
    "from title",
    "from address",
    "to draft",
    "to",
    "to title",
    "relation",
    "aspects",
    "weight",
    "confidence",
];

/// The table as comma-separated values (RFC 4180), in UTF-8.
///
/// Cells that a spreadsheet would read as a formula begin with an apostrophe.
///
/// # Panics
/// Never: memory takes every line.
pub fn table_csv(table: &TableInfo) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let (before, after) = (table.before.label.as_str(), table.after.label.as_str());
    let forward = table.forward.iter().map(|row| line(row, [before, after], "forward"));
    let backward = table.backward.iter().map(|row| line(row, [after, before], "backward"));
    let lines = std::iter::once(HEAD.map(str::to_owned)).chain(forward).chain(backward);
    for line in lines {
        writer.write_record(line.map(|cell| harmless(&cell))).expect("memory takes every line");
    }
    let bytes = writer.into_inner().expect("memory takes every line");
    String::from_utf8(bytes).expect("cells are text")
}

fn line(row: &TableRow, [from, to]: [&str; 2], direction: &str) -> [String; 12] {
    let place = row.to.as_ref();
    let other = |cell: fn(&Place) -> &String| place.map_or_else(|| "—".to_owned(), |place| cell(place).clone());
    [
        direction.to_owned(),
        from.to_owned(),
        row.from.label.clone(),
        row.from.title.clone(),
        row.from.address.clone(),
        to.to_owned(),
        other(|place| &place.label),
        place.map_or_else(String::new, |place| place.title.clone()),
        row.relation.clone(),
        row.aspects.join(" "),
        row.weight.clone(),
        row.confidence.map_or_else(String::new, |confidence| format!("{confidence:.2}")),
    ]
}

/// The words of a draft must not run in the reader's spreadsheet.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_formula() {
        let place = |title: &str| Place { label: "Measure 1".to_owned(), title: title.to_owned(), ..Place::default() };
        for title in ["=1+1", "+1", "-1", "@x", "\tx"] {
            let row = TableRow { from: place(title), to: Some(place(title)), ..TableRow::default() };
            let csv = table_csv(&TableInfo { forward: vec![row], ..TableInfo::default() });
            let mut reader = csv::Reader::from_reader(csv.as_bytes());
            let line = reader.records().next().expect("a line").expect("is well formed");
            assert_eq!((&line[3], &line[7]), (format!("'{title}").as_str(), format!("'{title}").as_str()));
        }
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_cell() {
        let title = "a, \"b\"\nc";
        let from = Place { title: title.to_owned(), ..Place::default() };
        let row = TableRow { from, ..TableRow::default() };
        let csv = table_csv(&TableInfo { backward: vec![row], ..TableInfo::default() });
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let line = reader.records().next().expect("a line").expect("is well formed");
        assert_eq!((&line[3], &line[6]), (title, "—"));
    }
}
