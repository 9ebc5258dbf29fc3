mod mutate;
fn main() {}
