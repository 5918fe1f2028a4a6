import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { errorWords } from '../../adapters/inbound/http/hub-errors.js'
import { HUB_ROUTES } from '../../adapters/inbound/http/hub-routes.js'
import { FAILURE } from '../../adapters/inbound/http/openapi/failures.js'
import { openApiDocument } from '../../adapters/inbound/http/openapi/openapi.js'
import type { Route } from '../../adapters/inbound/http/routing/route.js'
import { decode } from '../../infrastructure/codec/decode.js'

interface Described {
  readonly name: string
  readonly route: Route
  readonly pattern: RegExp
}

const parameters = ({ route }: Described): number => route.path.split(':').length

/** Those with fewer parameters first, as the router chooses. */
const described = (Object.entries(HUB_ROUTES) as ReadonlyArray<readonly [string, Route]>)
  .map(([name, route]): Described => {
    return { name, route, pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`) }
  })
  .sort((a, b) => parameters(a) - parameters(b))

const { paths } = openApiDocument(HUB_ROUTES, errorWords, '') as {
  paths: Record<string, Record<string, { operationId: string; responses: object }>>
}
interface Failing {
  readonly content?: { readonly 'application/json'?: { readonly schema: { readonly allOf?: ReadonlyArray<Coded> } } }
}
interface Coded {
  readonly properties?: { readonly code: { readonly enum: ReadonlyArray<unknown> } }
}

/** Codes that the API document names for a status of an operation. */
function codesOf(name: string, status: number): ReadonlyArray<unknown> {
  const response = (responses.get(name) as Readonly<Record<string, Failing>> | undefined)?.[status]
  const parts = response?.content?.['application/json']?.schema.allOf ?? []
  return parts.flatMap(({ properties }) => properties?.code.enum ?? [])
}

const responses = new Map(
  Object.values(paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => [operation.operationId, operation.responses]),
)

/** True when an answer is an error in JSON. */
export const isFailure = (status: number, json: unknown): json is Readonly<Record<string, unknown>> =>
  status >= 400 && typeof json === 'object' && json !== null && 'error' in json

/** Fails unless the answer is one that the route's description promises: a status it names, a body without one key more. */
export function expectDescribed(method: string, target: string, status: number, json: unknown): void {
  if (isFailure(status, json))
    expect(json, `${method} ${target}`)
      .to.have.property('code')
      .that.matches(/^[A-Z][A-Za-z]+$/)
  const path = target.split('?')[0] ?? ''
  const found = described.find(({ route, pattern }) => route.method === method && pattern.test(path))
  if (found === undefined) return
  const { name, route } = found
  expect(responses.get(name), `${name} answers ${status}`).to.have.property(String(status))
  if (status === 304) return
  const codec = route.answers[status]
  if (codec === undefined) {
    expect(json, name).to.have.property('error').that.is.a('string')
    expect(Object.keys(FAILURE.properties), `${name} ${String(status)}`).to.include.members(Object.keys(json as object))
    expect(codesOf(name, status), `${name} ${String(status)}`).to.include((json as { readonly code: unknown }).code)
    return
  }
  expect(decode(codec, json), `${name} ${status}`).to.deep.equal(E.right(json))
}
