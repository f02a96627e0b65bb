// Uses the TypeScript client, compiled, as a partner's program would: node typescript-client.mjs <client.js> <address> <key>. Ends
// with 0 if everything is as its types promise.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [file, address, key] = process.argv.slice(2);
const { HealthParkClient } = await import(pathToFileURL(file));
const client = new HealthParkClient(address.replace(/\/$/, ''), {
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${key}` } }),
});

const name = `示例${randomUUID()}`;
const made = await client.registerEnterprise(randomUUID(), { name, direction: 'digital-medicine', landedOn: '2026-03-01' });
assert.equal(made.status, 201);
assert.equal(made.result.stage, 'landed');

const revised = await client.reviseEnterprise(made.result.id, { zone: 'life-science-innovation-pole' }, undefined, made.headers['etag']);
assert.equal(revised.result.zone, 'life-science-innovation-pole');
assert.equal((await client.getEnterprise(made.result.id)).result.name, name);

const again = { name: `示例${randomUUID()}`, direction: 'other' };
const first = await client.putEnterprisesBySource('erp', 'T-1', again);
const second = await client.putEnterprisesBySource('erp', 'T-1', again);
assert.deepEqual([first.status, second.status, second.result.id], [201, 200, first.result.id]);

await assert.rejects(client.registerEnterprise(randomUUID(), { name, direction: 'other' }), problem => problem.code === 'duplicate-suspected' || problem.status === 409);
