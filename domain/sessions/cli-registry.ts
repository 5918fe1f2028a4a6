/** Degree to which a variant lets the CLI act without asking. */
export type CliTier = 'safe' | 'auto' | 'danger'

export interface CliVariant {
  readonly label: string
  readonly command: string
  readonly tier: CliTier
}

export interface Cli {
  readonly id: 'claude' | 'codex' | 'antigravity' | 'opencode'
  readonly label: string
  /** Program name without a path. */
  readonly binary: string
  /** CSS hex. */
  readonly colour: string
  readonly variants: readonly [CliVariant, ...CliVariant[]]
}

/** Coding CLIs in the order of the picker. A restore continues their conversations. */
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

/** CLI that a command line starts, by its first word without a path; `undefined` for any other program. */
export function cliOf(command: string): Cli | undefined {
  const binary = command.trim().split(/\s+/, 1)[0]?.split('/').at(-1)
  return CLIS.find((cli) => cli.binary === binary)
}

/** Preselected variant of the picker: the `auto` tier, else the first. */
export const defaultVariant = (cli: Cli): CliVariant =>
  cli.variants.find((variant) => variant.tier === 'auto') ?? cli.variants[0]

/**
 * Command line that continues the folder's last conversation; idempotent. Returns `null` for a program that is not in
 * the registry.
 */
export function continuing(command: string): string | null {
  const cli = cliOf(command)
  if (!cli) return null
  const [binary = '', ...rest] = command.trim().split(/\s+/)
  const tail = command.trim().slice(binary.length)
  if (cli.id === 'codex') return rest[0] === 'resume' ? command : `${binary} resume --last${tail}`
  return rest.includes('--continue') || rest.includes('-c') ? command : `${binary} --continue${tail}`
}
