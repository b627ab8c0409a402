DROP TABLE data_reminders;
DROP TABLE data_tombstones;
DROP TABLE data_draft_events;
DROP TABLE data_drafts;
