import { screenActivity } from '../../../../adapters/outbound/tmux/screen.js'

describe('activity of screens in tmux', () => {
  it('has all sessions at first, then those with output, which are told twice because tmux counts whole seconds', () => {
    const { changedIn } = screenActivity()
    const at = (one: number, two: number): ReadonlyArray<string> =>
      changedIn([`$0 1 %0 ${String(one)}`, `$1 1 %1 ${String(two)}`])
    expect([at(10, 10), at(10, 10), at(10, 10)]).to.deep.equal([['$0', '$1'], ['$0', '$1'], []])
    expect([at(10, 12), at(10, 12), at(10, 12)]).to.deep.equal([['$1'], ['$1'], []])
  })

  it('is that of the current window and its active pane', () => {
    const { changedIn } = screenActivity()
    changedIn(['$0 0 %0 10', '$0 1 %1 10'])
    changedIn(['$0 0 %0 10', '$0 1 %1 10'])
    expect(changedIn(['$0 0 %0 11', '$0 1 %1 10'])).to.deep.equal([])
    expect(changedIn(['$0 1 %0 11', '$0 0 %1 10'])).to.deep.equal(['$0'])
    expect(changedIn(['$0 1 %2 11', '$0 0 %1 10'])).to.deep.equal(['$0'])
  })

  it('has all sessions after a lost connection, none that has ended, and nothing of other lines', () => {
    const { changedIn, forget } = screenActivity()
    changedIn(['$0 1 %0 10', '$1 1 %1 10'])
    changedIn(['$0 1 %0 10', '$1 1 %1 10'])
    expect(changedIn(['$0 1 %0 10'])).to.deep.equal([])
    forget()
    expect(changedIn(['$0 1 %0 10', '', 'no session'])).to.deep.equal(['$0'])
  })
})
