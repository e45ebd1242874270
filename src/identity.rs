//! Who the provider will be: the decision as pure code, and the calls that prove it.
