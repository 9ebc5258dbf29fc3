//! The site on this machine, and that it follows its drafts.

use crate::workshop::Workshop;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn of(workshop: &Workshop) -> Self {
        let mut command = workshop.redraft(&["serve", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program runs");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("an address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_site_is_shown_to_this_machine_and_follows_its_drafts() {
    let workshop = Workshop::with_sample();
    let server = Server::of(&workshop);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    assert!(server.get("/").starts_with("HTTP/1.1 200 OK"));
    assert!(server.get("/units/first/none.html").starts_with("HTTP/1.1 404"));
    assert!(server.get("/../1-first.md").starts_with("HTTP/1.1 404"));
    let text = workshop.get("3-third.md") + "\nA sentence that was never there before.\n";
    workshop.put("3-third.md", text.as_bytes());
    let follows = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(200));
        server.get("/drafts/third.html").contains("never there before")
    });
    assert!(follows);
    assert!(!workshop.path("public").exists(), "nothing is written");
}
