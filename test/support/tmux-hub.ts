import type { Container } from 'inversify'
import { openState, type OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import type { SessionHost } from '../../application/sessions/session-host.port.js'
import { backgroundOf } from '../../composition/features/background.js'
import { hubContainer } from '../../composition/hub/hub-container.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import type { Disk } from '../../infrastructure/files/disk.js'
import { memoryTools, type MemoryTools } from './memory-tools.js'
import { right } from './results.js'

/** A hub with its sessions in tmux and its state on disk; every other tool is a fake. */
export interface TmuxHub {
  readonly container: Container
  readonly state: OpenState
  readonly fakes: MemoryTools
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function openTmuxHub(host: SessionHost, disk: Disk, path: string): Promise<TmuxHub> {
  const [now, newToken] = [systemClock.now, () => 'token']
  const state = right(await openState({ disk, path, now, settingsDefaults: DEFAULT_SETTINGS, newToken })())
  const { sessionRecord, sessionTokens, approvalRules, approvalStore, cardStore } = state
  const stored = { sessionRecord, sessionTokens, approvalRules, approvalStore, cardStore }
  const fakes = memoryTools()
  const container = hubContainer({ ...fakes.tools, ...stored, sessionHost: host, clock: systemClock })
  const background = backgroundOf(container)
  return {
    container,
    state,
    fakes,
    start: background.start,
    stop: async () => {
      await background.stop()
      await state.settled()
    },
  }
}
