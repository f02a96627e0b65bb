-- Those that a transfer and its equity contributions name, to be found when an enterprise is merged into another.
alter table {schema}.transfers add column enterprises jsonb not null default '[]';
update {schema}.transfers set enterprises = jsonb_build_array(enterprise_id) where enterprise_id is not null;
create index transfers_enterprises on {schema}.transfers using gin (enterprises);
