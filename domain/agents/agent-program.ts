import type { AgentId } from './agent-id.js'
import type { AgentConversation } from './agent-conversation.js'
import { argumentsOf, programOf, shellWord } from './command-line.js'

/** Degree to which a variant lets the CLI act without asking. */
export type CliTier = 'safe' | 'auto' | 'danger'

/**
 * Calls of a variant about which a person can be asked in the hub. `asked`: those that the CLI asks about itself. `classified`: a
 * classifier of the CLI decides. `bypassed`: the CLI asks about none, and reports its bypassed permissions. `answered`: the CLI answers
 * its own questions.
 */
export type VariantQuestions = 'asked' | 'classified' | 'bypassed' | 'answered'

/** Command line that the picker offers. */
export interface CliVariant {
  /** Name for people. */
  readonly label: string
  /** Command line. */
  readonly command: string
  /** Degree to which the CLI acts without asking. */
  readonly tier: CliTier
  /** `asked` where it is not given. */
  readonly questions?: VariantQuestions
}

/** Models of a CLI on its command line. */
export interface CliModels {
  /** Option in front of the name. */
  readonly flag: string
  /** Names to suggest; the CLI may accept others. */
  readonly names: ReadonlyArray<string>
}

/** Part of a logo in a box of 16 by 16: data of an SVG path, drawn as a line unless it is filled. */
export interface MarkPath {
  /** Data of an SVG path. */
  readonly path: string
  /** True for an area. */
  readonly isFilled?: boolean
}

/** Coding CLI as a program: its look, its command lines and its updates. */
export interface AgentProgram {
  readonly id: AgentId
  /** Id in the answers of the hub, part of the contract: `claude` for `claude-code`. */
  readonly cliId: string
  /** Short name for people. */
  readonly label: string
  /** Name of the product. */
  readonly name: string
  /** Program name without a path; with its command where a program has others: `penates acp`. Its process is named `penates-acp`. */
  readonly binary: string
  /** Program that must be installed, where that is another one. */
  readonly requires?: string
  /** CSS hex. */
  readonly colour: string
  /** Logo. */
  readonly mark: ReadonlyArray<MarkPath>
  /** Command lines that the picker offers. */
  readonly variants: readonly [CliVariant, ...CliVariant[]]
  /** Selection of a model at the start; `null` for a CLI that takes none on its command line. */
  readonly models: CliModels | null
  /**
   * Text in front of the first prompt on the command line: an option with a space, or empty; `null` for a CLI that reads the variable of
   * the environment.
   */
  readonly promptPrefix: string | null
  /** Text in the form in which the CLI takes it as a prompt: not as a command of the shell, and sent by one Enter. */
  readonly promptInput: (text: string) => string
  /** Arguments to put behind the program so that it continues the folder's last conversation; none if it does already. */
  readonly continuing: (args: ReadonlyArray<string>) => ReadonlyArray<string>
  /**
   * Text behind the program that resumes the conversation of this id, from the text in its place up to the first quote or
   * operator; `null` for a CLI that takes no id.
   */
  readonly resuming: ((plain: string, conversation: string) => string) | null
  /** Variables of the environment of every session, since a person may start the program in the shell of any. */
  readonly environment?: Readonly<Record<string, string>>
  /** Flags that every start gets; none where the arguments are explicit. */
  readonly startFlags: (args: ReadonlyArray<string>) => ReadonlyArray<string>
  /** Permission mode that a start with these arguments promises; `null` where it promises none. */
  readonly permissionMode: (args: ReadonlyArray<string>) => string | null
  /** Command line without the flags of strict sessions; `null` for a CLI that takes none. */
  readonly withoutGate: ((started: string) => string) | null
  /** Published versions and the command of an update. */
  readonly update: AgentUpdate
}

/** Published versions of a CLI. */
export interface AgentUpdate {
  /** npm package of its published versions; `null` when there is none. */
  readonly npmPackage: string | null
  /** Fixed command without single quotes; `null` when the hub must not update it. */
  readonly command: string | null
}

/** Coding CLIs in the order of the picker. The first is started where a request names none. */
export type AgentPrograms = readonly [AgentProgram, ...AgentProgram[]]

/** CLI that a command line starts, by its first words without a path; `undefined` for any other program. */
export function cliOf<Program extends { readonly binary: string }>(
  agents: ReadonlyArray<Program>,
  command: string,
): Program | undefined {
  const [first = '', second = ''] = command.trim().split(/\s+/, 2)
  const program = first.split('/').at(-1) ?? ''
  const names = [program, `${program} ${second}`, program.replace('-', ' ')]
  return agents.find(({ binary }) => names.includes(binary))
}

/** Words of a command line that name its CLI. */
const LEAD = /^[^\s;&|<>()]+(?:[ \t]+[^\s;&|<>()]+)?/

/** CLI of a command line, and the words of it that name it. */
function cliWithName<Agent extends AgentProgram>(
  agents: ReadonlyArray<Agent>,
  command: string,
): { readonly agent: Agent; readonly name: string } | undefined {
  const [lead = ''] = LEAD.exec(command.trim()) ?? []
  const agent = cliOf(agents, lead)
  return agent && { agent, name: agent.binary.includes(' ') ? lead : programOf(lead) }
}

/** First answer that a CLI gives; `null` when none gives one. */
export function firstAnswer<Agent, A>(agents: ReadonlyArray<Agent>, ask: (agent: Agent) => A | null): A | null {
  for (const agent of agents) {
    const answer = ask(agent)
    if (answer !== null) return answer
  }
  return null
}

