//! The command line of the `redraft` library.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
