DROP TABLE preparations;
DROP TABLE second_person_rules;
