import type { PlanItem } from '../projects/plan.js'
import * as E from 'fp-ts/lib/Either.js'
import { readDraft, type CardDraft } from './card-input.js'
import type { ProjectId } from '../projects/project-id.js'

/** Draft of a card from an item of a plan document; `null` when the item has no usable title. */
export function ideaDraft(projectId: ProjectId, { text, meta }: PlanItem): CardDraft | null {
  const { priority = null, theme = null } = meta
  const wanted = { projectId, title: text }
  const drafts = [{ ...wanted, priority, theme }, { ...wanted, priority }, { ...wanted, theme }, wanted].map(readDraft)
  return drafts.find(E.isRight)?.right ?? null
}
