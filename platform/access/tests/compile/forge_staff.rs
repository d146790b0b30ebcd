//! `Staff` has private fields and no public constructor: nobody gives themself another role, office or organisation.

use access::{Staff, rules::Role};

fn main() {
    let _promote = |staff: Staff| Staff { role: Role::Operator, ..staff };
}
