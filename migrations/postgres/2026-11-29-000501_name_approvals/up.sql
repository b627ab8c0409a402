-- Names that were approved for founders: kept for the holder until the last day, unless used before.
CREATE TABLE name_approvals (
    application_id TEXT PRIMARY KEY NOT NULL REFERENCES applications (id),
    number TEXT NOT NULL UNIQUE,
    holder TEXT NOT NULL REFERENCES accounts (id),
    office INTEGER,
    full_name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    brand_name TEXT NOT NULL,
    full_name_be TEXT NOT NULL,
    short_name_be TEXT NOT NULL,
    name_key TEXT NOT NULL,
    founder TEXT NOT NULL,
    approved_on DATE NOT NULL,
    valid_until DATE NOT NULL,
    used_by TEXT REFERENCES applications (id)
);
CREATE INDEX name_approvals_by_name ON name_approvals (name_key);
CREATE INDEX name_approvals_by_holder ON name_approvals (holder, approved_on);

-- Words that a name may not have, or only by a permission; folded, a star at the end stands for any ending.
CREATE TABLE reserved_words (
    word TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    forbidden BOOLEAN NOT NULL,
    act TEXT NOT NULL,
    verified BOOLEAN NOT NULL,
    PRIMARY KEY (word, valid_from)
);
