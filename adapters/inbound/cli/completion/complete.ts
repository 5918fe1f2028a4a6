import {
  GLOBAL_OPTIONS,
  optionsOf,
  type CommandDescription,
  type Completed,
  type OptionDescription,
} from '../description.js'

/** Candidate with a summary; `''` without one. */
export interface Candidate {
  readonly value: string
  readonly summary: string
}

/** Candidates for a word: listed here, or to be read from elsewhere. */
export type Completion =
  | { readonly _tag: 'Candidates'; readonly candidates: ReadonlyArray<Candidate> }
  | { readonly _tag: 'Values'; readonly kind: Completed }

/** Commands and groups of the program. */
export interface CompletedProgram {
  readonly commands: ReadonlyArray<CommandDescription>
  readonly groups: Readonly<Record<string, string>>
}

const NONE: Completion = { _tag: 'Candidates', candidates: [] }

/** Candidates for the last of the words, which may be empty. `words` are those after the name of the program. */
export function complete(words: ReadonlyArray<string>, program: CompletedProgram): Completion {
  const before = afterGlobalOptions(words.slice(0, -1))
  const word = words.at(-1) ?? ''
  const command = commandOf(before, program)
  if (command === undefined) return startingWith(word, names(before, program))
  const given = before.slice(command.path.split(' ').length)
  const options = optionsOf(command)
  const pending = optionOf(options, given.at(-1))
  if (pending?.value !== undefined) return valuesOf(word, pending)
  if (word.startsWith('-') && !given.includes('--')) {
    return startingWith(
      word,
      Object.entries(options).map(([name, { summary }]) => ({ value: `--${name}`, summary })),
    )
  }
  const list = command.arguments ?? []
  const position = positionals(given, options)
  const argument = list[position] ?? (list.at(-1)?.isVariadic ? list.at(-1) : undefined)
  return argument === undefined ? NONE : valuesOf(word, argument)
}

/** The words from the command on. */
function afterGlobalOptions(words: ReadonlyArray<string>): ReadonlyArray<string> {
  const [first] = words
  if (first === undefined || !first.startsWith('-')) return words
  return afterGlobalOptions(words.slice(optionOf(GLOBAL_OPTIONS, first)?.value === undefined ? 1 : 2))
}

const commandOf = (words: ReadonlyArray<string>, { commands }: CompletedProgram): CommandDescription | undefined =>
  commands.find(({ path }) => path === words[0] || path === words.slice(0, 2).join(' '))

/** First words of commands, or the second words of a group. */
function names(
  [first, ...others]: ReadonlyArray<string>,
  { commands, groups }: CompletedProgram,
): ReadonlyArray<Candidate> {
  if (first === undefined) {
    const single = commands
      .filter(({ path }) => !path.includes(' '))
      .map(({ path, summary }) => ({ value: path, summary }))
    return [...single, ...Object.entries(groups).map(([value, summary]) => ({ value, summary }))]
  }
  if (others.length > 0) return []
  return commands
    .filter(({ path }) => path.startsWith(`${first} `))
    .map(({ path, summary }) => ({ value: path.slice(first.length + 1), summary }))
}

const startingWith = (word: string, candidates: ReadonlyArray<Candidate>): Completion => ({
  _tag: 'Candidates',
  candidates: candidates.filter(({ value }) => value.startsWith(word)),
})

function valuesOf(
  word: string,
  { choices, completes }: { readonly choices?: ReadonlyArray<string>; readonly completes?: Completed },
): Completion {
  if (choices !== undefined)
    return startingWith(
      word,
      choices.map((value) => ({ value, summary: '' })),
    )
  return completes === undefined ? NONE : { _tag: 'Values', kind: completes }
}

/** The option that a word names. */
function optionOf(options: Readonly<Record<string, OptionDescription>>, word = ''): OptionDescription | undefined {
  if (word.startsWith('--')) return Object.hasOwn(options, word.slice(2)) ? options[word.slice(2)] : undefined
  return Object.values(options).find(({ short }) => short !== undefined && word === `-${short}`)
}

/** Number of words that are neither options nor their values. */
function positionals(given: ReadonlyArray<string>, options: Readonly<Record<string, OptionDescription>>): number {
  const isValue = (index: number): boolean => optionOf(options, given[index - 1])?.value !== undefined
  return given.filter((word, index) => !word.startsWith('-') && !isValue(index)).length
}
