-- A key of another system is unique among the records of one type, not of the whole module.
update {schema}.claims c set kind = 'source of ' || s.type
  from {schema}.mt_streams s where s.id = c.stream_id and c.kind = 'source';
