//! What a typeset document is: tests of the finished PDF, read with another library than the one
//! that wrote it.

mod conformance;
mod hostile;
mod languages;
mod layout;
mod pdf;
mod samples;
