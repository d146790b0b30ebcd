//! Faults put on a running portal: killed, cut off, full disk, wrong clock.
