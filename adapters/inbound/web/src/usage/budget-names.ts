import { signal } from '@preact/signals'
import { usd } from './words.js'
import { wholeBoard } from '../app/whole-board.js'
import type { HubBudget } from './budget-draft.js'
import { messages } from '../app/texts/messages.js'
import { sessions } from '../app/sessions.js'

/** Target of a budget with its display name. */
export interface Choice {
  readonly id: string
  readonly name: string
}

export const projectChoices = signal<ReadonlyArray<Choice>>([])
export const cardChoices = signal<ReadonlyArray<Choice>>([])

const readProjects = wholeBoard.recentPart('projects')
const readCards = wholeBoard.recentPart('cards')

/** Reads the names of projects and cards. Targets that cannot be read are shown by id. */
export async function readChoices(): Promise<void> {
  const [projects, cards] = await Promise.all([readProjects(), readCards()])
  if (projects === null || cards === null) return
  projectChoices.value = projects.map(({ id, displayName }) => ({ id, name: displayName }))
  cardChoices.value = cards.map(({ id, title }) => ({ id, name: title }))
}

const nameIn = (choices: ReadonlyArray<Choice>, id: string): string | null =>
  choices.find((choice) => choice.id === id)?.name ?? null

/** Name of a project or card, by the sessions that work in it before the names of all are read; `null` while unknown. */
function targetName({ scope }: HubBudget): string | null {
  const all = sessions.value ?? []
  if (scope.kind === 'project') {
    const session = all.find(({ project }) => project?.id === scope.project)
    return nameIn(projectChoices.value, scope.project) ?? session?.project?.name ?? null
  }
  if (scope.kind === 'card') {
    const session = all.find(({ boardCard }) => boardCard?.id === scope.card)
    return nameIn(cardChoices.value, scope.card) ?? session?.boardCard?.title ?? null
  }
  return ''
}

/** True when the project or card of a budget has to be read before it can be named. */
export const isUnnamed = (budget: HubBudget): boolean => sessions.value !== null && targetName(budget) === null

/** Display text for the scope of a budget. */
export function budgetName(budget: HubBudget): string {
  const { scope } = budget
  const { budgetOf } = messages.value
  switch (scope.kind) {
    case 'day':
      return budgetOf.day()
    case 'month':
      return budgetOf.month()
    case 'project':
      return budgetOf.project(targetName(budget) ?? scope.project)
    case 'card':
      return budgetOf.card(targetName(budget) ?? scope.card)
  }
}

/** Standing of a budget that is near its limit or over it. */
export function budgetText(budget: HubBudget): string {
  const m = messages.value
  const spent = m.spentOf(usd(budget.spentUsd), usd(budget.limitUsd))
  return budget.level === 'exceeded'
    ? m.budgetExceeded(budgetName(budget), spent, budget.atLimit)
    : m.budgetNear(budgetName(budget), spent)
}