/** Coding CLI as the picker offers it. */
export interface OfferedProgram extends Omit<AgentProgram, 'variants'> {
  readonly variants: ReadonlyArray<OfferedVariant>
  /** True for a CLI that reports its calls. */
  readonly isReporting: boolean
  /** True for a CLI whose conversations are read. */
  readonly hasConversations: boolean
}

/** Program with the parts that the offer depends on; `null` for a part that it does not have. */
interface ProgramWithParts extends AgentProgram {
  readonly hooks: object | null
  readonly transcripts: object | null
}

export interface OfferedVariant extends CliVariant {
  readonly questions: VariantQuestions
  /** Preselected: the `auto` tier, else the first. */
  readonly isDefault: boolean
  /** Command line that the hub starts for `command`. */
  readonly startsAs: string
}

export const offeredPrograms = (
  agents: readonly [ProgramWithParts, ...ProgramWithParts[]],
): ReadonlyArray<OfferedProgram> =>
  agents.map((agent) => {
    const preselected = agent.variants.find(({ tier }) => tier === 'auto') ?? agent.variants[0]
    const variants = agent.variants.map((variant) => ({
      ...variant,
      questions: variant.questions ?? 'asked',
      isDefault: variant === preselected,
      startsAs: startedCommand(agents, variant.command),
    }))
    return { ...agent, variants, isReporting: agent.hooks !== null, hasConversations: agent.transcripts !== null }
  })

/** Variables that the CLIs need in every session. */
export const sessionVariables = (agents: AgentPrograms): Readonly<Record<string, string>> =>
  Object.assign({}, ...agents.map(({ environment }) => environment)) as Readonly<Record<string, string>>

/** Command line of an agent that a person talks to. */
export const attendedCommand = ([first]: AgentPrograms): string => first.variants[0].command

/** Command line of an agent that works without a person. */
export const unattendedCommand = ([first]: AgentPrograms): string =>
  (first.variants.find(({ tier }) => tier === 'danger') ?? first.variants[0]).command

/** Command line that continues the folder's last conversation; idempotent. Returns `null` for another program. */
export function continuing(agents: AgentPrograms, command: string): string | null {
  const cli = cliOf(agents, command)
  if (cli === undefined) return null
  const [binary = '', ...args] = command.trim().split(/\s+/)
  const added = cli.continuing(args)
  return added.length === 0 ? command : [binary, ...added].join(' ') + command.trim().slice(binary.length)
}

/** Command line that resumes this conversation; `null` for another program, and for a CLI that takes no id. */
export function resuming(agents: AgentPrograms, command: string, { agent, id }: AgentConversation): string | null {
  const found = cliWithName(agents, command)
  if (found?.agent.id !== agent || found.agent.resuming === null) return null
  const { name } = found
  const rest = command.trim().slice(name.length)
  const [plain] = /^[^'"\\;&|<>()\n]*/.exec(rest) ?? ['']
  return name + found.agent.resuming(plain, id) + rest.slice(plain.length)
}

/** Permission mode that a command line is started in; `null` where it promises none. */
export const permissionModeOf = (agents: AgentPrograms, command: string): string | null =>
  cliOf(agents, command)?.permissionMode(argumentsOf(command)) ?? null

/**
 * Flags that the hub adds to a command line when it starts the program. `args` are the arguments that the command line
 * has already, unquoted, up to the first shell operator. An explicit flag there is the caller's choice and wins.
 */
export type StartFlags<Agent = AgentProgram> = (agent: Agent, args: ReadonlyArray<string>) => ReadonlyArray<string>

/**
 * Command line that is started for a stored one. The flags stand behind the program, each quoted for the shell;
 * everything else stays as it is. Another program is started unchanged.
 */
export function startedCommand<Agent extends AgentProgram>(
  agents: ReadonlyArray<Agent>,
  command: string,
  guards: ReadonlyArray<StartFlags<Agent>> = [],
): string {
  const found = cliWithName(agents, command)
  if (found === undefined) return command
  const { agent, name } = found
  const args = argumentsOf(command)
  const added = [...guards.flatMap((flagsFor) => flagsFor(agent, args)), ...agent.startFlags(args)]
  if (added.length === 0) return command
  return [name, ...added.map(shellWord)].join(' ') + command.trim().slice(name.length)
}

/** Command line whose program `penates` is the one of this hub, by these words; unchanged without them and for another program. */
export const withOwnProgram = (command: string, own: ReadonlyArray<string> | null): string =>
  own === null ? command : command.replace(/^\s*penates(?=\s|$)/, () => own.map(shellWord).join(' '))

/** Variable of the environment that holds the first prompt. */
export const PROMPT_VARIABLE = 'PENATES_PRIME_PROMPT'

/** Start of an agent with a first prompt. */
export interface PromptedStart {
  readonly command: string
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Command line and environment that give an agent its first prompt. The prompt is a value of the environment, which the
 * shell makes one argument of. A space in front keeps one that begins with a dash from being read as an option.
 */
export const promptedStart = (
  { promptPrefix, promptInput }: Pick<AgentProgram, 'promptPrefix' | 'promptInput'>,
  command: string,
  prompt: string,
): PromptedStart => ({
  command: promptPrefix === null ? command : `${command} ${promptPrefix}"$${PROMPT_VARIABLE}"`,
  environment: { [PROMPT_VARIABLE]: promptInput(prompt).replace(/^-/, ' -') },
})

/** Stored command line of a started one: without settings of the gate. */
export const storedCommand = (agents: AgentPrograms, started: string): string =>
  cliOf(agents, started)?.withoutGate?.(started) ?? started
