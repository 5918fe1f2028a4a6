import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { AttachSpec, LinkEnd, TerminalHost, TerminalLink } from '../../application/terminal/terminal-host.port.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import { sessionNotFound } from '../../domain/sessions/errors.js'
import { eventually } from '../support/eventually.js'
import type { Harness } from './harness.js'

/** A host with sessions of one program each, which echoes what is typed. */
export interface TerminalHostHarness extends Harness {
  /** Adapter under test. */
  readonly host: TerminalHost
  /** Starts a session. */
  readonly start: (session: string) => Promise<void>
  /** Ends a session. */
  readonly end: (session: string) => Promise<void>
  /** Renames a session. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** Prints as the session's program. */
  readonly print: (session: string, text: string) => Promise<void>
  /** Sends a query of the session's program to the viewers' terminal emulators. */
  readonly ask: (session: string, query: string) => Promise<void>
  /** Detaches all terminals from a session. */
  readonly detachAll: (session: string) => Promise<void>
  /** Of the session's windows. */
  readonly sizeOf: (session: string) => Promise<TerminalSize>
  /** Number of terminals that show a session. */
  readonly viewersOf: (session: string) => Promise<number>
}

const SIZE: TerminalSize = { columns: 100, rows: 30 }
const SMALL: TerminalSize = { columns: 60, rows: 20 }

/** One attached viewer and all it was told. */
interface Watcher {
  readonly link: TerminalLink
  readonly text: () => string
  readonly ends: ReadonlyArray<LinkEnd>
}

async function attach(host: TerminalHost, session: string, spec: Partial<AttachSpec> = {}): Promise<Watcher> {
  const chunks: Uint8Array[] = []
  const ends: LinkEnd[] = []
  const attached = await host.attach(
    { session, size: SIZE, hidden: false, ...spec },
    {
      output: (chunk) => {
        expect(ends, 'output after the exit').to.deep.equal([])
        chunks.push(Uint8Array.from(chunk))
      },
      drained: () => undefined,
      exit: (end) => void ends.push(end),
    },
  )()
  if (E.isLeft(attached)) throw new Error(`not attached: ${attached.left._tag}`)
  return { link: attached.right, text: () => Buffer.concat(chunks).toString('utf8'), ends }
}

/** Attached and drawn. */
async function watch(host: TerminalHost, session: string, spec: Partial<AttachSpec> = {}): Promise<Watcher> {
  const watcher = await attach(host, session, spec)
  await eventually(() => {
    expect(watcher.text()).to.contain('\x1b[H')
  })
  return watcher
}

