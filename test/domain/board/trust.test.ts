import { keyFor } from '../../../domain/board/trust.js'

describe('keyFor', () => {
  const [atNo, atYes] = [
    { about: 'trust', keyToYes: 'Down' },
    { about: 'trust', keyToYes: null },
  ] as const

  it('waits for two equal readings, then moves the cursor to yes or confirms it', () => {
    expect([
      keyFor(null, atNo),
      keyFor(atNo, atNo),
      keyFor(atNo, atYes),
      keyFor(atYes, atYes),
      keyFor(atYes, atNo),
      keyFor(atYes, null),
      keyFor(null, null),
    ]).to.deep.equal([null, 'Down', null, 'Enter', null, null, null])
  })

  it('returns null for questions that only a person may answer', () => {
    const bypass = { about: 'bypass', keyToYes: null } as const
    expect([keyFor(bypass, bypass), keyFor(bypass, atYes)]).to.deep.equal([null, null])
  })
})
