-- Questions to the owners of sets of open data, and what was answered.
CREATE TABLE data_questions (
  -- Comes with the form, so that the same form sent twice asks once.
  id TEXT PRIMARY KEY NOT NULL,
  -- The set's name in addresses; a withdrawn set leaves its questions to the council.
  data_set TEXT NOT NULL,
  -- The body whose editors answer.
  office INTEGER NOT NULL REFERENCES offices (code),
  lang TEXT NOT NULL,
  -- A first name, or nothing.
  name TEXT NOT NULL,
  question TEXT NOT NULL,
  -- To whom the answer is mailed; forgotten as soon as it was.
  email TEXT,
  -- Hash of the link that confirms the address, and until when it does.
  confirm_hash TEXT UNIQUE,
  confirm_until TIMESTAMP,
  created_at TIMESTAMP NOT NULL,
  -- When it came before the editors; none while its address is not confirmed.
  asked_at TIMESTAMP,
  due_on DATE,
  answer TEXT,
  answered_by TEXT REFERENCES accounts (id),
  answered_at TIMESTAMP,
  -- Why it is shown to nobody.
  hidden TEXT,
  hidden_by TEXT REFERENCES accounts (id),
  hidden_at TIMESTAMP,
  -- Grows with each change: whoever answers says which one they saw.
  revision INTEGER NOT NULL
);
CREATE INDEX data_questions_by_set ON data_questions (data_set, answered_at);
CREATE INDEX data_questions_by_office ON data_questions (office, asked_at);
