DROP TABLE phone_confirmations;
