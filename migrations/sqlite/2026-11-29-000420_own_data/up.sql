-- What a person did, for the copy of their data that they may have.
CREATE INDEX audit_by_account ON audit (account_id) WHERE account_id IS NOT NULL;
