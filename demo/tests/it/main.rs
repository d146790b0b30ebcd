//! The test eID as the portal's relying party and a browser meet it.

mod test_eid;
