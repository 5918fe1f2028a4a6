import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ReadHubOverviewDeps } from '../../application/overview/read-hub-overview.js'
import type { Unavailable } from '../../application/shared/errors.js'
import type { Settings } from '../../domain/settings/settings.js'
import type { AgentHooks } from '../../application/agents/agent-cli.port.js'
import type { Terminal } from '../../application/terminal/open-terminal.js'
import type { KeptTerminal } from '../../application/terminal/return-to-terminal.js'
import type { Evidence } from '../../domain/attention/activity.js'
import type { SpawnPlan, WorktreePlan } from '../../domain/board/card.js'
import type { Finish, FinishAt } from '../../domain/board/finish.js'
import type { Hook, ReportEvent } from '../../domain/attention/hook.js'

/** Each line is an error of the compiler, which expects the comment above it. */
describe('states that do not compile', () => {
  it('are a terminal of either kind used as a kept one, and a plain one that is called kept', () => {
    const wrong = (terminal: Terminal | KeptTerminal, plain: Terminal): ReadonlyArray<unknown> => [
      // @ts-expect-error A terminal of either kind is kept once its kind says so.
      terminal satisfies KeptTerminal,
      // @ts-expect-error A plain terminal is not a kept one.
      { ...plain, kind: 'kept' } satisfies KeptTerminal,
    ]
    expect(wrong).to.be.a('function')
  })

  it('are events, hooks and evidence by a name that no table has', () => {
    const wrong = (
      hooks: AgentHooks,
      text: string,
      event: ReportEvent,
      hook: Hook,
      { what }: Evidence,
    ): ReadonlyArray<unknown> => [
      // @ts-expect-error Text from outside is read by `reportEvent` first.
      hooks.report(text, {}),
      // @ts-expect-error No agent reports it.
      event === 'Stopped',
      // @ts-expect-error A failed turn is a `Stop` with its failure.
      hook.event === 'StopFailure',
      // @ts-expect-error The notification is `idle_prompt`.
      what === 'idlePrompt',
    ]
    expect(wrong).to.be.a('function')
  })

  it('are a worktree to make without a branch or a start, and a branch without a worktree', () => {
    const wrong = (plan: SpawnPlan, made: WorktreePlan): ReadonlyArray<unknown> => [
      // @ts-expect-error A worktree has a branch.
      { ...plan, worktree: { ...made, branch: null } } satisfies SpawnPlan,
      // @ts-expect-error A worktree starts at a commit.
      { ...plan, worktree: { ...made, from: null } } satisfies SpawnPlan,
      // @ts-expect-error A branch belongs to a worktree.
      { ...plan, worktree: null, branch: made.branch } satisfies SpawnPlan,
    ]
    expect(wrong).to.be.a('function')
  })

  it('are a finish at one stage with the fields of another', () => {
    const wrong = (
      merging: FinishAt<'merging'>,
      publishing: FinishAt<'publishing'>,
      finalizing: FinishAt<'finalizing'>,
      done: FinishAt<'done'>,
    ): ReadonlyArray<unknown> => [
      // @ts-expect-error Nothing is built yet.
      { ...merging, merge: done.merge } satisfies Finish,
      // @ts-expect-error Nothing is published without a merge.
      { ...merging, stage: 'publishing' } satisfies Finish,
      // @ts-expect-error The message of a remote that was waited for does not outlive the wait.
      { ...publishing, stage: 'finalizing', pushed: true, merged: true } satisfies Finish,
      // @ts-expect-error An aborted finish has a reason and an end.
      { ...publishing, stage: 'aborted' } satisfies Finish,
      // @ts-expect-error A finish that is done was cleaned up.
      { ...finalizing, stage: 'done', endedAt: done.endedAt } satisfies Finish,
      // @ts-expect-error A finish that is done is not reverted.
      { ...done, revert: done.merge } satisfies Finish,
      // @ts-expect-error A finish that is done was not aborted.
      { ...done, reason: 'base-moved' } satisfies Finish,
    ]
    expect(wrong).to.be.a('function')
  })

  it('are settings that no use case reads', () => {
    type More = Settings & { readonly unread: boolean }
    const wrong = ({ settings }: ReadHubOverviewDeps): TE.TaskEither<Unavailable, More> =>
      // @ts-expect-error No use case reads `unread`.
      settings.readSettings
    expect(wrong).to.be.a('function')
  })
})
