//! The health services of the portal: one folder is one service.
