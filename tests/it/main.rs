//! Everything that is tested from outside: one binary, so that the library is linked once.

mod cli;
mod drafts;
mod format;
mod laws;
mod layers;
mod leftovers;
mod load;
#[path = "../../xtask/src/mutate/mod.rs"]
mod mutate;
mod mutated;
mod page;
mod publish;
mod repo;
mod rules;
mod trace;
mod workshop;
