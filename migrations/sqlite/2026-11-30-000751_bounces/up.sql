-- The token under which a mail comes back, and whether it asks if anybody reads at its address.
CREATE TABLE mail_returns (
    mail_id TEXT PRIMARY KEY NOT NULL REFERENCES mails (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    asks BOOLEAN NOT NULL
);

-- Addresses at which nobody is reached, until one is confirmed anew.
CREATE TABLE dead_addresses (
    address TEXT PRIMARY KEY NOT NULL,
    reason TEXT NOT NULL,
    since TIMESTAMP NOT NULL
);

-- Links that confirm an account's address anew, or another in its place.
CREATE TABLE address_changes (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    email TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX address_changes_by_account ON address_changes (account_id);
