import type { IncomingMessage } from 'node:http'
import { isLocalName } from '../../../domain/access/hosts.js'
import type { ReadArrival } from '../http/routing/arrival.js'

/**
 * Where the preview's host is for who sent a request: behind what the hub is behind. Names that lead nowhere but to this
 * machine are plain HTTP unless the request was not.
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
