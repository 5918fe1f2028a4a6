import { cliOf, type Cli } from '../../../../../domain/sessions/cli-registry.js'
import type { HubSession } from '../hub/hub.js'

export interface ShownProgram {
  /** `undefined` for a shell or any program that is no coding CLI. */
  readonly cli: Cli | undefined
  /** What a person calls it: `claude`, `zsh`, `npm run dev`. */
  readonly label: string
  /** `Auto`, `YOLO (bypass)`: what the program may do beyond asking each time. */
  readonly variant: string | null
  readonly tier: 'safe' | 'auto' | 'danger' | null
}

/** What runs in a session: by its command where the hub knows it, else by what is in the foreground. */
export function programOf({ command, foreground }: HubSession, shell: string): ShownProgram {
  const line = command === null || command === '' ? (foreground ?? '') : command
  const cli = cliOf(line)
  if (!cli) return { cli: undefined, label: line === '' ? shell : line, variant: null, tier: null }
  const variant = cli.variants.find((one) => one.command === line.trim())
  const tier = variant?.tier ?? null
  return { cli, label: cli.label, variant: variant && tier !== 'safe' ? variant.label : null, tier }
}
