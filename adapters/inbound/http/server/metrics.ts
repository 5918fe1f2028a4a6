import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadServerStatus } from '../../../../application/server/read-server-status.js'
import { isLoopbackAddress, isLoopbackHost, plainAddress } from '../../../../domain/access/hosts.js'
import { EXPOSITION_TYPE } from '../../../../infrastructure/metrics/exposition.js'
import { authorityOf } from '../../../../infrastructure/http/target.js'
import { textReply, type Reply } from '../../../../infrastructure/http/reply.js'
import { repliesBy } from '../routing/error-row.js'
import { REQUEST_ROWS } from '../routing/errors.js'
import type { AccessControl } from '../routing/access-control.js'
import { metricsText } from './metrics-text.js'

/** Path that Prometheus scrapes. */
export const METRICS_PATH = '/metrics'

/** Set by what stands between a client and this machine: a request with one of them is not of this machine. */
const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-real-ip',
  'cf-ray',
  'cf-connecting-ip',
]

/** A program on this machine that asks by itself: no proxy, no tunnel, no page of a browser, no name that was rebound. */
const isLoopback = ({ headers, socket, url }: IncomingMessage): boolean =>
  isLoopbackAddress(plainAddress(socket.remoteAddress)) &&
  isLoopbackHost(headers.host) &&
  authorityOf(url) === null &&
  headers.origin === undefined &&
  headers['sec-fetch-site'] === undefined &&
  FORWARDING.every((name) => headers[name] === undefined)

const refusal = repliesBy(REQUEST_ROWS)

/** Answers a scrape: to the operator, and without a token to programs on this machine alone. */
export const metrics =
  (accessControl: AccessControl, readServerStatus: ReadServerStatus) =>
  async (request: IncomingMessage): Promise<Reply> => {
    if (request.headers.authorization !== undefined || !isLoopback(request)) {
      const admitted = await accessControl.admitRequest(request, { tokens: ['operator'], rate: 'read' })()
      if (E.isLeft(admitted)) return refusal(admitted.left)
    }
    return textReply(EXPOSITION_TYPE, metricsText(await readServerStatus()))
  }
