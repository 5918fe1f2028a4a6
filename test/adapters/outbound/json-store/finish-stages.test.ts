import { expect } from 'chai'
import { finishJournalSpec } from '../../../../adapters/outbound/json-store/finish-journal.json-store.js'
import type { Finish, FinishStage } from '../../../../domain/board/finish.js'
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
    const records = stages.map((stage): Finish =>
      finish({ id: stage, stage, merge: stage === 'merging' ? null : 'f00d' }),
    )
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
})
