//! Every class of ours in a template has a rule in the style sheet or a use in the scripts.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn templates_use_no_class_that_is_not_there() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    for folder in [here.join("ui"), here.join("../../services/src")] {
        texts_with(&folder, ".html").iter().for_each(|text| used.extend(classes(text)));
    }
    let mut defined = BTreeSet::new();
    for (folder, ending) in [("ui/css", ".css"), ("ui/js", ".js")] {
        texts_with(&here.join(folder), ending).iter().for_each(|text| defined.extend(classes(text)));
    }
    assert_eq!(used.difference(&defined).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The names that start with `hv-` and a letter, wherever they stand.
fn classes(text: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let names = text.split(|c: char| !is_name(c)).filter(|name| name.starts_with("hv-"));
    names.map(str::to_owned).collect()
}

fn texts_with(folder: &Path, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() && name != "node_modules" {
            found.extend(texts_with(&path, ending));
        } else if name.ends_with(ending) {
            found.push(fs::read_to_string(&path).expect("a text"));
        }
    }
    found
}
