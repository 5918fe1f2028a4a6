import type { Context } from './context.js'
import {
  COMMON_OPTIONS,
  flagsOf,
  HUB_OPTIONS,
  synopsisOf,
  type CommandDescription,
  type OptionDescription,
  type Run,
} from './description.js'
import type { MAN } from './descriptions/machine.js'
import { EXITS } from './exit-codes.js'

/** `penates man`. */
export const printManual: Run<typeof MAN, Context> = (_, { print, version, commands, groups }) => {
  const page = manualPage(version, commands, groups)
  return Promise.resolve(print({ json: { page }, text: page }))
}

/** Text for roff: backslashes and hyphens are escaped, and no line begins with a control character. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .split('\n')
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n')

/** Manual page in the man macros. */
function manualPage(version: string, all: Context['commands'], groups: Context['groups']): string {
  const commands = all.filter(({ isHidden }) => !isHidden)
  return [
    `.TH PENATES 1 "" "penates ${version}" "User Commands"`,
    '.SH NAME',
    'penates \\- the hub for coding agents on your own machine',
    '.SH SYNOPSIS',
    '.B penates',
    '.I command',
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH OPTIONS OF ALL COMMANDS',
    ...optionLines(COMMON_OPTIONS),
    '.SH OPTIONS OF COMMANDS OF A HUB',
    `.PP\n${roff(`${Object.keys(groups).slice(0, 4).join(', ')} and the other commands that call a hub have these options:`)}`,
    ...optionLines(HUB_OPTIONS),
    '.SH EXIT STATUS',
    ...Object.values(EXITS).flatMap(({ code, meaning }) => ['.TP', String(code), roff(`${meaning}.`)]),
    '',
  ].join('\n')
}

const commandLines = ({
  path,
  summary,
  details,
  arguments: list = [],
  options = {},
}: CommandDescription): ReadonlyArray<string> => [
  `.SS ${roff(['penates', path, ...list.map(synopsisOf)].join(' '))}`,
  roff(`${summary}.`),
  ...(details === undefined ? [] : ['.PP', '.nf', roff(details), '.fi']),
  ...list.flatMap(({ name, summary: text }) => ['.TP', `.I ${roff(name)}`, roff(text)]),
  ...optionLines(options),
]

const optionLines = (options: Readonly<Record<string, OptionDescription>>): ReadonlyArray<string> =>
  Object.entries(options).flatMap(([name, option]) => [
    '.TP',
    `.B ${roff(flagsOf(name, option))}`,
    roff(withChoices(option)),
  ])

const withChoices = ({ summary, choices }: OptionDescription): string =>
  choices === undefined ? summary : `${summary}: ${choices.join(', ')}`
