DROP TABLE run_cases;
DROP TABLE case_runs;
