import type { ExitCode, ExitName } from './exit-codes.js'

/** Kinds of values that completion reads from the hub. */
export type Completed = 'session' | 'card' | 'project' | 'approval' | 'profile' | 'file'

/** Argument of a command. */
export interface ArgumentDescription {
  readonly name: string
  readonly summary: string
  readonly isOptional?: true
  /** Takes all remaining words. */
  readonly isVariadic?: true
  readonly choices?: ReadonlyArray<string>
  readonly completes?: Completed
}

/** Option of a command. One without `value` is a switch. */
export interface OptionDescription {
  readonly summary: string
  readonly short?: string
  readonly value?: string
  readonly choices?: ReadonlyArray<string>
  /** Range of an integer value. */
  readonly integer?: { readonly min: number; readonly max: number }
  readonly completes?: Completed
}

/** Command as data. Parser, help, completion, man page and documentation are derived from it. */
export interface CommandDescription {
  /** Words of the command: `sessions ls`. */
  readonly path: string
  /** One line, without a full stop. */
  readonly summary: string
  /** Paragraphs of the help after the summary. */
  readonly details?: string
  readonly arguments?: ReadonlyArray<ArgumentDescription>
  /** Options by name, without `--`. */
  readonly options?: Readonly<Record<string, OptionDescription>>
  /** Exit codes beside those that every command has. */
  readonly exits?: ReadonlyArray<ExitName>
  /** Commands of a hub, here or elsewhere; the others work on this machine. */
  readonly isRemote: boolean
  /** Left out of help and documentation. */
  readonly isHidden?: true
}

/** Keeps the literal types of a description. */
export const command = <const D extends CommandDescription>(description: D): D => description

type Choice<T> = T extends { readonly choices: ReadonlyArray<infer C> } ? C : string

type ArgumentValue<A> = A extends { readonly isVariadic: true }
  ? ReadonlyArray<string>
  : A extends { readonly isOptional: true }
    ? Choice<A> | undefined
    : Choice<A>

type OptionValue<O> = O extends { readonly integer: object }
  ? number | undefined
  : O extends { readonly value: string }
    ? Choice<O> | undefined
    : boolean

type ListOf<D> = D extends { readonly arguments: infer List extends ReadonlyArray<ArgumentDescription> }
  ? List[number]
  : never

type TableOf<D> = D extends { readonly options: infer Table } ? Table : object

interface CommonValues {
  readonly json: boolean
  readonly quiet: boolean
}

/** Parsed command line of a command. */
export interface Call<D> {
  readonly args: { readonly [A in ListOf<D> as A['name']]: ArgumentValue<A> }
  readonly options: { readonly [Name in keyof TableOf<D>]: OptionValue<TableOf<D>[Name]> } & CommonValues
}

/** Parsed command line of any command. */
export interface AnyCall {
  readonly args: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>
}

/** Implementation of a command. */
export type Run<D, C> = (call: Call<D>, context: C) => Promise<ExitCode>

/** Options that every command has. */
export const COMMON_OPTIONS = {
  json: { summary: 'print the result as JSON' },
  quiet: { short: 'q', summary: 'print names or ids only, and nothing where there are none' },
} as const satisfies Readonly<Record<string, OptionDescription>>

/** Options of commands that call a hub. */
export const HUB_OPTIONS = {
  hub: { value: 'URL', summary: 'hub to call, in place of the one of this machine' },
  token: {
    value: 'TOKEN',
    summary: 'token to call it with; other users of the machine can read it while the command runs',
  },
  'token-file': { value: 'FILE', summary: 'file that contains the token; - is the standard input', completes: 'file' },
  profile: { value: 'NAME', summary: 'profile with the hub and its token', completes: 'profile' },
} as const satisfies Readonly<Record<string, OptionDescription>>

/** Options that may stand before the command as well. */
export const GLOBAL_OPTIONS: Readonly<Record<string, OptionDescription>> = { ...HUB_OPTIONS, ...COMMON_OPTIONS }

/** Exit codes that every command of a hub may end with. */
const HUB_EXITS: ReadonlyArray<ExitName> = ['failed', 'unreachable', 'forbidden', 'version']

/** Options of a command with those that it shares with others. */
export const optionsOf = ({
  options = {},
  isRemote,
}: CommandDescription): Readonly<Record<string, OptionDescription>> => ({
  ...options,
  ...(isRemote ? HUB_OPTIONS : {}),
  ...COMMON_OPTIONS,
})

/** Names of the exit codes of a command, in the order of the codes. */
export const exitsOf = ({ exits = [], isRemote }: CommandDescription): ReadonlyArray<ExitName> => [
  ...new Set<ExitName>(['ok', 'failed', 'usage', ...(isRemote ? HUB_EXITS : []), ...exits]),
]

/** Argument as in usage lines. */
export const synopsisOf = ({ name, isOptional, isVariadic }: ArgumentDescription): string => {
  const spelled = `${name}${isVariadic ? '...' : ''}`
  return isOptional ? `[${spelled}]` : `<${spelled}>`
}

/** Option as in usage lines. */
export const flagsOf = (name: string, { short, value }: OptionDescription): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`
