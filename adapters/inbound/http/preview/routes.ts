import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PreviewChoice } from '../../../../application/preview/select-preview.js'
import type { Device, Selections } from '../../../../application/preview/selections.js'
import type { PreviewFeature } from '../../../../application/preview/preview-feature.js'
import { entranceUrl } from '../../preview/entrance.js'
import { bind, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/gate.js'
import * as api from './api.js'

/** `originFor` gives the origin of the preview host for the sender of a request: `https://preview.example.com`. */
export function previewRoutes(
  use: PreviewFeature,
  originFor: (request: IncomingMessage, previewHost: string) => string,
): ReadonlyArray<Binding> {
  const { previewHost, readPreview, selections } = use
  const enterUrl = (
    request: IncomingMessage,
    host: string,
    selection: Parameters<Selections['issueCode']>[0],
  ): string => entranceUrl(originFor(request, host), selections.issueCode(selection))

  return [
    bind(api.readPreviewConfig, ({ caller, request }) =>
      pipe(
        TE.fromTask(readPreview.state(deviceOf(caller))),
        TE.map(({ selection, isListening }) => ({
          enabled: previewHost !== null,
          host: previewHost,
          activePort: selection?.port ?? null,
          listening: isListening,
          enterUrl: selection === null || previewHost === null ? null : enterUrl(request, previewHost, selection),
        })),
      ),
    ),
    bind(api.listPreviewPorts, () => TE.fromTask(readPreview.ports)),
    bind(api.selectPreview, ({ body, caller, request }) => {
      const choice = choiceOf(body)
      return pipe(
        use.selectPreview(choice, deviceOf(caller)),
        TE.map((selection) => {
          if (selection === null) return { ok: true, port: null }
          const { port } = selection
          const shown = { ok: true as const, port, enterUrl: enterUrl(request, previewHost ?? '', selection) }
          return choice._tag === 'Simulator' ? { ...shown, source: 'mata' as const } : shown
        }),
      )
    }),
  ]
}

const deviceOf = ({ client, user }: HttpCaller): Device => ({ client, user })

/** An unknown source does not select "nothing": it is refused like an invalid port. */
function choiceOf(body: Readonly<Record<string, unknown>>): PreviewChoice {
  const { source, port } = body
  if (source === 'mata') return { _tag: 'Simulator' }
  if (source !== undefined && source !== null) return { _tag: 'Port', raw: source }
  return port === undefined || port === null ? { _tag: 'Nothing' } : { _tag: 'Port', raw: port }
}
