-- The guide of a procedure tells how long the last decisions took.
CREATE INDEX applications_decided ON applications (procedure, decided_at);
