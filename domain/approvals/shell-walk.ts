import { isOpenCommand, programName, type ShellCommand } from './shell-command.js'

type Words = ReadonlyArray<string | null>

/** Programs that take words from what they read. */
const FROM_INPUT: ReadonlySet<string> = new Set(['parallel', 'rush', 'xargs'])

/** Builtins that change the folder. */
const MOVES: ReadonlySet<string> = new Set(['cd', 'chdir', 'pushd'])

const LOOP = /(?:^|[\s;&|(){}!])(?:while|until|for|foreach|select|repeat)\s/

/** Letters of options with which a program follows links below a folder, or reads names or its options from a file. */
const OPEN_LETTERS: Readonly<Record<string, string>> = {
  cp: 'L',
  curl: 'K',
  du: 'DL',
  egrep: 'R',
  fd: 'L',
  fgrep: 'R',
  find: 'L',
  grep: 'R',
  ls: 'L',
  rg: 'L',
  rsync: 'Lk',
  tar: 'Th',
  tree: 'l',
  wget: 'i',
  zgrep: 'R',
}

/** Long names of such options, and those of `find` that run a command in the folders below. A name may be abbreviated. */
const OPEN_OPTIONS: ReadonlyArray<string> = [
  ...['--config', '--copy-dirlinks', '--copy-links', '--copy-unsafe-links', '--dereference', '--dereference-args'],
  ...['--dereference-recursive', '--files-from', '--files0-from', '--follow', '--input-file', '--keep-dirlinks'],
  ...['--pathspec-from-file', '-execdir', '-files0-from', '-follow', '-okdir'],
]
/** Shortest abbreviation. Shorter ones are also those of other options. */
const MIN_OPTION = 7

/**
 * True when folders or files of a script are known only when it runs: a word that is expanded, words from input, a change of the
 * folder that cannot be followed, a program of `sed` or `awk` that may open files, an option that follows links below a folder.
 */
export function isUnfollowed(commands: ReadonlyArray<ShellCommand>, script: string): boolean {
  if (commands.some(isOpenCommand)) return true
  const all = commands.map(({ words }) => words)
  // A wrapper, or a modifier of a shell, runs the words behind it.
  const runs = all.flatMap((words) => words.map((_, at) => words.slice(at)))
  const moves = runs
    .filter(([name]) => name !== null && name !== undefined && MOVES.has(name))
    .map(([, ...rest]) => rest)
  if (moves.length > 0 && (LOOP.test(script) || /CDPATH|cdpath/.test(script))) return true
  // The environment can have `CDPATH`: a name without `.` or `/` in front may be elsewhere, and so is the folder above.
  if (moves.some(isByName) && all.some((words) => words.some(isAscent))) return true
  return moves.some((words) => targetOf(words) === null) || runs.some(isOpenProgram)
}

const isByName = (words: Words): boolean => !/^(?:\/|~|\.{1,2}(?:\/|$))/.test(targetOf(words) ?? '/')
const isAscent = (word: string | null): boolean => /(?:^|[^\w.])\.\.(?:$|[^\w.])/.test(word ?? '')

/** Folder that a change of the folder names; `null` for one that depends on what came before: none, `-`, `+1`, two words. */
function targetOf(words: Words): string | null {
  const at = words.findIndex((word) => word === null || !/^-[a-zA-Z@]+$/.test(word))
  const [target, more] = words.slice(at === -1 ? words.length : words[at] === '--' ? at + 1 : at)
  return target === null || target === undefined || more !== undefined || /^(?:[-+]|$)/.test(target) ? null : target
}

function isOpenProgram([name, ...args]: Words): boolean {
  if (name === null || name === undefined) return false
  const program = programName(name)
  if (FROM_INPUT.has(program)) return true
  const given = args.filter((word) => word !== null)
  if (/^g?sed$/.test(program)) return !scriptsOf(given, SED_SCRIPT).every(isPlainSed)
  if (/^[gmn]?awk$/.test(program)) return !scriptsOf(given, AWK_SCRIPT).every(isPlainAwk)
  const letters = Object.hasOwn(OPEN_LETTERS, program) ? OPEN_LETTERS[program] : undefined
  const isLetter = letters === undefined ? null : new RegExp(`^-[a-zA-Z]*[${letters}]`)
  const isOldTar = program === 'tar' && /^[a-zA-Z]*[Th]/.test(given[0] ?? '')
  return isOldTar || given.some((word) => isLetter?.test(word) === true || isOpenOption(word))
}

function isOpenOption(word: string): boolean {
  const [option = ''] = word.split('=')
  return OPEN_OPTIONS.some((one) => one === option || (option.length >= MIN_OPTION && one.startsWith(option)))
}

/** Options that take a script, and others of which none opens a file. */
interface ScriptOptions {
  readonly script: RegExp
  readonly harmless: RegExp
}

const SED_SCRIPT: ScriptOptions = {
  script: /^(?:-[nErsuz]*e|--expression=?)/,
  harmless: /^-(?:[nErsuzi]+|-quiet|-regexp-extended)$/,
}
const AWK_SCRIPT: ScriptOptions = { script: /^(?:-e|--source=?)/, harmless: /^-[Fv]/ }

/** Scripts in the arguments: `null` stands for an option that may read one from a file, or is not known. */
function scriptsOf(args: ReadonlyArray<string>, options: ScriptOptions): ReadonlyArray<string | null> {
  const scripts: Array<string | null> = []
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? ''
    const [option] = options.script.exec(word) ?? []
    if (option !== undefined) scripts.push(word === option ? (args[++at] ?? null) : word.slice(option.length))
    else if (!word.startsWith('-')) return scripts.length > 0 ? scripts : [word]
    else if (!options.harmless.test(word)) return [null]
    else if (/^-[Fv]$/.test(word)) at++
  }
  return scripts.length > 0 ? scripts : [null]
}

/** Longest script in UTF-16 code units that is read. */
const MAX_SCRIPT = 1_000

const SED_PLAIN = (() => {
  const matched = String.raw`(?:(?!\k<by>)[^\\\n[]|\\[^\n]|\[[^\]\\\n/|#,:@!_]*\])*`
  const replaced = String.raw`(?:(?!\k<by>)[^\\\n]|\\[^\n])*`
  const address = String.raw`(?:\d+|\$|/(?:[^/\\\n[]|\\[^\n]|\[[^\]\\\n/]*\])*/I?)`
  const command = String.raw`(?:[pdqDPNnhHgGx=l]|s(?<by>[/|#,:@!_])${matched}\k<by>${replaced}\k<by>[gpiI\d]*)`
  return new RegExp(String.raw`^\s*(?:${address}(?:,\+?${address})?\s*!?\s*)?${command}\s*$`)
})()

/** True for commands of sed that open no file and run nothing. */
function isPlainSed(script: string | null): boolean {
  if (script === null || script.length > MAX_SCRIPT) return false
  return SED_PLAIN.test(script) || (!/[\\/'"|]/.test(script) && script.split(';').every((one) => SED_PLAIN.test(one)))
}

/** True for a program of awk that opens no file and runs nothing; a comparison is with a number. */
function isPlainAwk(script: string | null): boolean {
  if (script === null || script.length > MAX_SCRIPT) return false
  const compared = script.replace(/>=?\s*-?\d+(?![\w.])|\|\|/g, ' ')
  return !/[>|@]|getline|system|ARGV|\bENVIRON\b|indirect/.test(compared) && !/\bprint[^;}\n]*>/.test(script)
}
