//! Health services' systems: who they are, their keys, their tokens.
