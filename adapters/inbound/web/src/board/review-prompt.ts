/** What a person says about a line of a branch. */
export interface LineComment {
  readonly path: string
  /** `old`: the line as it was, which the branch took away. */
  readonly side: 'old' | 'new'
  /** From 1. */
  readonly line: number
  /** What stands there. */
  readonly code: string
  readonly text: string
}

/** Lines of code that are quoted are cut there: the agent has the file. */
const QUOTE_MAX = 160

/** One comment a line: a new one takes the place of the old, an empty one takes it away. */
export function withComment(comments: ReadonlyArray<LineComment>, comment: LineComment): ReadonlyArray<LineComment> {
  const others = comments.filter((one) => !isSameLine(one, comment))
  return comment.text.trim() === '' ? others : [...others, { ...comment, text: comment.text.trim() }]
}

export const isSameLine = (
  one: Pick<LineComment, 'path' | 'side' | 'line'>,
  other: Pick<LineComment, 'path' | 'side' | 'line'>,
): boolean => one.path === other.path && one.side === other.side && one.line === other.line

/** All comments as one prompt, file by file and line by line. English: agents are told so everywhere. */
export function reviewPrompt(branch: string, comments: ReadonlyArray<LineComment>): string {
  const sorted = [...comments].sort((one, other) => one.path.localeCompare(other.path) || one.line - other.line)
  const parts = sorted.map(({ path, side, line, code, text }) => {
    const where = `${path}:${line}${side === 'old' ? ' (removed line)' : ''}`
    return `${where}\n> ${code.trim().slice(0, QUOTE_MAX)}\n${text}`
  })
  const head = `Review of ${branch}: please work through ${comments.length === 1 ? 'this comment' : `these ${comments.length} comments`}, commit, and say briefly what you did about each.`
  return [head, ...parts].join('\n\n')
}

const PASTE_BEGIN = '\u001b[200~'
const PASTE_END = '\u001b[201~'

/** A text as a terminal pastes it, with the line ends of a keyboard: programs that ask for it take them as text. */
export const bracketed = (text: string): string => `${PASTE_BEGIN}${text.replaceAll('\n', '\r')}${PASTE_END}`
