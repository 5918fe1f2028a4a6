import { cliOf, type Cli } from '../../../../../domain/sessions/cli-registry.js'
import type { HubSession } from '../hub/hub.js'

export interface ShownProgram {
  /** `undefined` for a shell or any program that is no coding CLI. */
  readonly cli: Cli | undefined
  /** What a person calls it: `claude`, `zsh`, `npm run dev`. */
  readonly label: string
  /** `Auto`, `YOLO (bypass)`: only where there is a choice and the command is one of its variants. */
  readonly variant: string | null
  readonly tier: 'safe' | 'auto' | 'danger' | null
}

/** What runs in a session: by its command where the hub knows it, else by what is in the foreground. */
export function programOf({ command, foreground }: HubSession, shell: string): ShownProgram {
  const line = command === null || command === '' ? (foreground ?? '') : command
  const cli = cliOf(line)
  if (!cli) return { cli: undefined, label: line === '' ? shell : line, variant: null, tier: null }
  const variant = cli.variants.find((one) => one.command === line.trim())
  const isNamed = variant !== undefined && cli.variants.length > 1
  return { cli, label: cli.label, variant: isNamed ? variant.label : null, tier: variant?.tier ?? null }
}
