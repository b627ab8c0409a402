DROP TABLE counter_drafts;
