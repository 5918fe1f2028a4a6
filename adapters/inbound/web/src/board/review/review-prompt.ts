import { literalPrompt } from '../../../../../../domain/prompts/literal-text.js'

/** Comment on a line of a branch. */
export interface LineComment {
  readonly path: string
  /** `old`: a removed line, numbered on the old side. */
  readonly side: 'old' | 'new'
  /** Line number, from 1. */
  readonly line: number
  /** Text of the line. */
  readonly code: string
  readonly text: string
}

/** Maximum length of a quoted line. The agent can read the rest in the file. */
const QUOTE_MAX = 160

/** Adds a comment. A line has one comment: a new one replaces it, an empty one removes it. */
export function withComment(comments: ReadonlyArray<LineComment>, comment: LineComment): ReadonlyArray<LineComment> {
  const others = comments.filter((one) => !isSameLine(one, comment))
  return comment.text.trim() === '' ? others : [...others, { ...comment, text: comment.text.trim() }]
}

export const isSameLine = (
  one: Pick<LineComment, 'path' | 'side' | 'line'>,
  other: Pick<LineComment, 'path' | 'side' | 'line'>,
): boolean => one.path === other.path && one.side === other.side && one.line === other.line

/**
 * All comments as one prompt, sorted by file and line. Paths, lines and the name of the branch are texts of an agent, so nothing in it
 * is a command or a mention. Prompts for agents are always in English.
 */
export function reviewPrompt(branch: string, comments: ReadonlyArray<LineComment>): string {
  const sorted = [...comments].sort((one, other) => one.path.localeCompare(other.path) || one.line - other.line)
  const parts = sorted.map(({ path, side, line, code, text }) => {
    const where = `${path}:${line}${side === 'old' ? ' (removed line)' : ''}`
    return `${where}\n> ${code.trim().slice(0, QUOTE_MAX)}\n${text}`
  })
  const head = `Review of ${branch}: please work through ${comments.length === 1 ? 'this comment' : `these ${comments.length} comments`}, commit, and say briefly what you did about each.`
  return literalPrompt([head, ...parts].join('\n\n'))
}
