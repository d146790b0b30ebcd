//! The test that no text is missing, unused or different between languages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::{PLATFORM, catalogue::keys_of};

/// What [`crate::Service::key`] is asked for by the overview, the front page and the help (P9).
const FIXED_KEYS: [&str; 6] = ["title", "about", "help-consent", "help-power", "help-children", "help-unlisted"];

/// Checks a service's folder (`texts/*.ftl` beside its code and templates): one line per fault, none when whole.
///
/// Its keys start with the folder's name: `powers-of-attorney-…` in `powers_of_attorney/`. A literal in code or
/// template that starts so is a use; one that ends with `-` or has a `{` is a use of all keys that start like it.
/// Where the folder is a [`crate::Service`], its fixed keys are uses too. A verb given to `Deed` uses its text, and so
/// does a kind given to `Event`.
pub fn check(folder: &Path) -> Result<Vec<String>, io::Error> {
    check_beside(folder, &[])
}

/// As [`check`], where some of its deeds and events are named in the folders `beside` it: crates of the platform that
/// several services stand on.
pub fn check_beside(folder: &Path, beside: &[PathBuf]) -> Result<Vec<String>, io::Error> {
    let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let prefix = format!("{}-", name.replace('_', "-"));
    let texts = read_texts(&folder.join("texts"))?;
    let mut uses = Uses::read(&[folder.to_path_buf()])?;
    if fs::read_to_string(folder.join("mod.rs")).is_ok_and(|code| code.contains("Service::new(")) {
        uses.add_fixed(&prefix);
    }
    let shared: BTreeSet<&str> = keys_of(PLATFORM.nb).chain(keys_of(access::rules::TEXTS[0].1)).collect();

    let mut faults = between_languages(&texts);
    let own: BTreeSet<&str> = keys_of(&texts["nb"]).collect();
    uses.add_deeds(&prefix, &own);
    uses.add_notices(&prefix);
    faults.extend(own.iter().filter(|k| !k.starts_with(&prefix)).map(|k| format!("{k}: does not start with {prefix}")));
    let mentioned: Vec<String> =
        uses.literals.iter().filter(|u| u.starts_with(&prefix) && is_key(u)).cloned().collect();
    uses.add_named(&prefix, &Uses::read(beside)?.literals);
    faults.extend(uses.unused(&own));
    let missing: BTreeSet<&String> = uses
        .said
        .iter()
        .chain(&mentioned)
        .filter(|key| !own.contains(key.as_str()) && !shared.contains(key.as_str()))
        .collect();
    faults.extend(missing.into_iter().map(|key| format!("{key}: used and not defined")));
    Ok(faults)
}

/// Checks texts that many folders use (`texts/*.ftl` in `texts_folder`): `sources` is all that may use them.
pub fn check_shared(texts_folder: &Path, sources: &[PathBuf]) -> Result<Vec<String>, io::Error> {
    let texts = read_texts(texts_folder)?;
    let mut faults = between_languages(&texts);
    faults.extend(Uses::read(sources)?.unused(&keys_of(&texts["nb"]).collect()));
    Ok(faults)
}

/// The files nb, nn and en by language code.
fn read_texts(folder: &Path) -> Result<BTreeMap<&'static str, String>, io::Error> {
    ["nb", "nn", "en"].into_iter().map(|l| Ok((l, fs::read_to_string(folder.join(format!("{l}.ftl")))?))).collect()
}

/// Keys one language has and another lacks, and keys whose arguments differ.
fn between_languages(texts: &BTreeMap<&'static str, String>) -> Vec<String> {
    let by_language: BTreeMap<_, _> = texts.iter().map(|(l, file)| (*l, arguments(file))).collect();
    let all: BTreeSet<&str> = by_language.values().flat_map(|keys| keys.keys().copied()).collect();
    let mut faults = Vec::new();
    for key in all {
        let there: Vec<_> = by_language.values().filter_map(|keys| keys.get(key)).collect();
        for (language, _) in by_language.iter().filter(|(_, keys)| !keys.contains_key(key)) {
            faults.push(format!("{key}: missing in {language}"));
        }
        if there.windows(2).any(|pair| pair[0] != pair[1]) {
            faults.push(format!("{key}: takes different arguments in different languages"));
        }
    }
    faults
}

/// Each key with the `$arguments` its text takes.
fn arguments(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut found = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut key = "";
    for line in file.lines() {
        if let Some(next) = keys_of(line).next() {
            key = next;
            found.entry(key).or_default();
        }
        let names = line.split('$').skip(1).map(word);
        found.entry(key).or_default().extend(names);
    }
    found.remove("");
    found
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    &text[..end]
}

