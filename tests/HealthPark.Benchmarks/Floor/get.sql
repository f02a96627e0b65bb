\set number random(1, 10000)
select owner_organization_id, version, body::text from floor.enterprises where id = lpad(to_hex((:number)::bigint), 32, '0')::uuid;
