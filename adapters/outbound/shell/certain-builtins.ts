import { programName, SHELLS, unwrapped, type ShellCommand } from '../../../domain/approvals/shell-command.js'
import type { CertainWord } from './certain-words.js'

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Words that are syntax where a command begins, in bash 5.2, dash 0.5.12 or zsh 5.9. */
export const RESERVED = wordsOf(
  '! [[ ]] { } case coproc declare do done elif else end esac fi float for foreach function if in integer local nocorrect ' +
    'noglob readonly repeat select then time typeset until while always',
)

/** Builtins of bash 5.2, dash 0.5.12 and zsh 5.9 that take their words as text, and those that only start another command. */
const LITERAL = wordsOf(
  ': builtin cd chdir command dirs echo eval exec false kill popd pushd pwd true type umask whence where which',
)

/** Builtins that start the one in their words, with an option of theirs. */
const STARTING = wordsOf('builtin command exec -p -v --')

/** Further builtins of the three shells. They define commands, change how a shell reads, or evaluate their words. */
const EVALUATING = wordsOf(
  '- . [ alias autoload bg bind bindkey break bye caller compadd comparguments compcall compctl compdescribe compfiles compgen ' +
    'compgroups complete compopt compquote compset comptags comptry compvalues continue declare disable disown echotc echoti ' +
    'emulate enable exit export fc fg float functions getln getopts hash help history integer jobs let limit local log logout ' +
    'mapfile noglob nocorrect print printf private pushln r read readarray readonly rehash return sched set setopt shift shopt ' +
    'source suspend test times trap ttyctl typeset ulimit unalias unfunction unhash unlimit unset unsetopt vared wait zcompile ' +
    'zformat zle zmodload zparseopts zregexparse zstyle',
)

/** Word that is known only when the command runs, and one that can then be several words, in the text of a command. */
const [OPEN, SPLIT] = ['\u0001', '\u0002']

/** Forms of those builtins in which none of the three shells evaluates a word. A NUL is in front of each word but the first. */
const FORMS: ReadonlyArray<RegExp> = [
  /^(?:break|continue|exit|return|shift|wait|times|jobs|bg|fg)(?:\0\d+)?$/,
  /^set(?:\0[-+][efuxC]+|\0-[eux]*o\0pipefail)+$/,
  /^(?:\.|source)\0(?!\/(?:dev|proc)\/|-)[^\0-\u0002]+$/,
  /^export(?:\0[A-Za-z_]\w*(?:=[^\0-\u0002]*)?)+$/,
  /^unset(?:\0[A-Za-z_]\w*)+$/,
  /^read(?:\0-r)?(?:\0[A-Za-z_]\w*)*$/,
  /^printf\0(?!-)(?:[^%\0-\u0002]|%[%s])*(?:\0[^\0]*)*$/,
  /^(?:test|\[)(?:\0!)?\0-[bcdefghknprsuwxzLSOG]\0[^\0\u0002]*(?:\0\])?$/,
  /^(?:test|\[)\0[^\0\u0002]*\0!?=\0[^\0\u0002]*(?:\0\])?$/,
  /^(?:test|\[)\0-?\d+\0-(?:eq|ne|lt|le|gt|ge)\0-?\d+(?:\0\])?$/,
]

/** Programs that give a text in their words to a shell. */
const HANDING = wordsOf('flock parallel runuser script ssh su watch')

/** Variables from which shells take code, or that change how they read. */
const SPECIAL =
  /^(?:R?PROMPT\d?|R?PS\d|SPROMPT|PROMPT_COMMAND|BASH\w*|ENV|ZDOTDIR|(?:READ)?NULLCMD|MAIL\w*|FCEDIT|HIST\w*|hist\w*|IFS|POSIXLY_CORRECT|SHELLOPTS|WATCH\w*|watch|POSTEDIT|PERIOD|TMOUT|_|\w+_functions|[a-z]*aliases|(?:dis_)?(?:functions|builtins|reswords|patchars)\w*|commands|options|parameters|modules|nameddirs|prompt|psvar|widgets|keymaps)$/

/** True for a variable that means nothing to the shells themselves. */
export const isCertainName = (name: string): boolean => !SPECIAL.test(name)

/** True unless the command, or one that it starts, makes a shell evaluate a text that is not known. */
export function isCertainCommand(command: ShellCommand, given: ReadonlyArray<CertainWord>): boolean {
  if (!unwrapped(command).every(isCertainStart)) return false
  const start = command.words.findIndex((word) => word === null || !STARTING.has(word))
  const name = command.words[start]
  if (start > 0 && name?.startsWith('-') === true) return false
  if (name === 'eval') return !command.words.includes(null)
  if (typeof name !== 'string' || LITERAL.has(name) || !EVALUATING.has(name)) return true
  const said = given.slice(start).map(({ value, isSplit }) => value ?? (isSplit ? SPLIT : OPEN))
  const names = name === 'export' || name === 'read' ? said.slice(1) : []
  return (
    FORMS.some((form) => form.test(said.join('\0'))) && names.every((one) => isCertainName(one.replace(/=.*/s, '')))
  )
}

function isCertainStart(words: ReadonlyArray<string | null>): boolean {
  const [name, ...given] = words
  if (typeof name !== 'string') return true
  if (SHELLS.has(programName(name))) return readsKnownText(words)
  const text = programName(name) === 'env' ? /^-\w*S|^--split/ : HANDING.has(programName(name)) ? /\s/ : null
  return text === null || given.every((word) => word === null || !text.test(word))
}

/** A script as a text, or the name of a file; a shell without one reads what it is sent. */
const readsKnownText = ([, first, second]: ReadonlyArray<string | null>): boolean =>
  typeof first === 'string' &&
  (/^-[efilux]*c$/.test(first) ? typeof second === 'string' : /^(?![-+]|\/(?:dev|proc)\/)./.test(first))
