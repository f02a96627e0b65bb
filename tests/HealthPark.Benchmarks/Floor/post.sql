\set number random(1, 2000000000)
select floor.register(:client_id, :number);
