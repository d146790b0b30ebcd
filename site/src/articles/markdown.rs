//! Markdown to HTML: CommonMark with tables, callouts, parts that unfold, steps and figures, and no HTML of its own.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::headings::{Heading, Headings};

/// What an article leads to and shows, as the library knows it.
pub trait Around {
    /// Where a link leads, as HTML attributes, and what is said after its text; or what is wrong with it.
    fn link(&self, to: &str) -> Result<Link, String>;
    /// The SVG of a figure beside the article.
    fn figure(&self, name: &str) -> Result<&str, String>;
    /// The title of a callout.
    fn callout(&self, is_emergency: bool) -> &str;
}

/// A link that leads somewhere.
pub struct Link {
    pub href: String,
    /// The language of what it leads to, where that is another than the article's, and how that is said.
    pub other_language: Option<(&'static str, String)>,
}

/// An article's text as it is shown and searched.
#[derive(Debug, Default)]
pub struct Rendered {
    pub html: String,
    pub contents: Vec<Heading>,
    /// The words alone, a line for each block.
    pub text: String,
    pub faults: Vec<String>,
}

/// Makes HTML of an article's text.
pub fn render(body: &str, around: &dyn Around) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_DEFINITION_LIST;
    let mut writer = Writer::new(around);
    for event in Parser::new_ext(body, options) {
        writer.take(event);
    }
    writer.finish()
}

struct Writer<'a> {
    around: &'a dyn Around,
    out: Vec<Event<'a>>,
    headings: Headings,
    text: String,
    faults: Vec<String>,
    /// Where in `out` the open heading began, and in `text`.
    heading: Option<(usize, usize, HeadingLevel)>,
    /// What is said after the open link's text.
    after_link: String,
    /// Name, caption and beginning of the open figure's words in `text`.
    figure: Option<(String, String, usize)>,
    /// The figure was alone in its paragraph, whose end is left out.
    lone_figure: bool,
    /// Names of the open table's columns, and which cell comes next.
    columns: Vec<String>,
    cell: usize,
    in_head: bool,
    cell_began: usize,
    /// A part that unfolds has its title and waits for its text.
    titled: bool,
}

impl<'a> Writer<'a> {
    fn new(around: &'a dyn Around) -> Self {
        Self {
            around,
            out: Vec::new(),
            headings: Headings::default(),
            text: String::new(),
            faults: Vec::new(),
            heading: None,
            after_link: String::new(),
            figure: None,
            lone_figure: false,
            columns: Vec::new(),
            cell: 0,
            in_head: false,
            cell_began: 0,
            titled: false,
        }
    }

    fn finish(self) -> Rendered {
        let mut html = String::new();
        html::push_html(&mut html, self.out.into_iter());
        Rendered { html, contents: self.headings.contents, text: self.text, faults: self.faults }
    }

