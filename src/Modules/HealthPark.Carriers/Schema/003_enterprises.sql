-- Those that a unit's leases name, to be found when an enterprise is merged into another.
alter table {schema}.units add column enterprises jsonb not null default '[]';
update {schema}.units u set enterprises = coalesce((select jsonb_agg(distinct l.enterprise_id) from {schema}.leases l where l.unit_id = u.id), '[]');
create index units_enterprises on {schema}.units using gin (enterprises);
