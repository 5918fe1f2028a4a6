import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { HUB_ROUTES } from '../../adapters/inbound/http/hub.api.js'
import { openApiDocument } from '../../adapters/inbound/http/openapi.js'
import type { Route } from '../../adapters/inbound/http/route.js'
import { decode } from '../../infrastructure/codec/decode.js'
import { pathTable } from '../../infrastructure/http/path-table.js'

const routes: ReadonlyArray<readonly [string, Route]> = Object.entries(HUB_ROUTES)

const table = pathTable(
  routes.map(([name, route]) => ({ method: route.method, path: route.path, value: { name, route } })),
)

const { paths } = openApiDocument(HUB_ROUTES, '') as {
  paths: Record<string, Record<string, { operationId: string; responses: object }>>
}
const responses = new Map(
  Object.values(paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => [operation.operationId, operation.responses]),
)

/** Fails unless the answer is one that the route's description promises: a status it names, a body without one key more. */
export function expectDescribed(method: string, target: string, status: number, json: unknown): void {
  const match = table(method, target.split('?')[0] ?? '')
  if (match === null || method === 'HEAD') return
  const { name, route } = match.value
  expect(responses.get(name), `${name} answers ${status}`).to.have.property(String(status))
  const codec = route.answers[status]
  if (codec === undefined) {
    expect(json, name).to.have.property('error').that.is.a('string')
    return
  }
  expect(decode(codec, json), `${name} ${status}`).to.deep.equal(E.right(json))
}
