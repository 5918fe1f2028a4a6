import fc from 'fast-check'
import type { Route } from '../../adapters/inbound/http/routing/route.js'
import { schemaOf } from '../../infrastructure/codec/schema.js'
import { hostileText, nearlyFitting } from './arbitrary-of.js'

/** Request to a route. */
export interface DrawnRequest {
  /** With its query. */
  readonly path: string
  /** `undefined` for a route that takes none. */
  readonly body: unknown
}

/** A lone surrogate is no text that could be sent. */
const encode = (text: string): string => encodeURIComponent(Buffer.from(text).toString())

const segment = fc.oneof(
  fc.constantFrom('cc-shop', 'cc-none'),
  hostileText.map((text) => text.slice(0, 500)),
)

const pathOf = (route: Route): fc.Arbitrary<string> => {
  const parts = route.path.split(/:\w+/)
  return fc
    .array(fc.oneof(segment.map(encode), fc.constantFrom('%zz', '%', '%ff')), {
      minLength: parts.length - 1,
      maxLength: parts.length - 1,
    })
    .map((values) => parts.map((part, index) => part + (values[index] ?? '')).join(''))
}

const queryOf = (route: Route): fc.Arbitrary<string> => {
  const key = fc.oneof(fc.constantFrom('token', 'x', ...Object.keys(route.query)), fc.string({ maxLength: 5 }))
  const value = fc.oneof(
    hostileText.map((text) => text.slice(0, 500)),
    fc.integer().map(String),
    fc.constantFrom('1', '-1', 'NaN', '1e999', '0x10'),
  )
  return fc
    .array(fc.tuple(key, value), { maxLength: 5 })
    .map((pairs) => pairs.map(([name, text]) => `${encode(name)}=${encode(text)}`).join('&'))
}

/** Requests as careless and hostile clients send them. */
export const requestTo = (route: Route): fc.Arbitrary<DrawnRequest> =>
  fc
    .tuple(
      pathOf(route),
      queryOf(route),
      route.body === undefined ? fc.constant(undefined) : nearlyFitting(schemaOf(route.body)),
    )
    .map(([path, query, body]) => ({ path: query === '' ? path : `${path}?${query}`, body }))
