/** Arguments of a command line, unquoted, up to the first shell operator. */
export function argumentsOf(command: string): ReadonlyArray<string> {
  return shellArguments(command.trim().slice(programOf(command).length))
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

/** First word of a command line, up to white space or an operator. */
export const programOf = (command: string): string => /^[^\s;&|<>()]+/.exec(command.trim())?.[0] ?? ''

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
