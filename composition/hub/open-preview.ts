import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Container } from 'inversify'
import type { ReadArrival } from '../../adapters/inbound/http/routing/arrival.js'
import type { Binding } from '../../adapters/inbound/http/routing/bind.js'
import { previewRoutes } from '../../adapters/inbound/http/preview/routes.js'
import { previewHost } from '../../adapters/inbound/preview/preview-host.js'
import { previewOriginBehind } from '../../adapters/inbound/preview/preview-origin.js'
import type { RequestListener } from '../../infrastructure/http/app.js'
import type { Principal } from '../../domain/access/principal.js'
import { localProxy } from '../../infrastructure/http/local-proxy.js'
import { TOKENS as T } from '../features/tokens.js'

/** The preview of programs of this machine: routes of the hub, and its own host before the hub. */
export interface Preview {
  readonly bindings: ReadonlyArray<Binding>
  /** Takes what is for the preview's host, and leaves the rest to `hub`. */
  readonly before: (hub: RequestListener) => RequestListener
  readonly takeUpgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => boolean
  /** Ends the preview for all devices. */
  readonly dismiss: () => void
}

/** Puts the preview together; without its own host it shows nothing. */
export function openPreview(container: Container, readArrival: ReadArrival): Preview {
  const use = container.get(T.preview)
  const { previewHost: name, selections, enterPreview } = use
  const proxy = localProxy()
  const dismiss = (): void => {
    selections.forgetAll()
    proxy.cutSockets()
  }
  const { followToken } = container.get(T.access)
  const followed = new Set<string>()
  /** A ticket outlives the request, so the end of the named token that got it ends the preview. */
  const entering = (principal: Principal): void => {
    if (principal.kind !== 'named' || followed.has(principal.id)) return
    followed.add(principal.id)
    followToken(principal, () => {
      followed.delete(principal.id)
      dismiss()
    })
  }
  const host = name === null ? null : previewHost({ host: name, readArrival, enterPreview, proxy })
  return {
    bindings: previewRoutes(use, previewOriginBehind(readArrival), entering),
    before: (hub) => (request, response) => {
      if (host?.takeRequest(request, response) !== true) hub(request, response)
    },
    takeUpgrade: (request, stream, head) => host?.takeUpgrade(request, stream, head) ?? false,
    dismiss,
  }
}
