DROP INDEX applications_decided;
