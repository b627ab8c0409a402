DROP TABLE proceeding_tasks;
DROP TABLE proceeding_events;
DROP TABLE proceedings;
