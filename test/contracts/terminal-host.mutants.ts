import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AttachSpec, LinkListener, TerminalLink } from '../../application/terminal/terminal-host.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { TerminalHostHarness } from './terminal-host.contract.js'

const broken = breaking<TerminalHostHarness, 'host'>('host')
const attaching = (change: (spec: AttachSpec) => AttachSpec) =>
  broken(({ attach }) => ({ attach: (spec, listener) => attach(change(spec), listener) }))
const linking = (change: (link: TerminalLink, spec: AttachSpec) => Partial<TerminalLink>) =>
  broken(({ attach }) => ({
    attach: (spec, listener) =>
      pipe(
        attach(spec, listener),
        TE.map((link) => ({ ...link, ...change(link, spec) })),
      ),
  }))
const listening = (change: (listener: LinkListener) => Partial<LinkListener>) =>
  broken(({ attach }) => ({ attach: (spec, listener) => attach(spec, { ...listener, ...change(listener) }) }))
const nothing = (): void => undefined

/** Broken hosts of terminals. */
export const terminalHostMutants: Mutants<TerminalHostHarness> = {
  'fails with SessionNotFound for the name "on"': {
    'takes a name for a prefix': attaching((spec) => ({
      ...spec,
      session: spec.session === 'on' ? 'one' : spec.session,
    })),
  },
  'fails with SessionNotFound for the name "ONE"': {
    'ignores the case of a name': attaching((spec) => ({ ...spec, session: spec.session.toLowerCase() })),
  },
  'fails with SessionNotFound for the name ""': {
    'takes an empty name for some session': attaching((spec) => ({ ...spec, session: spec.session || 'one' })),
  },
  'attaches to a name that looks like a target, a pattern or an option': {
    'takes an equals sign for a target': attaching((spec) => ({ ...spec, session: spec.session.replace(/^=/, '') })),
  },
  'gives every viewer what is typed, byte for byte': {
    'writes nothing': linking(() => ({ write: () => true })),
    'outputs Latin-1': listening(({ output }) => ({
      output: (chunk) => output(Buffer.from(Buffer.from(chunk).toString('utf8'), 'latin1')),
    })),
    'has one viewer only': broken(({ attach }) => {
      let count = 0
      return {
        attach: (spec, listener) => {
          const isFirst = count++ === 0
          let chunks = 0
          const output = (chunk: Uint8Array): void => {
            if (isFirst || chunks++ === 0) listener.output(chunk)
          }
          return attach(spec, { ...listener, output })
        },
      }
    }),
  },
  'draws for a late viewer what is on the screen already': {
    'draws an empty screen at first': broken(({ attach }) => ({
      attach: (spec, listener) => {
        let isFirst = true
        const output = (chunk: Uint8Array): void => {
          listener.output(isFirst ? Buffer.from('\x1b[H') : chunk)
          isFirst = false
        }
        return attach(spec, { ...listener, output })
      },
    })),
  },
  'tells once that the session is gone, and then takes every call and does nothing': {
    'does not report the end': listening(() => ({ exit: nothing })),
    'reports the end twice': listening(({ exit }) => ({
      exit: (end) => {
        exit(end)
        exit(end)
      },
    })),
    'refuses input after the end': broken(({ attach }) => ({
      attach: (spec, listener) => {
        let isGone = false
        const exit: LinkListener['exit'] = (end) => {
          isGone = true
          listener.exit(end)
        }
        return pipe(
          attach(spec, { ...listener, exit }),
          TE.map((link) => ({ ...link, write: (input: string) => !isGone && link.write(input) })),
        )
      },
    })),
  },
  'tells a viewer that was detached that the session runs on': {
    'takes every end for the end of the session': listening(({ exit }) => ({ exit: () => exit('session-gone') })),
  },
  'closes one viewer without a word and leaves the others': {
    'closes nothing': linking(() => ({ close: nothing })),
    'reports the end of a viewer that was closed': broken(({ attach }) => ({
      attach: (spec, listener) =>
        pipe(
          attach(spec, listener),
          TE.map((link) => ({
            ...link,
            close: () => {
              link.close()
              listener.exit('detached')
            },
          })),
        ),
    })),
  },
  'sizes the session for its viewer, and again after a resize': {
    'does not resize': linking(() => ({ resize: nothing })),
    'drops the size of a viewer': attaching((spec) => ({ ...spec, size: { columns: 80, rows: 24 } })),
  },
  'keeps the size of the visible viewer when a hidden one attaches, resizes and types': {
    'takes a hidden viewer for a visible one': attaching((spec) => ({ ...spec, hidden: false })),
  },
  'gives the say about the size to the viewer that becomes visible': {
    'does not hide a viewer': linking(() => ({ setHidden: nothing })),
  },
  'drops answers of a terminal emulator to which no query is open, whole or cut, and keeps keys in order': {
    'drops what is typed with an answer': linking(({ write }) => ({
      write: (input) => /\x1b\[[?>]/.test(input) || write(input),
    })),
    'takes a key for an answer': linking(({ write }) => ({
      write: (input) => write(input.replaceAll('\x1b[1;2R', '')),
    })),
  },
  'gives a program the answer of a terminal emulator to its query, once': {
    'drops every answer': linking(({ write }) => ({
      write: (input) => write(input.replace(/\x1b\][^\x1b]*\x1b\\/g, '')),
    })),
  },
  'gives the keys of a pane-only viewer to the program, and none to the host': {
    'takes a pane-only viewer for an ordinary one': attaching((spec) => ({ ...spec, isPaneOnly: false })),
    'takes an ordinary viewer for a pane-only one': attaching((spec) => ({ ...spec, isPaneOnly: true })),
    'drops what a pane-only viewer types': attaching((spec) => ({ ...spec, isPassive: spec.isPaneOnly === true })),
  },
  'takes no answer from the terminal emulator of a pane-only viewer': {
    'takes a pane-only viewer for an ordinary one': attaching((spec) => ({ ...spec, isPaneOnly: false })),
  },
  'draws for a passive viewer and drops what it types': {
    'takes the input of a passive viewer': attaching((spec) => ({ ...spec, isPassive: false })),
    'draws nothing for a passive viewer': broken(({ attach }) => ({
      attach: (spec, listener) => attach(spec, spec.isPassive === true ? { ...listener, output: nothing } : listener),
    })),
  },
  'reads the size of the windows of a session, and fails with SessionNotFound for another': {
    'reads the size of a new terminal': broken(() => ({
      windowSize: () => TE.right({ columns: 120, rows: 40 }),
    })),
    'finds a session by a prefix': broken(({ windowSize }) => ({
      windowSize: (session) => windowSize(session === 'on' ? 'one' : session),
    })),
  },
  'keeps its viewers through a rename': {
    'types into the session of that name': broken(({ attach }, { viewersOf }) => ({
      attach: (spec, listener) =>
        pipe(
          attach(spec, listener),
          TE.map((link) => ({
            ...link,
            write: (input: string) => {
              void viewersOf(spec.session).then((viewers) => viewers > 0 && link.write(input))
              return true
            },
          })),
        ),
    })),
  },
  'gives nothing out while paused and catches up afterwards': {
    'does not pause': linking(() => ({ pause: nothing })),
    'does not resume': linking(() => ({ resume: nothing })),
    'drops output while paused': broken(({ attach }) => ({
      attach: (spec, listener) => {
        let isPaused = false
        const output = (chunk: Uint8Array): void => {
          if (!isPaused) listener.output(chunk)
        }
        return pipe(
          attach(spec, { ...listener, output }),
          TE.map((link) => ({
            ...link,
            pause: () => {
              isPaused = true
            },
            resume: () => {
              isPaused = false
            },
          })),
        )
      },
    })),
  },
  'leaves the wheel of each viewer to the viewer at a prompt, and gives out no byte for it': {
    'scrolls for all viewers': linking(({ wheel, write }) => ({
      wheel: (turn) => {
        write('scrolled')
        return wheel(turn)
      },
    })),
    'gives every wheel to the program': linking(() => ({
      wheel: () => TE.right({ mouse: false, scrolls: 'program' }),
    })),
  },
  'turns the wheel for a program on the alternate screen by arrow keys': {
    'turns nothing': linking(({ wheel }) => ({ wheel: (turn) => wheel({ ...turn, notches: 0 }) })),
    'turns in one direction': linking(({ wheel }) => ({
      wheel: (turn) => wheel({ ...turn, notches: -Math.abs(turn.notches) }),
    })),
    'leaves the wheel to the viewer': linking(() => ({
      wheel: () => TE.right({ mouse: false, scrolls: 'viewer' }),
    })),
  },
  'reports the wheel to a program that reads the mouse': {
    'reports the first cell': linking(({ wheel }) => ({ wheel: (turn) => wheel({ ...turn, column: 1, row: 1 }) })),
    'turns one notch only': linking(({ wheel }) => ({
      wheel: (turn) => wheel({ ...turn, notches: Math.sign(turn.notches) }),
    })),
  },
  'gives the program what is typed after a wheel tick, in order, whichever viewer turned the wheel': {
    'drops what is typed after a wheel tick': linking(({ write }) => {
      let isScrolling = false
      return {
        write: (input) => {
          if (input.startsWith('\x1b[<')) isScrolling = true
          return isScrolling || write(input)
        },
      }
    }),
  },
}
