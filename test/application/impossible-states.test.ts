import { expect } from 'chai'
import type { Terminal } from '../../application/terminal/open-terminal.js'
import type { KeptTerminal } from '../../application/terminal/return-to-terminal.js'

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
})
