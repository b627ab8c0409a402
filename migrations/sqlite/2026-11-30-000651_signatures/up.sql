-- Who signed what was filed, or confirms what is to be filed: how, and over which digest of the canonical form.
CREATE TABLE signatures (
    id TEXT PRIMARY KEY NOT NULL,
    application_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    part TEXT NOT NULL,
    method TEXT NOT NULL,
    form TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    digest TEXT NOT NULL,
    signed_at TIMESTAMP NOT NULL,
    void_at TIMESTAMP,
    cms BLOB,
    certificate_subject TEXT,
    certificate_issuer TEXT,
    certificate_serial TEXT
);
CREATE INDEX signatures_by_application ON signatures (application_id);
