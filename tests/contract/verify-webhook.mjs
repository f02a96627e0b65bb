// Holds deliveries against the official verifier of Standard Webhooks: node verify-webhook.mjs <deliveries.json>. Each of the
// deliveries names the secret of its receiver and whether it is a good one. Ends with 0 if the verifier agrees on all of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';

const deliveries = JSON.parse(readFileSync(process.argv[2], 'utf8'));
assert.ok(deliveries.length > 0);
for (const { what, secret, headers, body, good } of deliveries) {
  const verify = () => new Webhook(secret).verify(body, headers);
  if (good) assert.equal(verify().id, headers['webhook-id'], what);
  else assert.throws(verify, { name: 'WebhookVerificationError' }, what);
}
