-- Days off that came with the portal were misspelt; days that are there already are not read anew.
UPDATE calendar_days SET name_be = replace(name_be, 'Выходны', 'Выхадны') WHERE name_be LIKE 'Выходны%';
