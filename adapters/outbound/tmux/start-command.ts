import { shellWord } from '../../../domain/agents/command-line.js'
import { commandOfAccount } from './account-args.js'

const C_ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  s: ' ',
  t: '\t',
  v: '\v',
}

/**
 * The command line out of `pane_start_command`, which tmux prints as it would have to be typed to tmux: quoted and
 * with escapes. One word is what went to the shell; several went to no shell, so each is quoted for one. `null` for
 * the plain shell. What runs as another account comes out as it was given. tmux 3.5a, `args_escape` in arguments.c.
 */
export function readStartCommand(printed: string): string | null {
  const args = tmuxArgs(printed)
  const [only] = args
  if (only === undefined) return null
  const given = commandOfAccount(args)
  if (given !== null) return given === '' ? null : given
  return args.length === 1 ? only : args.map(shellWord).join(' ')
}

const TOKEN = /\\([0-3][0-7]{2}|[^])|(["'])|( )|([^\\"' ]+)/g

function tmuxArgs(printed: string): ReadonlyArray<string> {
  const args: string[] = []
  let word: string | null = null
  let quote: string | null = null
  for (const [token, escaped, mark] of printed.matchAll(TOKEN)) {
    if (token === ' ' && quote === null) {
      if (word !== null) args.push(word)
      word = null
    } else if (mark !== undefined && (quote === null || quote === mark)) {
      quote = quote === null ? mark : null
      word ??= ''
    } else word = (word ?? '') + (escaped === undefined ? token : unescape(escaped))
  }
  return word === null ? args : [...args, word]
}

const unescape = (escaped: string): string =>
  escaped.length > 1 ? String.fromCharCode(Number.parseInt(escaped, 8)) : (C_ESCAPES[escaped] ?? escaped)
