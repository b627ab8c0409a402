DROP TABLE erased_attachments;
