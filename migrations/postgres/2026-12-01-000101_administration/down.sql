DROP INDEX audit_by_action;
DROP INDEX audit_by_account;
CREATE INDEX audit_by_account ON audit (account_id) WHERE account_id IS NOT NULL;
DROP INDEX accounts_by_name;
DROP TABLE administration;
DROP TABLE admin_changes;
