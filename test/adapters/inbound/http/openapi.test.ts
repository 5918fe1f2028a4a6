import { expect } from 'chai'
import * as t from 'io-ts'
import { openApiDocument } from '../../../../adapters/inbound/http/openapi.js'
import { route } from '../../../../adapters/inbound/http/routing/route.js'
import { clampedInteger, flag, nullable, optionalText, texts } from '../../../../infrastructure/codec/codecs.js'
import { openFakeHub, type FakeHub } from '../../../support/fake-hub.js'

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
    const { paths } = openApiDocument({ rename }, '1.0.0') as { paths: Record<string, Record<string, unknown>> }
    const operation = paths['/api/things/{name}/parts/{part}']?.['patch'] as Record<string, unknown>
    const { responses, ...rest } = operation as { responses: Record<string, { description: string }> }
    expect(rest).to.deep.equal({
      operationId: 'rename',
      summary: 'Renames a thing',
      security: [{ bearer: [] }],
      'x-tokens': ['operator', 'session'],
      'x-rate': 'write',
      parameters: [
        { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'part', in: 'path', required: true, schema: { type: 'string' } },
        {
          name: 'lines',
          in: 'query',
          required: false,
          schema: { type: 'integer', minimum: 1, maximum: 9, default: 3, 'x-clamped': true },
        },
        { name: 'keep', in: 'query', required: false, schema: { type: 'string', enum: ['0', '1'], default: '0' } },
        {
          name: 'name',
          in: 'query',
          required: false,
          schema: { type: 'array', items: { type: 'string' }, maxItems: 2 },
        },
      ],
      requestBody: {
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
              kind: { enum: ['a', 'b'] },
              sizes: { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } },
            },
            required: ['kind', 'sizes'],
          },
        },
      },
    })
    expect(responses['204']).to.deep.equal({ description: 'Renames a thing' })
    expect(responses['404']).to.deep.include({
      content: {
        'application/json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Failure' },
              { type: 'object', properties: { code: { enum: ['SessionNotFound', 'SessionNotKnown'] } } },
            ],
          },
        },
      },
    })
  })

  it('needs no token where anyone may come', () => {
    const open = { ...rename, tokens: 'anyone' } as const
    const { paths } = openApiDocument({ open }, '1.0.0') as { paths: Record<string, Record<string, object>> }
    expect(Object.values(paths)[0]?.['patch']).to.not.have.property('security')
  })

  describe('that the hub serves', () => {
    let hub: FakeHub
    before(async () => {
      hub = await openFakeHub()
    })
    after(() => hub.close())

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
