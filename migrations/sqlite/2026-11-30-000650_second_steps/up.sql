-- The second step of an account: one-time codes by time (RFC 6238). `secret` counts; `pending` waits for its first code.
CREATE TABLE second_steps (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
    secret TEXT,
    since TIMESTAMP,
    last_step BIGINT NOT NULL,
    pending TEXT,
    pending_at TIMESTAMP
);

-- Codes for when the app is lost: hashes, each good once.
CREATE TABLE recovery_codes (
    hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    used_at TIMESTAMP
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Sign-ins whose password was right and whose code is still to come.
CREATE TABLE sign_in_steps (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_steps_by_account ON sign_in_steps (account_id);
