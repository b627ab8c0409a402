DROP TABLE retention_removals;
DROP TABLE retention_terms;
