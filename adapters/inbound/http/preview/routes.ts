import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadPreview } from '../../../../application/preview/read-preview.js'
import type { PreviewChoice, SelectPreview } from '../../../../application/preview/select-preview.js'
import type { Device, Selections } from '../../../../application/preview/selections.js'
import { entranceUrl } from '../../preview/entrance.js'
import { bind, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/gate.js'
import * as api from './api.js'

/** What the preview routes drive. */
export interface PreviewUseCases {
  /** Host name that previews are shown on; `null` when there is none. */
  readonly previewHost: string | null
  /** Where that host is for who sent a request: `https://preview.example.com`. */
  readonly originFor: (request: IncomingMessage, previewHost: string) => string
  readonly readPreview: ReadPreview
  readonly selectPreview: SelectPreview
  readonly selections: Selections
}

export function previewRoutes(use: PreviewUseCases): ReadonlyArray<Binding> {
  const { previewHost, readPreview, selections } = use
  const enterUrl = (
    request: IncomingMessage,
    host: string,
    selection: Parameters<Selections['issueCode']>[0],
  ): string => entranceUrl(use.originFor(request, host), selections.issueCode(selection))

  return [
    bind(api.readPreviewConfig, ({ caller, request }) =>
      pipe(
        TE.fromTask(readPreview.state(deviceOf(caller))),
        TE.map(({ selection, isListening }) => ({
          status: 200,
          body: {
            enabled: previewHost !== null,
            host: previewHost,
            activePort: selection?.port ?? null,
            listening: isListening,
            enterUrl: selection === null || previewHost === null ? null : enterUrl(request, previewHost, selection),
          },
        })),
      ),
    ),
    bind(api.listPreviewPorts, () =>
      pipe(
        TE.fromTask(readPreview.ports),
        TE.map((ports) => ({ status: 200, body: { ports } })),
      ),
    ),
    bind(api.selectPreview, ({ body, caller, request }) => {
      const choice = choiceOf(body)
      return pipe(
        use.selectPreview(choice, deviceOf(caller)),
        TE.map((selection) => {
          if (selection === null) return { status: 200, body: { ok: true, port: null } }
          const { port } = selection
          const shown = { ok: true as const, port, enterUrl: enterUrl(request, previewHost ?? '', selection) }
          return { status: 200, body: choice._tag === 'Simulator' ? { ...shown, source: 'mata' as const } : shown }
        }),
      )
    }),
  ]
}

const deviceOf = ({ client, user }: HttpCaller): Device => ({ client, user })

/** A source that we do not know is no reason to show nothing: it is refused as a port would be. */
function choiceOf(body: Readonly<Record<string, unknown>>): PreviewChoice {
  const { source, port } = body
  if (source === 'mata') return { _tag: 'Simulator' }
  if (source !== undefined && source !== null) return { _tag: 'Port', raw: source }
  return port === undefined || port === null ? { _tag: 'Nothing' } : { _tag: 'Port', raw: port }
}
