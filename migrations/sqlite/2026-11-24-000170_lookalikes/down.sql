-- Which letters were Latin is not known any more; the next refresh of a company folds its names anew.
SELECT 1;
