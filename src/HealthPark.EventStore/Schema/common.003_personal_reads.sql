-- Who was shown personal members of which record, and for what purpose. Rows are only ever added.
create table event_store.personal_reads (
    id        uuid primary key,
    schema    text not null,
    record_id uuid not null,
    body      json not null
);

create index personal_reads_record on event_store.personal_reads (record_id, id);

create function event_store.keep_personal_reads() returns trigger language plpgsql as
$$ begin
    raise exception 'Reads of personal members are never changed or removed.';
end $$;

create trigger personal_reads_stay before update or delete or truncate on event_store.personal_reads
    for each statement execute function event_store.keep_personal_reads();
