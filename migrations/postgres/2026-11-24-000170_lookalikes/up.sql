-- Names are folded for search so that Latin letters drawn like Cyrillic ones count as those
-- (portal::fold::search_key); what stands in the register already is folded in the same way.
UPDATE companies SET
  search = translate(search, 'abcehikmoptxy', 'авсеникмортху'),
  name_key = translate(name_key, 'abcehikmoptxy', 'авсеникмортху')
WHERE search ~ '[a-z]';
