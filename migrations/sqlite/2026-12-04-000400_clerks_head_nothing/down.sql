-- A right that was given wrongly does not come back.
SELECT 1;
