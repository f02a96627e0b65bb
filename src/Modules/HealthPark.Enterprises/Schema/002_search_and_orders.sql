select event_store.make_searchable('{schema}', 'enterprises');

-- The orders in which lists are paged.
create index enterprises_by_name on {schema}.enterprises (name collate "zh-x-icu", id);
create index enterprises_by_signed_on on {schema}.enterprises (coalesce(signed_on, date '9999-12-31'), id);
create index enterprises_by_landed_on on {schema}.enterprises (coalesce(landed_on, date '9999-12-31'), id);
create index enterprises_by_updated_at on {schema}.enterprises (updated_at, id);
