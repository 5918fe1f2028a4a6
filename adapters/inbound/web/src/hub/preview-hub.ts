import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

/** What this device is shown of the hub's machine. */
export interface PreviewConfig {
  readonly enabled: boolean
  /** Host name that it is shown on. */
  readonly host: string | null
  readonly activePort: number | null
  readonly listening: boolean
  /** Signs the browser in on that host when it is loaded: once, and within a minute. */
  readonly enterUrl: string | null
}

export interface PreviewPort {
  readonly port: number
  /** Name of the program, where the system tells. */
  readonly process: string
}

/** Dev servers of the hub's machine. Every call settles. */
export interface PreviewHub {
  readonly config: () => Promise<Answer<PreviewConfig>>
  /** What listens and may be shown. */
  readonly ports: () => Promise<Answer<ReadonlyArray<PreviewPort>>>
  /** Shows this device another port. */
  readonly select: (port: number) => Promise<Answer<void>>
}

export const previewHub = ({ client, ask }: Asking): PreviewHub => ({
  config: () => ask(client.readPreviewConfig(), ({ body }) => body),
  ports: () => ask(client.listPreviewPorts(), ({ body }) => body.ports),
  select: (port) => ask(client.selectPreview({ body: { port } }), () => undefined),
})
