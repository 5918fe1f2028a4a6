import { keptBranchText, undoQuestion } from '../../../../adapters/inbound/web/src/board/finish/finish-words.js'
import { en } from '../../../../adapters/inbound/web/src/app/texts/en.js'

describe('what a finish leaves', () => {
  it('is a branch with the reason for which it was kept', () => {
    const text = (branchReason: 'unmerged' | 'checked-out' | 'unknown' | null, checkedOutIn: string | null = null) =>
      keptBranchText({ branchKept: branchReason !== null, branchReason, checkedOutIn }, en, (folder) => `~${folder}`)
    expect(text(null)).to.equal(null)
    expect(text('unmerged')).to.equal('Branch kept: it has unmerged commits.')
    expect(text('unknown')).to.equal('Branch kept.')
    expect(text('checked-out', '/offline')).to.equal('Branch kept: it is merged, but checked out in ~/offline.')
  })

  it('is undone after one question, which is about a revert where the merge is published', () => {
    expect([true, false].map((mustRevert) => undoQuestion(mustRevert, en).yes)).to.deep.equal(['Revert', 'Undo finish'])
  })
})
