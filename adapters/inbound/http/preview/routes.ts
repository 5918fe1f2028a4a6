import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PreviewChoice } from '../../../../application/preview/select-preview.js'
import type { Device, Selection } from '../../../../application/preview/selections.js'
import type { PreviewFeature } from '../../../../application/preview/preview-feature.js'
import type { Principal } from '../../../../domain/access/principal.js'
import type * as preview from '../../../../domain/preview/errors.js'
import { entranceUrl } from '../../preview/entrance.js'
import { bind, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/access-control.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

/**
 * `originFor` gives the origin of the preview host for the sender of a request: `https://preview.example.com`. `entering`
 * is called with each caller that is given a way in.
 */
export function previewRoutes(
  use: PreviewFeature,
  originFor: (request: IncomingMessage, previewHost: string) => string,
  entering: (principal: Principal) => void,
): ReadonlyArray<Binding> {
  const { previewHost, readPreview, selections } = use
  const enterUrl = ({ request, caller }: RouteCall, host: string, selection: Selection): string => {
    entering(caller.principal)
    return entranceUrl(originFor(request, host), selections.issueCode(selection))
  }

  return [
    bind(api.readPreviewConfig, (call) =>
      pipe(
        TE.fromTask(readPreview.state(deviceOf(call.caller))),
        TE.map(({ selection, isListening }) => ({
          enabled: previewHost !== null,
          host: previewHost,
          activePort: selection?.port ?? null,
          listening: isListening,
          enterUrl: selection === null || previewHost === null ? null : enterUrl(call, previewHost, selection),
        })),
      ),
    ),
    bind(api.listPreviewPorts, () => TE.fromTask(readPreview.ports)),
    bind(api.selectPreview, (call) => {
      const choice = choiceOf(call.body)
      return pipe(
        use.selectPreview(choice, deviceOf(call.caller)),
        TE.map((selection) => {
          if (selection === null) return { ok: true, port: null }
          const { port } = selection
          const shown = { ok: true as const, port, enterUrl: enterUrl(call, previewHost ?? '', selection) }
          return choice._tag === 'Simulator' ? { ...shown, source: 'mata' as const } : shown
        }),
      )
    }),
  ]
}

interface RouteCall {
  readonly request: IncomingMessage
  readonly caller: HttpCaller
}

const deviceOf = ({ client, user }: HttpCaller): Device => ({ client, user })

/** An unknown source does not select "nothing": it is refused like an invalid port. */
function choiceOf(body: Readonly<Record<string, unknown>>): PreviewChoice {
  const { source, port } = body
  if (source === 'mata') return { _tag: 'Simulator' }
  if (source !== undefined && source !== null) return { _tag: 'Port', raw: source }
  return port === undefined || port === null ? { _tag: 'Nothing' } : { _tag: 'Port', raw: port }
}

export const PREVIEW_ROWS = {
  InvalidPort: { status: 400, text: 'invalid port' },
  PortNotListening: { status: 409, text: 'port not listening', more: ({ port }) => ({ port }) },
  PreviewDisabled: { status: 409, text: 'preview disabled' },
  ViewerNotRunning: { status: 409, text: 'mata viewer not running', more: ({ port }) => ({ port }) },
} satisfies ErrorRows<
  preview.InvalidPort | preview.PortNotListening | preview.PreviewDisabled | preview.ViewerNotRunning
>
