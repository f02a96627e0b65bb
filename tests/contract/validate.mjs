// Says whether answers of the API are as its OpenAPI document promises. One JSON value a line on standard input: first
// { "document": {…} }, then answers, or a value and the schema at a place of a document that it must be as; one verdict a line on standard output. Ends with its input.
import { createInterface } from 'node:readline';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const BASE = 'urn:healthpark:contract';
const PROBLEM_JSON = 'application/problem+json';
// A path of the document takes no such method, or there is no such path: the document cannot speak of these, the conventions do.
const OUTSIDE = new Set([404, 405]);

class Contract {
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
    addFormats(this.ajv);
    for (const format of ['int32', 'int64', 'double', 'decimal', 'uri-reference']) this.ajv.addFormat(format, true);
    this.ajv.addSchema({ $id: BASE, ...document });
    this.paths = Object.keys(document.paths).map(template => ({
      template,
      segments: template.split('/'),
    }));
    this.compiled = new Map();
  }

  /** The path of the document that a request's path is one of; literal segments win over parameters. */
  templateOf(path) {
    const segments = path.split('/');
    const literals = candidate => candidate.segments.filter(s => !s.startsWith('{')).length;
    return this.paths
      .filter(c => c.segments.length === segments.length && c.segments.every((s, i) => s.startsWith('{') ? segments[i] !== '' : s === segments[i]))
      .sort((a, b) => literals(b) - literals(a))[0]?.template;
  }

  check(answer) {
    const template = this.templateOf(answer.path);
    const method = answer.method.toLowerCase() === 'head' ? 'get' : answer.method.toLowerCase();
    const operation = template && this.document.paths[template][method];
    const where = `${answer.method} ${template ?? answer.path}`;
    const [response, place] = this.responseOf(operation, ['paths', template, method, 'responses', String(answer.status)]);
    if (!response) {
      if (OUTSIDE.has(answer.status) && (!operation || !template.includes('{')))
        return this.checkBody(answer, PROBLEM_JSON, { $ref: `${BASE}#/components/schemas/Problem` }, where);
      return [`${where} answers ${answer.status}, which the document does not name (it names ${Object.keys(operation?.responses ?? {}).join(', ') || 'no such operation'})`];
    }
    const errors = [];
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      const value = answer.headers[name.toLowerCase()];
      if (value === undefined && header.required)
        errors.push(`${where} ${answer.status} lacks the header ${name}`);
    }
    const types = Object.keys(response.content ?? {});
    if (types.length === 0) {
      if (answer.body !== '' && answer.method !== 'HEAD') errors.push(`${where} ${answer.status} has a body, which the document does not name`);
      return errors;
    }
    const type = (answer.contentType ?? '').split(';')[0].trim();
    if (!types.includes(type))
      return [...errors, `${where} ${answer.status} is ${type || 'without a content type'}; the document names ${types.join(', ')}`];
    const pointer = [...place, 'content', type, 'schema']
      .map(s => encodeURIComponent(s.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    return [...errors, ...this.checkBody(answer, type, { $ref: `${BASE}#/${pointer}` }, where)];
  }

  /** A response and its place in the document: there, or where it refers to. */
  responseOf(operation, place) {
    const response = operation?.responses[place.at(-1)];
    if (!response?.$ref) return [response, place];
    const shared = response.$ref.slice(2).split('/');
    return [shared.reduce((node, name) => node[name], this.document), shared];
  }

  checkBody(answer, type, schema, where) {
    if ((answer.contentType ?? '').split(';')[0].trim() !== type)
      return [`${where} ${answer.status} is ${answer.contentType || 'without a content type'} rather than ${type}`];
    if (answer.method === 'HEAD')
      return answer.body === '' ? [] : [`${where} has a body`];
    if (!type.endsWith('json'))
      return []; // a file: what is in it, the document does not say
    let values;
    try {
      const texts = type === 'application/x-ndjson' ? answer.body.split('\n').filter(line => line !== '') : [answer.body];
      values = texts.map(text => JSON.parse(text));
    } catch (e) {
      return [`${where} ${answer.status} is not JSON: ${e.message}`];
    }
    if (!this.compiled.has(schema.$ref)) this.compiled.set(schema.$ref, this.ajv.compile(schema));
    const validate = this.compiled.get(schema.$ref);
    // With `fields` a record lacks what was not asked for; a page is whole all the same.
    const isLeftOut = e => answer.isPart && e.keyword === 'required' && /^(\/items\/\d+)?$/.test(e.instancePath)
      && !['id', 'items', 'next'].includes(e.params.missingProperty);
    return values.flatMap(value => validate(value) ? [] : validate.errors.filter(e => !isLeftOut(e)).map(e =>
      `${where} ${answer.status} ${e.instancePath || 'body'} ${e.message}${e.params.additionalProperty ? ` (${e.params.additionalProperty})` : ''}`));
  }
}

function checkValue({ schema, at, value }) {
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  for (const format of ['int32', 'double', 'decimal']) ajv.addFormat(format, true);
  const validate = ajv.addSchema({ ...schema, $id: BASE }).compile({ $ref: `${BASE}${at}` });
  return validate(value) ? [] : validate.errors.map(e => `${e.instancePath || 'value'} ${e.message}`);
}

let contract;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let errors = [];
  try {
    const message = JSON.parse(line);
    if (message.document) contract = new Contract(message.document);
    else if (message.schema) errors = checkValue(message);
    else errors = contract.check(message);
  } catch (e) {
    errors = [`the validator failed: ${e.stack}`];
  }
  process.stdout.write(JSON.stringify({ errors }) + '\n');
}