/// What code and templates mention.
#[derive(Default)]
struct Uses {
    /// Every string literal.
    literals: BTreeSet<String>,
    /// Literals given to `t(…)` or `say(…)`.
    said: BTreeSet<String>,
    /// Verbs given to `Deed::new(…)` or `Deed::on(…)`.
    deeds: BTreeSet<String>,
    /// Kinds given to `Event::new(…)`.
    notices: BTreeSet<String>,
}

impl Uses {
    fn read(sources: &[PathBuf]) -> Result<Self, io::Error> {
        let mut uses = Self::default();
        for file in sources.iter().map(|folder| files(folder)).collect::<Result<Vec<_>, _>>()?.concat() {
            let text = fs::read_to_string(&file)?;
            match file.extension().and_then(|e| e.to_str()) {
                Some("html") => inside_tags(&text).for_each(|tag| uses.add(tag)),
                _ => uses.add(&text),
            }
        }
        Ok(uses)
    }

    fn add(&mut self, code: &str) {
        let pieces: Vec<&str> = code.split('"').collect();
        for pair in pieces.windows(2) {
            let call = pair[0].trim_end();
            if is_key(pair[1]) && (call.ends_with(".t(") || call.ends_with(".say(")) {
                self.said.insert(pair[1].to_owned());
            }
            if call.ends_with("Event::new(") {
                self.notices.insert(pair[1].replace('_', "-"));
            }
            if call.ends_with("Deed::new(") || call.ends_with("Deed::on(") {
                self.deeds.insert(pair[1].replace('_', "-"));
            }
        }
        self.literals.extend(pieces.iter().skip(1).map(|piece| (*piece).to_owned()));
    }

    /// The keys that pages over all services ask every service for.
    fn add_fixed(&mut self, prefix: &str) {
        for ending in FIXED_KEYS {
            self.said.insert(format!("{prefix}{ending}"));
            self.literals.insert(format!("{prefix}{ending}"));
        }
    }

    /// The texts of the verbs: the service's own where it has one, else everyone's.
    fn add_deeds(&mut self, prefix: &str, own: &BTreeSet<&str>) {
        for verb in &self.deeds {
            let own_key = format!("{prefix}deed-{verb}");
            let key = if own.contains(own_key.as_str()) { own_key } else { format!("deed-{verb}") };
            self.literals.insert(key.clone());
            self.said.insert(key);
        }
    }

    /// The texts of the kinds of events.
    fn add_notices(&mut self, prefix: &str) {
        for kind in &self.notices {
            let key = format!("{prefix}notice-{kind}");
            self.literals.insert(key.clone());
            self.said.insert(key);
        }
    }

    /// Verbs and kinds that stand as words of their own, here or beside: a constant, an arm of a match.
    fn add_named(&mut self, prefix: &str, beside: &BTreeSet<String>) {
        let words: Vec<String> = self.literals.union(beside).map(|word| word.replace('_', "-")).collect();
        for word in words.iter().filter(|word| is_key(word)) {
            self.literals.insert(format!("{prefix}deed-{word}"));
            self.literals.insert(format!("{prefix}notice-{word}"));
        }
    }

    fn unused(&self, keys: &BTreeSet<&str>) -> Vec<String> {
        let starts: Vec<&str> = self.literals.iter().filter_map(|literal| start_of_keys(literal)).collect();
        keys.iter()
            .filter(|key| !self.literals.contains(**key) && !starts.iter().any(|start| key.starts_with(start)))
            .map(|key| format!("{key}: defined and not used"))
            .collect()
    }
}

/// `appointments-status-` in `appointments-status-{status}`: a key that is put together.
fn start_of_keys(literal: &str) -> Option<&str> {
    let start = literal.split('{').next()?;
    (start.len() > 3 && start.ends_with('-') && is_key(start.trim_end_matches('-'))).then_some(start)
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// What stands between `{{ }}` and `{% %}` in a template.
fn inside_tags(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|piece| Some(piece.split_once('}')?.0))
}

/// Code and templates in a folder, however deep; installed packages and built files are not ours.
fn files(folder: &Path) -> Result<Vec<PathBuf>, io::Error> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if path.is_dir() && !["node_modules", "target", "assets"].contains(&name) {
            found.extend(files(&path)?);
        } else if name.ends_with(".rs") || name.ends_with(".html") {
            found.push(path);
        }
    }
    Ok(found)
}
