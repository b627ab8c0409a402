DROP INDEX applications_by_due;
DROP TABLE escalations;
DROP TABLE case_notes;
DROP TABLE presences;
DROP TABLE absences;
