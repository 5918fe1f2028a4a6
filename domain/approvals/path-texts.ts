/** Characters that separate a path from what is around it: `F=@../x`, `"../x"`, `a:../x`. */
const SEPARATORS = /[\s'"`=@:,;()<>|&#!^$+%\0]+/
/** Address of a file with a host, behind which the path begins. */
const FILE_HOST = /\bfile:\/\/[^/\s'"]*(?=\/)/gi
/** The root in a list: `/:/host`, `source=/,target=/x`. */
const ROOT = /(?:^|=)\/+[:,]/
/** Option of one letter with its value behind it, or of several. */
const LETTERS = /^-[a-zA-Z]/
/** Suffixes of options that are looked at. */
const MAX_LETTERS = 64

/**
 * Parts of a text that may be a path: the whole text, what stands between separators, and values of options (`--file=/x`, `-C..`,
 * `-I/x`), each also without percent-encoding.
 */
export function candidatesIn(text: string): ReadonlyArray<string> {
  const found: string[] = []
  const known = new Set<string>()
  /** A way up counts each time: `cd .. && cd ..`. */
  const add = (path: string): void => {
    if (path === '' || (known.has(path) && !path.includes('..'))) return
    known.add(path)
    found.push(path)
  }
  if (isName(text)) add(text)
  for (const one of new Set([text, decoded(text)])) {
    const value = one.indexOf('=') + 1
    if (value > 0 && isName(one)) add(one.slice(value))
    if (ROOT.test(one)) add('/')
    const parts = one.replace(FILE_HOST, ' ').split(SEPARATORS)
    // The text itself is one of its parts where nothing separates them.
    for (const part of parts.filter((part) => part !== text && isPathLike(part)))
      for (const path of [part, ...valuesIn(part)]) add(path)
    if (parts.length === 1) for (const path of valuesIn(one)) add(path)
  }
  return found
}

/** Longest path of a system, in UTF-16 code units at most. */
const MAX_PATH = 4_096

/** False for a text of several lines or one that is too long, which is a script or a document. */
const isName = (text: string): boolean => text.length <= MAX_PATH && !text.includes('\n')

/** Slashes alone are a sign in a text more often than a path, and so is `~5`. */
const isPathLike = (part: string): boolean => !/^\/*$/.test(part) && !/^~[^/]/.test(part)

function valuesIn(part: string): ReadonlyArray<string> {
  const attached = /(?:\.{1,2}|~)\/|\.\.$/.exec(part)?.index ?? 0
  const value = part.startsWith('-') ? part.search(/[/~.]/) : -1
  const letters = LETTERS.test(part) && part.length <= MAX_LETTERS ? part.slice(2) : ''
  return [
    ...(attached > 0 ? [part.slice(attached)] : []),
    ...(value > 0 ? [part.slice(value)] : []),
    ...Array.from(letters, (_, at) => letters.slice(at)),
  ]
}

/** The text without percent-encoding; signs that encode nothing stay. */
export const decoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })

/** Names that lead to guarded places. */
export interface GuardedNames {
  /** Absolute paths, as they are configured and without links. */
  readonly places: ReadonlyArray<string>
  /** Names that are guarded in any folder. */
  readonly folders: ReadonlyArray<string>
  /** Variables that hold the path of a place. */
  readonly variables: ReadonlyArray<string>
  /** Home folder of the agents. */
  readonly home: string
}

/** Test for texts that name a guarded place anywhere, in any spelling: its path, from the home folder, by a variable, by a name with a dot. */
export function namingOf({ places, folders, variables, home }: GuardedNames): (text: string) => boolean {
  const spelled = new Set([...folders, ...variables, ...places.flatMap((place) => spellingsOf(place, home))])
  const escaped = [...spelled].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  // File systems of macOS do not distinguish upper and lower case.
  const pattern = new RegExp(`(?:${escaped.join('|')})(?![\\w-])`, 'i')
  return (text) => [text, decoded(text)].some((one) => pattern.test(one.replace(/\/(?:\.?\/)+/g, '/')))
}

function spellingsOf(place: string, home: string): ReadonlyArray<string> {
  const parts = place.split('/')
  const name = parts.at(-1) ?? ''
  const below = place.startsWith(`${home}/`) ? place.slice(home.length + 1) : null
  return [
    // A path of one part, as `/data`, is also the middle of others. It is found as a path.
    ...(parts.length > 2 ? [place] : []),
    ...(name.startsWith('.') ? [name] : []),
    ...(below === null
      ? []
      : below.startsWith('.')
        ? [below]
        : ['~', '$HOME', '${HOME}'].map((one) => `${one}/${below}`)),
  ]
}
