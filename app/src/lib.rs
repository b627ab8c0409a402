//! Pages and the design system: view model in, HTML out, no I/O.

pub mod ui;
