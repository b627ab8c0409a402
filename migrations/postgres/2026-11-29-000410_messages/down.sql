DROP TABLE calendar_feeds;
DROP TABLE message_reads;
DROP TABLE messages;
