//! The AWS shared files: where they are, what each reader sees in them, and edits that lose nothing.
