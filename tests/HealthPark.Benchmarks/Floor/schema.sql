-- The floor: the rows of one registration, written by one function call per transaction, with neither the log's lock nor its NOTIFY.
-- The tables are the program's own, with the same keys and indexes.
create schema floor;
create table floor.mt_streams (like enterprises.mt_streams including all);
create table floor.mt_events (like enterprises.mt_events including all);
create table floor.claims (like enterprises.claims including all);
create table floor.enterprises (like enterprises.enterprises including all);
create table floor.idempotency_keys (like event_store.idempotency_keys including all);
create sequence floor.positions;

-- One real row of each table; the copies differ in what must differ.
create table floor.sample_event as select * from enterprises.mt_events limit 1;
create table floor.sample_row as select * from enterprises.enterprises where id = (select stream_id from floor.sample_event);

create function floor.register(client int, number int) returns bigint language plpgsql as
$$
declare
    place  bigint := nextval('floor.positions');
    stream uuid := lpad(to_hex(place), 32, '0')::uuid;
    mark   text := client || '-' || number || '-' || place;
    label  text := '示例压测企业' || mark;
    moment timestamptz := clock_timestamp();
begin
    insert into floor.idempotency_keys values ('client', mark, sha256(convert_to(mark, 'UTF8')), 201, stream, 1, place, moment);
    insert into floor.mt_streams (id, type, version, timestamp, created) values (stream, 'enterprise', 1, moment, moment);
    insert into floor.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, causation_id, headers, hash)
    select place, stream, stream, 1, replace(data::text, 'X', label)::json, type, moment, correlation_id, mark, headers,
           sha256(convert_to(data::text || mark, 'UTF8'))
      from floor.sample_event;
    insert into floor.enterprises
           (id, owner_organization_id, name, folded_names, uscc, direction, sub_field, cxo_kinds, tiers, industry_code, zone, carrier, stage,
            verification, signed_on, landed_on, updated_at, version, body, search)
    select stream, owner_organization_id, label, jsonb_build_array(label), uscc, direction, sub_field, cxo_kinds, tiers, industry_code, zone, carrier, stage,
           verification, signed_on, landed_on, moment, version, body, search
      from floor.sample_row;
    return place;
end
$$;

-- Each record once, in the order in which they were registered.
create sequence floor.to_revise;

create function floor.revise() returns bigint language plpgsql as
$$
declare
    record uuid := lpad(to_hex(nextval('floor.to_revise')), 32, '0')::uuid;
    place  bigint := nextval('floor.positions');
    moment timestamptz := clock_timestamp();
begin
    perform * from floor.mt_events where stream_id = record order by version;
    update floor.mt_streams set version = version + 1, timestamp = moment where id = record and version = 1;
    if not found then raise exception 'It stands at another version.'; end if;
    insert into floor.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, causation_id, headers, hash)
    select place, ('f' || lpad(to_hex(place), 31, '0'))::uuid, record, 2, data, type, moment, correlation_id, causation_id, headers, sha256(convert_to(data::text, 'UTF8'))
      from floor.sample_event;
    update floor.enterprises set industry_code = '7340', updated_at = moment, version = 2, body = body where id = record;
    return place;
end
$$;