    fn html(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Html(html) | Event::InlineHtml(html) => self.fault(format!("HTML has no place here: {html}")),
            Event::Text(text) | Event::Code(text) if self.figure.is_some() => self.text.push_str(&text),
            Event::Text(text) => {
                self.text.push_str(&text);
                self.out.push(Event::Text(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.text.push(' ');
                self.out.push(event);
            }
            other => self.out.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'a>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some((self.out.len(), self.text.len(), level));
                self.out.push(Event::Start(tag));
            }
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { dest_url, title, .. } => {
                self.figure = Some((dest_url.into_string(), title.into_string(), self.text.len()));
            }
            Tag::BlockQuote(kind) => self.open_callout(kind),
            Tag::List(Some(1)) => self.html("<ol class=\"hv-steps\">"),
            Tag::DefinitionList => self.html("<div class=\"hv-unfold\">"),
            Tag::DefinitionListTitle => {
                self.titled = true;
                self.html("<details class=\"ds-details\"><summary>");
            }
            Tag::DefinitionListDefinition => self.open_unfolded(),
            Tag::Table(_) => self.open_table(),
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => {
                self.cell = 0;
                self.html("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            other => self.out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.close_heading(tag),
            TagEnd::Link => {
                let after = std::mem::take(&mut self.after_link);
                self.html(format!("</a>{after}"));
            }
            TagEnd::Image => self.close_figure(),
            TagEnd::Paragraph if std::mem::take(&mut self.lone_figure) => {}
            TagEnd::BlockQuote(_) => self.html("</div>"),
            TagEnd::DefinitionList => self.html("</div>"),
            TagEnd::DefinitionListTitle => self.html("</summary><div>"),
            TagEnd::DefinitionListDefinition => self.html("</div></details>"),
            TagEnd::Table => self.html("</tbody></table>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.html("</tr>"),
            TagEnd::TableCell => self.close_cell(),
            other => self.out.push(Event::End(other)),
        }
        if is_block(tag) && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn close_heading(&mut self, tag: TagEnd) {
        let Some((at, began, level)) = self.heading.take() else { return };
        let (id, fault) = self.headings.next(level, self.text[began..].trim());
        self.faults.extend(fault);
        if let Some(Event::Start(Tag::Heading { id: place, .. })) = self.out.get_mut(at) {
            *place = Some(id.into());
        }
        self.out.push(Event::End(tag));
    }

    fn open_link(&mut self, to: &str) {
        let link = self.around.link(to).unwrap_or_else(|fault| {
            self.fault(fault);
            Link { href: String::new(), other_language: None }
        });
        let (mut language, mut after) = (String::new(), String::new());
        if let Some((tag, said)) = link.other_language {
            (language, after) =
                (format!(" hreflang=\"{tag}\""), format!(" <span class=\"hv-muted\">{}</span>", escaped(&said)));
        }
        self.after_link = after;
        self.html(format!("<a href=\"{}\"{language}>", escaped(&link.href)));
    }

    fn open_callout(&mut self, kind: Option<BlockQuoteKind>) {
        let is_emergency = match kind {
            Some(BlockQuoteKind::Caution) => true,
            Some(BlockQuoteKind::Note) => false,
            _ => {
                self.fault("a quote must be a callout: > [!CAUTION] or > [!NOTE]");
                false
            }
        };
        let colour = if is_emergency { "danger" } else { "info" };
        let title = escaped(self.around.callout(is_emergency));
        self.html(format!(
            "<div class=\"ds-alert hv-callout\" data-color=\"{colour}\"><p><strong>{title}</strong></p>"
        ));
    }

    fn open_unfolded(&mut self) {
        if !std::mem::take(&mut self.titled) {
            self.fault("a part that unfolds has one text under its title");
            self.html("<details class=\"ds-details\"><summary></summary><div>");
        }
    }

    fn open_table(&mut self) {
        self.columns.clear();
        self.cell = 0;
        self.html("<table class=\"hv-table\"><thead><tr>");
    }

    fn open_cell(&mut self) {
        self.cell_began = self.text.len();
        if self.in_head {
            return self.html("<th scope=\"col\">");
        }
        let column = self.columns.get(self.cell).map(|name| escaped(name)).unwrap_or_default();
        self.html(format!("<td data-label=\"{column}\">"));
    }

    fn close_cell(&mut self) {
        if self.in_head {
            self.columns.push(self.text[self.cell_began..].trim().to_owned());
        }
        self.cell += 1;
        self.html(if self.in_head { "</th>" } else { "</td>" });
    }

    fn close_figure(&mut self) {
        let Some((name, caption, began)) = self.figure.take() else { return };
        let words = self.text[began..].trim().to_owned();
        if words.is_empty() {
            self.fault(format!("{name}: say what the figure shows, between [ and ]"));
        }
        let svg = match self.around.figure(&name) {
            Ok(svg) => svg,
            Err(fault) => return self.fault(fault),
        };
        self.lone_figure = matches!(self.out.last(), Some(Event::Start(Tag::Paragraph)));
        if !self.lone_figure {
            return self.fault(format!("{name}: a figure stands in a paragraph of its own"));
        }
        self.out.pop();
        // A figure that tells what it shows by itself, tells more.
        let tells = svg.split('>').next().is_some_and(|root| root.contains("role=\"img\""));
        let label = if tells { String::new() } else { format!(" role=\"img\" aria-label=\"{}\"", escaped(&words)) };
        let svg = svg.replacen("<svg", &format!("<svg{label}"), 1);
        let caption =
            if caption.is_empty() { caption } else { format!("<figcaption>{}</figcaption>", escaped(&caption)) };
        self.html(format!("<figure class=\"hv-figure\">{svg}{caption}</figure>"));
    }
}

/// What ends a line of the words.
fn is_block(tag: TagEnd) -> bool {
    !matches!(tag, TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong)
}

/// As it may stand in HTML, in an attribute too.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Here;

    impl Around for Here {
        fn link(&self, to: &str) -> Result<Link, String> {
            match to {
                "tel:113" => Ok(Link { href: to.into(), other_language: None }),
                "../a/b" => Ok(Link { href: "/tema/a/b".into(), other_language: Some(("nb", "(på bokmål)".into())) }),
                _ => Err(format!("{to} leads nowhere")),
            }
        }

        fn figure(&self, name: &str) -> Result<&str, String> {
            (name == "a.svg").then_some("<svg viewBox=\"0 0 1 1\"></svg>").ok_or_else(|| format!("no {name}"))
        }

        fn callout(&self, is_emergency: bool) -> &str {
            if is_emergency { "Nød" } else { "Godt å vite" }
        }
    }

    fn html(body: &str) -> String {
        let rendered = render(body, &Here);
        assert_eq!(rendered.faults, Vec::<String>::new(), "{body}");
        rendered.html
    }

    #[test]
    fn headings_have_addresses_and_make_the_contents() {
        let rendered = render("## Når **haster** det?\n\nRing.\n\n### Om natta\n\n## Når haster det?\n", &Here);
        assert!(rendered.html.contains("<h2 id=\"nar-haster-det\">Når <strong>haster</strong> det?</h2>"));
        let ids: Vec<&str> = rendered.contents.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["nar-haster-det", "nar-haster-det-2"]);
        assert_eq!(rendered.text, "Når haster det?\nRing.\nOm natta\nNår haster det?\n");
    }

    #[test]
    fn callouts_parts_that_unfold_steps_and_telephone_numbers_are_marked_up() {
        let callout = html("> [!CAUTION]\n> Ring [113](tel:113).");
        assert!(callout.contains("data-color=\"danger\"><p><strong>Nød</strong></p>"), "{callout}");
        assert!(callout.contains("<a href=\"tel:113\">113</a>"));
        let unfold = html("Hva koster det?\n: Det er gratis.\n\nMå jeg ringe?\n: Nei.");
        assert_eq!(unfold.matches("<details class=\"ds-details\"><summary>").count(), 2, "{unfold}");
        assert_eq!(unfold.matches("</div></details>").count(), 2);
        assert!(html("1. Ring\n2. Vent").starts_with("<ol class=\"hv-steps\">"));
        assert!(
            html("[b](../a/b)")
                .contains("<a href=\"/tema/a/b\" hreflang=\"nb\">b</a> <span class=\"hv-muted\">(på bokmål)</span>")
        );
    }

    #[test]
    fn a_table_names_the_column_of_each_cell() {
        let table = html("| Alder | Hvem |\n|---|---|\n| 12 | Begge |\n| 16 | Du |");
        assert!(table.contains("<th scope=\"col\">Alder</th>"), "{table}");
        assert!(table.contains("<td data-label=\"Hvem\">Du</td>"), "{table}");
        assert_eq!(table.matches("<tr>").count(), 3);
    }

    #[test]
    fn a_figure_stands_by_itself_and_says_what_it_shows() {
        let figure = html("![Hvem \"du\" ringer](a.svg \"Ring riktig\")");
        assert!(
            figure
                .starts_with("<figure class=\"hv-figure\"><svg role=\"img\" aria-label=\"Hvem &quot;du&quot; ringer\""),
            "{figure}"
        );
        assert!(figure.ends_with("<figcaption>Ring riktig</figcaption></figure>"), "{figure}");
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (body, said) in [
            ("# Tittel", "is h1"),
            ("### For dypt", "is h3, after h1"),
            ("<b>tekst</b>", "HTML has no place"),
            ("[x](../nowhere)", "leads nowhere"),
            ("![](a.svg)", "say what the figure shows"),
            ("![x](b.svg)", "no b.svg"),
            ("Se ![x](a.svg)", "paragraph of its own"),
            ("> Sitat", "must be a callout"),
        ] {
            let faults = render(body, &Here).faults;
            assert!(faults.iter().any(|it| it.contains(said)), "{body}: {faults:?}");
        }
    }
}
