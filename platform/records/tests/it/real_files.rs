//! Files nobody here wrote: each goes in, and comes out equal but for what the portal may change.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use db::testing;
use fhir::Resource;
use fhir::json::{Node, Value, quote};
use records::import::Report;

use crate::house::House;

fn files() -> Vec<PathBuf> {
    let folders = ["fhir-r4", "synthea"].map(|it| Path::new("../../../shared/data").join(it));
    let listed = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten().map(|it| it.path());
    let mut files: Vec<_> = listed.filter(|it| it.extension().is_some_and(|it| it == "json")).collect();
    files.sort();
    files
}

/// The resource without what the portal may change: members by name, numbers as their text.
fn comparable(text: &str) -> String {
    let mut out = String::new();
    write(&Node::parse(text).unwrap(), "", &mut out);
    out
}

fn write(node: &Node<'_>, path: &str, out: &mut String) {
    match &node.value {
        Value::Number(digits) => out.push_str(digits),
        Value::Text(text) => out.push_str(&quote(text)),
        Value::List(items) => items.iter().for_each(|item| {
            out.push('[');
            write(item, &format!("{path}[]"), out);
        }),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|it| it.name.clone());
            for member in members {
                let path = format!("{path}.{}", member.name);
                let portals = matches!(path.as_str(), ".id" | ".meta.versionId" | ".meta.lastUpdated");
                if portals || (member.name == "reference" && member.node.text().is_some()) {
                    continue;
                }
                let before = out.len();
                out.push_str(&format!("\n{path}="));
                let filled = out.len();
                write(&member.node, &path, out);
                // A resource that came without meta is given one.
                if path == ".meta" && out.len() == filled {
                    out.truncate(before);
                }
            }
        }
        other => out.push_str(&format!("{other:?}")),
    }
}

async fn read_back(house: &House, kinds: &[String]) -> HashMap<String, i64> {
    let mut found = HashMap::new();
    let own = house.own(house.mother).await;
    for kind in kinds {
        let mut texts: Vec<String> = records::list(&own, kind).await.unwrap().iter().map(|it| it.to_fhir()).collect();
        let sql = "SELECT id FROM shared_resources WHERE resource_type = $1";
        for row in house.test.db.fetch_all(sql, db::args![kind]).await.unwrap() {
            let shared = records::find_shared(&house.test.db, kind, row.uuid(0).unwrap()).await.unwrap();
            texts.push(shared.unwrap().to_fhir());
        }
        for text in texts {
            *found.entry(comparable(&text)).or_insert(0) += 1;
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_goes_in_and_comes_out_equal() {
    let files = files();
    if files.is_empty() {
        println!("no real files beside the repository: skipped");
        return;
    }
    for test in testing::both().await {
        let house = House::on(test).await;
        let importer = house.importer(Some(house.mother));
        let mut report = Report::default();
        let (mut sent, mut kinds) = (HashMap::new(), Vec::new());
        for path in &files {
            let text = fs::read_to_string(path).unwrap();
            importer.file(&path.to_string_lossy(), &text, &mut report).await.unwrap();
            let node = Node::parse(&text).unwrap();
            for entry in Resource::new(&text, &node).entries() {
                kinds.push(entry.resource.kind().to_owned());
                *sent.entry(comparable(entry.resource.text())).or_insert(0) += 1;
            }
        }
        assert_eq!(report.refused, []);
        kinds.sort();
        kinds.dedup();
        let found = read_back(&house, &kinds).await;
        let lost: Vec<_> = sent.iter().filter(|(text, count)| found.get(*text) != Some(count)).map(|it| it.0).collect();
        assert!(lost.is_empty(), "{} lost, first: {}", lost.len(), lost[0]);
        assert_eq!(found.len(), sent.len());
    }
}
