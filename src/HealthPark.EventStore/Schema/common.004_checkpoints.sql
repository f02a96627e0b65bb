-- What the log was at the end of each day in China, signed; the private key is in the database of keys. "jws" is the statement itself,
-- "body" what it says, as it is shown. "blocks" are the roots of each 1024 events, one after the other, so that the proof that an
-- event is in a checkpoint need not read the whole day again. Rows are only ever added.
create table event_store.checkpoints (
    id     uuid  primary key,
    day    date  not null unique,
    jws    text  not null,
    blocks bytea not null,
    body   json  not null
);

create function event_store.keep_checkpoints() returns trigger language plpgsql as
$$ begin
    raise exception 'Checkpoints are never changed or removed.';
end $$;

create trigger checkpoints_stay before update or delete or truncate on event_store.checkpoints
    for each statement execute function event_store.keep_checkpoints();
