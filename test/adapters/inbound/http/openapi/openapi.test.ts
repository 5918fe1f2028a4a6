import { createConfig, lintFromString } from '@redocly/openapi-core'
import * as t from 'io-ts'
import { errorWords } from '../../../../../adapters/inbound/http/hub-errors.js'
import { openApiDocument } from '../../../../../adapters/inbound/http/openapi/openapi.js'
import { route } from '../../../../../adapters/inbound/http/routing/route.js'
import { clampedInteger, flag, nullable, optionalText, texts } from '../../../../../infrastructure/codec/codecs.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'

interface Parameter {
  readonly name: string
  readonly description: string
}

const rename = route({
  method: 'PATCH',
  path: '/api/things/:name/parts/:part',
  tokens: ['operator', 'session'],
  rate: 'write',
  query: { lines: clampedInteger({ min: 1, max: 9, fallback: 3 }), keep: flag, name: texts(2) },
  body: t.intersection([t.strict({ to: t.string }), t.partial({ note: optionalText })]),
  answers: {
    200: t.strict({ kind: t.keyof({ a: null, b: null }), sizes: t.readonlyArray(nullable(t.number)) }),
    204: t.void,
  },
  errors: { SessionNotFound: 'Thing not found', SessionNotKnown: null, InvalidSessionName: null },
  summary: 'Renames a thing',
})

