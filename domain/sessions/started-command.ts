import { cliOf, type Cli } from './cli-registry.js'

/**
 * Flags that the hub adds to a command line when it starts the program. `args` are the arguments that the command line
 * has already, unquoted, up to the first shell operator. An explicit flag there is the caller's choice and wins.
 */
export type StartFlags = (cli: Cli, args: ReadonlyArray<string>) => ReadonlyArray<string>

/**
 * The command line that is started for a stored one. The flags stand behind the program, each quoted for the shell;
 * everything else stays as it is. A program that the registry does not know is started unchanged.
 */
export function startedCommand(command: string, flags: ReadonlyArray<StartFlags>): string {
  const line = command.trim()
  const program = PROGRAM.exec(line)?.[0] ?? ''
  const cli = cliOf(program)
  if (cli === undefined) return command
  const rest = line.slice(program.length)
  const args = shellArguments(rest)
  const added = flags.flatMap((flagsFor) => flagsFor(cli, args))
  return added.length === 0 ? command : [program, ...added.map(shellWord)].join(' ') + rest
}

/**
 * The stored command line of one that was started: without the settings that the hub put behind the program. Any other
 * command line comes back unchanged.
 */
export function storedCommand(started: string): string {
  const match = STARTED_SETTINGS.exec(started)
  const [whole = '', program = '', settings = ''] = match ?? []
  return settings.startsWith('{"disableAllHooks":false,') ? program + started.slice(whole.length) : started
}

/** Program, ` --settings` and one word in single quotes, in which a quote is written `'\\''`. */
const STARTED_SETTINGS = /^([^\s;&|<>()]+) --settings '((?:[^']|'\\'')*)'/

/** Arguments of a command line, unquoted, up to the first shell operator. */
export function argumentsOf(command: string): ReadonlyArray<string> {
  const line = command.trim()
  return shellArguments(line.slice(PROGRAM.exec(line)?.[0].length ?? 0))
}

/** True when the arguments name this long flag: `--name value` or `--name=value`; not behind `--`. */
export function hasFlag(args: ReadonlyArray<string>, flag: string): boolean {
  return beforeEnd(args).some((arg) => arg === flag || arg.startsWith(`${flag}=`))
}

/** Value of a long flag, of several the last one; `undefined` without one. */
export function valueOfFlag(args: ReadonlyArray<string>, flag: string): string | undefined {
  const flags = beforeEnd(args)
  const at = flags.findLastIndex((arg) => arg === flag || arg.startsWith(`${flag}=`))
  const found = flags[at]
  return found === flag ? flags[at + 1] : found?.slice(flag.length + 1)
}

function beforeEnd(args: ReadonlyArray<string>): ReadonlyArray<string> {
  const end = args.indexOf('--')
  return end === -1 ? args : args.slice(0, end)
}

/** One word for a POSIX shell; plain words stay unquoted. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** The first word: it ends at white space or at an operator. */
const PROGRAM = /^[^\s;&|<>()]+/

const OPERATOR = /[;&|<>()\n]/

/** Splits arguments as a POSIX shell does, without expanding anything; ends at the first unquoted operator. */
export function shellArguments(text: string): ReadonlyArray<string> {
  const args: string[] = []
  let word: string | null = null
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    if (quote !== '') {
      if (char === quote) quote = ''
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(text.charAt(at + 1)))
        word = (word ?? '') + text.charAt((at += 1))
      else word = (word ?? '') + char
    } else if (char === "'" || char === '"') {
      quote = char
      word ??= ''
    } else if (char === '\\') {
      word = (word ?? '') + text.charAt((at += 1))
    } else if (OPERATOR.test(char)) {
      break
    } else if (/\s/.test(char)) {
      if (word !== null) args.push(word)
      word = null
    } else {
      word = (word ?? '') + char
    }
  }
  return word === null ? args : [...args, word]
}
