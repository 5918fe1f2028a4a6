import { expect } from 'chai'
import { dropQuestion, question } from '../../../adapters/inbound/web/src/board/ask.js'
import { finishes } from '../../../adapters/inbound/web/src/board/board-state.js'
import { askUndo } from '../../../adapters/inbound/web/src/board/finishing.js'
import { cleanupParts } from '../../../adapters/inbound/web/src/board/kept-words.js'
import type { Cleanup, HubFinish } from '../../../adapters/inbound/web/src/board/the-board-hub.js'
import { messages } from '../../../adapters/inbound/web/src/i18n/messages.js'

const CLEANUP: Cleanup = {
  ...{ sessionKilled: false, worktreeRemoved: false, worktreeKept: false, branchDeleted: false, rescue: [] },
  ...{ branchKept: true, branchReason: 'unmerged', checkedOutIn: null },
}
const finish = (pushed: boolean): HubFinish => ({ pushed }) as HubFinish

describe('what a finish leaves', () => {
  const m = messages.peek()

  it('is a branch with the reason for which it was kept', () => {
    expect(cleanupParts(CLEANUP)).to.deep.equal([m.branchUnmerged])
    expect(cleanupParts({ ...CLEANUP, branchReason: 'unknown' })).to.deep.equal([m.branchKept])
    const there = cleanupParts({ ...CLEANUP, branchReason: 'checked-out', checkedOutIn: '/work/offline' })
    expect(there).to.deep.equal([m.branchCheckedOut('/work/offline')])
    expect(cleanupParts({ ...CLEANUP, branchKept: false, branchReason: null })).to.deep.equal([])
  })

  it('is undone after one question, which is about a revert where the merge is published', () => {
    for (const [pushed, text] of [
      [true, m.askRevert],
      [false, m.askUndo],
    ] as const) {
      finishes.value = new Map([['card', finish(pushed)]])
      askUndo('card')
      expect(question.value?.text).to.equal(text)
      dropQuestion()
    }
  })
})