describe('the OpenAPI document', () => {
  it('says of a route all that its description says', () => {
    const { paths } = openApiDocument({ rename }, errorWords, '1.0.0') as {
      paths: Record<string, Record<string, unknown>>
    }
    const operation = paths['/api/things/{name}/parts/{part}']?.['patch'] as Record<string, unknown>
    const { responses, ...rest } = operation as {
      responses: Record<string, { description: string }>
      parameters: ReadonlyArray<Record<string, unknown>>
      requestBody: unknown
    }
    expect(rest).to.deep.include({
      operationId: 'rename',
      tags: ['Server'],
      summary: 'Renames a thing',
      description: 'Renames a thing. For tokens of: operator, session. Counts as a write.',
      security: [{ bearer: [] }],
      'x-tokens': ['operator', 'session'],
      'x-rate': 'write',
    })
    expect(rest.parameters.map((one) => [one['in'], one['name'], one['required'], one['schema']])).to.deep.equal([
      ['path', 'name', true, { type: 'string', pattern: '^[\\w\\-. ]+$', maxLength: 64 }],
      ['path', 'part', true, { type: 'string', minLength: 1 }],
      ['query', 'lines', false, { type: 'integer', minimum: 1, maximum: 9, default: 3, 'x-clamped': true }],
      ['query', 'keep', false, { type: 'string', enum: ['0', '1'], default: '0' }],
      ['query', 'name', false, { type: 'array', items: { type: 'string' }, maxItems: 2 }],
      ['header', 'X-Penates-Client', false, { type: 'string' }],
      ['header', 'X-Penates-Strict', false, { type: 'string' }],
    ])
    expect(rest.requestBody).to.deep.equal({
      required: true,
      content: {
        'application/json': {
          schema: {
            allOf: [
              { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] },
              { type: 'object', properties: { note: { type: ['string', 'null'] } } },
            ],
          },
        },
      },
    })
    expect(Object.entries(responses).map(([status, { description }]) => `${status} ${description}`)).to.deep.equal([
      '200 Renames a thing',
      '204 Renames a thing',
      '400 Invalid session name | Invalid JSON | Invalid body | Unknown fields',
      '401 Unauthorized (JWT) | Unauthorized',
      '403 Forbidden | ForeignHost',
      '404 Thing not found | Session not in known-sessions',
      '408 Body too slow',
      '413 Body too large',
      '429 Rate limit exceeded',
      '500 Unavailable | Internal error',
    ])
    expect(responses['200']).to.deep.include({
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              kind: { type: 'string', enum: ['a', 'b'] },
              sizes: { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } },
            },
            required: ['kind', 'sizes'],
          },
        },
      },
    })
    expect(responses['204']).to.not.have.property('content')
    expect(responses['429']).to.have.nested.property('headers.Retry-After.schema.type', 'integer')
    expect(responses['404']).to.deep.include({
      content: {
        'application/json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Failure' },
              {
                type: 'object',
                properties: { code: { type: 'string', enum: ['SessionNotFound', 'SessionNotKnown'] } },
              },
            ],
            unevaluatedProperties: false,
          },
        },
      },
    })
  })

  it('names every field of a body whose unknown fields are always refused', () => {
    const exact = { ...rename, isExact: true }
    const { paths } = openApiDocument({ exact }, errorWords, '1.0.0') as {
      paths: Record<string, Record<string, object>>
    }
    expect(paths['/api/things/{name}/parts/{part}']?.['patch'])
      .to.have.nested.property('requestBody.content.application/json.schema')
      .that.deep.equals({
        type: 'object',
        properties: { to: { type: 'string' }, note: { type: ['string', 'null'] } },
        required: ['to'],
        additionalProperties: false,
      })
  })

  it('needs no token where anyone may come', () => {
    const open = { ...rename, tokens: 'anyone' } as const
    const { paths } = openApiDocument({ open }, errorWords, '1.0.0') as {
      paths: Record<string, Record<string, object>>
    }
    expect(paths['/api/things/{name}/parts/{part}']?.['patch']).to.have.property('security').that.deep.equals([])
  })

  describe('that the hub serves', () => {
    const hub = hubOfSuite()

    it('has no finding of the recommended rules of Redocly', async () => {
      const { text } = await hub.send('GET', '/api/openapi.json')
      const config = await createConfig({ extends: ['recommended'] })
      const findings = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
      expect(
        findings.map(({ ruleId, message, location: [at] }) => `${ruleId} ${String(at?.pointer)}: ${message}`),
      ).to.deep.equal([])
    })

    it('closes the bodies of decisions, and of the rules that decide', async () => {
      const { json } = await hub.send('GET', '/api/openapi.json')
      const { paths } = json as { paths: Record<string, Record<string, object>> }
      const path = 'requestBody.content.application/json.schema'
      for (const [at, known] of [
        ['/api/approvals/{id}', ['decision', 'digest', 'updatedInput', 'answers', 'reason', 'token']],
        ['/api/approvals/{id}/hold', ['decision', 'digest', 'holdMs']],
        ['/api/approvals/config', ['enabled', 'mode', 'sessions']],
        ['/api/approval-rules', ['effect', 'tool', 'command']],
      ] as const) {
        expect(paths[at]?.['post'], at).to.have.nested.property(`${path}.additionalProperties`, false)
        expect(paths[at]?.['post'], at).to.have.nested.property(`${path}.properties`).that.includes.keys(known)
      }
    })

    it('describes every operation and parameter, and names the schemas of what is listed', async () => {
      const { json } = await hub.send('GET', '/api/openapi.json')
      const { paths, components } = json as {
        paths: Record<string, Record<string, { description: string; parameters?: ReadonlyArray<Parameter> }>>
        components: { schemas: object }
      }
      const operations = Object.values(paths).flatMap((path) => Object.values(path))
      expect(operations.filter(({ description }) => !/^[A-Z].*[.]$/s.test(description))).to.deep.equal([])
      const parameters = operations.flatMap(({ parameters = [] }) => parameters)
      expect(
        parameters.filter(({ description }) => !/^\S.*[.]$/s.test(description)).map(({ name }) => name),
      ).to.deep.equal([])
      expect(components.schemas).to.include.keys('Approval', 'Card', 'Failure', 'Finish', 'Project', 'Session', 'Usage')
    })

    it('has every route and no empty schema for an answer', async () => {
      const { json } = await hub.send('GET', '/api/openapi.json')
      const { openapi, info, paths } = json as {
        openapi: string
        info: unknown
        paths: Record<string, Record<string, { responses: Record<string, { content?: unknown }> }>>
      }
      expect(openapi).to.equal('3.1.0')
      expect(info).to.deep.include({ title: 'Penates', version: '1.2.3' })
      expect(Object.keys(paths['/api/sessions/{name}'] ?? {})).to.deep.equal(['delete', 'patch'])
      const answers = Object.values(paths).flatMap((path) => Object.values(path).map(({ responses }) => responses))
      for (const responses of answers)
        for (const [status, { content }] of Object.entries(responses))
          expect(JSON.stringify(content ?? null), status).to.not.contain('"schema":{}')
    })
  })
})
