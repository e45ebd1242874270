//! The questions of `init`, and the plan that their answers make.
