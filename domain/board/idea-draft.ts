import type { PlanItem } from '../projects/plan.js'
import * as E from 'fp-ts/lib/Either.js'
import { readDraft, type CardDraft } from './card-input.js'

/** An item of a plan document as a card that is asked for; `null` when nothing in it can be read as a title. */
export function ideaDraft(projectId: string, { text, meta }: PlanItem): CardDraft | null {
  const { priority = null, theme = null } = meta
  const wanted = { projectId, title: text }
  const drafts = [{ ...wanted, priority, theme }, { ...wanted, priority }, { ...wanted, theme }, wanted].map(readDraft)
  return drafts.find(E.isRight)?.right ?? null
}
