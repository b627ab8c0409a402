-- The first eight digits of the payer's number that is allotted next in a region, by its digit. The portal's
-- numbers begin beyond those that were seen issued.
CREATE TABLE unp_sequences (
    region INTEGER PRIMARY KEY NOT NULL,
    next BIGINT NOT NULL
);
INSERT INTO unp_sequences (region, next) VALUES
    (1, 19500000), (2, 29500000), (3, 39500000), (4, 49500000), (5, 59500000), (6, 69500000), (7, 79500000);

-- Whom a sole proprietor's number was allotted to: SHA-256 of the personal number, so that nobody is
-- registered twice.
CREATE TABLE registered_persons (
    unp BIGINT PRIMARY KEY NOT NULL,
    person TEXT NOT NULL
);
CREATE INDEX registered_persons_by_person ON registered_persons (person);

-- Certificates of registration; the number is that of the application. One that a duplicate took the place
-- of is void from that day on.
CREATE TABLE certificates (
    application_id TEXT PRIMARY KEY NOT NULL REFERENCES applications (id),
    number TEXT NOT NULL UNIQUE,
    unp BIGINT NOT NULL,
    duplicate BOOLEAN NOT NULL,
    issued_on DATE NOT NULL,
    void_since DATE
);
CREATE INDEX certificates_by_company ON certificates (unp);
