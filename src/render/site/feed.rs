//! Feeds as Atom (RFC 4287).

use super::Site;
use crate::report::{FeedEntry, FeedInfo};
use std::fmt::Write as _;

impl Site<'_> {
    /// All feeds.
    pub(super) fn feed_pages(&mut self) {
        for feed in &self.history.feeds {
            let path = feed.address();
            let content = self.atom(feed, &path);
            self.put(path, content);
        }
    }

    fn atom(&self, feed: &FeedInfo, path: &str) -> String {
        let root = self.history.base_url.clone().unwrap_or_else(|| "../".repeat(path.matches('/').count()));
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<id>{}</id>\n<title>{}</title>", feed.id, escaped(&feed.title));
        let _ = writeln!(out, "<updated>{}</updated>", feed.updated);
        let _ = writeln!(out, "<author><name>{}</name></author>", escaped(&self.history.title));
        if let Some(base) = &self.history.base_url {
            let _ = writeln!(out, "<link rel=\"self\" href=\"{}\"/>", escaped(&format!("{base}{path}")));
        }
        let _ = writeln!(out, "<link href=\"{}\"/>", escaped(&format!("{root}{}", feed.page)));
        feed.entries.iter().for_each(|entry| write_entry(&mut out, entry, &root));
        out.push_str("</feed>\n");
        out
    }

    /// What search engines are told; only an address on the web can be told.
    pub(super) fn sitemap(&mut self) {
        let Some(base) = &self.history.base_url else { return };
        let listed = |path: &&str| path.ends_with(".html") && !path.starts_with("was/") && *path != "404.html";
        let mut paths: Vec<&str> = self.pages.iter().map(|page| page.path.as_str()).filter(listed).collect();
        paths.sort_unstable();
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for path in paths {
            let _ = writeln!(out, "<url><loc>{}</loc></url>", escaped(&format!("{base}{path}")));
        }
        out.push_str("</urlset>\n");
        self.put("sitemap.xml".to_owned(), out);
    }
}

fn write_entry(out: &mut String, entry: &FeedEntry, root: &str) {
    let _ = writeln!(out, "<entry>\n<id>{}</id>\n<title>{}</title>", entry.id, escaped(&entry.title));
    let _ = writeln!(out, "<updated>{}</updated>", entry.updated);
    let _ = writeln!(out, "<link href=\"{}\"/>", escaped(&format!("{root}{}", entry.page)));
    let _ = writeln!(out, "<content type=\"text\">{}</content>\n</entry>", escaped(&entry.summary.join("\n")));
}

/// Text that means nothing in XML; characters that XML does not have are replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_draft_says_is_no_markup_of_a_feed() {
        assert_eq!(super::escaped("<a b=\"c\">&\u{1b}\u{ffff}"), "&lt;a b=&quot;c&quot;&gt;&amp;\u{fffd}\u{fffd}");
    }
}
