//! Quoting and variable commands for each shell.
