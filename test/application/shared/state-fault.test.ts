import { stateFaultText, type StateFault } from '../../../application/shared/state-fault.js'

const fault: StateFault = {
  file: '/state/board.json',
  reason: 'damaged',
  detail: 'it ends in the middle',
  movedTo: '/state/board.json.corrupt-1',
  using: 'last-good-copy',
}
const mend = (changes: Partial<StateFault>): string => stateFaultText({ ...fault, ...changes }).mend

describe('a fault of a state file, in words', () => {
  it('names the file, what is wrong with it, and what is used', () => {
    expect(stateFaultText(fault)).to.deep.equal({
      problem: '/state/board.json is damaged: it ends in the middle',
      mend: 'The last good copy is used. It was kept as /state/board.json.corrupt-1.',
    })
  })

  it('says what to do about each', () => {
    expect([
      mend({ movedTo: null }),
      mend({ using: 'nothing' }),
      mend({ using: 'refused', reason: 'unreadable' }),
      mend({ reason: 'newer', using: 'refused' }),
    ]).to.deep.equal([
      'The last good copy is used. It was left as it is.',
      'There is no good copy, so it starts empty. It was kept as /state/board.json.corrupt-1; mend it there and move it back while the hub is stopped.',
      'Make /state/board.json readable and its folder writable. Nothing is written until then.',
      'Update Penates, or move the file away to start without it. Nothing is written until then.',
    ])
  })
})
