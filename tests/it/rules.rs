//! The published catalogue of rules is the one that the program prints.

#[test]
fn the_catalogue_in_docs_is_the_one_in_the_program() {
    let published = include_str!("../../docs/rules.md");
    assert_eq!(redraft::report::catalogue(), published, "run `cargo run -- rules > docs/rules.md`");
}
