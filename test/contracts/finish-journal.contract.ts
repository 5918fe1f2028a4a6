import {
  NO_CLEANUP,
  NOT_YET,
  withFinish,
  type Finish,
  type FinishRecord,
  type FinishRecords,
} from '../../domain/board/finish.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const facts: FinishRecord = {
  id: 'done',
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
  startedAt: AT,
}
const merge = 'c'.repeat(40)
const open = (id: string): Finish => ({
  ...{ ...facts, ...NOT_YET, id },
  ...{ stage: 'publishing', merge, detail: 'no merges on Fridays' },
})

/** Suite of every journal of finishes. */
export const describeFinishJournal = describeStateStore<FinishRecords>('FinishJournal', {
  fresh: [],
  adding: (records, id) => withFinish(records, open(id)),
  ids: (records) => records.map(({ id }) => id),
  full: [
    { ...facts, ...NOT_YET, id: 'begun', stage: 'merging' },
    open('open'),
    {
      ...facts,
      ...NOT_YET,
      id: 'cut',
      stage: 'aborted',
      merge: null,
      reason: 'base-moved',
      detail: null,
      endedAt: AT + 1,
    },
    {
      ...{ ...facts, ...NOT_YET, stage: 'undone', worktree: '/w/x' },
      ...{ merge, pushed: true, merged: true, endedAt: AT + 1, revert: 'd'.repeat(40) },
      cleanup: { ...NO_CLEANUP, branchDeleted: true, rescue: ['refs/penates/rescue/x/branch'] },
    },
  ],
})
