DROP INDEX audit_by_action;
DROP INDEX accounts_by_name;
DROP TABLE administration;
DROP TABLE admin_changes;
