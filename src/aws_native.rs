//! The options of the AWS Native provider and their values.
