//! Descriptions of sets for search engines and for the catalogues of others.

mod croissant;
mod feed;
mod openapi;
mod package;
mod rdf;
mod schema_org;

pub use croissant::croissant;
pub use feed::feed;
pub use openapi::openapi;
pub use package::{csvw, datapackage, meta_csv};
pub use rdf::{CataloguePage, Graph, Syntax};
pub use schema_org::schema_org;

#[cfg(test)]
mod tests;
