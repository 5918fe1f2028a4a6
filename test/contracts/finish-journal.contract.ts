import { NO_CLEANUP, withFinish, type Finish, type FinishRecords } from '../../domain/board/finish.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const finish = (id: string, values: Partial<Finish> = {}): Finish =>
  ({
    id,
    cardId: 'card',
    projectId: 'shop',
    directory: '/work/shop',
    base: 'main',
    branch: 'idea/x',
    branchTip: 'b'.repeat(40),
    baseBefore: 'a'.repeat(40),
    place: '/state/finish/x',
    pushes: true,
    worktree: null,
    cardBefore: { stage: 'review', order: -1.5 },
    stage: 'merging',
    merge: null,
    startedAt: AT,
    endedAt: null,
    pushed: false,
    merged: false,
    reason: null,
    cleanup: null,
    detail: 'no merges on Fridays',
    revert: null,
    ...values,
  }) as Finish

/** Suite of every journal of finishes. */
export const describeFinishJournal = describeStateStore<FinishRecords>('FinishJournal', {
  fresh: [],
  adding: (records, id) => withFinish(records, finish(id)),
  ids: (records) => records.map(({ id }) => id),
  full: [
    finish('open'),
    finish('done', {
      stage: 'undone',
      worktree: '/w/x',
      merge: 'c'.repeat(40),
      endedAt: AT + 1,
      pushed: true,
      merged: true,
      reason: 'why',
      cleanup: { ...NO_CLEANUP, branchDeleted: true, rescue: ['refs/penates/rescue/x/branch'] },
      revert: 'd'.repeat(40),
    }),
  ],
})
