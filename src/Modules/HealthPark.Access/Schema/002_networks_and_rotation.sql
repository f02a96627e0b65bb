alter table {schema}.api_keys
    add column previous_hash    bytea,
    add column previous_ends_at timestamptz,
    add column cidrs            jsonb;

create unique index api_keys_previous_hash on {schema}.api_keys (previous_hash);

-- Keys issued before have neither: their bodies as they would be made today.
update {schema}.api_keys set body = (rtrim(body::text, '}') || ',"cidrs":null,"previousEndsAt":null}')::json;
