import { programName, SHELLS, unwrapped, type ShellCommand } from '../../../domain/approvals/shell-command.js'

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

/** Forms of those builtins whose words none of the three shells evaluates. */
const FORMS: ReadonlyArray<RegExp> = [
  /^(?:break|continue|exit|return|shift|wait|times|jobs|bg|fg)(?:\0\d+)?$/,
  /^set(?:\0[-+][efuxC]+|\0-[eux]*o\0pipefail)+$/,
  /^(?:\.|source)\0(?!\/(?:dev|proc)\/|-)[^\0]+$/,
  /^export(?:\0[A-Za-z_]\w*(?:=[^\0]*)?)+$/,
  /^unset(?:\0[A-Za-z_]\w*)+$/,
  /^read(?:\0-r)?(?:\0[A-Za-z_]\w*)*$/,
  /^printf\0(?!-)(?:[^%\0]|%[%s])*(?:\0[^\0]*)*$/,
  /^(?:test|\[)(?:\0(?!-(?:eq|ne|lt|le|gt|ge|v|R|t|o|a)(?:\0|$))[^\0]*)*$/,
  /^(?:test|\[)\0-?\d+\0-(?:eq|ne|lt|le|gt|ge)\0-?\d+(?:\0\])?$/,
]

/** Variables from which shells take code, or that change how they read. */
const SPECIAL =
  /^(?:R?PROMPT\d?|R?PS\d|SPROMPT|PROMPT_COMMAND|BASH\w*|ENV|ZDOTDIR|(?:READ)?NULLCMD|MAIL\w*|FCEDIT|HIST\w*|hist\w*|IFS|POSIXLY_CORRECT|SHELLOPTS|WATCH\w*|watch|POSTEDIT|PERIOD|TMOUT|_|\w+_functions|[a-z]*aliases|(?:dis_)?(?:functions|builtins|reswords|patchars)\w*|commands|options|parameters|modules|nameddirs|prompt|psvar|widgets|keymaps)$/

/** True for a variable that means nothing to the shells themselves. */
export const isCertainName = (name: string): boolean => !SPECIAL.test(name)

/** True unless the command, or one that it starts, makes a shell evaluate a text that is not known. */
export function isCertainCommand(command: ShellCommand): boolean {
  const shells = unwrapped(command).filter(([name]) => typeof name === 'string' && SHELLS.has(programName(name)))
  const start = command.words.findIndex((word) => word === null || !STARTING.has(word))
  const [name, ...given] = start === -1 ? [] : command.words.slice(start)
  if (!shells.every(readsKnownText) || (start > 0 && name?.startsWith('-') === true)) return false
  if (name === 'eval') return !given.includes(null)
  return typeof name !== 'string' || LITERAL.has(name) || !EVALUATING.has(name) || isKnownForm([name, ...given])
}

/** A word that is expanded counts as one that no form takes, except where any text would do. */
function isKnownForm(words: ReadonlyArray<string | null>): boolean {
  const said = words.map((word) => word ?? '\u0001').join('\0')
  const names = said.startsWith('export') ? said.split('\0').slice(1) : []
  return FORMS.some((form) => form.test(said)) && names.every((one) => isCertainName(one.replace(/=.*/s, '')))
}

/** A script as a text, or the name of a file; a shell without one reads what it is sent. */
const readsKnownText = ([, first, second]: ReadonlyArray<string | null>): boolean =>
  typeof first === 'string' &&
  (/^-[efilux]*c$/.test(first) ? typeof second === 'string' : /^(?![-+]|\/(?:dev|proc)\/)./.test(first))
