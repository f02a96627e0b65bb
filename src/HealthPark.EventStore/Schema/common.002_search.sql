-- Modules whose read models are no longer what the program would write: made again from the log before it serves.
create table event_store.stale_read_models (schema text primary key);

-- For a module's file that changes what its rows hold.
create function event_store.make_read_models_again(module text) returns void language plpgsql as
$$ declare has_rows boolean;
begin
    execute format('select exists (select from %I.mt_events)', module) into has_rows;
    if has_rows then
        insert into event_store.stale_read_models (schema) values (module) on conflict do nothing;
    end if;
end $$;

-- For a module's file: gives a read model the column `search` by which its list finds with `q`. The statistics keep the planner
-- from taking a rare pair of characters for a common one, and from walking the whole table for it.
create function event_store.make_searchable(module text, read_model text) returns void language plpgsql as
$$ begin
    execute format('alter table %I.%I add column search tsvector', module, read_model);
    execute format('alter table %I.%I alter column search set statistics 1000', module, read_model);
    execute format('create index %I on %I.%I using gin (search)', read_model || '_search', module, read_model);
    perform event_store.make_read_models_again(module);
end $$;
