import type { HubClient } from '../../../http/client/hub-client.js'
import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

type BodyOf<Name extends 'readBudgets' | 'listResumes'> = Extract<
  Awaited<ReturnType<ReturnType<HubClient[Name]>>>,
  { readonly _tag: 'Right' }
>['right']['body']

export type HubBudgets = BodyOf<'readBudgets'>
/** A budget and how it stands. */
export type HubBudget = HubBudgets['budgets'][number]
export type NewBudget = Pick<HubBudget, 'scope' | 'limitUsd' | 'atLimit'>

/** What the client asks of budgets, and of sessions that go on by themselves. Every call settles; none throws. */
export interface BudgetsHub {
  readonly budgets: () => Promise<Answer<HubBudgets>>
  /** Puts these in the place of all. */
  readonly replace: (budgets: ReadonlyArray<NewBudget>) => Promise<Answer<HubBudgets>>
  /** Names of the sessions that go on by themselves. */
  readonly resumes: () => Promise<Answer<ReadonlySet<string>>>
  readonly setResume: (name: string, enabled: boolean) => Promise<Answer<ReadonlySet<string>>>
}

export function budgetsHub({ client, ask }: Asking): BudgetsHub {
  const names = ({ body }: { readonly body: BodyOf<'listResumes'> }): ReadonlySet<string> =>
    new Set(body.sessions.map(({ name }) => name))
  return {
    budgets: () => ask(client.readBudgets(), ({ body }) => body),
    replace: (budgets) => ask(client.replaceBudgets({ body: { budgets } }), ({ body }) => body),
    resumes: () => ask(client.listResumes(), names),
    setResume: (name, enabled) => ask(client.chooseResume({ params: { name }, body: { enabled } }), names),
  }
}
