DROP TABLE upload_parts;
DROP TABLE uploads;
DROP TABLE filed_attachments;
DROP TABLE attachments;
DROP TABLE files;
