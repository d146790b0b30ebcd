//! What was decided as "see" cannot change anything.

use access::{Allowed, GateError, See};

async fn changes(allowed: Allowed<See>) -> Result<(), GateError> {
    allowed.commit(|_| Box::pin(async { Ok(()) })).await
}

fn main() {}
