//! Regions and partitions of AWS.
