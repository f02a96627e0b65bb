select id, version, body::text from enterprises.enterprises where direction = 'digital-medicine' and stage = 'landed' order by id limit 51;
