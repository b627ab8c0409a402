-- Founders who were invited to confirm what is filed, by the address under which they sign in.
CREATE TABLE founder_invitations (
    application_id TEXT NOT NULL,
    email TEXT NOT NULL,
    invited_by TEXT NOT NULL REFERENCES accounts (id),
    invited_at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, email)
);
CREATE INDEX founder_invitations_by_email ON founder_invitations (email);
CREATE INDEX founder_invitations_by_inviter ON founder_invitations (invited_by, invited_at);

-- What a founder confirmed: the digest of the canonical form. A change of the answers voids it.
CREATE TABLE founder_confirmations (
    id TEXT PRIMARY KEY NOT NULL,
    application_id TEXT NOT NULL,
    email TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    digest TEXT NOT NULL,
    confirmed_at TIMESTAMP NOT NULL,
    void_at TIMESTAMP
);
CREATE INDEX founder_confirmations_by_application ON founder_confirmations (application_id);
