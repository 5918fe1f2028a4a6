import { cliOf } from '../../../../../domain/agents/agent-program.js'
import type { HubCli, HubSession } from './hub/hub.js'
import { messages } from './texts/messages.js'
import { clis } from './clis.js'
import { sessionByName } from './sessions.js'

export interface ShownProgram {
  /** `undefined` for a shell or any program that is no coding CLI. */
  readonly cli: HubCli | undefined
  /** Display name: `claude`, `zsh`, `npm run dev`. */
  readonly label: string
  /** Permission mode in the language of the client: `Auto`, `YOLO (bypass)`; `null` for the safe mode and for unknown command lines. */
  readonly variant: string | null
  readonly tier: HubCli['variants'][number]['tier'] | null
}

/** Program of a session: from its command when that is stored, else from the foreground process. */
export function programOf({ command, foreground }: HubSession, shell: string): ShownProgram {
  const line = command === null || command === '' ? (foreground ?? '') : command
  const cli = cliOf(clis.value, line)
  if (!cli) return { cli: undefined, label: line === '' ? shell : line, variant: null, tier: null }
  const variant = cli.variants.find((one) => one.command === line.trim())
  const tier = variant?.tier ?? null
  return {
    cli,
    label: cli.label,
    variant: variant && tier !== 'safe' ? messages.value.permissionName(variant.label) : null,
    tier,
  }
}

/** Label of the agent in a session. */
export function agentOf(session: string): string {
  const m = messages.value
  const known = sessionByName.value.get(session)
  return (known && programOf(known, m.plainShell).cli?.label) ?? m.anAgent
}
