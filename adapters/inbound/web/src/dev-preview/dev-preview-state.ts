import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import { devPreviewTexts } from './dev-preview-texts.js'
import { entrance } from './dev-address.js'
import { failed } from '../app/failed.js'
import { ask, client } from '../app/the-hub.js'
import { watchPart } from '../app/watched-parts.js'

type PreviewConfig = BodyOf<'readPreviewConfig'>
type PreviewPort = BodyOf<'listPreviewPorts'>['ports'][number]

/** State and actions of the dev server panel. */
export interface DevPreview {
  /** `null` before the first response. */
  readonly config: ReadonlySignal<PreviewConfig | null>
  readonly ports: ReadonlySignal<ReadonlyArray<PreviewPort>>
  /** Address of the frame; `null` while no server listens. */
  readonly frame: ReadonlySignal<string | null>
  /** Last requested path. */
  readonly path: ReadonlySignal<string>
  /** True while another port is being selected. */
  readonly isChoosing: ReadonlySignal<boolean>
  readonly choose: (port: number) => Promise<void>
  readonly chooseAnew: () => void
  /** Loads a path. The current path is loaded again. */
  readonly go: (path: string) => Promise<void>
  readonly openTab: () => Promise<void>
  /** Follows which programs listen. Returns a function that stops it. */
  readonly watch: () => () => void
}

export function openDevPreview(): DevPreview {
  const config = signal<PreviewConfig | null>(null)
  const ports = signal<ReadonlyArray<PreviewPort>>([])
  const loaded = signal<string | null>(null)
  const path = signal('/')
  const isChoosing = signal(false)

  const look = async (): Promise<PreviewConfig | null> => {
    const answer = await ask(client.readPreviewConfig())
    if (!answer.ok) {
      if (config.value === null) failed(devPreviewTexts.value.toReadPreview, answer.failure)
      return null
    }
    config.value = answer.value
    if (!answer.value.listening) loaded.value = null
    return answer.value
  }
  const lookForPorts = async (): Promise<void> => {
    const answer = await ask(client.listPreviewPorts(), ({ body }) => body.ports)
    if (answer.ok) ports.value = answer.value
  }
  const go = async (to: string): Promise<void> => {
    path.value = to
    const { enterUrl = null, listening = false } = (await look()) ?? {}
    if (enterUrl !== null && listening) loaded.value = entrance(enterUrl, to)
  }
  const lookAgain = async (): Promise<void> => {
    if (document.hidden) return
    const seen = await look()
    if (seen?.listening !== true || isChoosing.value) await lookForPorts()
    else if (loaded.value === null) await go(path.value)
  }

  return {
    config,
    ports,
    path,
    isChoosing,
    frame: computed(() => (isChoosing.value ? null : loaded.value)),
    choose: async (port) => {
      const answer = await ask(client.selectPreview({ body: { port } }))
      if (!answer.ok) {
        failed(devPreviewTexts.value.toShowPort(port), answer.failure)
        return
      }
      isChoosing.value = false
      await go('/')
    },
    chooseAnew: () => {
      isChoosing.value = true
      void lookForPorts()
    },
    go,
    openTab: async () => {
      // Popup blockers require that the tab is opened within the click, before any response.
      const tab = window.open('about:blank')
      const { enterUrl = null } = (await look()) ?? {}
      if (tab === null) return
      tab.opener = null
      if (enterUrl === null) tab.close()
      else tab.location.replace(entrance(enterUrl, path.value))
    },
    watch: () => {
      void go('/').then(lookForPorts)
      return watchPart('ports', () => void lookAgain())
    },
  }
}
