// Reads the contract in its OpenAPI 3.0 rendering and writes what the client generator should see: a method of a client writes for
// real and answers the record as JSON, so the alternative answers, of dry runs, as files and as a stream, are left out. Codes are text:
// a list that gains a code must not break a client that was made before.
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output] = process.argv.slice(2);
const document = JSON.parse(readFileSync(input, 'utf8'));
const isDryRun = schema => schema?.$ref?.includes('/DryRunAnswer') ?? false;

(function dropEnums(node) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node.enum)) {
    delete node.enum;
    node.type ??= 'string';
  }
  Object.values(node).forEach(dropEnums);
})(document);

for (const operation of Object.values(document.paths).flatMap(path => Object.values(path))) {
  operation.parameters = (operation.parameters ?? []).filter(p => !['dryRun', 'Last-Event-ID'].includes(p.name));
  // A word of the language cannot be the name of a variable; what goes over the wire stays.
  for (const parameter of operation.parameters.filter(p => p.name === 'class'))
    parameter['x-originalName'] = 'ofClass';
  for (const [status, response] of Object.entries(operation.responses)) {
    const content = response.content?.['application/json'];
    if (content)
      response.content = { 'application/json': content };
    else if (response.content?.['text/csv'])
      response.content['text/csv'].schema = { type: 'string', format: 'binary' }; // a file, and not a text in JSON
    if (isDryRun(content?.schema))
      delete operation.responses[status];
    const real = content?.schema?.anyOf?.filter(s => !isDryRun(s)) ?? [];
    if (real.length === 1 && content.schema.anyOf.length > 1)
      content.schema = real[0];
  }
}

for (const name of Object.keys(document.components.schemas).filter(n => n.startsWith('DryRunAnswer')))
  delete document.components.schemas[name];
writeFileSync(output, JSON.stringify(document, null, 2));
