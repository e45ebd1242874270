//! Workflow commands, summaries and outputs for CI systems, escaped.
