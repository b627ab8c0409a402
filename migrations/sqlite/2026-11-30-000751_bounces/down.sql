DROP TABLE address_changes;
DROP TABLE dead_addresses;
DROP TABLE mail_returns;
