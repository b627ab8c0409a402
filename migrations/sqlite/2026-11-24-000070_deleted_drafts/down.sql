DROP INDEX applications_never_filed;
DROP TABLE deleted_drafts;
