//! `redraft serve`: the site of the series on this machine, made again whenever a draft changes.
//!
//! Pages are held in memory, so that no request names a file; only this machine is answered.

mod http;

use super::failure::{Exit, Failure};
use super::inputs::Inputs;
use super::site::{self, ContentArgs};
use super::terminal;
use clap::Args;
use http::Answer;
use redraft::model::DraftSource;
use redraft::render::{Page, Templates};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

/// How often drafts are looked at.
const PAUSE: Duration = Duration::from_millis(700);

/// Show the site of the series in a browser, and make it again when a draft changes
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// The port on this machine; 0 for any that is free
    #[arg(long, default_value_t = 4000)]
    port: u16,
    #[command(flatten)]
    content: ContentArgs,
}

/// All pages by path, as they are now.
#[derive(Clone, Default)]
struct Shelf(Arc<RwLock<Arc<BTreeMap<String, String>>>>);

impl Serve {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let shelf = Shelf::default();
        let seen = Seen::now(&self.content)?;
        shelf.fill(site::pages(&seen.inputs, &self.content.pairs, &seen.templates)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).map_err(|error| self.busy(&error))?;
        let address = listener.local_addr()?;
        terminal::print(&format!("http://{address}/\n"))?;
        let served = shelf.clone();
        thread::spawn(move || listen(&listener, &served));
        self.watch(seen, &shelf)
    }

    /// A site that cannot be made leaves the last one in place, and is told once.
    fn watch(&self, mut seen: Seen, shelf: &Shelf) -> ! {
        let mut failed = String::new();
        loop {
            thread::sleep(PAUSE);
            let made = Seen::now(&self.content).and_then(|now| {
                let pages = if now == seen {
                    None
                } else {
                    Some(site::pages(&now.inputs, &self.content.pairs, &now.templates)?)
                };
                Ok(pages.map(|pages| (now, pages)))
            });
            match made {
                Ok(Some((now, pages))) => {
                    seen = now;
                    shelf.fill(pages);
                    failed.clear();
                    terminal::note("the drafts changed, and the site with them");
                }
                Ok(None) => {}
                Err(failure) => {
                    let told = format!("{failure:?}");
                    if told != failed {
                        failure.tell();
                        failed = told;
                    }
                }
            }
        }
    }

    fn busy(&self, error: &std::io::Error) -> Failure {
        Failure::Usage {
            message: format!("cannot listen on port {}: {error}", self.port),
            hint: "ask for another one (`--port 4001`), or for any that is free (`--port 0`)".to_owned(),
        }
    }
}

/// What a site was made from.
struct Seen {
    inputs: Inputs,
    templates: Templates,
    sources: Vec<DraftSource>,
}

impl Seen {
    fn now(asked: &ContentArgs) -> Result<Self, Failure> {
        let inputs = asked.inputs.find()?;
        let series = &inputs.context.series;
        let sources = series.entries().iter().map(|entry| series.draft(entry)).collect::<Result<_, _>>()?;
        Ok(Self { inputs, templates: asked.templates.read()?, sources })
    }
}

impl PartialEq for Seen {
    /// Manifest and vocabulary hold no more than what they print.
    fn eq(&self, other: &Self) -> bool {
        (&self.sources, &self.templates) == (&other.sources, &other.templates)
            && format!("{:?}", self.inputs) == format!("{:?}", other.inputs)
    }
}

impl Shelf {
    fn fill(&self, pages: Vec<Page>) {
        let pages = pages.into_iter().map(|page| (page.path, page.content)).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pages);
    }

    fn pages(&self) -> Arc<BTreeMap<String, String>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn listen(listener: &TcpListener, shelf: &Shelf) {
    for stream in listener.incoming().flatten() {
        let shelf = shelf.clone();
        thread::spawn(move || answer(stream, &shelf));
    }
}

/// A reader that goes away is no concern of ours.
fn answer(mut stream: TcpStream, shelf: &Shelf) {
    const PATIENCE: Duration = Duration::from_secs(5);
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let Some(request) = http::read(&mut stream) else { return };
    let _ = Answer::to(&request, &shelf.pages()).write(&mut stream);
}
