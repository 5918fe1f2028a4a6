import * as E from 'fp-ts/lib/Either.js'
import { invalidSessionName, type InvalidSessionName } from '../sessions/errors.js'
import { parseSessionName, SESSION_NAME_MAX_LENGTH, type SessionName } from '../sessions/session-name.js'
import type { CardId } from './card.js'
import type { BranchName } from '../repo/refs.js'

/** Maximum slug length; with the id suffix and the longest prefix it still fits a session name. */
const SLUG_MAX_LENGTH = 48
const ID_TAIL_LENGTH = 6
const IMPLEMENT = 'impl-'
const IDEAS = 'ideas-'
const IDEAS_SLUG_LENGTH = 40

/**
 * Reduces text to lower-case letters, digits, `_` and `-`, which are valid in branches, folders and session names; `''`
 * when nothing is left.
 */
export const toSlug = (text: string, maxLength = SLUG_MAX_LENGTH): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+/, '')
    .slice(0, maxLength)
    .replace(/-+$/, '')

/** Slug in the names of a card's session, branch and worktree. The id makes it unique for any title. */
export function slugOf(title: string, id: CardId, prefix: string): string {
  const room = SESSION_NAME_MAX_LENGTH - prefix.length - IMPLEMENT.length - ID_TAIL_LENGTH - 1
  return `${toSlug(title, Math.max(1, Math.min(SLUG_MAX_LENGTH, room))) || 'idea'}-${id.slice(0, ID_TAIL_LENGTH)}`
}

export const brainstormSession = (prefix: string, slug: string): E.Either<InvalidSessionName, SessionName> =>
  parseSessionName(`${prefix}${slug}`)

export const implementSession = (prefix: string, slug: string): E.Either<InvalidSessionName, SessionName> =>
  parseSessionName(`${prefix}${IMPLEMENT}${slug}`)

/** Session name for collecting ideas; constant for a project. */
export function ideasSession(
  prefix: string,
  project: { readonly id: string; readonly displayName: string },
): E.Either<InvalidSessionName, SessionName> {
  const words = toSlug(project.displayName, IDEAS_SLUG_LENGTH) || toSlug(project.id, IDEAS_SLUG_LENGTH) || 'x'
  return E.mapLeft(() => invalidSessionName(project.displayName))(parseSessionName(`${prefix}${IDEAS}${words}`))
}

export const ideaBranch = (slug: string): BranchName => `idea/${slug}`

/** A file name has at most 255 bytes, and git appends `.lock`. */
const BRANCH_MAX_LENGTH = 250

/**
 * True when git accepts the text as a branch name and cannot read it as an option. git-check-ref-format(1), `--branch`.
 */
export const isBranchName = (text: string): text is BranchName =>
  text.length <= BRANCH_MAX_LENGTH &&
  text !== '' &&
  text !== '@' &&
  text !== 'HEAD' &&
  !text.startsWith('-') &&
  !text.endsWith('.') &&
  !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\//.test(text) &&
  text.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
