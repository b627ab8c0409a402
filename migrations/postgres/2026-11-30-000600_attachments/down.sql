DROP TABLE uploads;
DROP TABLE filed_attachments;
DROP TABLE attachments;
DROP TABLE files;
