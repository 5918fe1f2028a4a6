import { finishJournalSpec } from '../../../../adapters/outbound/json-store/finish-journal.json-store.js'
import { NO_CLEANUP, type Finish, type FinishStage } from '../../../../domain/board/finish.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { memoryBoardScene } from '../../../support/memory-board-scene.js'
import { right } from '../../../support/results.js'

const STORED_NAMES: Readonly<Record<FinishStage, string>> = {
  merging: 'merging',
  publishing: 'publishing',
  finalizing: 'settling',
  done: 'done',
  aborted: 'nothing',
  undoing: 'undoing',
  undone: 'undone',
}

describe('stages of finishes in the state file', () => {
  const spec = finishJournalSpec({ disk: nodeDisk, path: '/state', now: Date.now })
  const stages = Object.keys(STORED_NAMES) as ReadonlyArray<FinishStage>

  it('have the names of the format, also in changes, and are read back', async () => {
    const { finish } = await memoryBoardScene()
    const records = stages.map((stage): Finish => {
      const merged = ['done', 'undoing', 'undone'].includes(stage)
      const isOver = merged || stage === 'aborted'
      return finish({
        ...{ id: stage, stage, merge: stage === 'merging' ? null : 'f00d', merged },
        ...{ endedAt: isOver ? 5 : null, cleanup: merged ? NO_CLEANUP : null },
        reason: stage === 'aborted' ? 'interrupted' : null,
      })
    })
    const names = (stored: unknown): ReadonlyArray<string> =>
      (stored as ReadonlyArray<{ readonly stage: string }>).map(({ stage }) => stage)
    const whole = spec.encode(records) as { readonly finishes: unknown }
    const change = spec.changeBetween([], records) as { readonly set: unknown }
    expect([names(whole.finishes), names(change.set)]).to.deep.equal([
      Object.values(STORED_NAMES),
      Object.values(STORED_NAMES),
    ])
    expect([right(spec.decode(whole)), spec.apply([], change)]).to.deep.equal([records, records])
  })

  it('are read from files whose records lack an end, a cleanup or a reason, or have values of other stages and versions', async () => {
    const { finish } = await memoryBoardScene()
    const [begun] = (spec.encode([finish()]) as { readonly finishes: ReadonlyArray<object> }).finishes
    const read = (stage: FinishStage, values: object) =>
      right(spec.decode({ finishes: [{ ...begun, ...values, stage: STORED_NAMES[stage] }] }))[0]
    const over = { merge: 'f00d', endedAt: finish().startedAt }
    expect(read('done', { merge: 'f00d', detail: 'odd' })).to.deep.equal(
      finish({ ...over, stage: 'done', cleanup: NO_CLEANUP }),
    )
    expect(read('aborted', { merge: 'f00d', pushed: true })).to.deep.equal(
      finish({ ...over, stage: 'aborted', reason: 'interrupted' }),
    )
    for (const [stored, reason] of [
      ['base-moved', 'base-moved'],
      ['of-another-version', 'FinishFailed'],
    ] as const)
      expect(read('aborted', { reason: stored })).to.deep.include({ reason })
    expect(read('publishing', { merge: 'f00d', revert: 'odd', detail: 'slow' })).to.deep.equal(
      finish({ stage: 'publishing', merge: 'f00d', detail: 'slow' }),
    )
  })
})
