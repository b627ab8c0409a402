DROP TABLE founder_confirmations;
DROP TABLE founder_invitations;
