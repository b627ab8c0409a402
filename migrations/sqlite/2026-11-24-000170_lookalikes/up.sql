-- Names are folded for search so that Latin letters drawn like Cyrillic ones count as those
-- (portal::fold::search_key); what stands in the register already is folded in the same way.
UPDATE companies SET
  search = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search, 'a', 'а'), 'b', 'в'), 'c', 'с'), 'e', 'е'), 'h', 'н'), 'i', 'и'), 'k', 'к'), 'm', 'м'), 'o', 'о'), 'p', 'р'), 't', 'т'), 'x', 'х'), 'y', 'у'),
  name_key = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_key, 'a', 'а'), 'b', 'в'), 'c', 'с'), 'e', 'е'), 'h', 'н'), 'i', 'и'), 'k', 'к'), 'm', 'м'), 'o', 'о'), 'p', 'р'), 't', 'т'), 'x', 'х'), 'y', 'у')
WHERE search GLOB '*[a-z]*';
