-- A word that is spelt rightly stays.
SELECT 1;
