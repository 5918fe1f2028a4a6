import type { FailureCode } from '../../../../infrastructure/http/reply.js'
import type { AnswerCodecs, Route, RouteErrors } from './route.js'

/** Errors that access control answers on any route. */
export const GATE_ERRORS = [
  'BadAccessToken',
  'Unauthenticated',
  'Forbidden',
  'ForeignHost',
  'TooManyRequests',
  'Unavailable',
] as const

/** Errors of decoding a query and a body. */
export type DecodingCode = 'InvalidInput' | 'InvalidQuery' | 'UnknownFields'

/** `code` of every error body that a route answers. */
export type CodeOf<Errors extends RouteErrors> =
  (keyof Errors & string) | (typeof GATE_ERRORS)[number] | DecodingCode | FailureCode

const READING_CODES: Readonly<Record<FailureCode | DecodingCode, true>> = {
  BodyTooLarge: true,
  BodyTooSlow: true,
  ForeignHost: true,
  InternalError: true,
  InvalidInput: true,
  InvalidJson: true,
  InvalidQuery: true,
  InvalidTarget: true,
  MalformedForm: true,
  MethodNotAllowed: true,
  MultipartRequired: true,
  NotFound: true,
  UnknownFields: true,
}

/** The `code` of an error body; `null` for one that the route's description does not name. */
export function codeIn<Errors extends RouteErrors>(
  { errors }: Route<string, AnswerCodecs, Errors>,
  code: unknown,
): CodeOf<Errors> | null {
  if (typeof code !== 'string') return null
  const isNamed = code in errors || code in READING_CODES || GATE_ERRORS.some((tag) => tag === code)
  return isNamed ? code : null
}
