import type { ClientFailure } from '../../http/client/call.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ExitName } from '../exit-codes.js'
import type { Failure } from '../output.js'
import type { Target } from '../context.js'
import { refusalOf } from './refusals.js'

/** Explains a failed call and chooses its exit code. */
export function explain(failure: ClientFailure, { url, token }: Target): Failure {
  switch (failure._tag) {
    case 'Unreachable':
      return {
        exit: 'unreachable',
        problem: `the hub at ${url} does not answer: ${failure.detail}`,
        mend: 'Check the address, and that the hub runs there.',
      }
    case 'Aborted':
      return { problem: 'the call was interrupted' }
    case 'Unreadable':
      return {
        exit: 'version',
        problem: `the answer of ${url} (status ${String(failure.status)}) is not that of this version${failure.at.length === 0 ? '' : `: ${failure.at.join(', ')}`}`,
        mend: 'Use the program of the same version as the hub, and check the address.',
      }
    case 'Refused':
      return refused(failure, token)
  }
}

type Refused = Extract<ClientFailure, { readonly _tag: 'Refused' }>

function refused({ status, code, error, body, retryAfterSeconds }: Refused, token: string | null): Failure {
  // An unknown path or method, as opposed to an unknown session or card.
  if (status === 405 || (status === 404 && (code === null || code === 'NotFound'))) {
    return {
      exit: 'version',
      code,
      problem: 'the hub does not have this operation',
      mend: 'It is of an older version, or the address is not that of a hub.',
    }
  }
  const { problem = error, exit = exitOf(status), mend = adviceOf(status, token, retryAfterSeconds) } = refusalOf(code)
  return { exit, code, problem: withLines(withCauses(problem, body), body), mend }
}

/** Fields of an error body that name its cause. */
const CAUSES = ['detail', 'message', 'directory', 'reasons', 'reason', 'problem', 'blockedBy', 'projects', 'part', 'at']

/** Adds the causes that the hub names and the text does not. */
function withCauses(problem: string, body: unknown): string {
  const named = isJsonObject(body) ? CAUSES.flatMap((field) => body[field]) : []
  const causes = named.filter((cause): cause is string => typeof cause === 'string' && !problem.includes(cause))
  return causes.length === 0 ? problem : `${problem}: ${[...new Set(causes)].join(', ')}`
}

/** Adds the last lines of a program that ended at once. */
function withLines(problem: string, body: unknown): string {
  const lines = isJsonObject(body) ? [body['lastLines']].flat() : []
  const shown = lines.filter((line): line is string => typeof line === 'string')
  return [problem, ...shown.map((line) => `  ${line}`)].join('\n')
}

function exitOf(status: number): ExitName {
  switch (status) {
    case 401:
    case 403:
      return 'forbidden'
    case 404:
    case 410:
      return 'notFound'
    case 409:
    case 412:
      return 'conflict'
    default:
      return 'failed'
  }
}

function adviceOf(status: number, token: string | null, retryAfterSeconds: number | null): string | null {
  if (status === 401)
    return token === null ? 'Give a token with --token-file or a profile.' : 'The token is not valid for this hub.'
  if (status === 403) return 'The token does not have the permission for this operation.'
  return retryAfterSeconds === null ? null : `Try again in ${String(retryAfterSeconds)} s.`
}
