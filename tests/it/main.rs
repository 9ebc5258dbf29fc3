//! Everything that is tested from outside: one binary, so that the library is linked once.

mod cli;
mod format;
mod load;
mod page;
mod repo;
mod rules;
mod workshop;
