import * as TE from 'fp-ts/lib/TaskEither.js'
import { attachLink } from '../../../../adapters/outbound/tmux/attach-link.js'
import { scrolledSessions } from '../../../../adapters/outbound/tmux/scrolled-input.js'
import { sessionCommands } from '../../../../adapters/outbound/tmux/session-commands.js'
import { unavailable, type Unavailable } from '../../../../application/shared/errors.js'
import type { PtySpec } from '../../../../infrastructure/pty/pty-process.js'
import { eventually } from '../../../support/eventually.js'

/** Commands whose changes of the size end when the test says so. */
function heldSizes() {
  const begun: boolean[] = []
  const ended: boolean[] = []
  const waiting: Array<() => void> = []
  const ignoreSize =
    (_: number, ignore: boolean): TE.TaskEither<Unavailable, void> =>
    async () => {
      begun.push(ignore)
      await new Promise<void>((resolve) => waiting.push(resolve))
      ended.push(ignore)
      return TE.right(undefined)()
    }
  return { commands: { ...sessionCommands(() => TE.right(null)), ignoreSize }, begun, ended, waiting }
}

const NO_LISTENER = { output: () => undefined, drained: () => undefined, exit: () => undefined }

describe('the size of an attached terminal', () => {
  let link: ReturnType<typeof attachLink>
  afterEach(() => link.close())

  const open = (commands: ReturnType<typeof sessionCommands>) => {
    const pty: PtySpec = {
      argv: ['/bin/sh', '-c', 'echo drawn; exec cat'],
      directory: '/',
      environment: {},
      size: { columns: 80, rows: 24 },
    }
    return new Promise<void>((resolve) => {
      const deps = {
        pty,
        sessionId: '$1',
        commands,
        scrolled: scrolledSessions(),
        whenSafe: (run: () => void) => run(),
      }
      link = attachLink(deps, { hidden: false }, { ...NO_LISTENER, output: () => resolve() })
    })
  }

  it('is changed by one command at a time, so that the last wish holds', async () => {
    const { commands, begun, ended, waiting } = heldSizes()
    await open(commands)
    link.setHidden(true)
    await eventually(() => {
      expect(begun).to.deep.equal([true])
    })
    link.setHidden(false)
    link.setHidden(true)
    link.setHidden(false)
    await eventually(() => {
      waiting
        .splice(0)
        .reverse()
        .forEach((end) => end())
      expect(ended).to.deep.equal([true, false])
    })
    expect(begun).to.deep.equal([true, false])
  })

  it('is asked for again by the next wish when tmux did not answer', async () => {
    const asked: boolean[] = []
    const ignoreSize = (_: number, ignore: boolean): TE.TaskEither<Unavailable, void> => {
      asked.push(ignore)
      return TE.left(unavailable('tmux', 'no answer'))
    }
    await open({ ...sessionCommands(() => TE.right(null)), ignoreSize })
    for (let turn = 0; turn < 2; turn += 1) {
      const askedBefore = asked.length
      link.setHidden(true)
      await eventually(() => {
        expect(asked.length).to.be.greaterThan(askedBefore)
      })
    }
    expect(new Set(asked)).to.deep.equal(new Set([true]))
  })
})
