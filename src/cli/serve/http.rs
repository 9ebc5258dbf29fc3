//! As much of HTTP as a browser on this machine needs to read pages: GET and HEAD, one request a connection.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

/// Longest head of a request that is read.
const LONGEST: usize = 16 * 1024;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    method: String,
    target: String,
    host: String,
}

/// What is answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer<'a> {
    status: &'static str,
    kind: &'static str,
    /// Where the page is instead.
    location: Option<String>,
    body: &'a str,
    only_head: bool,
}

/// Reads the head of a request; `None` where it is none.
pub(super) fn read(stream: &mut impl Read) -> Option<Request> {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut piece).ok().filter(|&read| read > 0)?;
        head.extend_from_slice(&piece[..read]);
        if head.len() > LONGEST {
            return None;
        }
    }
    parse(&String::from_utf8_lossy(&head))
}

fn parse(head: &str) -> Option<Request> {
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    words.next().filter(|version| version.starts_with("HTTP/1."))?;
    let host = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host"));
    Some(Request { method, target, host: host.map_or_else(String::new, |(_, value)| value.trim().to_owned()) })
}

impl<'a> Answer<'a> {
    /// The answer to a request from the pages that there are.
    pub(super) fn to(request: &Request, pages: &'a BTreeMap<String, String>) -> Self {
        let only_head = request.method == "HEAD";
        let plain =
            |status, body| Answer { status, kind: "text/plain; charset=utf-8", location: None, body, only_head };
        if !only_head && request.method != "GET" {
            return plain("405 Method Not Allowed", "only GET and HEAD are answered\n");
        }
        // Another site's page may not read drafts through a name that it pointed at this machine.
        if !is_here(&request.host) {
            return plain("403 Forbidden", "this server answers to its own machine only\n");
        }
        let page = |status, path: &str, body| Answer { status, kind: kind(path), location: None, body, only_head };
        let Some(path) = path(&request.target) else { return plain("400 Bad Request", "no such address can be\n") };
        match (pages.get(&path), pages.contains_key(&format!("{path}/index.html"))) {
            (Some(body), _) => page("200 OK", &path, body.as_str()),
            (None, true) => Answer {
                location: Some(format!("/{path}/")),
                ..plain("301 Moved Permanently", "see below its folder\n")
            },
            (None, false) => {
                let missing = pages.get("404.html").map_or("there is no such page\n", String::as_str);
                page("404 Not Found", "404.html", missing)
            }
        }
    }

    /// Writes it.
    pub(super) fn write(&self, stream: &mut impl Write) -> io::Result<()> {
        let Self { status, kind, body, .. } = self;
        let location = self.location.as_ref().map_or_else(String::new, |place| format!("Location: {place}\r\n"));
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{location}\
             Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if !self.only_head {
            stream.write_all(body.as_bytes())?;
        }
        stream.flush()
    }
}

fn is_here(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1")
}

/// The page's path: without question and fragment, `%41` as `A`, a folder's own page for the folder.
fn path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
        let decoded = if byte == b'%' { digit(rest.next())? * 16 + digit(rest.next())? } else { u32::from(byte) };
        bytes.push(u8::try_from(decoded).ok()?);
    }
    let path = String::from_utf8(bytes).ok()?;
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("xml") if path.starts_with("feeds/") => "application/atom+xml",
        Some("xml") => "application/xml",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages() -> BTreeMap<String, String> {
        let page = |path: &str| (path.to_owned(), format!("<{path}>"));
        ["index.html", "404.html", "was/a/index.html", "style.css"].map(page).into()
    }

    fn asked(request: &str) -> (String, String) {
        let pages = pages();
        let request = read(&mut request.as_bytes()).unwrap_or_default();
        let mut out = Vec::new();
        Answer::to(&request, &pages).write(&mut out).expect("a vector takes all");
        let text = String::from_utf8(out).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").expect("head and body");
        (head.to_owned(), body.to_owned())
    }

    fn get(target: &str) -> (String, String) {
        asked(&format!("GET {target} HTTP/1.1\r\nHost: localhost:4000\r\n\r\n"))
    }

    #[test]
    fn pages_are_found_by_path_and_folders_by_their_own_page() {
        assert_eq!(get("/").1, "<index.html>");
        assert_eq!(get("/style.css?v=1").1, "<style.css>");
        assert_eq!(get("/was/%61/").1, "<was/a/index.html>");
        let (head, _) = get("/was/a");
        assert!(head.starts_with("HTTP/1.1 301") && head.contains("Location: /was/a/\r\n"), "{head}");
    }

    #[test]
    fn what_is_not_there_is_not_found_and_no_file_is_named() {
        for target in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/none", "/%00"] {
            let (head, body) = get(target);
            assert!(head.starts_with("HTTP/1.1 404") && body == "<404.html>", "{target}: {head}");
        }
        assert!(get("/%zz").0.starts_with("HTTP/1.1 400"));
    }

    #[test]
    fn only_this_machine_reads_and_nobody_writes() {
        assert!(asked("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").0.starts_with("HTTP/1.1 403"));
        assert!(asked("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n").0.starts_with("HTTP/1.1 405"));
        let (head, body) = asked("HEAD / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n");
        assert!(head.contains("Content-Length: 12") && body.is_empty(), "{head}");
    }
}
