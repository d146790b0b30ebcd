//! Figures: SVG that is put into the page itself, so that it takes the colours of the page, light and dark.

use roxmltree::{Document, Node};

/// What a figure may be drawn with. No scripts, no styles, no links, nothing from elsewhere.
const ELEMENTS: [&str; 17] = [
    "svg", "title", "desc", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "marker", "clipPath", "use",
];

/// A figure without its declaration, or what is wrong with it.
pub fn read(file: &str) -> Result<String, String> {
    let document = Document::parse(file).map_err(|fault| format!("not an SVG: {fault}"))?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.attribute("viewBox").is_none() {
        return Err("the first element must be svg with a viewBox".into());
    }
    for node in root.descendants().filter(Node::is_element) {
        allowed(&node)?;
    }
    let figure = &file[root.range()];
    // In a page it is read as HTML, which ends all of these elsewhere than XML does.
    if figure.contains("<!") || figure.contains("<?") {
        return Err("a comment, CDATA or an instruction has no place in a figure".into());
    }
    Ok(figure.to_owned())
}

fn allowed(node: &Node<'_, '_>) -> Result<(), String> {
    let name = node.tag_name().name();
    if !ELEMENTS.contains(&name) {
        return Err(format!("<{name}> has no place in a figure"));
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        let is_active = key.starts_with("on") || key == "style" || (key == "href" && !value.starts_with('#'));
        if is_active || (value.contains("url(") && !value.starts_with("url(#")) {
            return Err(format!("{key} on <{name}> has no place in a figure"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_figure_is_drawn_and_does_nothing_else() {
        let figure = |inside: &str| {
            format!(
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>"
            )
        };
        assert!(read(&figure("<path d=\"M0 0\"/>")).unwrap().starts_with("<svg"));
        for wrong in [
            "<script>1</script>",
            "<path onload=\"1\"/>",
            "<path style=\"fill:red\"/>",
            "<use href=\"https://example.com/a.svg#b\"/>",
            "<rect fill=\"url(https://example.com/)\"/>",
            "<image href=\"a.png\"/>",
            "<foreignObject/>",
            "<!--><script>1</script>-->",
            "<?x ><script>1</script>?>",
            "<desc><g><![CDATA[><script>1</script>]]></g></desc>",
        ] {
            assert!(read(&figure(wrong)).is_err(), "{wrong}");
        }
    }
}
