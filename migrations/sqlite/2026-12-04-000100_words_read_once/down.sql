-- PostgreSQL's alone: FTS5 takes words apart as they are written.
SELECT 1;