/** Contract of `TerminalHost`. */
export function describeTerminalHost(technology: string, open: () => Promise<TerminalHostHarness>): void {
  describe(`TerminalHost on ${technology}`, () => {
    let h: TerminalHostHarness
    beforeEach(async () => {
      h = await open()
      await h.start('one')
    })
    afterEach(() => h.close())

    for (const name of [
      'two',
      'on',
      'one-more',
      '=one',
      '$0',
      '',
      'o*',
      'ONE',
      '@0',
      '%0',
      '{start}',
      '-x',
      'one:0.0',
    ]) {
      it(`fails with SessionNotFound for the name ${JSON.stringify(name)}`, async () => {
        const nobody = { output: () => undefined, drained: () => undefined, exit: () => undefined }
        const answer = await h.host.attach({ session: name, size: SIZE, hidden: false }, nobody)()
        expect(answer).to.deep.equal(E.left(sessionNotFound(name)))
      })
    }

    it('attaches to a name that looks like a target, a pattern or an option', async () => {
      for (const name of ['=one', '$0', 'o*', '-x', 'größe ✓']) await h.start(name)
      for (const name of ['=one', '$0', 'o*', '-x', 'größe ✓']) await watch(h.host, name)
      expect(await h.viewersOf('one')).to.equal(0)
    })

    it('gives every viewer what is typed, byte for byte', async () => {
      const first = await watch(h.host, 'one')
      const second = await watch(h.host, 'one')
      first.link.write('größe ✓ 漢字')
      for (const { text } of [first, second]) {
        await eventually(() => {
          expect(text()).to.contain('größe ✓ 漢字')
        })
      }
    })

    it('draws for a late viewer what is on the screen already', async () => {
      const first = await watch(h.host, 'one')
      first.link.write('early')
      await eventually(() => {
        expect(first.text()).to.contain('early')
      })
      const late = await watch(h.host, 'one')
      await eventually(() => {
        expect(late.text()).to.contain('early')
      })
    })

    it('tells once that the session is gone, and then takes every call and does nothing', async () => {
      const { link, text, ends } = await watch(h.host, 'one')
      await h.end('one')
      await eventually(() => {
        expect(ends).to.deep.equal(['session-gone'])
      })
      expect(text()).to.contain('[exited]')
      expect(link.write('x')).to.equal(true)
      link.resize(SMALL)
      link.setHidden(true)
      link.pause()
      link.resume()
      link.close()
      expect(ends).to.deep.equal(['session-gone'])
    })

    it('tells a viewer that was detached that the session runs on', async () => {
      const { ends } = await watch(h.host, 'one')
      await h.detachAll('one')
      await eventually(() => {
        expect(ends).to.deep.equal(['detached'])
      })
      await watch(h.host, 'one')
    })

    it('closes one viewer without a word and leaves the others', async () => {
      const first = await watch(h.host, 'one')
      const second = await watch(h.host, 'one')
      first.link.close()
      first.link.write('lost')
      await eventually(async () => {
        expect(await h.viewersOf('one')).to.equal(1)
      })
      second.link.write('kept')
      await eventually(() => {
        expect(second.text()).to.contain('kept')
      })
      expect(second.text()).not.to.contain('lost')
      expect([first.ends, second.ends]).to.deep.equal([[], []])
    })

    it('sizes the session for its viewer, and again after a resize', async () => {
      const { link } = await watch(h.host, 'one')
      await eventually(async () => {
        expect(await h.sizeOf('one')).to.deep.equal(SIZE)
      })
      link.resize(SMALL)
      await eventually(async () => {
        expect(await h.sizeOf('one')).to.deep.equal(SMALL)
      })
    })

    it('keeps the size of the visible viewer when a hidden one attaches, resizes and types', async () => {
      await watch(h.host, 'one')
      await eventually(async () => {
        expect(await h.sizeOf('one')).to.deep.equal(SIZE)
      })
      const hidden = await watch(h.host, 'one', { size: SMALL, hidden: true })
      expect(await h.sizeOf('one')).to.deep.equal(SIZE)
      hidden.link.resize({ columns: 61, rows: 21 })
      hidden.link.write('from the background')
      await eventually(() => {
        expect(hidden.text()).to.contain('from the background')
      })
      expect(await h.sizeOf('one')).to.deep.equal(SIZE)
    })

    it('gives the say about the size to the viewer that becomes visible', async () => {
      const first = await watch(h.host, 'one')
      const second = await watch(h.host, 'one', { size: SMALL, hidden: true })
      first.link.setHidden(true)
      second.link.setHidden(false)
      await eventually(async () => {
        expect(await h.sizeOf('one')).to.deep.equal(SMALL)
      })
      second.link.setHidden(true)
      first.link.setHidden(false)
      await eventually(async () => {
        expect(await h.sizeOf('one')).to.deep.equal(SIZE)
      })
    })

    it('drops answers of a terminal emulator to which no query is open, whole or cut, and keeps keys in order', async () => {
      const { link, text } = await watch(h.host, 'one')
      link.write('a\x1b[?1;2cb\x1b[>0;276;0c')
      link.write('\x1bP>|xterm.js(6.0.0)\x1b\\c\x1b[12;40R')
      for (const piece of ['\x1b[?1', ';2', 'cd\x1b]11;rgb:0000', '/0000/0000', '\x1b\\']) link.write(piece)
      link.write('e\x1b[1;2Rf')
      await eventually(() => {
        expect(text().replaceAll('^[', '\x1b')).to.contain('abcde\x1b[1;2Rf')
      })
    })

    it('gives a program the answer of a terminal emulator to its query, once', async () => {
      const { link, text } = await watch(h.host, 'one')
      await h.ask('one', '\x1b]12;?\x07')
      await eventually(() => void expect(text()).to.contain('\x1b]12;?'))
      link.write('\x1b]12;rgb:abcd/0000/0000\x1b\\\x1b]12;rgb:dcba/0000/0000\x1b\\typed')
      await eventually(() => void expect(text()).to.contain('typed'))
      expect(text()).to.contain('rgb:abcd')
      expect(text()).not.to.contain('rgb:dcba')
    })

    it('gives the keys of a pane-only viewer to the program, and none to the host', async () => {
      const ordinary = await watch(h.host, 'one')
      const { link, text, ends } = await watch(h.host, 'one', { isPaneOnly: true })
      link.write('\x02d')
      link.write('größe')
      link.resize(SMALL)
      await eventually(() => {
        expect(text().replaceAll('^B', '\x02')).to.contain('\x02dgröße')
      })
      await eventually(async () => void expect(await h.sizeOf('one')).to.deep.equal(SMALL))
      expect(ends).to.deep.equal([])
      ordinary.link.write('\x02d')
      await eventually(() => void expect(ordinary.ends).to.deep.equal(['detached']))
      expect(ends).to.deep.equal([])
    })

    it('takes no answer from the terminal emulator of a pane-only viewer', async () => {
      const { link, text } = await watch(h.host, 'one', { isPaneOnly: true })
      await h.ask('one', '\x1b]12;?\x07')
      await eventually(() => void expect(text()).to.contain('\x1b]12;?'))
      link.write('\x1b]12;rgb:abcd/0000/0000\x1b\\\x1b[?1;2ctyped')
      await eventually(() => void expect(text()).to.contain('typed'))
      expect(text()).not.to.contain('rgb:')
      expect(text()).not.to.contain('1;2c')
    })

    it('draws for a passive viewer and drops what it types', async () => {
      const passive = await watch(h.host, 'one', { hidden: true, isPassive: true })
      passive.link.write('from the recorder')
      const active = await watch(h.host, 'one')
      active.link.write('from the person')
      await eventually(() => {
        expect(passive.text()).to.contain('from the person')
      })
      expect(passive.text()).not.to.contain('from the recorder')
    })

    it('reads the size of the windows of a session, and fails with SessionNotFound for another', async () => {
      await watch(h.host, 'one')
      await eventually(async () => {
        expect(await h.host.windowSize('one')()).to.deep.equal(E.right(SIZE))
      })
      expect(await h.host.windowSize('on')()).to.deep.equal(E.left(sessionNotFound('on')))
    })

    it('keeps its viewers through a rename', async () => {
      const { link, text, ends } = await watch(h.host, 'one')
      await h.rename('one', 'uno')
      link.write('still here')
      await eventually(() => {
        expect(text()).to.contain('still here')
      })
      expect(ends).to.deep.equal([])
      await h.end('uno')
      await eventually(() => {
        expect(ends).to.deep.equal(['session-gone'])
      })
    })

    it('gives nothing out while paused and catches up afterwards', async () => {
      const paused = await watch(h.host, 'one')
      const other = await watch(h.host, 'one')
      paused.link.pause()
      other.link.write('meanwhile')
      await eventually(() => {
        expect(other.text()).to.contain('meanwhile')
      })
      expect(paused.text()).not.to.contain('meanwhile')
      paused.link.resume()
      await eventually(() => {
        expect(paused.text()).to.contain('meanwhile')
      })
    })

    it('gives the program what is typed after a wheel tick, in order, whichever viewer turned the wheel', async () => {
      const one = await watch(h.host, 'one')
      const other = await watch(h.host, 'one')
      for (let round = 0; round < 5; round++) {
        const [scrolls, types] = round % 2 === 0 ? [one, one] : [one, other]
        scrolls.link.write('\x1b[<64;5;5M\x1b[<64;5;5M')
        scrolls.link.write('\x1b[I')
        types.link.write(`typed`)
        types.link.write(` in round ${String(round)}\r`)
        await eventually(() => void expect(types.text()).to.contain(`typed in round ${String(round)}`))
      }
    })

    const turned = async ({ link }: Watcher, notches: number) => {
      const pane = await link.wheel({ notches, column: 5, row: 7 })()
      if (E.isLeft(pane)) throw new Error(pane.left.detail)
      return pane.right
    }
    const expectKeys = (text: string, keys: string): void => {
      expect(text.replaceAll('^[', '\x1b')).to.contain(keys)
    }

    it('leaves the wheel of each viewer to the viewer at a prompt, and gives out no byte for it', async () => {
      const one = await watch(h.host, 'one')
      const other = await watch(h.host, 'one')
      one.link.write('first')
      for (const { text } of [one, other]) await eventually(() => void expect(text()).to.contain('first'))
      const before = [one.text(), other.text()]
      // The cursor may be drawn once more after the text.
      const printedSince = (): ReadonlyArray<string> =>
        [one, other].map(({ text }, index) =>
          text()
            .slice(before[index]?.length)
            .replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
            .trim(),
        )
      for (const watcher of [one, other, one]) {
        expect(await turned(watcher, -40)).to.deep.equal({ mouse: false, scrolls: 'viewer' })
      }
      expect(printedSince()).to.deep.equal(['', ''])
      one.link.write(' second')
      await eventually(() => void expect(printedSince()).to.deep.equal(['second', 'second']))
    })

    it('turns the wheel for a program on the alternate screen by arrow keys', async () => {
      const one = await watch(h.host, 'one')
      await h.print('one', '\x1b[?1049h')
      await eventually(async () => {
        expect(await turned(one, 0)).to.deep.equal({ mouse: false, scrolls: 'program' })
      })
      await turned(one, -1)
      await eventually(() => {
        expectKeys(one.text(), '\x1b[A'.repeat(3))
      })
      await turned(one, 2)
      await eventually(() => {
        expectKeys(one.text(), '\x1b[B'.repeat(6))
      })
      await h.print('one', '\x1b[?1049l')
      await eventually(async () => {
        expect(await turned(one, 0)).to.deep.equal({ mouse: false, scrolls: 'viewer' })
      })
    })

    it('reports the wheel to a program that reads the mouse', async () => {
      const one = await watch(h.host, 'one')
      await h.print('one', '\x1b[?1000h\x1b[?1006h')
      await eventually(async () => {
        expect(await turned(one, 0)).to.deep.equal({ mouse: true, scrolls: 'program' })
      })
      await turned(one, -2)
      await eventually(() => {
        expectKeys(one.text(), '\x1b[<64;5;7M'.repeat(2))
      })
      await turned(one, 1)
      await eventually(() => {
        expectKeys(one.text(), '\x1b[<65;5;7M')
      })
    })
  })
}
