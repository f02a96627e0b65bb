alter table {schema}.enterprises add column merged_into uuid;
