import { Command as Parser, CommanderError, InvalidArgumentError, Option, Argument } from 'commander'
import {
  GLOBAL_OPTIONS,
  exitsOf,
  flagsOf,
  optionsOf,
  synopsisOf,
  type AnyCall,
  type CommandDescription,
  type OptionDescription,
} from './description.js'
import { EXITS } from './exit-codes.js'

/** Result of reading a command line. */
export type Parsed =
  | { readonly _tag: 'Call'; readonly command: CommandDescription; readonly call: AnyCall }
  /** Help or version was asked for. */
  | { readonly _tag: 'Text'; readonly text: string }
  /** A command is missing; `text` lists them. */
  | { readonly _tag: 'Incomplete'; readonly text: string }
  | {
      readonly _tag: 'Invalid'
      readonly problem: string
      /** Options of the command, as in usage lines, when an unknown one was given; empty otherwise. */
      readonly options: ReadonlyArray<string>
      readonly help: string
    }

/** Commands of the program. */
export interface ProgramDescription {
  readonly summary: string
  readonly version: string
  readonly commands: ReadonlyArray<CommandDescription>
  /** Summaries of the groups: the first words of commands of two words. */
  readonly groups: Readonly<Record<string, string>>
}

/** Reads a command line; `args` without the interpreter and the script. */
export function parse(args: ReadonlyArray<string>, program: ProgramDescription): Parsed {
  const written: string[] = []
  const found: { parsed: Parsed | null } = { parsed: null }
  const root = rootOf(
    program,
    (text) => void written.push(text),
    (parsed) => void (found.parsed = parsed),
  )
  try {
    root.parse(spelledOut(args), { from: 'user' })
    return found.parsed ?? { _tag: 'Text', text: written.join('') }
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    const text = written.join('')
    if (thrown.exitCode === 0) return { _tag: 'Text', text }
    if (thrown.code === 'commander.help') return { _tag: 'Incomplete', text }
    const words = wordsOf(args, program)
    const command = program.commands.find(({ path }) => words === `penates ${path}`)
    return {
      _tag: 'Invalid',
      problem: thrown.message.replace(/^error: /, ''),
      options:
        thrown.code === 'commander.unknownOption' && command !== undefined
          ? Object.entries(optionsOf(command)).map(([name, described]) => flagsOf(name, described))
          : [],
      help: `${words} --help`,
    }
  }
}

/** Other spellings of `--version` and `--help`. */
function spelledOut([first, ...rest]: ReadonlyArray<string>): ReadonlyArray<string> {
  if (first === undefined) return []
  if (first === '-v' || first === 'version') return ['--version']
  return first === 'help' ? [...rest, '--help'] : [first, ...rest]
}

/** Longest path of the program that the command line begins with. */
function wordsOf([first, second]: ReadonlyArray<string>, { commands, groups }: ProgramDescription): string {
  const isCommand = (path: string): boolean => path in groups || commands.some((one) => one.path === path)
  if (first === undefined || !isCommand(first)) return 'penates'
  return second !== undefined && isCommand(`${first} ${second}`) ? `penates ${first} ${second}` : `penates ${first}`
}

type Found = (parsed: Parsed) => void

function rootOf(
  { summary, version, commands, groups }: ProgramDescription,
  write: (text: string) => void,
  found: Found,
): Parser {
  const root = plain(new Parser('penates'), write)
    .description(summary)
    .version(version, '--version', 'print the version')
  root.enablePositionalOptions().usage('<command>')
  for (const [name, option] of Object.entries(GLOBAL_OPTIONS)) root.addOption(hidden(optionOf(name, option)))
  const parents = new Map<string, Parser>()
  for (const command of commands) {
    const [first = '', second] = command.path.split(' ')
    if (second === undefined) addCommand(root, first, command, write, found)
    else {
      const known = parents.get(first)
      const parent =
        known ??
        plain(root.command(first), write)
          .summary(groups[first] ?? '')
          .description(groups[first] ?? '')
      parents.set(first, parent)
      addCommand(parent, second, command, write, found)
    }
  }
  return root
}

/** A parser that throws in place of ending the process, and writes to the given function. */
const plain = (parser: Parser, write: (text: string) => void): Parser =>
  parser
    .exitOverride()
    .helpCommand(false)
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => undefined })
    .configureHelp({ helpWidth: HELP_WIDTH })
    .helpOption('-h, --help', 'print this help')

const HELP_WIDTH = 96

function addCommand(
  parent: Parser,
  name: string,
  command: CommandDescription,
  write: (text: string) => void,
  found: Found,
): void {
  const { summary, details, arguments: list = [] } = command
  const parser = plain(parent.command(name, { hidden: command.isHidden === true }), write)
    .summary(summary)
    .description(details === undefined ? `${summary}.` : `${summary}.\n\n${details}`)
  for (const argument of list) {
    const described = new Argument(synopsisOf(argument), argument.summary)
    parser.addArgument(argument.choices === undefined ? described : described.choices(argument.choices))
  }
  for (const [option, described] of Object.entries(optionsOf(command))) parser.addOption(optionOf(option, described))
  parser.addHelpText(
    'after',
    `\nExit codes:\n${exitsOf(command)
      .map((exit) => `  ${String(EXITS[exit].code)}  ${EXITS[exit].meaning}\n`)
      .join('')}`.trimEnd(),
  )
  parser.action((...given: ReadonlyArray<unknown>) => {
    const args = Object.fromEntries(
      list.map(({ name: argument }, index) => [argument, given[index]]),
    ) as AnyCall['args']
    const { options, foreign } = mergedOptions(parser, command)
    found(
      foreign === null
        ? { _tag: 'Call', command, call: { args, options } }
        : {
            _tag: 'Invalid',
            problem: `--${foreign} does not apply to ${command.path}`,
            options: [],
            help: `penates ${command.path} --help`,
          },
    )
  })
}

const hidden = (option: Option): Option => option.hideHelp()

function optionOf(name: string, description: OptionDescription): Option {
  const { summary, choices, integer } = description
  const option = new Option(flagsOf(name, description), summary)
  if (choices !== undefined) option.choices(choices)
  if (integer !== undefined) option.argParser((text) => readInteger(text, integer))
  return option
}

function readInteger(text: string, { min, max }: { readonly min: number; readonly max: number }): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw new InvalidArgumentError(`Allowed are whole numbers from ${String(min)} to ${String(max)}.`)
}

/** Options given before and after the command; `foreign` is one that the command does not have. */
function mergedOptions(
  parser: Parser,
  command: CommandDescription,
): { readonly options: AnyCall['options']; readonly foreign: string | null } {
  const described = optionsOf(command)
  const ancestors = [parser.parent, parser.parent?.parent].flatMap((one) => one ?? [])
  const given = new Map(
    Object.keys(GLOBAL_OPTIONS).flatMap((name) => {
      const value: unknown = ancestors
        .map((one) => one.getOptionValue(camelCase(name)) as unknown)
        .find((one) => one !== undefined)
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
  const foreign = [...given.keys()].find((name) => !(name in described)) ?? null
  const options = Object.entries(described).map(([name, { value }]) => {
    const own: unknown = parser.getOptionValue(camelCase(name)) ?? given.get(name)
    return [name, value === undefined ? own === true : own]
  })
  return { options: Object.fromEntries(options) as AnyCall['options'], foreign }
}

/** Name under which the parser stores an option. */
const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
