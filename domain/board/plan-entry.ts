import * as E from 'fp-ts/lib/Either.js'
import { appendItem } from '../projects/plan-edit.js'
import { escapeBraces } from '../projects/plan-grammar.js'
import { cleanTitle, readDraft, type CardDraft } from './card-input.js'
import type { Card } from './card.js'
import type { PlanItem } from '../projects/plan.js'
import type { ProjectId } from '../projects/project-id.js'

/** Cleans the theme, because old themes were not validated. */
const themeOf = (theme: string | null): Readonly<Record<string, string>> => {
  const word = (theme ?? '').replace(/[{},\p{Cc}]+/gu, ' ').trim()
  return word === '' ? {} : { theme: word }
}

/** Plan document with the card as the last, ticked item in development; `null` when it has no such section. */
export function withFinishedItem(document: string, { title, theme }: Pick<Card, 'title' | 'theme'>): string | null {
  const text = escapeBraces(cleanTitle(title))
  const added = appendItem(document, 'dev', { done: true, text, meta: themeOf(theme) })
  return E.isRight(added) ? added.right : null
}

/** Draft of a card from an item of a plan document; `null` when the item has no usable title. */
export function ideaDraft(projectId: ProjectId, { text, meta }: PlanItem): CardDraft | null {
  const { priority = null, theme = null } = meta
  const wanted = { projectId, title: text }
  const drafts = [{ ...wanted, priority, theme }, { ...wanted, priority }, { ...wanted, theme }, wanted].map(readDraft)
  return drafts.find(E.isRight)?.right ?? null
}
