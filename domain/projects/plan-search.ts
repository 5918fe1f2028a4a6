import type { SectionName } from './plan-grammar.js'
import type { Plan, PlanItem } from './plan.js'

/** Item of a plan with its section. */
export interface PlanMatch extends PlanItem {
  readonly section: SectionName
}

/**
 * Items whose text contains the query as a substring, ignoring case: in development first, then backlog, then released.
 */
export function matchesIn({ dev, backlog, released }: Plan, words: string): ReadonlyArray<PlanMatch> {
  const wanted = words.toLowerCase()
  const inSection = (section: SectionName, items: ReadonlyArray<PlanItem>): ReadonlyArray<PlanMatch> =>
    items.filter(({ text }) => text.toLowerCase().includes(wanted)).map((item) => ({ ...item, section }))
  return [...inSection('dev', dev.items), ...inSection('backlog', backlog), ...inSection('released', released.items)]
}
