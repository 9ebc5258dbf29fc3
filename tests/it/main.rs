//! Everything that is tested from outside: one binary, so that the library is linked once.

mod cli;
mod damaged;
mod drafts;
#[path = "../../xtask/src/edited/mod.rs"]
mod edited;
mod format;
mod laws;
mod layers;
mod leftovers;
mod lens;
mod load;
#[path = "../../xtask/src/mutate/mod.rs"]
mod mutate;
mod mutated;
mod page;
mod publish;
mod redlines;
mod repo;
mod rules;
mod site;
mod trace;
mod words;
mod workshop;
