/** How much a variant lets the CLI do without asking. */
export type CliTier = 'safe' | 'auto' | 'danger'

export interface CliVariant {
  readonly label: string
  readonly command: string
  readonly tier: CliTier
}

export interface Cli {
  readonly id: 'claude' | 'codex' | 'antigravity' | 'opencode'
  readonly label: string
  /** Name of the program, without a path. */
  readonly binary: string
  /** CSS hex. */
  readonly colour: string
  readonly variants: readonly [CliVariant, ...CliVariant[]]
}

/** The coding CLIs that the picker offers, in its order, and whose conversations a restore continues. */
export const CLIS: ReadonlyArray<Cli> = [
  {
    id: 'claude',
    label: 'Claude',
    binary: 'claude',
    colour: '#d97757',
    variants: [
      { label: 'Standard', command: 'claude', tier: 'safe' },
      { label: 'Auto', command: 'claude --permission-mode auto', tier: 'auto' },
      { label: 'Dangerous (skip permissions)', command: 'claude --dangerously-skip-permissions', tier: 'danger' },
    ],
  },
  {
    id: 'codex',
    label: 'Codex',
    binary: 'codex',
    colour: '#10a37f',
    variants: [
      { label: 'Standard', command: 'codex', tier: 'safe' },
      { label: 'Full-Auto', command: 'codex --sandbox workspace-write --ask-for-approval on-request', tier: 'auto' },
      { label: 'YOLO (bypass)', command: 'codex --dangerously-bypass-approvals-and-sandbox', tier: 'danger' },
    ],
  },
  {
    id: 'antigravity',
    label: 'Antigravity',
    binary: 'agy',
    colour: '#4285F4',
    variants: [
      { label: 'Standard', command: 'agy', tier: 'safe' },
      { label: 'Dangerous (skip permissions)', command: 'agy --dangerously-skip-permissions', tier: 'danger' },
    ],
  },
  {
    id: 'opencode',
    label: 'opencode',
    binary: 'opencode',
    colour: '#7c7575',
    variants: [{ label: 'Standard', command: 'opencode', tier: 'safe' }],
  },
]

/** The CLI that a command line starts: its first word, without a path. `undefined` for anything else. */
export function cliOf(command: string): Cli | undefined {
  const binary = command.trim().split(/\s+/, 1)[0]?.split('/').at(-1)
  return CLIS.find((cli) => cli.binary === binary)
}

/** The variant that the picker starts with: the `auto` tier where there is one. */
export const defaultVariant = (cli: Cli): CliVariant =>
  cli.variants.find((variant) => variant.tier === 'auto') ?? cli.variants[0]

/**
 * The same command line, continuing the folder's last conversation; applying it twice changes nothing more.
 * `null` for a program that the registry does not know.
 */
export function continuing(command: string): string | null {
  const cli = cliOf(command)
  if (!cli) return null
  const [binary = '', ...rest] = command.trim().split(/\s+/)
  const tail = command.trim().slice(binary.length)
  if (cli.id === 'codex') return rest[0] === 'resume' ? command : `${binary} resume --last${tail}`
  return rest.includes('--continue') || rest.includes('-c') ? command : `${binary} --continue${tail}`
}
