//! Credentials as values: shapes, kinds of keys, the account id inside a key id.
