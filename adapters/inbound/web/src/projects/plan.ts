import type { ItemRef, Plan, PlanItem, SectionName } from '../app/projects.js'
import type { Progress } from '../ui/percent.js'

export const SECTIONS: ReadonlyArray<SectionName> = ['dev', 'backlog', 'released']

export const itemsOf = (plan: Plan, section: SectionName): ReadonlyArray<PlanItem> =>
  section === 'backlog' ? plan.backlog : plan[section].items

/**
 * Current item for a reference: the one on the same line if its text matches, else the first in the section with that
 * text.
 */
export function findItem(plan: Plan, { section, text, line }: ItemRef): PlanItem | null {
  const same = itemsOf(plan, section).filter((item) => item.text === text)
  return same.find((item) => item.line === line) ?? same[0] ?? null
}

export const progressOf = (items: ReadonlyArray<PlanItem>): Progress => ({
  done: items.filter(({ done }) => done).length,
  total: items.length,
})

export const withItems = (plan: Plan, section: SectionName, items: ReadonlyArray<PlanItem>): Plan =>
  section === 'backlog' ? { ...plan, backlog: items } : { ...plan, [section]: { ...plan[section], items } }

/** Target index of a drop above or below the item at `over`. `from` is the item's own index in that list, or `null`. */
export function dropIndex(from: number | null, over: number, edge: 'top' | 'bottom'): number {
  const to = edge === 'top' ? over : over + 1
  return from !== null && from < to ? to - 1 : to
}

/** Effect of a release on the plan document. */
export interface ReleasePreview {
  /** Done items. They become the released list. */
  readonly released: ReadonlyArray<PlanItem>
  /** Open items. They stay in development. */
  readonly kept: ReadonlyArray<PlanItem>
  /** Previously released items. They move under the changelog entry of their version. */
  readonly archived: ReadonlyArray<PlanItem>
}

export const releasePreview = ({ dev, released }: Plan): ReleasePreview => ({
  released: dev.items.filter(({ done }) => done),
  kept: dev.items.filter(({ done }) => !done),
  archived: released.items,
})

/** Version after a release, with the last number incremented; `1.5` becomes `1.5.1`. */
export function nextPatch(version: string): string {
  const [, head, patch] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? []
  if (head !== undefined && patch !== undefined) return `${head}${Number(patch) + 1}`
  return /^\d+\.\d+$/.test(version) ? `${version}.1` : ''
}

/** Versions that can follow one: `1.2.3` is followed by `1.2.4`, `1.3.0` and `2.0.0`. `null` for any other form. */
export function versionsAfter(version: string): Readonly<Record<ReleaseStep, string>> | null {
  const numbers = /^(\d+)\.(\d+)(?:\.(\d+))?$/.exec(version)
  if (numbers === null) return null
  const [major, minor, patch] = [1, 2, 3].map((part) => Number(numbers[part] ?? 0)) as [number, number, number]
  return {
    patch: `${major}.${minor}.${patch + 1}`,
    minor: `${major}.${minor + 1}.0`,
    major: `${major + 1}.0.0`,
  }
}

export const RELEASE_STEPS = ['patch', 'minor', 'major'] as const
export type ReleaseStep = (typeof RELEASE_STEPS)[number]

export type TextFault = 'empty' | 'too-long' | 'letters'

const ITEM_MAX = 500
const VERSION_MAX = 40
const NAME_MAX = 80
const CONTROL = /[\u0000-\u001f\u007f]/

function textFault(typed: string, max: number): TextFault | null {
  const text = typed.trim()
  if (text === '') return 'empty'
  if (text.length > max) return 'too-long'
  return CONTROL.test(text) || /[{}]/.test(text) ? 'letters' : null
}

/** Validates the text of an item. Braces delimit metadata and a line end terminates the item, so both are invalid. */
export const itemFault = (typed: string): TextFault | null => textFault(typed, ITEM_MAX)

export const projectNameFault = (typed: string): TextFault | null => textFault(typed, NAME_MAX)

export function versionFault(typed: string): TextFault | null {
  const version = typed.trim()
  if (version === '') return 'empty'
  if (version.length > VERSION_MAX) return 'too-long'
  return /^[A-Za-z0-9.+-]+$/.test(version) ? null : 'letters'
}

export { isNarrative } from '../../../../../domain/projects/narrative.js'
