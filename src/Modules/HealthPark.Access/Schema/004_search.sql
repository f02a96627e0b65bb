select event_store.make_searchable('{schema}', 'organizations');
