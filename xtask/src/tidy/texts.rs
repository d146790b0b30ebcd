//! Every service speaks the three languages. That no key is missing or unused is a test of `web::texts::check`.

use super::Finding;
use crate::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let services = tree.services();
    let wanted = services
        .iter()
        .flat_map(|service| ["nb", "nn", "en"].map(|language| format!("services/src/{service}/texts/{language}.ftl")));
    wanted
        .filter(|path| tree.file(path).is_none())
        .map(|path| Finding::in_path(&path, "missing: nb, nn and en are complete, or the service waits"))
        .collect()
}
