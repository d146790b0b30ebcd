//! `Allowed` has private fields and no public constructor.

use access::{Allowed, See};

fn main() {
    let _forged: Allowed<See> = Allowed { grant: todo!(), pending: Vec::new(), kind: std::marker::PhantomData };
}
