-- How often files of a set were taken on a day (Minsk): counts alone, nothing of who took them.
CREATE TABLE data_downloads (
  data_set TEXT NOT NULL,
  day DATE NOT NULL,
  format TEXT NOT NULL,
  times BIGINT NOT NULL,
  PRIMARY KEY (data_set, day, format)
);
