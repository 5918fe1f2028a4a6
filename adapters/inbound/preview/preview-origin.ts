import type { IncomingMessage } from 'node:http'
import { isLocalName } from '../../../domain/access/hosts.js'
import type { ReadArrival } from '../http/routing/arrival.js'

/**
 * Origin of the preview's host, with the port of the request. The scheme is HTTPS, except for a name that only resolves
 * to this machine when the request itself used plain HTTP.
 */
export const previewOriginBehind =
  (readArrival: ReadArrival) =>
  (request: IncomingMessage, previewHost: string): string => {
    const { host = '', isSecure } = readArrival(request)
    const port = /:\d+$/.exec(host)?.[0] ?? ''
    if (isSecure) return `https://${previewHost}${port}`
    return isLocalName(previewHost) ? `http://${previewHost}${port}` : `https://${previewHost}`
  }

/** Origins of the preview's host as a policy of frames names them. */
export const previewFrames = (previewHost: string | null, isTls: boolean): ReadonlyArray<string> => {
  if (previewHost === null) return []
  const elsewhere = isTls ? [`https://${previewHost}:*`] : []
  return [`https://${previewHost}`, ...elsewhere, ...(isLocalName(previewHost) ? [`http://${previewHost}:*`] : [])]
}
